//! The model in one drawing: AWS's areas above the line, the customer's domains below it.

use leptos::prelude::*;

use demarc_catalog::{Area, Domain};

const ROW: usize = 30;
const GAP: usize = 34;

/// The line, with the areas above it and the domains below it.
pub fn line(areas: &'static [Area], domains: &'static [Domain]) -> AnyView {
    let above: Vec<&str> = areas.iter().map(|it| it.name.as_str()).collect();
    let below: Vec<&str> = domains.iter().map(|it| it.name.as_str()).collect();
    let line = above.len() * ROW + GAP / 2;
    let height = line + GAP / 2 + below.len() * ROW;
    let description = format!(
        "Above the line, AWS’s side: {}. Below the line, your side: {}.",
        above.join(", "),
        below.join(", "),
    );
    let rows = |names: Vec<&'static str>, from: usize, class: &'static str| {
        let rows = names.into_iter().enumerate().map(move |(index, name)| {
            let top = from + index * ROW;
            view! {
                <rect class=class x="8" y=top + 1 width="344" height=ROW - 2></rect>
                <text x="20" y=top + 20>{name}</text>
            }
            .into_any()
        });
        rows.collect_view().into_any()
    };
    view! {
        <svg
            class="figure"
            viewBox=format!("0 0 360 {height}")
            role="img"
            aria-labelledby="figure-title figure-said"
        >
            <title id="figure-title">"The line between AWS’s side and yours"</title>
            <desc id="figure-said">{description}</desc>
            <defs>
                <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="figure__ground" width="7" height="7"></rect>
                    <rect class="figure__hatch" width="2" height="7"></rect>
                </pattern>
            </defs>
            {rows(above, 0, "figure__aws")}
            <path class="figure__line" d=format!("M0 {line}H122M238 {line}H360")></path>
            <text class="figure__name" x="180" y=line + 5>"the line"</text>
            {rows(below, line + GAP / 2, "figure__you")}
        </svg>
    }
    .into_any()
}

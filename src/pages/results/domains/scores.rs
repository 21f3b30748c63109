//! The scores of the domains as bars, each with its band, its target and the grades' thresholds.

use leptos::prelude::*;

use super::{Shown, name, shown, unit};
use crate::components::{self, Chart, figures, label};
use crate::state::State;
use demarc_core::analysis::{Analysis, Grade};
use demarc_core::labels;

/// The x and the width of the scale.
const LEFT: i32 = 250;
const WIDE: i32 = 400;
const ROW: i32 = 40;
const TOP: i32 = 34;

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let domains = shown(state, analysis);
    let height = TOP + ROW * i32::try_from(domains.len()).unwrap_or(0) + 8;
    let scale = Grade::ALL.map(|grade| {
        let x = LEFT + unit(f64::from(grade.starts_at()) * f64::from(WIDE) / 100.0);
        let name = labels::grade(Some(grade));
        view! {
            <line class="chart__scale" x1=x x2=x y1=TOP - 8 y2=height></line>
            <text class="chart__text chart__text--soft" x=x + 4 y=18>{name}</text>
        }
        .into_any()
    });
    let rows = domains.iter().enumerate();
    let rows =
        rows.map(|(index, domain)| bar(TOP + ROW * i32::try_from(index).unwrap_or(0), domain));
    let table = domains.iter().map(|it| {
        let score = it.standing.standing.score;
        vec![
            it.name.to_owned(),
            labels::score(score.map(|it| it.value)),
            labels::score(score.map(|it| it.low)),
            labels::score(score.map(|it| it.high)),
            labels::score(it.target),
            labels::grade_or_why(&it.standing.standing),
        ]
    });
    components::chart(Chart {
        id: "domain-scores",
        title: "Score per domain",
        says: says(state, analysis),
        size: (
            LEFT.unsigned_abs() + WIDE.unsigned_abs() + 50,
            height.unsigned_abs(),
        ),
        drawing: view! {
            {Vec::from(scale)}
            {rows.collect_view()}
        }
        .into_any(),
        table: figures(
            &["Domain", "Score", "At least", "At most", "Target", "Grade"],
            table.collect(),
        ),
    })
}

fn says(state: State, analysis: &Analysis) -> String {
    let lowest = analysis.lowest_domain();
    let lowest = lowest.map_or_else(String::new, |(domain, score)| {
        let name = name(state, &domain.domain);
        format!("Lowest: {name}, with {}. ", labels::score(Some(score)))
    });
    format!(
        "{lowest}The thin line is the band that what you don’t know or have not answered leaves; the mark across is the target."
    )
}

fn bar(y: i32, domain: &Shown<'_>) -> AnyView {
    let x = |score: f64| LEFT + unit(score * f64::from(WIDE) / 100.0);
    let score = domain.standing.standing.score;
    let bar = score.map(|score| {
        view! {
            <rect class="chart__bar" x=LEFT y=y + 6 width=(x(score.value) - LEFT).max(2) height=18></rect>
            <line class="chart__band" x1=x(score.low) x2=x(score.high) y1=y + 29 y2=y + 29></line>
            {label("chart__text chart__text--strong", x(score.value).max(LEFT) + 6, y + 20, labels::score(Some(score.value)))}
        }
        .into_any()
    });
    let target = domain.target.map(|target| {
        let x = x(target);
        view! { <path class="chart__target" d=format!("M{x} {}v24m-4 -24h8m-8 24h8", y + 3)></path> }.into_any()
    });
    let none = score.is_none().then(|| {
        label(
            "chart__text chart__text--soft",
            LEFT + 6,
            y + 20,
            "not answered".to_owned(),
        )
    });
    view! {
        <rect class="chart__track" x=LEFT y=y + 6 width=WIDE height=18></rect>
        {label("chart__text chart__text--end", LEFT - 10, y + 20, domain.name.to_owned())}
        {bar}
        {none}
        {target}
    }
    .into_any()
}

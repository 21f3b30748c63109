//! The scores of the domains around a center, against their targets.

use std::f64::consts::TAU;

use leptos::prelude::*;

use super::{Shown, shown, unit};
use crate::components::{self, Chart, figures, label};
use crate::state::State;
use demarc_core::analysis::{Analysis, Grade};
use demarc_core::labels;

const MIDDLE: (f64, f64) = (400.0, 215.0);
const RADIUS: f64 = 150.0;

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let domains = shown(state, analysis);
    let around = |score: &dyn Fn(&Shown<'_>) -> Option<f64>| {
        let points = domains.iter().enumerate().filter_map(|(index, domain)| {
            let (x, y) = at(index, domains.len(), score(domain)?);
            Some(format!("{x},{y}"))
        });
        points.collect::<Vec<_>>().join(" ")
    };
    // A domain without answers has no score and is left out; it is not drawn as zero.
    let score = |it: &Shown<'_>| it.standing.standing.score.map(|it| it.value);
    let rings = Grade::ALL.map(|grade| {
        let ring = f64::from(grade.ends_at());
        view! { <polygon class="chart__ring" points=around(&|_| Some(ring))></polygon> }.into_any()
    });
    let spokes = domains
        .iter()
        .enumerate()
        .map(|(index, domain)| spoke(index, domains.len(), domain.name));
    let dots = domains.iter().enumerate().filter_map(|(index, domain)| {
        let (x, y) = at(index, domains.len(), score(domain)?);
        let class = match domain.standing.standing.is_too_small() {
            true => "chart__dot chart__dot--few",
            false => "chart__dot",
        };
        Some(view! { <circle class=class cx=x cy=y r=4></circle> }.into_any())
    });
    let has_target = domains.iter().any(|it| it.target.is_some());
    let targets = has_target.then(|| {
        let points = around(&|it| it.target);
        view! { <polygon class="chart__aim" points=points></polygon> }.into_any()
    });
    let table = domains.iter().map(|it| {
        let value = it.standing.standing.score.map(|it| it.value);
        let missing = it
            .target
            .zip(value)
            .map(|(target, value)| (target - value).max(0.0).ceil());
        vec![
            it.name.to_owned(),
            labels::score(value),
            labels::score(it.target),
            labels::score(missing),
            labels::grade_or_why(&it.standing.standing),
        ]
    });
    let says = if has_target {
        "The filled shape is where you are; the dashed one is where you want to be."
    } else {
        "The filled shape is where you are; set targets above to see how far there is to go."
    };
    let [one, two, three, four] = Grade::ALL.map(Grade::ends_at);
    let has_few = domains.iter().any(|it| it.standing.standing.is_too_small());
    let few = if has_few {
        " A hollow dot rests on too few answers for a grade."
    } else {
        ""
    };
    let says = format!("{says} The rings are {one}, {two}, {three} and {four}.{few}");
    components::chart(Chart {
        id: "domain-radar",
        title: "Domains against their targets",
        says,
        size: (800, 430),
        drawing: view! {
            {Vec::from(rings)}
            {spokes.collect_view()}
            <polygon class="chart__area" points=around(&score)></polygon>
            {targets}
            {dots.collect_view()}
        }
        .into_any(),
        table: figures(
            &["Domain", "Score", "Target", "To go", "Grade"],
            table.collect(),
        ),
    })
}

/// The point of a domain's score.
fn at(index: usize, of: usize, score: f64) -> (i32, i32) {
    let part = f64::from(u32::try_from(index).unwrap_or(0))
        / f64::from(u32::try_from(of.max(1)).unwrap_or(1));
    let (sin, cos) = (TAU * part).sin_cos();
    let out = RADIUS * score / 100.0;
    (unit(MIDDLE.0 + out * sin), unit(MIDDLE.1 - out * cos))
}

fn spoke(index: usize, of: usize, name: &'static str) -> AnyView {
    let ((x, y), (near_x, near_y)) = (at(index, of, 100.0), at(index, of, 111.0));
    let class = match near_x - unit(MIDDLE.0) {
        ..-20 => "chart__text chart__text--end",
        20.. => "chart__text",
        _ => "chart__text chart__text--middle",
    };
    view! {
        <line class="chart__ring" x1=unit(MIDDLE.0) y1=unit(MIDDLE.1) x2=x y2=y></line>
        {label(class, near_x, near_y + 5, name.to_owned())}
    }
    .into_any()
}

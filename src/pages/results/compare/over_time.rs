//! The score over time: a line through the snapshots to the open assessment, over the grades.

use leptos::prelude::*;

use super::Side;
use crate::browser::clock;
use crate::components::{Chart, chart, css, figures, label};
use demarc_core::analysis::Grade;
use demarc_core::labels;
use demarc_core::library::versions::along;

/// The size of the drawing, and the area of the scores in it.
const SIZE: (u32, u32) = (680, 340);
const WIDE: i32 = 680;
const TOP: i32 = 10;
const HIGH: i32 = 290;
/// The x of the first and the last point: the names of the grades are left of them, and days fit below them.
const FIRST: i32 = 210;
const LAST: i32 = 630;
/// The least distance between two days, and between two figures.
const DAY_APART: i32 = 100;
const FIGURE_APART: i32 = 26;

pub(super) fn section(sides: &[Side]) -> AnyView {
    let points = points(sides);
    let (Some((_, first)), Some((_, last))) = (points.first(), points.last()) else {
        return ().into_any();
    };
    if points.len() < 2 {
        return ().into_any();
    }
    let says = format!(
        "From {} ({}) to {} ({}).",
        score(first),
        day(first),
        score(last),
        day(last),
    );
    let rows = sides.iter().map(|side| {
        let whole = &side.analysis.whole;
        vec![
            side.dated(),
            score(side),
            labels::grade_of(whole).to_owned(),
            format!("{} of {}", whole.answered, whole.in_scope),
            side.analysis.gaps.len().to_string(),
        ]
    });
    let columns = ["When", "Score", "Grade", "Answered", "Gaps"];
    let drawn = chart(Chart {
        id: "score-over-time",
        title: "Score of the whole, 0 to 100",
        says,
        size: SIZE,
        drawing: drawing(&points),
        table: figures(&columns, rows.collect()),
    });
    view! {
        <section aria-labelledby="over-time">
            <h2 id="over-time">"Score over time"</h2>
            {drawn}
        </section>
    }
    .into_any()
}

fn score(side: &Side) -> String {
    labels::score(side.analysis.whole.score.map(|it| it.value))
}

/// The day of a snapshot, without the time.
fn day(side: &Side) -> String {
    if side.assessment.snapshot.is_none() {
        return "now".to_owned();
    }
    let moment = clock::moment(side.at);
    let day = moment.rsplit_once(", ").map(|(day, _)| day.to_owned());
    day.unwrap_or(moment)
}

/// The sides that have a score, each with its x. Sides of one and the same time are at equal distances.
fn points(sides: &[Side]) -> Vec<(i32, &Side)> {
    let moments: Vec<u64> = sides.iter().map(|it| it.at).collect();
    let along = along(&moments, u64::from((LAST - FIRST).unsigned_abs()));
    let at = |index: usize| {
        let along = along.get(index).copied().unwrap_or_default();
        FIRST + i32::try_from(along).unwrap_or_default()
    };
    let scored = sides.iter().enumerate();
    let scored = scored.filter(|(_, side)| side.analysis.whole.score.is_some());
    scored.map(|(index, side)| (at(index), side)).collect()
}

/// The y of a score in the drawing.
#[expect(clippy::cast_possible_truncation, reason = "a score is 0 to 100")]
fn height(side: &Side) -> i32 {
    let value = side.analysis.whole.score.map_or(0.0, |it| it.value);
    TOP + HIGH - (value * f64::from(HIGH) / 100.0).round() as i32
}

fn drawing(points: &[(i32, &Side)]) -> AnyView {
    let bands = Grade::ALL.into_iter().rev().map(|grade| {
        let [from, to] =
            [grade.starts_at(), grade.ends_at()].map(|it| i32::try_from(it).unwrap_or_default());
        let y = TOP + HIGH * (100 - to) / 100;
        let name = labels::grade(Some(grade));
        let name = if from > 0 {
            format!("{name}, from {from}")
        } else {
            name.to_owned()
        };
        view! {
            <rect class=css::grade_band(grade) x="0" y=y width=WIDE height=HIGH * (to - from) / 100></rect>
            {label("chart__text chart__text--soft", 10, y + 19, name)}
        }
        .into_any()
    });
    let line = points
        .iter()
        .map(|(x, side)| format!("{x},{}", height(side)));
    let line = line.collect::<Vec<_>>().join(" ");
    let (mut last_day, mut last_figure) = (i32::MIN / 2, i32::MIN / 2);
    let end = points.last().map_or(LAST, |(x, _)| *x);
    let dots = points.iter().map(|(x, side)| {
        let (x, y) = (*x, height(side));
        // The last day is always written.
        let has_day = x == end || (x - last_day >= DAY_APART && end - x >= DAY_APART);
        let has_figure = x - last_figure >= FIGURE_APART;
        let class = "chart__text chart__text--soft chart__text--middle";
        let day = has_day.then(|| {
            last_day = x;
            label(class, x, TOP + HIGH + 24, day(side))
        });
        let figure = has_figure.then(|| {
            last_figure = x;
            // Above the dot, or below it near the top.
            let y = if y < TOP + 40 { y + 26 } else { y - 13 };
            label(
                "chart__text chart__text--strong chart__text--middle",
                x,
                y,
                score(side),
            )
        });
        view! {
            <circle class="chart__dot" cx=x cy=y r="6"></circle>
            {figure}
            {day}
        }
        .into_any()
    });
    let dots = dots.collect::<Vec<_>>();
    view! {
        {bands.collect_view()}
        <polyline class="over-time__line" points=line></polyline>
        {dots}
    }
    .into_any()
}

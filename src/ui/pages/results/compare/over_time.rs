//! The score over time: a line through the snapshots to now, over the grades, with a table beneath.
//! It knows scores and when they were so.

use leptos::prelude::*;

use super::Side;
use crate::analysis::Grade;
use crate::ui::document;
use crate::words;

/// The grades from the highest, each with the score it begins at, and the width of its band.
const BANDS: [(Grade, u32, u32); 4] = [
    (Grade::Assured, 90, 10),
    (Grade::Established, 70, 20),
    (Grade::Developing, 40, 30),
    (Grade::Exposed, 0, 40),
];

/// How much of the width the first and the last point keep from the edges, in percent.
const MARGIN: f64 = 6.0;

/// With more points than this, they carry no figures: the table does.
const MOST_LABELED: usize = 8;

/// A score at a time, with its place in the drawing: percent of the width, and of the height from above.
struct Point {
    x: f64,
    score: f64,
}

pub(super) fn section(sides: &[Side]) -> AnyView {
    let points = points(sides);
    if points.len() < 2 {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="over-time">
            <h2 id="over-time">"Score over time"</h2>
            {drawing(sides, &points)}
            <details>
                <summary>"Show as table"</summary>
                {table(sides)}
            </details>
        </section>
    }
    .into_any()
}

/// Those that have a score. Where all were taken at once, they stand at equal distances.
fn points(sides: &[Side]) -> Vec<Point> {
    let first = sides.first().map_or(0, |it| it.at);
    let last = sides.last().map_or(0, |it| it.at);
    let span = last.saturating_sub(first);
    let room = 100.0 - 2.0 * MARGIN;
    #[expect(clippy::cast_precision_loss, reason = "moments are below 2^53")]
    let share = |place: usize, at: u64| {
        if span == 0 {
            place as f64 / (sides.len() - 1).max(1) as f64
        } else {
            (at.saturating_sub(first) as f64 / span as f64).min(1.0)
        }
    };
    let scored = sides.iter().enumerate().filter_map(|(place, side)| {
        let score = side.analysis.whole.score?;
        Some(Point {
            x: MARGIN + room * share(place, side.at),
            score: score.value,
        })
    });
    scored.collect()
}

fn drawing(sides: &[Side], points: &[Point]) -> AnyView {
    let percent = |value: f64| format!("{}%", words::hundredths(value));
    let height = move |score: f64| percent(100.0 - score);
    let bands = BANDS.map(|(grade, from, width)| {
        let top = f64::from(100 - from - width);
        view! {
            <rect class=band(grade) x="0" y=percent(top) width="100%" height=percent(f64::from(width))></rect>
            <text class="over-time__grade" x="0" y=percent(top) dx="8" dy="18">
                {words::grade(Some(grade))}
                {if from > 0 { format!(", from {from}") } else { String::new() }}
            </text>
        }
        .into_any()
    });
    let lines = points.windows(2).filter_map(|pair| {
        let [one, next] = pair else { return None };
        let line = view! {
            <line x1=percent(one.x) y1=height(one.score) x2=percent(next.x) y2=height(next.score)></line>
        };
        Some(line.into_any())
    });
    let labeled = points.len() <= MOST_LABELED;
    let dots = points.iter().map(|it| {
        let label = labeled.then(|| {
            // Above the dot; below it where the top is near.
            let off = if it.score > 90.0 { "22" } else { "-12" };
            view! {
                <text class="over-time__score" x=percent(it.x) y=height(it.score) dy=off>
                    {words::score(Some(it.score))}
                </text>
            }
            .into_any()
        });
        view! {
            <circle cx=percent(it.x) cy=height(it.score) r="6"></circle>
            {label}
        }
        .into_any()
    });
    let said = sides.iter().map(|side| {
        let score = side.analysis.whole.score.map(|it| it.value);
        format!("{}: {}", side.name(), words::score(score))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let end = |side: Option<&Side>| match side {
        Some(side) if side.assessment.frozen.is_some() => document::moment(side.at),
        _ => "Now".to_owned(),
    };
    view! {
        <svg class="over-time" role="img" aria-labelledby="over-time-title" aria-describedby="over-time-desc">
            <title id="over-time-title">"The score of the whole over time, 0 to 100"</title>
            <desc id="over-time-desc">{said}</desc>
            {Vec::from(bands)}
            <g class="over-time__line">{lines.collect_view()}</g>
            <g class="over-time__dots">{dots.collect_view()}</g>
        </svg>
        <p class="over-time__ends" aria-hidden="true">
            <span>{end(sides.first())}</span>
            <span>{end(sides.last())}</span>
        </p>
    }
    .into_any()
}

fn band(grade: Grade) -> &'static str {
    match grade {
        Grade::Assured => "over-time__band over-time__band--assured",
        Grade::Established => "over-time__band over-time__band--established",
        Grade::Developing => "over-time__band over-time__band--developing",
        Grade::Exposed => "over-time__band over-time__band--exposed",
    }
}

fn table(sides: &[Side]) -> AnyView {
    let rows = sides.iter().map(|side| {
        let whole = &side.analysis.whole;
        let answered = format!("{} of {}", whole.answered, whole.in_scope);
        view! {
            <tr>
                <th scope="row">{side.dated()}</th>
                <td>{words::score(whole.score.map(|it| it.value))}</td>
                <td>{words::grade(whole.grade)}</td>
                <td>{answered}</td>
                <td>{side.analysis.gaps.len()}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <div class="scroller" tabindex="0" role="region" aria-label="Score over time as a table">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"Score"</th>
                        <th scope="col">"Grade"</th>
                        <th scope="col">"Answered"</th>
                        <th scope="col">"Gaps"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

//! The scale of scores as a drawing, with the thresholds of the grades. Sentences beside it give the same figures.

use leptos::prelude::*;

use demarc_core::analysis::Grade;
use demarc_core::labels;

/// Something on the scale.
#[derive(Debug, Clone, Copy)]
pub enum BandMark {
    /// A range, from one score to another, with its class.
    Range(&'static str, f64, f64),
    /// A score, with its class. One that comes later lies over what comes before it.
    Score(&'static str, f64),
}

/// The scale with these marks on it.
pub fn band(marks: &[BandMark]) -> AnyView {
    let bar = |class: &'static str, from: f64, width: f64, [y, height]: [&'static str; 2]| {
        let [from, width] = [from, width].map(labels::hundredths);
        view! { <rect class=class x=from y=y width=width height=height></rect> }.into_any()
    };
    let ranges = marks.iter().filter_map(|mark| match *mark {
        BandMark::Range(class, from, to) => Some(bar(class, from, to - from, ["3", "6"])),
        BandMark::Score(..) => None,
    });
    let ranges = ranges.collect_view();
    let starts = Grade::ALL.map(Grade::starts_at).into_iter();
    let ticks = starts.filter(|at| *at > 0);
    let ticks = ticks.map(|at| bar("band__tick", f64::from(at), 0.4, ["2", "8"]));
    let scores = marks.iter().filter_map(|mark| match *mark {
        BandMark::Score(class, value) => {
            Some(bar(class, (value - 0.5).clamp(0.0, 99.0), 1.0, ["0", "12"]))
        }
        BandMark::Range(..) => None,
    });
    let scores = scores.collect_view();
    view! {
        <svg class="band" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            {bar("band__track", 0.0, 100.0, ["4", "4"])} {ranges} {ticks.collect_view()} {scores}
        </svg>
    }
    .into_any()
}

/// What stands under the scale for each grade, where the grade begins.
pub fn band_scale(class: &'static str, under: fn(Grade) -> String) -> AnyView {
    let spans = Grade::ALL.map(|it| format!("{}fr", it.ends_at() - it.starts_at()));
    let under = Grade::ALL.map(|it| view! { <span>{under(it)}</span> }.into_any());
    view! {
        <div class=class style:grid-template-columns=spans.join(" ") aria-hidden="true">
            {Vec::from(under)}
        </div>
    }
    .into_any()
}

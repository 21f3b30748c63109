//! How the answers of each domain fall: fully, mostly, started, not in place, unknown, open. The progress, too.
//! It counts responses and weighs nothing.

use leptos::prelude::*;

use super::{name, unit};
use crate::components::{self, Chart, figures, label};
use crate::state::State;
use demarc_core::analysis::{Analysis, Finding};
use demarc_core::assessment::Response;
use demarc_core::labels;

const LEFT: i32 = 250;
const WIDE: i32 = 420;
const ROW: i32 = 38;
const TOP: i32 = 62;
/// The kinds of responses in the order of a bar, with their signs and what they look like.
const KINDS: [(&str, &str, &str); 7] = [
    ("Fully", "●", "chart__part chart__part--fully"),
    ("Mostly", "◑", "chart__part chart__part--mostly"),
    ("Started", "◔", "chart__part chart__part--started"),
    ("Not in place", "○", "chart__part chart__part--not"),
    ("Don’t know", "?", "chart__part chart__part--unknown"),
    ("Not applicable", "–", "chart__part chart__part--na"),
    ("Not answered", "·", "chart__part chart__part--open"),
];

fn kind(finding: &Finding) -> usize {
    match &finding.response {
        Some(Response::Fully) => 0,
        Some(Response::Mostly) => 1,
        Some(Response::Started) => 2,
        Some(Response::NotInPlace) => 3,
        Some(Response::DontKnow) => 4,
        Some(Response::NotApplicable { .. }) => 5,
        None => 6,
    }
}

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let counted: Vec<(&'static str, [u32; 7])> = analysis
        .domains
        .iter()
        .map(|it| {
            let mut counts = [0; 7];
            let of_domain = analysis.practices.iter();
            for finding in of_domain.filter(|finding| finding.practice.is_in(&it.domain)) {
                counts[kind(finding)] += 1;
            }
            (name(state, &it.domain), counts)
        })
        .collect();
    let height = TOP + ROW * i32::try_from(counted.len()).unwrap_or(0) + 4;
    let keys = KINDS.iter().enumerate().map(|(index, (name, sign, class))| {
        let index = i32::try_from(index).unwrap_or(0);
        let (x, y) = (index % 4 * 160, index / 4 * 26);
        view! {
            <rect class=*class x=x y=y + 4 width=14 height=14></rect>
            <text class="chart__text chart__text--small" x=x + 20 y=y + 16>{format!("{sign} {name}")}</text>
        }
        .into_any()
    });
    let rows = counted.iter().enumerate();
    let rows = rows.map(|(index, (name, counts))| {
        bar(TOP + ROW * i32::try_from(index).unwrap_or(0), name, counts)
    });
    let table = counted.iter().map(|(name, counts)| {
        let mut row = vec![(*name).to_owned()];
        row.extend(counts.iter().map(ToString::to_string));
        row
    });
    let whole = &analysis.whole;
    let columns = [
        "Domain", KINDS[0].0, KINDS[1].0, KINDS[2].0, KINDS[3].0, KINDS[4].0, KINDS[5].0,
        KINDS[6].0,
    ];
    components::chart(Chart {
        id: "domain-levels",
        title: "How the answers fall",
        says: format!(
            "{} of {} answered. Each bar is all practices of a domain; the figures in it are how many.",
            whole.answered,
            labels::count(whole.in_scope, "question", "questions"),
        ),
        size: (
            LEFT.unsigned_abs() + WIDE.unsigned_abs() + 10,
            height.unsigned_abs(),
        ),
        drawing: view! {
            {keys.collect_view()}
            {rows.collect_view()}
        }
        .into_any(),
        table: figures(&columns, table.collect()),
    })
}

fn bar(y: i32, name: &'static str, counts: &[u32; 7]) -> AnyView {
    let all = counts.iter().sum::<u32>().max(1);
    let wide = |count: u32| f64::from(WIDE) * f64::from(count) / f64::from(all);
    let mut from = 0;
    let parts = counts.iter().zip(KINDS).filter(|(count, _)| **count > 0);
    let parts = parts.map(|(count, (_, _, class))| {
        let (x, end) = (unit(wide(from)), unit(wide(from + count)));
        from += count;
        let fits = (end - x > 16).then(|| {
            label(
                "chart__text chart__text--middle chart__text--in",
                LEFT + (x + end) / 2,
                y + 19,
                count.to_string(),
            )
        });
        view! {
            <rect class=class x=LEFT + x y=y + 2 width=(end - x).max(1) height=26></rect>
            {fits}
        }
        .into_any()
    });
    let parts = parts.collect_view();
    view! {
        {label("chart__text chart__text--end", LEFT - 10, y + 20, name.to_owned())}
        {parts}
    }
    .into_any()
}

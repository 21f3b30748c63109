//! The answers of each domain by level: fully, mostly, started, not in place, unknown, open.

use leptos::prelude::*;

use super::{name, unit};
use crate::components::{self, Chart, Sign, css, figures, label, sign_at};
use crate::state::State;
use demarc_core::analysis::{Analysis, AnswerCounts, AnswerKind};
use demarc_core::labels;

const LEFT: i32 = 250;
const WIDE: i32 = 420;
const ROW: i32 = 38;
const TOP: i32 = 62;
/// The kinds of answers, in their order in a bar.
const KINDS: [AnswerKind; 7] = [
    AnswerKind::Fully,
    AnswerKind::Mostly,
    AnswerKind::Started,
    AnswerKind::NotInPlace,
    AnswerKind::DontKnow,
    AnswerKind::NotApplicable,
    AnswerKind::NotAnswered,
];

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let domains = analysis.domains.iter();
    let counted: Vec<(&'static str, AnswerCounts)> = domains
        .map(|it| (name(state, &it.domain), analysis.answers_in(&it.domain)))
        .collect();
    let height = TOP + ROW * i32::try_from(counted.len()).unwrap_or(0) + 4;
    let keys = KINDS.into_iter().enumerate().map(|(index, kind)| {
        let index = i32::try_from(index).unwrap_or(0);
        let (x, y) = (index % 4 * 160, index / 4 * 26);
        view! {
            <rect class=css::answer(kind) x=x y=y + 4 width=14 height=14></rect>
            {sign_at(Sign::of_answer(kind), (x + 28).to_string(), (y + 11).to_string())}
            <text class="chart__text chart__text--small" x=x + 40 y=y + 16>{labels::answer(kind)}</text>
        }
        .into_any()
    });
    let rows = counted.iter().enumerate();
    let rows = rows.map(|(index, (name, counts))| {
        bar(TOP + ROW * i32::try_from(index).unwrap_or(0), name, counts)
    });
    let table = counted.iter().map(|(name, counts)| {
        let mut row = vec![(*name).to_owned()];
        row.extend(KINDS.map(|kind| counts.of(kind).to_string()));
        row
    });
    let whole = &analysis.whole;
    let mut columns = vec!["Domain"];
    columns.extend(KINDS.map(labels::answer));
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

fn bar(y: i32, name: &'static str, counts: &AnswerCounts) -> AnyView {
    let share = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let all = share(counts.total().max(1));
    let wide = |count: usize| f64::from(WIDE) * share(count) / all;
    let mut from = 0;
    let parts = KINDS.into_iter().map(|kind| (kind, counts.of(kind)));
    let parts = parts.filter(|(_, count)| *count > 0);
    let parts = parts.map(|(kind, count)| {
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
            <rect class=css::answer(kind) x=LEFT + x y=y + 2 width=(end - x).max(1) height=26></rect>
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

//! A framework's requirements by state, as one bar with its legend, and as a table.

use leptos::prelude::*;

use crate::components::{self, Chart, Sign, css, figures, label, sign, sign_at};
use demarc_core::analysis::{FrameworkStanding, Requirement, Support, count_by_support};
use demarc_core::labels;

/// The legend of a bar: entries per row, the size of an entry, and its origin.
const KEYS: usize = 3;
const KEY_WIDE: i32 = 230;
const KEY_HIGH: i32 = 32;
const KEY_TOP: i32 = 62;

/// The state of a requirement, as a sign and a name.
pub(super) fn mark(support: Support) -> AnyView {
    view! {
        <span class=css::support(support) title=labels::support_hint(support)>
            <span class="support__sign" aria-hidden="true">
                {sign(Sign::of_support(support))}
            </span>
            <span>{labels::support(support)}</span>
        </span>
    }
    .into_any()
}

/// The bar of a framework among others, with its legend.
pub(super) fn bar(standing: &FrameworkStanding<'_>) -> AnyView {
    let counts = count_by_support(&standing.requirements);
    let id = &standing.framework.id;
    let (title, desc) = (format!("bar-{id}"), format!("bar-{id}-desc"));
    view! {
        <svg class="support-bar" role="img" aria-labelledby=title.clone() aria-describedby=desc.clone()>
            <title id=title.clone()>
                {format!("How the requirements of {} stand", standing.framework.name)}
            </title>
            <desc id=desc.clone()>{description(&counts)}</desc>
            {drawing(standing, &counts)}
        </svg>
        {legend(&counts)}
    }
    .into_any()
}

/// The bar of a framework as a chart. The legend is in the drawing, because the drawing can be saved on its own.
pub(super) fn chart(standing: &FrameworkStanding<'_>) -> AnyView {
    let counts = count_by_support(&standing.requirements);
    let rows = counts.iter().map(|(support, count)| {
        let cells = [labels::support(*support), labels::support_hint(*support)];
        let [name, means] = cells.map(str::to_owned);
        vec![name, count.to_string(), means]
    });
    let lines = counts.len().div_ceil(KEYS);
    let height = KEY_TOP + KEY_HIGH * i32::try_from(lines).unwrap_or_default();
    components::chart(Chart {
        id: "requirements-bar",
        title: "How they stand",
        says: format!("{}.", description(&counts)),
        size: (680, height.unsigned_abs()),
        drawing: view! {
            <svg width="680" height="48">
                {drawing(standing, &counts)}
            </svg>
            {counts.iter().enumerate().map(|(index, it)| key(index, *it)).collect_view()}
        }
        .into_any(),
        table: figures(&["State", "How many", "What it means"], rows.collect()),
    })
}

/// An entry of the legend.
fn key(index: usize, (support, count): (Support, usize)) -> AnyView {
    let [column, line] =
        [index % KEYS, index / KEYS].map(|it| i32::try_from(it).unwrap_or_default());
    let (x, y) = (column * KEY_WIDE, KEY_TOP + line * KEY_HIGH);
    view! {
        <g class=css::support(support)>
            <rect x=x + 1 y=y width="22" height="22"></rect>
            {sign_at(Sign::of_support(support), (x + 12).to_string(), (y + 11).to_string())}
        </g>
        {label("chart__text", x + 32, y + 16, format!("{}: {count}", labels::support(support)))}
    }
    .into_any()
}

fn description(counts: &[(Support, usize)]) -> String {
    let parts = counts.iter().map(|(support, count)| {
        let name = labels::support(*support);
        format!("{name}: {count}")
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn drawing(standing: &FrameworkStanding<'_>, counts: &[(Support, usize)]) -> AnyView {
    let id = standing.framework.id.as_str();
    view! {
        <defs>{pattern(id, Support::Partly)} {pattern(id, Support::Inherited)}</defs>
        {parts(id, counts, standing.requirements.len(), true)}
    }
    .into_any()
}

fn legend(counts: &[(Support, usize)]) -> AnyView {
    let items = counts.iter().map(|(support, count)| {
        view! {
            <li>
                {mark(*support)} " " <strong>{*count}</strong>
            </li>
        }
        .into_any()
    });
    view! { <ul class="supports">{items.collect_view()}</ul> }.into_any()
}

/// A small bar for some of the requirements, on a page that has the whole bar.
pub(super) fn small(of: &str, requirements: &[Requirement<'_>]) -> AnyView {
    let parts = parts(
        of,
        &count_by_support(requirements),
        requirements.len(),
        false,
    );
    view! {
        <svg class="support-bar support-bar--small" aria-hidden="true">
            {parts}
        </svg>
    }
    .into_any()
}

/// The segments of a bar, in order.
fn parts(of: &str, counts: &[(Support, usize)], all: usize, signs: bool) -> Vec<AnyView> {
    let mut before = 0;
    let parts = counts.iter().map(|(support, count)| {
        let has_sign = signs && count * 25 >= all;
        let part = part(of, *support, [before, *count, all], has_sign);
        before += count;
        part
    });
    parts.collect()
}

/// The id of a pattern, unique on the page.
fn pattern_id(of: &str, support: Support) -> Option<String> {
    match support {
        Support::Partly => Some(format!("partly-{of}")),
        Support::Inherited => Some(format!("inherited-{of}")),
        _ => None,
    }
}

/// The pattern that tells a segment from its neighbors without color.
fn pattern(of: &str, support: Support) -> AnyView {
    view! {
        <pattern
            id=pattern_id(of, support)
            class=css::support(support)
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
        >
            <rect width="8" height="8"></rect>
            <path d="M0 0V8"></path>
        </pattern>
    }
    .into_any()
}

/// One segment of a bar, with its sign if it is wide enough.
fn part(of: &str, support: Support, [before, count, all]: [usize; 3], has_sign: bool) -> AnyView {
    // In integers: halves of a requirement, in hundredths of a percent.
    let percent = |halves: usize| {
        let hundredths = (5_000 * halves).checked_div(all).unwrap_or_default();
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    };
    let fill = pattern_id(of, support).map(|id| format!("url(#{id})"));
    let sign = has_sign.then(|| {
        let middle = percent(2 * before + count);
        sign_at(Sign::of_support(support), middle, "50%".to_owned())
    });
    view! {
        <g class=css::support(support)>
            <rect x=percent(2 * before) y="0" width=percent(2 * count) height="100%" fill=fill></rect>
            {sign}
        </g>
    }
    .into_any()
}

/// The counts of every framework.
pub(super) fn table(all: &[FrameworkStanding<'_>]) -> AnyView {
    let mut columns = vec!["Framework", "Requirements"];
    columns.extend(Support::ALL.map(labels::support));
    let rows = all.iter().map(|standing| {
        let counts =
            Support::ALL.map(|support| view! { <td>{standing.count(support)}</td> }.into_any());
        view! {
            <tr>
                <th scope="row">{standing.framework.name.clone()}</th>
                <td>{standing.requirements.len()}</td>
                {Vec::from(counts)}
            </tr>
        }
        .into_any()
    });
    let name = "All frameworks as a table".to_owned();
    components::table(name, "table counts", &columns, rows.collect())
}

//! The gaps by impact and effort.

use leptos::prelude::*;

use crate::components::{self, Chart, figures, label};
use crate::state::State;
use demarc_catalog::Effort;
use demarc_core::analysis::{Analysis, count_by_impact_and_effort};
use demarc_core::labels;

const LEFT: i32 = 90;
const CELL: (i32, i32) = (180, 62);
const TOP: i32 = 12;
/// The label of an effort's column; the first label names the axis.
fn column(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "Small effort (days)",
        other => labels::effort_and_time(other),
    }
}

/// The highest impact first.
const IMPACTS: [u32; 5] = [5, 4, 3, 2, 1];

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let count = |impact: u32, effort: Effort| {
        count_by_impact_and_effort(state.catalog(), analysis, impact, effort)
    };
    let most = IMPACTS
        .iter()
        .flat_map(|impact| Effort::ALL.map(|effort| count(*impact, effort)));
    let most = most.max().unwrap_or(0).max(1);
    let cells = IMPACTS.iter().zip(0..).flat_map(|(impact, row)| {
        Effort::ALL
            .into_iter()
            .zip(0..)
            .map(move |(effort, column)| cell((row, column), count(*impact, effort), most))
    });
    let bottom = TOP + 5 * CELL.1;
    let rows = IMPACTS.iter().zip(0..).map(|(impact, row)| {
        label(
            "chart__text chart__text--end",
            LEFT - 12,
            TOP + row * CELL.1 + CELL.1 / 2 + 5,
            format!("Impact {impact}"),
        )
    });
    let columns = Effort::ALL.into_iter().zip(0..).map(|(effort, index)| {
        label(
            "chart__text chart__text--middle",
            LEFT + index * CELL.0 + CELL.0 / 2,
            bottom + 24,
            column(effort).to_owned(),
        )
    });
    let table = IMPACTS.iter().map(|impact| {
        let mut row = vec![format!("Impact {impact}")];
        row.extend(Effort::ALL.map(|effort| count(*impact, effort).to_string()));
        row
    });
    let mut heads = vec!["Impact"];
    heads.extend(Effort::ALL.map(column));
    let quick = count(5, Effort::Small) + count(4, Effort::Small);
    components::chart(Chart {
        id: "gap-grid",
        title: "Gaps by impact and effort",
        says: format!(
            "{} of high impact (4 or 5) and small effort, top left: much is won there with little.",
            labels::count(quick, "gap is", "gaps are"),
        ),
        size: (
            LEFT.unsigned_abs() + 3 * CELL.0.unsigned_abs() + 10,
            bottom.unsigned_abs() + 36,
        ),
        drawing: view! {
            {cells.collect_view()}
            {rows.collect_view()}
            {columns.collect_view()}
        }
        .into_any(),
        table: figures(&heads, table.collect()),
    })
}

fn cell((row, column): (i32, i32), count: usize, most: usize) -> AnyView {
    let (x, y) = (LEFT + column * CELL.0, TOP + row * CELL.1);
    let quick = row < 2 && column == 0;
    let class = if quick {
        "chart__cell chart__cell--quick"
    } else {
        "chart__cell"
    };
    let bubble = (count > 0).then(|| {
        let part = f64::from(u32::try_from(count).unwrap_or(0))
            / f64::from(u32::try_from(most).unwrap_or(1));
        let radius = super::unit(11.0 + 16.0 * part.sqrt());
        let (x, y) = (x + CELL.0 / 2, y + CELL.1 / 2);
        view! {
            <circle class="chart__bubble" cx=x cy=y r=radius></circle>
            {label("chart__text chart__text--middle chart__text--on", x, y + 5, count.to_string())}
        }
        .into_any()
    });
    view! {
        <rect class=class x=x y=y width=CELL.0 height=CELL.1></rect>
        {bubble}
    }
    .into_any()
}

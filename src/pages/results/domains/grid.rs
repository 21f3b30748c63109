//! The gaps by impact and effort: where much is won with little.
//! It counts gaps; the list of them is a view of its own.

use leptos::prelude::*;

use crate::components::{self, Chart, figures, label};
use crate::state::State;
use demarc_catalog::Effort;
use demarc_core::analysis::Analysis;
use demarc_core::labels;

const LEFT: i32 = 90;
const CELL: (i32, i32) = (180, 62);
const TOP: i32 = 12;
const EFFORTS: [(Effort, &str); 3] = [
    (Effort::Small, "Small effort (days)"),
    (Effort::Medium, "Medium (weeks)"),
    (Effort::Large, "Large (months)"),
];
/// From the gravest.
const IMPACTS: [u32; 5] = [5, 4, 3, 2, 1];

pub(super) fn chart(state: State, analysis: &Analysis) -> AnyView {
    let count = |impact: u32, effort: Effort| {
        let fits = |gap: &&demarc_core::analysis::Gap| {
            let practice = state.catalog().practice(&gap.practice);
            gap.effort == effort && practice.is_some_and(|it| it.impact.get() == impact)
        };
        analysis.gaps.iter().filter(fits).count()
    };
    let most = IMPACTS
        .iter()
        .flat_map(|impact| EFFORTS.map(|(effort, _)| count(*impact, effort)));
    let most = most.max().unwrap_or(0).max(1);
    let cells = IMPACTS.iter().zip(0..).flat_map(|(impact, row)| {
        EFFORTS
            .iter()
            .zip(0..)
            .map(move |((effort, _), column)| cell((row, column), count(*impact, *effort), most))
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
    let columns = EFFORTS.iter().zip(0..).map(|((_, name), column)| {
        label(
            "chart__text chart__text--middle",
            LEFT + column * CELL.0 + CELL.0 / 2,
            bottom + 24,
            (*name).to_owned(),
        )
    });
    let table = IMPACTS.iter().map(|impact| {
        let mut row = vec![format!("Impact {impact}")];
        row.extend(EFFORTS.map(|(effort, _)| count(*impact, effort).to_string()));
        row
    });
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
        table: figures(
            &["Impact", EFFORTS[0].1, EFFORTS[1].1, EFFORTS[2].1],
            table.collect(),
        ),
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

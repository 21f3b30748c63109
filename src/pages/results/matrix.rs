//! Services by layers: the owner of each cell, and the score of the customer's share.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{analyzed, assumptions, copying, explain};
use crate::browser::{focus, page};
use crate::components::reactive::{live, text, value};
use crate::components::{Sign, css, duty, sign};
use crate::route::Route;
use crate::state::State;
use demarc_catalog::{Owner, Reason};
use demarc_core::analysis::{
    Analysis, CellRef, CellState, MatrixCell, MatrixColumn, ServiceRow, Verdict, columns,
};
use demarc_core::assessment::Chapter;
use demarc_core::labels;

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, section)
}

fn section(state: State, analysis: &Analysis) -> AnyView {
    let cells = || analysis.services.iter().flat_map(|row| &row.cells);
    // Few services have a part of a third party's.
    let owners = Owner::ALL
        .into_iter()
        .filter(|it| *it != Owner::Operator || cells().any(|cell| cell.owner == Owner::Operator));
    let legend = owners.map(|owner| {
        view! {
            <li>
                <span class=css::owner(owner)>{labels::owner_letter(owner)}</span>
                " "
                {labels::owner(owner)}
            </li>
        }
        .into_any()
    });
    let matrix = if analysis.services.is_empty() {
        view! { <p class="notice">"No service is chosen yet."</p> }.into_any()
    } else {
        table(state, analysis)
    };
    let present = |state: &CellState| {
        let mut rows = analysis.services.iter();
        rows.any(|row| {
            row.cells
                .iter()
                .any(|cell| analysis.cell_state(row, cell) == *state)
        })
    };
    let states = CellState::ALL.into_iter().filter(present).map(|state| {
        view! {
            <li>
                <span class=css::heat(state)>{Sign::of_cell(state).map(sign)}</span>
                <span>
                    <strong>{labels::cell_state(state)}</strong>
                    ": "
                    {labels::cell_state_hint(state)}
                </span>
            </li>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="matrix">
            <h2 id="matrix">"Who owns what"</h2>
            <p>
                "Each service you run, layer by layer. Color and sign say how your part stands, the edge and its letter whose the layer is; a number is the score of your practices there. Open a cell to see the duties in it."
            </p>
            <ul class="legend legend--heat" aria-label="States">{states.collect_view()}</ul>
            <ul class="legend" aria-label="Owners">{legend.collect_view()}</ul>
            {matrix}
            <p>{labels::account_wide(analysis.account_wide())}</p>
            <p class="actions">{copying::chapter(state, Chapter::Matrix)}</p>
        </section>
    }
    .into_any()
}

fn table(state: State, analysis: &Analysis) -> AnyView {
    let shown = columns(state.catalog(), &analysis.services);
    let last = i32::try_from(shown.len()).unwrap_or(1) - 1;
    let heads = shown.iter().map(|column| {
        view! {
            <th scope="col">
                <span>{column.name}</span>
            </th>
        }
        .into_any()
    });
    let opened = RwSignal::new(None::<CellRef>);
    let pointed = RwSignal::new(None::<CellRef>);
    // The table is one tab stop; arrow keys move between its cells.
    let stop = RwSignal::new((0, 0));
    let rows = analysis.services.iter().enumerate();
    let signals = Signals {
        stop,
        opened,
        pointed,
    };
    let body = rows.filter_map(|(index, row)| line(state, analysis, index, row, &shown, signals));
    let move_on = move |event: KeyboardEvent| {
        let (row, column) = stop.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (row, column + 1),
            "ArrowLeft" => (row, column - 1),
            "ArrowDown" => (row + 1, column),
            "ArrowUp" => (row - 1, column),
            "Home" => (row, 0),
            "End" => (row, last),
            _ => return,
        };
        event.prevent_default();
        if focus::on_id(&button_id(to)) {
            stop.set(to);
        }
    };
    view! {
        <div class="scroller scroller--tall" role="region" aria-label="The matrix as a table">
            <table class="matrix" on:keydown=move_on>
                <caption class="visually-hidden">
                    "Each service you run, layer by layer. Arrow keys move between cells; Enter opens one."
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Service"</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
        <p class="matrix__what" aria-hidden="true">{text(move || what(state, pointed))}</p>
        {details(state, opened)}
    }
    .into_any()
}

/// What happens in the table.
#[derive(Clone, Copy)]
struct Signals {
    /// The row and the column of the cell that is a tab stop.
    stop: RwSignal<(i32, i32)>,
    /// The cell whose details are open.
    opened: RwSignal<Option<CellRef>>,
    /// The cell under the pointer or the focus.
    pointed: RwSignal<Option<CellRef>>,
}

/// What is done at the cell under the pointer or the focus, and by whom.
fn what(state: State, pointed: RwSignal<Option<CellRef>>) -> String {
    let what = pointed.with(|of| {
        let of = of.as_ref()?;
        let deployment = state.catalog().deployment(&of.service)?;
        let layer = state.catalog().layer(&of.layer)?;
        let reason = state.texts().reason(&deployment, &of.layer);
        let why = reason.map_or_else(|| layer.summary.clone(), Reason::text);
        Some(format!(
            "{}: {}. {why}",
            layer.name,
            labels::owner(deployment.owner(&layer.id))
        ))
    });
    what.unwrap_or_else(|| "Point at a cell to read what is done there, and by whom.".to_owned())
}

/// The id of a cell's button.
fn button_id((row, column): (i32, i32)) -> String {
    format!("cell-{row}-{column}")
}

fn line(
    state: State,
    analysis: &Analysis,
    index: usize,
    row: &ServiceRow,
    shown: &[MatrixColumn<'static>],
    signals: Signals,
) -> Option<AnyView> {
    let deployment = state.catalog().deployment(&row.service)?;
    let index = i32::try_from(index).ok()?;
    let cells = shown.iter().zip(0..).filter_map(|(of, column)| {
        let it = row.cells.get(of.layers.start)?;
        Some(cell(analysis, row, of.name, it, (index, column), signals))
    });
    let line = view! {
        <tr>
            <th scope="row">{deployment.name()}</th>
            {cells.collect_view()}
        </tr>
    };
    Some(line.into_any())
}

fn cell(
    analysis: &Analysis,
    row: &ServiceRow,
    name: &'static str,
    cell: &MatrixCell,
    index: (i32, i32),
    Signals {
        stop,
        opened,
        pointed,
    }: Signals,
) -> AnyView {
    let of = CellRef {
        service: row.service.clone(),
        layer: cell.layer.clone(),
    };
    let state = analysis.cell_state(row, cell);
    let score = cell.score.map(|score| {
        let score = labels::score(Some(score.value));
        view! {
            <span class="visually-hidden">"score "</span>
            <span class="cell__score">{score}</span>
        }
        .into_any()
    });
    let says = (state != CellState::NotYours).then(|| {
        let name = labels::cell_state(state).to_lowercase();
        view! { <span class="visually-hidden">{format!(", {name}, ")}</span> }.into_any()
    });
    let state_sign = Sign::of_cell(state).map(sign);
    let (class, edge) = (css::heat(state), css::owner_cell(cell.owner));
    let tab = value(move || if stop.get() == index { "0" } else { "-1" }.to_owned());
    let (hovered, focused) = (of.clone(), of.clone());
    let open = move |_| {
        stop.set(index);
        opened.set(Some(of.clone()));
    };
    view! {
        <td class=class>
            <button
                type="button"
                id=button_id(index)
                class="cell__open"
                tabindex=tab
                title=name
                aria-haspopup="dialog"
                on:click=open
                on:focus=move |_| pointed.set(Some(focused.clone()))
                on:mouseenter=move |_| pointed.set(Some(hovered.clone()))
            >
                <span class=format!("cell__owner {edge}") aria-hidden="true">
                    {labels::owner_letter(cell.owner)}
                </span>
                <span class="visually-hidden">{labels::owner(cell.owner)}</span>
                <span class="cell__state">{state_sign} {says} {score}</span>
            </button>
        </td>
    }
    .into_any()
}

/// The details of a cell, in a dialog.
fn details(state: State, opened: RwSignal<Option<CellRef>>) -> AnyView {
    const DIALOG: &str = "cell-details";
    Effect::new(move || {
        if opened.with(Option::is_some) {
            page::show_dialog(DIALOG);
        }
    });
    let inside = move || {
        opened.with(|of| {
            let of = of.as_ref();
            let drawn = of.and_then(|of| {
                state
                    .analysis
                    .with_untracked(|it| inside(state, it.as_ref()?, of))
            });
            drawn.into_any()
        })
    };
    view! {
        <dialog id=DIALOG class="dialog" aria-labelledby="cell-name" on:close=move |_| opened.set(None)>
            {live(inside)}
            <form method="dialog">
                <button class="button button--primary">"Close"</button>
            </form>
        </dialog>
    }
    .into_any()
}

fn inside(state: State, analysis: &Analysis, of: &CellRef) -> Option<AnyView> {
    let catalog = state.catalog();
    let deployment = catalog.deployment(&of.service)?;
    let shown = columns(catalog, &analysis.services);
    let mut shown = shown.iter();
    let column = shown.find(|it| it.layers(catalog).iter().any(|layer| layer.id == of.layer))?;
    let summaries = column.layers(catalog).iter();
    let summaries = summaries.map(|it| view! { <p>{it.summary.as_str()}</p> }.into_any());
    let cell = analysis.cell(of)?;
    let reason = state.texts().reason(&deployment, &of.layer);
    let belief = analysis.belief_about(of).map(|check| {
        let believed = labels::belief(check.believed);
        let description = match check.verdict {
            Verdict::Assumption => {
                format!("You believed: {believed}. Check that somebody does it.")
            }
            _ => format!("You believed: {believed}."),
        };
        view! { <p>{description}</p> }.into_any()
    });
    let practices = cell.practices.iter();
    let practices = practices.filter_map(|id| assumptions::practice(state, analysis, id));
    let practices = practices.collect::<Vec<_>>();
    let duties = if practices.is_empty() {
        let description = match cell.owner {
            Owner::Aws => "Nothing is left to you here.",
            Owner::Absent => "Nobody has a duty here.",
            Owner::Operator => "The operator does this; nothing is left to you here.",
            _ => {
                "Your share is met by what you answer for the whole account, or no question at this depth asks for it."
            }
        };
        view! { <p>{description}</p> }.into_any()
    } else {
        let score = labels::score(cell.score.map(|it| it.value));
        view! {
            <h3>{format!("Your duties here (score {score})")}</h3>
            <ul>{practices}</ul>
            {cell.score.as_ref().map(explain::score)}
        }
        .into_any()
    };
    let explore = Route::Explore(Some(of.service.clone()), None).to_string();
    let inside = view! {
        <h2 id="cell-name">{format!("{}: {}", deployment.name(), column.name)}</h2>
        <p>
            <span class=css::owner(cell.owner)>{labels::owner(cell.owner)}</span>
        </p>
        {summaries.collect_view()}
        {reason.map(|it| duty(it, &deployment))}
        {belief}
        {duties}
        <p>
            <a href=explore>{format!("Who does what for {}", deployment.name())}</a>
        </p>
    };
    Some(inside.into_any())
}

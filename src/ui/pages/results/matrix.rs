//! Services by layers: who owns what, and how the customer's share stands.
//! It knows the rows of the analysis.

use leptos::prelude::*;

use super::analyzed;
use crate::analysis::{Cell, ServiceRow};
use crate::catalog::{Layer, Owner, ServiceText};
use crate::ui::looks;
use crate::ui::state::State;
use crate::words;

pub(super) fn view(state: State) -> AnyView {
    analyzed(state, |state, analysis| section(state, &analysis.services))
}

fn section(state: State, rows: &[ServiceRow]) -> AnyView {
    let owners = [Owner::Aws, Owner::Customer, Owner::Shared, Owner::Absent];
    let legend = owners.map(|owner| {
        view! {
            <li>
                <span class=looks::owner(owner)>
                    <span class="cell__owner">{words::owner_letter(owner)}</span>
                </span>
                " "
                {words::owner(owner)}
            </li>
        }
        .into_any()
    });
    let matrix = if rows.is_empty() {
        view! { <p class="notice">"No service is chosen yet."</p> }.into_any()
    } else {
        table(state, rows)
    };
    view! {
        <section aria-labelledby="matrix">
            <h2 id="matrix">"Who owns what"</h2>
            <p>
                "Each service you run, layer by layer. A number is the score of your practices there; a dash below a letter means that none is answered."
            </p>
            <ul class="legend">{Vec::from(legend)}</ul>
            {matrix}
        </section>
    }
    .into_any()
}

fn table(state: State, rows: &[ServiceRow]) -> AnyView {
    let layers = &state.catalog().layers;
    let heads = layers.iter().map(|layer| {
        view! {
            <th scope="col">
                <span>{layer.name.as_str()}</span>
            </th>
        }
        .into_any()
    });
    let body = rows.iter().filter_map(|row| line(state, row));
    view! {
        <div class="scroller" tabindex="0" role="region" aria-label="The matrix as a table">
            <table class="matrix">
                <thead>
                    <tr>
                        <th scope="col">"Service"</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(state: State, row: &ServiceRow) -> Option<AnyView> {
    let deployment = state.catalog().deployment(&row.service)?;
    let text = state.service_text(&deployment.service.id)?;
    let place = deployment.variant.and_then(|variant| {
        let variants = &deployment.service.variants;
        variants.iter().position(|it| it.id == variant.id)
    });
    let cells = row.cells.iter().zip(&state.catalog().layers);
    let cells = cells.map(|(it, layer)| cell(text, place, layer, it));
    let line = view! {
        <tr>
            <th scope="row">{deployment.name()}</th>
            {cells.collect_view()}
        </tr>
    };
    Some(line.into_any())
}

fn cell(text: &ServiceText, variant: Option<usize>, layer: &Layer, cell: &Cell) -> AnyView {
    let mut title = format!("{}: {}", layer.name, words::owner(cell.owner));
    if let Some(reason) = text.reason(variant, &layer.id) {
        title = format!("{title}. {}", reason.text);
    }
    let score = (!cell.practices.is_empty()).then(|| {
        let score = words::score(cell.score.map(|it| it.value));
        view! { <span class="cell__score">{score}</span> }.into_any()
    });
    view! {
        <td class=looks::owner(cell.owner) title=title>
            <span class="cell__owner" aria-hidden="true">{words::owner_letter(cell.owner)}</span>
            <span class="visually-hidden">{words::owner(cell.owner)}</span>
            " "
            {score}
        </td>
    }
    .into_any()
}

//! Services by layers: who owns what, and how the customer's share stands.
//! It knows the rows of the analysis.

use leptos::prelude::*;

use crate::analysis::{Cell, ServiceRow};
use crate::catalog::{Deployment, Layer, Owner};
use crate::ui::state::State;
use crate::ui::words;

pub(super) fn section(state: State, rows: &[ServiceRow]) -> impl IntoView + use<> {
    let catalog = state.catalog();
    let body = rows
        .iter()
        .filter_map(|row| {
            let deployment = catalog.deployment(&row.service)?;
            let cells = row.cells.iter().zip(&catalog.layers);
            Some(view! {
                <tr>
                    <th scope="row">{deployment.name()}</th>
                    {cells.map(|(it, layer)| cell(&deployment, layer, it)).collect_view()}
                </tr>
            })
        })
        .collect_view();
    let legend = [Owner::Aws, Owner::Customer, Owner::Shared, Owner::Absent]
        .into_iter()
        .map(|owner| {
            view! {
                <li>
                    <span class=words::owner_class(owner)>
                        <span class="cell__owner">{words::owner_letter(owner)}</span>
                    </span>
                    " "
                    {words::owner(owner)}
                </li>
            }
        })
        .collect_view();
    let empty = rows.is_empty();
    view! {
        <section aria-labelledby="matrix">
            <h2 id="matrix">"Who owns what"</h2>
            <p>"Each service you run, layer by layer. A number is the score of your practices there; a dash below a letter means that none is answered."</p>
            <ul class="legend">{legend}</ul>
            {if empty {
                view! { <p class="notice">"No service is chosen yet."</p> }.into_any()
            } else {
                view! {
                    <div class="scroller" tabindex="0" role="region" aria-labelledby="matrix">
                        <table class="matrix">
                            <thead>
                                <tr>
                                    <th scope="col">"Service"</th>
                                    {catalog
                                        .layers
                                        .iter()
                                        .map(|layer| {
                                            view! {
                                                <th scope="col">
                                                    <span>{layer.name.as_str()}</span>
                                                </th>
                                            }
                                        })
                                        .collect_view()}
                                </tr>
                            </thead>
                            <tbody>{body}</tbody>
                        </table>
                    </div>
                }
                    .into_any()
            }}
        </section>
    }
}

fn cell(deployment: &Deployment<'static>, layer: &Layer, cell: &Cell) -> impl IntoView + use<> {
    let score = (!cell.practices.is_empty()).then(|| words::score(cell.score.map(|it| it.value)));
    let mut title = format!("{}: {}", layer.name, words::owner(cell.owner));
    if let Some(reason) = deployment.reason(&layer.id) {
        title = format!("{title}. {reason}");
    }
    view! {
        <td class=words::owner_class(cell.owner) title=title>
            <span class="cell__owner" aria-hidden="true">{words::owner_letter(cell.owner)}</span>
            <span class="visually-hidden">{words::owner(cell.owner)}</span>
            {score
                .map(|score| {
                    view! {
                        " "
                        <span class="cell__score">{score}</span>
                    }
                })}
        </td>
    }
}

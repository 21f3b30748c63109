//! What stands above every page of an assessment or a snapshot but the first, which no snapshot has.

use leptos::prelude::*;

use super::steps;
use crate::browser::clock;
use crate::route::{Route, Step, View};
use crate::state::State;

/// The bar of an assessment; of a snapshot, what it is and where to go.
pub fn frame(state: State) -> AnyView {
    if let Some(snapshot) = state.with_untracked(|it| it.snapshot.clone()) {
        let link = |name: &'static str, route: Route| {
            view! { <a href=route.to_string()>{name}</a> }.into_any()
        };
        return view! {
            <div class="notice">
                <p>
                    <strong>{demarc_core::text::line(&snapshot.label)}</strong>
                    {format!(": a snapshot, taken {}. It can’t be changed.", clock::moment(snapshot.taken.milliseconds()))}
                </p>
                <p class="actions">
                    {link("Results", state.at(Step::Results(View::Overview)))} {link("Answers", state.at(Step::Check))}
                    {link("Back to the assessment", Route::Assessment(snapshot.of, Step::Snapshots))}
                </p>
            </div>
        }
        .into_any();
    }
    steps(state)
}

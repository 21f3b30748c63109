//! The notice that the criteria of a practice changed after it was answered.

use leptos::prelude::*;

use crate::components::reactive::{text, when};
use crate::state::{Session, State};
use demarc_catalog::PracticeText;
use demarc_core::labels;

/// The notice, as long as the answer is older than the criteria and nobody has confirmed it.
pub fn changed_criteria(state: State, of: &'static PracticeText) -> AnyView {
    let session = Session::get();
    let since = move || state.with(|it| it.criteria_changed_since(of).map(labels::day));
    let confirm = move |_| session.confirm_answer(of);
    when(
        move || !state.shows_snapshot() && since().is_some(),
        move || {
            view! {
                <div class="notice">
                    <p>
                        {text(move || {
                            let day = since().unwrap_or_default();
                            format!(
                                "Its criteria changed on {day}, after it was answered. The answer is kept: read the levels again, and choose anew if another one fits now.",
                            )
                        })}
                    </p>
                    <p class="actions">
                        <button type="button" class="button button--small" on:click=confirm>
                            "The answer still holds"
                        </button>
                    </p>
                </div>
            }
            .into_any()
        },
    )
}

//! Parts that several pages show.
//! They read through the state's handle and know nothing of the pages around them.

mod answering;
mod line;
mod steps;

pub use answering::{Answering, NotApplicableFields, Notes};
pub use line::Line;
pub use steps::Steps;

use leptos::prelude::*;

use super::document;
use super::state::State;
use crate::exchange::assessment as file;

/// Offers the open assessment as a file.
pub fn save_as_file(state: State) {
    let (name, text) =
        state.with_untracked(|assessment| (file::file_name(assessment), file::write(assessment)));
    document::save_file(&name, &text);
}

/// Links to AWS's pages behind a statement.
#[component]
pub fn Sources(sources: &'static [String]) -> impl IntoView {
    view! {
        <p class="meta">
            "Sources: "
            {sources
                .iter()
                .enumerate()
                .map(|(place, address)| {
                    let shown = address.trim_start_matches("https://").trim_end_matches(".html");
                    let shown = shown.rsplit('/').find(|part| !part.is_empty()).unwrap_or(shown);
                    let host = address.split('/').nth(2).unwrap_or_default();
                    view! {
                        {(place > 0).then_some(", ")}
                        <a href=address.as_str() rel="noreferrer">
                            {format!("{host}: {shown}")}
                        </a>
                    }
                })
                .collect_view()}
        </p>
    }
}

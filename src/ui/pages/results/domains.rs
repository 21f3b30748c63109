//! Domains as charts, and the targets set for them.
//! It knows the standings of the analysis.

use leptos::prelude::*;

use crate::ui::state::State;

pub(super) fn view(_state: State) -> AnyView {
    ().into_any()
}

//! Gaps by when they are closed
//!  now, next, later.:It knows the roadmap of the analysis, and moves gaps in it.

use leptos::prelude::*;

use crate::ui::state::State;

pub(super) fn view(_state: State) -> AnyView {
    ().into_any()
}

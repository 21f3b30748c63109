//! The analysis against a snapshot, and the score over time.
//! It knows two analyses and what differs.

use leptos::prelude::*;

use crate::ui::state::State;

pub(super) fn view(_state: State) -> AnyView {
    ().into_any()
}

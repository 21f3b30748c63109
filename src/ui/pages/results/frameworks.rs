//! Frameworks, requirement by requirement.
//! It knows how a framework stands, and never says that anybody complies.

use leptos::prelude::*;

use crate::catalog::FrameworkId;
use crate::ui::state::State;

pub(super) fn view(_state: State, _framework: Option<&FrameworkId>) -> AnyView {
    ().into_any()
}

//! What the part of evidence draws on other pages, once it is there.

use leptos::prelude::*;

use crate::components::reactive::live;
use crate::state::EvidenceAccess;

/// Draws with the functions of the part of evidence; nothing while they are not there. They are fetched when the open
/// assessment has evidence.
pub fn findings(draw: impl Fn(EvidenceAccess) -> AnyView + Send + 'static) -> AnyView {
    live(move || match EvidenceAccess::get() {
        Some(access) => draw(access),
        None => ().into_any(),
    })
}

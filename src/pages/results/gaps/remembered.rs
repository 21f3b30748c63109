//! What the list of gaps was narrowed to when it was left, for when somebody comes back while the app is open.

use std::cell::RefCell;

use demarc_core::analysis::GapQuery;
use demarc_core::assessment::AssessmentId;

thread_local! {
    static LEFT: RefCell<Option<(AssessmentId, GapQuery)>> = const { RefCell::new(None) };
}

/// What was asked for of this assessment; everything when nothing is remembered of it.
pub fn recall(id: &AssessmentId) -> GapQuery {
    let left = LEFT.with_borrow(|left| left.clone().filter(|(of, _)| of == id));
    left.map(|(_, query)| query).unwrap_or_default()
}

/// Remembers what is asked for of an assessment.
pub fn remember(id: &AssessmentId, query: &GapQuery) {
    LEFT.set(Some((id.clone(), query.clone())));
}

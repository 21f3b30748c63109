//! Keeps the last query of the gap list while the app runs, so that a user who comes back finds the list unchanged.

use std::cell::RefCell;

use demarc_core::analysis::GapQuery;
use demarc_core::assessment::AssessmentId;

thread_local! {
    static LEFT: RefCell<Option<(AssessmentId, GapQuery)>> = const { RefCell::new(None) };
}

/// The last query for this assessment; the default query if there is none.
pub fn recall(id: &AssessmentId) -> GapQuery {
    let left = LEFT.with_borrow(|left| left.clone().filter(|(of, _)| of == id));
    left.map(|(_, query)| query).unwrap_or_default()
}

/// Keeps the query for an assessment. Only the latest one is kept.
pub fn remember(id: &AssessmentId, query: &GapQuery) {
    LEFT.set(Some((id.clone(), query.clone())));
}

//! placeholder
use crate::candidate::Candidate;
use crate::condition::Condition;
use crate::sample::Of;
/// Nothing yet.
pub async fn measure(_: &Candidate, _: Condition, _: &mut Of<'_>) {}

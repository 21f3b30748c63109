//! Labels for what differs between the findings of two versions.

use super::{count, score};
use crate::evidence::{EvidenceComparison, Settled};

/// Why an answer is contradicted no more.
#[must_use]
pub fn settled(why: Settled) -> &'static str {
    match why {
        Settled::Fixed => "no failing check any more",
        Settled::Lowered => "the answer is not too high any more",
        Settled::Explained => "explained",
        Settled::NotSeen => "not seen any more",
    }
}

/// What differs, in a sentence: `The findings supported at most 61 before and 68 after. 2 answers are contradicted no more, 1
/// is newly contradicted, 3 still are.`
#[must_use]
pub fn findings_compared(of: &EvidenceComparison) -> String {
    let value = |it: Option<crate::analysis::Score>| score(it.map(|it| it.value));
    let (was, is) = (value(of.supported.0), value(of.supported.1));
    let supported = if was == is {
        format!("The findings support at most {is}, before and after.")
    } else {
        format!("The findings supported at most {was} before, and support at most {is} after.")
    };
    let are = |number| if number == 1 { "is" } else { "are" };
    let (settled, new) = (of.settled.len(), of.new.len());
    format!(
        "{supported} {} {} contradicted no more, {new} {} newly contradicted, {} still {}.",
        count(settled, "answer", "answers"),
        are(settled),
        are(new),
        of.still,
        are(of.still),
    )
}

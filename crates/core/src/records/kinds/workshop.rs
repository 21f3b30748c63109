//! The workshops about an assessment or a snapshot: what was asked, every ballot, what was agreed. The record has the id
//! of what it belongs to, so there is one for each; each entry begins with the tag of its workshop.

use crate::assessment::AssessmentId;
use crate::records::entries::{Entries, EntriesFormat, OfEntries, kind_of};
use crate::records::kind::Kind;
use crate::records::record::ReadError;

/// The format of the record of workshops.
pub struct WorkshopRecord;

impl OfEntries for WorkshopRecord {
    const FORMAT: EntriesFormat = EntriesFormat {
        name: "workshop",
        version: 1,
    };
}

impl WorkshopRecord {
    /// The text of the record of an assessment or a snapshot.
    #[must_use]
    pub fn write(of: &AssessmentId, entries: &Entries) -> String {
        Self::FORMAT.write(of, entries)
    }

    /// Reads a record: the assessment that it belongs to, and its entries.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read(text: &str) -> Result<(AssessmentId, Entries), ReadError> {
        Self::FORMAT.read(text)
    }
}

/// Workshops.
pub static WORKSHOP: Kind = kind_of::<WorkshopRecord>();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Moment;
    use crate::records::RecordId;
    use crate::workshop::{Ballot, HandedIn, PersonId, Round, WorkshopTag};

    const TAG: WorkshopTag = WorkshopTag([1, 2, 3]);

    /// The text of a record with the ballot of a person.
    fn text(person: u32) -> String {
        let mut entries = Entries::default();
        let mut ballot = Ballot::new(PersonId(person), 0);
        ballot.handed_in = HandedIn(person);
        entries.add_ballot(TAG, Round::First, &ballot);
        WorkshopRecord::write(&AssessmentId::from_bits(1), &entries)
    }

    #[test]
    fn the_records_of_two_facilitators_are_merged_touched_and_moved() {
        let both = WORKSHOP.merge(&text(1), &text(2), Moment::MAX).unwrap();
        let other_way = WORKSHOP.merge(&text(2), &text(1), Moment::MAX);
        assert_eq!(other_way, Some(both.clone()));
        assert_eq!(WORKSHOP.merge(&both, &text(1), Moment::MAX), None);
        let touched = (WORKSHOP.touch)(&text(1), &both, 1).unwrap();
        assert!(!WORKSHOP.covers(&both, &touched, Moment::MAX));
        let to = RecordId::from(&AssessmentId::from_bits(5));
        let moved = (WORKSHOP.readdress)(&both, &to, Some(&to)).unwrap();
        let header = (WORKSHOP.read)(&moved).unwrap();
        assert_eq!((&header.id, header.owner.as_ref()), (&to, Some(&to)));
        assert_eq!((WORKSHOP.readdress)(&both, &to, None), None);
        // A record of another kind is none.
        assert!((WORKSHOP.read)(&both.replace("workshop 1", "evidence 1")).is_err());
    }
}

//! The evidence of an assessment or a snapshot: what files of scanners say, and how contradictions are settled. It has
//! the id of what it belongs to, so there is one for each.

use crate::assessment::AssessmentId;
use crate::records::entries::{Entries, EntriesFormat, OfEntries, kind_of};
use crate::records::kind::Kind;
use crate::records::record::ReadError;

/// The format of the record of evidence.
pub struct EvidenceRecord;

impl OfEntries for EvidenceRecord {
    const FORMAT: EntriesFormat = EntriesFormat {
        name: "evidence",
        version: 1,
    };
}

impl EvidenceRecord {
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

/// Evidence.
pub static EVIDENCE: Kind = kind_of::<EvidenceRecord>();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Moment;
    use crate::records::RecordId;

    fn text(of: u64, key: &str, milliseconds: u64) -> String {
        let mut entries = Entries::default();
        entries.set(key, Moment::after(Moment::default(), milliseconds, 0), &1);
        EvidenceRecord::FORMAT.write(&AssessmentId::from_bits(of), &entries)
    }

    #[test]
    fn texts_are_merged_touched_and_moved() {
        let (one, two) = (text(1, "a", 1), text(1, "b", 2));
        let both = EVIDENCE.merge(&one, &two, Moment::MAX).unwrap();
        assert_eq!(EVIDENCE.merge(&two, &one, Moment::MAX), Some(both.clone()));
        assert_eq!(EVIDENCE.merge(&both, &one, Moment::MAX), None);
        let touched = (EVIDENCE.touch)(&one, &both, 1).unwrap();
        assert!(EVIDENCE.covers(&touched, &one, Moment::MAX));
        assert!(!EVIDENCE.covers(&both, &touched, Moment::MAX));
        let to = RecordId::from(&AssessmentId::from_bits(5));
        let moved = (EVIDENCE.readdress)(&one, &to, Some(&to)).unwrap();
        let header = (EVIDENCE.read)(&moved).unwrap();
        assert_eq!((&header.id, header.owner.as_ref()), (&to, Some(&to)));
        assert_eq!((EVIDENCE.readdress)(&one, &to, None), None);
        assert!((EVIDENCE.read)("").is_err());
    }
}

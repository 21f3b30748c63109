//! The evidence of an assessment or a snapshot: what files of scanners say, and how contradictions are settled. It has
//! the id of what it belongs to, so there is one for each.

use crate::assessment::{AssessmentId, Moment};
use crate::records::entries::{Entries, EntriesFormat};
use crate::records::kind::{Deletion, Header, Kind, RecordId, Versions};
use crate::records::record::ReadError;

/// The format of the record of evidence.
pub struct EvidenceRecord;

const FORMAT: EntriesFormat = EntriesFormat {
    name: "evidence",
    version: 1,
};

impl EvidenceRecord {
    /// The text of the record of an assessment or a snapshot.
    #[must_use]
    pub fn write(of: &AssessmentId, entries: &Entries) -> String {
        FORMAT.write(of, entries)
    }

    /// Reads a record: the assessment that it belongs to, and its entries.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read(text: &str) -> Result<(AssessmentId, Entries), ReadError> {
        FORMAT.read(text)
    }
}

/// Evidence.
pub static EVIDENCE: Kind = Kind {
    word: "evidence",
    read,
    is_older: |_| false,
    readdress,
    touch,
    versions: Versions::Merged {
        merge,
        mirrored: true,
    },
    listed: true,
    rescued: true,
    deletion: Deletion::ToBin,
};

fn read(text: &str) -> Result<Header, ReadError> {
    let (of, _) = FORMAT.read(text)?;
    Ok(Header {
        id: (&of).into(),
        owner: Some((&of).into()),
    })
}

fn merge(text: &str, there: &str, latest_credible: Moment) -> Option<String> {
    let ((of, mut it), (_, mut there)) = (FORMAT.read(text).ok()?, FORMAT.read(there).ok()?);
    it.distrust_after(latest_credible);
    there.distrust_after(latest_credible);
    it.merge(&there).then(|| FORMAT.write(&of, &it))
}

fn touch(text: &str, deleted: &str, now: u64) -> Option<String> {
    let ((of, mut it), (_, deleted)) = (FORMAT.read(text).ok()?, FORMAT.read(deleted).ok()?);
    let earlier = it.latest().max(deleted.latest());
    it.touch(Moment::after(earlier, now, 0));
    Some(FORMAT.write(&of, &it))
}

/// Evidence goes where its owner goes; without one it can't exist.
fn readdress(text: &str, _: &RecordId, owner: Option<&RecordId>) -> Option<String> {
    let (_, entries) = FORMAT.read(text).ok()?;
    Some(FORMAT.write(&owner?.into(), &entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: u64, key: &str, milliseconds: u64) -> String {
        let mut entries = Entries::default();
        entries.set(key, Moment::after(Moment::default(), milliseconds, 0), &1);
        FORMAT.write(&AssessmentId::from_bits(of), &entries)
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

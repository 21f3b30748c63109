//! Assessments and snapshots. Stored, both are one kind: a snapshot is an assessment with a reference to the one it was
//! taken of.

use crate::assessment::{Assessment, Moment};
use crate::records::kind::{Deletion, Header, Kind, RecordId, Versions};
use crate::records::record::{self, ReadError};

/// Assessments and snapshots.
pub static ASSESSMENT: Kind = Kind {
    word: "assessment",
    read,
    is_older: record::is_older,
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
    let it = record::read(text)?;
    Ok(Header {
        id: RecordId::from(&it.id),
        owner: it.snapshot.as_ref().map(|it| RecordId::from(&it.of)),
    })
}

fn merge(text: &str, there: &str, latest_credible: Moment) -> Option<String> {
    let (mut it, mut there) = (record::read(text).ok()?, record::read(there).ok()?);
    it.distrust_after(latest_credible);
    there.distrust_after(latest_credible);
    let mut merged = it.clone();
    merged.merge(&there);
    (merged != it).then(|| record::write(&merged))
}

fn touch(text: &str, deleted: &str, now: u64) -> Option<String> {
    let (mut it, deleted) = (record::read(text).ok()?, record::read(deleted).ok()?);
    it.touch(it.next_moment(now, 0).max(deleted.next_moment(now, 0)));
    Some(record::write(&it))
}

/// A snapshot without its assessment would not be shown anywhere, so it becomes an assessment, named after both.
fn readdress(text: &str, id: &RecordId, owner: Option<&RecordId>) -> Option<String> {
    let mut it = record::read(text).ok()?;
    it.id = id.into();
    match (&mut it.snapshot, owner) {
        (Some(snapshot), Some(owner)) => snapshot.of = owner.into(),
        (Some(_), None) => become_assessment(&mut it),
        (None, _) => {}
    }
    Some(record::write(&it))
}

fn become_assessment(it: &mut Assessment) {
    if let Some(snapshot) = it.snapshot.take() {
        it.name = format!("{} ({})", it.name, snapshot.label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Response};

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    fn answered(milliseconds: u64, practice: &str) -> Assessment {
        let mut it = shop();
        let at = Moment::after(Moment::default(), milliseconds, 0);
        it.edit(at, |it| {
            it.respond(&practice.parse().unwrap(), Some(Response::Fully));
        });
        it
    }

    #[test]
    fn texts_are_merged_as_assessments_are() {
        let (one, two) = (answered(1, "iam.root"), answered(2, "os.patching"));
        let mut both = one.clone();
        both.merge(&two);
        let [one, two, both] = [one, two, both].map(|it| record::write(&it));
        let merge = |text: &str, there: &str| ASSESSMENT.merge(text, there, Moment::MAX);
        assert_eq!(merge(&one, &two).as_ref(), Some(&both));
        assert_eq!(merge(&two, &one).as_ref(), Some(&both));
        assert_eq!(merge(&both, &one), None);
        let covers = |text: &str, other: &str| ASSESSMENT.covers(text, other, Moment::MAX);
        assert!(covers(&both, &two) && !covers(&one, &two));
        assert!(!covers(&one, "{") && !covers("{", &one));
        let touched = (ASSESSMENT.touch)(&one, &one, 9).unwrap();
        assert!(covers(&touched, &one) && !covers(&one, &touched));
        // Of a deleted copy that has later edits, too.
        let mut renamed = answered(3, "os.patching");
        let at = Moment::after(Moment::default(), 20, 0);
        renamed.edit(at, |it| it.name = "Later".into());
        let deleted = record::write(&renamed);
        let touched = (ASSESSMENT.touch)(&one, &deleted, 9).unwrap();
        assert!(!covers(&deleted, &touched));
    }

    #[test]
    fn a_snapshot_belongs_to_its_assessment_and_becomes_one_without_it() {
        let (own, fresh) = (AssessmentId::from_bits(2), AssessmentId::from_bits(3));
        let snapshot = shop().take_snapshot(own.clone(), "Q3", Moment::default());
        let text = record::write(&snapshot);
        let (own, fresh) = (RecordId::from(&own), RecordId::from(&fresh));
        let header = (ASSESSMENT.read)(&text).unwrap();
        assert_eq!(
            (&header.id, header.owner),
            (&own, Some((&shop().id).into()))
        );
        let moved = (ASSESSMENT.readdress)(&text, &own, Some(&fresh)).unwrap();
        let header = (ASSESSMENT.read)(&moved).unwrap();
        assert_eq!((header.id, header.owner), (own, Some(fresh.clone())));
        let alone = (ASSESSMENT.readdress)(&text, &fresh, None).unwrap();
        let alone = record::read(&alone).unwrap();
        assert_eq!((alone.name.as_str(), alone.snapshot), ("Shop (Q3)", None));
        assert!(fresh == alone.id);
    }
}

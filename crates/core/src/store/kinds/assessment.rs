//! Assessments and snapshots. On the device both are one kind: a snapshot is an assessment that names the one it was
//! taken of.

use crate::assessment::Assessment;
use crate::exchange::record::{self, ReadError};
use crate::store::kind::{Deletion, Header, Kind, RecordId, Versions};

/// Assessments and snapshots.
pub static ASSESSMENT: Kind = Kind {
    word: "assessment",
    read,
    is_older: record::is_older,
    readdress,
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

fn merge(text: &str, there: &str) -> Option<String> {
    let (it, there) = (record::read(text).ok()?, record::read(there).ok()?);
    let mut merged = it.clone();
    merged.merge(&there);
    (merged != it).then(|| record::write(&merged))
}

/// A snapshot without an assessment would be shown nowhere, so it becomes an assessment, named after both.
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

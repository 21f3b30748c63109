//! The workshops about an assessment or a snapshot: what was asked, every ballot, what was agreed. The record has the id
//! of what it belongs to, so there is one for each; each entry begins with the tag of its workshop.

use crate::assessment::AssessmentId;
use crate::records::entries::{Entries, EntriesFormat};
use crate::records::kind::{Deletion, Kind, Versions};
use crate::records::record::ReadError;

/// The format of the record of workshops.
pub struct WorkshopRecord;

const FORMAT: EntriesFormat = EntriesFormat {
    name: "workshop",
    version: 1,
};

impl WorkshopRecord {
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

/// Workshops.
pub static WORKSHOP: Kind = Kind {
    word: "workshop",
    read: |text| FORMAT.header(text),
    is_older: |_| false,
    readdress: |text, _, owner| FORMAT.readdress(text, owner),
    touch: |text, deleted, now| FORMAT.touch(text, deleted, now),
    versions: Versions::Merged {
        merge: |text, there, latest_credible| FORMAT.merge(text, there, latest_credible),
        mirrored: true,
    },
    listed: true,
    rescued: true,
    deletion: Deletion::ToBin,
};

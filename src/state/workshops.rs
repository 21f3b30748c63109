//! The workshops about an assessment: read from what the device keeps, and edited entry by entry.

use super::evidence::RecordFormat;
use super::library::Library;
use demarc_core::assessment::{AssessmentId, Moment};
use demarc_core::store::{Entries, WORKSHOP, WorkshopRecord};
use demarc_core::workshop::{Workshop, WorkshopTag, workshops};

impl Library {
    /// The entries of the workshops of an assessment, as the inventory has them; tracked.
    pub fn workshop_entries(self, of: &AssessmentId) -> Entries {
        let text = self.listed_beside(&WORKSHOP, of);
        let read = text.and_then(|text| WorkshopRecord::read(&text).ok());
        read.map(|(_, entries)| entries).unwrap_or_default()
    }

    /// The workshops of an assessment, the latest first; tracked.
    pub fn workshops(self, of: &AssessmentId) -> Vec<Workshop> {
        workshops(&self.workshop_entries(of)).0
    }

    /// The assessment on this device that has a workshop.
    pub fn assessment_with(self, tag: WorkshopTag) -> Option<AssessmentId> {
        self.with_inventory_untracked(|kept| {
            kept.others_of(&WORKSHOP).find_map(|(_, text)| {
                let (of, entries) = WorkshopRecord::read(text).ok()?;
                let (all, _) = workshops(&entries);
                all.iter().any(|it| it.tag == tag).then_some(of)
            })
        })
    }

    /// Edits the workshops of an assessment. Returns whether the device has them then.
    pub fn edit_workshops(
        self,
        of: &AssessmentId,
        edit: impl FnOnce(&mut Entries, Moment),
    ) -> bool {
        const FORMAT: RecordFormat = RecordFormat {
            kind: &WORKSHOP,
            read: WorkshopRecord::read,
            write: WorkshopRecord::write,
        };
        self.edit_entries(&FORMAT, of, Box::new(edit))
    }
}

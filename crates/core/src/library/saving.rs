//! What is saved as a file: assessments and snapshots, with their evidence unless the user wants it left out.

use crate::assessment::{Assessment, AssessmentId};
use crate::exchange::file;
use crate::records::{EVIDENCE, Entries, EvidenceRecord};
use crate::store::Inventory;

/// The text of a file with these assessments and snapshots, and what to say of their evidence after its name. Of a snapshot,
/// what the user wants for its assessment counts.
#[must_use]
pub fn file_of(all: &[Assessment], inventory: &Inventory) -> (String, &'static str) {
    let records = inventory.others_of(&EVIDENCE);
    let records = records.filter_map(|(_, text)| EvidenceRecord::read(text).ok());
    let records: Vec<(AssessmentId, Entries)> = records.collect();
    let of = |id: &AssessmentId| records.iter().find(|(of, _)| of == id);
    let (mut evidence, mut is_left_out) = (Vec::new(), false);
    for it in all {
        let Some(own) = of(&it.id) else { continue };
        let assessment = it.snapshot.as_ref().and_then(|it| of(&it.of));
        if assessment.unwrap_or(own).1.stays_here() {
            is_left_out = true;
        } else {
            evidence.push(own.clone());
        }
    }
    let told = match (evidence.is_empty(), is_left_out) {
        (true, false) => "",
        (true, true) => ", without the evidence",
        (false, false) => ", with the evidence",
        (false, true) => ", with the evidence of some",
    };
    (file::write_with(all, &evidence), told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Moment;
    use crate::store::Key;

    const WITH: &str = ", with the evidence";
    const WITHOUT: &str = ", without the evidence";

    fn id(bits: u64) -> AssessmentId {
        AssessmentId::from_bits(bits)
    }

    fn record(of: u64, stays_here: bool) -> (Key, String) {
        let at = Moment::after(Moment::default(), 1, 0);
        let mut entries = Entries::default();
        entries.set_age_limit(Some(30), at);
        entries.set_stays_here(stays_here, at);
        let key = Key::Record(&EVIDENCE, (&id(of)).into());
        (key, EvidenceRecord::write(&id(of), &entries))
    }

    #[test]
    fn evidence_goes_into_the_file_unless_the_user_wants_it_left_out() {
        let shop = Assessment::new(id(1), "Shop");
        let snapshot = shop.take_snapshot(id(2), "Q3", Moment::default());
        let other = Assessment::new(id(3), "Other");
        let mut kept = Inventory {
            others: vec![record(1, false), record(2, true), record(9, false)],
            ..Inventory::default()
        };
        let saved = |all: &[&Assessment], kept: &Inventory| {
            let all: Vec<_> = all.iter().map(|it| (*it).clone()).collect();
            let (text, told) = file_of(&all, kept);
            let evidence = file::read(text.as_bytes()).unwrap().evidence();
            let of: Vec<_> = evidence.into_keys().collect();
            (of, told)
        };
        // What the snapshot says is what was wanted when it was taken.
        assert_eq!(
            saved(&[&shop, &snapshot], &kept),
            (vec![id(1), id(2)], WITH)
        );
        assert_eq!(saved(&[&snapshot], &kept), (vec![id(2)], WITH));
        assert_eq!(saved(&[&other], &kept), (vec![], ""));
        kept.others[0] = record(1, true);
        assert_eq!(saved(&[&shop, &snapshot, &other], &kept), (vec![], WITHOUT));
        assert_eq!(saved(&[&snapshot], &kept), (vec![], WITHOUT));
        kept.others[1] = record(3, false);
        assert_eq!(
            saved(&[&shop, &other], &kept),
            (vec![id(3)], ", with the evidence of some")
        );
    }
}

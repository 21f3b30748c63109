//! Decisions about whole assessments: names, ids and services of new ones, where to resume, the list of them, versions
//! to compare, files in and out.

pub mod import;
mod listing;
pub mod saving;
pub mod starting;
pub mod versions;

pub use listing::{ListQuery, ListSort, Summary};

use crate::analysis::Standing;
use crate::assessment::{Assessment, AssessmentId};
use crate::store::Inventory;

/// The name of a new assessment; numbered when the name is taken.
const NEW: &str = "My workload";

/// An unused name for a new assessment.
#[must_use]
pub fn fresh_name(inventory: &Inventory) -> String {
    let is_taken = |name: &String| inventory.assessments.iter().any(|it| it.name == *name);
    let numbered = (2_u32..).map(|number| format!("{NEW} {number}"));
    let mut names = std::iter::once(NEW.to_owned()).chain(numbered);
    // There are more numbers than assessments, so one name is free.
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// The assessment, under a fresh id when its own is in use: the record under that id may be unreadable, and must not be
/// overwritten.
#[must_use]
pub fn with_free_id(
    assessment: Assessment,
    inventory: &Inventory,
    fresh_id: impl FnOnce() -> AssessmentId,
) -> Assessment {
    if !inventory.has(&assessment.id) {
        return assessment;
    }
    let name = assessment.name.clone();
    assessment.duplicate(fresh_id(), name)
}

/// The step at which a user resumes an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resume {
    /// No service is chosen.
    Situation,
    /// A practice is not answered.
    Practices,
    /// Every practice is answered.
    Results,
}

impl Resume {
    /// The step for an assessment with this standing.
    #[must_use]
    pub fn of(assessment: &Assessment, whole: &Standing) -> Self {
        if assessment.services.is_empty() {
            Self::Situation
        } else if whole.answered < whole.in_scope {
            Self::Practices
        } else {
            Self::Results
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::Response;

    fn id(bits: u64) -> AssessmentId {
        AssessmentId::from_bits(bits)
    }

    fn named(names: &[&str]) -> Inventory {
        let assessments = names.iter().zip(0..);
        Inventory {
            assessments: assessments
                .map(|(name, bits)| Assessment::new(id(bits), *name))
                .collect(),
            ..Inventory::default()
        }
    }

    #[test]
    fn a_new_name_is_the_first_that_is_free() {
        assert_eq!(fresh_name(&named(&[])), "My workload");
        assert_eq!(fresh_name(&named(&["My workload"])), "My workload 2");
        let gap = named(&["My workload 3", "My workload"]);
        assert_eq!(fresh_name(&gap), "My workload 2");
        assert_eq!(fresh_name(&named(&["my workload"])), "My workload");
    }

    #[test]
    fn an_id_in_use_is_not_taken_again() {
        let kept = named(&["Shop"]);
        let fresh = || id(9);
        let same = with_free_id(Assessment::new(id(0), "Example"), &kept, fresh);
        assert_eq!((same.id, same.name), (id(9), "Example".to_owned()));
        let other = with_free_id(Assessment::new(id(1), "Example"), &kept, fresh);
        assert_eq!(other.id, id(1));
    }

    /// The day of the analyses.
    fn today() -> demarc_catalog::Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn one_goes_on_where_something_is_missing() {
        let catalog = demarc_edition::catalog();
        let mut it = Assessment::new(id(1), "Shop");
        let resume = |it: &Assessment| Resume::of(it, &analyze(catalog, it, &today()).whole);
        assert_eq!(resume(&it), Resume::Situation);
        it.add_service("s3".parse().unwrap());
        assert_eq!(resume(&it), Resume::Practices);
        for finding in analyze(catalog, &it, &today()).practices {
            it.respond(&finding.practice, Some(Response::Fully));
        }
        assert_eq!(resume(&it), Resume::Results);
    }
}

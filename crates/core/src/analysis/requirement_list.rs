//! The requirement list of a framework: a filter by support and by text.

use super::{Requirement, Support};

/// A filter of requirements. A requirement matches if it fits every field that is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequirementFilter {
    /// The support.
    pub support: Option<Support>,
    /// Lower case, trimmed.
    text: String,
}

/// The searchable part of a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementIndex {
    support: Support,
    /// The id and the titles of the mapped practices, in lower case, each on a line.
    text: String,
}

impl RequirementFilter {
    /// Sets the text to find in the id or in the title of a practice. Case is ignored.
    pub fn set_words(&mut self, text: &str) {
        self.text = text.trim().to_ascii_lowercase();
    }

    /// Whether any field is set.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    /// Whether a requirement matches.
    #[must_use]
    pub fn matches(&self, requirement: &RequirementIndex) -> bool {
        self.support.is_none_or(|it| it == requirement.support)
            && requirement.text.contains(&self.text)
    }

    /// The number of requirements that match.
    #[must_use]
    pub fn count(&self, requirements: &[RequirementIndex]) -> usize {
        requirements.iter().filter(|it| self.matches(it)).count()
    }
}

impl From<&Requirement<'_>> for RequirementIndex {
    fn from(requirement: &Requirement<'_>) -> Self {
        let mut text = requirement.id.to_ascii_lowercase();
        for carrier in &requirement.carriers {
            text.push('\n');
            text.push_str(&carrier.practice.title.to_ascii_lowercase());
        }
        Self {
            support: requirement.support,
            text,
        }
    }
}

/// The supports that occur, in the order of [`Support`], with the number of requirements of each.
#[must_use]
pub fn count_by_support(requirements: &[Requirement<'_>]) -> Vec<(Support, usize)> {
    let count = |support| {
        let all = requirements.iter();
        all.filter(|it| it.support == support).count()
    };
    let counts = Support::ALL.map(|support| (support, count(support)));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AskState, Carrier, Unasked};
    use demarc_catalog::Strength;

    fn requirement(id: &'static str, support: Support) -> Requirement<'static> {
        let practice = &demarc_edition::catalog().practices[0];
        let carrier = Carrier {
            practice,
            strength: Strength::Needs,
            asked: AskState::No(Unasked::Situation),
        };
        let is_carried = support != Support::NotCarried;
        Requirement {
            id,
            support,
            carriers: if is_carried { vec![carrier] } else { vec![] },
            exception: None,
        }
    }

    #[test]
    fn requirements_are_found_by_state_and_words() {
        let all = [
            requirement("AC-2", Support::Partly),
            requirement("AC-3", Support::NotCarried),
            requirement("AU-2", Support::Partly),
        ];
        let rows = all.each_ref().map(RequirementIndex::from);
        let mut filter = RequirementFilter::default();
        assert_eq!((filter.is_narrow(), filter.count(&rows)), (false, 3));
        filter.set_words(" ac- ");
        assert_eq!((filter.is_narrow(), filter.count(&rows)), (true, 2));
        filter.support = Some(Support::Partly);
        assert_eq!(filter.count(&rows), 1);
        // By the title of a practice, ignoring case.
        let title = &demarc_edition::catalog().practices[0].title;
        filter.set_words(&title.to_uppercase());
        assert_eq!(filter.count(&rows), 2);
        filter.set_words("no such words");
        assert_eq!(filter.count(&rows), 0);
        assert_eq!(
            count_by_support(&all),
            [(Support::Partly, 2), (Support::NotCarried, 1)]
        );
    }
}

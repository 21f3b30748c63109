//! Which requirements of a framework the practices carry, and which they do not.
//! It counts ids; whether somebody meets a requirement is nothing it knows.

use super::{Framework, PracticeId, Texts};

/// How a framework's requirements are carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Requirements that a practice carries.
    pub carried: Vec<&'a str>,
    /// Requirements that none carries, for a reason.
    pub excepted: Vec<&'a str>,
    /// Requirements that none carries, without one.
    pub open: Vec<&'a str>,
}

impl Coverage<'_> {
    /// The requirements carried of those without an exception, in percent, 0 to 100, rounded down.
    #[must_use]
    pub fn percent(&self) -> usize {
        let asked = self.carried.len() + self.open.len();
        (100 * self.carried.len()).checked_div(asked).unwrap_or(100)
    }
}

impl Texts {
    /// The practices that are mapped to a requirement.
    pub fn carriers<'a>(
        &'a self,
        framework: &'a Framework,
        requirement: &'a str,
    ) -> impl Iterator<Item = &'a PracticeId> + 'a {
        let carries =
            move |requirements: &Vec<String>| requirements.iter().any(|it| it == requirement);
        self.practices
            .iter()
            .filter(move |text| {
                let mut mappings = text.mappings.iter();
                mappings.any(|(id, requirements)| *id == framework.id && carries(requirements))
            })
            .map(|text| &text.id)
    }

    /// How a framework's requirements are carried.
    #[must_use]
    pub fn coverage<'a>(&'a self, framework: &'a Framework) -> Coverage<'a> {
        let mut coverage = Coverage {
            carried: Vec::new(),
            excepted: Vec::new(),
            open: Vec::new(),
        };
        for requirement in &framework.requirements {
            let list = if self.carriers(framework, requirement).next().is_some() {
                &mut coverage.carried
            } else if framework.exception(requirement).is_some() {
                &mut coverage.excepted
            } else {
                &mut coverage.open
            };
            list.push(requirement.as_str());
        }
        coverage
    }
}

//! Which requirements of a framework are mapped to a practice. Answers play no part here.

use super::{Framework, PracticeId, Texts};

/// The requirements of a framework, by whether a practice is mapped to them. Each requirement is in exactly one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Requirements that at least one practice is mapped to.
    pub carried: Vec<&'a str>,
    /// Requirements without a practice that an exception explains.
    pub excepted: Vec<&'a str>,
    /// Requirements without a practice and without an exception.
    pub open: Vec<&'a str>,
}

impl Coverage<'_> {
    /// The share of `carried` in `carried` and `open`, in percent, 0 to 100, rounded down. 100 when both are empty.
    #[must_use]
    pub fn percent(&self) -> usize {
        let asked = self.carried.len() + self.open.len();
        (100 * self.carried.len()).checked_div(asked).unwrap_or(100)
    }
}

impl Texts {
    /// The practices that are mapped to a requirement, in catalog order.
    pub fn carriers<'a>(
        &'a self,
        framework: &'a Framework,
        requirement: &'a str,
    ) -> impl Iterator<Item = &'a PracticeId> + 'a {
        let carries =
            move |requirements: &[String]| requirements.iter().any(|it| it == requirement);
        self.practices
            .iter()
            .filter(move |text| {
                let mut mappings = text.mappings();
                mappings.any(|(id, _, requirements)| *id == framework.id && carries(requirements))
            })
            .map(|text| &text.id)
    }

    /// Sorts the requirements of a framework by whether a practice is mapped to them.
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

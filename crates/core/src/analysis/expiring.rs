//! What runs out soon: acceptances of risks, and explanations of contradictions.

use super::{AcceptanceState, Analysis};
use crate::assessment::Assessment;
use demarc_catalog::Date;

/// How many days ahead a user is reminded.
const DAYS: i32 = 30;

/// What of an assessment runs out within 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsOut {
    /// How many acceptances of risks.
    pub accepted: usize,
    /// How many explanations of contradictions.
    pub explained: usize,
    /// The last day of the first of them.
    pub first: Date,
}

impl Analysis {
    /// What runs out soon; `None` if nothing does. `explained_until` is the last day of each explanation of a contradiction.
    /// `assessment` must be the one that was analyzed.
    #[must_use]
    pub fn runs_out_soon(
        &self,
        assessment: &Assessment,
        explained_until: &[Date],
    ) -> Option<RunsOut> {
        let is_soon = |day: &&Date| (0..=DAYS).contains(&self.day.days_until(day));
        let accepted = self.gaps.iter().filter_map(|gap| {
            gap.acceptance
                .filter(|it| *it == AcceptanceState::Accepted)?;
            let answer = assessment.answers.get(&gap.practice)?;
            answer.accepted_risk()?.until.as_ref()
        });
        let accepted: Vec<&Date> = accepted.filter(is_soon).collect();
        let explained: Vec<&Date> = explained_until.iter().filter(is_soon).collect();
        let first = accepted.iter().chain(&explained).min()?;
        Some(RunsOut {
            accepted: accepted.len(),
            explained: explained.len(),
            first: (**first).clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::assessment::{Acceptance, AssessmentId, Response};
    use crate::labels;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// What is said on November 24, 2026 of an assessment with risks accepted until these days.
    fn said(accepted: &[&str], explained: &[&str]) -> Option<String> {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let practices = ["iam.root", "iam.mfa", "os.patching"].into_iter();
        it.add_service("ec2".parse().unwrap());
        for (practice, until) in practices.zip(accepted) {
            let practice = practice.parse().unwrap();
            it.respond(&practice, Some(Response::Started));
            let acceptance = Acceptance {
                by: "CISO".into(),
                until: Some(day(until)),
                because: "The site moves in spring.".into(),
            };
            it.enter_acceptance(&practice, acceptance);
        }
        let analysis = analyze(demarc_edition::catalog(), &it, &day("2026-11-24"));
        let explained: Vec<Date> = explained.iter().map(|it| day(it)).collect();
        let soon = analysis.runs_out_soon(&it, &explained)?;
        Some(labels::runs_out_soon(&soon))
    }

    #[test]
    fn what_ends_within_thirty_days_is_counted_with_its_first_day() {
        assert_eq!(said(&[], &[]), None);
        assert_eq!(said(&["2026-12-25"], &["2026-11-23", "2027-01-01"]), None);
        assert_eq!(
            said(&["2026-12-24"], &[]).unwrap(),
            "1 accepted risk runs out on December 24, 2026"
        );
        assert_eq!(
            said(&[], &["2026-11-24"]).unwrap(),
            "1 explanation runs out on November 24, 2026"
        );
        assert_eq!(
            said(&["2026-12-24", "2026-12-03"], &["2026-12-10"]).unwrap(),
            "2 accepted risks and 1 explanation run out soon, the first on December 3, 2026"
        );
    }
}

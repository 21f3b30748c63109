//! What is entered for “not applicable” before it has both a reason and a sentence. A draft is kept with the answer and
//! counts for nothing.

use serde::{Deserialize, Serialize};

use super::{Assessment, NotApplicable, Response};
use demarc_catalog::PracticeId;

/// “Not applicable”, chosen and not complete.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotApplicableDraft {
    /// The kind of reason, once it is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<NotApplicable>,
    /// The explanation as far as it is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub because: String,
}

impl NotApplicableDraft {
    /// Whether the explanation is blank.
    #[must_use]
    pub fn lacks_because(&self) -> bool {
        self.because.trim().is_empty()
    }

    /// The response that the draft is once it is complete; the draft itself until then.
    fn complete(self) -> Result<Response, Self> {
        match self.reason {
            Some(reason) if !self.lacks_because() => Ok(Response::NotApplicable {
                reason,
                because: self.because,
            }),
            _ => Err(self),
        }
    }
}

impl Assessment {
    /// Enters “not applicable” for a practice. With a reason and an explanation it is the response. Until then it is
    /// kept as a draft, and the earlier response stands; an earlier “not applicable” does not, because it is the one
    /// that is being changed.
    pub fn enter_not_applicable(&mut self, practice: &PracticeId, draft: NotApplicableDraft) {
        self.change_answer(practice, |answer| match draft.complete() {
            Ok(response) => {
                answer.response = Some(response);
                answer.acceptance = None;
                answer.draft = None;
            }
            Err(draft) => {
                let earlier = answer.response.take();
                answer.response = earlier.filter(|it| !it.is_not_applicable());
                answer.draft = Some(draft);
            }
        });
    }

    /// Whether “not applicable” is chosen for a practice and not complete.
    #[must_use]
    pub fn has_draft(&self, practice: &PracticeId) -> bool {
        self.answers
            .get(practice)
            .is_some_and(|it| it.draft.is_some())
    }

    /// What is entered for “not applicable”: the draft, or the response if it is one; `None` when neither is.
    #[must_use]
    pub fn entered_not_applicable(&self, practice: &PracticeId) -> Option<NotApplicableDraft> {
        let answer = self.answers.get(practice)?;
        match &answer.response {
            _ if answer.draft.is_some() => answer.draft.clone(),
            Some(Response::NotApplicable { reason, because }) => Some(NotApplicableDraft {
                reason: Some(*reason),
                because: because.clone(),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, History, Moment};

    fn root() -> PracticeId {
        "iam.root".parse().unwrap()
    }

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    fn draft(reason: Option<NotApplicable>, because: &str) -> NotApplicableDraft {
        NotApplicableDraft {
            reason,
            because: because.into(),
        }
    }

    #[test]
    fn a_draft_is_kept_and_counts_once_it_is_complete() {
        let mut it = shop();
        it.respond(&root(), Some(Response::Mostly));
        for unfinished in [
            draft(None, ""),
            draft(None, "No accounts."),
            draft(Some(NotApplicable::Architecture), " "),
        ] {
            it.enter_not_applicable(&root(), unfinished.clone());
            assert_eq!(it.response(&root()), Some(&Response::Mostly));
            assert_eq!(it.entered_not_applicable(&root()), Some(unfinished));
            assert!(it.has_draft(&root()));
        }
        let complete = draft(Some(NotApplicable::Architecture), "No accounts.");
        it.enter_not_applicable(&root(), complete.clone());
        assert!(it.response(&root()).unwrap().is_not_applicable());
        assert!(!it.has_draft(&root()));
        assert_eq!(it.entered_not_applicable(&root()), Some(complete));
    }

    #[test]
    fn a_reason_that_is_emptied_is_no_answer_and_another_answer_ends_the_draft() {
        let mut it = shop();
        it.enter_not_applicable(&root(), draft(Some(NotApplicable::Other), "N"));
        it.enter_not_applicable(&root(), draft(Some(NotApplicable::Other), ""));
        assert_eq!((it.response(&root()), it.answered()), (None, 0));
        assert!(it.entered_not_applicable(&root()).is_some());
        it.respond(&root(), Some(Response::Started));
        assert_eq!(it.entered_not_applicable(&root()), None);
        it.enter_not_applicable(&root(), draft(None, ""));
        it.respond(&root(), None);
        assert!(it.answers.is_empty());
    }

    #[test]
    fn writing_the_sentence_is_one_step_of_undo() {
        let mut it = shop();
        let mut history = History::default();
        let mut edit = |it: &mut Assessment, milliseconds: u64, entered: NotApplicableDraft| {
            let at = Moment::after(it.edits.latest(), milliseconds, 0);
            history.edit(it, at, |it| it.enter_not_applicable(&root(), entered));
        };
        let reason = Some(NotApplicable::Other);
        edit(&mut it, 10_000, draft(None, ""));
        edit(&mut it, 11_000, draft(reason, ""));
        for (index, because) in ["N", "No", "None"].into_iter().enumerate() {
            edit(&mut it, 12_000 + 300 * index as u64, draft(reason, because));
        }
        for left in [Some(draft(reason, "")), Some(draft(None, "")), None] {
            let at = Moment::after(it.edits.latest(), 0, 0);
            history.undo(&mut it, at);
            assert_eq!(it.entered_not_applicable(&root()), left);
        }
    }

    #[test]
    fn another_tabs_edit_leaves_the_draft() {
        let mut here = shop();
        let mut there = here.clone();
        let at = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
        here.edit(at(1), |it| {
            it.enter_not_applicable(&root(), draft(None, "No accounts."));
        });
        there.edit(at(2), |it| it.name = "Web shop".into());
        here.merge(&there);
        let entered = here.entered_not_applicable(&root());
        assert_eq!(entered, Some(draft(None, "No accounts.")));
        let text = crate::records::record::write(&here);
        assert_eq!(crate::records::record::read(&text), Ok(here));
    }
}

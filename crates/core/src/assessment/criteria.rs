//! Answers that were given before the criteria of their practice changed.

use super::{AnswerField, Assessment, Field, Moment};
use demarc_catalog::{Date, PracticeText};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

impl Assessment {
    /// The day on which the criteria of a practice changed, if the answer is older and nobody has confirmed it since.
    #[must_use]
    pub fn criteria_changed_since<'a>(&self, practice: &'a PracticeText) -> Option<&'a Date> {
        self.response(&practice.id)?;
        let day = practice.criteria_changed.as_ref()?;
        let field = Field::Answer(AnswerField::Response, practice.id.clone());
        let answered = i64::try_from(self.edits.of(&field).milliseconds()).unwrap_or(i64::MAX);
        (answered < i64::from(day.days_since_1970()) * DAY).then_some(day)
    }

    /// Marks all answers as given at a moment, for answers that nobody gave before: those of the example.
    pub fn date_answers(&mut self, at: Moment) {
        let Self { answers, edits, .. } = self;
        for id in answers.keys() {
            edits.set(&Field::Answer(AnswerField::Response, id.clone()), at);
        }
    }

    /// Marks the answer to a practice as given at a moment, without changing it. Returns the field that it marked; none if there is
    /// no answer.
    pub fn confirm_answer(&mut self, practice: &PracticeText, at: Moment) -> Vec<Field> {
        if self.response(&practice.id).is_none() {
            return Vec::new();
        }
        let field = Field::Answer(AnswerField::Response, practice.id.clone());
        self.edits.set(&field, at);
        vec![field]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Response};

    #[test]
    fn an_older_answer_is_told_until_it_is_confirmed() {
        let text = demarc_edition::texts().unwrap().practices[0].clone();
        let text = PracticeText {
            criteria_changed: Some("2026-12-01".parse().unwrap()),
            ..text
        };
        let moment = |milliseconds| Moment::after(Moment::default(), milliseconds, 0);
        // 2026-11-30 23:59:59.999 and 2026-12-01 00:00:00.000, UTC.
        let (before, after) = (moment(1_796_083_199_999), moment(1_796_083_200_000));
        let mut it = Assessment::new(AssessmentId::from_bits(1), "One");
        assert_eq!(it.criteria_changed_since(&text), None, "not answered");
        assert!(it.confirm_answer(&text, after).is_empty());
        let answer = Response::Mostly;
        it.edit(before, |it| it.respond(&text.id, Some(answer.clone())));
        let day = text.criteria_changed.as_ref();
        assert_eq!(it.criteria_changed_since(&text), day);
        let unchanged = PracticeText {
            criteria_changed: None,
            ..text.clone()
        };
        assert_eq!(it.criteria_changed_since(&unchanged), None);
        assert_eq!(it.confirm_answer(&text, after).len(), 1);
        assert_eq!(it.criteria_changed_since(&text), None);
        // The answer itself stays, and another answer confirms as well.
        assert_eq!(it.response(&text.id), Some(&answer));
    }
}

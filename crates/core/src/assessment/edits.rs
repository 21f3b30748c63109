//! The time of the last edit of each field, and the merge of two versions of an assessment, field by field.
//! The merge is commutative, associative and idempotent. No clock is read: moments are arguments.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Assessment, Field, Moment, SortedMap};
use demarc_catalog::{FactId, QuestionId};

/// The largest number of questions that are edited as a choice. Catalogs have some ten.
const MOST_CHOICES: usize = 1_000;

/// The last edit of each field that was ever edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(SortedMap<Field, Moment>);

impl Edits {
    /// The last edit of a field; the default moment if it was never edited.
    #[must_use]
    pub fn of(&self, field: &Field) -> Moment {
        self.0.get(field).copied().unwrap_or_default()
    }

    /// The latest of all edits.
    #[must_use]
    pub fn latest(&self) -> Moment {
        self.0.values().copied().max().unwrap_or_default()
    }

    /// The earliest moment after another, among the last edits of the fields.
    #[must_use]
    pub fn first_after(&self, moment: Moment) -> Option<Moment> {
        self.0.values().copied().filter(|at| *at > moment).min()
    }

    /// The number of fields that were ever edited.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no field was ever edited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the edit of one field to another, and marks the first as edited just after. Returns whether the edit is not
    /// older than the one that `to` had.
    pub(super) fn rename(&mut self, from: &Field, to: &Field) -> bool {
        let (at, there) = (self.of(from), self.of(to));
        self.set(from, at.next());
        if at > there {
            self.set(to, at);
        }
        at >= there
    }

    /// The questions that were edited as a choice.
    pub(super) fn choices(&self) -> impl Iterator<Item = &QuestionId> {
        self.0.keys().filter_map(|field| match field {
            Field::Choice(question) => Some(question),
            _ => None,
        })
    }

    /// Whether a question was edited as a choice.
    pub(super) fn is_choice(&self, question: &QuestionId) -> bool {
        self.choices().any(|it| it == question)
    }

    /// Whether a question was edited option by option.
    pub(super) fn has_options(&self, question: &QuestionId) -> bool {
        self.0.keys().any(|field| is_option(field, question))
    }

    /// Whether a question was edited as a choice and not option by option.
    pub(super) fn is_joined(&self, question: &QuestionId) -> bool {
        self.is_choice(question) && !self.has_options(question)
    }

    /// The last edit of a question, as a choice or of any option.
    pub(super) fn of_question(&self, question: &QuestionId) -> Moment {
        let options = self
            .0
            .iter()
            .filter(|(field, _)| is_option(field, question));
        let options = options.map(|(_, at)| *at).max().unwrap_or_default();
        options.max(self.of(&Field::Choice(question.clone())))
    }

    /// The last edit of an option of a question, by itself or with the choice.
    pub(super) fn of_option(&self, question: &QuestionId, option: &FactId) -> Moment {
        let choice = self.of(&Field::Choice(question.clone()));
        choice.max(self.of(&Field::Fact(option.clone())))
    }

    /// Replaces all edits of a question by one edit of its choice.
    pub(super) fn join(&mut self, question: &QuestionId) {
        let at = self.of_question(question);
        self.0.retain(|field, _| !is_option(field, question));
        self.set(&Field::Choice(question.clone()), at);
    }

    pub(super) fn set(&mut self, field: &Field, at: Moment) {
        self.0.insert(field.clone(), at);
    }
}

/// Whether a field is an option of a question.
fn is_option(field: &Field, question: &QuestionId) -> bool {
    matches!(field, Field::Fact(option) if option.answers(question))
}

impl Serialize for Edits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, at)| (field.to_string(), at)))
    }
}

impl<'de> Deserialize<'de> for Edits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = SortedMap::<ReadField, Moment>::deserialize(deserializer)?;
        let mut edits = SortedMap::default();
        for (ReadField(field, _), at) in read {
            let last: &mut Moment = edits.or_default(&field);
            *last = at.max(*last);
        }
        let edits = Self(edits);
        // Each of them is looked for among all edits.
        if edits.choices().count() > MOST_CHOICES {
            let most = format_args!("more than {MOST_CHOICES} questions are edited in it");
            return Err(D::Error::custom(most));
        }
        Ok(edits)
    }
}

/// A field with the text that it was read from. Files up to version 4 have an edit for each variant of a service: the last
/// of them is the edit of the service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct ReadField(Field, String);

impl TryFrom<String> for ReadField {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Ok(Self(text.parse()?, text))
    }
}

impl fmt::Display for ReadField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

impl Assessment {
    /// Changes the assessment and records the moment for every field that changed. Returns those fields.
    pub fn edit(&mut self, at: Moment, change: impl FnOnce(&mut Self)) -> Vec<Field> {
        let before = self.clone();
        change(self);
        self.note_edits(&before, at)
    }

    /// Records the moment for every field that differs from `before`. Returns those fields.
    pub fn note_edits(&mut self, before: &Self, at: Moment) -> Vec<Field> {
        let fields = before.differences(self);
        let edits = fields.iter().map(|field| (field.clone(), at));
        self.edits.0.extend(edits.collect());
        fields
    }

    /// Merges another version of the same assessment: each field takes the value that was edited last. Returns the
    /// fields whose value changed.
    pub fn merge(&mut self, other: &Self) -> Vec<Field> {
        let mut changed = Vec::new();
        let other = &*self.join_with(other);
        for field in self.differences(other) {
            let (mine, theirs) = (self.edits.of(&field), other.edits.of(&field));
            // Edits with the same moment: the larger value wins, so that the order of merging does not matter.
            let order = mine.cmp(&theirs).then_with(|| field.compare(self, other));
            if order.is_lt() {
                field.copy(other, self);
                changed.push(field);
            }
        }
        self.snapshot = self.snapshot.take().max(other.snapshot.clone());
        let later = other.edits.0.iter();
        let later = later.filter(|(field, at)| **at > self.edits.of(field));
        let later = later.map(|(field, at)| (field.clone(), *at)).collect();
        self.edits.0.extend(later);
        changed
    }

    /// Converts questions to choices where either version has them as choices. Returns the converted other version.
    fn join_with<'a>(&mut self, other: &'a Self) -> Cow<'a, Self> {
        let mut other = Cow::Borrowed(other);
        let mine: Vec<QuestionId> = self.edits.choices().cloned().collect();
        let theirs: Vec<QuestionId> = other.edits.choices().cloned().collect();
        for question in mine.iter().chain(&theirs) {
            self.join_choice(question);
            if !other.edits.is_joined(question) {
                other.to_mut().join_choice(question);
            }
        }
        other
    }

    /// Marks the name as edited, without changing it.
    pub fn touch(&mut self, at: Moment) {
        self.edits.set(&Field::Name, at);
    }

    /// Whether this version has every edit of another.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let mut merged = self.clone();
        merged.merge(other);
        merged == *self
    }

    /// The moment of an edit that `writer` makes at `now`, in milliseconds since 1970: after all edits whose moments are
    /// credible then.
    #[must_use]
    pub fn next_moment(&self, now: u64, writer: u64) -> Moment {
        let credible = Moment::latest_credible(now);
        let edits = self.edits.0.values().copied();
        let latest = edits.filter(|at| *at <= credible).max();
        Moment::after(latest.unwrap_or_default(), now, writer)
    }

    /// Moves edits that are later than the latest credible moment into the order of edits without a date: see
    /// [`Moment::undated`]. Returns whether there are any.
    pub fn distrust_after(&mut self, latest_credible: Moment) -> bool {
        let mut is_any = false;
        let edits = self.edits.0.values_mut();
        for at in edits.filter(|at| **at > latest_credible) {
            *at = at.undated();
            is_any = true;
        }
        is_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Response};
    use demarc_catalog::PracticeId;

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    fn at(milliseconds: u64) -> Moment {
        Moment::after(Moment::default(), milliseconds, 0)
    }

    fn root() -> PracticeId {
        "iam.root".parse().unwrap()
    }

    #[test]
    fn the_later_edit_of_each_field_wins() {
        let mut here = shop();
        let mut there = shop();
        here.edit(at(1), |it| it.name = "Here".into());
        there.edit(at(2), |it| it.name = "There".into());
        there.edit(at(3), |it| it.respond(&root(), Some(Response::Mostly)));
        here.edit(at(4), |it| {
            it.change_answer(&root(), |answer| answer.note = "n".into())
        });
        let mut one = here.clone();
        let changed = one.merge(&there);
        assert_eq!(changed.len(), 2);
        let mut other = there.clone();
        other.merge(&here);
        assert_eq!(one, other);
        assert_eq!(one.name, "There");
        assert_eq!(one.response(&root()), Some(&Response::Mostly));
        assert_eq!(one.answers[&root()].note, "n");
        assert!(one.contains(&here) && one.contains(&there) && !here.contains(&there));
        assert_eq!(one.merge(&there), []);
    }

    #[test]
    fn taking_back_is_an_edit_too() {
        let mut here = shop();
        here.edit(at(1), |it| it.respond(&root(), Some(Response::Mostly)));
        let mut there = here.clone();
        there.edit(at(2), |it| it.respond(&root(), None));
        here.merge(&there);
        assert_eq!(here.answers.len(), 0);
        // A version that never had the value does not remove it.
        let mut full = shop();
        full.edit(at(1), |it| it.respond(&root(), Some(Response::Fully)));
        assert_eq!(full.merge(&shop()), []);
    }

    /// An assessment with so many edits of notes, of practices whose ids begin with a letter.
    fn edited(letter: char, count: u64, milliseconds: u64) -> Assessment {
        let mut it = shop();
        let field = |number| format!("note {letter}{number:06}.x").parse().unwrap();
        let edits = (0..count).map(|number| (field(number), at(milliseconds)));
        it.edits.0.extend(edits.collect());
        it
    }

    #[test]
    fn many_edits_in_any_order_are_read_and_merged() {
        const COUNT: u64 = 300_000;
        let (first, second) = (edited('a', COUNT, 1), edited('b', COUNT, 2));
        let fields = |it: &Assessment| -> Vec<String> {
            let edits = it.edits.0.iter();
            edits
                .map(|(field, at)| format!("\"{field}\":{}", serde_json::to_string(at).unwrap()))
                .collect()
        };
        let mut falling = fields(&first);
        falling.reverse();
        let text = format!("{{{}}}", falling.join(","));
        assert_eq!(serde_json::from_str::<Edits>(&text).unwrap(), first.edits);
        // Every edit of the first sorts before all of the second.
        let mut merged = second.clone();
        assert_eq!(merged.merge(&first), []);
        let all = fields(&first).into_iter().chain(fields(&second));
        assert!(all.eq(fields(&merged)));
        assert!(merged.contains(&first) && merged.contains(&second));
    }

    #[test]
    fn a_field_is_edited_once_and_few_questions_as_a_choice() {
        let read = |text: &str| serde_json::from_str::<Edits>(text).map_err(|it| it.to_string());
        let twice = read("{\"name\":1,\"depth\":2,\"name\":3}").unwrap_err();
        assert!(twice.starts_with("name stands there twice"), "{twice}");
        let choices = |count: usize| {
            let all = (0..count).map(|number| format!("\"choice q{number}\":1"));
            format!("{{{}}}", all.collect::<Vec<_>>().join(","))
        };
        assert!(read(&choices(MOST_CHOICES)).is_ok());
        let many = read(&choices(MOST_CHOICES + 1)).unwrap_err();
        assert!(many.contains("more than 1000 questions"), "{many}");
    }

    #[test]
    fn a_clock_that_was_ahead_neither_wins_nor_loses_its_order() {
        const NOW: u64 = 1_800_000_000_000;
        const YEAR: u64 = 365 * 24 * 60 * 60 * 1000;
        let mut ahead = shop();
        ahead.edit(at(NOW + 3 * YEAR), |it| it.name = "Ahead".into());
        let mut later = ahead.clone();
        later.edit(at(NOW + 3 * YEAR + 100), |it| it.name = "Later".into());
        let mut here = shop();
        here.edit(at(NOW - 5), |it| it.name = "Here".into());
        let credible = Moment::latest_credible(NOW);
        assert!(ahead.distrust_after(credible) && later.distrust_after(credible));
        assert!(!ahead.distrust_after(credible) && !here.distrust_after(credible));
        ahead.merge(&later);
        assert_eq!(ahead.name, "Later");
        ahead.merge(&here);
        assert_eq!(ahead.name, "Here");
        // The next edit has the time of the clock, before and after.
        let mut ahead = shop();
        ahead.edit(at(NOW + 3 * YEAR), |it| it.name = "Ahead".into());
        assert_eq!(ahead.next_moment(NOW, 0), at(NOW));
        ahead.distrust_after(credible);
        assert_eq!(ahead.next_moment(NOW, 0), at(NOW));
        assert_eq!(here.next_moment(NOW - 100, 0).milliseconds(), NOW - 4);
    }
}

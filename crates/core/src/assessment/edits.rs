//! When each field was edited, and what follows: merging two versions of one assessment, field by field.
//! Merging is the same in any order, and merging twice changes nothing. It knows no clock: moments are given to it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::unique::{Entries, Unique};
use super::{Assessment, Field};
use demarc_catalog::{FactId, QuestionId};

/// When an edit was made: milliseconds since 1970 times [`Moment::WRITERS`], plus who made it, so that two edits of
/// the same millisecond have an order. At most 2^53, which JSON keeps exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct Moment(u64);

impl Moment {
    /// How many writers are told apart.
    const WRITERS: u64 = 1024;
    /// The last moment there is.
    const LAST: u64 = 1 << 53;

    /// The moment of an edit made by `writer` (any number) at `milliseconds` since 1970, after everything in
    /// `earlier`: a clock that jumped back does not make a new edit an old one.
    #[must_use]
    pub fn after(earlier: Self, milliseconds: u64, writer: u64) -> Self {
        let milliseconds = milliseconds
            .min(Self::LAST / Self::WRITERS)
            .max(earlier.milliseconds().saturating_add(1));
        Self((milliseconds * Self::WRITERS + writer % Self::WRITERS).min(Self::LAST))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        self.0 / Self::WRITERS
    }
}

impl TryFrom<u64> for Moment {
    type Error = String;
    fn try_from(number: u64) -> Result<Self, String> {
        if number <= Self::LAST {
            Ok(Self(number))
        } else {
            Err(format!("{number} is no moment of an edit"))
        }
    }
}

/// When each field was edited last, for the fields that ever were. A sorted list: a map of its own would add its code to
/// what a browser loads first, and this is searched as fast.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<(Field, Moment)>);

impl Edits {
    /// When a field was edited last; the beginning of time if never.
    #[must_use]
    pub fn of(&self, field: &Field) -> Moment {
        self.index(field)
            .map_or(Moment::default(), |at| self.0[at].1)
    }

    /// The latest of all edits.
    #[must_use]
    pub fn latest(&self) -> Moment {
        self.0.iter().map(|(_, at)| *at).max().unwrap_or_default()
    }

    /// The earliest edit after a moment, among the last edits of the fields.
    #[must_use]
    pub fn first_after(&self, moment: Moment) -> Option<Moment> {
        self.0
            .iter()
            .map(|(_, at)| *at)
            .filter(|at| *at > moment)
            .min()
    }

    /// Whether no field was ever edited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives a field's edit to another field, and lets the first be taken back just after. Whether it is the later edit
    /// of the two.
    pub(super) fn rename(&mut self, from: &Field, to: &Field) -> bool {
        let (at, there) = (self.of(from), self.of(to));
        self.set(from, Moment((at.0 + 1).min(Moment::LAST)));
        if at > there {
            self.set(to, at);
        }
        at >= there
    }

    /// The questions that are one register: those edited as a choice.
    pub(super) fn choices(&self) -> impl Iterator<Item = &QuestionId> {
        self.0.iter().filter_map(|(field, _)| match field {
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
        let mut fields = self.0.iter();
        fields.any(|(field, _)| is_option(field, question))
    }

    /// Whether a question is one register and nothing else.
    pub(super) fn is_joined(&self, question: &QuestionId) -> bool {
        self.is_choice(question) && !self.has_options(question)
    }

    /// When a question was edited last, as a choice or in any of its options.
    pub(super) fn of_question(&self, question: &QuestionId) -> Moment {
        let options = self
            .0
            .iter()
            .filter(|(field, _)| is_option(field, question));
        let options = options.map(|(_, at)| *at).max().unwrap_or_default();
        options.max(self.of(&Field::Choice(question.clone())))
    }

    /// When an option of a question was edited last, itself or with the choice.
    pub(super) fn of_option(&self, question: &QuestionId, option: &FactId) -> Moment {
        let choice = self.of(&Field::Choice(question.clone()));
        choice.max(self.of(&Field::Fact(option.clone())))
    }

    /// Makes all edits of a question one: of its choice.
    pub(super) fn join(&mut self, question: &QuestionId) {
        let at = self.of_question(question);
        self.0.retain(|(field, _)| !is_option(field, question));
        self.set(&Field::Choice(question.clone()), at);
    }

    fn index(&self, field: &Field) -> Result<usize, usize> {
        self.0.binary_search_by(|(it, _)| it.cmp(field))
    }

    fn set(&mut self, field: &Field, at: Moment) {
        match self.index(field) {
            Ok(index) => self.0[index].1 = at,
            Err(index) => self.0.insert(index, (field.clone(), at)),
        }
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
        Ok(Unique::<Field, Moment, Self>::deserialize(deserializer)?.0)
    }
}

impl Entries<Field, Moment> for Edits {
    fn take(&mut self, field: Field, at: Moment) -> bool {
        let index = self.index(&field);
        if let Err(index) = index {
            self.0.insert(index, (field, at));
        }
        index.is_err()
    }
}

impl Assessment {
    /// Changes the assessment and notes the moment on every field that is different then. Gives those fields.
    pub fn edit(&mut self, at: Moment, change: impl FnOnce(&mut Self)) -> Vec<Field> {
        let before = self.clone();
        change(self);
        self.note_edits(&before, at)
    }

    /// Notes the moment on every field that is different from what it was before. Gives those fields.
    pub fn note_edits(&mut self, before: &Self, at: Moment) -> Vec<Field> {
        let fields = before.differences(self);
        for field in &fields {
            self.edits.set(field, at);
        }
        fields
    }

    /// Takes over each field that another version of the same assessment edited later. Gives the fields whose value
    /// is another one now.
    pub fn merge(&mut self, other: &Self) -> Vec<Field> {
        let mut changed = Vec::new();
        let other = &*self.join_with(other);
        for field in self.differences(other) {
            let (mine, theirs) = (self.edits.of(&field), other.edits.of(&field));
            // Edits of the same moment: what says more stays, in whatever order versions meet.
            let order = mine.cmp(&theirs).then_with(|| field.compare(self, other));
            if order.is_lt() {
                field.copy(other, self);
                changed.push(field);
            }
        }
        self.snapshot = self.snapshot.take().max(other.snapshot.clone());
        for (field, at) in &other.edits.0 {
            if *at > self.edits.of(field) {
                self.edits.set(field, *at);
            }
        }
        changed
    }

    /// Has both versions agree on which questions are one register. Gives the other version as it is then.
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

    /// Whether everything edited in another version is in this one.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let mut merged = self.clone();
        merged.merge(other);
        merged == *self
    }

    /// Brings edits from the future (a file from a computer whose clock is ahead) back to the present, so that they
    /// do not outlast every edit made here.
    pub fn clamp_to(&mut self, now: Moment) {
        for (_, at) in &mut self.edits.0 {
            *at = now.min(*at);
        }
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
        // What never had it does not take it away.
        let mut full = shop();
        full.edit(at(1), |it| it.respond(&root(), Some(Response::Fully)));
        assert_eq!(full.merge(&shop()), []);
    }

    #[test]
    fn a_clock_that_jumps_back_makes_no_old_edits() {
        let mut it = shop();
        it.edit(at(1000), |it| it.name = "First".into());
        let later = Moment::after(it.edits.latest(), 10, 7);
        assert!(later > at(1000) && later.milliseconds() == 1001);
        assert_eq!(Moment::after(at(5), u64::MAX, 3).0, Moment::LAST);
        assert_eq!(Moment::after(Moment(Moment::LAST), 1, 3).0, Moment::LAST);
        let mut ahead = shop();
        ahead.edit(at(9_000_000), |it| it.name = "Ahead".into());
        ahead.clamp_to(at(2000));
        assert_eq!(ahead.edits.latest(), at(2000));
    }
}

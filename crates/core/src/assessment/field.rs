//! The fields of an assessment: the units of editing, merging and undo. Each field is one row of the table below.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::value::{AsValue as _, Value};
use super::word::{Word as _, write_words};
use super::{Answer, AnswerField, Assessment, Chapter, CoverPart, SortedMap, SortedSet};
use demarc_catalog::{DomainId, FactId, LayerId, PracticeId, QuestionId, ServiceId, ServiceRef};

/// Defines the fields, a row each:
/// - the items that the field belongs to, and the key that its text starts with, as in
///   `Belief(service: ServiceRef, layer: LayerId) = "belief"`;
/// - `every`: the fields of this kind in which two assessments can differ; it may name more than differ;
/// - `get`: the value in an assessment;
/// - `copy`: copies the value from one assessment to another.
macro_rules! fields {
    ($(
        $(#[$doc:meta])*
        $name:ident $(($($part:ident: $type:ty),+))? = $key:literal {
            every: |$one:pat_param, $other:pat_param| $every:expr,
            get: |$of:ident| $get:expr,
            copy: |$from:ident, $to:ident| $copy:expr,
        }
    )+) => {
        /// A field of an assessment. As text: the key and the ids of the item it belongs to, such as `name` or
        /// `note iam.root-mfa`.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Field {
            $($(#[$doc])* $name $(($($type),+))?,)+
        }

        impl Field {
            /// The fields in which two assessments can differ, each once.
            fn every(one: &Assessment, other: &Assessment) -> Vec<Self> {
                let mut fields = Vec::new();
                $({
                    let ($one, $other) = (one, other);
                    fields.extend($every);
                })+
                fields
            }

            /// The value of the field in an assessment.
            #[must_use]
            pub fn get<'a>(&self, of: &'a Assessment) -> Value<'a> {
                match self {
                    $(Self::$name $(($($part),+))? => {
                        let $of = of;
                        $get
                    })+
                }
            }

            /// Copies the value of the field from one assessment to another.
            pub(super) fn copy(&self, from: &Assessment, to: &mut Assessment) {
                match self {
                    $(Self::$name $(($($part),+))? => {
                        let ($from, $to) = (from, to);
                        $copy;
                    })+
                }
            }

            /// Parses the text of a field.
            fn read(text: &str) -> Option<Self> {
                $(
                    let mut words = text.split(' ');
                    if $key.is_empty() || words.next() == Some($key) {
                        #[allow(unused_mut, reason = "a field that belongs to nothing reads no word")]
                        let mut field = || Some(Self::$name $(($(<$type>::of_word(words.next()?)?),+))?);
                        if let Some(field) = field() && words.next().is_none() {
                            return Some(field);
                        }
                    }
                )+
                None
            }
        }

        impl fmt::Display for Field {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name $(($($part),+))? => write_words(f, &[$key, $($($part.word()),+)?]),)+
                }
            }
        }
    };
}

fields! {
    /// The name of the assessment.
    Name = "name" {
        every: |_, _| [Self::Name],
        get: |it| it.name.as_value(),
        copy: |from, to| to.name.clone_from(&from.name),
    }

    /// The description of the workload.
    Workload = "workload" {
        every: |_, _| [Self::Workload],
        get: |it| it.profile.workload.as_value(),
        copy: |from, to| to.profile.workload.clone_from(&from.profile.workload),
    }

    /// The depth of the questions.
    Depth = "depth" {
        every: |_, _| [Self::Depth],
        get: |it| it.profile.depth.as_value(),
        copy: |from, to| to.profile.depth = from.profile.depth,
    }

    /// Whether a fact of a question with any number of options holds.
    Fact(id: FactId) = "fact" {
        every: |one, other| {
            let facts = one.profile.facts.symmetric_difference(&other.profile.facts);
            let is_choice = |id: &FactId| {
                let of_question = |it: &QuestionId| id.answers(it);
                one.edits.choices().chain(other.edits.choices()).any(of_question)
            };
            facts.filter(move |id| !is_choice(id)).cloned().map(Self::Fact)
        },
        get: |it| Value::Holds(it.profile.facts.contains(id)),
        copy: |from, to| copy_one(&from.profile.facts, &mut to.profile.facts, id),
    }

    /// The fact that holds, of a question with one option: see [`Assessment::join_choice`].
    Choice(question: QuestionId) = "choice" {
        every: |one, other| {
            let more = other.edits.choices().filter(|it| !one.edits.is_choice(it));
            one.edits.choices().chain(more).cloned().map(Self::Choice)
        },
        get: |it| Value::Chosen(it.chosen(question)),
        copy: |from, to| to.copy_choice(from, question),
    }

    /// The variants in which a service is run; none if it is not chosen. One field, so that a merge takes the variants
    /// of one version, and never leaves a service without any. Files up to version 4 have an edit per variant.
    Service(id: ServiceId) = "service" {
        every: |one, other| {
            let variants = one.services.symmetric_difference(&other.services);
            let services: SortedSet<ServiceId> = variants.filter_map(|it| ServiceId::of_word(it.as_str())).collect();
            services.into_iter().map(Self::Service)
        },
        get: |it| Value::Variants(it.variants(id).collect()),
        copy: |from, to| {
            to.remove_service(id);
            to.services.extend(from.variants(id).cloned());
        },
    }

    /// The belief about a layer of a service.
    Belief(service: ServiceRef, layer: LayerId) = "belief" {
        every: |one, other| {
            let layers = |it: &Assessment, of: &ServiceRef| it.beliefs.get(of).cloned().unwrap_or_default();
            changed(&one.beliefs, &other.beliefs).flat_map(move |service| {
                let (one, other) = (layers(one, service), layers(other, service));
                let layers: Vec<LayerId> = changed(&one, &other).cloned().collect();
                layers.into_iter().map(|layer| Self::Belief(service.clone(), layer))
            })
        },
        get: |it| Value::Belief(it.belief(service, layer)),
        copy: |from, to| to.believe(service, layer, from.belief(service, layer)),
    }

    /// One part of the answer to a practice.
    Answer(part: AnswerField, practice: PracticeId) = "" {
        every: |one, other| changed(&one.answers, &other.answers)
            .flat_map(|id| AnswerField::ALL.map(|part| Self::Answer(part, id.clone()))),
        get: |it| part.get(it.answers.get(practice).unwrap_or(&NO_ANSWER)),
        copy: |from, to| {
            let answer = from.answers.get(practice).unwrap_or(&NO_ANSWER);
            to.change_answer(practice, |it| part.copy(answer, it));
        },
    }

    /// The capacity for 30 days.
    Capacity = "capacity" {
        every: |_, _| [Self::Capacity],
        get: |it| it.plan.capacity.as_value(),
        copy: |from, to| to.plan.capacity = from.plan.capacity,
    }

    /// The target level of a domain.
    Target(domain: DomainId) = "target" {
        every: |one, other| {
            let (one, other) = (&one.plan.targets, &other.plan.targets);
            let more = other.domains().filter(|it| one.get(it).is_none());
            one.domains().chain(more).cloned().map(Self::Target)
        },
        get: |it| Value::Level(it.plan.targets.get(domain)),
        copy: |from, to| to.plan.targets.set(domain, from.plan.targets.get(domain)),
    }

    /// One part of the report's cover.
    Cover(part: CoverPart) = "cover" {
        every: |_, _| CoverPart::ALL.map(Self::Cover),
        get: |it| part.get(&it.cover),
        copy: |from, to| part.copy(&from.cover, &mut to.cover),
    }

    /// Whether a chapter of the report is left out.
    LeftOut(chapter: Chapter) = "left-out" {
        every: |_, _| Chapter::ALL.map(Self::LeftOut),
        get: |it| Value::Holds(it.cover.left_out.contains(*chapter)),
        copy: |from, to| to.cover.left_out.set(*chapter, from.cover.left_out.contains(*chapter)),
    }
}

/// The answer to a practice without an entry.
static NO_ANSWER: Answer = Answer::NONE;

impl Field {
    /// Orders the values of the field in two assessments; an empty value comes first.
    pub(super) fn compare(&self, one: &Assessment, other: &Assessment) -> std::cmp::Ordering {
        self.get(one).cmp(&self.get(other))
    }
}

impl Assessment {
    /// The fields in which two assessments differ, each once.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Field> {
        let mut fields = Field::every(self, other);
        fields.retain(|field| field.compare(self, other).is_ne());
        fields
    }
}

/// Makes `to` contain an item exactly when `from` does.
fn copy_one<T: Ord + Clone>(from: &SortedSet<T>, to: &mut SortedSet<T>, one: &T) {
    if from.contains(one) {
        to.insert(one.clone());
    } else {
        to.remove(one);
    }
}

/// The keys whose values differ between two maps.
fn changed<'a, K: Ord, V: PartialEq>(
    one: &'a SortedMap<K, V>,
    other: &'a SortedMap<K, V>,
) -> impl Iterator<Item = &'a K> {
    let differ = |(key, value): &(&K, &V)| other.get(key) != Some(value);
    let missing = |key: &&K| !one.contains_key(key);
    let of_one = one.iter().filter(differ).map(|(key, _)| key);
    of_one.chain(other.keys().filter(missing))
}

impl TryFrom<String> for Field {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for Field {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::read(text).ok_or_else(|| {
            let shown: String = text.chars().take(60).collect();
            format!("{shown:?} is no field of an assessment")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;
    use crate::assessment::{Belief, Phase, Response};
    use demarc_catalog::Level;

    #[test]
    fn every_field_is_its_text() {
        let texts = [
            "name",
            "workload",
            "depth",
            "fact data.personal",
            "choice exposure",
            "service rds",
            "belief rds/custom guest-os",
            "response iam.root",
            "acceptance iam.root",
            "note iam.root",
            "owner iam.root",
            "due iam.root",
            "evidence iam.root",
            "phase iam.root",
            "draft iam.root",
            "capacity",
            "target iam",
            "cover author",
            "cover summary",
            "left-out answers",
        ];
        for text in texts {
            assert_eq!(text.parse::<Field>().unwrap().to_string(), text);
        }
        let of_version_4 = "service rds/custom".parse::<Field>().unwrap();
        assert_eq!(of_version_4.to_string(), "service rds");
        for text in [
            "",
            "names",
            "fact",
            "fact x",
            "choice exposure.internet",
            "note iam.root x",
            "belief rds",
            "cover title",
            "left-out iam",
            "__proto__",
        ] {
            assert!(text.parse::<Field>().is_err(), "{text}");
        }
    }

    #[test]
    fn differences_are_what_copying_takes_away() {
        let before = Assessment::new(AssessmentId::from_bits(1), "Shop");
        let mut after = before.clone();
        after.name = "Web shop".into();
        after
            .profile
            .facts
            .insert("exposure.internet".parse().unwrap());
        after.add_service("rds/custom".parse().unwrap());
        let belief = [("guest-os".parse().unwrap(), Belief::Aws)];
        after
            .beliefs
            .insert("rds/custom".parse().unwrap(), belief.into());
        let practice = "iam.root".parse().unwrap();
        after.respond(&practice, Some(Response::Mostly));
        after.change_answer(&practice, |answer| answer.owner = "Ana".into());
        after.change_answer(&practice, |answer| answer.phase = Some(Phase::Later));
        after.plan.capacity = Some(7.try_into().unwrap());
        after
            .plan
            .targets
            .set(&"iam".parse().unwrap(), Some(Level::Mostly));
        after.cover.client = "Shop Ltd".into();
        after.cover.left_out.set(Chapter::Answers, true);
        let fields = before.differences(&after);
        let texts: Vec<String> = fields.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "name",
                "fact exposure.internet",
                "service rds",
                "belief rds/custom guest-os",
                "response iam.root",
                "owner iam.root",
                "phase iam.root",
                "capacity",
                "target iam",
                "cover client",
                "left-out answers",
            ]
        );
        for (mut to, from) in [(before.clone(), &after), (after.clone(), &before)] {
            for field in &fields {
                field.copy(from, &mut to);
            }
            assert_eq!(&to, from);
        }
    }
}

//! The fields of an assessment: what is edited, merged and undone by itself.
//! A field knows where its value lives, and nothing of when or by whom it was edited.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::{Assessment, Chapter, CoverPart, Response};
use demarc_catalog::{DomainId, FactId, LayerId, PracticeId, ServiceRef};

/// One field of an assessment. As text a word, and what it belongs to: `name`, `note iam.root-mfa`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum Field {
    /// What the user calls the assessment.
    Name,
    /// The workload in the user's words.
    Workload,
    /// How deep the questions go.
    Depth,
    /// Whether a fact holds.
    Fact(FactId),
    /// Whether a service is run in a way.
    Service(ServiceRef),
    /// Who was thought to own a layer of a service.
    Belief(ServiceRef, LayerId),
    /// One part of the answer to a practice.
    Answer(Part, PracticeId),
    /// How much can be done in 30 days.
    Capacity,
    /// How far a domain is to come.
    Target(DomainId),
    /// One part of the report's cover.
    Cover(CoverPart),
    /// Whether a chapter of the report is left out.
    LeftOut(Chapter),
}

/// A part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The response.
    Response,
    /// The note.
    Note,
    /// The person or team who sees to it.
    Owner,
    /// The day it is due.
    Due,
    /// Where the evidence is.
    Evidence,
    /// When it is to be closed.
    Phase,
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Response,
        Self::Note,
        Self::Owner,
        Self::Due,
        Self::Evidence,
        Self::Phase,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Note => "note",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Evidence => "evidence",
            Self::Phase => "phase",
        }
    }
}

impl Field {
    /// Whether the change of its value between two versions is one of typing: letter by letter.
    pub(super) fn is_typed(&self, before: &Assessment, after: &Assessment) -> bool {
        match self {
            Self::Name | Self::Workload => true,
            Self::Cover(part) => *part != CoverPart::Date,
            Self::Answer(Part::Note | Part::Owner | Part::Evidence, _) => true,
            Self::Answer(Part::Response, id) => [before, after]
                .iter()
                .all(|it| matches!(it.response(id), None | Some(Response::NotApplicable { .. }))),
            Self::Answer(Part::Due | Part::Phase, _)
            | Self::Capacity
            | Self::Target(_)
            | Self::LeftOut(_)
            | Self::Depth
            | Self::Fact(_)
            | Self::Service(_)
            | Self::Belief(..) => false,
        }
    }

    /// Gives one assessment the value that another has.
    pub(super) fn copy(&self, from: &Assessment, to: &mut Assessment) {
        match self {
            Self::Name => to.name.clone_from(&from.name),
            Self::Workload => to.profile.workload.clone_from(&from.profile.workload),
            Self::Depth => to.profile.depth = from.profile.depth,
            Self::Fact(id) => {
                to.profile.facts.remove(id);
                to.profile.facts.extend(from.profile.facts.get(id).cloned());
            }
            Self::Service(id) => {
                to.services.remove(id);
                to.services.extend(from.services.get(id).cloned());
            }
            Self::Belief(service, layer) => {
                let belief = from.beliefs.get(service).and_then(|it| it.get(layer));
                let layers = to.beliefs.entry(service.clone()).or_default();
                layers.remove(layer);
                layers.extend(belief.map(|owner| (layer.clone(), *owner)));
                if layers.is_empty() {
                    to.beliefs.remove(service);
                }
            }
            Self::Answer(part, practice) => {
                let answer = from.answers.get(practice).cloned().unwrap_or_default();
                to.change_answer(practice, |it| match part {
                    Part::Response => it.response = answer.response,
                    Part::Note => it.note = answer.note,
                    Part::Owner => it.owner = answer.owner,
                    Part::Due => it.due = answer.due,
                    Part::Evidence => it.evidence = answer.evidence,
                    Part::Phase => it.phase = answer.phase,
                });
            }
            Self::Capacity => to.plan.capacity = from.plan.capacity,
            Self::Target(domain) => {
                let target = from.plan.targets.get(domain);
                to.plan.targets.set(domain, target);
            }
            Self::Cover(part) => match part {
                CoverPart::Author => to.cover.author.clone_from(&from.cover.author),
                CoverPart::Client => to.cover.client.clone_from(&from.cover.client),
                CoverPart::Date => to.cover.date.clone_from(&from.cover.date),
                CoverPart::Summary => to.cover.summary.clone_from(&from.cover.summary),
            },
            Self::LeftOut(chapter) => {
                let is_left_out = from.cover.left_out.has(*chapter);
                to.cover.left_out.set(*chapter, is_left_out);
            }
        }
    }

    /// Orders the values that two assessments have, whatever they are: something comes after nothing.
    pub(super) fn compare(&self, one: &Assessment, other: &Assessment) -> std::cmp::Ordering {
        match self {
            Self::Name => one.name.cmp(&other.name),
            Self::Workload => one.profile.workload.cmp(&other.profile.workload),
            Self::Depth => one.profile.depth.cmp(&other.profile.depth),
            Self::Fact(id) => {
                let holds = |it: &Assessment| it.profile.facts.contains(id);
                holds(one).cmp(&holds(other))
            }
            Self::Service(id) => {
                let runs = |it: &Assessment| it.services.contains(id);
                runs(one).cmp(&runs(other))
            }
            Self::Belief(service, layer) => {
                let belief = |it: &Assessment| it.beliefs.get(service)?.get(layer).copied();
                belief(one).cmp(&belief(other))
            }
            Self::Answer(part, practice) => {
                let none = super::Answer::default();
                let one = one.answers.get(practice).unwrap_or(&none);
                let other = other.answers.get(practice).unwrap_or(&none);
                match part {
                    Part::Response => one.response.cmp(&other.response),
                    Part::Note => one.note.cmp(&other.note),
                    Part::Owner => one.owner.cmp(&other.owner),
                    Part::Due => one.due.cmp(&other.due),
                    Part::Evidence => one.evidence.cmp(&other.evidence),
                    Part::Phase => one.phase.cmp(&other.phase),
                }
            }
            Self::Capacity => one.plan.capacity.cmp(&other.plan.capacity),
            Self::Target(domain) => {
                let (one, other) = (&one.plan.targets, &other.plan.targets);
                one.get(domain).cmp(&other.get(domain))
            }
            Self::Cover(part) => {
                let (one, other) = (&one.cover, &other.cover);
                match part {
                    CoverPart::Author => one.author.cmp(&other.author),
                    CoverPart::Client => one.client.cmp(&other.client),
                    CoverPart::Date => one.date.cmp(&other.date),
                    CoverPart::Summary => one.summary.cmp(&other.summary),
                }
            }
            Self::LeftOut(chapter) => {
                let (one, other) = (one.cover.left_out, other.cover.left_out);
                one.has(*chapter).cmp(&other.has(*chapter))
            }
        }
    }
}

impl Assessment {
    /// The fields in which two assessments differ, each once.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Field> {
        let mut fields = vec![Field::Name, Field::Workload, Field::Depth];
        let facts = in_one(&self.profile.facts, &other.profile.facts);
        fields.extend(facts.cloned().map(Field::Fact));
        let services = in_one(&self.services, &other.services);
        fields.extend(services.cloned().map(Field::Service));
        let none = BTreeMap::new();
        for service in changed(&self.beliefs, &other.beliefs) {
            let one = self.beliefs.get(service).unwrap_or(&none);
            let other = other.beliefs.get(service).unwrap_or(&none);
            let layers = changed(one, other).cloned();
            fields.extend(layers.map(|layer| Field::Belief(service.clone(), layer)));
        }
        for practice in changed(&self.answers, &other.answers) {
            let parts = Part::ALL.map(|part| Field::Answer(part, practice.clone()));
            fields.extend(parts);
        }
        fields.push(Field::Capacity);
        for domain in self.plan.targets.domains() {
            fields.push(Field::Target(domain.clone()));
        }
        for domain in other.plan.targets.domains() {
            if self.plan.targets.get(domain).is_none() {
                fields.push(Field::Target(domain.clone()));
            }
        }
        fields.extend(CoverPart::ALL.map(Field::Cover));
        fields.extend(Chapter::ALL.map(Field::LeftOut));
        fields.retain(|field| field.compare(self, other).is_ne());
        fields
    }
}

/// What one of two sets has, and the other has not.
fn in_one<'a, T: Ord>(one: &'a BTreeSet<T>, other: &'a BTreeSet<T>) -> impl Iterator<Item = &'a T> {
    let of_one = one.iter().filter(|it| !other.contains(it));
    of_one.chain(other.iter().filter(|it| !one.contains(it)))
}

/// The keys under which two maps differ.
fn changed<'a, K: Ord, V: PartialEq>(
    one: &'a BTreeMap<K, V>,
    other: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = &'a K> {
    let differ = |(key, value): &(&K, &V)| other.get(key) != Some(value);
    let missing = |key: &&K| !one.contains_key(key);
    let of_one = one.iter().filter(differ).map(|(key, _)| key);
    of_one.chain(other.keys().filter(missing))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("name"),
            Self::Workload => f.write_str("workload"),
            Self::Depth => f.write_str("depth"),
            Self::Fact(id) => write!(f, "fact {id}"),
            Self::Service(id) => write!(f, "service {id}"),
            Self::Belief(service, layer) => write!(f, "belief {service} {layer}"),
            Self::Answer(part, practice) => write!(f, "{} {practice}", part.word()),
            Self::Capacity => f.write_str("capacity"),
            Self::Target(domain) => write!(f, "target {domain}"),
            Self::Cover(part) => write!(f, "cover {}", part.word()),
            Self::LeftOut(chapter) => write!(f, "left-out {}", chapter.word()),
        }
    }
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
        let words: Vec<&str> = text.split(' ').collect();
        let field = match words.as_slice() {
            ["name"] => Some(Self::Name),
            ["workload"] => Some(Self::Workload),
            ["depth"] => Some(Self::Depth),
            ["capacity"] => Some(Self::Capacity),
            ["target", id] => id.parse().ok().map(Self::Target),
            ["cover", word] => {
                let mut parts = CoverPart::ALL.into_iter();
                parts.find(|it| it.word() == *word).map(Self::Cover)
            }
            ["left-out", word] => {
                let mut chapters = Chapter::ALL.into_iter();
                chapters.find(|it| it.word() == *word).map(Self::LeftOut)
            }
            ["fact", id] => id.parse().ok().map(Self::Fact),
            ["service", id] => id.parse().ok().map(Self::Service),
            ["belief", service, layer] => match (service.parse(), layer.parse()) {
                (Ok(service), Ok(layer)) => Some(Self::Belief(service, layer)),
                _ => None,
            },
            [word, practice] => {
                let part = Part::ALL.into_iter().find(|part| part.word() == *word);
                part.zip(practice.parse().ok())
                    .map(|(part, practice)| Self::Answer(part, practice))
            }
            _ => None,
        };
        field.ok_or_else(|| {
            let shown: String = text.chars().take(60).collect();
            format!("{shown:?} is no field of an assessment")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;
    use crate::assessment::{Belief, Phase};
    use demarc_catalog::Level;

    #[test]
    fn every_field_is_its_text() {
        let texts = [
            "name",
            "workload",
            "depth",
            "fact exposure.internet",
            "service rds/custom",
            "belief rds/custom guest-os",
            "response iam.root",
            "note iam.root",
            "owner iam.root",
            "due iam.root",
            "evidence iam.root",
            "phase iam.root",
            "capacity",
            "target iam",
            "cover author",
            "cover summary",
            "left-out answers",
        ];
        for text in texts {
            assert_eq!(text.parse::<Field>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "names",
            "fact",
            "fact x",
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
                "service rds/custom",
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

//! What a user says about one workload: situation, service mix, beliefs, answers. Every change is a plain function.
//! It holds ids the catalog may not know (they are kept, not dropped) and knows nothing of scores or browsers.

mod answer;
mod belief;
mod cover;
mod edits;
mod field;
mod history;
mod plan;
mod unique;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use answer::{Answer, NotApplicable, Response};
pub use belief::Belief;
pub use cover::{Chapter, Chapters, Cover, CoverPart};
pub use edits::{Edits, Moment};
pub use field::{Field, Part};
pub use history::History;
pub use plan::{Capacity, Phase, Plan, Targets};

use demarc_catalog::{
    Catalog, Choose, Depth, FactId, LayerId, PracticeId, Preset, Question, ServiceId, ServiceRef,
    VariantId, is_word,
};

/// One user's answers about one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Tells it apart from others on the same device.
    pub id: AssessmentId,
    /// What the user calls it.
    pub name: String,
    /// The situation.
    #[serde(default)]
    pub profile: Profile,
    /// The services chosen, each as it is run.
    #[serde(default)]
    pub services: BTreeSet<ServiceRef>,
    /// Who the user thought owned a layer, before Demarc told.
    #[serde(default, deserialize_with = "unique::maps")]
    pub beliefs: BTreeMap<ServiceRef, BTreeMap<LayerId, Belief>>,
    /// The answers, those to practices that no longer apply included.
    #[serde(default, deserialize_with = "unique::map")]
    pub answers: BTreeMap<PracticeId, Answer>,
    /// What is planned.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub plan: Plan,
    /// What is said about the report.
    #[serde(default, skip_serializing_if = "Cover::is_empty")]
    pub cover: Cover,
    /// When each field was edited last.
    #[serde(default, skip_serializing_if = "Edits::is_empty")]
    pub edits: Edits,
    /// Of a snapshot: what it was taken of. A snapshot is an assessment that nobody edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
}

/// What makes an assessment a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// The assessment it was taken of.
    pub of: AssessmentId,
    /// What the user calls the snapshot.
    pub label: String,
    /// When it was taken.
    pub taken: Moment,
}

/// The situation of a workload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The workload in the user's words.
    pub workload: String,
    /// The facts that hold.
    pub facts: BTreeSet<FactId>,
    /// How deep the questions go.
    pub depth: Depth,
}

/// Tells assessments apart: 1 to 64 lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AssessmentId(String);

impl AssessmentId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that stands for 64 random bits.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(format!("{bits:016x}"))
    }
}

impl TryFrom<String> for AssessmentId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        if is_word(&text) {
            Ok(Self(text))
        } else {
            Err("an assessment's id is 1 to 64 lower-case letters, digits and hyphens".to_owned())
        }
    }
}

impl From<AssessmentId> for String {
    fn from(id: AssessmentId) -> Self {
        id.0
    }
}

impl std::fmt::Display for AssessmentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Assessment {
    /// An assessment with nothing in it yet.
    #[must_use]
    pub fn new(id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            profile: Profile::default(),
            services: BTreeSet::new(),
            beliefs: BTreeMap::new(),
            answers: BTreeMap::new(),
            plan: Plan::default(),
            cover: Cover::default(),
            edits: Edits::default(),
            frozen: None,
        }
    }

    /// The same content under another id and name.
    #[must_use]
    pub fn duplicate(&self, id: AssessmentId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            frozen: None,
            ..self.clone()
        }
    }

    /// A snapshot of it under an id of its own.
    #[must_use]
    pub fn freeze(&self, id: AssessmentId, label: impl Into<String>, taken: Moment) -> Self {
        Self {
            id,
            frozen: Some(Frozen {
                of: self.id.clone(),
                label: label.into(),
                taken,
            }),
            ..self.clone()
        }
    }

    /// Takes over everything a snapshot holds.
    pub fn restore(&mut self, snapshot: &Self) {
        for field in self.differences(snapshot) {
            field.copy(snapshot, self);
        }
    }

    /// Makes a fact hold or not. Of a question that takes one option, the others cease to hold.
    pub fn set_fact(&mut self, question: &Question, fact: FactId, holds: bool) {
        if !holds {
            self.profile.facts.remove(&fact);
            return;
        }
        if question.choose == Choose::One {
            self.leave_open(question);
        }
        self.profile.facts.insert(fact);
    }

    /// Leaves a question about the situation open again.
    pub fn leave_open(&mut self, question: &Question) {
        self.profile
            .facts
            .retain(|fact| !fact.answers(&question.id));
    }

    /// Whether a service is chosen, however it is run.
    #[must_use]
    pub fn has_service(&self, service: &ServiceId) -> bool {
        self.services.iter().any(|chosen| chosen.is_of(service))
    }

    /// Adds a service as it is run.
    pub fn add_service(&mut self, service: ServiceRef) {
        self.services.insert(service);
    }

    /// Adds the services of a preset; or removes them, when all are there.
    pub fn toggle_preset(&mut self, preset: &Preset) {
        if preset.services.iter().all(|it| self.services.contains(it)) {
            self.services.retain(|it| !preset.services.contains(it));
        } else {
            for service in &preset.services {
                self.services.insert(service.clone());
            }
        }
    }

    /// Removes a service, however it is run. Answers stay.
    pub fn remove_service(&mut self, service: &ServiceId) {
        self.services.retain(|chosen| !chosen.is_of(service));
    }

    /// Says whether a service is run in the named way; the last way can't be taken from it here.
    pub fn set_variant(&mut self, service: &ServiceId, variant: &VariantId, used: bool) {
        let reference = ServiceRef::new(service, Some(variant));
        if used {
            self.services.remove(&ServiceRef::new(service, None));
            self.services.insert(reference);
        } else {
            let ways = self
                .services
                .iter()
                .filter(|chosen| chosen.is_of(service))
                .count();
            if ways > 1 {
                self.services.remove(&reference);
            }
        }
    }

    /// Spells out the usual way of running a service where only the service is named, so that one thing has one name.
    /// Its edits get the other name too, and the first is taken back: a version that has it only under that does not
    /// bring it back.
    pub fn name_variants(&mut self, catalog: &Catalog) {
        let named = |reference: &ServiceRef| {
            let deployment = catalog.deployment(reference)?;
            Some(deployment.reference()).filter(|it| it != reference)
        };
        for from in self.services.clone() {
            if let Some(to) = named(&from) {
                self.services.remove(&from);
                if self
                    .edits
                    .rename(&Field::Service(from), &Field::Service(to.clone()))
                {
                    self.services.insert(to);
                }
            }
        }
        for (from, layers) in self.beliefs.clone() {
            if let Some(to) = named(&from) {
                self.beliefs.remove(&from);
                for (layer, owner) in layers {
                    let field = |of: &ServiceRef| Field::Belief(of.clone(), layer.clone());
                    let is_later = self.edits.rename(&field(&from), &field(&to));
                    let named = self.beliefs.entry(to.clone()).or_default();
                    if is_later || !named.contains_key(&layer) {
                        named.insert(layer, owner);
                    }
                }
            }
        }
    }

    /// The ids in it that a catalog does not know, in order: of facts, services, beliefs, practices and
    /// domains with a target. A newer catalog may.
    #[must_use]
    pub fn unknown(&self, catalog: &Catalog) -> Vec<String> {
        let facts = self.profile.facts.iter();
        let facts = facts.filter(|id| catalog.fact(id).is_none());
        let unknown_service = |id: &&ServiceRef| catalog.deployment(id).is_none();
        let services = self.services.iter().filter(unknown_service);
        let beliefs = self.beliefs.iter().flat_map(|(service, layers)| {
            let known = catalog.deployment(service).is_some();
            layers
                .keys()
                .filter(move |layer| !known || catalog.layer(layer).is_none())
                .map(move |layer| format!("{service} {layer}"))
        });
        let practices = self.answers.keys();
        let practices = practices.filter(|id| catalog.practice(id).is_none());
        let targets = self.plan.targets.domains();
        let targets = targets.filter(|id| catalog.domain(id).is_none());
        facts
            .map(ToString::to_string)
            .chain(services.map(ToString::to_string))
            .chain(beliefs)
            .chain(practices.map(ToString::to_string))
            .chain(targets.map(ToString::to_string))
            .collect()
    }

    /// Leaves out answers and beliefs in which nothing is said: what says the same is to be the same.
    pub fn leave_out_nothings(&mut self) {
        let nothing = Answer::default();
        self.answers.retain(|_, answer| *answer != nothing);
        self.beliefs.retain(|_, layers| !layers.is_empty());
    }

    /// Says who somebody thought owned a layer of a service; or takes that back.
    pub fn believe(&mut self, service: &ServiceRef, layer: &LayerId, belief: Option<Belief>) {
        let layers = self.beliefs.entry(service.clone()).or_default();
        match belief {
            Some(belief) => layers.insert(layer.clone(), belief),
            None => layers.remove(layer),
        };
        if layers.is_empty() {
            self.beliefs.remove(service);
        }
    }

    /// What somebody believed of a layer of a service, if anything was said.
    #[must_use]
    pub fn belief(&self, service: &ServiceRef, layer: &LayerId) -> Option<Belief> {
        self.beliefs.get(service)?.get(layer).copied()
    }

    /// Changes the answer to a practice. One in which nothing is left is forgotten.
    pub fn change_answer(&mut self, practice: &PracticeId, change: impl FnOnce(&mut Answer)) {
        let answer = self.answers.entry(practice.clone()).or_default();
        change(answer);
        if *answer == Answer::default() {
            self.answers.remove(practice);
        }
    }

    /// The same with some practices fully in place, for looking at what would be.
    #[must_use]
    pub fn as_if_closed(&self, practices: &BTreeSet<PracticeId>) -> Self {
        let mut it = self.clone();
        for practice in practices {
            it.respond(practice, Some(Response::Fully));
        }
        it
    }

    /// What was answered to a practice, if anything.
    #[must_use]
    pub fn response(&self, practice: &PracticeId) -> Option<&Response> {
        self.answers.get(practice)?.response.as_ref()
    }

    /// Answers a practice, or takes the answer back; note, owner, date and evidence stay.
    pub fn respond(&mut self, practice: &PracticeId, response: Option<Response>) {
        self.change_answer(practice, |answer| answer.response = response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarc_catalog::FactOption;

    fn assessment() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    #[test]
    fn one_option_of_a_single_choice_holds() {
        let option = |id: &str| FactOption {
            id: id.into(),
            label: id.into(),
            says: String::new(),
            hint: None,
        };
        let mut question = Question {
            id: "exposure".parse().unwrap(),
            label: "Who can reach it?".into(),
            says: String::new(),
            choose: Choose::One,
            options: vec![option("internet"), option("internal")],
        };
        let mut it = assessment();
        it.set_fact(&question, "exposure.internet".parse().unwrap(), true);
        it.set_fact(&question, "exposure.internal".parse().unwrap(), true);
        assert_eq!(it.profile.facts.len(), 1);
        question.choose = Choose::Many;
        it.set_fact(&question, "exposure.internet".parse().unwrap(), true);
        assert_eq!(it.profile.facts.len(), 2);
        it.set_fact(&question, "exposure.internet".parse().unwrap(), false);
        assert_eq!(
            it.profile.facts.iter().next().unwrap().as_str(),
            "exposure.internal"
        );
        it.leave_open(&question);
        assert!(it.profile.facts.is_empty());
    }

    #[test]
    fn a_service_keeps_one_way_of_being_run() {
        let mut it = assessment();
        let rds: ServiceId = "rds".parse().unwrap();
        let (standard, custom) = ("standard".parse().unwrap(), "custom".parse().unwrap());
        it.set_variant(&rds, &standard, true);
        it.set_variant(&rds, &custom, true);
        it.set_variant(&rds, &standard, false);
        it.set_variant(&rds, &custom, false);
        assert_eq!(
            it.services
                .iter()
                .map(ServiceRef::as_str)
                .collect::<Vec<_>>(),
            ["rds/custom"]
        );
        it.remove_service(&rds);
        assert!(!it.has_service(&rds));
    }

    #[test]
    fn a_preset_is_added_and_removed_whole() {
        let preset = Preset {
            id: "web".parse().unwrap(),
            name: "Web".into(),
            summary: "Web".into(),
            services: vec!["ec2".parse().unwrap(), "s3".parse().unwrap()],
        };
        let mut it = assessment();
        it.add_service("s3".parse().unwrap());
        it.add_service("kms".parse().unwrap());
        it.toggle_preset(&preset);
        assert_eq!(it.services.len(), 3);
        it.toggle_preset(&preset);
        assert_eq!(
            it.services
                .iter()
                .map(ServiceRef::as_str)
                .collect::<Vec<_>>(),
            ["kms"]
        );
    }

    #[test]
    fn a_belief_taken_back_leaves_nothing() {
        let mut it = assessment();
        let (ec2, host) = ("ec2".parse().unwrap(), "host".parse().unwrap());
        it.believe(&ec2, &host, Some(Belief::Customer));
        it.believe(&ec2, &host, Some(Belief::NotSure));
        assert_eq!(it.belief(&ec2, &host), Some(Belief::NotSure));
        it.believe(&ec2, &host, None);
        assert_eq!(it.belief(&ec2, &host), None);
        assert!(it.beliefs.is_empty());
    }

    #[test]
    fn an_answer_taken_back_leaves_nothing_but_its_note() {
        let mut it = assessment();
        let practice: PracticeId = "iam.root".parse().unwrap();
        it.respond(&practice, Some(Response::Mostly));
        it.respond(&practice, None);
        assert!(it.answers.is_empty());
        it.change_answer(&practice, |answer| answer.note = "ask Ana".into());
        it.respond(&practice, Some(Response::Mostly));
        it.respond(&practice, None);
        assert_eq!(it.answers.len(), 1);
    }
}

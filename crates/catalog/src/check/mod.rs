//! The rules that a catalog has to satisfy. Each violation is a [`Fault`] with a message for the author of the content.
//! Files and lines are unknown here; `source` finds them.

mod check_list;
mod framework;
mod model;
mod practice;
mod rule;
mod service;

use std::collections::BTreeSet;
use std::fmt;

use super::{Catalog, Content, FactId, LayerId, PracticeId, ServiceRef, Texts};

/// A violation of a rule, in one item of a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The item with the mistake.
    pub item: Item,
    /// Text to look for in the item to find the line: the name of a field, or a value.
    pub at: String,
    /// What is wrong, for the author of the content.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.item, self.message)
    }
}

/// An item of a catalog, by kind and id. Items of different kinds can have the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The kind: the name of its table in the files, such as `practice` or `best-practice`.
    pub kind: &'static str,
    /// The id.
    pub id: String,
}

impl Item {
    fn new(kind: &'static str, id: &dyn fmt::Display) -> Self {
        Self {
            kind,
            id: id.to_string(),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// Checks a catalog and its texts against all rules. Empty when no rule is violated.
#[must_use]
pub fn check(content: &Content) -> Vec<Fault> {
    let mut checker = Checker {
        catalog: &content.catalog,
        texts: &content.texts,
        faults: Vec::new(),
    };
    checker.ids_are_unique();
    for service in &content.catalog.services {
        checker.service(service);
        if let Some(text) = content.texts.service(&service.id) {
            checker.service_text(service, text);
        }
    }
    for practice in &content.catalog.practices {
        checker.practice(practice);
        if let Some(text) = content.texts.practice(&practice.id) {
            checker.practice_text(text);
        }
    }
    checker.removed();
    checker.rules();
    checker.assurance();
    checker.presets();
    checker.model();
    checker.stops();
    for framework in &content.texts.frameworks {
        checker.framework(framework);
    }
    for list in &content.texts.check_lists {
        checker.check_list(list);
    }
    checker.faults
}

struct Checker<'a> {
    catalog: &'a Catalog,
    texts: &'a Texts,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, item: &Item, at: impl Into<String>, message: String) {
        self.faults.push(Fault {
            item: item.clone(),
            at: at.into(),
            message,
        });
    }

    /// Every id is unique within its kind, and every option of a question has an id.
    fn ids_are_unique(&mut self) {
        let catalog = self.catalog;
        self.unique("layer", catalog.layers.iter().map(|it| it.id.to_string()));
        self.unique("domain", catalog.domains.iter().map(|it| it.id.to_string()));
        self.unique(
            "question",
            catalog.questions.iter().map(|it| it.id.to_string()),
        );
        self.unique(
            "category",
            catalog.categories.iter().map(|it| it.id.to_string()),
        );
        self.unique(
            "service",
            catalog.services.iter().map(|it| it.id.to_string()),
        );
        self.unique(
            "practice",
            catalog.practices.iter().map(|it| it.id.to_string()),
        );
        self.unique("preset", catalog.presets.iter().map(|it| it.id.to_string()));
        let texts = self.texts;
        self.unique("rule", texts.rules.iter().map(|it| it.id.to_string()));
        let programs = texts.assurance.programs.iter();
        self.unique("program", programs.map(|it| it.id.to_string()));
        self.unique("area", texts.areas.iter().map(|it| it.id.to_string()));
        self.unique("model", texts.models.iter().map(|it| it.id.to_string()));
        self.unique("class", texts.classes.iter().map(|it| it.id.to_string()));
        self.unique("pair", texts.pairs.iter().map(|it| it.id.to_string()));
        self.unique(
            "best-practice",
            texts.best_practices.iter().map(|it| it.id.to_string()),
        );
        self.unique("stop", texts.stops.iter().map(|it| it.id.to_string()));
        for question in &catalog.questions {
            let item = Item::new("question", &question.id);
            let mut seen = BTreeSet::new();
            for option in &question.options {
                if !seen.insert(&option.id) {
                    self.fault(
                        &item,
                        format!("\"{}\"", option.id),
                        format!("the option {} is there twice", option.id),
                    );
                }
                if FactId::new(&question.id, &option.id).is_none() {
                    self.fault(
                        &item,
                        format!("\"{}\"", option.id),
                        format!(
                            "{:?} is not an id (lower-case letters, digits and hyphens)",
                            option.id
                        ),
                    );
                }
            }
        }
    }

    fn unique(&mut self, kind: &'static str, ids: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id.clone()) {
                let item = Item::new(kind, &id);
                self.fault(&item, "id", format!("another {kind} has the same id"));
            }
        }
    }

    /// There is at least one source, and every source is the address of an AWS page.
    fn sources(&mut self, item: &Item, sources: &[String]) {
        if sources.is_empty() {
            self.fault(
                item,
                "sources",
                "a source is missing: cite the AWS page behind it".into(),
            );
        }
        for source in sources {
            let host = host_of(source).unwrap_or_default();
            let is_aws = host == "aws.amazon.com" || host.ends_with(".aws.amazon.com");
            // Addresses of the documentation end in `.html` or `/`. Any other end is cut off or mistyped.
            let page = source.split('#').next().unwrap_or_default();
            let is_complete =
                host != "docs.aws.amazon.com" || page.ends_with(".html") || page.ends_with('/');
            if !is_aws || !is_complete {
                self.fault(
                    item,
                    source.clone(),
                    format!("{source:?} is not the address of an AWS page"),
                );
            }
        }
    }

    fn layers<'b>(&mut self, item: &Item, layers: impl Iterator<Item = &'b LayerId>) {
        for layer in layers {
            if self.catalog.layer(layer).is_none() {
                self.fault(item, layer.as_str(), format!("there is no layer {layer}"));
            }
        }
    }

    fn facts(&mut self, item: &Item, facts: &[FactId]) {
        for fact in facts {
            if self.catalog.fact(fact).is_none() {
                self.fault(
                    item,
                    fact.as_str(),
                    format!("profile.toml has no fact {fact}"),
                );
            }
        }
    }

    fn service_refs(&mut self, item: &Item, services: &[ServiceRef]) {
        for service in services {
            if self.catalog.deployment(service).is_none() {
                self.fault(
                    item,
                    service.as_str(),
                    format!("there is no service {service}"),
                );
            }
        }
    }

    /// There is at least one practice, and every practice exists.
    fn practices(&mut self, item: &Item, practices: &[PracticeId]) {
        if practices.is_empty() {
            self.fault(
                item,
                "practices",
                "it names no practice that meets it".into(),
            );
        }
        for practice in practices {
            if self.catalog.practice(practice).is_none() {
                self.fault(
                    item,
                    practice.as_str(),
                    format!("there is no practice {practice}"),
                );
            }
        }
    }
}

/// The host of an https address with a path; `None` when the address is malformed or has characters that must be
/// escaped.
fn host_of(address: &str) -> Option<&str> {
    let well_formed = |c: char| c.is_ascii_alphanumeric() || "/._~%#=&?+-:@,".contains(c);
    let (host, _) = address.strip_prefix("https://")?.split_once('/')?;
    (host.contains('.') && address.chars().all(well_formed)).then_some(host)
}

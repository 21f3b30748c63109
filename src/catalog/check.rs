//! What must hold of a catalog before anybody sees it, in words its authors understand.
//! It knows the catalog's rules; files and lines are `source`'s business.

use std::collections::BTreeSet;
use std::fmt;

use super::{
    Catalog, Content, FactId, Framework, LayerId, Practice, PracticeId, PracticeText, Reach,
    Reason, Service, ServiceRef, ServiceText, Texts,
};

/// One mistake in a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The item it is in.
    pub item: Item,
    /// The text in that item that shows the mistake: a field's name, or a value in quotes.
    pub at: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.item, self.message)
    }
}

/// An item of the catalog: two kinds may use one id, as `compliance` is a layer and an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its kind, as its table is called in the files: `practice`, `best-practice`.
    pub kind: &'static str,
    /// Its id.
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

/// Everything that is wrong with a catalog and its words; empty when all is well.
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
            checker.service_text(text);
        }
    }
    for practice in &content.catalog.practices {
        checker.practice(practice);
        if let Some(text) = content.texts.practice(&practice.id) {
            checker.practice_text(text);
        }
    }
    checker.presets();
    checker.model();
    for framework in &content.texts.frameworks {
        checker.framework(framework);
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
        self.unique("area", texts.areas.iter().map(|it| it.id.to_string()));
        self.unique("model", texts.models.iter().map(|it| it.id.to_string()));
        self.unique("class", texts.classes.iter().map(|it| it.id.to_string()));
        self.unique("pair", texts.pairs.iter().map(|it| it.id.to_string()));
        self.unique(
            "best-practice",
            texts.best_practices.iter().map(|it| it.id.to_string()),
        );
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
            let of_aws = host == "aws.amazon.com" || host.ends_with(".aws.amazon.com");
            // Pages of the documentation are files; what ends otherwise was cut or mistyped.
            let page = source.split('#').next().unwrap_or_default();
            let whole =
                host != "docs.aws.amazon.com" || page.ends_with(".html") || page.ends_with('/');
            if !of_aws || !whole {
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

    fn practices(&mut self, item: &Item, practices: &[PracticeId]) {
        if practices.is_empty() {
            self.fault(
                item,
                "practices",
                "it names no practice that carries it".into(),
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

    fn service(&mut self, service: &Service) {
        let id = &Item::new("service", &service.id);
        self.layers(id, service.owners.iter().map(|(layer, _)| layer));
        for layer in &self.catalog.layers {
            if !service.owners.iter().any(|(of, _)| *of == layer.id) {
                self.fault(
                    id,
                    "owners",
                    format!("no owner is named for the layer {}", layer.id),
                );
            }
        }
        if !self.texts.models.iter().any(|it| it.id == service.model) {
            self.fault(
                id,
                "model",
                format!("there is no service model {}", service.model),
            );
        }
        if !self.texts.classes.iter().any(|it| it.id == service.class) {
            self.fault(id, "class", format!("there is no class {}", service.class));
        }
        if service.variants.len() == 1 {
            self.fault(
                id,
                "variant",
                "a single variant: name two or more ways of running it, or none".into(),
            );
        }
        let mut seen = BTreeSet::new();
        for variant in &service.variants {
            let name = format!("{id}/{}", variant.id);
            if !seen.insert(&variant.id) {
                self.fault(
                    id,
                    format!("\"{}\"", variant.id),
                    format!("two variants have the id {}", variant.id),
                );
            }
            self.layers(id, variant.owners.iter().map(|(layer, _)| layer));
            for own in &variant.owners {
                let (layer, _) = own;
                if service.owners.contains(own) {
                    self.fault(
                        id,
                        format!("\"{}\"", variant.id),
                        format!("{name} repeats the service's own owner of {layer}"),
                    );
                }
            }
        }
    }

    fn service_text(&mut self, text: &ServiceText) {
        let id = &Item::new("service", &text.id);
        self.sources(id, &text.sources);
        self.reasons(id, &text.reasons);
        self.layers(id, text.unverified.iter());
        for default in &text.defaults {
            self.sources(id, std::slice::from_ref(&default.source));
        }
        for variant in &text.variants {
            self.reasons(id, &variant.reasons);
            if !variant.sources.is_empty() {
                self.sources(id, &variant.sources);
            }
        }
    }

    fn reasons(&mut self, item: &Item, reasons: &[Reason]) {
        self.layers(item, reasons.iter().map(|reason| &reason.layer));
        for reason in reasons {
            self.sources(item, std::slice::from_ref(&reason.source));
        }
    }

    fn practice(&mut self, practice: &Practice) {
        let id = &Item::new("practice", &practice.id);
        self.layers(id, practice.layers.iter());
        self.facts(id, &practice.when);
        self.facts(id, &practice.raised_by);
        self.service_refs(id, &practice.services);
        if self.catalog.domain(&practice.id.domain()).is_none() {
            self.fault(
                id,
                "id",
                format!("there is no domain {}", practice.id.domain()),
            );
        }
        if practice.layers.is_empty() {
            self.fault(id, "layers", "it names no layer whose duty it meets".into());
        }
        match practice.applies {
            Reach::Services if practice.services.is_empty() => {
                self.fault(
                    id,
                    "applies",
                    "it applies to services but lists none".into(),
                );
            }
            Reach::Account | Reach::Layers if !practice.services.is_empty() => {
                self.fault(
                    id,
                    "services",
                    "it lists services, but applies is not \"services\"".into(),
                );
            }
            Reach::Account | Reach::Layers | Reach::Services => {}
        }
        let reached = practice.applies == Reach::Account
            || self
                .catalog
                .deployments()
                .any(|deployment| practice.reaches(&deployment));
        if !reached {
            self.fault(
                id,
                "layers",
                "no service can ever reach it: none leaves the customer a share of its layers"
                    .into(),
            );
        }
    }

    fn practice_text(&mut self, text: &PracticeText) {
        let id = &Item::new("practice", &text.id);
        self.sources(id, &text.sources);
        for (framework, requirements) in &text.mappings {
            let Some(known) = self.texts.framework(framework) else {
                self.fault(
                    id,
                    framework.as_str(),
                    format!("there is no framework {framework}"),
                );
                continue;
            };
            for requirement in requirements {
                if !known.requirements.contains(requirement) {
                    self.fault(
                        id,
                        format!("\"{requirement}\""),
                        format!("{framework} has no requirement {requirement}"),
                    );
                }
            }
        }
    }

    fn framework(&mut self, framework: &Framework) {
        let item = &Item::new("framework", &framework.id);
        self.facts(item, framework.fact.as_slice());
        // What is said of AWS's side needs AWS's page behind it.
        if !framework.inherited.is_empty() || !framework.sources.is_empty() {
            self.sources(item, &framework.sources);
        }
        if host_of(&framework.url).is_none() {
            self.fault(
                item,
                "url",
                format!("{:?} is not an address", framework.url),
            );
        }
        let mut seen = BTreeSet::new();
        for requirement in &framework.requirements {
            if !seen.insert(requirement) {
                self.fault(
                    item,
                    format!("\"{requirement}\""),
                    format!("the requirement {requirement} is there twice"),
                );
            }
        }
        for id in framework.exceptions.iter().flat_map(|it| &it.ids) {
            if !seen.contains(id) {
                self.fault(
                    item,
                    format!("\"{id}\""),
                    format!("the exception {id} is not among the requirements"),
                );
            }
        }
    }

    fn presets(&mut self) {
        for preset in &self.catalog.presets {
            let item = Item::new("preset", &preset.id);
            if preset.services.is_empty() {
                self.fault(&item, "services", "it names no service".into());
            }
            self.service_refs(&item, &preset.services);
            for service in &preset.services {
                let way = self.catalog.deployment(service);
                if way.is_some_and(|it| it.reference() != *service) {
                    self.fault(
                        &item,
                        format!("\"{service}\""),
                        format!("{service} is run in several ways: name one"),
                    );
                }
            }
        }
    }

    fn model(&mut self) {
        let (catalog, texts) = (self.catalog, self.texts);
        for area in &texts.areas {
            let item = Item::new("area", &area.id);
            self.sources(&item, &area.sources);
            self.layers(&item, area.layers.iter());
        }
        for model in &texts.models {
            let item = Item::new("model", &model.id);
            self.sources(&item, &model.sources);
            for service in &model.examples {
                if catalog.service(service).is_none() {
                    self.fault(
                        &item,
                        service.as_str(),
                        format!("there is no service {service}"),
                    );
                }
            }
        }
        for class in &texts.classes {
            let item = Item::new("class", &class.id);
            self.sources(&item, &class.sources);
        }
        for pair in &texts.pairs {
            let item = Item::new("pair", &pair.id);
            self.sources(&item, &pair.sources);
            self.practices(&item, &pair.practices);
            if !texts.areas.iter().any(|area| area.id == pair.area) {
                self.fault(&item, "area", format!("there is no area {}", pair.area));
            }
        }
        for best in &texts.best_practices {
            self.practices(&Item::new("best-practice", &best.id), &best.practices);
        }
    }
}

/// The host of an address that is well formed: https, a host, a path, and no character that has no place in one.
fn host_of(address: &str) -> Option<&str> {
    let well_formed = |c: char| c.is_ascii_alphanumeric() || "/._~%#=&?+-:@,".contains(c);
    let (host, _) = address.strip_prefix("https://")?.split_once('/')?;
    (host.contains('.') && address.chars().all(well_formed)).then_some(host)
}

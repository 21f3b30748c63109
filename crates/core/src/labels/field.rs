//! Labels of the fields of an assessment, and their values as text. What the catalog does not know is labeled with its
//! id.

use super::{belief, chapter, count, depth, level, phase, response};
use crate::assessment::{Acceptance, AnswerField, Assessment, CoverPart, Field, Response, Value};
use demarc_catalog::{Catalog, FactId, ServiceRef};

/// The label of a field. What the catalog does not know is labeled with its id.
#[must_use]
pub fn field(catalog: &Catalog, field: &Field) -> String {
    match field {
        Field::Name => "Name".to_owned(),
        Field::Workload => "Workload".to_owned(),
        Field::Depth => "Depth".to_owned(),
        Field::Fact(id) => fact(catalog, id),
        Field::Choice(id) => {
            let mut questions = catalog.questions.iter();
            let question = questions.find(|it| it.id == *id);
            question.map_or_else(|| id.to_string(), |it| it.label.clone())
        }
        Field::Service(id) => catalog
            .service(id)
            .map_or_else(|| id.to_string(), |it| it.name.clone()),
        Field::Belief(of, layer) => {
            let layer = catalog
                .layer(layer)
                .map_or_else(|| layer.to_string(), |it| it.name.clone());
            format!("{}: who has {layer}", service(catalog, of))
        }
        Field::Answer(part, id) => {
            let title = catalog
                .practice(id)
                .map_or_else(|| id.to_string(), |it| it.title.clone());
            let part = match part {
                AnswerField::Response => return title,
                AnswerField::Acceptance => "accepted risk",
                AnswerField::Note => "note",
                AnswerField::Owner => "owner",
                AnswerField::Due => "due",
                AnswerField::Evidence => "evidence",
                AnswerField::Phase => "when it is closed",
                AnswerField::Draft => "“not applicable”, not complete",
            };
            format!("{title}: {part}")
        }
        Field::Capacity => "Capacity".to_owned(),
        Field::Target(id) => {
            let domain = catalog.domain(id);
            let domain = domain.map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("{domain}: target")
        }
        Field::Cover(part) => match part {
            CoverPart::Author => "Prepared by",
            CoverPart::Client => "Prepared for",
            CoverPart::Date => "Date on the report",
            CoverPart::Summary => "Summary of the report",
        }
        .to_owned(),
        Field::LeftOut(of) => format!("Left out of the report: {}", chapter(*of)),
    }
}

/// The value of a field in an assessment, for a list of differences.
#[must_use]
pub fn value(catalog: &Catalog, field: &Field, of: &Assessment) -> String {
    let text = match field.get(of) {
        Value::Text(text) => text.to_owned(),
        Value::Holds(holds) => if holds { "yes" } else { "no" }.to_owned(),
        Value::Depth(it) => depth(it).to_owned(),
        Value::Chosen(facts) => {
            let facts = facts.into_iter().map(|id| fact(catalog, id));
            facts.collect::<Vec<_>>().join(", ")
        }
        Value::Variants(variants) => {
            let names = variants.into_iter().map(|id| service(catalog, id));
            names.collect::<Vec<_>>().join(", ")
        }
        Value::Belief(it) => it.map_or("", belief).to_owned(),
        Value::Response(Some(Response::NotApplicable { because, .. })) => {
            format!("Not applicable: {because}")
        }
        Value::Response(it) => it.map_or("", |it| response(Some(it))).to_owned(),
        Value::Acceptance(it) => it.map_or_else(String::new, accepted),
        Value::Day(it) => it.map(ToString::to_string).unwrap_or_default(),
        Value::Phase(it) => it.map_or("", phase).to_owned(),
        Value::Capacity(it) => {
            let days = it.map(|it| usize::from(it.days()));
            days.map_or_else(String::new, |it| count(it, "day", "days"))
        }
        Value::Level(it) => it.map_or("", level).to_owned(),
        Value::Draft(it) => it.map_or("", |it| &it.because).to_owned(),
    };
    if text.trim().is_empty() {
        "nothing".to_owned()
    } else {
        text
    }
}

fn fact(catalog: &Catalog, id: &FactId) -> String {
    let option = catalog.fact(id);
    option.map_or_else(|| id.to_string(), |it| it.label.clone())
}

fn service(catalog: &Catalog, id: &ServiceRef) -> String {
    catalog
        .deployment(id)
        .map_or_else(|| id.to_string(), |it| it.name())
}

/// An acceptance, with its day as in files. This text is in the first load, where American dates are not.
fn accepted(of: &Acceptance) -> String {
    if !of.is_complete() {
        return "not complete".to_owned();
    }
    let mut text = "accepted by ".to_owned() + of.by.trim();
    if let Some(until) = &of.until {
        text = text + " until " + until.as_str();
    }
    text + ": " + of.because.trim()
}

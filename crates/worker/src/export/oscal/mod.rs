//! OSCAL, NIST's language for assessments: the findings as assessment results, and the gaps as a plan of action and
//! milestones (POA&M). Every UUID is derived from the assessment and the practice, so that an item has the same UUID in
//! both files and in later exports.
//!
//! A practice is a control with one objective of the same id. Mapped requirements of frameworks are its properties.
//! <https://pages.nist.gov/OSCAL/>

mod document;
mod parts;
mod scanned;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use demarc_core::report;

use crate::export::Error;
use crate::export::subject::ExportSubject;
use document::Ids;

/// Assessment results: an observation per answer and per practice that scanners looked at, a finding per level or “don't know”, a risk per gap.
pub fn results(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    let ids = Ids::new(subject);
    let asked: Vec<_> = subject
        .analysis
        .practices
        .iter()
        .map(|it| json!({ "control-id": it.practice.as_str() }))
        .collect();
    let plan = ids.of("assessment-plan", "");
    let mut result = json!({
        "title": document::line(&subject.name()),
        "description": "Answers to Demarc’s questions about the customer’s side of AWS’s shared responsibility model.",
        "reviewed-controls": {
            "description": "Practices of Demarc’s catalog, each a control with one objective of the same id.",
            "control-selections": [match asked.is_empty() {
                true => json!({ "include-all": {} }),
                false => json!({ "include-controls": asked }),
            }],
        },
    });
    document::add(
        &mut result,
        "observations",
        parts::observations(subject, &ids),
    );
    document::add(&mut result, "risks", parts::risks(subject, &ids));
    document::add(&mut result, "findings", parts::findings(subject, &ids));
    // What follows is about when and with what it was made.
    let uuid = ids.of_content("result", &result);
    let now = subject.now.to_string();
    for (name, value) in [
        ("uuid", json!(uuid)),
        ("start", json!(now)),
        ("end", json!(now)),
        ("local-definitions", document::local_definitions(&ids)),
    ] {
        document::add_one(&mut result, name, Some(value));
    }
    let mut resources = document::frameworks(subject, &ids);
    resources.push(json!({
        "uuid": plan,
        "title": "How the assessment was made",
        "description": format!("The questions of {} that apply to the services and the situation entered.", report::made_by(subject.catalog)),
    }));
    write(json!({
        "assessment-results": {
            "uuid": ids.of_document("assessment-results", &uuid),
            "metadata": document::metadata(subject, &ids, "Assessment results"),
            "import-ap": {
                "href": format!("#{plan}"),
                "remarks": "There is no plan in OSCAL: what is asked follows from the situation and the services.",
            },
            "results": [result],
            "back-matter": { "resources": resources },
        },
    }))
}

/// A plan of action and milestones: an item per gap, by priority.
///
/// # Errors
/// [`Error::NoGaps`]: OSCAL does not allow a plan without items.
pub fn plan(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    let ids = Ids::new(subject);
    let items = parts::items(subject, &ids);
    if items.is_empty() {
        return Err(Error::NoGaps);
    }
    let observations = parts::gap_observations(subject, &ids);
    let risks = parts::risks(subject, &ids);
    let content = json!([subject.name(), observations, risks, items]);
    let content = ids.of_content("plan", &content);
    write(json!({
        "plan-of-action-and-milestones": {
            "uuid": ids.of_document("plan", &content),
            "metadata": document::metadata(subject, &ids, "Plan of action and milestones"),
            "system-id": {
                "identifier-type": "http://ietf.org/rfc/rfc4122",
                "id": ids.of("system", ""),
            },
            "local-definitions": document::local_definitions(&ids),
            "observations": observations,
            "risks": risks,
            "poam-items": items,
            "back-matter": { "resources": document::frameworks(subject, &ids) },
        },
    }))
}

fn write(document: Value) -> Result<Vec<u8>, Error> {
    let mut text = serde_json::to_vec_pretty(&ordered(document))
        .map_err(|error| Error::Refused(error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}

/// The value with sorted object fields, independent of the map type that this build of `serde_json` uses.
fn ordered(value: Value) -> Value {
    match value {
        Value::Array(list) => list.into_iter().map(ordered).collect(),
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.into_iter().collect();
            let fields = fields.into_iter();
            Value::Object(fields.map(|(name, it)| (name, ordered(it))).collect())
        }
        plain => plain,
    }
}

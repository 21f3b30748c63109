//! The common parts of OSCAL documents: metadata, parties, components, and texts in OSCAL's types.

use serde_json::{Value, json};

use demarc_core::report;
use demarc_core::text;

use crate::export::subject::ExportSubject;
use crate::export::uuid;

/// The version of OSCAL. The documents are valid in every 1.2 version; readers of any of them accept this one.
const OSCAL: &str = "1.2.0";
/// The namespace of Demarc's properties.
pub const NAMESPACE: &str = "urn:demarc:oscal";

/// The UUIDs of one assessment.
pub struct Ids<'a> {
    assessment: &'a str,
    now: String,
}

impl<'a> Ids<'a> {
    /// The UUIDs of the subject's assessment.
    pub fn new(subject: &ExportSubject<'a>) -> Self {
        Self {
            assessment: subject.assessment.id.as_str(),
            now: subject.now.to_string(),
        }
    }

    /// The UUID of an item, by its kind and a name that is unique within the kind. Later exports have the same item under
    /// the same UUID.
    pub fn of(&self, kind: &str, which: &str) -> String {
        uuid::named(&[self.assessment, kind, which])
    }

    /// The UUID of what changes with its content: the same content has the same UUID, and any other has another. When it
    /// was made is no content.
    pub fn of_content(&self, kind: &str, content: &Value) -> String {
        let content = super::ordered(content.clone()).to_string();
        self.of(kind, &content.replace(&self.now, ""))
    }

    /// The UUID of a document, by the UUID of its content, and when it was made.
    pub fn of_document(&self, kind: &str, content: &str) -> String {
        self.of(kind, &format!("{} {content}", self.now))
    }
}

/// The metadata of a document.
pub fn metadata(subject: &ExportSubject<'_>, ids: &Ids<'_>, title: &str) -> Value {
    let mut metadata = json!({
        "title": format!("{title}: {}", line(&subject.name())),
        "last-modified": subject.now.to_string(),
        "version": subject.today.as_str(),
        "oscal-version": OSCAL,
        "props": [
            property("demarc-version", demarc_core::VERSION),
            property("catalog-version", &subject.catalog.version),
        ],
        "remarks": format!(
            "Made with {}. The version is the day in the time zone of whoever made it; times are in UTC, and a deadline is the end of its day there. Demarc is independent of AWS and of NIST; this is no audit, and no statement that anybody complies with anything.",
            report::made_by(subject.catalog)
        ),
    });
    let parties: Vec<Value> = owners(subject)
        .iter()
        .map(|owner| {
            json!({
                "uuid": ids.of("party", owner),
                // Owners are free text, so people and teams can't be told apart.
                "type": "organization",
                "name": owner,
            })
        })
        .collect();
    if !parties.is_empty() {
        add(
            &mut metadata,
            "roles",
            vec![json!({ "id": "owner", "title": "Sees to it that a gap is closed" })],
        );
    }
    add(&mut metadata, "parties", parties);
    metadata
}

/// The owners of all answers, each once, sorted.
fn owners(subject: &ExportSubject<'_>) -> Vec<String> {
    let answers = subject.assessment.answers.values();
    let mut owners: Vec<String> = answers
        .map(|it| text::line(&it.owner))
        .filter(|it| !it.is_empty())
        .collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// The local definitions: Demarc as a component, which the origins of risks refer to.
pub fn local_definitions(ids: &Ids<'_>) -> Value {
    json!({
        "components": [{
            "uuid": ids.of("tool", ""),
            "type": "software",
            "title": "Demarc",
            "description": "Finds where AWS’s responsibility ends and the customer’s begins.",
            "props": [property("version", demarc_core::VERSION)],
            "status": { "state": "operational" },
        }],
    })
}

/// The frameworks that the class of a `requirement` property refers to.
pub fn frameworks(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let frameworks = subject.texts.frameworks.iter();
    frameworks
        .map(|it| {
            json!({
                "uuid": ids.of("framework", it.id.as_str()),
                "title": line(&it.name),
                "description": format!("Named “{}” in the class of properties. {}", it.id, lines(&it.scope)),
                "props": [property("framework", it.id.as_str()), property("version", &it.version)],
                "rlinks": [{ "href": line(&it.url) }],
            })
        })
        .collect()
}

/// A property in Demarc's namespace.
pub fn property(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": NAMESPACE, "value": line(value) })
}

/// A text on one line, not empty.
pub fn line(text: &str) -> String {
    let line = text::line(text);
    if line.is_empty() {
        "–".to_owned()
    } else {
        line
    }
}

/// A text that may have several lines.
pub fn lines(text: &str) -> String {
    text::lines(text).trim().to_owned()
}

/// Adds a list to an object, unless it is empty: OSCAL does not allow empty lists.
pub fn add(object: &mut Value, name: &str, list: Vec<Value>) {
    if let (Some(object), false) = (object.as_object_mut(), list.is_empty()) {
        object.insert(name.to_owned(), Value::Array(list));
    }
}

/// Adds a value to an object, if there is one.
pub fn add_one(object: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(name.to_owned(), value);
    }
}

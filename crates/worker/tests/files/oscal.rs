//! OSCAL, held against NIST's schemas.

use std::collections::BTreeSet;

use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::Format;
use demarc_worker::{Error, ExportSubject, Timestamp, export};
use serde_json::Value;

use crate::common::{CATALOG_VERSION, POND, analyzed, each, made, now, read, try_made};

/// NIST's own schemas.
fn schema(of: Format) -> (&'static str, Value) {
    let (root, text) = match of {
        Format::OscalPlan => (
            "plan-of-action-and-milestones",
            include_str!("../oscal/poam-1.2.3.json"),
        ),
        _ => (
            "assessment-results",
            include_str!("../oscal/assessment-results-1.2.3.json"),
        ),
    };
    (root, serde_json::from_str(text).expect("a schema"))
}

/// Where a document breaks NIST's schema.
pub fn errors(format: Format, bytes: &[u8]) -> Vec<String> {
    let document = serde_json::from_slice(bytes).expect("JSON");
    let validator = jsonschema::validator_for(&schema(format).1).expect("a schema");
    let errors = validator.iter_errors(&document).take(5);
    errors
        .map(|it| format!("{}: {it:.300}", it.instance_path()))
        .collect()
}

/// All texts under a name, wherever they stand.
fn under<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                match value {
                    Value::String(text) if field == name => found.push(text),
                    Value::Array(list) if field == name => {
                        found.extend(list.iter().filter_map(Value::as_str))
                    }
                    _ => under(value, name, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|it| under(it, name, found)),
        _ => {}
    }
}

/// Every UUID names one thing, and every reference leads to one.
pub fn assert_linked(document: &Value) {
    let mut ids = Vec::new();
    under(document, "uuid", &mut ids);
    let all: BTreeSet<_> = ids.iter().collect();
    assert_eq!(all.len(), ids.len());
    for reference in ["observation-uuid", "risk-uuid", "party-uuids", "actor-uuid"] {
        let mut found = Vec::new();
        under(document, reference, &mut found);
        assert!(found.iter().all(|it| all.contains(it)), "{reference}");
    }
}

#[test]
fn oscal_holds_against_nists_schemas_and_refers_to_what_is_there() {
    for format in [Format::OscalResults, Format::OscalPlan] {
        let (root, _) = schema(format);
        each(format, |name, assessment, bytes| {
            let document: Value = serde_json::from_slice(bytes).expect("JSON");
            assert_eq!(errors(format, bytes), Vec::<String>::new(), "{name}");
            assert_linked(&document);
            let gaps = analyzed(assessment).gaps.len();
            let list = match format {
                Format::OscalPlan => &document[root]["poam-items"],
                _ => &document[root]["results"][0]["risks"],
            };
            assert_eq!(list.as_array().map(Vec::len), Some(gaps), "{name}");
            let metadata = &document[root]["metadata"];
            assert_eq!(metadata["last-modified"], "2026-11-24T14:30:00Z");
            assert!(metadata["props"].to_string().contains(CATALOG_VERSION));
        });
    }
}

#[test]
fn an_accepted_risk_is_an_approved_deviation_until_it_expires() {
    let assessment = read(POND);
    for format in [Format::OscalResults, Format::OscalPlan] {
        let (root, _) = schema(format);
        let bytes = made(format, &assessment).bytes;
        let document: Value = serde_json::from_slice(&bytes).expect("JSON");
        let risks = match format {
            Format::OscalPlan => &document[root]["risks"],
            _ => &document[root]["results"][0]["risks"],
        };
        let risk = |title: &str| {
            let mut risks = risks.as_array().expect("risks").iter();
            risks.find(|it| it["title"] == title).expect("there")
        };
        for (title, status, told) in [
            ("Lids", "deviation-approved", "The risk is accepted by"),
            ("Pump repairs", "open", "The risk was accepted by"),
        ] {
            let risk = risk(title);
            assert_eq!(risk["status"], status);
            let responses = risk["remediations"].as_array().expect("responses");
            let accepts = |it: &&Value| it["props"][0]["value"] == "accept";
            let response = responses.iter().find(accepts).expect("a response");
            let remarks = response["remarks"].as_str().expect("remarks");
            assert!(remarks.starts_with(told), "{remarks}");
        }
        assert_eq!(risk("Gate keys")["status"], "open");
    }
}

#[test]
fn nothing_answered_is_a_file_too_or_says_why_not() {
    let empty = Assessment::new(AssessmentId::from_bits(1), " ");
    for format in Format::ALL {
        let file = try_made(format, &empty);
        if format == Format::OscalPlan {
            assert_eq!(file, Err(Error::NoGaps));
        } else {
            assert!(
                !file.expect("it can be made").bytes.is_empty(),
                "{format:?}"
            );
        }
    }
    let results = made(Format::OscalResults, &empty).bytes;
    let results: Value = serde_json::from_slice(&results).expect("JSON");
    assert!(jsonschema::is_valid(
        &schema(Format::OscalResults).1,
        &results
    ));
}

#[test]
fn what_changes_with_its_content_has_a_uuid_of_its_content() {
    let pond = crate::common::read(crate::common::POND);
    let mut other = pond.clone();
    let id = analyzed(&pond).gaps[0].practice.clone();
    other.change_answer(&id, |it| it.note = "Another note".to_owned());
    let read = |format, assessment, milliseconds| -> Value {
        let demarc_catalog::Content { catalog, texts } = &*crate::common::CONTENT;
        let now = Timestamp::from_milliseconds(milliseconds);
        let subject = ExportSubject::new(catalog, texts, assessment, now, crate::common::today());
        serde_json::from_slice(&export(format, &subject).unwrap().bytes).expect("JSON")
    };
    let (now, later) = (1_795_530_600_000, 1_795_630_600_000);
    let result = |assessment, at| {
        let document = read(Format::OscalResults, assessment, at);
        document["assessment-results"]["results"][0]["uuid"].clone()
    };
    assert_eq!(result(&pond, now), result(&pond, now));
    assert_eq!(result(&pond, now), result(&pond, later));
    assert_ne!(result(&pond, now), result(&other, now));
    for format in [Format::OscalResults, Format::OscalPlan] {
        let (root, _) = schema(format);
        let document = |assessment, at| read(format, assessment, at)[root]["uuid"].clone();
        assert_eq!(document(&pond, now), document(&pond, now));
        // When it was made is a part of a document.
        assert_ne!(document(&pond, now), document(&pond, later));
        assert_ne!(document(&pond, now), document(&other, now));
    }
}

#[test]
fn the_day_is_one_in_all_files() {
    let pond = crate::common::read(crate::common::POND);
    let mut pond = pond;
    pond.cover.date = None;
    let demarc_catalog::Content { catalog, texts } = &*crate::common::CONTENT;
    // In Auckland it is the next day already.
    let day = demarc_catalog::Date::try_from("2026-11-25".to_owned()).unwrap();
    let subject = ExportSubject::new(catalog, texts, &pond, crate::common::now(), day);
    let of = |format| export(format, &subject).unwrap().bytes;
    let markdown = String::from_utf8(of(Format::Markdown)).unwrap();
    assert!(markdown.contains("- **Date:** November 25, 2026"));
    let workbook = crate::dump::xlsx(&of(Format::Xlsx));
    assert!(workbook.contains("\"Date\" | day 46351"), "{workbook:.900}");
    for format in [Format::OscalResults, Format::OscalPlan] {
        let document: Value = serde_json::from_slice(&of(format)).expect("JSON");
        let metadata = &document[schema(format).0]["metadata"];
        assert_eq!(metadata["version"], "2026-11-25");
        assert_eq!(metadata["last-modified"], "2026-11-24T14:30:00Z");
        assert!(
            metadata["remarks"]
                .as_str()
                .unwrap()
                .contains("times are in UTC")
        );
    }
    // A due date is the same day everywhere.
    let due = "2026-12-24";
    for format in [
        Format::Gaps,
        Format::Answers,
        Format::Jira,
        Format::Gitlab,
        Format::Markdown,
    ] {
        assert!(
            String::from_utf8(of(format)).unwrap().contains(due),
            "{format:?}"
        );
    }
    let plan = String::from_utf8(of(Format::OscalPlan)).unwrap();
    assert!(plan.contains(&format!("\"deadline\": \"{due}T23:59:59Z\"")));
}

#[test]
fn an_answer_by_a_clock_that_was_ahead_is_dated_now_and_not_decades_ago() {
    let mut pond = read(POND);
    let practices: Vec<_> = pond.answers.keys().cloned().collect();
    let ahead = Moment::after(Moment::default(), 4_000_000_000_000, 1).undated();
    for practice in &practices {
        let response = pond.response(practice).cloned();
        pond.edit(ahead, |it| it.respond(practice, None));
        pond.edit(ahead, |it| it.respond(practice, response));
    }
    let bytes = made(Format::OscalResults, &pond).bytes;
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    let observations = &document["assessment-results"]["results"][0]["observations"];
    let observations = observations.as_array().expect("observations");
    assert!(!observations.is_empty());
    for it in observations {
        assert_eq!(it["collected"], now().to_string(), "{}", it["title"]);
    }
}

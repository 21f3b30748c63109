//! How much of each thing a file may contain. What the app does with a file takes a time that is proportional to these
//! numbers; each limit is as high as a slow computer handles in seconds.

use super::contents::Contents;
use crate::assessment::{Assessment, Response, Value};
use crate::labels;
use crate::records::envelope::ReadError;

/// The size limit of a file, in bytes: three times what localStorage takes, and as much as a browser reads in a second
/// or two. Callers check the size before they read the file.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// The limit of assessments: a large consultancy's clients. They are opened in some ten seconds.
pub const ASSESSMENTS: usize = 2_000;

/// The limit of snapshots: two for each of the most assessments, and some.
pub const SNAPSHOTS: usize = 5_000;

/// The limit of answers in an assessment. A catalog has some 160 practices, so no assessment has a tenth of it.
pub const ANSWERS: usize = 5_000;

/// The limit of facts, of services, of beliefs and of targets in an assessment. A catalog has 240 variants of
/// services with 17 layers each, so no assessment has half of it.
pub const CHOICES: usize = 10_000;

/// The limit of edits in an assessment: a catalog has some 7,000 fields.
pub const EDITS: usize = 50_000;

/// The limit of entries in the evidence of an assessment: some hundred files of scanners, and an explanation for each
/// practice.
pub const ENTRIES: usize = 10_000;

/// The limit of a single text, in characters: a book of 500 pages.
pub const TEXT: usize = 1_000_000;

/// Checks the contents of all files that are opened together.
///
/// # Errors
/// [`ReadError::OverLimit`] with the limit that they exceed.
pub fn check(contents: &Contents) -> Result<(), ReadError> {
    let all = &contents.assessments;
    let snapshots = all.iter().filter(|it| it.snapshot.is_some()).count();
    let assessments = all.len() - snapshots;
    check_number(assessments, "assessments", ASSESSMENTS, FEWER)?;
    check_number(snapshots, "snapshots", SNAPSHOTS, FEWER)?;
    all.iter().try_for_each(check_one)?;
    contents.others.iter().try_for_each(|(_, text)| {
        // A record of evidence has a line for each entry.
        let what = "entries in the evidence of one assessment";
        check_number(text.lines().count(), what, ENTRIES, NOT_OURS)
    })
}

const FEWER: &str =
    "Where they are kept, save the assessments that you need one by one, and open those files.";
const NOT_OURS: &str = "No file that Demarc saved has as many. Choose the file that Demarc saved.";
const SHORTER: &str = "Shorten it where the file was made, and save it again.";

fn check_number(
    number: usize,
    what: &str,
    limit: usize,
    to_do: &'static str,
) -> Result<(), ReadError> {
    if number <= limit {
        return Ok(());
    }
    let what = format!("it has {number} {what}, and Demarc opens up to {limit} at once");
    Err(ReadError::OverLimit { what, to_do })
}

fn check_one(it: &Assessment) -> Result<(), ReadError> {
    let beliefs = it.beliefs.values().map(|layers| layers.len()).sum();
    for (number, what, limit) in [
        (it.answers.len(), "answers", ANSWERS),
        (it.profile.facts.len(), "facts", CHOICES),
        (it.services.len(), "services", CHOICES),
        (beliefs, "beliefs", CHOICES),
        (it.plan.targets.domains().count(), "targets", CHOICES),
        (it.edits.len(), "edits", EDITS),
    ] {
        let what = format!("{what} in one assessment");
        check_number(number, &what, limit, NOT_OURS)?;
    }
    let longest = texts(it).into_iter().max().unwrap_or_default();
    if longest > TEXT {
        let start: String = labels::name(&it.name).chars().take(60).collect();
        let what = format!(
            "a text in “{start}” has {longest} characters, and Demarc opens texts of up to {TEXT}"
        );
        return Err(ReadError::OverLimit {
            what,
            to_do: SHORTER,
        });
    }
    Ok(())
}

/// The length of every text of an assessment, in characters.
fn texts(it: &Assessment) -> Vec<usize> {
    let empty = Assessment::new(it.id.clone(), "");
    let fields = empty.differences(it);
    let mut lengths: Vec<usize> = fields
        .iter()
        .map(|field| match field.get(it) {
            Value::Text(text) => text.chars().count(),
            Value::Response(Some(Response::NotApplicable { because, .. })) => {
                because.chars().count()
            }
            _ => 0,
        })
        .collect();
    let label = it.snapshot.as_ref().map(|it| it.label.chars().count());
    lengths.extend(label);
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{AssessmentId, Moment, NotApplicable};
    use crate::exchange::file;
    use serde_json::{Value as Json, json};

    fn shop() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    /// The message about an assessment; empty when it is opened.
    fn said(it: Assessment) -> String {
        let refused = check(&vec![it].into()).err();
        refused.map_or(String::new(), |error| error.to_string())
    }

    fn numbered(count: usize) -> Vec<Assessment> {
        let ids = (0..).take(count).map(AssessmentId::from_bits);
        ids.map(|id| Assessment::new(id, "Shop")).collect()
    }

    #[test]
    fn so_many_assessments_and_snapshots_are_opened_at_once_and_not_more() {
        let opened = |all: Vec<Assessment>| file::read(file::write(&all).as_bytes());
        assert!(opened(numbered(ASSESSMENTS)).is_ok());
        let error = opened(numbered(ASSESSMENTS + 1)).unwrap_err().to_string();
        assert_eq!(
            error,
            "The file could not be opened: it has 2001 assessments, and Demarc opens up to 2000 at once. Where they are kept, save the assessments that you need one by one, and open those files."
        );
        let snapshots = |count| -> Vec<Assessment> {
            let all = numbered(count).into_iter();
            all.map(|it| shop().take_snapshot(it.id, "Q", Moment::default()))
                .collect()
        };
        assert!(check(&snapshots(SNAPSHOTS).into()).is_ok());
        let error = check(&snapshots(SNAPSHOTS + 1).into()).unwrap_err();
        assert!(error.what().contains("5001 snapshots"), "{error}");
    }

    #[test]
    fn every_list_of_an_assessment_has_its_limit() {
        let ids = |count: usize, id: fn(usize) -> String| (0..count).map(id);
        let object = |count, id: fn(usize) -> String, value: &Json| -> Json {
            Json::Object(ids(count, id).map(|id| (id, value.clone())).collect())
        };
        let array = |count, id: fn(usize) -> String| -> Json {
            Json::Array(ids(count, id).map(Json::String).collect())
        };
        let dotted = |number| format!("a.x{number}");
        let slug = |number| format!("x{number}");
        let note = |number| format!("note a.x{number}");
        type Fill<'a> = Box<dyn Fn(usize) -> Json + 'a>;
        let lists: [(usize, &str, Fill); 6] = [
            (
                ANSWERS,
                "answers",
                Box::new(
                    |count| json!({ "answers": object(count, dotted, &json!({ "response": "fully" })) }),
                ),
            ),
            (
                CHOICES,
                "facts",
                Box::new(|count| json!({ "profile": { "facts": array(count, dotted) } })),
            ),
            (
                CHOICES,
                "services",
                Box::new(|count| json!({ "services": array(count, slug) })),
            ),
            (
                CHOICES,
                "beliefs",
                Box::new(
                    |count| json!({ "beliefs": { "ec2": object(count, slug, &json!("aws")) } }),
                ),
            ),
            (
                CHOICES,
                "targets",
                Box::new(
                    |count| json!({ "plan": { "targets": object(count, slug, &json!("fully")) } }),
                ),
            ),
            (
                EDITS,
                "edits",
                Box::new(|count| json!({ "edits": object(count, note, &json!(1)) })),
            ),
        ];
        for (limit, what, fill) in lists {
            let opened = |count| {
                let mut assessment = json!({ "id": "shop", "name": "Shop" });
                let fields = fill(count);
                let fields = fields.as_object().unwrap().clone();
                assessment.as_object_mut().unwrap().extend(fields);
                let file = json!({ "format": "demarc-assessment", "version": 4, "assessment": assessment });
                file::read(file.to_string().as_bytes())
            };
            assert!(opened(limit).is_ok(), "{what}: {:?}", opened(limit).err());
            let error = opened(limit + 1).unwrap_err().to_string();
            let number = format!("it has {} {what} in one assessment, and", limit + 1);
            assert!(error.contains(&number), "{error}");
        }
    }

    #[test]
    fn every_text_has_its_limit() {
        let root = "iam.root".parse().unwrap();
        let long = || "n".repeat(TEXT + 1);
        let mut named = shop();
        named.name = long();
        let mut noted = shop();
        noted.change_answer(&root, |answer| answer.note = long());
        let mut excused = shop();
        let because = Response::NotApplicable {
            reason: NotApplicable::Other,
            because: long(),
        };
        excused.respond(&root, Some(because));
        let mut covered = shop();
        covered.cover.summary = long();
        let labeled = shop().take_snapshot(AssessmentId::from_bits(2), long(), Moment::default());
        for it in [named, noted, excused, covered, labeled] {
            let said = said(it);
            assert!(said.contains("has 1000001 characters"), "{said}");
            assert!(said.len() < 300, "{said}");
        }
        let mut just = shop();
        just.name = "n".repeat(TEXT);
        assert_eq!(said(just), "");
    }
}

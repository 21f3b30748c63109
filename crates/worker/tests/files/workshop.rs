//! Files with a workshop: a chapter, two sheets and remarks are added, and nothing else changes.

use std::path::Path;
use std::{env, fs};

use demarc_core::exchange::Format;
use serde_json::Value;

use crate::common::{ASSESSMENTS, POND, made, made_after, read, workshop};
use crate::{dump, oscal};

fn text(format: Format, bytes: &[u8]) -> String {
    match format {
        Format::Docx => dump::docx(bytes),
        Format::Xlsx => dump::xlsx(bytes),
        _ => String::from_utf8(bytes.to_vec()).expect("it is text"),
    }
}

/// The lines that a file has more than another, which has all of its other lines in the same order.
fn added(plain: &str, more: &str) -> String {
    let (plain, more): (Vec<&str>, Vec<&str>) = (plain.lines().collect(), more.lines().collect());
    let same = plain
        .iter()
        .zip(&more)
        .take_while(|(one, other)| one == other);
    let start = same.count();
    let end = more.len() - (plain.len() - start);
    assert_eq!(more[end..], plain[start..], "something else changed");
    more[start..end].join("\n")
}

/// What is told of the workshop, as it was when somebody last looked at it. `DEMARC_BLESS=1 cargo test -p demarc-worker`
/// takes over what changed.
#[test]
fn what_is_told_of_a_workshop_is_what_it_was() {
    let (pond, workshop) = (read(POND), workshop());
    for (format, name) in [(Format::Markdown, "md"), (Format::Xlsx, "txt")] {
        let plain = text(format, &made(format, &pond).bytes);
        let more = text(format, &made_after(format, &pond, &workshop).bytes);
        let now = added(&plain, &more) + "\n";
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let file = folder.join(format!("pond-workshop.{name}"));
        if env::var_os("DEMARC_BLESS").is_some() {
            fs::write(&file, &now).expect("it can be written");
        }
        assert_eq!(now, fs::read_to_string(&file).unwrap_or_default());
    }
}

#[test]
fn lists_and_trackers_are_what_they_are_without_a_workshop() {
    let workshop = workshop();
    for (_, text) in ASSESSMENTS {
        let assessment = read(text);
        for format in [
            Format::Gaps,
            Format::Answers,
            Format::Jira,
            Format::Github,
            Format::Gitlab,
        ] {
            let plain = made(format, &assessment);
            assert!(
                plain == made_after(format, &assessment, &workshop),
                "{format:?}"
            );
        }
    }
}

#[test]
fn oscal_remarks_how_an_answer_came_about() {
    for format in [Format::OscalResults, Format::OscalPlan] {
        let bytes = made_after(format, &read(POND), &workshop()).bytes;
        assert_eq!(oscal::errors(format, &bytes), Vec::<String>::new());
        let document: Value = serde_json::from_slice(&bytes).expect("JSON");
        let text = document.to_string();
        let remark = "Agreed with reservation in a workshop of 4 people on November 20, 2026. Answered before the talk: 1 not in place, 1 started, 2 fully. Held against it by Board | =1+1 <b>: =SUM(1,1) keys";
        assert_eq!(text.matches(remark).count(), 1, "{format:?}");
        // The answer to the diary was changed since.
        let agreed = text.matches(" in a workshop of ").count();
        assert_eq!(agreed, if format == Format::OscalResults { 3 } else { 2 });
    }
}

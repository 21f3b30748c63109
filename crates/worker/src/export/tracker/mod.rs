//! The gaps for the importers of trackers, in the columns that their manuals name. Here is what the trackers share.

mod github;
mod jira;

use std::fmt::Write;

use demarc_catalog::{Practice, PracticeText};
use demarc_core::analysis::Gap;
use demarc_core::labels;

use crate::export::Error;
use crate::export::csv;
use crate::export::subject::ExportSubject;
use crate::export::table::{Column, Holds, Table, Value};
use crate::export::text::one_line;

pub use github::write as github;
pub use jira::write as jira;

/// A row for every gap.
fn list<'a>(
    subject: &ExportSubject<'a>,
    headings: &[&'static str],
    row: impl Fn(&Gap, &'a Practice, &'a PracticeText) -> Vec<Value<'a>>,
) -> Result<Vec<u8>, Error> {
    let columns = headings.iter().map(|heading| Column {
        heading,
        width: 0,
        holds: Holds::Plain,
    });
    let rows = subject.analysis.gaps.iter().filter_map(|gap| {
        let (practice, text) = subject.practice(&gap.practice)?;
        Some(row(gap, practice, text))
    });
    csv::plain(&Table {
        columns: columns.collect(),
        printed: 0,
        rows: rows.collect(),
    })
}

/// How a tracker writes what an issue says.
struct Markup {
    /// A heading.
    heading: fn(&str) -> String,
    /// A text that somebody typed, so that the tracker shows it as it is.
    typed: fn(&str) -> String,
}

/// All that whoever works on it has to know. What people typed is written so that the tracker shows it as it is.
fn description(
    subject: &ExportSubject<'_>,
    gap: &Gap,
    text: &PracticeText,
    markup: &Markup,
) -> String {
    let mut out = String::new();
    let mut say = |title: &str, said: &str| {
        if !said.trim().is_empty() {
            // Writing to a text has no way to fail.
            let _ = write!(out, "{}\n\n{said}\n\n", (markup.heading)(title));
        }
    };
    let finding = subject.analysis.finding(&gap.practice);
    let response = labels::response(finding.and_then(|it| it.response.as_ref()));
    say("Question", &text.question);
    say(
        "Where it stands",
        &format!(
            "{response}. {}. Where: {}.",
            labels::kind_hint(gap.kind),
            subject.places(&gap.practice)
        ),
    );
    say("Why it matters", &text.why);
    say("First step", &text.guide.first_step);
    say("Lasting fix", &text.guide.fix);
    say("How to verify", &text.guide.verify);
    if let Some(answer) = subject.answer(&gap.practice) {
        say("Owner", &(markup.typed)(&one_line(&answer.owner)));
        say("Note", &(markup.typed)(&answer.note));
        say("Evidence", &(markup.typed)(&answer.evidence));
    }
    say("Sources", &text.sources.join("\n"));
    let _ = write!(out, "{} in “", gap.practice);
    out.push_str(&(markup.typed)(&one_line(subject.name())));
    let _ = write!(out, "” · {}", subject.made_with());
    out
}

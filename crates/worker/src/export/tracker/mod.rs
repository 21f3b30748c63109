//! The gaps for importers of issue trackers, in the columns that their manuals require. This module has the shared
//! parts.

mod github;
mod jira;

use std::fmt::Write;

use demarc_catalog::{Practice, PracticeText};
use demarc_core::analysis::{AcceptanceState, Gap, GapState};
use demarc_core::labels;
use demarc_core::text;

use crate::export::Error;
use crate::export::csv;
use crate::export::subject::ExportSubject;
use crate::export::table::{Column, Holds, Table, Value};

pub use github::{github, gitlab};
pub use jira::write as jira;

/// The number of failing checks that an issue names.
const CHECKS: usize = 6;

/// A row per gap.
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

/// The words of an owner's name, without the punctuation around them.
fn words(owner: &str) -> impl Iterator<Item = &str> {
    let ends = |it: char| {
        it.is_whitespace() || matches!(it, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"')
    };
    owner.split(ends).filter(|it| !it.is_empty())
}

/// The key of what is decided about a gap, or that it is overdue, as a label of an issue.
fn state(gap: &Gap) -> Option<&'static str> {
    let overdue = gap.overdue().map(|_| GapState::Overdue.key());
    overdue.or(gap.acceptance.map(AcceptanceState::key))
}

/// The markup of a tracker.
struct Markup {
    /// A heading.
    heading: fn(&str) -> String,
    /// User text, escaped so that the tracker shows it as it is.
    typed: fn(&str) -> String,
    /// A text of the catalog, with its code in the tracker's markup.
    of_catalog: fn(&str) -> String,
}

/// What scanners found where it allows less than what was answered, or nothing was; with why the answer stands if
/// somebody explained it.
fn found(subject: &ExportSubject<'_>, gap: &Gap) -> Option<String> {
    let weighing = subject.weighing()?;
    let of = weighing.practice(&gap.practice)?;
    of.allowed()?;
    let coverage = &weighing.weighed.coverage;
    let mut lines = vec![labels::evidence::weighed(of, &subject.analysis, coverage)];
    let explained = of.explained.as_ref().map(labels::evidence::explained);
    lines.extend(explained);
    let failing = of.failing().take(CHECKS);
    lines.extend(failing.map(|it| labels::evidence::check(subject.texts, it, coverage)));
    Some(lines.join("\n"))
}

/// The description of an issue: all information for the person who works on it. User text is escaped.
fn description(
    subject: &ExportSubject<'_>,
    gap: &Gap,
    text: &PracticeText,
    markup: &Markup,
) -> String {
    let mut out = String::new();
    let mut section = |title: &str, body: &str| {
        if !body.trim().is_empty() {
            // Writing to a `String` can't fail.
            let _ = write!(out, "{}\n\n{body}\n\n", (markup.heading)(title));
        }
    };
    let finding = subject.analysis.finding(&gap.practice);
    let response = labels::response(finding.and_then(|it| it.response.as_ref()));
    let of_catalog = markup.of_catalog;
    section("Question", &of_catalog(&text.question));
    section(
        "Where it stands",
        &format!(
            "{response}. {}. Where: {}.",
            labels::kind_hint(gap.kind),
            subject.services(&gap.practice)
        ),
    );
    if let Some(found) = found(subject, gap) {
        section("What scanners found", &(markup.typed)(&found));
    }
    if let Some((state, acceptance)) = subject.acceptance(gap) {
        let because = text::lines(&acceptance.because);
        let accepted = format!("{}. {because}", labels::accepted(acceptance));
        section(labels::acceptance(state), &(markup.typed)(&accepted));
    }
    section("Why it matters", &of_catalog(&text.why));
    section("First step", &of_catalog(&text.guide.first_step));
    section("Lasting fix", &of_catalog(&text.guide.fix));
    section("How to verify", &of_catalog(&text.guide.verify));
    if let Some(answer) = subject.answer(&gap.practice) {
        section("Owner", &(markup.typed)(&text::line(&answer.owner)));
        section(
            "Due",
            &answer.due.as_ref().map(labels::day).unwrap_or_default(),
        );
        section("Note", &(markup.typed)(&text::lines(&answer.note)));
        section("Evidence", &(markup.typed)(&text::lines(&answer.evidence)));
    }
    section("Sources", &text.sources.join("\n"));
    let _ = write!(out, "{} in “", gap.practice);
    out.push_str(&(markup.typed)(&subject.name()));
    let _ = write!(out, "” · {}", subject.made_with());
    out
}

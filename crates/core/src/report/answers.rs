//! The appendix: every practice in scope with its answer and notes.

use super::prose::{heading, is_long, noted, paragraph, sentence};
use super::{Block, Cell, Span, Subject, Table, Tone};
use crate::analysis::Finding;
use crate::assessment::Response;
use crate::labels;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let whole = &subject.analysis.whole;
    if whole.in_scope == 0 {
        return vec![paragraph("No practice applies.")];
    }
    let mut blocks = vec![paragraph(format!(
        "{} of {} answered.",
        whole.answered,
        labels::count(whole.in_scope, "question", "questions"),
    ))];
    for standing in &subject.analysis.domains {
        let domain = subject.catalog.domain(&standing.domain);
        let name = domain.map_or("", |it| &it.name);
        let findings = subject.analysis.practices.iter();
        let mut below = Vec::new();
        let rows = findings
            .filter(|it| it.practice.is_in(&standing.domain))
            .map(|it| row(subject, it, &mut below))
            .collect();
        blocks.push(heading(name));
        blocks.push(Block::Table(Table {
            caption: format!("{name}: answers"),
            columns: vec![
                ("Practice".into(), 7),
                ("Answer".into(), 3),
                ("Owner and date".into(), 3),
                ("Note and evidence".into(), 5),
            ],
            rows,
        }));
        blocks.append(&mut below);
    }
    blocks
}

/// The row of a practice. Texts that are too long for a column stand below the table, at full width.
fn row(subject: &Subject<'_>, finding: &Finding, below: &mut Vec<Block>) -> Vec<Cell> {
    let id = &finding.practice;
    let question = subject.practice(id).map_or("", |it| &it.question);
    let title = Cell {
        spans: vec![
            Span::strong(subject.title(id)),
            Span::plain(format!(". {question}")),
        ],
        tone: None,
    };
    let due = subject.answer(id).and_then(|it| it.due.as_ref());
    let owner = [subject.owner(id), due.map(labels::day).unwrap_or_default()];
    let owner = owner.into_iter().filter(|it| !it.is_empty());
    vec![
        title,
        answer(subject, finding, below),
        Cell::plain(owner.collect::<Vec<_>>().join(", ")),
        notes(subject, finding, below),
    ]
}

/// The text of a cell: a typed text, or where it is if it is too long for a column.
fn in_cell<'a>(
    text: &'a str,
    what: &str,
    subject: &Subject<'_>,
    finding: &Finding,
    below: &mut Vec<Block>,
) -> &'a str {
    if !is_long(text) {
        return text;
    }
    let title = subject.title(&finding.practice);
    below.extend(noted(&format!("{title}, {what}"), text));
    "below the table."
}

fn answer(subject: &Subject<'_>, finding: &Finding, below: &mut Vec<Block>) -> Cell {
    let response = finding.response.as_ref();
    let label = labels::response(response);
    match response {
        Some(Response::NotApplicable { reason, because }) => Cell::plain(format!(
            "{label} ({}): {}",
            labels::reason(*reason).to_ascii_lowercase(),
            in_cell(
                because.trim(),
                "why it is not applicable",
                subject,
                finding,
                below
            ),
        )),
        _ => {
            let mut cell = Cell::plain(label);
            cell.spans.extend(accepted(subject, finding));
            match response.and_then(Response::level) {
                Some(level) => cell.toned(Tone::Level(level)),
                None => cell,
            }
        }
    }
}

/// The acceptance of the risk, after the level.
fn accepted(subject: &Subject<'_>, finding: &Finding) -> Option<Span> {
    let acceptance = subject.answer(&finding.practice)?.accepted_risk();
    let (state, acceptance) = finding.acceptance.zip(acceptance)?;
    Some(Span::plain(format!(
        ". {}: {}. {}",
        labels::acceptance(state),
        labels::accepted(acceptance),
        sentence(&acceptance.because),
    )))
}

/// Note and evidence of a finding; an address is a link.
fn notes(subject: &Subject<'_>, finding: &Finding, below: &mut Vec<Block>) -> Cell {
    let mut spans = Vec::new();
    if let Some(answer) = subject.answer(&finding.practice) {
        let (note, evidence) = (answer.note.trim(), answer.evidence.trim());
        if is_long(note) {
            spans.push(Span::plain("Note: "));
        }
        if !note.is_empty() {
            spans.push(Span::plain(in_cell(note, "note", subject, finding, below)));
        }
        if !evidence.is_empty() {
            let before = if spans.is_empty() { "" } else { " " };
            spans.push(Span::plain(format!("{before}Evidence: ")));
            let shown = in_cell(evidence, "evidence", subject, finding, below);
            spans.push(Span::link(shown, evidence));
        }
    }
    Cell { spans, tone: None }
}

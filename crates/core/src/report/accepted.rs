//! The register of accepted risks, in the chapter on findings.

use super::prose::{capital, counted, heading, of, paragraph};
use super::{Block, Cell, Subject, Table, Tone};
use crate::analysis::Gap;
use crate::assessment::Response;
use crate::labels;

/// Heading, explanation and table; nothing when no risk is accepted.
pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let register = subject.analysis.accepted_risks(subject.assessment);
    if register.is_empty() {
        return Vec::new();
    }
    let accepted = subject.analysis.accepted();
    let expired = subject.analysis.expired();
    let mut text = format!(
        "{} {} accepted: somebody entitled to it leaves {} open. {}, and {} not among the findings above.",
        capital(&counted(accepted, "risk", "risks")),
        of(accepted, "is", "are"),
        of(accepted, "it", "them"),
        of(
            accepted,
            "It counts as its level",
            "They count as their levels"
        ),
        of(accepted, "is", "are"),
    );
    if accepted == 0 {
        text.clear();
    }
    if expired > 0 {
        let acceptances = counted(expired, "acceptance has", "acceptances have");
        let findings = of(expired, "its finding is", "their findings are");
        text = format!(
            "{text} {} expired; {findings} open again.",
            capital(&acceptances)
        );
    }
    let rows = register.iter().map(|it| {
        let until = it.acceptance.until.as_ref();
        vec![
            Cell::plain(subject.title(&it.gap.practice)),
            level(it.gap),
            Cell::plain(format!("{} of 5", it.impact)),
            Cell::plain(it.acceptance.by.trim()),
            Cell::plain(until.map_or("", |it| it.as_str())),
            Cell::plain(it.acceptance.because.trim()),
            Cell::plain(labels::time_left(it)),
        ]
    });
    let table = Table {
        caption: "Register of accepted risks".into(),
        columns: vec![
            ("Practice".into(), 5),
            ("In place".into(), 3),
            ("Impact".into(), 2),
            ("Accepted by".into(), 3),
            ("Until".into(), 3),
            ("Why".into(), 6),
            ("Time left".into(), 3),
        ],
        rows: rows.collect(),
    };
    vec![
        heading("Accepted risks"),
        paragraph(text.trim()),
        Block::Table(table),
    ]
}

/// The level as a table cell.
pub(super) fn level(gap: &Gap) -> Cell {
    let response = gap.level.map_or(Response::DontKnow, Response::from);
    let cell = Cell::plain(labels::response(Some(&response)));
    match gap.level {
        Some(level) => cell.toned(Tone::Level(level)),
        None => cell,
    }
}

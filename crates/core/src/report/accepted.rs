//! The register of accepted risks, in the chapter on findings.

use super::prose::{capital, counted, heading, in_cell, of, paragraph};
use super::{Block, Cell, Subject, Table, Tone};
use crate::analysis::Gap;
use crate::assessment::Response;
use crate::labels;
use crate::text;

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
    let mut below = Vec::new();
    let rows = register.iter().map(|it| {
        let title = subject.title(&it.gap.practice);
        let because = it.acceptance.because.trim();
        let because = in_cell(because, title, "why it is accepted", &mut below);
        let until = it.acceptance.until.as_ref();
        vec![
            Cell::plain(title),
            level(it.gap),
            Cell::plain(format!("{} of 5", it.impact)),
            Cell::plain(text::line(&it.acceptance.by)),
            Cell::plain(until.map_or("", |it| it.as_str())),
            Cell::plain(because),
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
    let mut blocks = vec![
        heading("Accepted risks"),
        paragraph(text.trim()),
        Block::Table(table),
    ];
    blocks.append(&mut below);
    blocks
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

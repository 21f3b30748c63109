//! The chapter on beliefs: layers wrongly assumed to be AWS's, and layers wrongly assumed to be the customer's.

use super::prose::{about, address, capital, counted, heading, listed, number, of, paragraph};
use super::{Block, Cell, Span, Subject, Table, Tone};
use crate::analysis::{BeliefCheck, Verdict};
use crate::labels;
use demarc_catalog::{Duty, Reason};

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let asked = subject.analysis.beliefs.len();
    if asked == 0 {
        return vec![paragraph(
            "Before the answers, nobody was asked who does what. That check takes a few minutes, and it finds the duties that are left undone because everybody takes them to be AWS’s.",
        )];
    }
    let assumptions = subject.beliefs(Verdict::Assumption);
    let over_reaches = subject.beliefs(Verdict::OverReach);
    let agrees = subject.beliefs(Verdict::Agrees).len();
    let unsure = subject.beliefs(Verdict::Unsure);
    let intro = intro(asked, unsure.len(), agrees, assumptions.len());
    let mut blocks = vec![paragraph(intro)];
    for check in assumptions {
        assumption(subject, check, &mut blocks);
    }
    if !over_reaches.is_empty() {
        blocks.push(heading("What was believed to be yours, and is AWS’s"));
        blocks.push(paragraph(
            "AWS does this alone. If you do work here, check what it is for before you stop it.",
        ));
        let items = over_reaches.iter().map(|it| over_reach(subject, it));
        blocks.push(Block::List {
            numbered: false,
            items: items.collect(),
        });
    }
    if !unsure.is_empty() {
        let cells: Vec<String> = unsure.iter().map(|it| name(subject, it)).collect();
        blocks.push(heading("What nobody was sure of"));
        blocks.push(paragraph(format!("{}.", listed(&cells))));
    }
    blocks
}

fn intro(asked: usize, unsure: usize, agrees: usize, assumptions: usize) -> String {
    let certain = asked - unsure;
    if certain == 0 {
        return format!(
            "Before they were told, those present were asked who owns {}; nobody was sure of {}.",
            counted(asked, "layer", "layers"),
            of(asked, "it", "any"),
        );
    }
    let mut right = format!(
        "Before they were told, those present said who owns {}; {} right.",
        counted(certain, "layer", "layers"),
        match (agrees, certain) {
            (0, 1) => "the answer was not".to_owned(),
            (0, _) => "none of the answers was".to_owned(),
            _ if agrees == certain => of(certain, "the answer was", "all answers were").to_owned(),
            _ => format!(
                "{} {}",
                number(agrees),
                of(agrees, "answer was", "answers were")
            ),
        },
    );
    if unsure > 0 {
        right += &format!(" Of {} more, nobody was sure.", number(unsure));
    }
    match assumptions {
        0 => format!("{right} Nothing that is yours was taken to be AWS’s."),
        count => format!(
            "{right} {} taken to be AWS’s and {} not, or not alone. {} the most dangerous kind of gap: what is taken to be AWS’s is easily done by nobody.",
            capital(&format!("{} {}", number(count), of(count, "was", "were"))),
            of(count, "is", "are"),
            of(count, "This is", "These are"),
        ),
    }
}

/// A mistaken belief, with the reason for the owner and the practices that close the gap.
fn assumption(subject: &Subject<'_>, check: &BeliefCheck, blocks: &mut Vec<Block>) {
    blocks.push(heading(name(subject, check)));
    blocks.push(Block::Paragraph(vec![
        Span::strong("Believed:"),
        Span::plain(format!(" {}. ", labels::belief(check.believed))),
        Span::strong("In fact:"),
        Span::plain(format!(
            " {}. ",
            labels::owned_by(check.owner, subject.operator(&check.cell))
        )),
    ]));
    let layer = subject.catalog.layer(&check.cell.layer);
    if let Some(layer) = layer {
        blocks.push(about("What it is", &layer.summary));
    }
    if let Some(reason) = subject.reason(&check.cell) {
        blocks.push(why(reason, subject.operator(&check.cell)));
    }
    let cell = subject.analysis.cell(&check.cell);
    let practices = cell.map_or(&[][..], |it| &it.practices);
    let rows: Vec<Vec<Cell>> = practices
        .iter()
        .map(|id| {
            let response = subject.assessment.response(id);
            let state = Cell::plain(labels::response(response));
            let level = response.and_then(|it| it.level());
            vec![
                Cell::plain(subject.title(id)),
                level.map_or(state.clone(), |it| state.toned(Tone::Level(it))),
                Cell::plain(subject.owner(id)),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::Table(Table {
        caption: format!("What meets your share: {}", name(subject, check)),
        columns: vec![
            ("Practice".into(), 5),
            ("Answered".into(), 2),
            ("Owner".into(), 3),
        ],
        rows,
    }));
}

fn over_reach(subject: &Subject<'_>, check: &BeliefCheck) -> Vec<Span> {
    let mut spans = vec![Span::strong(name(subject, check))];
    if let Some(reason) = subject.reason(&check.cell) {
        spans.push(Span::plain(format!(": {} ", reason.text())));
        spans.push(address(&reason.source));
    }
    spans
}

/// The name of a cell, for a heading.
fn name(subject: &Subject<'_>, check: &BeliefCheck) -> String {
    format!(
        "{} of {}",
        subject.layer(&check.cell.layer),
        subject.short(&check.cell.service),
    )
}

/// The reason for an owner: a sentence, or the part of each party.
fn why(reason: &Reason, operator: Option<&str>) -> Block {
    let mut spans = Vec::new();
    match &reason.duty {
        Duty::Whole(text) => {
            spans.push(Span::strong("Why:"));
            spans.push(Span::plain(format!(" {text} ")));
        }
        Duty::Halves(halves) => {
            for (party, text) in halves {
                spans.push(Span::strong(format!(
                    "{}:",
                    labels::party(*party, operator)
                )));
                spans.push(Span::plain(format!(" {text} ")));
            }
        }
    }
    if let Some(patching) = reason.patching {
        spans.push(Span::plain(format!(
            "Patching: {}. ",
            labels::patching(patching).to_lowercase()
        )));
    }
    spans.push(address(&reason.source));
    Block::Paragraph(spans)
}

//! The chapter on gaps: all gaps in a table, and the first ones in full.

use super::accepted::{self, level};
use super::prose::{
    about, capital, counted, first, heading, listed, noted, number, paragraph, sentence, sources,
};
use super::{Block, Cell, Span, Subject, Table, Tone};
use crate::analysis::{CellRef, Gap, GapKind};
use crate::labels;
use demarc_catalog::{PracticeId, ServiceRef};

/// The number of findings described in full; the others are only in the tables. More would make the report too long to
/// read, and the rest is not started in the first month.
const IN_FULL: usize = 20;
/// The number of services that are named before the rest is counted.
const SERVICES: usize = 4;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let gaps: Vec<&Gap> = subject.analysis.open_gaps().collect();
    if subject.analysis.gaps.is_empty() {
        let text = if subject.analysis.whole.answered == 0 {
            "Nothing has been answered yet, so there are no findings."
        } else {
            "There are none: every practice that was answered and applies is fully in place."
        };
        return vec![paragraph(text)];
    }
    if gaps.is_empty() {
        let mut blocks = vec![paragraph(
            "Every finding is an accepted risk. No other practice that was answered and applies is less than fully in place.",
        )];
        blocks.extend(accepted::blocks(subject));
        return blocks;
    }
    let accepted = subject.analysis.accepted();
    let besides = if accepted > 0 {
        ", besides the accepted risks"
    } else {
        ""
    };
    let mut blocks = vec![
        paragraph(format!(
            "{} not fully in place{besides}. What stands first closes most for the effort it takes; the chapter on the method says how that is reckoned.",
            capital(&if gaps.len() == 1 {
                "one practice is".to_owned()
            } else {
                format!("{} practices are", number(gaps.len()))
            }),
        )),
        Block::Table(all(subject)),
    ];
    blocks.extend(accepted::blocks(subject));
    for (gap, index) in gaps.iter().zip(1..).take(IN_FULL) {
        in_full(subject, gap, index, &mut blocks);
    }
    let others = gaps.len().saturating_sub(IN_FULL);
    if others > 0 {
        blocks.push(heading("How the others begin"));
        blocks.push(paragraph(format!(
            "The {} above are told in full. Of the other {}, this is the first step.",
            counted(IN_FULL, "finding", "findings"),
            number(others),
        )));
        blocks.push(Block::Table(first_steps(subject)));
    }
    blocks
}

/// The heading of a finding: its title, after its number unless its risk is accepted.
pub(super) fn name(subject: &Subject<'_>, gap: &Gap, index: usize) -> String {
    if gap.is_accepted() {
        return subject.title(&gap.practice).to_owned();
    }
    format!("{index}. {}", subject.title(&gap.practice))
}

fn all(subject: &Subject<'_>) -> Table {
    let gaps = subject.analysis.open_gaps().zip(1..);
    let rows = gaps.map(|(gap, index)| {
        vec![
            Cell::plain(name(subject, gap, index)),
            Cell::plain(labels::kind(gap.kind)).toned(Tone::GapKind(gap.kind)),
            level(gap),
            Cell::plain(labels::hundredths(gap.priority)),
            Cell::plain(labels::size(gap.effort)),
            Cell::plain(subject.owner(&gap.practice)),
            Cell::plain(subject.due_and_overdue(gap)),
        ]
    });
    Table {
        caption: "All findings by priority".into(),
        columns: vec![
            ("Finding".into(), 6),
            ("Kind".into(), 4),
            ("In place".into(), 4),
            ("Priority".into(), 3),
            ("Effort".into(), 3),
            ("Owner".into(), 4),
            ("Due".into(), 4),
        ],
        rows: rows.collect(),
    }
}

/// The finding of a practice; empty if the practice has no gap.
pub(super) fn one(subject: &Subject<'_>, practice: &PracticeId) -> Vec<Block> {
    let mut gaps = subject.analysis.gaps.iter().zip(1..);
    let mut blocks = Vec::new();
    if let Some((gap, index)) = gaps.find(|(gap, _)| gap.practice == *practice) {
        in_full(subject, gap, index, &mut blocks);
    }
    blocks
}

fn in_full(subject: &Subject<'_>, gap: &Gap, index: usize, blocks: &mut Vec<Block>) {
    blocks.push(heading(name(subject, gap, index)));
    blocks.push(Block::Paragraph(state(subject, gap)));
    let Some(text) = subject.practice(&gap.practice) else {
        return;
    };
    blocks.push(paragraph(&text.why));
    if let Some(level) = gap.level {
        let criterion = text.levels.criterion(level);
        blocks.push(about(
            &format!("Answered: {}", labels::in_a_sentence(labels::level(level))),
            criterion,
        ));
    }
    blocks.extend(evidence(subject, &gap.practice));
    let note = subject
        .answer(&gap.practice)
        .map_or("", |it| it.note.trim());
    if !note.is_empty() {
        blocks.extend(noted("Noted", note));
    }
    blocks.push(about("First step", &text.guide.first_step));
    blocks.push(about("Lasting fix", &text.guide.fix));
    blocks.push(about("How to verify", &text.guide.verify));
    if subject.owner(&gap.practice).is_empty() {
        blocks.push(about("Usually owned by", sentence(&text.guide.role)));
    }
    if let Some(cells) = cells(subject, gap) {
        blocks.push(about("Where", cells));
    }
    blocks.push(sources(&text.sources));
}

/// What scanners found where it allows less than what was answered, or nothing was, and why the answer stands.
fn evidence(subject: &Subject<'_>, practice: &PracticeId) -> Option<Block> {
    let weighing = subject.evidence?;
    let of = weighing.practice(practice)?;
    of.allowed()?;
    let coverage = &weighing.weighed.coverage;
    let said = labels::evidence::weighed(of, subject.analysis, coverage);
    let mut spans = vec![
        Span::strong("What scanners found:"),
        Span::plain(format!(" {said}")),
    ];
    if let Some(explanation) = &of.explained {
        let explained = sentence(&labels::evidence::explained(explanation));
        spans.push(Span::plain(format!(" {explained}")));
    }
    Some(Block::Paragraph(spans))
}

/// Kind and further kinds, weight, effort and owner.
fn state(subject: &Subject<'_>, gap: &Gap) -> Vec<Span> {
    let kinds = std::iter::once(&gap.kind).chain(&gap.marks);
    let kinds: Vec<String> = kinds
        // The owner field already says that no owner is named.
        .filter(|it| **it != GapKind::Unowned)
        .map(|it| labels::in_a_sentence(labels::kind(*it)))
        .collect();
    let practice = subject.catalog.practice(&gap.practice);
    let impact = practice.map_or(0, |it| it.impact.get());
    let owner = match subject.owner(&gap.practice) {
        owner if owner.is_empty() => "nobody is named".to_owned(),
        owner => owner,
    };
    let due = match subject.answer(&gap.practice).and_then(|it| it.due.as_ref()) {
        Some(due) => {
            let overdue = gap.overdue().map(|by| format!(", {}", labels::overdue(by)));
            format!(", due {}{}", labels::day(due), overdue.unwrap_or_default())
        }
        None => String::new(),
    };
    let cornerstone = practice.is_some_and(|it| it.cornerstone);
    let mut spans = vec![
        Span::strong(capital(&listed(&kinds))),
        Span::plain(format!(
            ". Priority {}: impact {impact} of 5, {}. ",
            labels::hundredths(gap.priority),
            labels::effort(gap.effort),
        )),
    ];
    if cornerstone {
        spans.push(Span::strong("A cornerstone."));
        spans.push(Span::plain(" "));
    }
    spans.push(Span::plain(format!("Owner: {owner}{due}.")));
    if let Some((state, acceptance)) = subject.acceptance(gap) {
        spans.push(Span::plain(" "));
        spans.push(Span::strong(format!("{}:", labels::acceptance(state))));
        let accepted = labels::accepted(acceptance);
        let because = sentence(&acceptance.because);
        spans.push(Span::plain(format!(" {accepted}. {because}")));
    }
    spans
}

/// The cells of the service mix that the gap concerns; `None` for practices of the whole account.
fn cells(subject: &Subject<'_>, gap: &Gap) -> Option<String> {
    let finding = subject.analysis.finding(&gap.practice)?;
    let mut services: Vec<(&ServiceRef, Vec<String>)> = Vec::new();
    for CellRef { service, layer } in &finding.cells {
        let layer = labels::in_a_sentence(subject.layer(layer));
        match services.last_mut() {
            Some((last, layers)) if *last == service => layers.push(layer),
            _ => services.push((service, vec![layer])),
        }
    }
    // Services with the same layers are listed together.
    let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (service, layers) in services {
        let service = subject.short(service);
        match groups.iter_mut().find(|it| it.0 == layers) {
            Some((_, services)) => services.push(service),
            None => groups.push((layers, vec![service])),
        }
    }
    let parts = groups
        .iter()
        .map(|(layers, services)| format!("{} of {}", listed(layers), first(services, SERVICES)));
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| sentence(&parts.join("; ")))
}

fn first_steps(subject: &Subject<'_>) -> Table {
    let gaps = subject.analysis.open_gaps().zip(1..).skip(IN_FULL);
    let rows = gaps.map(|(gap, index)| {
        let text = subject.practice(&gap.practice);
        let step = text.map_or("", |it| &it.guide.first_step);
        vec![
            Cell::plain(name(subject, gap, index)),
            Cell {
                spans: Span::of_catalog(step),
                tone: None,
            },
        ]
    });
    Table {
        caption: "First steps of the other findings".into(),
        columns: vec![("Finding".into(), 3), ("First step".into(), 7)],
        rows: rows.collect(),
    }
}

//! The chapter on a workshop: who took part, what the room agreed on and what somebody holds against it, what was parked,
//! who goes and looks, how far apart the answers were before and after, and what was believed.

use super::prose::{capital, counted, heading, in_cell, listed, number, of, paragraph, quoted};
use super::{Block, Cell, Subject, Table, Tone};
use crate::analysis::Verdict;
use crate::assessment::Response;
use crate::labels;
use crate::workshop::{Held, Outcome, OutcomeKind, Revealed};
use demarc_catalog::PracticeId;

pub(super) fn blocks(subject: &Subject<'_>, held: Held<'_>) -> Vec<Block> {
    let mut blocks = vec![paragraph(who(held)), paragraph(how_agreed(held))];
    agreed(subject, held, true, &mut blocks);
    agreed(subject, held, false, &mut blocks);
    looked_at(subject, held, &mut blocks);
    put_aside(subject, held, &mut blocks);
    open(subject, held, &mut blocks);
    believed(subject, held, &mut blocks);
    blocks
}

/// How many people answered, of which roles.
fn who(held: Held<'_>) -> String {
    let setup = &held.workshop.setup;
    let people: usize = held.revealed.heads.values().sum();
    let roles = held.revealed.heads.iter();
    let roles: Vec<String> = roles
        .map(|(role, heads)| format!("{} of {}", number(*heads), quoted(setup.role(*role))))
        .collect();
    let day = labels::day(&setup.started);
    let questions = counted(setup.practices.len(), "question", "questions");
    if people == 0 {
        return format!("On {day}, hands were counted on {questions}.");
    }
    let mut told = format!(
        "{} answered {questions} in a workshop on {day}, before anybody spoke: {}.",
        capital(&counted(people, "person", "people")),
        listed(&roles),
    );
    let expected = usize::from(setup.expected);
    if expected > people {
        let missing = expected - people;
        told += &format!(
            " {} expected and did not answer.",
            capital(&format!(
                "{} more {}",
                number(missing),
                of(missing, "was", "were")
            )),
        );
    }
    told
}

/// How many questions the room agreed on alone, and how many in the end.
fn how_agreed(held: Held<'_>) -> String {
    let revealed = held.revealed;
    let asked = || {
        revealed
            .talk
            .iter()
            .chain(&revealed.look)
            .chain(&revealed.agreed)
    };
    let all = asked().count();
    let alone = asked().filter(|it| it.before.is_agreed()).count();
    let outcomes = held.workshop.outcomes.values();
    let settled = outcomes.filter(|it| it.kind == OutcomeKind::Agreed).count();
    let reserved = held.workshop.outcomes.values();
    let reserved = reserved.filter(|it| it.has_reservation()).count();
    format!(
        "Of {} that somebody answered, the answers to {} were at most a step apart from the start. After the talk, {} {} agreed{}. What was agreed was entered into the answers by the facilitator; nobody’s own answers were changed.",
        counted(all, "question", "questions"),
        number(alone),
        counted(settled, "answer", "answers"),
        of(settled, "was", "were"),
        match reserved {
            0 => String::new(),
            several => format!(", {} of them with a reservation", number(several)),
        },
    )
}

fn agreed(subject: &Subject<'_>, held: Held<'_>, with_reservation: bool, blocks: &mut Vec<Block>) {
    let all = outcomes(held, OutcomeKind::Agreed);
    let all = all.filter(|(_, it)| it.has_reservation() == with_reservation);
    let mut below = Vec::new();
    let rows: Vec<Vec<Cell>> = all
        .map(|(practice, outcome)| {
            let mut row = vec![Cell::plain(subject.title(practice))];
            row.push(answer(outcome.answer.as_ref()));
            let revealed = held.revealed.of(practice);
            row.push(before(revealed));
            row.push(after(revealed));
            row.push(Cell::plain(joined(&[
                &outcome.owner,
                outcome.due.as_ref().map_or("", |it| it.as_str()),
            ])));
            let remarks = remarks(subject, held, practice, outcome);
            let title = subject.title(practice);
            row.push(Cell::plain(in_cell(&remarks, title, "remarks", &mut below)));
            row
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let (title, caption, remark) = if with_reservation {
        (
            "Agreed with reservation",
            "Answers that somebody holds something against",
            "What is held against it",
        )
    } else {
        ("Agreed", "Answers that were agreed", "Remarks")
    };
    blocks.push(heading(title));
    blocks.push(Block::Table(Table {
        caption: caption.to_owned(),
        columns: vec![
            ("Practice".into(), 4),
            ("Agreed answer".into(), 3),
            ("Before the talk".into(), 4),
            ("Second vote".into(), 3),
            ("Owner, due".into(), 3),
            (remark.into(), 6),
        ],
        rows,
    }));
    blocks.append(&mut below);
}

/// The outcomes of a kind, in catalog order.
fn outcomes<'a>(
    held: Held<'a>,
    kind: OutcomeKind,
) -> impl Iterator<Item = (&'a PracticeId, &'a Outcome)> {
    let practices = held.workshop.setup.practices.iter();
    let all = practices.filter_map(move |it| Some((it, held.workshop.outcomes.get(it)?)));
    all.filter(move |(_, it)| it.kind == kind)
}

fn answer(of: Option<&Response>) -> Cell {
    let cell = Cell::plain(labels::response(of));
    match of.and_then(Response::level) {
        Some(level) => cell.toned(Tone::Level(level)),
        None => cell,
    }
}

fn before(of: Option<&Revealed>) -> Cell {
    Cell::plain(of.map_or_else(String::new, |it| labels::workshop::spread(&it.before)))
}

fn after(of: Option<&Revealed>) -> Cell {
    let after = of.and_then(|it| it.after.as_ref());
    Cell::plain(after.map_or_else(String::new, labels::workshop::spread))
}

/// What is held against an answer, who was not asked, and whether the answer was changed since.
fn remarks(
    subject: &Subject<'_>,
    held: Held<'_>,
    practice: &PracticeId,
    outcome: &Outcome,
) -> String {
    let dissent = outcome.dissent.iter();
    let dissent = dissent.map(|it| labels::workshop::dissent(it, &held.workshop.setup));
    let mut parts: Vec<String> = dissent.collect();
    if !outcome.not_asked.is_empty() {
        parts.push(format!("Not asked: {}", outcome.not_asked));
    }
    let now = subject.assessment.response(practice);
    if outcome.answer.is_some() && now != outcome.answer.as_ref() {
        let now = labels::in_a_sentence(labels::response(now));
        parts.push(format!("The answer was changed since; now it is “{now}”"));
    }
    parts.join("\n")
}

/// The texts that are not blank, with commas.
fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().map(|it| crate::text::line(it));
    let parts: Vec<String> = parts.filter(|it| !it.is_empty()).collect();
    parts.join(", ")
}

fn looked_at(subject: &Subject<'_>, held: Held<'_>, blocks: &mut Vec<Block>) {
    let rows: Vec<Vec<Cell>> = outcomes(held, OutcomeKind::GoAndLook)
        .map(|(practice, outcome)| {
            vec![
                Cell::plain(subject.title(practice)),
                Cell::plain(crate::text::line(&outcome.owner)),
                Cell::plain(outcome.due.as_ref().map_or("", |it| it.as_str())),
                before(held.revealed.of(practice)),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    blocks.push(heading("Go and look"));
    blocks.push(paragraph(
        "Talk does not settle what nobody knows. These people look at how it is.",
    ));
    blocks.push(Block::Table(Table {
        caption: "What somebody looks at".to_owned(),
        columns: vec![
            ("Practice".into(), 4),
            ("Who".into(), 3),
            ("By".into(), 2),
            ("What was answered".into(), 5),
        ],
        rows,
    }));
}

fn put_aside(subject: &Subject<'_>, held: Held<'_>, blocks: &mut Vec<Block>) {
    let questions = outcomes(held, OutcomeKind::Parked);
    let questions = questions.map(|(it, _)| subject.title(it).to_owned());
    let others = held.workshop.parking.iter();
    let others = others.map(|(_, it)| crate::text::line(it));
    let items: Vec<String> = questions
        .chain(others)
        .filter(|it| !it.is_empty())
        .collect();
    if items.is_empty() {
        return;
    }
    blocks.push(heading("Parked"));
    blocks.push(Block::List {
        numbered: false,
        items: items
            .iter()
            .map(|it| vec![super::Span::plain(it)])
            .collect(),
    });
}

/// What the room did not settle, and what nobody answered.
fn open(subject: &Subject<'_>, held: Held<'_>, blocks: &mut Vec<Block>) {
    let is_open = |it: &&PracticeId| !held.workshop.outcomes.contains_key(*it);
    let practices = held.workshop.setup.practices.iter().filter(is_open);
    let silent = &held.revealed.silent;
    let (silent, answered): (Vec<_>, Vec<_>) = practices.partition(|it| silent.contains(it));
    let named = |all: Vec<&PracticeId>| {
        let titles: Vec<&str> = all.iter().map(|it| subject.title(it)).collect();
        listed(&titles)
    };
    if answered.is_empty() && silent.is_empty() {
        return;
    }
    blocks.push(heading("Not settled"));
    if !answered.is_empty() {
        let text = format!("Answered, and nothing was agreed: {}.", named(answered));
        blocks.push(paragraph(text));
    }
    if !silent.is_empty() {
        blocks.push(paragraph(format!("Nobody answered: {}.", named(silent))));
    }
}

fn believed(subject: &Subject<'_>, held: Held<'_>, blocks: &mut Vec<Block>) {
    let all = &held.revealed.believed;
    if all.is_empty() {
        return;
    }
    let mut wrong: Vec<_> = all
        .iter()
        .filter(|it| it.with(Verdict::Assumption) > 0)
        .collect();
    wrong.sort_by_key(|it| std::cmp::Reverse(it.with(Verdict::Assumption)));
    blocks.push(heading("What the room believed"));
    if let Some(first) = wrong.first() {
        let assumed = labels::workshop::assumed(first, subject.operator(&first.cell));
        blocks.push(paragraph(format!(
            "{}: {}. What many take to be AWS’s is easily done by nobody.",
            cell(subject, first),
            assumed.unwrap_or_default(),
        )));
    }
    let rows = all.iter().map(|it| {
        vec![
            Cell::plain(cell(subject, it)),
            Cell::plain(labels::owner(it.owner)).toned(Tone::Owner(it.owner)),
            Cell::plain(labels::workshop::believed(it)),
            Cell::plain(match it.with(Verdict::Assumption) {
                0 => String::new(),
                wrong => wrong.to_string(),
            }),
        ]
    });
    blocks.push(Block::Table(Table {
        caption: "Whose each layer is, and whose it was believed to be".to_owned(),
        columns: vec![
            ("Service and layer".into(), 5),
            ("Owner".into(), 2),
            ("Believed".into(), 5),
            ("Missed the duty".into(), 2),
        ],
        rows: rows.collect(),
    }));
}

fn cell(subject: &Subject<'_>, of: &crate::workshop::BelievedLayer) -> String {
    format!(
        "{}, {}",
        subject.short(&of.cell.service),
        labels::in_a_sentence(subject.layer(&of.cell.layer)),
    )
}

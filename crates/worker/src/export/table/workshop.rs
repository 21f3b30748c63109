//! The tables of a workshop: each question with the answers of the room and what became of it, and what was believed.

use demarc_core::assessment::Belief;
use demarc_core::labels;
use demarc_core::workshop::{Held, Outcome};

use super::{Column, Holds, Table, Value, column, styled};
use crate::export::subject::ExportSubject;
use demarc_catalog::{Level, PracticeId};

const COLUMNS: [Column; 18] = [
    column("Practice", 26),
    column("Domain", 14),
    column("What became of it", 14),
    styled("Agreed answer", 12, Holds::Level),
    column("Not in place", 8),
    column("Started", 8),
    column("Mostly", 8),
    column("Fully", 8),
    column("Don’t know", 8),
    column("Not applicable", 9),
    column("Before", 22),
    column("Second vote", 22),
    styled("Talk value", 8, Holds::Weight),
    column("On top because", 34),
    column("Owner", 18),
    column("Due", 11),
    column("Held against it", 42),
    column("Practice ID", 26),
];

/// A row for every question, in the order of the workshop.
pub fn workshop<'a>(subject: &ExportSubject<'a>, held: Held<'a>) -> Table<'a> {
    let practices = held.workshop.setup.practices.iter();
    let rows = practices.filter_map(|it| row(subject, held, it));
    Table {
        rows: rows.collect(),
        columns: COLUMNS.to_vec(),
        printed: 17,
    }
}

fn row<'a>(
    subject: &ExportSubject<'a>,
    held: Held<'a>,
    id: &'a PracticeId,
) -> Option<Vec<Value<'a>>> {
    let (practice, _) = subject.practice(id)?;
    let outcome = held.workshop.outcomes.get(id);
    let revealed = held.revealed.of(id);
    let before = revealed.map(|it| it.before).unwrap_or_default();
    let count = |number: u16| Value::Count(u32::from(number));
    let answer = outcome.and_then(|it| it.answer.as_ref());
    let marks = revealed.map_or(&[][..], |it| it.marks.as_slice());
    let marks: Vec<String> = marks
        .iter()
        .map(|it| labels::workshop::mark(it, &held.workshop.setup))
        .collect();
    let mut row = vec![
        Value::text(practice.title.as_str()),
        Value::text(subject.domain(&practice.id.domain())),
        Value::text(outcome.map_or("", labels::workshop::outcome)),
        answer.map_or(Value::Empty, |it| Value::text(labels::response(Some(it)))),
    ];
    row.extend(Level::ALL.map(|level| count(before.at(level))));
    row.extend([
        count(before.dont_know),
        count(before.not_applicable),
        Value::text(labels::workshop::spread(&before)),
        revealed
            .and_then(|it| it.after.as_ref())
            .map_or(Value::Empty, |it| Value::text(labels::workshop::spread(it))),
        revealed.map_or(Value::Empty, |it| Value::Figure(it.talk_value.value())),
        Value::text(marks.join("\n")),
        outcome.map_or(Value::Empty, |it| Value::text(it.owner.as_str())),
        outcome
            .and_then(|it| it.due.as_ref())
            .map_or(Value::Empty, Value::Day),
        Value::text(outcome.map_or_else(String::new, |it| against(held, it))),
        Value::text(practice.id.as_str().to_owned()),
    ]);
    Some(row)
}

fn against(held: Held<'_>, outcome: &Outcome) -> String {
    let all = outcome.dissent.iter();
    let all = all.map(|it| labels::workshop::dissent(it, &held.workshop.setup));
    all.collect::<Vec<_>>().join("\n")
}

const BELIEFS: [Column; 8] = [
    column("Service", 26),
    column("Layer", 26),
    styled("Owner", 12, Holds::Owner),
    column("AWS", 8),
    column("Us", 8),
    column("Both", 8),
    column("The operator", 10),
    column("Not sure", 8),
];

/// What the room believed of each layer.
pub fn room_beliefs<'a>(subject: &ExportSubject<'a>, held: Held<'a>) -> Table<'a> {
    let rows = held.revealed.believed.iter().map(|it| {
        let mut row = vec![
            Value::text(subject.service(&it.cell.service)),
            Value::text(subject.layer(&it.cell.layer)),
            Value::text(labels::owner(it.owner)),
        ];
        let beliefs = [
            Belief::Aws,
            Belief::Customer,
            Belief::Shared,
            Belief::Operator,
            Belief::NotSure,
        ];
        let count = |belief| it.counts.get(&belief).copied().unwrap_or_default();
        row.extend(beliefs.map(|belief| Value::Count(count(belief))));
        row
    });
    Table {
        rows: rows.collect(),
        columns: BELIEFS.to_vec(),
        printed: 8,
    }
}

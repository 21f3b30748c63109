//! The table of answers: every practice in scope, then answers to practices that are not asked or not in the catalog.

use demarc_catalog::PracticeId;
use demarc_core::labels;

use super::{
    Column, Holds, Table, Value, acceptance, catalog_text, column, found, notes, reasons, styled,
    with_evidence,
};
use crate::export::subject::ExportSubject;

const COLUMNS: [Column; 18] = [
    column("Domain", 14),
    column("Practice", 22),
    column("Question", 26),
    styled("Answer", 12, Holds::Level),
    column("Why not applicable", 14),
    column("Because", 20),
    column("Accepted by", 14),
    column("Accepted until", 12),
    column("Why accepted", 20),
    styled("Weight", 8, Holds::Weight),
    column("Impact", 8),
    column("Cornerstone", 12),
    column("Owner", 16),
    column("Due", 12),
    column("Note", 28),
    column("Evidence", 30),
    column("Asked", 20),
    column("Practice ID", 26),
];

/// The column behind which those of the evidence stand: they are not printed, for which the others leave no room.
const BEHIND: &str = "Evidence";

/// Every practice in scope, and all other answers.
pub fn answers<'a>(subject: &ExportSubject<'a>) -> Table<'a> {
    let analysis = &subject.analysis;
    let asked = analysis.practices.iter().map(|it| &it.practice);
    let practices = subject.catalog.practices.iter().map(|it| &it.id);
    let is_more = |it: &&PracticeId| subject.answer(it).is_some() && analysis.finding(it).is_none();
    let rows = asked
        .map(|id| row(subject, id, "Yes"))
        .chain(
            practices
                .filter(is_more)
                .map(|id| row(subject, id, "No longer")),
        )
        .chain(
            analysis
                .unknown_practices
                .iter()
                .map(|id| row(subject, id, "Not in this catalog")),
        );
    Table {
        rows: rows.collect(),
        columns: with_evidence(subject, &COLUMNS, BEHIND),
        printed: 15,
    }
}

fn row<'a>(subject: &ExportSubject<'a>, id: &PracticeId, asked: &'static str) -> Vec<Value<'a>> {
    let known = subject.practice(id);
    let of_practice = |read: fn(&'a demarc_catalog::Practice) -> Value<'a>| {
        known.map_or(Value::Empty, |(practice, _)| read(practice))
    };
    let weight = subject.analysis.finding(id).map(|it| it.weight.value());
    let answer = subject.answer(id);
    let response = answer.and_then(|it| it.counted_response());
    let [by, until, accepted] = acceptance(subject, id);
    let [reason, because] = reasons(subject, id);
    let [owner, due, note, evidence] = notes(subject, id);
    let row = vec![
        Value::text(subject.domain(&id.domain())),
        of_practice(|it| Value::text(it.title.as_str())),
        known.map_or(Value::Empty, |(_, text)| catalog_text(&text.question)),
        Value::text(labels::response(response)),
        reason,
        because,
        by,
        until,
        accepted,
        weight.map_or(Value::Empty, Value::Figure),
        of_practice(|it| Value::Count(it.impact.get())),
        of_practice(|it| Value::truth(it.cornerstone)),
        owner,
        due,
        note,
        evidence,
        Value::text(asked),
        Value::text(id.as_str().to_owned()),
    ];
    found(subject, &COLUMNS, BEHIND, id, row)
}

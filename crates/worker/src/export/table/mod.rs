//! Tables of an assessment: their columns and rows. CSV files and workbooks are written from them.

use std::borrow::Cow;

use demarc_catalog::Date;
use demarc_core::labels;
use demarc_core::text;

use crate::export::subject::{ExportSubject, not_applicable};

mod accepted;
mod answers;
mod beliefs;
mod evidence;
mod frameworks;
mod gaps;
mod workshop;

pub use accepted::accepted;
pub use answers::answers;
pub use beliefs::beliefs;
pub use evidence::{evidence, scans};
pub use frameworks::{applicability, frameworks};
pub use gaps::gaps;
pub use workshop::{room_beliefs, workshop};

/// A table.
pub struct Table<'a> {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The number of columns that are printed, from the first.
    pub printed: u16,
    /// The rows, with one value per column.
    pub rows: Vec<Vec<Value<'a>>>,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Column {
    /// The heading.
    pub heading: &'static str,
    /// The width in a workbook, in characters.
    pub width: u8,
    /// The kind of content.
    pub holds: Holds,
}

/// The kind of content of a column, which decides its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Texts and numbers without colors.
    Plain,
    /// A level.
    Level,
    /// A kind of gap.
    GapKind,
    /// A number that grows with importance.
    Weight,
    /// An owner.
    Owner,
    /// A support.
    Support,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Empty.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(u32),
    /// A number with two decimals.
    Figure(f64),
    /// A day.
    Day(&'a Date),
}

impl<'a> Value<'a> {
    /// A text, or [`Value::Empty`] if it is blank.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A yes or no.
    pub fn truth(holds: bool) -> Self {
        Self::text(if holds { "Yes" } else { "No" })
    }

    /// The value as text.
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Count(number) => Cow::Owned(number.to_string()),
            Self::Figure(number) => Cow::Owned(labels::hundredths(*number)),
            Self::Day(day) => Cow::Borrowed(day.as_str()),
        }
    }
}

/// A column without colors.
const fn column(heading: &'static str, width: u8) -> Column {
    Column {
        heading,
        width,
        holds: Holds::Plain,
    }
}

/// A column with a kind of content.
const fn styled(heading: &'static str, width: u8, holds: Holds) -> Column {
    Column {
        heading,
        width,
        holds,
    }
}

/// A text of the catalog, without the marks around code.
fn catalog_text(text: &str) -> Value<'_> {
    Value::text(text::without_marks(text))
}

/// A rank, counted from 1, for an index from 0.
fn rank(index: usize) -> Value<'static> {
    Value::Count(u32::try_from(index + 1).unwrap_or(u32::MAX))
}

/// The columns with those of the evidence, if there is any, behind the one with a heading: the verdict, and the level that
/// failing checks allow.
fn with_evidence(subject: &ExportSubject<'_>, columns: &[Column], heading: &str) -> Vec<Column> {
    let mut columns = columns.to_vec();
    if subject.weighing().is_some() {
        let at = behind(&columns, heading);
        let of_evidence = [
            column("Findings say", 12),
            styled("At most", 10, Holds::Level),
        ];
        columns.splice(at..at, of_evidence);
    }
    columns
}

/// The row of a practice with the values of the evidence, if there is any, where [`with_evidence`] has their columns.
fn found<'a>(
    subject: &ExportSubject<'a>,
    columns: &[Column],
    heading: &str,
    id: &demarc_catalog::PracticeId,
    mut row: Vec<Value<'a>>,
) -> Vec<Value<'a>> {
    if subject.weighing().is_some() {
        let found = subject.found(id);
        let at = behind(columns, heading);
        let verdict = found.map(labels::evidence::verdict_and_state);
        let at_most = found.and_then(|it| it.at_most).map(labels::level);
        let of_evidence = [
            verdict.map_or(Value::Empty, Value::text),
            at_most.map_or(Value::Empty, Value::text),
        ];
        row.splice(at..at, of_evidence);
    }
    row
}

/// The index behind the column with a heading; the end where there is none.
fn behind(columns: &[Column], heading: &str) -> usize {
    let at = columns.iter().position(|it| it.heading == heading);
    at.map_or(columns.len(), |it| it + 1)
}

/// The reason for “not applicable”, and the explanation.
fn reasons<'a>(subject: &ExportSubject<'a>, id: &demarc_catalog::PracticeId) -> [Value<'a>; 2] {
    let answer = subject.answer(id);
    match not_applicable(answer.and_then(|it| it.response.as_ref())) {
        Some((reason, because)) => [Value::text(labels::reason(reason)), Value::text(because)],
        None => [Value::Empty, Value::Empty],
    }
}

/// The acceptance of a risk: by whom, until when, why.
fn acceptance<'a>(subject: &ExportSubject<'a>, id: &demarc_catalog::PracticeId) -> [Value<'a>; 3] {
    match subject.answer(id).and_then(|it| it.accepted_risk()) {
        None => [const { Value::Empty }; 3],
        Some(acceptance) => [
            Value::text(text::line(&acceptance.by)),
            acceptance.until.as_ref().map_or(Value::Empty, Value::Day),
            Value::text(acceptance.because.as_str()),
        ],
    }
}

/// The notes of an answer: owner, due date, note, evidence.
fn notes<'a>(subject: &ExportSubject<'a>, id: &demarc_catalog::PracticeId) -> [Value<'a>; 4] {
    let Some(answer) = subject.answer(id) else {
        return [const { Value::Empty }; 4];
    };
    [
        Value::text(text::line(&answer.owner)),
        answer.due.as_ref().map_or(Value::Empty, Value::Day),
        Value::text(answer.note.as_str()),
        Value::text(answer.evidence.as_str()),
    ]
}

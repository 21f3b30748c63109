//! Tables of an assessment: what the columns are and what is in the rows. Lists and workbooks draw them.

use std::borrow::Cow;

use demarc_catalog::Date;
use demarc_core::labels;

use crate::export::subject::{ExportSubject, not_applicable};

mod answers;
mod beliefs;
mod frameworks;
mod gaps;

pub use answers::answers;
pub use beliefs::beliefs;
pub use frameworks::{applicability, frameworks};
pub use gaps::gaps;

/// A table.
pub struct Table<'a> {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// How many columns go on paper: those that people talk about.
    pub printed: u16,
    /// The rows, each with a value per column.
    pub rows: Vec<Vec<Value<'a>>>,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// Its width in a workbook, in characters.
    pub width: u8,
    /// What it holds.
    pub holds: Holds,
}

/// What a column holds, which decides its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Texts and figures without more.
    Plain,
    /// How far something is in place.
    Level,
    /// A kind of gap.
    GapKind,
    /// A figure that grows with what matters.
    Weight,
    /// Who owns something.
    Owner,
    /// How the practices behind a requirement stand.
    Support,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(u32),
    /// A figure with hundredths.
    Figure(f64),
    /// A day.
    Day(&'a Date),
}

impl<'a> Value<'a> {
    /// A text; nothing when it is blank.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A truth.
    pub fn truth(holds: bool) -> Self {
        Self::text(if holds { "Yes" } else { "No" })
    }

    /// The value as a list of texts has it.
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

/// A column.
const fn column(heading: &'static str, width: u8) -> Column {
    Column {
        heading,
        width,
        holds: Holds::Plain,
    }
}

/// A column with a look of its own.
const fn styled(heading: &'static str, width: u8, holds: Holds) -> Column {
    Column {
        heading,
        width,
        holds,
    }
}

/// The place of something in a list that begins with 1.
fn place(index: usize) -> Value<'static> {
    Value::Count(u32::try_from(index + 1).unwrap_or(u32::MAX))
}

/// The reason for not applicable, and the sentence.
fn reasons<'a>(subject: &ExportSubject<'a>, id: &demarc_catalog::PracticeId) -> [Value<'a>; 2] {
    let answer = subject.answer(id);
    match not_applicable(answer.and_then(|it| it.response.as_ref())) {
        Some((reason, because)) => [Value::text(labels::reason(reason)), Value::text(because)],
        None => [Value::Empty, Value::Empty],
    }
}

/// What is noted beside an answer: owner, day, note, evidence.
fn notes<'a>(subject: &ExportSubject<'a>, id: &demarc_catalog::PracticeId) -> [Value<'a>; 4] {
    let Some(answer) = subject.answer(id) else {
        return [const { Value::Empty }; 4];
    };
    [
        Value::text(answer.owner.as_str()),
        answer.due.as_ref().map_or(Value::Empty, Value::Day),
        Value::text(answer.note.as_str()),
        Value::text(answer.evidence.as_str()),
    ]
}

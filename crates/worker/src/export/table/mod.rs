//! Tables of an assessment: their columns and rows. CSV files and workbooks are written from them.

use std::borrow::Cow;

use demarc_catalog::Date;
use demarc_core::labels;
use demarc_core::text;

use crate::export::subject::{ExportSubject, not_applicable};

mod accepted;
mod answers;
mod beliefs;
mod frameworks;
mod gaps;

pub use accepted::accepted;
pub use answers::answers;
pub use beliefs::beliefs;
pub use frameworks::{applicability, frameworks};
pub use gaps::gaps;

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
            Value::text(acceptance.by.as_str()),
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

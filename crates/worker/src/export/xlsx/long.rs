//! The sheet of texts that are longer than the highest row: each in as many rows as it takes, so that all of it can be
//! read and printed.

use super::height::{MOST_LINES, lines, parts};
use crate::export::table::{Column, Holds, Table, Value};

/// The name of the sheet.
pub const NAME: &str = "Long texts";
/// The width of its column of texts.
const WIDTH: u8 = 100;

/// The texts that are too long for the row that they belong to.
#[derive(Default)]
pub struct LongTexts {
    texts: Vec<LongText>,
}

/// A text, with the heading of its column and the rows that it belongs to.
struct LongText {
    heading: &'static str,
    places: Vec<String>,
    text: String,
}

impl LongTexts {
    /// The value as its cell shows it. A text that is too long says first where all of it is, and is noted.
    pub fn shown<'a>(
        &mut self,
        value: &Value<'a>,
        column: &Column,
        place: impl FnOnce() -> String,
    ) -> Value<'a> {
        match value {
            Value::Text(text) if lines(value, column.width) > MOST_LINES => {
                self.add(column.heading, place(), text);
                Value::text(format!("The whole text is on the sheet “{NAME}”.\n{text}"))
            }
            value => value.clone(),
        }
    }

    /// Notes a text once, also if it is in several sheets.
    fn add(&mut self, heading: &'static str, place: String, text: &str) {
        let known = self.texts.iter_mut();
        let known = known
            .into_iter()
            .find(|it| it.heading == heading && it.text == text);
        match known {
            Some(known) => known.places.push(place),
            None => self.texts.push(LongText {
                heading,
                places: vec![place],
                text: text.to_owned(),
            }),
        }
    }

    /// The table of the sheet; `None` without a text for it.
    pub fn table(&self) -> Option<Table<'_>> {
        if self.texts.is_empty() {
            return None;
        }
        let column = |heading, width| Column {
            heading,
            width,
            holds: Holds::Plain,
        };
        let rows = self.texts.iter().flat_map(|it| {
            let parts = parts(&it.text, WIDTH).into_iter().enumerate();
            parts.map(|(index, part)| {
                let place = match index {
                    0 => it.places.join("; "),
                    _ => "(goes on)".to_owned(),
                };
                vec![
                    Value::text(place),
                    Value::text(it.heading),
                    Value::text(part),
                ]
            })
        });
        Some(Table {
            columns: vec![
                column("Where", 24),
                column("Column", 14),
                column("Text", WIDTH),
            ],
            printed: 3,
            rows: rows.collect(),
        })
    }
}

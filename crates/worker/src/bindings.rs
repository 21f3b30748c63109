//! The JavaScript interface of the worker. Only this module uses the built-in catalog.

use demarc_catalog::Date;
use demarc_core::exchange::{Format, Separator, record};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{ExportSubject, Timestamp, export};

/// A file for JavaScript.
#[wasm_bindgen]
pub struct Made {
    file: crate::File,
}

#[wasm_bindgen]
impl Made {
    /// The file name.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn name(&self) -> String {
        self.file.name.clone()
    }

    /// The media type.
    #[wasm_bindgen(getter = mediaType)]
    #[must_use]
    pub fn media_type(&self) -> String {
        self.file.media_type.to_owned()
    }

    /// The content.
    #[must_use]
    pub fn take(self) -> Vec<u8> {
        self.file.bytes
    }
}

/// Reads a file with texts of the catalog, by its index.
///
/// # Errors
/// A message, when the texts belong to another edition.
#[wasm_bindgen]
pub fn read(index: usize, texts: &[u8]) -> Result<(), String> {
    demarc_edition::read_texts(index, texts)
        .map_err(|_| "the catalog’s words are another edition’s".to_owned())
}

/// Makes a file from the record of an assessment. `now` is in milliseconds since 1970; `today` is the day in the user's
/// time zone, and the separator that of lists for spreadsheets.
///
/// # Errors
/// A message, when the record can't be read or the file can't be made.
#[wasm_bindgen]
pub fn make(
    format: &str,
    separator: &str,
    record: &str,
    now: f64,
    today: &str,
) -> Result<Made, String> {
    let format = Format::from_key(format).ok_or("there is no such kind of file")?;
    let mut assessment = record::read(record).map_err(|error| error.what())?;
    assessment.normalize(demarc_edition::catalog());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time before 1970 is as good as 1970"
    )]
    let now = Timestamp::from_milliseconds(now as u64);
    let today = Date::try_from(today.to_owned())?;
    let texts = demarc_edition::texts().ok_or("the catalog’s texts are not there")?;
    let mut subject = ExportSubject::new(demarc_edition::catalog(), texts, &assessment, now, today);
    subject.separator = Separator::from_key(separator).ok_or("there is no such separator")?;
    let file = export(format, &subject).map_err(|error| error.to_string())?;
    Ok(Made { file })
}

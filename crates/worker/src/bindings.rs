//! The JavaScript interface of the worker. Only this module uses the built-in catalog.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use demarc_catalog::Date;
use demarc_core::evidence::Evidence;
use demarc_core::exchange::{Format, Separator, record};
use demarc_core::store::{EvidenceRecord, WorkshopRecord};
use demarc_core::workshop::{Workshop, reported, workshops};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{ExportSubject, ReadOptions, Timestamp, export, read_evidence};

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

/// Makes a file from the record of an assessment and that of its evidence, an empty text without one. `now` is in
/// milliseconds since 1970; `today` is the day in the user's time zone, and the separator that of lists for spreadsheets.
///
/// # Errors
/// A message, when a record can't be read or the file can't be made.
#[wasm_bindgen]
pub fn make(
    format: &str,
    separator: &str,
    record: &str,
    now: f64,
    today: &str,
    evidence: &str,
    workshops: &str,
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
    let evidence = kept_evidence(evidence)?;
    let workshop = kept_workshop(workshops)?;
    let subject = subject.with_evidence(&evidence);
    let subject = subject.with_workshop(workshop.as_ref());
    let file = export(format, &subject).map_err(|error| error.to_string())?;
    Ok(Made { file })
}

/// The evidence of a record; none of an empty text.
fn kept_evidence(record: &str) -> Result<Evidence, String> {
    if record.is_empty() {
        return Ok(Evidence::default());
    }
    let (_, entries) = EvidenceRecord::read(record).map_err(|error| {
        format!(
            "the evidence of this assessment can’t be read: {}",
            error.what()
        )
    })?;
    Ok(Evidence::of(&entries))
}

/// The workshop of a record that reports tell of; none of an empty text.
fn kept_workshop(record: &str) -> Result<Option<Workshop>, String> {
    if record.is_empty() {
        return Ok(None);
    }
    let (_, entries) = WorkshopRecord::read(record).map_err(|error| {
        format!(
            "the workshops about this assessment can’t be read: {}",
            error.what()
        )
    })?;
    Ok(reported(workshops(&entries).0))
}

#[wasm_bindgen]
extern "C" {
    /// A file of the user's: `worker.js` makes it of a `File`.
    pub type Source;

    #[wasm_bindgen(method, getter)]
    fn size(this: &Source) -> f64;

    /// The bytes from one position up to another.
    #[wasm_bindgen(method, catch)]
    fn read(this: &Source, from: f64, to: f64) -> Result<Vec<u8>, JsValue>;

    /// Hears how many bytes are read.
    #[wasm_bindgen(method)]
    fn progress(this: &Source, read: f64);
}

/// How many bytes are asked of the browser at once.
const CHUNK: u64 = 1 << 20;

/// A file of the user's, read in pieces.
struct SourceReader<'a> {
    source: &'a Source,
    size: u64,
    at: u64,
    /// The piece that was read last, and where it begins.
    piece: Vec<u8>,
    begins: u64,
}

impl<'a> SourceReader<'a> {
    fn new(source: &'a Source) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "sizes are whole, and below 2^53"
        )]
        let size = source.size() as u64;
        Self {
            source,
            size,
            at: 0,
            piece: Vec::new(),
            begins: 0,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "positions are below 2^53")]
fn position(at: u64) -> f64 {
    at as f64
}

impl Read for SourceReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ends = self.begins + self.piece.len() as u64;
        if !(self.begins..ends).contains(&self.at) {
            let to = self.size.min(self.at.saturating_add(CHUNK));
            if self.at >= to {
                return Ok(0);
            }
            let piece = self.source.read(position(self.at), position(to));
            self.piece = piece.map_err(|_| {
                io::Error::other("the browser could not read it; it may have changed or moved")
            })?;
            self.begins = self.at;
        }
        let from = usize::try_from(self.at - self.begins).unwrap_or_default();
        let mut left = self.piece.get(from..).unwrap_or_default();
        let read = left.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for SourceReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// What was read of a file, for JavaScript.
#[wasm_bindgen]
pub struct Found {
    read: crate::FindingsRead,
}

#[wasm_bindgen]
impl Found {
    /// The text of a file of evidence.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn evidence(&self) -> String {
        self.read.evidence.write()
    }

    /// The files of an archive that were left out, a line each.
    #[wasm_bindgen(getter = passedOver)]
    #[must_use]
    pub fn passed_over(&self) -> String {
        self.read.passed_over.join("\n")
    }
}

/// Reduces a file of a scanner, or a file of evidence, to the text of a file of evidence. `today` is the day in the
/// user's time zone; with `examples`, up to five names of failing resources per check are kept.
///
/// # Errors
/// A message for the user.
#[wasm_bindgen(js_name = findings)]
pub fn findings(name: &str, source: &Source, examples: bool, today: &str) -> Result<Found, String> {
    let today = Date::try_from(today.to_owned())?;
    let texts = demarc_edition::texts().ok_or("the catalog’s texts are not there")?;
    let options = ReadOptions { examples };
    let mut told = 0;
    let mut progress = |read: u64| {
        if read >= told + CHUNK {
            told = read;
            source.progress(position(read));
        }
        ControlFlow::Continue(())
    };
    let file = SourceReader::new(source);
    let lists = &texts.check_lists;
    let read = read_evidence(name, file, lists, options, &today, &mut progress)?;
    Ok(Found { read })
}

/// The texts of the QR codes in a picture, a line each. Four bytes are a pixel.
#[wasm_bindgen]
#[must_use]
pub fn codes(width: usize, height: usize, pixels: &[u8]) -> String {
    let picture = demarc_scan::Picture::of_rgba(width, height, pixels);
    picture.map(|it| it.read().join("\n")).unwrap_or_default()
}

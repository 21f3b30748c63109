//! Reads the files of scanners of AWS accounts and reduces them to counts: [`Scan`]s. Findings, names of resources, ARNs
//! and tags are not kept, but for names that the caller asks for.
//!
//! The same code runs in a worker of the browser and in the command line. It takes a file as plain [`Read`] and [`Seek`],
//! keeps no more of it than one finding, and knows no clock. A file goes through these layers: `wrapping` (archives,
//! encodings), `recognize` (what it is), one module of `adapters` for its layout, `reduce` (the counts).

// No panic can be reached from data. Tests may panic.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adapters;
mod day;
mod error;
mod json;
mod known;
mod recognize;
mod reduce;
mod table;
mod wrapping;

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use demarc_catalog::CheckList;
pub use demarc_core::evidence::Scan;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use adapters::Fault;
pub use error::{Other, ReadError};
use known::Known;
use reduce::Reducer;
use wrapping::{Encoding, Stopped, Unpacked, Utf16, Watched};

/// What the caller wants of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Whether names of resources that failed are kept, up to five a check.
    pub examples: bool,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// The scans, at least one: several of a zip archive.
    pub scans: Vec<Scan>,
    /// The files of an archive that are no scan, such as a page beside the findings.
    pub passed_over: Vec<PassedOver>,
}

/// A file of an archive that gives no scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The name of the archive and of the file.
    pub file: String,
    /// Why it gives none.
    pub reason: ReadError,
}

/// How much of a text is looked at to recognize it.
const HEAD: usize = 64 << 10;

/// How many files of an archive are looked at.
const MOST_FILES: usize = 10_000;

/// The signs of archives.
const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZIP: [u8; 4] = [b'P', b'K', 3, 4];
const EMPTY_ZIP: [u8; 4] = [b'P', b'K', 5, 6];

/// Reads a file: one scan, or one for each file of a zip archive that is one.
///
/// `name` is the name of the file without its folder. `progress` is told the number of bytes read so far, about every
/// 64 kB, and what is read again of an archive counts again; when it breaks, reading stops. A file that ends too early gives what is whole in it, with
/// [`Scan::is_cut_off`].
///
/// Findings that name an identity count once, the newest of them. 1.8 million identities are told apart; what comes
/// after them counts as it comes. A scan has at most 20,000 tallies: where there would be more, Regions are folded
/// into one, and if that is not enough, all accounts but the first in order, at most 100 and as many as fit.
///
/// # Errors
/// [`ReadError`], whose message is for whoever chose the file.
pub fn read<F: Read + Seek>(
    name: &str,
    file: F,
    lists: &[CheckList],
    options: ReadOptions,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Contents, ReadError> {
    let stopped = Cell::default();
    let known = Known::new(lists);
    let reading = Reading {
        known: &known,
        options,
        stopped: &stopped,
    };
    let mut file = Watched::new(file, progress, &stopped);
    reading.read_file(name, &mut file)
}

/// What every step of reading a file needs.
struct Reading<'a> {
    known: &'a Known<'a>,
    options: ReadOptions,
    stopped: &'a Cell<Stopped>,
}

impl Reading<'_> {
    fn read_file<F: Read + Seek>(&self, name: &str, file: &mut F) -> Result<Contents, ReadError> {
        let mut start = [0; ZIP.len()];
        wrapping::fill(file, &mut start).map_err(|it| self.error(&it))?;
        let size = file.seek(SeekFrom::End(0)).map_err(|it| self.error(&it))?;
        file.rewind().map_err(|it| self.error(&it))?;
        if start == ZIP || start == EMPTY_ZIP {
            return self.read_zip(name, file);
        }
        let scan = self.read_stream(name, size, file)?;
        Ok(Contents {
            scans: vec![scan],
            passed_over: Vec::new(),
        })
    }

    fn read_zip<F: Read + Seek>(&self, name: &str, file: &mut F) -> Result<Contents, ReadError> {
        let mut archive = ZipArchive::new(file).map_err(|it| self.zip_error(it))?;
        let has = |file| archive.index_for_name(file).is_some();
        if has("xl/workbook.xml") {
            return Err(ReadError::Other(Other::Workbook));
        }
        if has("tfplan") {
            return Err(ReadError::Other(Other::TerraformBinary));
        }
        let mut contents = Contents {
            scans: Vec::new(),
            passed_over: Vec::new(),
        };
        for index in 0..archive.len().min(MOST_FILES) {
            let Some(file) = archive.name_for_index(index).and_then(file_name) else {
                continue;
            };
            let file = format!("{name}/{file}");
            match self.read_entry(&file, &mut archive, index) {
                Ok(scan) => contents.scans.push(scan),
                Err(error @ (ReadError::Canceled | ReadError::Device(_))) => return Err(error),
                Err(reason) => contents.passed_over.push(PassedOver { file, reason }),
            }
        }
        if contents.scans.is_empty() {
            let first = contents.passed_over.into_iter().next();
            return Err(first.map_or(ReadError::Empty, |it| it.reason));
        }
        Ok(contents)
    }

    fn read_entry<F: Read + Seek>(
        &self,
        name: &str,
        archive: &mut ZipArchive<F>,
        index: usize,
    ) -> Result<Scan, ReadError> {
        let entry = archive.by_index(index).map_err(|it| self.zip_error(it))?;
        let packed = entry.compressed_size();
        if wrapping::is_too_large(entry.size(), packed) {
            return Err(ReadError::TooLargeUnpacked);
        }
        // What stopped the entry before it is told already.
        if self.stopped.get() != Stopped::Canceled {
            self.stopped.take();
        }
        let mut unpacked = Unpacked::new(entry, packed, self.stopped);
        self.read_stream(name, packed, &mut unpacked)
    }

    /// Reads a text, which may be packed by gzip. It takes so many bytes as it is.
    fn read_stream(&self, name: &str, size: u64, source: &mut dyn Read) -> Result<Scan, ReadError> {
        let mut start = [0; GZIP.len()];
        let count = wrapping::fill(source, &mut start).map_err(|it| self.error(&it))?;
        let start = start.get(..count).unwrap_or_default();
        let source = start.chain(source);
        if start != GZIP {
            return self.read_text(name, source);
        }
        let source = BufReader::with_capacity(256 << 10, source);
        let unpacked = MultiGzDecoder::new(source);
        self.read_text(name, Unpacked::new(unpacked, size, self.stopped))
    }

    fn read_text(&self, name: &str, mut source: impl Read) -> Result<Scan, ReadError> {
        let mut start = [0; 64];
        let count = wrapping::fill(&mut source, &mut start).map_err(|it| self.error(&it))?;
        let start = start.get(..count).unwrap_or_default();
        let (encoding, mark) = wrapping::encoding(start);
        let mut source = start.get(mark..).unwrap_or_default().chain(source);
        match encoding {
            Encoding::Utf8 => self.read_utf8(name, &mut source),
            Encoding::Utf16Le => self.read_utf8(name, &mut Utf16::new(source, false)),
            Encoding::Utf16Be => self.read_utf8(name, &mut Utf16::new(source, true)),
        }
    }

    fn read_utf8(&self, name: &str, source: &mut dyn Read) -> Result<Scan, ReadError> {
        let mut head = vec![0; HEAD];
        let count = wrapping::fill(source, &mut head).map_err(|it| self.error(&it))?;
        let is_all = count < head.len();
        head.truncate(count);
        let layout =
            recognize::recognize(&head, is_all).map_err(|it| match self.stopped.get() {
                Stopped::CutOff => ReadError::CutOff,
                _ => it,
            })?;
        let mut source = head.as_slice().chain(source);
        let mut reducer = Reducer::new(self.known, self.options.examples);
        let outline =
            adapters::read(&layout, &mut source, &mut reducer).map_err(|it| match it {
                Fault::Source(error) => self.error(&error),
                Fault::Content(error) => error,
            })?;
        let is_cut_off = outline.is_cut_off || self.stopped.take() == Stopped::CutOff;
        if reducer.is_all_damaged() {
            return Err(if is_cut_off {
                ReadError::CutOff
            } else {
                ReadError::Damaged
            });
        }
        if reducer.is_empty() && is_cut_off {
            return Err(ReadError::CutOff);
        }
        Ok(reducer.finish(name.to_owned(), outline.kind, outline.tool, is_cut_off))
    }

    /// What an error of a source means.
    fn error(&self, error: &io::Error) -> ReadError {
        match (self.stopped.take(), error.kind()) {
            (Stopped::Canceled, _) => ReadError::Canceled,
            (Stopped::TooLarge, _) => ReadError::TooLargeUnpacked,
            (_, io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
                ReadError::BrokenArchive
            }
            _ => ReadError::Device(error.to_string()),
        }
    }

    fn zip_error(&self, error: ZipError) -> ReadError {
        match error {
            ZipError::Io(error) if self.stopped.get() == Stopped::Canceled => self.error(&error),
            ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                self.error(&error)
            }
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
            _ => ReadError::BrokenArchive,
        }
    }
}

/// The name of a file of an archive without its folder; `None` for folders, and for what systems put beside files.
fn file_name(path: &str) -> Option<&str> {
    let name = path.rsplit(['/', '\\']).next()?;
    let is_beside = name.is_empty() || name.starts_with('.') || path.starts_with("__MACOSX/");
    (!is_beside).then_some(name)
}

//! What adapters have in common.

use std::io::{self, Read};

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::de::DeserializeOwned;

use crate::error::ReadError;
use crate::json::lenient::All;
use crate::json::{Piece, Splitter};
use crate::reduce::{Reducer, Status};

/// The most bytes of a document that is read whole.
const LARGEST_DOCUMENT: usize = 64 << 20;

/// Why a source gives nothing.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It can't be read.
    Source(io::Error),
    /// It is not as it should be.
    Content(ReadError),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Source(error)
    }
}

/// What is known of a file once it is read.
pub(crate) struct Outline {
    pub kind: ScanKind,
    pub tool: String,
    pub is_cut_off: bool,
}

/// Hands every finding of a stream of JSON on; what can't be read counts as damaged. Returns whether the end is missing.
pub(super) fn each_finding(
    source: &mut dyn Read,
    to: &mut Reducer,
    mut each: impl FnMut(&[u8], &mut Reducer) -> Result<(), serde_json::Error>,
) -> io::Result<bool> {
    let mut splitter = Splitter::new(source);
    while let Some(piece) = splitter.next()? {
        let is_read = match piece {
            Piece::Finding(text) => each(text, to).is_ok(),
            Piece::TooLarge => false,
        };
        if !is_read {
            to.leave_out_many(LeftOut::Damaged, 1);
        }
    }
    Ok(splitter.is_cut_off())
}

/// The documents of a source that is read whole: one, several one after another, or a list of them. Returns also whether
/// the end is missing.
pub(super) fn documents<T: DeserializeOwned + Default>(
    source: &mut dyn Read,
) -> Result<(Vec<T>, bool), Fault> {
    let mut text = Vec::new();
    let most = LARGEST_DOCUMENT as u64 + 1;
    source.take(most).read_to_end(&mut text)?;
    if text.len() > LARGEST_DOCUMENT {
        return Err(Fault::Content(ReadError::TooLarge));
    }
    let mut documents = Vec::new();
    let mut stream = serde_json::Deserializer::from_slice(&text).into_iter::<All<T>>();
    for read in &mut stream {
        match read {
            Ok(All(read)) => documents.extend(read),
            Err(error) if error.is_eof() && !documents.is_empty() => return Ok((documents, true)),
            Err(error) if error.is_eof() => return Err(Fault::Content(ReadError::CutOff)),
            Err(_) => return Err(Fault::Content(ReadError::Damaged)),
        }
    }
    Ok((documents, false))
}

/// The status that a word of any tool means.
pub(super) fn status(word: &str) -> Status {
    let is = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word.trim()));
    if is(&["pass", "passed", "ok", "compliant", "success"]) {
        Status::Passed
    } else if is(&["fail", "failed", "alarm", "non_compliant", "failure"]) {
        Status::Failed
    } else if is(&["manual"]) {
        Status::Manual
    } else if is(&["muted", "suppressed", "mutelist"]) {
        Status::Muted
    } else {
        Status::Unknown
    }
}

/// The newest version among findings, compared number by number, so that the order of findings does not matter.
#[derive(Default)]
pub(super) struct Version(Option<(Vec<u64>, String)>);

impl Version {
    pub(super) fn note(&mut self, text: &str) {
        if self.0.as_ref().is_some_and(|it| it.1 == text) {
            return;
        }
        let fits = text.len() <= 20 && text.starts_with(|it: char| it.is_ascii_digit());
        if fits && text.bytes().all(|it| it.is_ascii_graphic()) {
            let numbers = text
                .split(['.', '-'])
                .map(|it| it.parse().unwrap_or_default());
            self.0 = self
                .0
                .take()
                .max(Some((numbers.collect(), text.to_owned())));
        }
    }

    /// A tool with its version.
    pub(super) fn of(&self, tool: &str) -> String {
        match &self.0 {
            Some((_, version)) => format!("{tool} {version}"),
            None => tool.to_owned(),
        }
    }
}

/// The account in an ARN.
pub(super) fn account_of(arn: &str) -> &str {
    arn.split(':').nth(4).unwrap_or_default()
}

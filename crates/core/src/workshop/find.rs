//! Finds codes in any pasted text: chats, mails, lists.

use std::collections::BTreeSet;

use super::WorkshopTag;
use super::code::{VERSION, digits, read_code};
use super::seal::Sealed;
use super::symbols::{Symbol, run, symbols, word};

/// A code in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCode {
    /// The line that it begins in, from 1.
    pub line: usize,
    /// What stands before it in this line, or the line before: often the name of the sender.
    pub before: String,
    /// Its beginning as it stands in the text.
    pub beginning: String,
    /// What became of it.
    pub state: CodeState,
}

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeState {
    /// It is whole, and can be opened with the key of its workshop.
    Whole(Sealed),
    /// The same code stands further above in the text.
    Doubled,
    /// Its end is missing: so many characters of so many are there.
    CutOff {
        /// How many are there.
        have: usize,
        /// How many belong to it.
        of: usize,
    },
    /// A character in it was changed.
    Damaged,
    /// A later Demarc wrote it, in this version.
    Later(u8),
}

impl FoundCode {
    /// Whether it is whole, and for another workshop.
    #[must_use]
    pub fn is_foreign(&self, tag: WorkshopTag) -> bool {
        matches!(&self.state, CodeState::Whole(sealed) if sealed.tag != tag)
    }
}

/// The values of `DEMARC`, which the digit of the version follows.
pub(super) const NAME: [u8; 6] = [13, 14, 20, 10, 24, 12];
/// Fewer characters after the name are no code: somebody writes about codes.
const FEWEST: usize = 16;
/// More characters than the longest code has.
const MOST: usize = 1_000;
/// So many characters in one word are a code, even if its beginning is damaged.
const LONG: usize = 40;

/// Every code in a text, in order. Line breaks, quotes, marks of chats and spaces within a code do not matter.
#[must_use]
pub fn find_codes(text: &str) -> Vec<FoundCode> {
    let symbols = symbols(text);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut at = 0;
    // The line of the last code, and up to where lines are counted.
    let (mut line, mut counted) = (1, 0);
    while let Some((start, faults)) = next_name(&symbols, at) {
        let after = start + NAME.len() + 1;
        at = after;
        let rest = &symbols[after..];
        let rest = &rest[..rest.len().min(MOST)];
        let rest = &rest[..next_exact(rest).unwrap_or(rest.len())];
        let version = symbols[start + NAME.len()].value;
        let Some((state, length)) = read(rest, version, faults > 0) else {
            continue;
        };
        let state = match state {
            CodeState::Whole(sealed) if !seen.insert(sealed.to_bytes()) => CodeState::Doubled,
            other => other,
        };
        at += length;
        line += text[counted..symbols[start].at].matches('\n').count();
        counted = symbols[start].at;
        found.push(FoundCode {
            line,
            before: before(text, symbols[start].at),
            beginning: text[symbols[start].at..].chars().take(16).collect(),
            state,
        });
    }
    found
}

/// Where the next code may begin, and how many characters of its name are not right: at most one.
fn next_name(symbols: &[Symbol], from: usize) -> Option<(usize, usize)> {
    let length = NAME.len() + 1;
    let last = symbols.len().checked_sub(length)?;
    (from..=last).find_map(|start| {
        let faults = faults(&symbols[start..start + length]);
        let is_begun = faults == 0 || (faults == 1 && symbols[start].after_space);
        is_begun.then_some((start, faults))
    })
}

/// Where the next name without a fault begins.
fn next_exact(symbols: &[Symbol]) -> Option<usize> {
    let mut starts = symbols.windows(NAME.len() + 1);
    starts.position(|it| faults(it) == 0)
}

/// How many characters are not those of the name and the digit of a version.
fn faults(symbols: &[Symbol]) -> usize {
    let wrong = |(it, wanted): (&Symbol, &u8)| it.value != Some(*wanted);
    let name = symbols.iter().zip(&NAME);
    let version = symbols.get(NAME.len()).and_then(|it| it.value);
    let is_version = version.is_some_and(|it| (1..=9).contains(&it));
    name.filter(|it| wrong(*it)).count() + usize::from(!is_version)
}

/// What stands after a name, and how many characters belong to it; `None` when it is no code.
fn read(rest: &[Symbol], version: Option<u8>, is_faulty: bool) -> Option<(CodeState, usize)> {
    let values: Vec<u8> = run(rest).collect();
    let of = digits(&values);
    let first = word(rest);
    let whole = of.and_then(|of| values.get(..of)).and_then(read_code);
    match (whole, version) {
        (Some(sealed), Some(VERSION)) => return Some((CodeState::Whole(sealed), of?)),
        (Some(_), _) => return Some((CodeState::Damaged, first)),
        (None, _) => {}
    }
    let is_long = first >= LONG && looks_written(&rest[..first]);
    if is_broken(rest, values.len()) || (is_faulty && is_long) {
        return Some((CodeState::Damaged, first));
    }
    let is_prose = first < 4 && rest[..first].iter().all(|it| it.is_lower);
    if is_faulty || is_prose || values.len() < FEWEST {
        return None;
    }
    if let Some(later) = version.filter(|it| *it > VERSION) {
        return (first >= FEWEST).then_some((CodeState::Later(later), first));
    }
    let of = of?;
    let have = end(rest, of.min(values.len()));
    let state = if have == of {
        CodeState::Damaged
    } else {
        CodeState::CutOff { have, of }
    };
    Some((state, first))
}

/// Whether a word has digits, as every code of some length has.
fn looks_written(word: &[Symbol]) -> bool {
    word.iter().any(|it| it.value.is_some_and(|it| it < 10))
}

/// Where a code that is not right ends: before the first word with lower-case letters, if it has none in its own first
/// word. At most so many characters belong to it.
fn end(rest: &[Symbol], most: usize) -> usize {
    let mut at = word(rest);
    let is_lower = |it: &Symbol| it.is_lower;
    if rest[..at].iter().any(is_lower) {
        return most;
    }
    while at < most {
        let next = &rest[at..];
        let next = &next[..word(next)];
        if next.is_empty() || next.iter().any(is_lower) {
            break;
        }
        at += next.len();
    }
    at.min(most)
}

/// Whether a character that is in no code interrupts the code after `run` others, and more of it follows.
fn is_broken(rest: &[Symbol], run: usize) -> bool {
    let Some([wrong, after @ ..]) = rest.get(run..) else {
        return false;
    };
    let next = word(after);
    let is_joined = !wrong.after_space && after.first().is_some_and(|it| !it.after_space);
    is_joined && next >= 4 && run + next >= FEWEST && looks_written(&after[..next])
}

/// What stands before a place in its line, or else the last line before it that is not empty; with the line above it, if
/// it is but a time.
fn before(text: &str, at: usize) -> String {
    let lines = text[..at].rsplit('\n').take(6).map(|line| {
        let line = crate::text::line(line);
        let is_text = |it: char| it.is_alphanumeric() || matches!(it, ')' | ']');
        line.trim_matches(|it| !is_text(it)).to_owned()
    });
    let mut told = String::new();
    for line in lines.filter(|it| !it.is_empty()) {
        told = [line.as_str(), " ", &told].concat();
        if line.contains(char::is_alphabetic) {
            break;
        }
    }
    told.trim_end().chars().take(60).collect()
}

//! What is around the text of a file: archives, encodings, progress, limits.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

/// The most bytes that an archive has unpacked.
const LARGEST_UNPACKED: u64 = 4 << 30;

/// How many times as large as its archive a content is at most, and what it may always be.
const LARGEST_RATIO: u64 = 200;
const ALWAYS_UNPACKED: u64 = 64 << 20;

/// Why reading has stopped, if the device is not the reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It has not.
    #[default]
    No,
    /// The caller wants it.
    Canceled,
    /// The content of an archive is too large.
    TooLarge,
    /// A packed content ends too early.
    CutOff,
}

/// Reads a file and says how far it is.
pub(crate) struct Watched<'w, F> {
    file: F,
    read: u64,
    said: u64,
    progress: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
    stopped: &'w Cell<Stopped>,
}

impl<'w, F> Watched<'w, F> {
    pub(crate) fn new(
        file: F,
        progress: &'w mut dyn FnMut(u64) -> ControlFlow<()>,
        stopped: &'w Cell<Stopped>,
    ) -> Self {
        Self {
            file,
            read: 0,
            said: 0,
            progress,
            stopped,
        }
    }
}

impl<F: Read> Read for Watched<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read += count as u64;
        if self.read - self.said >= 64 << 10 || (count == 0 && self.read != self.said) {
            self.said = self.read;
            if (self.progress)(self.read).is_break() {
                self.stopped.set(Stopped::Canceled);
                return Err(io::Error::other("canceled"));
            }
        }
        Ok(count)
    }
}

impl<F: Seek> Seek for Watched<'_, F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Reads what is packed, as far as it goes: an early end is noted and is an end.
pub(crate) struct Unpacked<'w, R> {
    packed: R,
    unpacked: u64,
    /// The most bytes that are read.
    most: u64,
    stopped: &'w Cell<Stopped>,
}

impl<'w, R: Read> Unpacked<'w, R> {
    /// Reads from an archive with so many bytes.
    pub(crate) fn new(packed: R, size: u64, stopped: &'w Cell<Stopped>) -> Self {
        let most = size
            .saturating_mul(LARGEST_RATIO)
            .saturating_add(ALWAYS_UNPACKED);
        Self {
            packed,
            unpacked: 0,
            most: most.min(LARGEST_UNPACKED),
            stopped,
        }
    }
}

/// Whether a content of so many bytes is too large for its archive.
pub(crate) fn is_too_large(unpacked: u64, packed: u64) -> bool {
    let most = packed
        .saturating_mul(LARGEST_RATIO)
        .saturating_add(ALWAYS_UNPACKED);
    unpacked > most.min(LARGEST_UNPACKED)
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.packed.read(buffer) {
            Ok(count) => {
                self.unpacked += count as u64;
                if self.unpacked > self.most {
                    self.stopped.set(Stopped::TooLarge);
                    return Err(io::Error::other("too large"));
                }
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.stopped.set(Stopped::CutOff);
                Ok(0)
            }
            Err(error) => Err(error),
        }
    }
}

/// Fills a buffer as far as the source goes.
pub(crate) fn fill(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|it| !it.is_empty()) {
        match source.read(free) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// The encoding of a text by its first bytes, and how many of them are its mark.
pub(crate) fn encoding(head: &[u8]) -> (Encoding, usize) {
    let every_second = |from: usize| {
        let some = head.iter().take(64).skip(from).step_by(2);
        head.len() >= 4 && some.clone().all(|it| *it == 0) && some.len() > 1
    };
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        _ if every_second(0) && every_second(1) => (Encoding::Utf8, 0),
        _ if every_second(1) => (Encoding::Utf16Le, 0),
        _ if every_second(0) => (Encoding::Utf16Be, 0),
        _ => (Encoding::Utf8, 0),
    }
}

/// Makes UTF-8 of UTF-16. What is no character becomes U+FFFD.
pub(crate) struct Utf16<R> {
    source: R,
    is_big_endian: bool,
    packed: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_at_end: bool,
}

impl<R: Read> Utf16<R> {
    pub(crate) fn new(source: R, is_big_endian: bool) -> Self {
        Self {
            source,
            is_big_endian,
            packed: Vec::new(),
            text: Vec::new(),
            given: 0,
            is_at_end: false,
        }
    }

    /// Decodes what comes next.
    fn decode(&mut self) -> io::Result<()> {
        let kept = self.packed.len();
        self.packed.resize(kept + (64 << 10), 0);
        let free = self.packed.get_mut(kept..).unwrap_or_default();
        let count = fill(&mut self.source, free)?;
        self.is_at_end = count < free.len();
        self.packed.truncate(kept + count);
        let units: Vec<u16> = self
            .packed
            .chunks_exact(2)
            .map(|pair| {
                let pair = [
                    pair.first().copied().unwrap_or_default(),
                    pair.get(1).copied().unwrap_or_default(),
                ];
                if self.is_big_endian {
                    u16::from_be_bytes(pair)
                } else {
                    u16::from_le_bytes(pair)
                }
            })
            .collect();
        // The first half of a pair waits for the second.
        let is_half =
            units.last().is_some_and(|it| (0xD800..0xDC00).contains(it)) && !self.is_at_end;
        let whole = units.len() - usize::from(is_half);
        let text = char::decode_utf16(units.into_iter().take(whole));
        let text: String = text
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.text = text.into_bytes();
        self.given = 0;
        self.packed.drain(..whole * 2);
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_at_end {
            self.decode()?;
        }
        let ahead = self.text.get(self.given..).unwrap_or_default();
        let count = ahead.len().min(buffer.len());
        if let (Some(from), Some(to)) = (ahead.get(..count), buffer.get_mut(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_stopped() {
        let stopped = Cell::default();
        let mut bomb = Unpacked::new(io::repeat(b' '), 1000, &stopped);
        let mut buffer = vec![0; 1 << 20];
        let read: u64 = std::iter::from_fn(|| bomb.read(&mut buffer).ok())
            .map(|it| it as u64)
            .sum();
        assert!(read <= ALWAYS_UNPACKED + 200_000);
        assert_eq!(stopped.get(), Stopped::TooLarge);
        assert!(is_too_large(5 << 30, 4 << 30) && is_too_large(100 << 20, 1000));
        assert!(!is_too_large(50 << 20, 1000) && !is_too_large(3 << 30, 1 << 30));
    }

    #[test]
    fn utf_16_is_decoded_wherever_it_is_cut() {
        let text = "a{\"é\":\"\u{1F600}\"}".repeat(9000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for end in [0, 1, 2, 3, bytes.len() - 1, bytes.len()] {
            let mut read = String::new();
            let mut decoded = Utf16::new(&bytes[..end], false);
            decoded.read_to_string(&mut read).expect("UTF-8");
            assert!(text.starts_with(read.trim_end_matches(char::REPLACEMENT_CHARACTER)));
            assert!(end < bytes.len() || read == text);
        }
    }
}

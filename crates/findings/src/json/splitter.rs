//! Cuts a stream of JSON into single findings, so that the memory does not grow with the file.

use std::io::{self, Read};

use memchr::{memchr2, memchr3};

/// The most bytes of one finding. What is larger is skipped and counts as damaged.
pub(crate) const LARGEST_FINDING: usize = 1 << 20;

const BUFFER: usize = 256 << 10;

/// What comes next in a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'b> {
    /// The text of an object. Its braces match; nothing else is checked.
    Finding(&'b [u8]),
    /// An object that is larger than [`LARGEST_FINDING`].
    TooLarge,
}

/// Finds the objects of a stream: in a list, in several lists one after another (`][`, `}]{`), one on each line, bare, or
/// in the list `Findings` or `findings` of an object around them, which may be the `detail` of an event. Whatever is
/// between objects is skipped.
///
/// Braces and texts decide where an object ends. Brackets need no counting, because in JSON they match within braces.
pub(crate) struct Splitter<'r> {
    source: &'r mut dyn Read,
    buffer: Vec<u8>,
    /// Where the object begins that is looked at.
    start: usize,
    /// Up to where the buffer is looked at.
    at: usize,
    /// Up to where the buffer is filled.
    end: usize,
    is_at_end: bool,
    mode: Mode,
    /// How many lists are open outside objects.
    lists: usize,
    /// How many lists are open outside the object around the list of findings.
    outer_lists: usize,
    /// How many braces of objects around the list of findings are open.
    around: usize,
    is_cut_off: bool,
}

/// Where in the stream `at` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Between objects.
    Between,
    /// In an object.
    Inside(Object),
    /// After the list of findings, in the objects around it.
    After(Object),
}

/// What is known of an object up to `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Object {
    /// How many braces are open.
    depth: usize,
    /// Where the text begins that `at` is in, after its quote.
    text: Option<usize>,
    /// Whether this is the `detail` of an event.
    is_detail: bool,
    /// Whether the object is skipped, because it is too large.
    is_skipped: bool,
}

/// What ended the look at an object.
enum Stop {
    /// Its last brace.
    Closed,
    /// The list of findings that it is around.
    List,
    /// The end of the buffer.
    More,
}

impl<'r> Splitter<'r> {
    pub(crate) fn new(source: &'r mut dyn Read) -> Self {
        Self {
            source,
            buffer: vec![0; BUFFER],
            start: 0,
            at: 0,
            end: 0,
            is_at_end: false,
            mode: Mode::Between,
            lists: 0,
            outer_lists: 0,
            around: 0,
            is_cut_off: false,
        }
    }

    /// Whether the stream has ended within an object or a list.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }

    /// The next object; `None` at the end of the stream.
    ///
    /// # Errors
    /// When the stream can't be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece<'_>>> {
        loop {
            match self.mode {
                Mode::Between => {
                    if !self.find_object() && !self.fill(self.at)? {
                        self.is_cut_off = self.lists > 0 || self.around > 0 || self.outer_lists > 0;
                        return Ok(None);
                    }
                }
                Mode::Inside(mut object) => {
                    let stop = self.look(&mut object);
                    self.mode = Mode::Inside(object);
                    match stop {
                        Stop::Closed => {
                            self.mode = Mode::Between;
                            if object.is_skipped {
                                return Ok(Some(Piece::TooLarge));
                            }
                            let bytes = self.buffer.get(self.start..self.at);
                            return Ok(bytes.map(Piece::Finding));
                        }
                        Stop::List => {
                            self.around = object.depth;
                            self.outer_lists = std::mem::take(&mut self.lists);
                            self.mode = Mode::Between;
                        }
                        Stop::More => {
                            if self.at - self.start > LARGEST_FINDING {
                                object.is_skipped = true;
                                self.mode = Mode::Inside(object);
                            }
                            let keep = if object.is_skipped {
                                self.at
                            } else {
                                self.start
                            };
                            if !self.fill(keep)? {
                                self.is_cut_off = true;
                                return Ok(None);
                            }
                        }
                    }
                }
                Mode::After(mut object) => {
                    let stop = self.look(&mut object);
                    self.mode = match stop {
                        Stop::Closed => Mode::Between,
                        _ => Mode::After(object),
                    };
                    if matches!(stop, Stop::More) && !self.fill(self.at)? {
                        self.is_cut_off = true;
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Goes on to the next object between objects. Returns whether something is found.
    fn find_object(&mut self) -> bool {
        let ahead = self.buffer.get(self.at..self.end).unwrap_or_default();
        let Some(found) = memchr3(b'{', b'[', b']', ahead) else {
            self.at = self.end;
            return false;
        };
        let object = Object {
            depth: 1,
            text: None,
            is_detail: false,
            is_skipped: false,
        };
        self.start = self.at + found;
        self.at = self.start + 1;
        match ahead.get(found) {
            Some(b'{') => self.mode = Mode::Inside(object),
            Some(b'[') => self.lists += 1,
            _ if self.lists > 0 => self.lists -= 1,
            _ if self.around > 0 => {
                let depth = std::mem::take(&mut self.around);
                self.lists = std::mem::take(&mut self.outer_lists);
                let is_skipped = true;
                self.mode = Mode::After(Object {
                    depth,
                    is_skipped,
                    ..object
                });
            }
            _ => {}
        }
        true
    }

    /// Looks at an object up to its end, to its list of findings, or to the end of the buffer.
    fn look(&mut self, object: &mut Object) -> Stop {
        let buffer = self.buffer.get(..self.end).unwrap_or_default();
        let mut at = self.at;
        let stop = loop {
            if let Some(start) = object.text {
                let Some(end) = text_end(buffer, &mut at) else {
                    break Stop::More;
                };
                object.text = None;
                // A key names the list of findings at the first level, or in the detail of an event.
                let may_be_key = object.depth == 1 || (object.depth == 2 && object.is_detail);
                if may_be_key && !object.is_skipped {
                    match Key::of(buffer, start, end) {
                        Key::Other => {}
                        Key::Findings(list) => {
                            at = list;
                            break Stop::List;
                        }
                        Key::Detail => object.is_detail = true,
                        Key::More if self.is_at_end => {}
                        Key::More => {
                            // Looked at once more when there is more of it.
                            at = start;
                            object.text = Some(start);
                            break Stop::More;
                        }
                    }
                }
            }
            let Some(byte) = structural(buffer, &mut at) else {
                break Stop::More;
            };
            match byte {
                b'"' => object.text = Some(at),
                b'{' => object.depth += 1,
                _ => {
                    object.depth -= 1;
                    if object.depth == 0 {
                        break Stop::Closed;
                    }
                    object.is_detail &= object.depth > 1;
                }
            }
        };
        self.at = at;
        stop
    }

    /// Reads more into the buffer, and drops from it what is before `keep`. Returns whether there was more.
    fn fill(&mut self, keep: usize) -> io::Result<bool> {
        if self.end == self.buffer.len() {
            if keep > 0 {
                self.buffer.copy_within(keep..self.end, 0);
                self.at -= keep;
                self.end -= keep;
                self.start = self.start.saturating_sub(keep);
                let moved = |object: Object| Object {
                    text: object.text.map(|it| it.saturating_sub(keep)),
                    ..object
                };
                self.mode = match self.mode {
                    Mode::Between => Mode::Between,
                    Mode::Inside(object) => Mode::Inside(moved(object)),
                    Mode::After(object) => Mode::After(moved(object)),
                };
            }
            if self.buffer.len() - self.end < BUFFER / 2 {
                self.buffer.resize(self.buffer.len() * 2, 0);
            }
        }
        loop {
            let free = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.source.read(free) {
                Ok(0) if !self.is_at_end => {
                    // A key at the very end may have waited for more.
                    self.is_at_end = true;
                    return Ok(matches!(self.mode, Mode::Inside(_)));
                }
                Ok(0) => return Ok(false),
                Ok(count) => {
                    self.end += count;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// The next quote or brace; `at` is then after it.
fn structural(buffer: &[u8], at: &mut usize) -> Option<u8> {
    let ahead = buffer.get(*at..)?;
    let Some(found) = memchr3(b'"', b'{', b'}', ahead) else {
        *at = buffer.len();
        return None;
    };
    *at += found + 1;
    ahead.get(found).copied()
}

/// The end of a text that `at` is in, before its quote; `at` is then after the quote. Without an end, `at` is where to go
/// on when there is more.
fn text_end(buffer: &[u8], at: &mut usize) -> Option<usize> {
    loop {
        let ahead = buffer.get(*at..)?;
        let Some(found) = memchr2(b'"', b'\\', ahead) else {
            *at = buffer.len();
            return None;
        };
        let found = *at + found;
        if buffer.get(found) == Some(&b'"') {
            *at = found + 1;
            return Some(found);
        }
        if found + 2 > buffer.len() {
            *at = found;
            return None;
        }
        *at = found + 2;
    }
}

/// What a text is.
enum Key {
    /// No key that is looked for.
    Other,
    /// The key of a list of findings, and where the first of them may begin.
    Findings(usize),
    /// The key of the detail of an event.
    Detail,
    /// What follows is not in the buffer.
    More,
}

impl Key {
    fn of(buffer: &[u8], start: usize, end: usize) -> Self {
        let (key, wanted) = match buffer.get(start..end) {
            Some(b"Findings" | b"findings") => (true, b'['),
            Some(b"detail") => (false, b'{'),
            _ => return Self::Other,
        };
        let mut at = end + 1;
        let mut next = || {
            let ahead = buffer.get(at..)?;
            let found = ahead.iter().position(|it| !it.is_ascii_whitespace())?;
            at += found + 1;
            ahead.get(found).copied()
        };
        match next() {
            None => return Self::More,
            Some(b':') => {}
            Some(_) => return Self::Other,
        }
        match next() {
            None => Self::More,
            Some(byte) if byte != wanted => Self::Other,
            Some(_) if key => Self::Findings(at),
            Some(_) => Self::Detail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn pieces(text: &str, at_once: usize) -> (Vec<String>, bool) {
        let mut source = Slow(text.as_bytes(), at_once);
        let mut splitter = Splitter::new(&mut source);
        let mut pieces = Vec::new();
        while let Some(piece) = splitter.next().expect("readable") {
            pieces.push(match piece {
                Piece::Finding(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                Piece::TooLarge => "too large".to_owned(),
            });
        }
        (pieces, splitter.is_cut_off())
    }

    #[test]
    fn findings_are_found_in_every_wrapping() {
        let (a, b) = (
            r#"{"a":"}\"{\\","b":[{}]}"#,
            r#"{"Findings":"none","detail":1}"#,
        );
        for (text, cut_off) in [
            (format!("{a}{b}"), false),
            (format!("[{a},{b}]"), false),
            (format!("[{a}][{b}]"), false),
            (format!("[{a}]{b}"), false),
            (format!("{a}\n{b}\n"), false),
            (format!("[\n  {a}  ,\n{b}\r\n]\n"), false),
            (
                format!("{{\"Findings\" : [{a},{b}], \"NextToken\": \"}}\"}}"),
                false,
            ),
            (
                format!("{{\"n\":{{\"Findings\":[1]}},\"findings\":\n[{a},{b}]}}"),
                false,
            ),
            (
                format!(
                    "{{\"detail-type\":\"x\",\"detail\":{{\"y\":{{}},\"findings\":[{a},{b}]}},\"z\":{{}}}}"
                ),
                false,
            ),
            (
                format!(
                    "{{\"detail\":{{\"findings\":[{a}]}}}}\n{{\"detail\":{{\"findings\":[{b}]}}}}\n"
                ),
                false,
            ),
            (
                format!("{{\"Findings\":[{a}]}}{{\"Findings\":[]}}[null,{b},null]"),
                false,
            ),
            (format!("[{a},{b}"), true),
            (format!("[{a},{b},"), true),
            (format!("[{a},{b},{{\"c"), true),
            (format!("[{a},{b},{{\"Findings\""), true),
            (format!("{{\"Findings\":[{a},{b}]"), true),
            (format!("{{\"Findings\":[{a},{b}"), true),
        ] {
            for at_once in [1, 2, 3, 7, 1 << 20] {
                let found = pieces(&text, at_once);
                assert_eq!(found, (vec![a.to_owned(), b.to_owned()], cut_off), "{text}");
            }
        }
    }

    #[test]
    fn nothing_is_found_in_empty_files() {
        for text in ["", "null", "[]", "[ \n ]", "{\"Findings\": []}", "\n\n"] {
            assert_eq!(pieces(text, 1), (vec![], false), "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_skipped() {
        let large = format!("{{\"a\":\"{}\"}}", "\\\"}".repeat(600_000));
        let deep = format!("{}{}", "{\"a\":".repeat(300_000), "}".repeat(300_000));
        for skipped in [large, deep] {
            let text = format!("[{{}},{skipped},{{}}]");
            let (found, cut_off) = pieces(&text, 100_000);
            assert_eq!(
                (found, cut_off),
                (
                    vec!["{}".to_owned(), "too large".to_owned(), "{}".to_owned()],
                    false
                )
            );
        }
    }
}

//! Every format of the frozen assessments, as it was when somebody last looked at it. `DEMARC_BLESS=1 cargo test -p
//! demarc-worker` takes over what changed.

use std::path::Path;
use std::{env, fs};

use demarc_core::evidence::Evidence;
use demarc_core::exchange::Format;

use crate::common::{ASSESSMENTS, POND, PUDDLE, evidence, made, made_with, read};
use crate::dump;

/// The most lines that these files have together: each is to be read by somebody.
const MOST_LINES: usize = 6_500;

/// The file as text that can be compared and read: what is no text is told row by row, paragraph by paragraph.
fn as_text(format: Format, bytes: &[u8]) -> String {
    let text = match format {
        Format::Docx => dump::docx(bytes),
        Format::Xlsx => dump::xlsx(bytes),
        _ => String::from_utf8(bytes.to_vec()).expect("it is text"),
    };
    // Releases of Demarc differ in more than what is looked at here.
    let version = demarc_core::VERSION;
    text.replace(&format!("Demarc {version}"), "Demarc VERSION")
        .replace(
            &format!("\"value\": \"{version}\""),
            "\"value\": \"VERSION\"",
        )
}

/// What the golden file's name ends with: of office files, the text that is told of them.
fn extension(format: Format) -> &'static str {
    match format {
        Format::Docx | Format::Xlsx => "txt",
        other => other.descriptor().extension,
    }
}

/// The first line in which two texts differ, and what it says in both.
fn difference(before: &str, now: &str) -> String {
    let (mut before, mut now) = (before.lines(), now.lines());
    let mut line = 1;
    loop {
        match (before.next(), now.next()) {
            (was, is) if was == is && was.is_some() => line += 1,
            (was, is) => {
                let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
                return format!("line {line}:\n  was {was:.200}\n  is  {is:.200}");
            }
        }
    }
}

#[test]
fn files_are_what_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = env::var_os("DEMARC_BLESS").is_some();
    let (mut changed, mut lines) = (Vec::new(), 0);
    let (found, none) = (evidence(), Evidence::default());
    for (name, text, evidence, formats) in [
        ("pond", POND, &none, &Format::ALL[..]),
        // Of next to nothing, the report is what can go wrong.
        ("puddle", PUDDLE, &none, &[Format::Markdown]),
        (
            "pond-evidence",
            POND,
            &found,
            &[
                Format::Markdown,
                Format::Xlsx,
                Format::Gaps,
                Format::OscalResults,
            ],
        ),
    ] {
        let assessment = read(text);
        for format in formats.iter().copied() {
            let now = as_text(format, &made_with(format, &assessment, evidence).bytes);
            lines += now.lines().count();
            let name = format!("{name}-{}.{}", format.key(), extension(format));
            let file = folder.join(&name);
            if bless {
                fs::write(&file, &now).expect("it can be written");
                continue;
            }
            let before = fs::read_to_string(&file).unwrap_or_default();
            if before != now {
                changed.push(format!("{name}, {}", difference(&before, &now)));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nlook at the differences, then: DEMARC_BLESS=1 cargo test -p demarc-worker",
        changed.join("\n")
    );
    assert!(lines <= MOST_LINES, "{lines} lines of golden files");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (_, text) in ASSESSMENTS {
        let assessment = read(text);
        for format in Format::ALL {
            let (one, other) = (made(format, &assessment), made(format, &assessment));
            assert!(one == other, "{format:?}");
        }
    }
}

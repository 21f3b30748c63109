//! Every kind of file of three assessments, as it was when somebody last looked at it. What changes shows in the
//! differences; `DEMARC_BLESS=1 cargo test -p demarc-exporter --test files` takes it over.

use std::path::Path;
use std::{env, fs};

use demarc_core::exchange::Format;

use crate::common::{ASSESSMENTS, made, read};
use crate::dump;

/// The file as text that can be compared and read: what is no text is told cell by cell, paragraph by paragraph.
fn as_text(format: Format, bytes: &[u8]) -> String {
    let text = match format {
        Format::Docx => dump::docx(bytes),
        Format::Xlsx => dump::xlsx(bytes),
        Format::OscalResults | Format::OscalPlan => dump::oscal(bytes),
        _ => String::from_utf8(bytes.to_vec()).expect("it is text"),
    };
    // Editions differ in more than what is looked at here.
    text.replace(demarc_edition::CATALOG_VERSION, "CATALOG")
        .replace(
            &format!("Demarc {}", demarc_core::VERSION),
            "Demarc VERSION",
        )
        .replace(
            &format!("\"value\": \"{}\"", demarc_core::VERSION),
            "\"value\": \"VERSION\"",
        )
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Docx | Format::Xlsx => "txt",
        Format::Markdown => "md",
        Format::Gaps | Format::Answers | Format::Jira | Format::Github => "csv",
        Format::OscalResults | Format::OscalPlan => "json",
    }
}

#[test]
fn files_are_what_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = env::var_os("DEMARC_BLESS").is_some();
    let mut changed = Vec::new();
    for (name, text) in ASSESSMENTS {
        let assessment = read(text);
        for format in Format::ALL {
            let now = as_text(format, &made(format, &assessment).bytes);
            let file = folder.join(format!("{name}-{}.{}", format.key(), extension(format)));
            if bless {
                fs::write(&file, &now).expect("it can be written");
                continue;
            }
            let before = fs::read_to_string(&file).unwrap_or_default();
            if before != now {
                let line = before.lines().zip(now.lines()).position(|(a, b)| a != b);
                let index = line.map_or(0, |line| line + 1);
                let was = before
                    .lines()
                    .nth(index.saturating_sub(1))
                    .unwrap_or_default();
                let is = now.lines().nth(index.saturating_sub(1)).unwrap_or_default();
                changed.push(format!(
                    "{}, line {index}:\n  was {was:.200}\n  is  {is:.200}",
                    file.display()
                ));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nlook at the differences, then: DEMARC_BLESS=1 cargo test -p demarc-exporter --test files",
        changed.join("\n")
    );
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

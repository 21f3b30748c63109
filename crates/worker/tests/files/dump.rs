//! What is in an office file, in lines that people can read and compare.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::{BytesStart, Event};

/// The parts of an office file.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("it is text");
            (part.name().to_owned(), text)
        })
        .collect()
}

/// Every row of a workbook: a line each, of texts in quotes, numbers and days.
pub fn xlsx(bytes: &[u8]) -> String {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = String::new();
    for name in workbook.sheet_names() {
        let _ = writeln!(out, "# {name}");
        let range = workbook.worksheet_range(&name).expect("a sheet");
        for row in range.rows() {
            let cells = row.iter().map(|value| match value {
                Data::Empty => String::new(),
                Data::String(text) => format!("{text:?}"),
                Data::Float(number) => number.to_string(),
                Data::Int(number) => number.to_string(),
                Data::DateTime(day) => format!("day {}", day.as_f64()),
                other => format!("{other:?}"),
            });
            let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join(" | "));
        }
    }
    out
}

/// A document: a line for every paragraph with its style, and for every row of a table; what is strong, linked and
/// shaded is marked. Then where links lead, and how lists are numbered.
pub fn docx(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut page = Page::default();
    let mut reader = quick_xml::Reader::from_str(&parts["word/document.xml"]);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => page.begin(&element),
            Event::Empty(element) => page.begin(&element),
            Event::End(element) => page.end(element.name().as_ref()),
            Event::Text(text) => page.write(&text.decode().expect("text")),
            Event::GeneralRef(entity) => {
                page.write(&format!("&{};", entity.decode().expect("text")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let relations = &parts["word/_rels/document.xml.rels"];
    let numbering = &parts["word/numbering.xml"];
    page.out
        + &elements(relations, &["Relationship"], &["Id", "Target"])
        + &elements(
            numbering,
            &["w:abstractNum", "w:numFmt", "w:num", "w:abstractNumId"],
            &["w:abstractNumId", "w:numId", "w:val"],
        )
}

/// What has been read of a document.
#[derive(Default)]
struct Page {
    out: String,
    line: String,
    style: String,
    fill: String,
    strong: bool,
    row: Option<Vec<String>>,
}

impl Page {
    fn begin(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name);
        match element.name().as_ref() {
            b"w:p" => self.style = "Normal".to_owned(),
            b"w:pStyle" => self.style = value("w:val"),
            b"w:numId" => self.style += &format!(" list {}", value("w:val")),
            b"w:b" => {
                self.strong = true;
                self.line.push('*');
            }
            b"w:br" => self.line += " / ",
            b"w:shd" => self.fill = format!("#{} ", value("w:fill")),
            b"w:hyperlink" => self.line += &format!("<{} ", value("r:id")),
            b"w:tr" => self.row = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"w:p" => {
                let line = std::mem::take(&mut self.line);
                match &mut self.row {
                    Some(row) => row.push(format!("{}{line}", self.fill)),
                    None => self.out += &format!("{}: {line}\n", self.style),
                }
            }
            b"w:r" if std::mem::take(&mut self.strong) => self.line.push('*'),
            b"w:hyperlink" => self.line.push('>'),
            b"w:tc" => self.fill.clear(),
            b"w:tr" => {
                let row = self.row.take().unwrap_or_default();
                self.out += &format!("{}: {}\n", self.style, row.join(" | "));
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        self.line += &quick_xml::escape::unescape(text).expect("text");
    }
}

/// The elements of a part that have these names, a line each with some of their attributes. Numbers of levels below the
/// first are not told.
fn elements(part: &str, names: &[&str], attributes: &[&str]) -> String {
    let mut out = String::new();
    let mut reader = quick_xml::Reader::from_str(part);
    let mut is_first = true;
    loop {
        let element = match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return out,
            _ => continue,
        };
        if element.name().as_ref() == b"w:lvl" {
            is_first = attribute(&element, "w:ilvl") == "0";
        }
        let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
        let is_told = names.contains(&name.as_str()) && (is_first || name != "w:numFmt");
        if is_told {
            let values = attributes.iter().map(|it| attribute(&element, it));
            let values: Vec<_> = values.filter(|it| !it.is_empty()).collect();
            let _ = writeln!(out, "{name} {}", values.join(" "));
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element
        .attributes()
        .flatten()
        .find(|it| it.key.as_ref() == name.as_bytes());
    found.map_or_else(String::new, |it| {
        String::from_utf8_lossy(&it.value).into_owned()
    })
}

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

/// OSCAL without the requirements that practices are mapped to, which are the catalog's and more than all else.
pub fn oscal(bytes: &[u8]) -> String {
    fn without(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(list) => {
                list.retain(|it| it["name"] != "requirement");
                list.iter_mut().for_each(without);
            }
            serde_json::Value::Object(fields) => fields.values_mut().for_each(without),
            _ => {}
        }
    }
    let mut document = serde_json::from_slice(bytes).expect("JSON");
    without(&mut document);
    serde_json::to_string_pretty(&document).expect("JSON") + "\n"
}

/// Every cell of a workbook with its type: a line each.
pub fn xlsx(bytes: &[u8]) -> String {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = String::new();
    for name in workbook.sheet_names() {
        let _ = writeln!(out, "# {name}");
        let range = workbook.worksheet_range(&name).expect("a sheet");
        for (row, column, value) in range.used_cells() {
            let (kind, value) = match value {
                Data::String(text) => ("text", format!("{text:?}")),
                Data::Float(number) => ("number", number.to_string()),
                Data::Int(number) => ("number", number.to_string()),
                Data::DateTime(day) => ("day", day.as_f64().to_string()),
                other => ("other", format!("{other:?}")),
            };
            let _ = writeln!(out, "{}:{} {kind} {value}", row + 1, column + 1);
        }
    }
    out
}

/// Every paragraph of a document with its style and what is strong, linked and shaded in it: a line each.
pub fn docx(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut reader = quick_xml::Reader::from_str(&parts["word/document.xml"]);
    let mut out = String::new();
    let (mut style, mut strong, mut fill) = (String::new(), false, String::new());
    let mut line = String::new();
    loop {
        let element = match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => element,
            Event::End(element) => {
                match element.name().as_ref() {
                    b"w:p" => {
                        let shade = if fill.is_empty() {
                            String::new()
                        } else {
                            format!(" #{fill}")
                        };
                        let _ = writeln!(out, "{style}{shade}: {line}");
                        line.clear();
                    }
                    b"w:hyperlink" => line.push('>'),
                    b"w:tbl" => out.push_str("end of the table\n"),
                    b"w:r" if strong => {
                        line.push('*');
                        strong = false;
                    }
                    b"w:tc" => fill.clear(),
                    _ => {}
                }
                continue;
            }
            Event::Text(text) => {
                line.push_str(
                    &quick_xml::escape::unescape(&text.decode().expect("text")).expect("text"),
                );
                continue;
            }
            Event::GeneralRef(entity) => {
                let name = entity.decode().expect("text");
                let text = format!("&{name};");
                line.push_str(&quick_xml::escape::unescape(&text).expect("an entity"));
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let value = |name: &str| attribute(&element, name);
        match element.name().as_ref() {
            b"w:p" => style = "Normal".to_owned(),
            b"w:pStyle" => style = value("w:val"),
            b"w:numId" => style.push_str(&format!(" list {}", value("w:val"))),
            b"w:b" => {
                strong = true;
                line.push('*');
            }
            b"w:br" => line.push_str(" / "),
            b"w:shd" => fill = value("w:fill"),
            b"w:hyperlink" => line.push_str(&format!("<{} ", value("r:id"))),
            b"w:tbl" => out.push_str("a table\n"),
            b"w:tr" => out.push_str("a row\n"),
            b"w:tblHeader" => out.push_str("of headings\n"),
            _ => {}
        }
    }
    for (name, part) in parts {
        if name.ends_with("document.xml.rels") || name.contains("numbering") {
            let _ = writeln!(out, "# {name}\n{}", part.replace("><", ">\n<"));
        }
    }
    out
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

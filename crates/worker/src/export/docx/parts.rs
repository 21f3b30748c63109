//! The parts of the package. It adds what docx-rs does not write: document properties, repeated table headings, the
//! language and the direction of the text, and relations in a stable order.

use demarc_core::report::{self, Document};
use demarc_core::text;
use docx_rs::{Docx, XMLDocx};

use super::direction;
use crate::export::subject::ExportSubject;
use crate::export::{Error, pack};

/// Builds the package.
pub fn pack(
    docx: Docx,
    document: &Document,
    subject: &ExportSubject<'_>,
) -> Result<Vec<u8>, Error> {
    let docx = docx.custom_property("Made with", report::made_by(subject.catalog));
    let XMLDocx {
        content_type,
        rels,
        doc_props,
        styles,
        document: body,
        comments,
        document_rels,
        settings,
        font_table,
        numberings,
        footers,
        comments_extended,
        footnotes,
        ..
    } = docx.build();
    let body = directed(&repeating(&text(&body)?)?);
    let relations = sorted(&text(&document_rels)?);
    let styles = in_american(&text(&styles)?)?;
    let core = core(document, subject);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", &content_type),
        ("_rels/.rels", &rels),
        ("docProps/app.xml", &doc_props.app),
        ("docProps/core.xml", core.as_bytes()),
        ("docProps/custom.xml", &doc_props.custom),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/settings.xml", &settings),
        ("word/fontTable.xml", &font_table),
        ("word/numbering.xml", &numberings),
        ("word/comments.xml", &comments),
        ("word/commentsExtended.xml", &comments_extended),
        ("word/footnotes.xml", &footnotes),
    ];
    let footers = footers.iter().map(|it| text(it).map(|it| directed(&it)));
    let footers = footers.collect::<Result<Vec<_>, _>>()?;
    const FOOTERS: [&str; 2] = ["word/footer1.xml", "word/footer2.xml"];
    for (name, footer) in FOOTERS.into_iter().zip(&footers) {
        parts.push((name, footer.as_bytes()));
    }
    pack::zipped(&parts)
}

/// A part as text.
fn text(part: &[u8]) -> Result<String, Error> {
    String::from_utf8(part.to_vec())
        .map_err(|_| Error::Refused("a part of the document is not text".to_owned()))
}

/// The part with the direction of runs.
fn directed(part: &str) -> String {
    let (mark, element) = direction::MARK;
    part.replace(mark, element)
}

/// The document with first table rows, the headings, repeated on every page.
fn repeating(body: &str) -> Result<String, Error> {
    const ROW: &str = "<w:trPr><w:cantSplit />";
    let mut tables = body.split("<w:tbl>");
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        if !table.contains(ROW) {
            return Err(unexpected("no row of headings"));
        }
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen(ROW, &format!("{ROW}<w:tblHeader />"), 1));
    }
    Ok(out)
}

/// The styles with the language of the text, so that spelling checkers use the right one.
fn in_american(styles: &str) -> Result<String, Error> {
    const END: &str = "</w:rPr></w:rPrDefault>";
    if !styles.contains(END) {
        return Err(unexpected("no defaults of styles"));
    }
    let language = r#"<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA" />"#;
    Ok(styles.replacen(END, &format!("{language}{END}"), 1))
}

/// The relations, sorted by id. docx-rs keeps them in an unordered map.
fn sorted(relations: &str) -> String {
    const ONE: &str = "<Relationship ";
    const END: &str = "</Relationships>";
    let mut parts = relations.split(ONE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut all: Vec<&str> = parts.map(|it| it.trim_end_matches(END)).collect();
    all.sort_unstable();
    for one in all {
        out.push_str(ONE);
        out.push_str(one);
    }
    out.push_str(END);
    out
}

/// The document properties, which docx-rs can't set.
fn core(document: &Document, subject: &ExportSubject<'_>) -> String {
    let author = match subject.assessment.cover.author.trim() {
        "" => report::made_by(subject.catalog),
        author => text::line(author),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>Responsibility gap analysis</dc:subject>\
         <dc:creator>{}</dc:creator><dc:description>{}</dc:description><dc:language>en-US</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{now}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{now}</dcterms:modified>\
         </cp:coreProperties>",
        escaped(&text::line(&document.title)),
        escaped(&author),
        escaped(&subject.made_with()),
        now = subject.now,
    )
}

/// Text escaped for elements and attributes.
pub fn escaped(text: &str) -> String {
    let text = text::lines(text);
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn unexpected(what: &str) -> Error {
    Error::Refused(format!("docx-rs wrote {what}: another version of it?"))
}

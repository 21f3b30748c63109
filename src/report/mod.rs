//! The report: a gap analysis as a document, whatever it is drawn as: a page, Markdown, a word processor's file.
//! It knows words and findings; it knows no markup, no format and no browser.

mod document;

pub use document::{Block, Cell, Document, Section, Span, Table, Tone};

//! What a document is made of. It knows nothing of what is said in one.

use crate::analysis::GapKind;
use demarc_catalog::{Level, Owner};

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is called: the name of the assessment.
    pub title: String,
    /// What stands below the title on the cover: each line with its name, such as `Prepared by`.
    pub cover: Vec<(String, String)>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section under a heading of its own, which begins a page in print.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// A word that names it in addresses and settings: `summary`.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list; its items in order of importance when it is numbered.
    List {
        /// Whether the items have numbers.
        numbered: bool,
        /// The items.
        items: Vec<Vec<Span>>,
    },
    /// A table.
    Table(Table),
}

/// Some text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is strong.
    pub strong: bool,
    /// Where it leads, if it leads anywhere: an `https` address.
    pub link: Option<String>,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            strong: false,
            link: None,
        }
    }

    /// Strong text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            strong: true,
            ..Self::plain(text)
        }
    }

    /// Text that leads to an address.
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            link: Some(address.into()),
            ..Self::plain(text)
        }
    }

    /// Whether it leads to the address that it shows, with or without the scheme.
    #[must_use]
    pub fn shows_address(&self) -> bool {
        let address = self.link.as_deref().unwrap_or_default();
        let bare = |text: &str| {
            text.trim_start_matches("https://")
                .trim_end_matches('/')
                .to_owned()
        };
        bare(address) == bare(&self.text)
    }
}

/// A table with a caption and a row of headings; the first cell of a row names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings, with the share of the width that each column takes.
    pub columns: Vec<(String, u16)>,
    /// The rows, each with a cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is in it.
    pub spans: Vec<Span>,
    /// What its color tells, which its text tells as well.
    pub tone: Option<Tone>,
}

/// What the color of a cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Who owns a layer.
    Owner(Owner),
    /// How far something is in place.
    Level(Level),
    /// What kind of gap it is.
    GapKind(GapKind),
}

impl Cell {
    /// A cell of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            tone: None,
        }
    }

    /// The same with a tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self {
            tone: Some(tone),
            ..self
        }
    }
}

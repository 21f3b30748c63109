//! The structure of a document, independent of its content.

use crate::analysis::GapKind;
use crate::text::{self, Piece};
use demarc_catalog::{Level, Owner};

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The title: the name of the assessment.
    pub title: String,
    /// The lines below the title on the cover, each with a name such as `Prepared by`.
    pub cover: Vec<(String, String)>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A section, which starts on a new page in print.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The id in addresses and settings, such as `summary`.
    pub id: &'static str,
    /// The heading.
    pub title: String,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list. The items of a numbered list are in order of importance.
    List {
        /// Whether the items are numbered.
        numbered: bool,
        /// The items.
        items: Vec<Vec<Span>>,
    },
    /// A table.
    Table(Table),
}

/// A run of text with one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is emphasized.
    pub strong: bool,
    /// Whether it is code, such as a command.
    pub code: bool,
    /// The `https` address that it links to, if any.
    pub link: Option<String>,
}

impl Span {
    /// Plain text, cleaned as [`text::lines`] says.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self {
            text: text::lines(text.as_ref()).into_owned(),
            strong: false,
            code: false,
            link: None,
        }
    }

    /// Emphasized text.
    pub fn strong(text: impl AsRef<str>) -> Self {
        Self {
            strong: true,
            ..Self::plain(text)
        }
    }

    /// Code.
    pub fn code(text: impl AsRef<str>) -> Self {
        Self {
            code: true,
            ..Self::plain(text)
        }
    }

    /// Text that links to an address; plain text if the address may not be a link.
    pub fn link(text: impl AsRef<str>, address: &str) -> Self {
        if !text::is_link(address) {
            return Self::plain(text);
        }
        Self {
            text: text::lines(text.as_ref()).replace(text::steers_direction, ""),
            link: Some(address.to_owned()),
            ..Self::plain("")
        }
    }

    /// A text of the catalog: words, and code between backticks.
    #[must_use]
    pub fn of_catalog(text: &str) -> Vec<Self> {
        let pieces = text::pieces(text).map(|piece| match piece {
            Piece::Words(words) => Self::plain(words),
            Piece::Code(code) => Self::code(code),
        });
        pieces.collect()
    }

    /// Whether the text is the address that it links to, with or without the scheme.
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

/// A table with a caption and column headings. The first cell of a row is the heading of the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// The headings, each with the relative width of its column.
    pub columns: Vec<(String, u16)>,
    /// The rows, with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The content.
    pub spans: Vec<Span>,
    /// The meaning of its color, which the text states as well.
    pub tone: Option<Tone>,
}

/// The meaning of the color of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The owner of a layer.
    Owner(Owner),
    /// The level of a practice.
    Level(Level),
    /// The kind of a gap.
    GapKind(GapKind),
}

impl Cell {
    /// A cell of plain text.
    pub fn plain(text: impl AsRef<str>) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            tone: None,
        }
    }

    /// The cell with a tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self {
            tone: Some(tone),
            ..self
        }
    }
}

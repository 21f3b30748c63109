//! The colors of files: fill and text color of each tone. Color carries no information that the text does not state.

use demarc_catalog::{Level, Owner};
use demarc_core::analysis::GapKind;
use demarc_core::report::Tone;

/// A fill and the color of the text on it, each as six hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// The color behind the text.
    pub fill: &'static str,
    /// The color of the text.
    pub ink: &'static str,
}

const fn paint(fill: &'static str, ink: &'static str) -> Paint {
    Paint { fill, ink }
}

/// Headings and lines.
pub const INK: &str = "15202B";
/// Secondary text.
pub const SOFT: &str = "4A5866";
/// Background of table headings.
pub const HEAD: &str = "E6E9EC";
/// Lines between rows.
pub const HAIR: &str = "C5CCD3";
/// Links.
pub const LINK: &str = "1C5788";

/// The colors of a tone.
pub fn tone(tone: Tone) -> Paint {
    match tone {
        Tone::Owner(it) => owner(it),
        Tone::Level(it) => level(it),
        Tone::GapKind(it) => kind(it),
    }
}

/// The colors of an owner.
pub fn owner(owner: Owner) -> Paint {
    match owner {
        Owner::Aws => paint("D6E6F4", "123A5A"),
        Owner::Customer => paint("FFE6C4", "6B3400"),
        Owner::Shared => paint("E9DDF2", "4A2A66"),
        Owner::Absent => paint("F4F4F2", "4A5866"),
        Owner::Operator => paint("DDEBE0", "1F4A2C"),
    }
}

/// The colors of a level.
pub fn level(level: Level) -> Paint {
    match level {
        Level::NotInPlace => paint("FAD9D5", "7A130E"),
        Level::Started => paint("FDE8D0", "6B3400"),
        Level::Mostly => paint("FBF4D3", "564000"),
        Level::Fully => paint("DDF2E3", "114D2B"),
    }
}

/// The colors of a kind of gap.
pub fn kind(kind: GapKind) -> Paint {
    match kind {
        GapKind::Assumption => paint("D6E6F4", "123A5A"),
        GapKind::Contradicted => paint("FDECEA", "7A130E"),
        GapKind::Unmet => paint("FAD9D5", "7A130E"),
        GapKind::Unverified => paint("FBF4D3", "564000"),
        GapKind::Unowned => paint("FFE6C4", "6B3400"),
        GapKind::OverReach => paint("ECEEF0", "15202B"),
    }
}

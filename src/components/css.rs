//! The classes by which the style sheets know the core's enums.
//! It knows no words and no pages.

use demarc_catalog::{Level, Owner};
use demarc_core::analysis::{GapKind, Grade};

/// The classes of an owner's cell.
pub fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "cell owner--aws",
        Owner::Customer => "cell owner--customer",
        Owner::Shared => "cell owner--shared",
        Owner::Absent => "cell owner--absent",
    }
}

/// The class of a kind's mark.
pub fn kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => "mark mark--assumption",
        GapKind::Unmet => "mark mark--unmet",
        GapKind::Unverified => "mark mark--unverified",
        GapKind::Unowned => "mark mark--unowned",
        GapKind::OverReach => "mark mark--over-reach",
    }
}

/// The class of a grade's box.
pub fn grade(grade: Option<Grade>) -> &'static str {
    match grade {
        None => "grade grade--none",
        Some(Grade::Exposed) => "grade grade--exposed",
        Some(Grade::Developing) => "grade grade--developing",
        Some(Grade::Established) => "grade grade--established",
        Some(Grade::Assured) => "grade grade--assured",
    }
}

/// The class of a level's mark.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::NotInPlace => "level-mark level-mark--not-in-place",
        Level::Started => "level-mark level-mark--started",
        Level::Mostly => "level-mark level-mark--mostly",
        Level::Fully => "level-mark level-mark--fully",
    }
}

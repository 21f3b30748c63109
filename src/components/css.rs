//! The CSS classes for the core's enums.

use demarc_catalog::{Level, Owner, Party};
use demarc_core::analysis::{
    AcceptanceState, AnswerKind, CellState, GapKind, Grade, Support, Verdict,
};

/// The classes of an owner's cell.
pub fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "cell owner--aws",
        Owner::Customer => "cell owner--customer",
        Owner::Shared => "cell owner--shared",
        Owner::Absent => "cell owner--absent",
        Owner::Operator => "cell owner--operator",
    }
}

/// The classes of a cell of the matrix that is colored by its state, without its owner's.
pub fn heat(state: CellState) -> &'static str {
    match state {
        CellState::Contradicted => "cell heat heat--contradicted",
        CellState::Mistaken => "cell heat heat--mistaken",
        CellState::Open => "cell heat heat--open",
        CellState::Partly => "cell heat heat--partly",
        CellState::Met => "cell heat heat--met",
        CellState::NotAnswered => "cell heat heat--not-answered",
        CellState::NotAsked => "cell heat heat--not-asked",
        CellState::NotYours => "cell heat heat--not-yours",
    }
}

/// The class of a party's name beside its part of a layer.
pub fn party(party: Party) -> &'static str {
    match party {
        Party::Aws => "half__party owner--aws",
        Party::Operator => "half__party owner--operator",
        Party::Customer => "half__party owner--customer",
    }
}

/// The class of a gap kind's mark.
pub fn kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => "mark mark--assumption",
        GapKind::Contradicted => "mark mark--contradicted",
        GapKind::Unmet => "mark mark--unmet",
        GapKind::Unverified => "mark mark--unverified",
        GapKind::Unowned => "mark mark--unowned",
        GapKind::OverReach => "mark mark--over-reach",
    }
}

/// The class of the mark of an acceptance.
pub fn acceptance(state: AcceptanceState) -> &'static str {
    match state {
        AcceptanceState::Accepted => "mark mark--accepted",
        AcceptanceState::Expired => "mark mark--expired",
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

/// The class of a grade's band in the chart over time.
pub fn grade_band(grade: Grade) -> &'static str {
    match grade {
        Grade::Assured => "over-time__band over-time__band--assured",
        Grade::Established => "over-time__band over-time__band--established",
        Grade::Developing => "over-time__band over-time__band--developing",
        Grade::Exposed => "over-time__band over-time__band--exposed",
    }
}

/// The class of a requirement's state.
pub fn support(support: Support) -> &'static str {
    match support {
        Support::InPlace => "support support--in-place",
        Support::Partly => "support support--partly",
        Support::NotInPlace => "support support--not-in-place",
        Support::NotKnown => "support support--not-known",
        Support::NotAnswered => "support support--not-answered",
        Support::NotApplicable => "support support--not-applicable",
        Support::NotAsked => "support support--not-asked",
        Support::Inherited => "support support--inherited",
        Support::Excepted => "support support--excepted",
        Support::OnlySupported => "support support--only-supported",
        Support::NotCarried => "support support--not-carried",
    }
}

/// The class of a kind of answer in a chart.
pub fn answer(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Fully => "chart__part chart__part--fully",
        AnswerKind::Mostly => "chart__part chart__part--mostly",
        AnswerKind::Started => "chart__part chart__part--started",
        AnswerKind::NotInPlace => "chart__part chart__part--not",
        AnswerKind::DontKnow => "chart__part chart__part--unknown",
        AnswerKind::NotApplicable => "chart__part chart__part--na",
        AnswerKind::NotAnswered | AnswerKind::NotAsked => "chart__part chart__part--open",
    }
}

/// The class of an owner's side in a row of a stack.
pub fn side(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "side side--aws",
        Owner::Customer => "side side--customer",
        Owner::Shared => "side side--shared",
        Owner::Absent => "side side--absent",
        Owner::Operator => "side side--operator",
    }
}

/// The class of an owner's cell in a table.
pub fn owner_cell(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "owner--aws",
        Owner::Customer => "owner--customer",
        Owner::Shared => "owner--shared",
        Owner::Absent => "owner--absent",
        Owner::Operator => "owner--operator",
    }
}

/// The class of a verdict on a belief.
pub fn told(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Assumption) => "told__one told__one--assumption",
        Some(Verdict::OverReach) => "told__one told__one--over-reach",
        _ => "told__one",
    }
}

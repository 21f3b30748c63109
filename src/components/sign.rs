//! Signs: the small drawings beside names, such as the circle of a level. Each is one path, so that a sign has the same
//! shape, size and baseline whatever fonts there are. The signs of messages and of the save status are in
//! `style/components.css`.

use leptos::prelude::*;

use super::css;
use demarc_core::analysis::{
    AcceptanceState, AnswerKind, CellState, GapKind, GapState, Grade, Support,
};
use demarc_core::assessment::Response;
use demarc_core::labels;

/// A sign, named by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// An empty circle.
    Circle,
    /// A circle of which a quarter is full.
    Quarter,
    /// A circle of which half is full.
    Half,
    /// A full circle.
    Disc,
    /// A small full circle.
    Dot,
    /// Three dots.
    Dots,
    /// A dash.
    Dash,
    /// An empty diamond.
    Diamond,
    /// A full diamond.
    FullDiamond,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// A circle that is crossed out.
    Empty,
    /// An equals sign that is crossed out.
    Unequal,
    /// The letter A, for AWS.
    LetterA,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// An arrow to what follows.
    Next,
    /// An arrow out of the page.
    Out,
    /// A triangle that points up.
    Rise,
    /// A triangle that points down.
    Fall,
}

impl Sign {
    /// The outline in a square of 16 units, filled by the nonzero rule.
    fn path(self) -> &'static str {
        match self {
            Self::Circle => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3z",
            Self::Quarter => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zM8 8h6a6 6 0 0 0-6-6z"
            }
            Self::Half => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zM8 2v12a6 6 0 0 0 0-12z"
            }
            Self::Disc => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z",
            Self::Dot => "M8 6a2 2 0 1 0 0 4A2 2 0 0 0 8 6z",
            Self::Dots => "M1 6.5h3v3H1zM6.5 6.5h3v3h-3zM12 6.5h3v3h-3z",
            Self::Dash => "M2 7h12v2H2z",
            Self::Diamond => "M8 1l7 7-7 7-7-7zM8 4L4 8l4 4 4-4z",
            Self::FullDiamond => "M8 1l7 7-7 7-7-7z",
            Self::Tick => "M1.5 8.5l2-2 3 3 6-6 2 2-8 8z",
            Self::Cross => "M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z",
            Self::Question => "M4 6a4 4 0 1 1 5 3.87V11H7V8.2L8 8a2 2 0 1 0-2-2zM7 13h2v2H7z",
            Self::Exclamation => "M6.5 1h3L9 10H7zM6.5 12h3v3h-3z",
            Self::Empty => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 1 1 0 10A5 5 0 0 1 8 3zM2.6 14.8L14.8 2.6l-1.4-1.4L1.2 13.4z"
            }
            Self::Unequal => "M2 5h12v2H2zM2 9h12v2H2zM10 1.5l1.8.9-6 12-1.8-.9z",
            Self::LetterA => "M6.6 2h2.8L14 14h-2.3l-1.2-3h-5l-1.2 3H2zM8 4.5L6.2 9h3.6z",
            Self::Up => "M8 1l6 6-1.5 1.5L9 5v10H7V5L3.5 8.5 2 7z",
            Self::Down => "M8 15L2 9l1.5-1.5L7 11V1h2v10l3.5-3.5L14 9z",
            Self::Next => "M15 8l-6 6-1.5-1.5L11 9H1V7h10L7.5 3.5 9 2z",
            Self::Out => "M4 3h9v9h-2V6.4L4.4 13 3 11.6 9.6 5H4z",
            Self::Rise => "M8 2l7 12H1z",
            Self::Fall => "M8 14L1 2h14z",
        }
    }

    /// The sign of a response.
    pub fn of_response(response: Option<&Response>) -> Self {
        Self::of_answer(AnswerKind::of(response))
    }

    /// The sign of a kind of answer.
    pub fn of_answer(kind: AnswerKind) -> Self {
        match kind {
            AnswerKind::Fully => Self::Disc,
            AnswerKind::Mostly => Self::Half,
            AnswerKind::Started => Self::Quarter,
            AnswerKind::NotInPlace => Self::Circle,
            AnswerKind::DontKnow => Self::Question,
            AnswerKind::NotAnswered => Self::Dot,
            AnswerKind::NotApplicable => Self::Dash,
            AnswerKind::NotAsked => Self::Dots,
        }
    }

    /// The sign of a requirement's state.
    pub fn of_support(support: Support) -> Self {
        match support {
            Support::InPlace => Self::Disc,
            Support::Partly => Self::Half,
            Support::NotInPlace => Self::Circle,
            Support::NotKnown => Self::Question,
            Support::NotAnswered => Self::Dot,
            Support::NotApplicable => Self::Dash,
            Support::NotAsked => Self::Dots,
            Support::Inherited => Self::LetterA,
            Support::Excepted => Self::Out,
            Support::OnlySupported | Support::NotCarried => Self::Empty,
        }
    }

    /// The sign of what findings say of an answer.
    pub fn of_evidence(verdict: demarc_core::evidence::Verdict) -> Self {
        use demarc_core::evidence::Verdict;
        match verdict {
            Verdict::Contradicted => Self::Exclamation,
            Verdict::InDoubt => Self::Question,
            Verdict::Unanswered => Self::Dot,
            Verdict::Agrees => Self::Fall,
            Verdict::NothingAgainst => Self::Dash,
            Verdict::NotSeen => Self::Circle,
            Verdict::NoCheck => Self::Empty,
        }
    }

    /// The sign of a kind of gap.
    pub fn of_kind(kind: GapKind) -> Self {
        match kind {
            GapKind::Assumption => Self::Unequal,
            GapKind::Contradicted => Self::Exclamation,
            GapKind::Unmet => Self::Cross,
            GapKind::Unverified => Self::Question,
            GapKind::Unowned => Self::Empty,
            GapKind::OverReach => Self::Up,
        }
    }

    /// The sign of an acceptance.
    pub fn of_acceptance(state: AcceptanceState) -> Self {
        match state {
            AcceptanceState::Accepted => Self::Diamond,
            AcceptanceState::Expired => Self::FullDiamond,
        }
    }

    /// The sign of the state of a cell of the matrix; `None` where nothing is left to the user.
    pub fn of_cell(state: CellState) -> Option<Self> {
        Some(match state {
            CellState::Contradicted => Self::Exclamation,
            CellState::Mistaken => Self::Unequal,
            CellState::Open => Self::Circle,
            CellState::Partly => Self::Half,
            CellState::Met => Self::Disc,
            CellState::NotAnswered => Self::Dot,
            CellState::NotAsked => Self::Dots,
            CellState::NotYours => return None,
        })
    }

    /// The sign of a state of gaps.
    pub fn of_state(state: GapState) -> Self {
        match state {
            GapState::Overdue => Self::Exclamation,
            GapState::Accepted => Self::Diamond,
            GapState::Expired => Self::FullDiamond,
            GapState::Open => Self::Circle,
        }
    }

    /// The sign of a grade.
    pub fn of_grade(grade: Option<Grade>) -> Self {
        match grade {
            None => Self::Dash,
            Some(Grade::Exposed) => Self::Exclamation,
            Some(Grade::Developing) => Self::Quarter,
            Some(Grade::Established) => Self::Half,
            Some(Grade::Assured) => Self::Tick,
        }
    }
}

/// A sign in a text, of its color and size. Screen readers skip it: the text beside it says the same.
pub fn sign(sign: Sign) -> AnyView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
            <path d=sign.path()></path>
        </svg>
    }
    .into_any()
}

/// A sign in a drawing, with its center at a point, as high as a line of its text.
pub fn sign_at(sign: Sign, x: String, y: String) -> AnyView {
    view! {
        <svg x=x y=y width="1" height="1" overflow="visible">
            <path class="sign-at" transform="translate(-7 -7) scale(.875)" d=sign.path()></path>
        </svg>
    }
    .into_any()
}

/// A mark: a sign and a name in a frame.
pub fn mark(class: &'static str, of: Sign, name: AnyView) -> AnyView {
    view! { <span class=class>{sign(of)} {name}</span> }.into_any()
}

/// The mark of a kind of gap.
pub fn kind_mark(kind: GapKind) -> AnyView {
    view! {
        <span class=css::kind(kind) title=labels::kind_hint(kind)>
            {sign(Sign::of_kind(kind))}
            {labels::kind(kind)}
        </span>
    }
    .into_any()
}

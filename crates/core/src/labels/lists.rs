//! Labels for sorting, grouping and counting in lists.

use crate::analysis::{AnswerKind, CellState, GapGrouping, GapSort, GroupedBy};
use crate::assessment::Assignment;
use crate::text;
use demarc_catalog::{Catalog, Effort, Level};

/// The label of the owner of a gap without an owner.
pub const NOBODY: &str = "Nobody yet";

/// The name of a sort order.
#[must_use]
pub fn gap_sort(sort: GapSort) -> &'static str {
    match sort {
        GapSort::Priority => "Priority",
        GapSort::Impact => "Impact",
        GapSort::Effort => "Effort",
        GapSort::Due => "Due date",
        GapSort::Title => "Title",
    }
}

/// The name of a grouping.
#[must_use]
pub fn gap_grouping(grouping: GapGrouping) -> &'static str {
    match grouping {
        GapGrouping::None => "Nothing",
        GapGrouping::Domain => "Domain",
        GapGrouping::Kind => "Kind",
        GapGrouping::Effort => "Effort",
        GapGrouping::Owner => "Owner",
    }
}

/// The heading of a group of gaps; `None` for a list without groups. A domain that the catalog does not have is
/// labeled with its id.
#[must_use]
pub fn gap_group(catalog: &Catalog, of: &GroupedBy) -> Option<String> {
    let name = match of {
        GroupedBy::Nothing => return None,
        GroupedBy::Domain(id) => {
            let domain = catalog.domain(id);
            return Some(domain.map_or_else(|| id.to_string(), |it| it.name.clone()));
        }
        GroupedBy::Kind(kind) => super::kind(*kind),
        GroupedBy::Effort(effort) => super::effort(*effort),
        GroupedBy::Owner(name) => name,
        GroupedBy::Nobody => NOBODY,
    };
    Some(name.to_owned())
}

/// The name of the state of a cell of the matrix.
#[must_use]
pub fn cell_state(state: CellState) -> &'static str {
    match state {
        CellState::Contradicted => "Contradicted",
        CellState::Mistaken => "Wrong belief",
        CellState::Open => "Open",
        CellState::Partly => "Partly met",
        CellState::Met => "Met",
        CellState::NotAnswered => "Not answered",
        CellState::NotAsked => "Not asked",
        CellState::NotYours => "Not yours",
    }
}

/// An explanation of the state of a cell.
#[must_use]
pub fn cell_state_hint(state: CellState) -> &'static str {
    match state {
        CellState::Contradicted => "findings contradict an answer",
        CellState::Mistaken => "you believed it was AWS’s",
        CellState::Open => "your practices there score below 40",
        CellState::Partly => "they score 40 to 99",
        CellState::Met => "all are fully in place",
        CellState::NotAnswered => "none is answered",
        CellState::NotAsked => "no question of its own",
        CellState::NotYours => "nothing is left to you",
    }
}

/// That several answers were changed, and to what, if that is given: `3 answers changed: due December 1, 2026.`
#[must_use]
pub fn changed(count: usize, to: &str) -> String {
    format!("{} changed{to}.", super::count(count, "answer", "answers"))
}

/// What several answers were changed to: `: owner “Ana”, due December 1, 2026, roadmap “Next”`.
#[must_use]
pub fn assigned(given: &Assignment) -> String {
    let owner = text::line(&given.owner);
    let owner = (!owner.is_empty()).then(|| format!("owner “{owner}”"));
    let due = given
        .due
        .as_ref()
        .map(|it| format!("due {}", super::day(it)));
    let phase = (given.phase).map(|it| format!("roadmap “{}”", super::phase(it)));
    let parts: Vec<String> = [owner, due, phase].into_iter().flatten().collect();
    format!(": {}", parts.join(", "))
}

/// The name of an effort, with the time it takes.
#[must_use]
pub fn effort_and_time(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "Small (days)",
        Effort::Medium => "Medium (weeks)",
        Effort::Large => "Large (months)",
    }
}

/// The name of a kind of answer.
#[must_use]
pub fn answer(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Fully => super::level(Level::Fully),
        AnswerKind::Mostly => super::level(Level::Mostly),
        AnswerKind::Started => super::level(Level::Started),
        AnswerKind::NotInPlace => super::level(Level::NotInPlace),
        AnswerKind::DontKnow => "Don’t know",
        AnswerKind::NotAnswered => "Not answered",
        AnswerKind::NotApplicable => "Not applicable",
        AnswerKind::NotAsked => "Not asked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Phase;

    #[test]
    fn a_change_of_several_says_what_it_changed() {
        let given = Assignment {
            owner: " Ana\n".to_owned(),
            due: "2026-12-01".parse().ok(),
            phase: Some(Phase::Next),
        };
        assert_eq!(
            assigned(&given),
            ": owner “Ana”, due December 1, 2026, roadmap “Next”"
        );
        let given = Assignment {
            phase: Some(Phase::Later),
            ..Assignment::default()
        };
        assert_eq!(assigned(&given), ": roadmap “Later”");
    }
}

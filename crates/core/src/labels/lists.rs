//! Labels for sorting, grouping and counting in lists.

use crate::analysis::{AnswerKind, GapGrouping, GapSort, GroupedBy};
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

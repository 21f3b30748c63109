//! The gap list: a filter, a sort order and a grouping, applied to the gaps of an analysis.

use std::cmp::Reverse;

use super::{AcceptanceState, Analysis, Gap, GapKind};
use crate::assessment::{Answer, Assessment};
use demarc_catalog::{
    Catalog, Date, Domain, DomainId, Effort, FrameworkId, Practice, ServiceRef, Texts,
};

demarc_catalog::keyed! {
    /// The sort order of the list. Ties keep the order of the analysis: by priority. Accepted risks come last in every
    /// order.
    #[derive(Default)]
    pub enum GapSort {
        /// By priority, highest first.
        #[default]
        Priority = "priority",
        /// By impact, highest first.
        Impact = "impact",
        /// By effort, least first.
        Effort = "effort",
        /// By due date, earliest and so the longest overdue first; gaps without a date last.
        Due = "due",
        /// By title.
        Title = "title",
    }
}

demarc_catalog::keyed! {
    /// The grouping of the list.
    #[derive(Default)]
    pub enum GapGrouping {
        /// No grouping: one list.
        #[default]
        None = "none",
        /// By domain.
        Domain = "domain",
        /// By kind.
        Kind = "kind",
        /// By effort.
        Effort = "effort",
        /// By owner.
        Owner = "owner",
    }
}

demarc_catalog::keyed! {
    /// A filter by what has been decided about a gap, and by its date.
    pub enum GapState {
        /// Past the due date.
        Overdue = "overdue",
        /// The risk is accepted.
        Accepted = "accepted",
        /// The acceptance of the risk has expired.
        Expired = "acceptance-expired",
        /// The risk is not accepted, or no longer.
        Open = "open",
    }
}

impl GapState {
    /// Whether a gap is in this state.
    #[must_use]
    pub fn matches(self, gap: &Gap) -> bool {
        match self {
            Self::Overdue => gap.overdue().is_some(),
            Self::Accepted => gap.is_accepted(),
            Self::Expired => gap.acceptance == Some(AcceptanceState::Expired),
            Self::Open => !gap.is_accepted(),
        }
    }
}

/// A filter by owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerFilter {
    /// Gaps without an owner.
    Nobody,
    /// Gaps of this person or team.
    Named(String),
}

impl OwnerFilter {
    /// The key of [`OwnerFilter::Nobody`]. Names are trimmed and not empty, so no name equals it.
    const NOBODY: &str = " ";

    /// The key of the filter: the name itself.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Nobody => Self::NOBODY,
            Self::Named(name) => name,
        }
    }

    /// The filter with this key; `None` for the empty key, which means no filter.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match (key, key.trim()) {
            ("", _) => None,
            (_, "") => Some(Self::Nobody),
            (_, name) => Some(Self::Named(name.to_owned())),
        }
    }

    fn matches(&self, owner: &str) -> bool {
        match self {
            Self::Nobody => owner.is_empty(),
            Self::Named(name) => name == owner,
        }
    }
}

/// A filter of gaps. A gap matches if it fits every field that is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapFilter {
    /// Words to find in the title, the question or the note.
    pub search: String,
    /// A kind that applies, main or further.
    pub kind: Option<GapKind>,
    /// What has been decided about it, or whether it is overdue.
    pub state: Option<GapState>,
    /// A domain.
    pub domain: Option<DomainId>,
    /// A service for which the practice is asked.
    pub service: Option<ServiceRef>,
    /// The impact, 1 to 5.
    pub impact: Option<u32>,
    /// An effort.
    pub effort: Option<Effort>,
    /// The owner, or nobody.
    pub owner: Option<OwnerFilter>,
    /// A framework that the practice is mapped to.
    pub framework: Option<FrameworkId>,
}

/// A query of the gap list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapQuery {
    /// The gaps to list.
    pub filter: GapFilter,
    /// Their order.
    pub sort: GapSort,
    /// Their groups.
    pub grouping: GapGrouping,
}

/// A group of gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct GapGroup {
    /// The common value of the group.
    pub of: GroupedBy,
    /// The gaps, in order.
    pub gaps: Vec<Gap>,
}

/// The value that the gaps of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupedBy {
    /// No grouping: there is one list.
    Nothing,
    /// The domain.
    Domain(DomainId),
    /// The kind.
    Kind(GapKind),
    /// The effort.
    Effort(Effort),
    /// The owner, as the first gap of the group writes the name.
    Owner(String),
    /// No owner is named.
    Nobody,
}

/// The group of a gap. Groups are in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    All,
    /// The index of the domain in the catalog.
    Domain(usize),
    UnknownDomain,
    Kind(GapKind),
    Effort(Effort),
    /// The name in lower case: case does not distinguish owners.
    Owner(String),
    Nobody,
}

/// The key that orders gaps within a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Priority,
    Impact(Reverse<u32>),
    Effort(Effort),
    Due(Date),
    NotDue,
    /// The title in lower case.
    Title(String),
}

/// A gap with its practice and its answer.
struct Listed<'a> {
    gap: &'a Gap,
    practice: Option<&'a Practice>,
    answer: Option<&'a Answer>,
}

impl Listed<'_> {
    fn owner(&self) -> &str {
        self.answer.map_or("", |it| it.owner.trim())
    }
}

impl GapQuery {
    /// Filters, sorts and groups the gaps.
    #[must_use]
    pub fn list(
        &self,
        catalog: &Catalog,
        texts: &Texts,
        assessment: &Assessment,
        analysis: &Analysis,
    ) -> Vec<GapGroup> {
        let mut ranked: Vec<(GroupKey, (bool, SortKey), usize, Listed<'_>)> = Vec::new();
        for (index, gap) in analysis.gaps.iter().enumerate() {
            let it = Listed {
                gap,
                practice: catalog.practice(&gap.practice),
                answer: assessment.answers.get(&gap.practice),
            };
            if self.filter.matches(texts, analysis, &it) {
                let group = GroupKey::of(self.grouping, catalog, &it);
                let key = (gap.is_accepted(), SortKey::of(self.sort, &it));
                ranked.push((group, key, index, it));
            }
        }
        ranked.sort_unstable_by(|one, other| {
            (&one.0, &one.1, one.2).cmp(&(&other.0, &other.1, other.2))
        });
        let mut groups: Vec<GapGroup> = Vec::new();
        let mut last = None;
        for (group, _, _, it) in ranked {
            if last.as_ref() != Some(&group) {
                groups.push(GapGroup {
                    of: group.common(&it),
                    gaps: Vec::new(),
                });
                last = Some(group);
            }
            if let Some(group) = groups.last_mut() {
                group.gaps.push(it.gap.clone());
            }
        }
        groups
    }
}

impl GapFilter {
    /// Whether any field is set.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    fn matches(&self, texts: &Texts, analysis: &Analysis, it: &Listed<'_>) -> bool {
        let gap = it.gap;
        let text = texts.practice(&gap.practice);
        let runs = |service: &ServiceRef| {
            let finding = analysis.finding(&gap.practice);
            finding.is_some_and(|it| it.cells.iter().any(|cell| cell.service == *service))
        };
        let maps = |framework: &FrameworkId| {
            text.is_some_and(|it| it.mappings().any(|(of, _, _)| of == framework))
        };
        let impact = it.practice.map(|it| it.impact.get());
        let says = |wanted: &str| {
            let wanted = wanted.trim().to_ascii_lowercase();
            let texts = [
                it.practice.map_or("", |it| &it.title),
                text.map_or("", |it| &it.question),
                it.answer.map_or("", |it| &it.note),
            ];
            let mut texts = texts.iter();
            texts.any(|it| it.to_ascii_lowercase().contains(&wanted))
        };
        self.kind
            .is_none_or(|kind| gap.kinds().any(|it| it == kind))
            && self.state.is_none_or(|state| state.matches(gap))
            && self.domain.as_ref().is_none_or(|it| *it == gap.domain)
            && self.service.as_ref().is_none_or(runs)
            && self.impact.is_none_or(|wanted| impact == Some(wanted))
            && self.effort.is_none_or(|effort| gap.effort == effort)
            && (self.owner.as_ref()).is_none_or(|owner| owner.matches(it.owner()))
            && self.framework.as_ref().is_none_or(maps)
            && says(&self.search)
    }
}

impl SortKey {
    fn of(sort: GapSort, it: &Listed<'_>) -> Self {
        match sort {
            GapSort::Priority => Self::Priority,
            GapSort::Impact => Self::Impact(Reverse(it.practice.map_or(0, |it| it.impact.get()))),
            GapSort::Effort => Self::Effort(it.gap.effort),
            GapSort::Due => {
                let due = it.answer.and_then(|it| it.due.clone());
                due.map_or(Self::NotDue, Self::Due)
            }
            GapSort::Title => {
                Self::Title(it.practice.map_or("", |it| &it.title).to_ascii_lowercase())
            }
        }
    }
}

impl GroupKey {
    fn of(grouping: GapGrouping, catalog: &Catalog, it: &Listed<'_>) -> Self {
        match grouping {
            GapGrouping::None => Self::All,
            GapGrouping::Domain => {
                let mut domains = catalog.domains.iter();
                let index = domains.position(|domain| domain.id == it.gap.domain);
                index.map_or(Self::UnknownDomain, Self::Domain)
            }
            GapGrouping::Kind => Self::Kind(it.gap.kind),
            GapGrouping::Effort => Self::Effort(it.gap.effort),
            GapGrouping::Owner if it.owner().is_empty() => Self::Nobody,
            GapGrouping::Owner => Self::Owner(it.owner().to_ascii_lowercase()),
        }
    }

    /// The common value of the group. `it` is its first gap.
    fn common(&self, it: &Listed<'_>) -> GroupedBy {
        match self {
            Self::All => GroupedBy::Nothing,
            Self::Domain(_) | Self::UnknownDomain => GroupedBy::Domain(it.gap.domain.clone()),
            Self::Kind(kind) => GroupedBy::Kind(*kind),
            Self::Effort(effort) => GroupedBy::Effort(*effort),
            Self::Owner(_) => GroupedBy::Owner(it.owner().to_owned()),
            Self::Nobody => GroupedBy::Nobody,
        }
    }
}

/// The domains that have gaps, in catalog order.
pub fn domains_with_gaps<'a>(
    catalog: &'a Catalog,
    analysis: &'a Analysis,
) -> impl Iterator<Item = &'a Domain> {
    let has_gap = |it: &&Domain| analysis.gaps.iter().any(|gap| gap.domain == it.id);
    catalog.domains.iter().filter(has_gap)
}

/// The number of gaps with this impact and effort.
#[must_use]
pub fn count_by_impact_and_effort(
    catalog: &Catalog,
    analysis: &Analysis,
    impact: u32,
    effort: Effort,
) -> usize {
    let fits = |gap: &&Gap| {
        let practice = catalog.practice(&gap.practice);
        gap.effort == effort && practice.is_some_and(|it| it.impact.get() == impact)
    };
    analysis.gaps.iter().filter(fits).count()
}

#[cfg(test)]
mod tests;

//! What the list of gaps is narrowed to, its order and its groups; remembered while the app is open.
//! It chooses and orders gaps, and draws nothing.

use std::cell::RefCell;

use crate::state::State;
use demarc_catalog::{DomainId, Effort, FrameworkId, ServiceRef};
use demarc_core::analysis::{Analysis, Gap, GapKind};
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::labels;

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The first to close first.
    #[default]
    Priority,
    /// The gravest first.
    Impact,
    /// The quickest first.
    Effort,
    /// The soonest due first; those without a date last.
    Due,
    /// By name.
    Title,
}

/// What stands together in the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Group {
    /// Nothing: one list.
    #[default]
    None,
    /// Gaps of one domain.
    Domain,
    /// Gaps of one kind.
    GapKind,
    /// Gaps of one effort.
    Effort,
    /// Gaps of one owner.
    Owner,
}

/// What the list is narrowed to, its order and its groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Words of the title, the question or the note.
    pub search: String,
    /// A kind, first or not.
    pub kind: Option<GapKind>,
    /// A domain.
    pub domain: Option<DomainId>,
    /// A service that the practice is about there.
    pub service: Option<ServiceRef>,
    /// An impact.
    pub impact: Option<u32>,
    /// An effort.
    pub effort: Option<Effort>,
    /// A name; of nobody when it is blank.
    pub owner: Option<String>,
    /// A framework that the practice is mapped to.
    pub framework: Option<FrameworkId>,
    /// The order.
    pub order: Order,
    /// The groups.
    pub group: Group,
}

thread_local! {
    /// What the list of which assessment was narrowed to when it was left.
    static LEFT: RefCell<Option<(AssessmentId, Narrowed)>> = const { RefCell::new(None) };
}

impl Narrowed {
    /// What the list of this assessment was narrowed to when it was left.
    pub fn again(id: &AssessmentId) -> Self {
        let left = LEFT.with_borrow(|left| left.clone().filter(|(of, _)| of == id));
        left.map_or_else(Self::default, |(_, narrowed)| narrowed)
    }

    /// Remembers it for when somebody comes back.
    pub fn remember(&self, id: &AssessmentId) {
        LEFT.set(Some((id.clone(), self.clone())));
    }

    /// Whether it leaves any gap out.
    pub fn is_narrow(&self) -> bool {
        let all = Self {
            order: self.order,
            group: self.group,
            ..Self::default()
        };
        *self != all
    }

    /// The gaps to show, in their groups and order. The name of the one group is empty where there are no groups.
    pub fn shown(
        &self,
        state: State,
        analysis: &Analysis,
        assessment: &Assessment,
    ) -> Vec<(String, Vec<Gap>)> {
        let mut ranked: Vec<((String, String), usize)> = Vec::new();
        for (index, gap) in analysis.gaps.iter().enumerate() {
            if self.lets_through(state, analysis, assessment, gap) {
                let keys = (
                    self.group_of(state, assessment, gap).0,
                    self.rank(state, assessment, gap),
                );
                ranked.push((keys, index));
            }
        }
        // Within equals the analysis's order stays: by priority.
        ranked.sort_unstable();
        let mut groups: Vec<(String, Vec<Gap>)> = Vec::new();
        let mut last = None;
        for ((group, _), index) in ranked {
            let Some(gap) = analysis.gaps.get(index) else {
                continue;
            };
            if last.as_ref() != Some(&group) {
                groups.push((self.group_of(state, assessment, gap).1, Vec::new()));
                last = Some(group);
            }
            if let Some((_, gaps)) = groups.last_mut() {
                gaps.push(gap.clone());
            }
        }
        groups
    }

    fn lets_through(
        &self,
        state: State,
        analysis: &Analysis,
        assessment: &Assessment,
        gap: &Gap,
    ) -> bool {
        let id = &gap.practice;
        let practice = state.catalog().practice(id);
        let text = state.practice_text(id);
        let answer = assessment.answers.get(id);
        let owner = answer.map_or("", |it| it.owner.trim());
        let kind = self.kind;
        let runs = |service: &ServiceRef| {
            let finding = analysis.finding(id);
            finding.is_some_and(|it| it.cells.iter().any(|cell| cell.service == *service))
        };
        let maps = |framework: &FrameworkId| {
            text.is_some_and(|it| it.mappings.iter().any(|(of, _)| of == framework))
        };
        let says = |wanted: &str| {
            let texts = [
                practice.map_or("", |it| &it.title),
                text.map_or("", |it| &it.question),
                answer.map_or("", |it| &it.note),
            ];
            let wanted = wanted.trim().to_ascii_lowercase();
            texts
                .iter()
                .any(|it| it.to_ascii_lowercase().contains(&wanted))
        };
        kind.is_none_or(|kind| gap.kind == kind || gap.marks.contains(&kind))
            && self.domain.as_ref().is_none_or(|it| *it == gap.domain)
            && self.service.as_ref().is_none_or(runs)
            && self
                .impact
                .is_none_or(|impact| practice.is_some_and(|it| it.impact.get() == impact))
            && self.effort.is_none_or(|effort| gap.effort == effort)
            && self.owner.as_ref().is_none_or(|it| it == owner)
            && self.framework.as_ref().is_none_or(maps)
            && says(&self.search)
    }

    /// A text that orders the gap within its group.
    fn rank(&self, state: State, assessment: &Assessment, gap: &Gap) -> String {
        let practice = state.catalog().practice(&gap.practice);
        match self.order {
            Order::Priority => String::new(),
            Order::Impact => practice.map_or(0, |it| 9 - it.impact.get()).to_string(),
            Order::Effort => (gap.effort as usize).to_string(),
            Order::Due => {
                let due = assessment
                    .answers
                    .get(&gap.practice)
                    .and_then(|it| it.due.as_ref());
                due.map_or_else(|| "~".to_owned(), ToString::to_string)
            }
            Order::Title => practice.map_or_else(String::new, |it| it.title.to_ascii_lowercase()),
        }
    }

    /// A text that orders the gap's group, and the group's name.
    fn group_of(&self, state: State, assessment: &Assessment, gap: &Gap) -> (String, String) {
        let domains = &state.catalog().domains;
        match self.group {
            Group::None => Default::default(),
            Group::Domain => {
                let index = domains
                    .iter()
                    .position(|it| it.id == gap.domain)
                    .unwrap_or_default();
                let name = domains.get(index).map_or("", |it| &it.name);
                (
                    char::from(b'a' + u8::try_from(index).unwrap_or(0)).to_string(),
                    name.to_owned(),
                )
            }
            Group::GapKind => (
                (gap.kind as usize).to_string(),
                labels::kind(gap.kind).to_owned(),
            ),
            Group::Effort => (
                (gap.effort as usize).to_string(),
                labels::effort(gap.effort).to_owned(),
            ),
            Group::Owner => {
                let owner = assessment
                    .answers
                    .get(&gap.practice)
                    .map_or("", |it| it.owner.trim());
                match owner {
                    "" => ("~".to_owned(), "Nobody yet".to_owned()),
                    owner => (owner.to_ascii_lowercase(), owner.to_owned()),
                }
            }
        }
    }
}

//! The chapter on the roadmap.

use super::prose::{counted, heading, number, of, paragraph};
use super::{Block, Cell, Subject, Table};
use crate::analysis::{Gap, RoadmapItem, RoadmapPhase, days, roadmap};
use crate::labels;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    if subject.analysis.open_gaps().next().is_none() {
        return vec![paragraph("There is nothing to close.")];
    }
    let plan = roadmap(&subject.analysis.gaps, subject.assessment);
    let mut blocks = vec![paragraph(format!(
        "Planned with {} of work in 30 days. Each finding is closed in the first phase that has room for it, the first of the priority first, unless it was moved by hand. The days are for planning: {}, {} and {} for a small, a medium and a large effort.",
        labels::count(usize::from(plan.capacity.days()), "day", "days"),
        days(demarc_catalog::Effort::Small),
        days(demarc_catalog::Effort::Medium),
        days(demarc_catalog::Effort::Large),
    ))];
    for stage in &plan.phases {
        self::stage(subject, stage, &mut blocks);
    }
    blocks
}

fn stage(subject: &Subject<'_>, stage: &RoadmapPhase, blocks: &mut Vec<Block>) {
    let name = labels::phase(stage.phase);
    let hint = labels::phase_hint(stage.phase);
    blocks.push(heading(format!("{name}: {}", labels::in_a_sentence(hint))));
    let count = stage.items.len();
    if count == 0 {
        blocks.push(paragraph("Nothing is planned here."));
        return;
    }
    let room = match stage.room {
        Some(room) if stage.planned > room => {
            format!(" of work, more than the {room} there is room for")
        }
        Some(room) => format!(" of work of the {room} there is room for"),
        None => " of work".to_owned(),
    };
    blocks.push(paragraph(format!(
        "{}, {}{room}.",
        super::prose::capital(&counted(count, "finding", "findings")),
        labels::count(stage.planned as usize, "day", "days"),
    )));
    let moved = stage.items.iter().filter(|it| it.moved).count();
    if moved > 0 {
        blocks.push(paragraph(format!(
            "{} {} moved here by hand.",
            super::prose::capital(&number(moved)),
            of(moved, "was", "were"),
        )));
    }
    let late = stage.items.iter().filter(|it| it.late).count();
    if late > 0 {
        blocks.push(paragraph(format!(
            "{} {} due before this phase begins.",
            super::prose::capital(&number(late)),
            of(late, "is", "are"),
        )));
    }
    let rows = stage.items.iter().filter_map(|item| {
        let gap = subject.analysis.gap(&item.practice)?;
        Some(vec![
            Cell::plain(subject.title(&item.practice)),
            Cell::plain(subject.owner(&item.practice)),
            Cell::plain(due(subject, gap, item)),
            Cell::plain(labels::size(gap.effort)),
            Cell::plain(days(gap.effort).to_string()),
        ])
    });
    blocks.push(Block::Table(Table {
        caption: format!("{name}: what is closed"),
        columns: vec![
            ("Finding".into(), 6),
            ("Owner".into(), 4),
            ("Due".into(), 3),
            ("Effort".into(), 2),
            ("Days".into(), 2),
        ],
        rows: rows.collect(),
    }));
}

/// The due date, and whether it has passed or comes before the phase.
fn due(subject: &Subject<'_>, gap: &Gap, item: &RoadmapItem) -> String {
    let due = subject.due(&gap.practice);
    match labels::due_problem(item) {
        Some(problem) => format!("{due}, {problem}"),
        None => due.to_owned(),
    }
}

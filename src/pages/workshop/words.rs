//! Sentences about what a room answered.

use super::room::Room;
use demarc_catalog::Level;
use demarc_core::analysis::CellRef;
use demarc_core::labels;
use demarc_core::workshop::{Mark, Outcome, OutcomeKind, Revealed, Setup, Tally};

/// How many gave each answer: “1 not in place · 7 fully · 2 don’t know”.
pub(super) fn tally(it: &Tally) -> String {
    let levels = Level::ALL.map(|level| (it.at(level), labels::level(level).to_lowercase()));
    let others = [
        (it.dont_know, "don’t know".to_owned()),
        (it.not_applicable, "not applicable".to_owned()),
    ];
    let all = levels.into_iter().chain(others);
    let parts = all.filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    parts.join(" · ")
}

/// Why a question is on top, a sentence each.
pub(super) fn mark(room: Room, setup: &Setup, mark: &Mark) -> String {
    match mark {
        Mark::ScopeInDispute => {
            "Some say that it does not apply, others give a level: settle first whose it is."
                .to_owned()
        }
        Mark::RolesApart { low, high } => format!(
            "Two roles see it differently: {} says {}, {} says {}.",
            setup.role(low.0),
            labels::level(low.1).to_lowercase(),
            setup.role(high.0),
            labels::level(high.1).to_lowercase(),
        ),
        Mark::BeliefsConflict(cells) => {
            let cells: Vec<String> = cells.iter().map(|it| cell(room, it)).collect();
            format!(
                "The room does not agree who takes care of {}.",
                cells.join(", ")
            )
        }
        Mark::Contradicted { at_most, above } => format!(
            "Findings allow at most {}; {above} answered above that.",
            labels::level(*at_most).to_lowercase(),
        ),
    }
}

/// Why a question is on top, in few words.
pub(super) fn short_mark(mark: &Mark) -> &'static str {
    match mark {
        Mark::ScopeInDispute => "Applies or not?",
        Mark::RolesApart { .. } => "Roles apart",
        Mark::BeliefsConflict(_) => "Whose is it?",
        Mark::Contradicted { .. } => "Findings contradict",
    }
}

/// The name of a layer of a service.
pub(super) fn cell(room: Room, of: &CellRef) -> String {
    let catalog = room.state.catalog();
    let service = catalog.deployment(&of.service);
    let service = service.map_or_else(|| of.service.to_string(), |it| it.name());
    let layer = catalog.layer(&of.layer);
    let layer = layer.map_or_else(|| of.layer.to_string(), |it| it.name.clone());
    format!("{service}: {layer}")
}

/// How many points of the score are between the lowest and the highest answer; `None` below a tenth.
pub(super) fn points(room: Room, it: &Revealed) -> Option<String> {
    let all: u32 = room
        .state
        .analyzed(|analysis| analysis.practices.iter().map(|it| it.weight.quarters).sum());
    let part = f64::from(it.quarters * it.now().steps()) / 3.0;
    let points = 100.0 * part / f64::from(all.max(1));
    (points >= 0.1).then(|| format!("{points:.1}"))
}

/// What became of a question, in few words.
pub(super) fn outcome(it: &Outcome) -> String {
    match it.kind {
        OutcomeKind::Agreed => {
            let answer = labels::response(it.answer.as_ref());
            if it.has_reservation() {
                format!("Agreed with reservation: {answer}")
            } else {
                format!("Agreed: {answer}")
            }
        }
        OutcomeKind::Parked => "Parked".to_owned(),
        OutcomeKind::GoAndLook if it.owner.is_empty() => "Go and look".to_owned(),
        OutcomeKind::GoAndLook => format!("{} goes and looks", it.owner),
    }
}

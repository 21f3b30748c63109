//! The roadmap as a picture: due dates as pins, what is overdue first, and the days of work of each owner by phase.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::{self, Chart, Sign, figures, label, sign_at};
use crate::state::State;
use demarc_catalog::Date;
use demarc_core::analysis::{DuePin, OwnerLoad, Roadmap};
use demarc_core::assessment::Phase;
use demarc_core::labels;

/// The x of the columns: what is overdue, then the phases.
const OVERDUE: i32 = 170;
const PHASES: [i32; 3] = [260, 420, 580];
/// The width of a phase's column, and of the drawing.
const COLUMN: i32 = 150;
const WIDE: i32 = 740;
/// The height of the heads and of the pins, and of a row.
const TOP: i32 = 100;
const ROW: i32 = 34;
/// The day on which each phase begins, and the last one that the drawing has a place for.
const STARTS: [i32; 4] = [0, 30, 120, 365];
/// The least distance of two pins.
const APART: i32 = 26;

pub(super) fn chart(state: State, plan: &Roadmap) -> AnyView {
    let loads = state.with_untracked(|it| plan.loads(state.catalog(), it));
    let pins = plan.due_pins();
    let rows = i32::try_from(loads.len()).unwrap_or(0);
    let height = TOP + ROW * rows + 6;
    let most = loads
        .iter()
        .flat_map(|it| it.days)
        .max()
        .unwrap_or(0)
        .max(1);
    let heads = Phase::ALL.into_iter().zip(PHASES).map(|(phase, x)| {
        view! {
            {label("chart__text chart__text--strong", x, 18, labels::phase(phase).to_owned())}
            {label("chart__text chart__text--soft", x, 36, labels::phase_hint(phase).to_owned())}
            <line class="chart__scale" x1=x - 6 x2=x - 6 y1=6 y2=height></line>
        }
        .into_any()
    });
    let heads = heads.collect_view();
    let bars = loads
        .iter()
        .zip(0..)
        .map(|(load, row)| bars(load, TOP + ROW * row, most));
    let bars = bars.collect_view();
    components::chart(Chart {
        id: "roadmap-load",
        title: "Who has how much to do, and by when",
        says: says(&loads, &pins),
        size: (WIDE.unsigned_abs(), height.unsigned_abs()),
        drawing: view! {
            {label("chart__text chart__text--strong", OVERDUE, 18, "Overdue".to_owned())}
            {label("chart__text chart__text--end", OVERDUE - 14, 64, "Due dates".to_owned())}
            {heads}
            <line class="chart__axis" x1=OVERDUE x2=WIDE y1=74 y2=74></line>
            {pinned(&pins)}
            {bars}
        }
        .into_any(),
        table: table(state, &loads, &pins),
    })
}

fn says(loads: &[OwnerLoad], pins: &[DuePin]) -> String {
    let overdue: usize = loads.iter().map(|it| it.overdue).sum();
    let overdue = match overdue {
        0 => "Nothing is overdue.".to_owned(),
        some => format!("{} overdue.", labels::count(some, "gap is", "gaps are")),
    };
    let late = pins.iter().filter(|it| it.late && it.due_in >= 0).count();
    let late = match late {
        0 => String::new(),
        1 => " A due date lies before the phase of its gaps.".to_owned(),
        some => format!(" {some} due dates lie before the phases of their gaps."),
    };
    format!(
        "{overdue}{late} A pin is a due date with the number of its gaps; a bar is the days of work that an owner has in a phase."
    )
}

/// The x of a due date: each phase has a scale of its own.
fn x_of(due_in: i32) -> i32 {
    let index = if due_in < STARTS[1] {
        0
    } else if due_in < STARTS[2] {
        1
    } else {
        2
    };
    let (from, to) = (STARTS[index], STARTS[index + 1]);
    let within = (due_in.min(to) - from) * (COLUMN - 20) / (to - from);
    PHASES[index] + 8 + within
}

/// The pins. What is overdue is one pin; those that are too near to each other are one as well.
fn pinned(pins: &[DuePin]) -> AnyView {
    let mut places: Vec<(i32, usize, bool)> = Vec::new();
    for pin in pins {
        let (x, alarms) = match pin.due_in {
            ..0 => (OVERDUE + 26, true),
            due_in => (x_of(due_in), pin.late),
        };
        match places.last_mut() {
            Some((last, count, is_alarm)) if x - *last < APART => {
                *count += pin.practices.len();
                *is_alarm |= alarms;
            }
            _ => places.push((x, pin.practices.len(), alarms)),
        }
    }
    let drawn = places.into_iter().map(|(x, count, alarms)| {
        let class = if alarms { "chart__pin chart__pin--late" } else { "chart__pin" };
        let exclamation = alarms.then(|| sign_at(Sign::Exclamation, (x + 15).to_string(), "52".to_owned()));
        view! {
            <path class=class d=format!("M{x} 74l-6 -12a11 11 0 1 1 12 0z")></path>
            {label("chart__text chart__text--middle chart__text--in chart__text--on", x, 58, count.to_string())}
            {exclamation}
        }
        .into_any()
    });
    drawn.collect_view().into_any()
}

fn owner(load: &OwnerLoad) -> String {
    if load.owner.is_empty() {
        labels::NOBODY.to_owned()
    } else {
        load.owner.clone()
    }
}

/// The bars of an owner.
fn bars(load: &OwnerLoad, y: i32, most: u32) -> AnyView {
    let wide = |days: u32| {
        i32::try_from(u64::from(days) * 100 / u64::from(most))
            .unwrap_or(0)
            .max(2)
    };
    let bars = load
        .days
        .into_iter()
        .zip(PHASES)
        .filter(|(days, _)| *days > 0);
    let class = if load.owner.is_empty() {
        "chart__bar chart__bar--few"
    } else {
        "chart__bar"
    };
    let bars = bars.map(|(days, x)| {
        view! {
            <rect class=class x=x y=y + 7 width=wide(days) height=16></rect>
            {label("chart__text chart__text--small", x + wide(days) + 6, y + 20, format!("{days} d"))}
        }
        .into_any()
    });
    let bars = bars.collect_view();
    let overdue = (load.overdue > 0).then(|| {
        view! {
            {sign_at(Sign::Exclamation, (OVERDUE + 8).to_string(), (y + 15).to_string())}
            {label("chart__text chart__text--strong chart__text--late", OVERDUE + 20, y + 20, load.overdue.to_string())}
        }
        .into_any()
    });
    let mut name: String = owner(load).chars().take(19).collect();
    if name.chars().count() < owner(load).chars().count() {
        name.push('…');
    }
    view! {
        {label("chart__text chart__text--end", OVERDUE - 14, y + 20, name)}
        {overdue}
        {bars}
    }
    .into_any()
}

/// The same as tables: the load, and the dates.
fn table(state: State, loads: &[OwnerLoad], pins: &[DuePin]) -> AnyView {
    let rows = loads.iter().map(|load| {
        let mut row = vec![owner(load), load.overdue.to_string()];
        row.extend(load.days.map(|it| it.to_string()));
        row
    });
    let today = clock::day();
    let dates = pins.iter().map(|pin| {
        let names = pin
            .practices
            .iter()
            .filter_map(|id| state.catalog().practice(id));
        let names: Vec<&str> = names.map(|it| it.title.as_str()).collect();
        let when = Date::from_days_since_1970(today.days_since_1970().saturating_add(pin.due_in));
        vec![
            when.map_or_else(String::new, |it| it.to_string()),
            names.join(", "),
        ]
    });
    view! {
        {figures(&["Owner", "Overdue", "Days now", "Days next", "Days later"], rows.collect())}
        {figures(&["Due", "Gaps"], dates.collect())}
    }
    .into_any()
}

//! The answers to one question as dots: one for each person, on the scale of levels, with a shape for each role. “Don't
//! know” has a column of its own. There is no mean.

use leptos::prelude::*;

use super::words;
use crate::components::scroller;
use demarc_catalog::Level;
use demarc_core::labels;
use demarc_core::workshop::{Revealed, Setup, Tally};

/// The shapes, in a square of 20 units.
const SHAPES: [&str; 8] = [
    "M10 2a8 8 0 1 0 0 16a8 8 0 0 0 0-16z",
    "M3 3h14v14H3z",
    "M10 1.5l9 16.5H1z",
    "M10 .5L19.5 10 10 19.5.5 10z",
    "M10 18.5L1 2h18z",
    "M7 1.5h6V7h5.5v6H13v5.5H7V13H1.5V7H7z",
    "M5.5 2h9L19 10l-4.5 8h-9L1 10z",
    "M10 1l2.6 6 6.4.6-4.9 4.2L15.6 18 10 14.7 4.4 18l1.5-6.2L1 7.6 7.4 7z",
];

/// The columns: four levels, don't know, not applicable.
const COLUMNS: usize = 6;
/// The width of a column, and how many dots stand in a row of it.
const WIDTH: usize = 104;
const IN_ROW: usize = 4;
const STEP: usize = 23;
/// The height of the names below.
const NAMES: usize = 30;

fn count(of: &Tally, column: usize) -> u16 {
    match column {
        4 => of.dont_know,
        5 => of.not_applicable,
        level => of.levels.get(level).copied().unwrap_or_default(),
    }
}

fn name(column: usize) -> &'static str {
    match column {
        4 => "Don’t know",
        5 => "Does not apply",
        level => Level::ALL.get(level).map_or("", |it| labels::level(*it)),
    }
}

/// A person in a column: the place of the role, or none for a raised hand.
fn people(it: &Revealed, column: usize) -> Vec<Option<u8>> {
    let mut all = Vec::new();
    for (role, tally) in &it.by_role {
        let count = usize::from(count(tally, column));
        all.extend(std::iter::repeat_n(Some(*role), count));
    }
    let hands = usize::from(count(it.now(), column)).saturating_sub(all.len());
    all.extend(std::iter::repeat_n(None, hands));
    all
}

fn shape(role: Option<u8>) -> &'static str {
    // A hand has no role: a circle, as the first role has, with a class of its own.
    SHAPES[role.map_or(0, |role| usize::from(role) % SHAPES.len())]
}

/// The dots, and a line for each role with its shape and answers.
pub(super) fn dots(setup: &Setup, it: &Revealed) -> AnyView {
    let columns: Vec<Vec<Option<u8>>> = (0..COLUMNS).map(|column| people(it, column)).collect();
    let most = columns.iter().map(Vec::len).max().unwrap_or_default();
    let rows = most.div_ceil(IN_ROW).max(2);
    let base = rows * STEP + 8;
    let height = base + NAMES;
    let is_used = |column: usize| column < 5 || !columns[column].is_empty();
    let width = WIDTH * (0..COLUMNS).filter(|it| is_used(*it)).count() + 12;
    let left = |column: usize| column * WIDTH + if column > 3 { 12 } else { 0 };
    let drawn = columns
        .iter()
        .enumerate()
        .filter(|(column, _)| is_used(*column));
    let drawn = drawn.map(|(column, people)| {
        let dots = people.iter().enumerate().map(|(index, role)| {
            let in_row = people.len().min(IN_ROW);
            let inset = (WIDTH - in_row * STEP) / 2;
            let x = left(column) + inset + (index % IN_ROW) * STEP;
            let y = base - 4 - (index / IN_ROW + 1) * STEP;
            let class = match role {
                None => "dot dot--hand",
                Some(_) if column > 3 => "dot dot--hollow",
                Some(_) => "dot",
            };
            view! {
                <path class=class d=shape(*role) transform=format!("translate({x} {y})")></path>
            }
            .into_any()
        });
        let (from, to, middle) = (
            left(column) + 4,
            left(column) + WIDTH - 4,
            left(column) + WIDTH / 2,
        );
        let class = if column > 3 {
            "dots__base dots__base--aside"
        } else {
            "dots__base"
        };
        view! {
            <path class=class d=format!("M{from} {base}H{to}")></path>
            {dots.collect_view()}
            <text class="dots__name" x=middle y=base + 20>{name(column)}</text>
        }
        .into_any()
    });
    let label = words::tally(it.now());
    let drawing = view! {
        <svg class="dots" viewBox=format!("0 0 {width} {height}") role="img" aria-label=label>
            {drawn.collect_view()}
        </svg>
    };
    view! {
        {scroller("Answers as dots".to_owned(), drawing.into_any())}
        {legend(setup, it)}
    }
    .into_any()
}

fn legend(setup: &Setup, it: &Revealed) -> AnyView {
    let roles = it
        .by_role
        .iter()
        .map(|(role, tally)| line(shape(Some(*role)), "dot", setup.role(*role), tally));
    let mut hands = *it.now();
    for tally in it.by_role.values() {
        for (all, of_role) in hands.levels.iter_mut().zip(tally.levels) {
            *all = all.saturating_sub(of_role);
        }
        hands.dont_know = hands.dont_know.saturating_sub(tally.dont_know);
        hands.not_applicable = hands.not_applicable.saturating_sub(tally.not_applicable);
    }
    let hands = (!hands.is_empty()).then(|| line(shape(None), "dot dot--hand", "Hands", &hands));
    view! { <ul class="dots-legend">{roles.collect_view()} {hands}</ul> }.into_any()
}

fn line(shape: &'static str, class: &'static str, name: &str, tally: &Tally) -> AnyView {
    view! {
        <li>
            <svg class="dots-legend__shape" viewBox="-1 -1 22 22" aria-hidden="true">
                <path class=class d=shape></path>
            </svg>
            <span>
                <strong>{name.to_owned()}</strong>
                ": "
                {words::tally(tally)}
            </span>
        </li>
    }
    .into_any()
}

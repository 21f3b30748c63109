//! The rows that compare Demarc with the baselines, and the bar of each.

use super::figures::{Figures, OURS};

/// Who Demarc is compared with: as figures name them, and as people do.
pub const PEERS: [(&str, &str); 3] = [
    ("surveyjs", "SurveyJS"),
    ("react", "React"),
    ("static", "static page"),
];

/// The conditions: as figures name them, and in words.
pub const CONDITIONS: [(&str, &str); 2] = [
    ("plain", "This machine as it is"),
    ("slow", "A processor 4 times slower, and a mobile network"),
];

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Time,
    /// Bytes, shown in thousands.
    Size,
    /// A plain number.
    Number,
}

/// What a figure has to be.
#[derive(Debug, Clone, Copy)]
pub enum Bar {
    /// At most this many times a peer's.
    Times(f64, &'static str),
    /// At most this, under one condition or any.
    AtMost(f64, Option<&'static str>),
}

/// A figure of the comparison.
#[derive(Debug)]
pub struct Row {
    /// As people read it.
    pub name: &'static str,
    /// As it is measured.
    pub figure: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// What it has to be.
    pub bars: &'static [Bar],
    /// Whether README shows it, and under which condition.
    pub in_readme: Option<&'static str>,
}

const fn row(name: &'static str, figure: &'static str, unit: Unit, bars: &'static [Bar]) -> Row {
    Row {
        name,
        figure,
        unit,
        bars,
        in_readme: None,
    }
}

const fn shown(
    name: &'static str,
    figure: &'static str,
    unit: Unit,
    bars: &'static [Bar],
    condition: &'static str,
) -> Row {
    Row {
        name,
        figure,
        unit,
        bars,
        in_readme: Some(condition),
    }
}

/// All of them, in order.
pub const ROWS: [Row; 19] = [
    shown(
        "bytes until the first screen can be used",
        "load.bytes-ready",
        Unit::Size,
        &[Bar::Times(0.5, "surveyjs")],
        "slow",
    ),
    shown(
        "bytes until the first question can be answered",
        "load.bytes-question",
        Unit::Size,
        &[Bar::Times(0.5, "surveyjs")],
        "slow",
    ),
    row(
        "bytes fetched by itself, all together",
        "load.bytes-all",
        Unit::Size,
        &[],
    ),
    row(
        "first contentful paint",
        "load.first-paint",
        Unit::Time,
        &[],
    ),
    shown(
        "largest contentful paint",
        "load.largest-paint",
        Unit::Time,
        &[Bar::Times(1.1, "static")],
        "slow",
    ),
    row(
        "layout shift",
        "load.shift",
        Unit::Number,
        &[Bar::AtMost(0.0, None)],
    ),
    row("first screen can be used", "load.ready", Unit::Time, &[]),
    shown(
        "first question can be answered, new user",
        "load.question",
        Unit::Time,
        &[Bar::Times(1.0, "react")],
        "slow",
    ),
    row(
        "first question can be answered, returning user",
        "load.question-returning",
        Unit::Time,
        &[Bar::Times(1.0, "react")],
    ),
    row(
        "total blocking time, from the first paint",
        "load.blocking",
        Unit::Time,
        &[],
    ),
    row(
        "the same from the beginning",
        "load.blocking-all",
        Unit::Time,
        &[],
    ),
    row("answer to next paint, p75", "answer.p75", Unit::Time, &[]),
    shown(
        "answer to next paint, p98",
        "answer.p98",
        Unit::Time,
        &[
            Bar::AtMost(50.0, Some("slow")),
            Bar::Times(1.0, "surveyjs"),
            Bar::Times(1.0, "react"),
        ],
        "slow",
    ),
    row(
        "saving an answer in localStorage",
        "answer.set-item",
        Unit::Time,
        &[],
    ),
    shown(
        "main thread for an answer, all saving included",
        "answer.task",
        Unit::Time,
        &[],
        "slow",
    ),
    shown(
        "results, from the click",
        "answer.results",
        Unit::Time,
        &[],
        "slow",
    ),
    row(
        "JavaScript heap after a full assessment",
        "memory.heap",
        Unit::Size,
        &[],
    ),
    row(
        "WebAssembly memory after a full assessment",
        "memory.wasm",
        Unit::Size,
        &[],
    ),
    shown(
        "memory after a full assessment, both together",
        "memory.both",
        Unit::Size,
        &[Bar::Times(1.0, "surveyjs")],
        "slow",
    ),
];

impl Bar {
    /// Whether it holds; nothing where it does not apply or nothing was measured.
    pub fn is_met(self, figure: &str, condition: &str, figures: &Figures) -> Option<bool> {
        match self {
            Self::Times(most, peer) => {
                let ratio = figures.ratio(figure, peer, condition)?;
                Some(ratio <= most)
            }
            Self::AtMost(most, only) => {
                let applies = only.is_none_or(|only| only == condition);
                let ours = figures
                    .median(figure, OURS, condition)
                    .filter(|_| applies)?;
                Some(ours <= most)
            }
        }
    }

    /// As people read it.
    pub fn text(self, unit: Unit) -> String {
        match self {
            Self::Times(most, peer) => {
                let known = PEERS.iter().find(|(id, _)| *id == peer);
                format!("≤ {most:.1}× {}", known.map_or(peer, |(_, name)| name))
            }
            Self::AtMost(most, _) => format!("≤ {}", unit.text(most)),
        }
    }
}

impl Unit {
    /// A value with its unit, rounded to what matters.
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Time if value < 1.0 => format!("{value:.2} ms"),
            Self::Time if value < 100.0 => format!("{value:.1} ms"),
            Self::Time => format!("{value:.0} ms"),
            Self::Size => format!("{:.1} kB", value / 1000.0),
            Self::Number if value == 0.0 => "0".to_owned(),
            Self::Number => format!("{value:.3}"),
        }
    }
}

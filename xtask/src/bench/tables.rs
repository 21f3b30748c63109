//! Figures as Markdown tables, for the document and the terminal.

use std::fmt::Write;

use super::engine::{SIZES, WORK};
use super::figures::{Figures, OURS, growth};
use super::rows::{Bar, CONDITIONS, PEERS, ROWS, Row, Unit};

/// What is most of a growth that is called linear: beyond it, more than noise and caches is at work.
const LINEAR: f64 = 1.1;
/// The most milliseconds that an analysis may take in a browser.
const ANALYSIS: f64 = 1.0;
/// The least points that Lighthouse may give: page, category, points.
const LIGHTHOUSE: [(&str, &str, f64); 6] = [
    ("home", "performance", 100.0),
    ("home", "accessibility", 100.0),
    ("home", "best-practices", 100.0),
    ("home", "seo", 100.0),
    ("practices", "performance", 95.0),
    ("results", "performance", 95.0),
];

/// Who the figures of the browser's own parser are of.
const PARSER: &str = "json-parse";
/// The most bytes that reading a file of findings may take, however large it is.
const READING_MEMORY: f64 = 200e6;

/// The columns of the comparison: figures, ratios, and how they stand.
const COMPARED: [&str; 10] = [
    "",
    "Demarc",
    "SurveyJS",
    "React",
    "static page",
    "of SurveyJS",
    "of React",
    "of static",
    "bar",
    "",
];

/// A table as lines: the names of its columns, and its rows.
fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!(
        "| {} |\n|---|{}\n",
        columns.join(" | "),
        "---:|".repeat(columns.len() - 1)
    );
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// A word for whether bars are met; nothing where there are none.
fn verdict(met: impl IntoIterator<Item = bool>) -> String {
    let met: Vec<bool> = met.into_iter().collect();
    match (met.is_empty(), met.iter().all(|it| *it)) {
        (true, _) => String::new(),
        (_, true) => "met".to_owned(),
        (_, false) => "**missed**".to_owned(),
    }
}

fn cell(value: Option<String>) -> String {
    value.unwrap_or_default()
}

fn times(ratio: Option<f64>) -> String {
    cell(ratio.map(|it| format!("{it:.2}×")))
}

/// The comparison with the others, a table for each condition; nothing of what was not measured.
pub fn comparison(figures: &Figures) -> String {
    let mut text = String::new();
    for (condition, name) in CONDITIONS {
        let rows: Vec<_> = ROWS
            .iter()
            .filter_map(|row| compared(row, condition, figures))
            .collect();
        if !rows.is_empty() {
            let _ = writeln!(text, "### {name}\n");
            text.push_str(&table(&COMPARED, rows));
            text.push('\n');
        }
    }
    text
}

fn compared(row: &Row, condition: &str, figures: &Figures) -> Option<Vec<String>> {
    let unit = row.unit;
    let value = |candidate: &str| {
        figures
            .median(row.figure, candidate, condition)
            .map(|it| unit.text(it))
    };
    let mut cells = vec![row.name.to_owned(), value(OURS)?];
    cells.extend(PEERS.iter().map(|(peer, _)| cell(value(peer))));
    cells.extend(
        PEERS
            .iter()
            .map(|(peer, _)| times(figures.ratio(row.figure, peer, condition))),
    );
    let applying = |bar: &&Bar| bar.is_met(row.figure, condition, figures).is_some();
    let bars: Vec<_> = row
        .bars
        .iter()
        .filter(applying)
        .map(|bar| bar.text(unit))
        .collect();
    cells.push(bars.join(", "));
    cells.push(verdict(
        row.bars
            .iter()
            .filter_map(|bar| bar.is_met(row.figure, condition, figures)),
    ));
    Some(cells)
}

/// The same for README: few rows, one condition.
pub fn short(figures: &Figures) -> String {
    let rows = ROWS.iter().filter_map(|row| {
        let condition = row.in_readme?;
        let mut cells = compared(row, condition, figures)?;
        cells.truncate(8);
        Some(cells)
    });
    table(&COMPARED[..8], rows)
}

/// The engine at every size, and in the browser.
pub fn engine(figures: &Figures) -> String {
    let rows = WORK.iter().filter_map(|(work, name)| {
        let figure = format!("engine.{work}");
        let at = |figure: &str| {
            let all = SIZES.map(|(size, _)| figures.median(figure, OURS, size));
            all.into_iter().collect::<Option<Vec<f64>>>()
        };
        let (values, lengths) = (at(&figure)?, at(&format!("{figure}.length"))?);
        let points = |across: &mut dyn Iterator<Item = f64>| {
            growth(&across.zip(values.iter().copied()).collect::<Vec<_>>())
        };
        let by_catalog = points(&mut SIZES.iter().map(|(_, times)| *times))?;
        let by_length = points(&mut lengths.into_iter())?;
        let mut cells = vec![(*name).to_owned()];
        cells.extend(values.iter().map(|value| Unit::Time.text(*value)));
        cells.extend([by_catalog, by_length].map(|power| format!("{power:.2}")));
        cells.extend([format!("≤ {LINEAR}"), verdict([by_catalog <= LINEAR])]);
        Some(cells)
    });
    let mut text = String::new();
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        text.push_str(&table(
            &[
                "",
                "catalog",
                "10 of it",
                "100 of it",
                "power of the catalog",
                "power of the result",
                "bar",
                "",
            ],
            rows,
        ));
    }
    if let Some(value) = figures.median("engine.in-browser", OURS, "plain") {
        let cells = [
            Unit::Time.text(value),
            format!("≤ {}", Unit::Time.text(ANALYSIS)),
            verdict([value <= ANALYSIS]),
        ];
        text.push('\n');
        let row = [
            vec!["analyze the largest assessment".to_owned()],
            cells.to_vec(),
        ]
        .concat();
        text.push_str(&table(&["in the browser", "", "bar", ""], [row]));
    }
    text
}

/// What Lighthouse gives.
pub fn lighthouse(figures: &Figures) -> String {
    let rows: Vec<_> = LIGHTHOUSE
        .iter()
        .filter_map(|(page, category, least)| {
            let points =
                figures.median(&format!("lighthouse.{page}.{category}"), OURS, "mobile")?;
            let met = verdict([points >= *least]);
            let (page, category) = (page.to_string(), category.replace('-', " "));
            Some(vec![
                page,
                category,
                format!("{points:.0}"),
                format!("≥ {least:.0}"),
                met,
            ])
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    table(&["page", "category", "points", "bar", ""], rows)
}

/// Reading a file of findings.
pub fn evidence(figures: &Figures) -> String {
    let ours = |figure: &str| figures.median(figure, OURS, "plain");
    let parser = figures.median("evidence.read", PARSER, "plain");
    let ratio = figures.ratio("evidence.read", PARSER, "plain");
    let time = |it: Option<f64>| cell(it.map(|it| Unit::Time.text(it)));
    let Some(read) = ours("evidence.read") else {
        return String::new();
    };
    let mut text = table(
        &["", "Demarc", "JSON.parse", "of JSON.parse", "bar", ""],
        [vec![
            "100 MB, from the file to the result".to_owned(),
            Unit::Time.text(read),
            time(parser),
            times(ratio),
            "≤ 1.0×".to_owned(),
            verdict(ratio.map(|it| it <= 1.0)),
        ]],
    );
    let memory = ours("evidence.memory").map(|it| {
        let megabytes = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
        vec![
            "1 GB".to_owned(),
            time(ours("evidence.large")),
            megabytes(it),
            format!("≤ {}", megabytes(READING_MEMORY)),
            verdict([it <= READING_MEMORY]),
        ]
    });
    if let Some(row) = memory {
        text.push('\n');
        text.push_str(&table(&["", "time", "more memory", "bar", ""], [row]));
    }
    text
}

/// How long changes on the results take.
pub fn changes(figures: &Figures) -> String {
    let names = figures.names("change.");
    let names: Vec<_> = names
        .iter()
        .filter_map(|name| name.strip_suffix(".work.p50"))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    let rows = names.iter().flat_map(|name| {
        CONDITIONS.map(|(condition, _)| {
            let of = |part: &str| figures.median(&format!("{name}.{part}"), OURS, condition);
            let parts = ["work", "painted", "followed"]
                .into_iter()
                .flat_map(|of| ["p50", "p95"].map(|at| format!("{of}.{at}")));
            let speed = if condition == "plain" { "1" } else { "1/4" };
            let shown = name.trim_start_matches("change.").to_owned();
            let mut cells = vec![shown, speed.to_owned()];
            cells.extend(parts.map(|part| cell(of(&part).map(|it| Unit::Time.text(it)))));
            cells
        })
    });
    table(
        &[
            "change",
            "speed",
            "work, p50",
            "p95",
            "painted, p50",
            "p95",
            "followed, p50",
            "p95",
        ],
        rows,
    )
}

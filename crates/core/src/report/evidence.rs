//! The chapter on evidence: what scanners say beside the answers, what their findings are of, and the files read.

use super::prose::{self, capital, counted, heading, in_cell, number, of, paragraph};
use super::{Block, Cell, Span, Subject, Table, Tone};
use crate::evidence::{KeptScan, PracticeEvidence, ScanState, Verdict, Weighing};
use crate::labels;
use demarc_catalog::Level;

/// The number of failing checks of a practice that are named before the rest is counted.
const CHECKS: usize = 6;

pub(super) fn blocks(subject: &Subject<'_>, weighing: Weighing<'_>) -> Vec<Block> {
    let mut blocks = vec![
        paragraph(labels::evidence::summary(weighing, &subject.analysis.whole)),
        paragraph(format!(
            "“Findings” in this chapter are results of scanners’ checks. They change no answer: a check that fails says how high an answer can be at most, and one that passes proves nothing.{}",
            partial(weighing),
        )),
        Block::Table(verdicts(weighing)),
    ];
    contradicted(subject, weighing, &mut blocks);
    explained(subject, weighing, &mut blocks);
    listed(
        subject,
        weighing,
        Verdict::InDoubt,
        "Checks fail that contradict no level. Look at what they are about, and whether the answer still says what it should.",
        &mut blocks,
    );
    listed(
        subject,
        weighing,
        Verdict::Unanswered,
        "Checks fail, and nobody has said how far the practice is in place. The level is the highest that they allow.",
        &mut blocks,
    );
    blocks.push(heading("What the findings do not say"));
    blocks.push(paragraph(unseen(weighing)));
    files(weighing, &mut blocks);
    blocks
}

/// That accounts are missing, or may be.
fn partial(weighing: Weighing<'_>) -> &'static str {
    let coverage = &weighing.weighed.coverage;
    match coverage.of() {
        _ if !weighing.has_findings() || !coverage.is_partial() => "",
        Some(_) => " The accounts that were not seen can hold more that fails.",
        None => {
            " How many accounts belong to the assessment was not said, so nobody knows what was not seen."
        }
    }
}

fn verdicts(weighing: Weighing<'_>) -> Table {
    let rows = Verdict::ALL.into_iter().map(|verdict| {
        let practices = weighing.weighed.with(verdict);
        let explained = practices.clone().filter(|it| it.is_explained()).count();
        let mut practices = practices.count().to_string();
        if explained > 0 {
            practices = format!("{practices}, {explained} explained");
        }
        vec![
            Cell::plain(labels::evidence::verdict(verdict)),
            Cell::plain(practices),
            Cell::plain(labels::evidence::verdict_hint(verdict)),
        ]
    });
    Table {
        caption: "What the findings say of the answers".to_owned(),
        columns: vec![
            ("Verdict".into(), 3),
            ("Practices".into(), 2),
            ("What it means".into(), 9),
        ],
        rows: rows.collect(),
    }
}

fn contradicted(subject: &Subject<'_>, weighing: Weighing<'_>, blocks: &mut Vec<Block>) {
    let open = weighing.open(subject.analysis);
    if open.is_empty() {
        return;
    }
    let rows = open.iter().map(|it| {
        vec![
            title(subject, it),
            said(subject, it),
            allowed(it.at_most),
            failing(subject, weighing, it),
        ]
    });
    let rows = rows.collect();
    blocks.push(heading(labels::evidence::verdict(Verdict::Contradicted)));
    blocks.push(paragraph(match open.len() {
        1 => "One answer is above what failing checks allow. Either it is lowered, or somebody says why it stands.".to_owned(),
        several => format!(
            "{} answers are above what failing checks allow; what takes most from the score stands first. Each is lowered, or somebody says why it stands.",
            capital(&number(several)),
        ),
    }));
    blocks.push(Block::Table(Table {
        caption: "Answers that are contradicted".to_owned(),
        columns: columns(),
        rows,
    }));
    let ended = open.iter().filter_map(|it| {
        let explanation = it.explained.as_ref()?;
        Some(vec![
            Span::strong(subject.title(&it.practice)),
            Span::plain(format!(": {}", labels::evidence::explained(explanation))),
        ])
    });
    let ended: Vec<_> = ended.collect();
    if !ended.is_empty() {
        blocks.push(paragraph(format!(
            "{} no longer:",
            capital(&counted(
                ended.len(),
                "explanation holds",
                "explanations hold"
            )),
        )));
        blocks.push(Block::List {
            numbered: false,
            items: ended,
        });
    }
}

/// The index of the highest level that failing checks allow in [`columns`].
const AT_MOST: usize = 2;

fn columns() -> Vec<(String, u16)> {
    vec![
        ("Practice".into(), 4),
        ("Answered".into(), 2),
        ("At most".into(), 2),
        ("Failing checks".into(), 7),
    ]
}

fn explained(subject: &Subject<'_>, weighing: Weighing<'_>, blocks: &mut Vec<Block>) {
    let mut below = Vec::new();
    let rows = weighing.weighed.explained().filter_map(|it| {
        let explanation = &it.explained.as_ref()?.explanation;
        let title = subject.title(&it.practice);
        let because = explanation.because.trim();
        let because = in_cell(because, title, "why the answer stands", &mut below);
        let until = explanation.until.as_ref();
        Some(vec![
            Cell::plain(title),
            said(subject, it),
            allowed(it.at_most),
            Cell::plain(labels::evidence::explanation(explanation.kind)),
            Cell::plain(until.map_or_else(|| "No end date".to_owned(), labels::day)),
            Cell::plain(because),
        ])
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    blocks.push(heading("Explained"));
    blocks.push(paragraph(match rows.len() {
        1 => "One answer is contradicted, and somebody said why it stands. Until its explanation ends, it counts as given.".to_owned(),
        several => format!(
            "{} answers are contradicted, and somebody said why each stands. Until its explanation ends, each counts as given.",
            capital(&number(several)),
        ),
    }));
    blocks.push(Block::Table(Table {
        caption: "Contradictions that are explained".to_owned(),
        columns: vec![
            ("Practice".into(), 4),
            ("Answered".into(), 2),
            ("At most".into(), 2),
            ("Kind".into(), 3),
            ("Until".into(), 3),
            ("Why it stands".into(), 6),
        ],
        rows,
    }));
    blocks.append(&mut below);
}

/// The practices with a verdict, with their failing checks; nothing where there are none.
fn listed(
    subject: &Subject<'_>,
    weighing: Weighing<'_>,
    verdict: Verdict,
    about: &str,
    blocks: &mut Vec<Block>,
) {
    let rows = weighing.weighed.with(verdict).map(|it| {
        vec![
            title(subject, it),
            said(subject, it),
            allowed(it.at_most),
            failing(subject, weighing, it),
        ]
    });
    let mut rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    let mut columns = columns();
    // A check that raises a question allows every level, and a practice that does not apply has none.
    if verdict == Verdict::InDoubt {
        columns.remove(AT_MOST);
        for row in &mut rows {
            row.remove(AT_MOST);
        }
    }
    let name = labels::evidence::verdict(verdict);
    blocks.push(heading(name));
    blocks.push(paragraph(about));
    blocks.push(Block::Table(Table {
        caption: format!("{name}: practices with failing checks"),
        columns,
        rows,
    }));
}

fn title(subject: &Subject<'_>, of: &PracticeEvidence) -> Cell {
    Cell::plain(subject.title(&of.practice))
}

/// The answer.
fn said(subject: &Subject<'_>, of: &PracticeEvidence) -> Cell {
    let finding = subject.analysis.finding(&of.practice);
    let response = finding.and_then(|it| it.response.as_ref());
    let cell = Cell::plain(labels::response(response));
    match response.and_then(|it| it.level()) {
        Some(level) => cell.toned(Tone::Level(level)),
        None => cell,
    }
}

fn allowed(level: Option<Level>) -> Cell {
    match level {
        Some(level) => Cell::plain(labels::level(level)).toned(Tone::Level(level)),
        None => Cell::plain(""),
    }
}

/// The failing checks by id and tool, with their counts.
fn failing(subject: &Subject<'_>, weighing: Weighing<'_>, of: &PracticeEvidence) -> Cell {
    let coverage = &weighing.weighed.coverage;
    let mut spans = Vec::new();
    for it in of.failing().take(CHECKS) {
        if !spans.is_empty() {
            spans.push(Span::plain("; "));
        }
        spans.push(Span::code(&it.check));
        let tool = labels::evidence::tool(subject.texts, it);
        let found = labels::evidence::found(it, coverage);
        spans.push(Span::plain(format!(" ({tool}): {found}")));
    }
    let more = of.failing().count().saturating_sub(CHECKS);
    if more > 0 {
        spans.push(Span::plain(format!(
            "; and {} more that {}",
            number(more),
            prose::of(more, "fails", "fail")
        )));
    }
    Cell { spans, tone: None }
}

/// What no scanner sees and what was not seen, counted.
fn unseen(weighing: Weighing<'_>) -> String {
    let weighed = weighing.weighed;
    let count = |verdict| weighed.with(verdict).count();
    let all = labels::count(weighed.practices.len(), "practice", "practices");
    let parts = [
        (
            count(Verdict::NoCheck),
            "there is no check of a known scanner",
        ),
        (
            count(Verdict::NotSeen),
            "no check that could contradict the answer was seen",
        ),
    ];
    let parts = parts.iter().filter(|(practices, _)| *practices > 0);
    let parts: Vec<String> = parts
        .map(|(practices, what)| format!("for {} {what}", number(*practices)))
        .collect();
    if parts.is_empty() {
        return format!("Checks were seen for each of the {all} asked.");
    }
    format!(
        "Of the {all} asked, {}. There, the answers stand alone.",
        prose::listed(&parts)
    )
}

fn files(weighing: Weighing<'_>, blocks: &mut Vec<Block>) {
    let days = weighing.evidence.counts_for();
    blocks.push(heading("The files read"));
    blocks.push(paragraph(format!(
        "Findings count for {}; of several scans of an account the newest counts.",
        labels::count(usize::try_from(days).unwrap_or(usize::MAX), "day", "days"),
    )));
    blocks.push(Block::Table(Table {
        caption: "Scanners’ files, the newest first".to_owned(),
        columns: vec![
            ("File".into(), 5),
            ("Tool".into(), 4),
            ("Days".into(), 4),
            ("Accounts".into(), 2),
            ("Regions".into(), 2),
            ("Results".into(), 4),
            ("What became of it".into(), 4),
            ("Left out".into(), 4),
        ],
        rows: weighing
            .scans()
            .map(|(kept, state)| file(kept, state))
            .collect(),
    }));
    let unreadable = weighing.evidence.unreadable;
    if unreadable > 0 {
        blocks.push(paragraph(format!(
            "{} of the evidence can’t be read here and {} left out; a newer Demarc may have written {}.",
            capital(&counted(unreadable, "entry", "entries")),
            of(unreadable, "is", "are"),
            of(unreadable, "it", "them"),
        )));
    }
}

fn file(kept: &KeptScan, state: &ScanState) -> Vec<Cell> {
    let scan = &kept.scan;
    let left_out = labels::evidence::all_left_out(scan).join("; ");
    vec![
        Cell::plain(&scan.file),
        Cell::plain(format!(
            "{} ({})",
            scan.tool,
            labels::evidence::scan_kind(scan.kind)
        )),
        Cell::plain(labels::evidence::scan_days(kept)),
        Cell::plain(labels::evidence::scan_accounts(scan)),
        Cell::plain(labels::evidence::scan_regions(scan)),
        Cell::plain(labels::evidence::results(scan)),
        Cell::plain(labels::evidence::scan_outcome(scan, state)),
        Cell::plain(if left_out.is_empty() {
            "Nothing"
        } else {
            &left_out
        }),
    ]
}

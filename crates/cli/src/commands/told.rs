//! What scanners found beside the answers, as JSON and as text: a part of `demarc analyze`.

use std::collections::BTreeSet;

use demarc_catalog::{CheckListId, Date, Level, PracticeId};
use demarc_core::analysis::Analysis;
use demarc_core::evidence::{
    CheckEvidence, Coverage, ExplanationKind, ExplanationState, KeptScan, PracticeEvidence,
    ScanKind, ScanState, Verdict, Weighing,
};
use demarc_core::labels;
use serde::Serialize;

use crate::edition::Edition;
use crate::output::printable;
use crate::table::columns;

/// The evidence as JSON. Enums are written as their keys, scores without rounding.
#[derive(Serialize)]
pub struct Told<'a> {
    /// The score of the answers; none while nothing that applies is answered.
    said: Option<f64>,
    /// The score with every contradicted answer lowered to what its failing checks allow.
    supported: Option<f64>,
    /// How many answers are contradicted, and nobody explained it.
    contradicted: usize,
    coverage: ToldCoverage<'a>,
    /// Every practice in scope.
    practices: Vec<ToldPractice<'a>>,
    /// The scanners' files, the newest first.
    files: Vec<ToldFile<'a>>,
}

#[derive(Serialize)]
struct ToldCoverage<'a> {
    accounts_seen: usize,
    /// How many there are; none if nobody said so.
    accounts: Option<usize>,
    regions: &'a BTreeSet<String>,
    oldest: Option<&'a Date>,
    newest: Option<&'a Date>,
}

#[derive(Serialize)]
struct ToldPractice<'a> {
    practice: &'a PracticeId,
    verdict: Verdict,
    at_most: Option<Level>,
    explained: Option<ToldExplanation<'a>>,
    checks: Vec<ToldCheck<'a>>,
}

#[derive(Serialize)]
struct ToldExplanation<'a> {
    kind: ExplanationKind,
    because: &'a str,
    until: Option<&'a Date>,
    holds: bool,
}

#[derive(Serialize)]
struct ToldCheck<'a> {
    list: &'a CheckListId,
    check: &'a str,
    at_most: Option<Level>,
    passed: u32,
    failed: u32,
    muted: u32,
    manual: u32,
    unknown: u32,
    accounts: usize,
    failed_accounts: usize,
    newest: Option<&'a Date>,
}

#[derive(Serialize)]
struct ToldFile<'a> {
    file: &'a str,
    kind: ScanKind,
    tool: &'a str,
    added: &'a Date,
    oldest: Option<&'a Date>,
    newest: Option<&'a Date>,
    state: ScanState,
}

/// The evidence for JSON.
pub fn told<'a>(analysis: &Analysis, found: Weighing<'a>) -> Told<'a> {
    let weighed = found.weighed;
    Told {
        said: analysis.whole.score.map(|it| it.value),
        supported: weighed.supported.score.map(|it| it.value),
        contradicted: weighed.open().count(),
        coverage: coverage(&weighed.coverage),
        practices: weighed.practices.iter().map(practice).collect(),
        files: found.scans().map(file).collect(),
    }
}

fn coverage(of: &Coverage) -> ToldCoverage<'_> {
    let days = of.days.as_ref();
    ToldCoverage {
        accounts_seen: of.seen(),
        accounts: of.of(),
        regions: &of.regions,
        oldest: days.map(|it| &it.0),
        newest: days.map(|it| &it.1),
    }
}

fn practice(of: &PracticeEvidence) -> ToldPractice<'_> {
    ToldPractice {
        practice: &of.practice,
        verdict: of.verdict,
        at_most: of.at_most,
        explained: of.explained.as_ref().map(explanation),
        checks: of.checks.iter().map(check).collect(),
    }
}

fn explanation(of: &ExplanationState) -> ToldExplanation<'_> {
    ToldExplanation {
        kind: of.explanation.kind,
        because: &of.explanation.because,
        until: of.explanation.until.as_ref(),
        holds: of.holds,
    }
}

fn check(of: &CheckEvidence) -> ToldCheck<'_> {
    let counts = &of.counts;
    ToldCheck {
        list: &of.list,
        check: &of.check,
        at_most: of.at_most,
        passed: counts.passed,
        failed: counts.failed,
        muted: counts.muted,
        manual: counts.manual,
        unknown: counts.unknown,
        accounts: counts.seen_in(),
        failed_accounts: counts.failed_in.len(),
        newest: counts.newest.as_ref(),
    }
}

fn file<'a>((kept, state): (&'a KeptScan, &'a ScanState)) -> ToldFile<'a> {
    let scan = &kept.scan;
    ToldFile {
        file: &scan.file,
        kind: scan.kind,
        tool: &scan.tool,
        added: &kept.added,
        oldest: scan.oldest.as_ref(),
        newest: scan.newest.as_ref(),
        state: *state,
    }
}

/// The evidence for people: both scores, what the findings are of, verdicts, and what is contradicted.
pub fn text(edition: Edition<'_>, analysis: &Analysis, found: Weighing<'_>) -> String {
    let weighed = found.weighed;
    let mut verdicts = vec![row(["Findings say", "Practices"])];
    for verdict in Verdict::ALL {
        let practices = weighed.with(verdict);
        let explained = practices.clone().filter(|it| it.is_explained()).count();
        let practices = match (practices.count(), explained) {
            (practices, 0) => practices.to_string(),
            (practices, explained) => format!("{practices}, {explained} explained"),
        };
        verdicts.push(row([labels::evidence::verdict(verdict), &practices]));
    }
    let mut text = format!(
        "{}\n\n{}",
        labels::evidence::summary(found, &analysis.whole),
        columns(&verdicts)
    );
    let open = found.open(analysis).into_iter();
    let mut open: Vec<_> = open
        .map(|it| contradiction(edition, analysis, found, it))
        .collect();
    if !open.is_empty() {
        open.insert(
            0,
            row(["Contradicted", "Answer", "At most", "Failing checks"]),
        );
        text = format!("{text}\n{}", columns(&open));
    }
    let mut explained: Vec<_> = weighed
        .explained()
        .filter_map(|it| {
            let explanation = labels::evidence::explained(it.explained.as_ref()?);
            let title = title(edition, &it.practice);
            Some(row([&title, &printable(&explanation)]))
        })
        .collect();
    if !explained.is_empty() {
        explained.insert(0, row(["Explained", "Why the answer stands"]));
        text = format!("{text}\n{}", columns(&explained));
    }
    text
}

fn contradiction(
    edition: Edition<'_>,
    analysis: &Analysis,
    found: Weighing<'_>,
    of: &PracticeEvidence,
) -> Vec<String> {
    let finding = analysis.finding(&of.practice);
    let coverage = &found.weighed.coverage;
    let failing = of
        .failing()
        .map(|it| labels::evidence::check(edition.texts, it, coverage));
    row([
        &title(edition, &of.practice),
        labels::response(finding.and_then(|it| it.response.as_ref())),
        of.at_most.map_or("", labels::level),
        &failing.collect::<Vec<_>>().join("; "),
    ])
}

/// The title of a practice, with its id.
fn title(edition: Edition<'_>, id: &PracticeId) -> String {
    match edition.catalog.practice(id) {
        Some(practice) => format!("{} ({id})", practice.title),
        None => id.to_string(),
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

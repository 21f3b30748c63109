//! `demarc gaps`: prints the gaps by priority.

use demarc_catalog::{Date, Level, Practice, PracticeId, PracticeText};
use demarc_core::analysis::{AcceptanceState, Gap, GapKind};
use demarc_core::assessment::{Acceptance, Answer, Phase, Response};
use demarc_core::evidence::Verdict;
use demarc_core::exchange::Format;
use demarc_core::labels;
use demarc_worker::{ExportSubject, export};
use serde::Serialize;

use crate::arguments::{Gaps, GapsFormat};
use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::{print, print_json, printable};
use crate::table::columns;
use crate::{bars, clock, evidence, input};

/// Prints the gaps.
pub fn run(arguments: &Gaps, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let input::Chosen {
        assessment,
        evidence: entries,
    } = input::choose(&arguments.source, edition.catalog)?;
    let (now, today) = clock::now()?;
    let found = evidence::of(
        &arguments.findings,
        &arguments.source,
        entries,
        edition,
        &today,
    )?;
    evidence::require(&arguments.limits, &arguments.findings, &found)?;
    let subject = ExportSubject::new(edition.catalog, edition.texts, &assessment, now, today);
    let subject = subject.with_evidence(&found);
    match arguments.format {
        GapsFormat::Text => print(text(&subject).as_bytes())?,
        GapsFormat::Json => print_json(&listed(&subject).collect::<Vec<_>>())?,
        GapsFormat::Csv => {
            let file = export(Format::Gaps, &subject);
            let file = file.map_err(|error| Failure::new(format!("{error}.")))?;
            print(&file.bytes)?;
        }
    }
    Ok(bars::missed(
        &arguments.limits,
        &subject.analysis,
        subject.weighing(),
    ))
}

/// A gap as JSON. Enums are written as their keys.
#[derive(Serialize)]
struct Listed<'a> {
    rank: usize,
    practice: &'a PracticeId,
    title: &'a str,
    domain: String,
    kind: GapKind,
    also: &'a [GapKind],
    response: Option<&'a Response>,
    priority: f64,
    effort: demarc_catalog::Effort,
    phase: Option<Phase>,
    owner: &'a str,
    due: Option<&'a Date>,
    overdue_days: Option<u32>,
    acceptance_state: Option<AcceptanceState>,
    acceptance: Option<&'a Acceptance>,
    note: &'a str,
    evidence: &'a str,
    first_step: &'a str,
    fix: &'a str,
    #[serde(flatten)]
    found: Option<Found>,
}

/// What the findings say of the practice; only with evidence.
#[derive(Serialize)]
struct Found {
    verdict: Verdict,
    at_most: Option<Level>,
    explained: bool,
}

impl Found {
    fn of(subject: &ExportSubject<'_>, practice: &PracticeId) -> Option<Self> {
        let found = subject.weighing()?.practice(practice)?;
        Some(Self {
            verdict: found.verdict,
            at_most: found.at_most,
            explained: found.is_explained(),
        })
    }
}

fn listed<'a>(subject: &'a ExportSubject<'a>) -> impl Iterator<Item = Listed<'a>> {
    known(subject).map(move |(rank, gap, practice, text)| {
        let answer = subject.assessment.answers.get(&gap.practice);
        let typed = |field: fn(&Answer) -> &str| answer.map_or("", field);
        Listed {
            rank,
            practice: &gap.practice,
            title: &practice.title,
            domain: gap.domain.to_string(),
            kind: gap.kind,
            also: &gap.marks,
            response: answer.and_then(Answer::counted_response),
            priority: gap.priority,
            effort: gap.effort,
            phase: subject.phase(&gap.practice),
            owner: typed(|it| &it.owner),
            due: answer.and_then(|it| it.due.as_ref()),
            overdue_days: gap.overdue(),
            acceptance_state: gap.acceptance,
            acceptance: answer.and_then(Answer::accepted_risk),
            note: typed(|it| &it.note),
            evidence: typed(|it| &it.evidence),
            first_step: &text.guide.first_step,
            fix: &text.guide.fix,
            found: Found::of(subject, &gap.practice),
        }
    })
}

/// The gaps with rank, practice and texts.
fn known<'a>(
    subject: &'a ExportSubject<'a>,
) -> impl Iterator<Item = (usize, &'a Gap, &'a Practice, &'a PracticeText)> {
    let ranked = (1..).zip(&subject.analysis.gaps);
    ranked.filter_map(|(rank, gap)| {
        let practice = subject.catalog.practice(&gap.practice)?;
        let text = subject.texts.practice(&gap.practice)?;
        Some((rank, gap, practice, text))
    })
}

/// The index of the column behind “In place”.
const BEHIND_ANSWER: usize = 4;

fn text(subject: &ExportSubject<'_>) -> String {
    let headings = [
        "", "Priority", "Kind", "In place", "Effort", "Owner", "Due", "State", "Practice",
    ];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    let found = subject.weighing();
    if found.is_some() {
        let of_findings = ["Findings say", "At most"].map(str::to_owned);
        rows[0].splice(BEHIND_ANSWER..BEHIND_ANSWER, of_findings);
    }
    for (rank, gap, practice, _) in known(subject) {
        let answer = subject.assessment.answers.get(&gap.practice);
        let due = answer.and_then(|it| it.due.as_ref());
        let mut row = vec![
            rank.to_string(),
            labels::hundredths(gap.priority),
            labels::kind(gap.kind).to_owned(),
            labels::response(answer.and_then(Answer::counted_response)).to_owned(),
            labels::size(gap.effort).to_owned(),
            answer.map_or_else(String::new, |it| printable(&it.owner)),
            due.map_or_else(String::new, ToString::to_string),
            state(gap, answer),
            format!("{} ({})", practice.title, practice.id),
        ];
        if let Some(of) = found.and_then(|it| it.practice(&gap.practice)) {
            let verdict = labels::evidence::verdict_and_state(of);
            let at_most = of.at_most.map_or("", labels::level).to_owned();
            row.splice(BEHIND_ANSWER..BEHIND_ANSWER, [verdict, at_most]);
        }
        rows.push(row);
    }
    if rows.len() == 1 {
        "There is no gap.\n".to_owned()
    } else {
        columns(&rows)
    }
}

/// What is decided about a gap and its date: `Overdue by 3 days`, `Risk accepted by CISO`.
fn state(gap: &Gap, answer: Option<&Answer>) -> String {
    let acceptance = answer.and_then(Answer::accepted_risk);
    match acceptance.filter(|_| gap.is_accepted()) {
        Some(of) => format!("{} by {}", labels::RISK_ACCEPTED, printable(&of.by)),
        None => labels::states(gap).join(", "),
    }
}

//! `demarc analyze`: prints the analysis of an assessment.

use demarc_catalog::PracticeId;
use demarc_core::analysis::{Analysis, Gap, GapKind, Standing, analyze};
use demarc_core::assessment::Assessment;
use demarc_core::evidence::{Weighing, analyze_beside};
use demarc_core::labels;
use serde::Serialize;

use super::told;
use crate::arguments::{AnalysisFormat, Analyze};
use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::{print, print_json, printable};
use crate::table::columns;
use crate::{bars, clock, evidence, input};

/// Prints the analysis.
pub fn run(arguments: &Analyze, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let input::Chosen {
        assessment,
        evidence: entries,
    } = input::choose(&arguments.source, edition.catalog)?;
    let (_, today) = clock::now()?;
    let evidence = evidence::of(
        &arguments.findings,
        &arguments.source,
        entries,
        edition,
        &today,
    )?;
    evidence::require(&arguments.limits, &arguments.findings, &evidence)?;
    let Edition { catalog, texts } = edition;
    let (analysis, weighed) = if evidence.is_empty() {
        (analyze(catalog, &assessment, &today), None)
    } else {
        let (analysis, weighed) = analyze_beside(catalog, texts, &assessment, &evidence, &today);
        (analysis, Some(weighed))
    };
    let found = weighed.as_ref().map(|weighed| Weighing {
        evidence: &evidence,
        weighed,
    });
    match (arguments.format, found) {
        (AnalysisFormat::Json, None) => print_json(&analysis)?,
        (AnalysisFormat::Json, Some(found)) => print_json(&WithEvidence {
            analysis: &analysis,
            evidence: told::told(&analysis, found),
        })?,
        (AnalysisFormat::Text, found) => {
            let mut text = text(edition, &assessment, &analysis);
            if let Some(found) = found {
                text = format!("{text}\n{}", told::text(edition, &analysis, found));
            }
            print(text.as_bytes())?;
        }
    }
    Ok(bars::missed(&arguments.limits, &analysis, found))
}

/// An analysis with evidence as JSON.
#[derive(Serialize)]
struct WithEvidence<'a> {
    #[serde(flatten)]
    analysis: &'a Analysis,
    evidence: told::Told<'a>,
}

/// Score, grade and gaps, in total and per domain.
fn text(edition: Edition<'_>, assessment: &Assessment, analysis: &Analysis) -> String {
    let whole = &analysis.whole;
    let score = whole.score.as_ref();
    let band = score.map_or(String::new(), |it| {
        let (low, high) = (labels::score(Some(it.low)), labels::score(Some(it.high)));
        format!(" ({low} to {high})")
    });
    let score = labels::score(score.map(|it| it.value));
    let mut facts = vec![
        row(["Score", &(score + &band)]),
        row(["Grade", &labels::grade_or_why(whole)]),
        row(["Answered", &answered(whole)]),
        row(["Gaps", &gaps(analysis)]),
    ];
    let overdue = analysis.overdue().count();
    if let Some(longest) = analysis.longest_overdue() {
        let days = usize::try_from(longest).unwrap_or(usize::MAX);
        let days = labels::count(days, "day", "days");
        let overdue = format!("{overdue}, the longest by {days}");
        facts.push(row(["Overdue", &overdue]));
    }
    let accepted = analysis.accepted();
    if accepted > 0 {
        let risks = labels::count(accepted, "risk", "risks");
        facts.push(row(["Accepted", &risks]));
    }
    if !whole.missing_cornerstones.is_empty() {
        let titles = whole.missing_cornerstones.iter();
        let titles = titles.filter_map(|id| cornerstone(edition, assessment, analysis, id));
        let titles: Vec<_> = titles.collect();
        facts.push(row(["Held back by", &titles.join(", ")]));
    }
    let mut domains = vec![row(["Domain", "Score", "Grade", "Answered"])];
    for it in &analysis.domains {
        let domain = edition.catalog.domain(&it.domain);
        let name = domain.map_or_else(|| it.domain.to_string(), |it| it.name.clone());
        let score = it.standing.score.as_ref().map(|it| it.value);
        domains.push(row([
            &name,
            &labels::score(score),
            labels::grade_of(&it.standing),
            &answered(&it.standing),
        ]));
    }
    format!(
        "{}\n\n{}\n{}",
        labels::name(&assessment.name),
        columns(&facts),
        columns(&domains)
    )
}

/// The title of a missing cornerstone, and by whom its risk is accepted.
fn cornerstone(
    edition: Edition<'_>,
    assessment: &Assessment,
    analysis: &Analysis,
    id: &PracticeId,
) -> Option<String> {
    let title = edition.catalog.practice(id)?.title.as_str();
    let is_accepted = analysis.gap(id).is_some_and(Gap::is_accepted);
    let answer = assessment.answers.get(id).filter(|_| is_accepted);
    Some(match answer.and_then(|it| it.accepted_risk()) {
        Some(of) => format!("{title} ({})", printable(&labels::accepted(of))),
        None => title.to_owned(),
    })
}

fn answered(standing: &Standing) -> String {
    format!("{} of {}", standing.answered, standing.in_scope)
}

/// The number of gaps, in total and per kind.
fn gaps(analysis: &Analysis) -> String {
    let of = |kind: GapKind| analysis.gaps.iter().filter(|it| it.kind == kind).count();
    let kinds = GapKind::ALL.map(|kind| (of(kind), labels::kind(kind)));
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<_> = kinds
        .map(|(count, kind)| format!("{count} {}", kind.to_lowercase()))
        .collect();
    if kinds.is_empty() {
        "none".to_owned()
    } else {
        format!("{}: {}", analysis.gaps.len(), kinds.join(", "))
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

//! `demarc analyze`: prints the analysis of an assessment.

use demarc_core::analysis::{Analysis, GapKind, Standing, analyze};
use demarc_core::assessment::Assessment;
use demarc_core::labels;

use crate::arguments::{AnalysisFormat, Analyze};
use crate::edition::Edition;
use crate::failure::Failure;
use crate::output::{print, print_json};
use crate::table::columns;
use crate::{bars, input};

/// Prints the analysis.
pub fn run(arguments: &Analyze, edition: Edition<'_>) -> Result<Vec<String>, Failure> {
    let assessment = input::choose(&arguments.source, edition.catalog)?;
    let analysis = analyze(edition.catalog, &assessment);
    match arguments.format {
        AnalysisFormat::Json => print_json(&analysis)?,
        AnalysisFormat::Text => print(text(edition, &assessment, &analysis).as_bytes())?,
    }
    Ok(bars::missed(&arguments.limits, &analysis))
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
        row(["Grade", labels::grade(whole.grade)]),
        row(["Answered", &answered(whole)]),
        row(["Gaps", &gaps(analysis)]),
    ];
    if !whole.missing_cornerstones.is_empty() {
        let titles = whole.missing_cornerstones.iter();
        let titles = titles.filter_map(|id| Some(edition.catalog.practice(id)?.title.as_str()));
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
            labels::grade(it.standing.grade),
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

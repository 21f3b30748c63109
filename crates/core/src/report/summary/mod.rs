//! The executive summary: one page of prose, generated from the findings or written by the user.

mod danger;
mod decided;
mod plan;
mod standing;

use crate::labels;
use crate::report::prose::{counted, joined, listed, number, quoted, sentence, typed};
use crate::report::{Block, Cell, Span, Subject, Table};
use crate::text;
use demarc_catalog::Level;

/// The number of items that are named before the rest is counted.
const NAMED: usize = 4;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let own = text::lines(&subject.assessment.cover.summary);
    let mut blocks: Vec<Block> = if own.trim().is_empty() {
        made(subject).iter().map(|it| block(it)).collect()
    } else {
        let paragraphs = own.split("\n\n").map(str::trim);
        paragraphs.filter(|it| !it.is_empty()).map(block).collect()
    };
    if subject.analysis.whole.answered > 0 {
        blocks.push(Block::Table(domains(subject)));
    }
    blocks
}

/// The standing of each domain, with its target if it has one.
fn domains(subject: &Subject<'_>) -> Table {
    let targets = &subject.assessment.plan.targets;
    let rows = subject.analysis.domains.iter().map(|it| {
        let name = subject.catalog.domain(&it.domain);
        let standing = &it.standing;
        vec![
            Cell::plain(name.map_or("", |it| &it.name)),
            Cell::plain(labels::score(standing.score.map(|it| it.value))),
            Cell::plain(labels::grade_of(standing)),
            Cell::plain(labels::score(targets.get(&it.domain).map(Level::score))),
            Cell::plain(format!("{} of {}", standing.answered, standing.in_scope)),
        ]
    });
    Table {
        caption: "How each domain stands".to_owned(),
        columns: vec![
            ("Domain".into(), 5),
            ("Score".into(), 2),
            ("Grade".into(), 3),
            ("Target".into(), 2),
            ("Answered".into(), 3),
        ],
        rows: rows.collect(),
    }
}

/// A paragraph, or a numbered list if every line starts with a number.
fn block(text: &str) -> Block {
    let item = |line: &str| {
        let (number, text) = line.trim().split_once(". ")?;
        let numbered =
            (1..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
        numbered.then(|| vec![Span::plain(text.trim())])
    };
    let items: Option<Vec<_>> = text.lines().map(item).collect();
    items.map_or_else(
        || typed(text),
        |items| Block::List {
            numbered: true,
            items,
        },
    )
}

/// The summary generated from the findings.
pub(super) fn made(subject: &Subject<'_>) -> Vec<String> {
    let parts = [
        vec![preliminary(subject)],
        vec![assessed(subject)],
        vec![standing::standing(subject)],
        vec![supported(subject)],
        vec![danger::danger(subject)],
        plan::to_do(subject),
        vec![decided::decided(subject)],
        vec![plan::unknown(subject)],
    ];
    let parts = parts.into_iter().flatten();
    parts.filter(|it| !it.is_empty()).collect()
}

/// A warning that the result is preliminary, while half of the questions or more are open.
fn preliminary(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    if whole.answered == 0 || 2 * whole.answered > whole.in_scope {
        return String::new();
    }
    format!(
        "Preliminary: {} of {} answered, so all that follows can still change.",
        whole.answered,
        counted(whole.in_scope, "question is", "questions are"),
    )
}

/// Both scores and what the findings of scanners are of; blank without evidence.
fn supported(subject: &Subject<'_>) -> String {
    let said = &subject.analysis.whole;
    let weighing = subject.evidence;
    weighing.map_or_else(String::new, |it| labels::evidence::summary(it, said))
}

/// The scope of the assessment.
fn assessed(subject: &Subject<'_>) -> String {
    let services = &subject.analysis.services;
    let names: Vec<String> = services
        .iter()
        .map(|it| subject.short(&it.service))
        .collect();
    let runs = match names.len() {
        0 => "No AWS service was named, so only what concerns every account was asked.".to_owned(),
        1..=NAMED => format!("It runs on {}.", listed(&names)),
        count => format!(
            "It runs on {} AWS services, among them {}.",
            number(count),
            listed(&names[..NAMED]),
        ),
    };
    let workload = text::line(&subject.assessment.profile.workload);
    let parts = [
        format!(
            "This report shows where AWS’s responsibility for {} ends, and what is left undone on your side of the line.",
            quoted(&labels::name(&subject.assessment.name)),
        ),
        sentence(&workload),
        runs,
        situation(subject),
    ];
    joined(&parts)
}

/// The situation in a sentence, with the phrases of the catalog.
fn situation(subject: &Subject<'_>) -> String {
    let questions = subject.catalog.questions.iter();
    let clauses = questions.filter(|it| !it.says.is_empty()).filter_map(|it| {
        let holds = |option: &&demarc_catalog::FactOption| {
            let mut facts = subject.assessment.profile.facts.iter();
            facts.any(|fact| fact.answers(&it.id) && fact.option() == option.id)
        };
        let options = it.options.iter().filter(holds);
        let phrases: Vec<&str> = options
            .map(|option| match option.says.as_str() {
                "" => option.label.as_str(),
                says => says,
            })
            .collect();
        (!phrases.is_empty()).then(|| format!("{} {}", it.says, listed(&phrases)))
    });
    let clauses: Vec<String> = clauses.collect();
    if clauses.is_empty() {
        return String::new();
    }
    format!("It {}.", listed(&clauses))
}

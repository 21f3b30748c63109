//! The report: its figures equal those of the analysis, and its sentences are complete for large, small and empty
//! assessments.

#[path = "report/counts.rs"]
mod counts;
#[path = "report/document.rs"]
mod document;
#[path = "report/figures.rs"]
mod figures;

use std::collections::BTreeSet;

use demarc_catalog::{Catalog, Date, Depth, Level, Texts};
use demarc_core::analysis::{Analysis, Verdict, analyze, columns, days, roadmap};
use demarc_core::assessment::{
    Assessment, AssessmentId, Belief, Chapter, NotApplicable, Phase, Response,
};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_core::report::{Block, Document, Section, Span, Subject, Table, Tone};

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn known() -> (&'static Catalog, &'static Texts) {
    (demarc_edition::catalog(), demarc_edition::texts().unwrap())
}

fn day(text: &str) -> Date {
    Date::try_from(text.to_owned()).unwrap()
}

fn analyzed(it: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), it, &today())
}

fn report(it: &Assessment) -> Document {
    let (catalog, texts) = known();
    let subject = Subject {
        catalog,
        texts,
        assessment: it,
        analysis: &analyzed(it),
        evidence: None,
        workshop: None,
    };
    subject.document(&day("2026-11-24"))
}

fn told(it: &Assessment) -> Vec<String> {
    let (catalog, texts) = known();
    let subject = Subject {
        catalog,
        texts,
        assessment: it,
        analysis: &analyzed(it),
        evidence: None,
        workshop: None,
    };
    subject.summary()
}

fn example() -> Assessment {
    read(demarc_edition::EXAMPLE).unwrap()
}

/// An assessment of some services without answers.
fn fresh(services: &[&str]) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    it.profile.depth = Depth::Quick;
    for service in services {
        it.add_service(service.parse().unwrap());
    }
    it.normalize(demarc_edition::catalog());
    it
}

/// The assessment with an answer to every practice in scope. `respond` gets the index of the practice.
fn answered(mut it: Assessment, respond: impl Fn(usize) -> Option<Response>) -> Assessment {
    let in_scope = analyzed(&it).practices;
    for (index, finding) in in_scope.iter().enumerate() {
        it.respond(&finding.practice, respond(index));
    }
    it
}

fn not_applicable() -> Response {
    Response::NotApplicable {
        reason: NotApplicable::Architecture,
        because: "There is none".into(),
    }
}

/// One assessment of each kind that a report has different sentences for.
fn all_kinds() -> Vec<Assessment> {
    let any = |index: usize| match index % 7 {
        0 => Some(Response::NotInPlace),
        1 => Some(Response::Started),
        2 => Some(Response::Mostly),
        3 => Some(Response::DontKnow),
        4 => Some(not_applicable()),
        5 => None,
        _ => Some(Response::Fully),
    };
    let mut large = fresh(&[]);
    large.profile.depth = Depth::Full;
    large.services = demarc_edition::catalog()
        .deployments()
        .map(|it| it.reference())
        .collect();
    let mut stranger = fresh(&["ec2", "not-of-this-catalog"]);
    stranger.respond(
        &"iam.not-there".parse().unwrap(),
        Some(Response::NotInPlace),
    );
    stranger.believe(
        &"ec2".parse().unwrap(),
        &"no-layer".parse().unwrap(),
        Some(Belief::Aws),
    );
    let mut wrong = fresh(&["ec2", "s3", "rds/custom"]);
    for layer in &demarc_edition::catalog().layers {
        for service in wrong.services.clone() {
            wrong.believe(&service, &layer.id, Some(Belief::Aws));
        }
    }
    let mut held = answered(fresh(&["lambda"]), any);
    for fact in [
        "framework.iso-27001",
        "framework.hipaa",
        "environment.sandbox",
    ] {
        held.profile.facts.insert(fact.parse().unwrap());
    }
    vec![
        example(),
        fresh(&[]),
        fresh(&["s3"]),
        answered(fresh(&["ec2"]), |_| Some(Response::Fully)),
        answered(fresh(&["ec2"]), |_| Some(Response::NotInPlace)),
        answered(fresh(&["ec2"]), |_| Some(Response::DontKnow)),
        answered(fresh(&["ec2"]), |_| Some(not_applicable())),
        answered(fresh(&["ec2", "rds", "s3"]), any),
        answered(large, any),
        answered(wrong, |_| None),
        stranger,
        held,
    ]
}

fn section(report: &Document, chapter: Chapter) -> &Section {
    let found = report.sections.iter().find(|it| it.id == chapter.key());
    found.unwrap_or_else(|| panic!("no {chapter:?}"))
}

fn tables(section: &Section) -> Vec<&Table> {
    let tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn cell(spans: &[Span]) -> String {
    spans.iter().map(|it| it.text.as_str()).collect()
}

fn column(table: &Table, index: usize) -> Vec<String> {
    table
        .rows
        .iter()
        .map(|row| cell(&row[index].spans))
        .collect()
}

/// All text of a document, one line per block.
fn lines(report: &Document) -> Vec<String> {
    let mut lines = vec![report.title.clone()];
    for section in &report.sections {
        lines.push(section.title.clone());
        for block in &section.blocks {
            match block {
                Block::Heading(text) => lines.push(text.clone()),
                Block::Paragraph(spans) => lines.push(cell(spans)),
                Block::List { items, .. } => lines.extend(items.iter().map(|it| cell(it))),
                Block::Table(table) => {
                    lines.push(table.caption.clone());
                    let cells = table.rows.iter().flatten();
                    lines.extend(cells.map(|it| cell(&it.spans)));
                }
            }
        }
    }
    lines
}

/// An assessment whose first practices have these responses. All others are not applicable.
fn only(responses: &[Response]) -> Assessment {
    answered(fresh(&["ec2"]), |index| {
        Some(responses.get(index).cloned().unwrap_or(not_applicable()))
    })
}

fn says(it: &Assessment, wanted: &[&str], unwanted: &[&str]) {
    let told = told(it).join("\n");
    for wanted in wanted {
        assert!(told.contains(wanted), "{wanted:?} is not in\n{told}");
    }
    for unwanted in unwanted {
        assert!(!told.contains(unwanted), "{unwanted:?} is in\n{told}");
    }
}

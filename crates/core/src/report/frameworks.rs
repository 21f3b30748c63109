//! The chapter on the frameworks that bind the workload: the support of each requirement.
//! It never states compliance.

use super::prose::{about, counted, heading, of, paragraph, sources};
use super::{Block, Cell, Span, Subject, Table};
use crate::analysis::{FrameworkStanding, Support};
use crate::labels;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let binding = subject.frameworks();
    if binding.is_empty() {
        return vec![paragraph(
            "No framework was named that the workload is held to. The practices are mapped to several; name one in the situation, and this chapter goes through its requirements.",
        )];
    }
    let mut blocks = vec![paragraph(
        "This says how the practices stand that each requirement needs; practices that only help with it decide nothing. It does not say whether a requirement is met: that is for your assessor, and depends on evidence that no questionnaire sees. The requirements are named by their ids; their texts are their publishers’.",
    )];
    for standing in binding {
        framework(&standing, &mut blocks);
    }
    blocks
}

fn framework(standing: &FrameworkStanding<'_>, blocks: &mut Vec<Block>) {
    let of_framework = standing.framework;
    blocks.push(heading(format!(
        "{} ({})",
        of_framework.name, of_framework.version
    )));
    blocks.push(paragraph(format!(
        "{} Of {}, {} decided by practices that this assessment asks.",
        of_framework.scope,
        counted(standing.requirements.len(), "requirement", "requirements"),
        format_args!("{} {}", standing.asked(), of(standing.asked(), "is", "are")),
    )));
    let rows = Support::ALL.into_iter().filter_map(|support| {
        let requirements = standing.requirements.iter();
        let ids = requirements.filter(|it| it.support == support);
        let ids: Vec<&str> = ids.map(|it| it.id).collect();
        (!ids.is_empty()).then(|| {
            vec![
                Cell::plain(format!(
                    "{}: {}.",
                    labels::support(support),
                    labels::support_hint(support)
                )),
                Cell::plain(ids.len().to_string()),
                Cell::plain(ids.join(", ")),
            ]
        })
    });
    blocks.push(Block::Table(Table {
        caption: format!(
            "{}: how the practices behind its requirements stand",
            of_framework.name
        ),
        columns: vec![
            ("The practices".into(), 4),
            ("Count".into(), 1),
            ("Requirements".into(), 7),
        ],
        rows: rows.collect(),
    }));
    if !of_framework.inherited.is_empty() {
        blocks.push(about("Inherited from AWS", &of_framework.inherited));
    }
    if !of_framework.evidence.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::strong(
            "Where AWS’s evidence is:",
        )]));
        let items = of_framework.evidence.iter();
        blocks.push(Block::List {
            numbered: false,
            items: items.map(|it| vec![Span::plain(it)]).collect(),
        });
    }
    if !of_framework.never.is_empty() {
        blocks.push(about(
            "What AWS’s evidence never covers",
            &of_framework.never,
        ));
    }
    blocks.push(sources(&of_framework.sources));
}

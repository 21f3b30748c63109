//! The chapter on the method: how scores, grades, priorities and plans are computed, and their limits.

use super::prose::{about, heading, paragraph};
use super::{Block, Cell, Subject, Table, Tone};
use crate::analysis::{ANSWERS_FOR_A_GRADE, Grade, days};
use crate::assessment::Response;
use crate::labels;
use demarc_catalog::{Effort, Level};

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let whole = &subject.analysis.whole;
    let profile = &subject.assessment.profile;
    let mut blocks = vec![
        paragraph(format!(
            "AWS secures the cloud; you secure what you put in it; and where the line runs depends on the service. For every service and every layer of its stack, the catalog says who owns the duty. Each duty that is yours is met by practices; each practice is a question with a criterion for every level. The answers are those of the people present: {}",
            match subject.evidence {
                None => "nothing was measured in an account.",
                Some(_) => "what scanners found stands beside them and changes none.",
            },
        )),
        about(
            "What was asked",
            format!(
                "Depth {}: {} practices apply by the services and the situation given.",
                labels::depth(profile.depth).to_ascii_lowercase(),
                whole.in_scope,
            ),
        ),
        heading("Levels and scores"),
        Block::Table(levels()),
        about(
            "Weight",
            "impact, from 1 to 5, times exposure: 1, and a quarter more for each fact of the situation that makes the practice matter more, 1.5 at most.",
        ),
        about(
            "Score",
            "100 times the sum of weight times value, divided by the sum of the weights, of all practices that were answered and apply. It is rounded down, so that none looks better than it is.",
        ),
        about(
            "Band",
            "the same with every practice that is unknown or not answered yet counted as nothing, and as fully in place: if the answers given are right, the score lies between.",
        ),
        about(
            "Grade",
            format!(
                "{}. A cornerstone that is not in place, or that nobody can speak for, keeps the grade at developing at most. A domain and the whole have a grade from {ANSWERS_FOR_A_GRADE} answers on, those that are not applicable not counted; with fewer, a single answer would decide it, and there is a score and no grade.",
                grades()
            ),
        ),
        about(
            "Accepted risk",
            "a gap that somebody entitled to it leaves open. It counts as its level, as not in place unless one is given, and a cornerstone still caps the grade. It comes after all other gaps, is in no phase of the roadmap, and stays missing in frameworks. After the last day of the acceptance it is an ordinary gap again.",
        ),
        heading("Findings and their order"),
        paragraph(
            "A finding is a practice that applies, was answered, and is not fully in place. What was not answered is progress to be made, not a finding.",
        ),
        about(
            "Priority",
            format!(
                "weight times what is missing, divided by the effort: by {} for a small one (days), {} for a medium one (weeks), {} for a large one (months). Of equals, the greater impact comes first.",
                labels::effort_divisor(Effort::Small),
                labels::effort_divisor(Effort::Medium),
                labels::effort_divisor(Effort::Large),
            ),
        ),
        Block::Table(kinds(subject)),
        about(
            "Roadmap",
            format!(
                "a small, a medium and a large effort are planned as {}, {} and {} days of work. Findings are placed by priority, each in the first phase with room for it.",
                days(Effort::Small),
                days(Effort::Medium),
                days(Effort::Large),
            ),
        ),
    ];
    if subject.evidence.is_some() {
        blocks.extend(evidence());
    }
    blocks.extend([
        heading("What this report does not say"),
        paragraph(
            "It does not say that anything complies with a law, a standard or a contract, or that it does not. It is no audit and no penetration test. A practice that is fully in place lowers a risk and does not remove it.",
        ),
        paragraph(
            "Demarc is independent of Amazon Web Services. AWS and its service names are trademarks of Amazon.com, Inc. or its affiliates. What is said about AWS’s side rests on AWS’s public documentation, whose pages are named with the findings and the reasons.",
        ),
        heading("Editions"),
        paragraph(format!(
            "Made with {}.{}",
            super::made_by(subject.catalog),
            checked(subject)
        )),
    ]);
    blocks.extend(unknown(subject));
    blocks
}

/// How verdicts and the supported score come about.
fn evidence() -> Vec<Block> {
    vec![
        heading("Evidence"),
        paragraph(
            "For each practice, the catalog says which checks of scanners fail where a level can’t be true, and which only raise a question. Of the findings, those count that are not muted, not older than the age limit, and of accounts that belong to the assessment. The lowest level that a failing check allows is the highest that the answer can be: an answer above it is contradicted, one at or below it agrees. Where checks that could contradict the answer were seen and none fails, there is nothing against it, which proves nothing. What a scanner says of templates only raises questions.",
        ),
        about(
            "Supported score",
            "the score by the same arithmetic, with every contradicted answer lowered to what its failing checks allow. A contradiction that somebody explained counts as answered through the last day of the explanation. No finding raises an answer, so the supported score is never above the score.",
        ),
    ]
}

/// The score range of each grade: `exposed below 40, …, assured from 90 on`.
fn grades() -> String {
    let each = Grade::ALL.map(|grade| {
        let name = labels::grade(Some(grade)).to_ascii_lowercase();
        match grade {
            Grade::Assured => format!("{name} from {} on", grade.starts_at()),
            _ => format!("{name} below {}", grade.ends_at()),
        }
    });
    each.join(", ")
}

fn levels() -> Table {
    let mut rows: Vec<Vec<Cell>> = Level::ALL
        .into_iter()
        .map(|level| {
            vec![
                Cell::plain(labels::level(level)).toned(Tone::Level(level)),
                Cell::plain(labels::thirds(level.thirds())),
            ]
        })
        .collect();
    rows.push(vec![
        Cell::plain(labels::response(Some(&Response::DontKnow))),
        Cell::plain("0 in the score, 0 to 1 in the band"),
    ]);
    rows.push(vec![
        Cell::plain("Not applicable"),
        Cell::plain("Left out of both sums, for a reason that is given"),
    ]);
    Table {
        caption: "What each answer is worth".into(),
        columns: vec![("Answer".into(), 3), ("Value".into(), 7)],
        rows,
    }
}

fn kinds(subject: &Subject<'_>) -> Table {
    let rows = subject.analysis.gap_kinds().map(|kind| {
        vec![
            Cell::plain(labels::kind(kind)).toned(Tone::GapKind(kind)),
            Cell::plain(labels::kind_hint(kind)),
        ]
    });
    Table {
        caption: "Kinds of findings, the gravest first; one can be of several".into(),
        columns: vec![("Kind".into(), 3), ("Meaning".into(), 7)],
        rows: rows.collect(),
    }
}

/// The first and the last day on which the practices in scope were compared with AWS's documentation.
fn checked(subject: &Subject<'_>) -> String {
    let asked = subject.analysis.practices.iter();
    let days = asked.filter_map(|it| Some(&subject.practice(&it.practice)?.checked));
    let (first, last) = (days.clone().min(), days.max());
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(
            " Its practices were last held against AWS’s documentation on {}.",
            labels::day(first)
        ),
        (Some(first), Some(last)) => format!(
            " Its practices were last held against AWS’s documentation between {} and {}.",
            labels::day(first),
            labels::day(last)
        ),
        _ => String::new(),
    }
}

/// The content of the assessment that the catalog does not know.
fn unknown(subject: &Subject<'_>) -> Option<Block> {
    let ids = subject.assessment.unknown(subject.catalog);
    (!ids.is_empty()).then(|| {
        about(
            "Not counted, because this catalog does not know it",
            format!("{}.", ids.join(", ")),
        )
    })
}

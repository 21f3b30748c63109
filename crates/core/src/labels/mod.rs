//! The words of screens and reports for the core's enums: one place, so that a thing has one name everywhere.
//! It knows no markup and no format.

mod frameworks;
mod lists;

pub use frameworks::{
    applies, because, change, requirements, support, support_hint, support_icon, unasked,
    why_applies,
};

pub use lists::{NOBODY, answer, answer_icon, effort_and_time, gap_grouping, gap_sort};

use crate::analysis::{AnswerKind, GapKind, Grade, Verdict};
use crate::assessment::{
    AnswerField, Assessment, Belief, Chapter, CoverPart, Field, NotApplicable, Phase, Response,
    Value,
};
use demarc_catalog::{
    Catalog, Control, Cost, Date, Deployment, Depth, Effort, FactId, Layer, Level, Owner,
    ServiceRef, Shift,
};

/// The name of a level.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::NotInPlace => "Not in place",
        Level::Started => "Started",
        Level::Mostly => "Mostly",
        Level::Fully => "Fully",
    }
}

/// The sign of a level, shown beside its name.
#[must_use]
pub fn level_icon(level: Level) -> &'static str {
    match level {
        Level::NotInPlace => "○",
        Level::Started => "◔",
        Level::Mostly => "◑",
        Level::Fully => "●",
    }
}

/// The name of a response.
#[must_use]
pub fn response(response: Option<&Response>) -> &'static str {
    answer(AnswerKind::of(response))
}

/// The sign of a response.
#[must_use]
pub fn response_icon(response: Option<&Response>) -> &'static str {
    answer_icon(AnswerKind::of(response))
}

/// The name of a reason for not applicable.
#[must_use]
pub fn reason(reason: NotApplicable) -> &'static str {
    match reason {
        NotApplicable::OutOfScope => "Out of scope",
        NotApplicable::BusinessDecision => "Business decision",
        NotApplicable::Architecture => "Architecture",
        NotApplicable::Other => "Other",
    }
}

/// What a reason for not applicable means.
#[must_use]
pub fn reason_hint(reason: NotApplicable) -> &'static str {
    match reason {
        NotApplicable::OutOfScope => "Not part of what you are assessing",
        NotApplicable::BusinessDecision => "Somebody entitled to it accepted the risk",
        NotApplicable::Architecture => "The workload is built so that it can’t matter",
        NotApplicable::Other => "Anything else",
    }
}

/// The name of an owner.
#[must_use]
pub fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "AWS",
        Owner::Customer => "You",
        Owner::Shared => "Shared",
        Owner::Absent => "Nobody: not there",
    }
}

/// The name of a belief, as an answer.
#[must_use]
pub fn belief(belief: Belief) -> &'static str {
    match belief {
        Belief::Aws => "AWS",
        Belief::Customer => "Us",
        Belief::Shared => "Both",
        Belief::Absent => "Nobody",
        Belief::NotSure => "Not sure",
    }
}

/// How a belief compares with who owns the layer.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "As believed",
        Verdict::Assumption => kind(GapKind::Assumption),
        Verdict::OverReach => kind(GapKind::OverReach),
        Verdict::Unsure => belief(Belief::NotSure),
        Verdict::Differs => "Different",
    }
}

/// The name of a phase.
#[must_use]
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Now => "Now",
        Phase::Next => "Next",
        Phase::Later => "Later",
    }
}

/// What a phase means.
#[must_use]
pub fn phase_hint(phase: Phase) -> &'static str {
    match phase {
        Phase::Now => "The next 30 days",
        Phase::Next => "The quarter after them",
        Phase::Later => "After that",
    }
}

/// The heading of a chapter of the report.
#[must_use]
pub fn chapter(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Summary => "Summary",
        Chapter::Assumptions => "What was assumed to be AWS’s",
        Chapter::Findings => "Findings by priority",
        Chapter::Matrix => "Who owns what",
        Chapter::Roadmap => "Roadmap",
        Chapter::Frameworks => "Frameworks",
        Chapter::Method => "Method",
        Chapter::Answers => "All answers",
    }
}

/// The letter of an owner in the matrix.
#[must_use]
pub fn owner_letter(owner: Owner) -> &'static str {
    match owner {
        Owner::Aws => "A",
        Owner::Customer => "Y",
        Owner::Shared => "S",
        Owner::Absent => "–",
    }
}

/// The name of a kind of gap.
#[must_use]
pub fn kind(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => "Assumption",
        GapKind::Unmet => "Unmet",
        GapKind::Unverified => "Unverified",
        GapKind::Unowned => "Unowned",
        GapKind::OverReach => "Over-reach",
    }
}

/// What a kind of gap means.
#[must_use]
pub fn kind_hint(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Assumption => {
            "A layer of it was believed to be AWS’s, and is yours at least in part"
        }
        GapKind::Unmet => "Known to be yours, and not fully in place",
        GapKind::Unverified => "Nobody knows whether it is in place",
        GapKind::Unowned => "No person or team is named for it",
        GapKind::OverReach => "A layer of it was taken for yours, and is AWS’s",
    }
}

/// The name of a grade.
#[must_use]
pub fn grade(grade: Option<Grade>) -> &'static str {
    match grade {
        None => "No grade yet",
        Some(Grade::Exposed) => "Exposed",
        Some(Grade::Developing) => "Developing",
        Some(Grade::Established) => "Established",
        Some(Grade::Assured) => "Assured",
    }
}

/// The name of an effort.
#[must_use]
pub fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "small effort (days)",
        Effort::Medium => "medium effort (weeks)",
        Effort::Large => "large effort (months)",
    }
}

/// What an effort divides the priority by.
#[must_use]
pub fn effort_divisor(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "1",
        Effort::Medium => "1.5",
        Effort::Large => "2.5",
    }
}

/// The name of a depth.
#[must_use]
pub fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Quick => "Quick",
        Depth::Standard => "Standard",
        Depth::Full => "Full",
    }
}

/// What a depth asks.
#[must_use]
pub fn depth_hint(depth: Depth) -> &'static str {
    match depth {
        Depth::Quick => "The cornerstones and what hurts most",
        Depth::Standard => "What most workloads should answer",
        Depth::Full => "Every question that applies",
    }
}

/// What is charged for what automates a practice.
#[must_use]
pub fn cost(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => "(no charge)",
        Cost::Paid => "(AWS charges for it)",
        Cost::None => "",
    }
}

/// The name of a class of controls.
#[must_use]
pub fn control(control: Control) -> &'static str {
    match control {
        Control::Inherited => "Inherited: taken over from AWS whole",
        Control::Shared => {
            "Shared: AWS does its half for the infrastructure, you for what runs on it"
        }
        Control::Customer => "Customer specific: yours alone",
    }
}

/// A score for a screen, rounded down so that none looks better than it is; a dash for none.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score is 0 to 100, and rounding down is what is wanted"
)]
pub fn score(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| (value as u32).to_string())
}

/// A figure from 0 to some thousands with its hundredths, `2.67`, or without where there are none, `5`.
///
/// By hand, because the general printing of floating-point numbers weighs more than the page that shows them.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are small and not negative"
)]
pub fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0 + 0.5) as u32;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{whole}"),
        (tenths, 0) => format!("{whole}.{tenths}"),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// AWS's short name for a service: `IAM` of `AWS Identity and Access Management (IAM)`, `RDS` of `Amazon RDS`.
#[must_use]
pub fn short(name: &str) -> &str {
    let inner = name.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let name = inner.map_or(name, |(_, short)| short);
    let vendor = ["Amazon ", "AWS "].into_iter();
    vendor
        .filter_map(|it| name.strip_prefix(it))
        .next()
        .unwrap_or(name)
}

/// How much of a name is shown, in characters.
const LONGEST_NAME: usize = 120;

/// An assessment's name as far as it is shown, or words for one without.
#[must_use]
pub fn name(name: &str) -> &str {
    match name.trim() {
        "" => "Untitled assessment",
        name => {
            let end = name.char_indices().nth(LONGEST_NAME);
            &name[..end.map_or(name.len(), |(end, _)| end)]
        }
    }
}

/// What a field of an assessment is about. What the catalog does not know is called by its id.
#[must_use]
pub fn field(catalog: &Catalog, field: &Field) -> String {
    match field {
        Field::Name => "Name".to_owned(),
        Field::Workload => "Workload".to_owned(),
        Field::Depth => "Depth".to_owned(),
        Field::Fact(id) => fact(catalog, id),
        Field::Choice(id) => {
            let mut questions = catalog.questions.iter();
            let question = questions.find(|it| it.id == *id);
            question.map_or_else(|| id.to_string(), |it| it.label.clone())
        }
        Field::Service(id) => service(catalog, id),
        Field::Belief(of, layer) => {
            let layer = catalog
                .layer(layer)
                .map_or_else(|| layer.to_string(), |it| it.name.clone());
            format!("{}: who has {layer}", service(catalog, of))
        }
        Field::Answer(part, id) => {
            let title = catalog
                .practice(id)
                .map_or_else(|| id.to_string(), |it| it.title.clone());
            let part = match part {
                AnswerField::Response => return title,
                AnswerField::Note => "note",
                AnswerField::Owner => "owner",
                AnswerField::Due => "due",
                AnswerField::Evidence => "evidence",
                AnswerField::Phase => "when it is closed",
            };
            format!("{title}: {part}")
        }
        Field::Capacity => "Capacity".to_owned(),
        Field::Target(id) => {
            let domain = catalog.domain(id);
            let domain = domain.map_or_else(|| id.to_string(), |it| it.name.clone());
            format!("{domain}: target")
        }
        Field::Cover(part) => match part {
            CoverPart::Author => "Prepared by",
            CoverPart::Client => "Prepared for",
            CoverPart::Date => "Date on the report",
            CoverPart::Summary => "Summary of the report",
        }
        .to_owned(),
        Field::LeftOut(of) => format!("Left out of the report: {}", chapter(*of)),
    }
}

/// The value that a field has in an assessment, for a list of differences.
#[must_use]
pub fn value(catalog: &Catalog, field: &Field, of: &Assessment) -> String {
    let text = match field.get(of) {
        Value::Text(text) => text.to_owned(),
        Value::Holds(holds) => if holds { "yes" } else { "no" }.to_owned(),
        Value::Depth(it) => depth(it).to_owned(),
        Value::Chosen(facts) => {
            let facts = facts.into_iter().map(|id| fact(catalog, id));
            facts.collect::<Vec<_>>().join(", ")
        }
        Value::Belief(it) => it.map_or("", belief).to_owned(),
        Value::Response(Some(Response::NotApplicable { because, .. })) => {
            format!("Not applicable: {because}")
        }
        Value::Response(it) => it.map_or("", |it| response(Some(it))).to_owned(),
        Value::Day(it) => it.map(ToString::to_string).unwrap_or_default(),
        Value::Phase(it) => it.map_or("", phase).to_owned(),
        Value::Capacity(it) => {
            let days = it.map(|it| usize::from(it.days()));
            days.map_or_else(String::new, |it| count(it, "day", "days"))
        }
        Value::Level(it) => it.map_or("", level).to_owned(),
    };
    if text.trim().is_empty() {
        "nothing".to_owned()
    } else {
        text
    }
}

fn fact(catalog: &Catalog, id: &FactId) -> String {
    let option = catalog.fact(id);
    option.map_or_else(|| id.to_string(), |it| it.label.clone())
}

fn service(catalog: &Catalog, id: &ServiceRef) -> String {
    catalog
        .deployment(id)
        .map_or_else(|| id.to_string(), |it| it.name())
}

/// A count with its word: `1 gap`, `2 gaps`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A service as it is run, for the middle of a sentence: `Amazon RDS (RDS Custom)`.
#[must_use]
pub fn run(deployment: &Deployment<'_>) -> String {
    let service = &deployment.service.name;
    match deployment.variant {
        Some(variant) => format!("{service} ({})", variant.name),
        None => service.clone(),
    }
}

/// What moves on the way from one service to another, a sentence for each kind of move; none when nothing does.
#[must_use]
pub fn shift(shift: &Shift<'_>) -> Vec<String> {
    let said = |layers: &[&Layer], one: &str, many: &str| {
        let names: Vec<String> = layers.iter().map(|it| in_a_sentence(&it.name)).collect();
        let head = if layers.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {head}: {}.", names.len(), names.join(", ")))
    };
    let sentences = [
        said(
            &shift.lifted,
            "layer is off your hands",
            "layers are off your hands",
        ),
        said(&shift.eased, "becomes shared", "become shared"),
        said(
            &shift.added,
            "leaves you more to do",
            "leave you more to do",
        ),
        said(&shift.aside, "changes without you", "change without you"),
    ];
    sentences.into_iter().flatten().collect()
}

/// A text as it stands within a sentence: with a small letter first, unless it begins with an abbreviation (`IAM users`).
#[must_use]
pub fn in_a_sentence(text: &str) -> String {
    let mut said = text.to_owned();
    let is_word = !text
        .chars()
        .nth(1)
        .is_some_and(|it| it.is_ascii_uppercase());
    if let Some(first) = said.get_mut(..1).filter(|_| is_word) {
        first.make_ascii_lowercase();
    }
    said
}

/// A day as Americans write it: `November 24, 2026`.
#[must_use]
pub fn day(date: &Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = date.as_str();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month: Option<usize> = month.and_then(|it| it.parse().ok());
    let month = month.and_then(|it| MONTHS.get(it.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            format!("{month} {}, {year}", day.trim_start_matches('0'))
        }
        _ => text.to_owned(),
    }
}

/// The name of an effort where there is little room.
#[must_use]
pub fn size(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "Small",
        Effort::Medium => "Medium",
        Effort::Large => "Large",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_small_within_a_sentence() {
        for (name, within) in [
            ("Guest operating system", "guest operating system"),
            ("IAM users", "IAM users"),
            ("A record", "a record"),
            ("X", "x"),
            ("Élan", "Élan"),
            ("", ""),
        ] {
            assert_eq!(in_a_sentence(name), within);
        }
    }

    #[test]
    fn numbers_read_as_people_say_them() {
        assert_eq!(score(None), "–");
        assert_eq!(score(Some(89.99)), "89");
        for (value, shown) in [
            (5.0, "5"),
            (2.5, "2.5"),
            (8.0 / 3.0, "2.67"),
            (0.1 / 3.0, "0.03"),
        ] {
            assert_eq!(hundredths(value), shown);
        }
        assert_eq!(short("AWS Key Management Service (AWS KMS)"), "KMS");
        assert_eq!(short("Amazon RDS"), "RDS");
        assert_eq!(short("Elastic Load Balancing"), "Elastic Load Balancing");
        assert_eq!(name(" "), "Untitled assessment");
        let date = |text: &str| Date::try_from(text.to_owned()).unwrap();
        assert_eq!(day(&date("2026-11-24")), "November 24, 2026");
        assert_eq!(day(&date("2026-01-05")), "January 5, 2026");
        assert_eq!(count(1, "gap", "gaps"), "1 gap");
        assert_eq!(count(0, "gap", "gaps"), "0 gaps");
    }

    #[test]
    fn being_unsure_is_not_being_wrong() {
        let held = |believed| verdict(Verdict::of(believed, Owner::Shared));
        assert_eq!(held(Belief::NotSure), "Not sure");
        assert_eq!(held(Belief::Aws), "Assumption");
        assert_eq!(held(Belief::Shared), "As believed");
        assert_eq!(held(Belief::Absent), "Different");
        assert_eq!(
            verdict(Verdict::of(Belief::Customer, Owner::Aws)),
            "Over-reach"
        );
    }

    #[test]
    fn what_moves_is_said_for_each_kind_of_move() {
        let catalog = demarc_edition::catalog();
        let way = |id: &str| catalog.deployment(&id.parse().unwrap()).unwrap();
        let between = |from, to| shift(&Shift::between(&catalog.layers, &way(from), &way(to)));
        assert_eq!(
            between("ec2", "lambda/zip"),
            [
                "1 layer is off your hands: guest operating system.",
                "4 become shared: runtime or engine, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(
            between("lambda/zip", "ec2"),
            [
                "5 leave you more to do: guest operating system, runtime or engine, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(between("ec2", "ec2"), [""; 0]);
        assert_eq!(run(&way("rds")), "Amazon RDS (Standard)");
        assert_eq!(run(&way("ec2")), "Amazon EC2");
    }
}

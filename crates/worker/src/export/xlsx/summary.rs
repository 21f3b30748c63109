//! The first sheet: the assessment, its standing, and each domain.

use demarc_catalog::PracticeId;
use demarc_core::analysis::Standing;
use demarc_core::labels;
use demarc_core::text;
use rust_xlsxwriter::{ConditionalFormatDataBar, ConditionalFormatType, Worksheet, XlsxError};

use super::height::{lines, set_lines};
use super::sheet::{fitting, print, put};
use super::styles::{Styles, color};
use crate::export::subject::ExportSubject;
use crate::export::table::Value;

/// The headings of the table of domains.
const DOMAINS: [&str; 7] = [
    "Domain", "Score", "Lowest", "Highest", "Grade", "Answered", "Asked",
];

/// Writes the sheet.
pub fn write(
    sheet: &mut Worksheet,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name("Summary")?;
    sheet.set_column_width(0, 34)?;
    for column in 1..7 {
        sheet.set_column_width(column, 14)?;
    }
    sheet.write_string_with_format(0, 0, fitting(&subject.name()), &styles.title)?;
    sheet.write_string_with_format(1, 0, "Responsibility gap analysis", &styles.soft)?;
    let mut row = 3;
    for (name, value) in facts(subject) {
        if value != Value::Empty {
            sheet.write_string_with_format(row, 0, name, &styles.name)?;
            match &value {
                // A merged range must be created before its value is written. The value spans six columns.
                Value::Text(_) => {
                    sheet.merge_range(row, 1, row, 6, "", &styles.text)?;
                    put(sheet, (row, 1), &value, styles)?;
                    set_lines(sheet, row, lines(&value, 80))?;
                }
                Value::Count(number) => {
                    sheet.write_number_with_format(row, 1, *number, &styles.left)?;
                }
                _ => put(sheet, (row, 1), &value, styles)?,
            }
            row += 1;
        }
    }
    row = domains(sheet, row + 1, subject, styles)?;
    row = gaps(sheet, row + 1, subject, styles)?;
    for note in [
        "Score: what is in place of what applies, 0 to 100, weighted by impact. Don’t know counts as 0; what is not answered is left out.",
        "Lowest and highest: the same with every don’t know and unanswered practice at 0, and at 100.",
        "Demarc is independent of AWS. It is no audit, and no statement that anybody complies with anything.",
    ] {
        row += 1;
        sheet.write_string_with_format(row, 0, note, &styles.soft)?;
    }
    sheet.write_string_with_format(row + 2, 0, subject.made_with(), &styles.soft)?;
    print(sheet, "Summary")?;
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}

/// The values of the whole assessment, each with its name.
fn facts<'a>(subject: &'a ExportSubject<'_>) -> Vec<(&'static str, Value<'a>)> {
    let assessment = subject.assessment;
    let whole = &subject.analysis.whole;
    let cover = &assessment.cover;
    let services: Vec<_> = assessment
        .services
        .iter()
        .map(|it| subject.service(it))
        .collect();
    let situation: Vec<_> = assessment
        .profile
        .facts
        .iter()
        .map(|id| {
            let known = subject.catalog.fact(id);
            known.map_or_else(|| id.to_string(), |it| it.label.clone())
        })
        .collect();
    let missing: Vec<_> = whole
        .missing_cornerstones
        .iter()
        .filter_map(|id| cornerstone(subject, id))
        .collect();
    let count = |number: usize| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
    let mut facts = vec![
        ("Prepared for", Value::text(text::line(&cover.client))),
        ("Prepared by", Value::text(text::line(&cover.author))),
        (
            "Date",
            Value::Day(cover.date.as_ref().unwrap_or(&subject.today)),
        ),
        (
            "Workload",
            Value::text(assessment.profile.workload.as_str()),
        ),
        ("Situation", Value::text(situation.join("; "))),
        ("Services", Value::text(services.join("; "))),
        (
            "Depth",
            Value::text(labels::depth(assessment.profile.depth)),
        ),
        ("Grade", Value::text(labels::grade_or_why(whole))),
        ("Held back by cornerstones", Value::text(missing.join("; "))),
        ("Score", floor(whole.score.map(|it| it.value))),
        ("Lowest", floor(whole.score.map(|it| it.low))),
        ("Highest", floor(whole.score.map(|it| it.high))),
        ("Practices asked", count(whole.in_scope)),
        ("Answered", count(whole.answered)),
        ("Gaps", count(subject.analysis.gaps.len())),
        ("of them overdue", count(subject.analysis.overdue().count())),
        ("of them accepted risks", count(subject.analysis.accepted())),
    ];
    if let Some(weighing) = subject.weighing() {
        let weighed = weighing.weighed;
        let supported = weighed.supported.score.map(|it| it.value);
        facts.extend([
            (
                "Evidence",
                Value::text(labels::evidence::summary(weighing, whole)),
            ),
            ("Supported score", floor(supported)),
            ("Contradicted answers", count(weighed.open().count())),
        ]);
    }
    facts
}

/// The title of a missing cornerstone, and by whom its risk is accepted.
fn cornerstone(subject: &ExportSubject<'_>, id: &PracticeId) -> Option<String> {
    let title = subject.catalog.practice(id)?.title.as_str();
    let gap = subject.analysis.gap(id).filter(|gap| gap.is_accepted());
    let acceptance = gap.and_then(|gap| subject.acceptance(gap));
    Some(match acceptance {
        Some((_, acceptance)) => format!("{title} ({})", labels::accepted(acceptance)),
        None => title.to_owned(),
    })
}

/// Rounded down, so that no score looks better than it is.
fn floor(score: Option<f64>) -> Value<'static> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a score is 0 to 100, and rounding down is what is wanted"
    )]
    score.map_or(Value::Empty, |it| Value::Count(it as u32))
}

/// Writes the domains with their scores. Returns the row below.
fn domains(
    sheet: &mut Worksheet,
    top: u32,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(top, 0, "Domains", &styles.heading)?;
    for (column, heading) in (0..).zip(DOMAINS) {
        let look = if matches!(column, 0 | 4) {
            &styles.column
        } else {
            &styles.column_right
        };
        sheet.write_string_with_format(top + 1, column, heading, look)?;
    }
    let first = top + 2;
    let mut row = first;
    for of in &subject.analysis.domains {
        for (column, value) in (0..).zip(standing(subject.domain(&of.domain), &of.standing)) {
            put(sheet, (row, column), &value, styles)?;
        }
        row += 1;
    }
    if row > first {
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, 100)
            .set_fill_color(color("9CC3E2"))
            .set_solid_fill(true);
        sheet.add_conditional_format(first, 1, row - 1, 1, &bar)?;
    }
    Ok(row)
}

fn standing(name: String, of: &Standing) -> Vec<Value<'static>> {
    let count = |number: usize| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
    vec![
        Value::text(name),
        floor(of.score.map(|it| it.value)),
        floor(of.score.map(|it| it.low)),
        floor(of.score.map(|it| it.high)),
        Value::text(labels::grade_of(of)),
        count(of.answered),
        count(of.in_scope),
    ]
}

/// Writes the number of gaps of each kind. Returns the row below.
fn gaps(
    sheet: &mut Worksheet,
    top: u32,
    subject: &ExportSubject<'_>,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(top, 0, "Gaps by kind", &styles.heading)?;
    sheet.write_string_with_format(top + 1, 0, "Kind", &styles.column)?;
    sheet.write_string_with_format(top + 1, 1, "Gaps", &styles.column_right)?;
    sheet.merge_range(top + 1, 2, top + 1, 6, "What it means", &styles.column)?;
    let first = top + 2;
    let mut row = first;
    for kind in subject.analysis.gap_kinds() {
        let gaps = &subject.analysis.gaps;
        let number = gaps.iter().filter(|it| it.kind == kind).count();
        put(sheet, (row, 0), &Value::text(labels::kind(kind)), styles)?;
        let number = Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        put(sheet, (row, 1), &number, styles)?;
        sheet.merge_range(row, 2, row, 6, labels::kind_hint(kind), &styles.text)?;
        row += 1;
    }
    crate::export::table::Holds::GapKind.color(sheet, (first, 0), (row - 1, 0))?;
    Ok(row)
}

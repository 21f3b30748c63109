//! The workbook: sheets for the summary, gaps, answers, accepted risks, owners, beliefs and frameworks, for evidence and
//! a workshop if there are any, and for long texts.
//! User text is always written as text, so that it is never a formula.

mod height;
mod long;
mod matrix;
mod sheet;
mod styles;
mod summary;

use demarc_core::report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::subject::ExportSubject;
use crate::export::{Error, table};
use long::LongTexts;

/// The workbook.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    workbook(subject).map_err(|error| Error::Refused(error.to_string()))
}

fn workbook(subject: &ExportSubject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(subject.now.seconds())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(subject.name())
            .set_author(demarc_core::text::line(&subject.assessment.cover.author))
            .set_comment(report::made_by(subject.catalog))
            .set_creation_datetime(&created),
    );
    let styles = styles::Styles::new();
    let long = &mut LongTexts::default();
    summary::write(workbook.add_worksheet(), subject, &styles)?;
    for (name, table, snapshot) in [
        ("Gaps", table::gaps(subject), 2),
        ("Answers", table::answers(subject), 2),
    ] {
        let sheet = workbook.add_worksheet();
        sheet::write(sheet, name, &table, snapshot, &styles, long)?;
    }
    let accepted = table::accepted(subject);
    let sheet = workbook.add_worksheet();
    sheet::write(sheet, "Accepted risks", &accepted, 1, &styles, long)?;
    matrix::write(workbook.add_worksheet(), subject, &styles)?;
    let beliefs = table::beliefs(subject);
    let sheet = workbook.add_worksheet();
    sheet::write(sheet, "Beliefs", &beliefs, 1, &styles, long)?;
    let frameworks = subject.frameworks();
    let requirements = table::frameworks(&frameworks);
    sheet::write(
        workbook.add_worksheet(),
        "Frameworks",
        &requirements,
        2,
        &styles,
        long,
    )?;
    let statement = table::applicability(&frameworks, subject);
    if !statement.rows.is_empty() {
        sheet::write(
            workbook.add_worksheet(),
            "Applicability",
            &statement,
            2,
            &styles,
            long,
        )?;
    }
    if let Some(weighing) = subject.weighing() {
        for (name, table, snapshot) in [
            ("Evidence", table::evidence(subject, weighing), 1),
            ("Scanner files", table::scans(weighing), 1),
        ] {
            let sheet = workbook.add_worksheet();
            sheet::write(sheet, name, &table, snapshot, &styles, long)?;
        }
    }
    if let Some(held) = subject.held() {
        for (name, table, snapshot) in [
            ("Workshop", table::workshop(subject, held), 1),
            ("Workshop beliefs", table::room_beliefs(subject, held), 1),
        ] {
            let sheet = workbook.add_worksheet();
            sheet::write(sheet, name, &table, snapshot, &styles, long)?;
        }
    }
    if let Some(texts) = long.table() {
        // All of it fits.
        let none = &mut LongTexts::default();
        sheet::write(
            workbook.add_worksheet(),
            long::NAME,
            &texts,
            0,
            &styles,
            none,
        )?;
    }
    workbook.save_to_buffer()
}

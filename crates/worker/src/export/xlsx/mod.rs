//! The workbook: sheets for the summary, gaps, answers, accepted risks, owners, beliefs and frameworks.
//! User text is always written as text, so that it is never a formula.

mod matrix;
mod sheet;
mod styles;
mod summary;

use demarc_core::report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::subject::ExportSubject;
use crate::export::text::one_line;
use crate::export::{Error, table};

/// The workbook.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    workbook(subject).map_err(|error| Error::Refused(error.to_string()))
}

fn workbook(subject: &ExportSubject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(subject.now.seconds())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(one_line(subject.name()))
            .set_author(one_line(&subject.assessment.cover.author))
            .set_comment(report::made_by(subject.catalog))
            .set_creation_datetime(&created),
    );
    let styles = styles::Styles::new();
    summary::write(workbook.add_worksheet(), subject, &styles)?;
    for (name, table, snapshot) in [
        ("Gaps", table::gaps(subject), 2),
        ("Answers", table::answers(subject), 2),
    ] {
        sheet::write(workbook.add_worksheet(), name, &table, snapshot, &styles)?;
    }
    let accepted = table::accepted(subject);
    sheet::write(
        workbook.add_worksheet(),
        "Accepted risks",
        &accepted,
        1,
        &styles,
    )?;
    matrix::write(workbook.add_worksheet(), subject, &styles)?;
    let beliefs = table::beliefs(subject);
    sheet::write(workbook.add_worksheet(), "Beliefs", &beliefs, 1, &styles)?;
    let frameworks = subject.frameworks();
    let requirements = table::frameworks(&frameworks);
    sheet::write(
        workbook.add_worksheet(),
        "Frameworks",
        &requirements,
        2,
        &styles,
    )?;
    let statement = table::applicability(&frameworks, subject);
    if !statement.rows.is_empty() {
        sheet::write(
            workbook.add_worksheet(),
            "Applicability",
            &statement,
            2,
            &styles,
        )?;
    }
    workbook.save_to_buffer()
}

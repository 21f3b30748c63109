//! The catalog that ships: every format of its example can be made and read. No test here depends on how it is worded.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use demarc_core::assessment::Moment;
use demarc_core::evidence::Evidence;
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::exchange::workshop::WorkshopFile;
use demarc_core::exchange::{Format, record};
use demarc_core::store::Entries;
use demarc_core::workshop::workshops;
use demarc_worker::{ExportSubject, export};

use crate::common::{now, today};
use crate::{dump, lists, oscal};

#[test]
fn every_format_of_the_example_opens_in_its_reader() {
    let example = record::read(demarc_edition::EXAMPLE).expect("it is one of ours");
    let texts = demarc_edition::texts().expect("they are built in");
    let found = EvidenceFile::read(demarc_edition::EXAMPLE_EVIDENCE).expect("it is one of ours");
    let mut entries = Entries::default();
    found.add_to(&mut entries, Moment::default());
    for evidence in [Evidence::default(), Evidence::of(&entries)] {
        let catalog = demarc_edition::catalog();
        let subject = ExportSubject::new(catalog, texts, &example, now(), today());
        every_format_opens(&subject.with_evidence(&evidence));
    }
    let held = WorkshopFile::read(demarc_edition::EXAMPLE_WORKSHOP.as_bytes());
    let (all, _) = workshops(&held.expect("it is one of ours").entries);
    let subject = ExportSubject::new(demarc_edition::catalog(), texts, &example, now(), today());
    let subject = subject.with_workshop(all.first());
    assert!(subject.held().is_some());
    every_format_opens(&subject);
}

fn every_format_opens(subject: &ExportSubject<'_>) {
    for format in Format::ALL {
        let bytes = export(format, subject).expect("it can be made").bytes;
        match format {
            Format::Docx => assert!(dump::docx(&bytes).lines().count() > 100),
            Format::Xlsx => {
                let workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
                assert!(workbook.sheet_names().len() > 5);
            }
            Format::Markdown => {
                let text = String::from_utf8(bytes).expect("UTF-8");
                let events = pulldown_cmark::Parser::new(&text);
                assert!(events.count() > 100);
            }
            Format::Gaps | Format::Answers | Format::Jira | Format::Github | Format::Gitlab => {
                let rows = lists::records(&bytes).len();
                assert!(rows > subject.analysis.gaps.len());
            }
            Format::OscalResults | Format::OscalPlan => {
                assert_eq!(oscal::errors(format, &bytes), Vec::<String>::new());
            }
        }
    }
}

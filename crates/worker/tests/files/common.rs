//! What files are made of in tests: the frozen catalog, the assessments that are written against it, and a time.

use std::path::Path;
use std::sync::LazyLock;

use demarc_catalog::{Content, Date, source};
use demarc_core::analysis::{Analysis, analyze};
use demarc_core::assessment::{Assessment, Moment};
use demarc_core::evidence::Evidence;
use demarc_core::exchange::evidence::EvidenceFile;
use demarc_core::exchange::workshop::WorkshopFile;
use demarc_core::exchange::{Format, record};
use demarc_core::store::Entries;
use demarc_core::workshop::{Workshop, reported, workshops};
use demarc_worker::{Error, ExportSubject, File, Timestamp, export};

/// An assessment with every kind of answer, and with texts that break formats.
pub const POND: &str = include_str!("../../../../tests/catalog/pond.demarc.json");
/// An assessment with hardly anything in it.
pub const PUDDLE: &str = include_str!("../../../../tests/catalog/puddle.demarc.json");
/// What scanners found at the pond: contradictions, one of them explained, and texts that break formats.
pub const POND_EVIDENCE: &str = include_str!("../../../../tests/catalog/pond.evidence.json");
/// A workshop about the pond: agreed with and without reservation, parked, to be looked at, and texts that break formats.
pub const POND_WORKSHOP: &str = include_str!("../../../../tests/catalog/pond.workshop.json");
/// A name of a resource that is kept in the evidence of the pond, and told in no file.
pub const RESOURCE: &str = "key-of-the-secret-gate";
/// Both, each with its name.
pub const ASSESSMENTS: [(&str, &str); 2] = [("pond", POND), ("puddle", PUDDLE)];
/// The version of the frozen catalog.
pub const CATALOG_VERSION: &str = "frozen";

/// The frozen catalog.
pub static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/catalog");
    let mut content = source::read_dir(&folder).expect("it has no mistake");
    content.catalog.version = CATALOG_VERSION.to_owned();
    content
});

/// November 24, 2026, half past two.
pub fn now() -> Timestamp {
    Timestamp::from_milliseconds(1_795_530_600_000)
}

/// The same day.
pub fn today() -> Date {
    Date::try_from("2026-11-24".to_owned()).expect("a day")
}

/// An assessment as its file has it.
pub fn read(text: &str) -> Assessment {
    record::read(text).expect("it is one of ours")
}

/// What follows from an assessment.
pub fn analyzed(assessment: &Assessment) -> Analysis {
    analyze(&CONTENT.catalog, assessment, &today())
}

/// A file of an assessment, or why there is none.
pub fn try_made(format: Format, assessment: &Assessment) -> Result<File, Error> {
    let Content { catalog, texts } = &*CONTENT;
    let subject = ExportSubject::new(catalog, texts, assessment, now(), today());
    export(format, &subject)
}

/// A file of an assessment.
pub fn made(format: Format, assessment: &Assessment) -> File {
    try_made(format, assessment).expect("it can be made")
}

/// The evidence of the pond, as a device keeps it.
pub fn evidence() -> Evidence {
    let file = EvidenceFile::read(POND_EVIDENCE).expect("it is one of ours");
    let mut entries = Entries::default();
    file.add_to(&mut entries, Moment::default());
    Evidence::of(&entries)
}

/// A file of an assessment with evidence.
pub fn made_with(format: Format, assessment: &Assessment, evidence: &Evidence) -> File {
    let Content { catalog, texts } = &*CONTENT;
    let subject = ExportSubject::new(catalog, texts, assessment, now(), today());
    export(format, &subject.with_evidence(evidence)).expect("it can be made")
}

/// The workshop about the pond, as reports tell of it.
pub fn workshop() -> Workshop {
    let file = WorkshopFile::read(POND_WORKSHOP.as_bytes()).expect("it is one of ours");
    let (all, unreadable) = workshops(&file.entries);
    assert_eq!(unreadable, 0);
    reported(all).expect("it is revealed")
}

/// A file of an assessment with a workshop.
pub fn made_after(format: Format, assessment: &Assessment, workshop: &Workshop) -> File {
    let Content { catalog, texts } = &*CONTENT;
    let subject = ExportSubject::new(catalog, texts, assessment, now(), today());
    export(format, &subject.with_workshop(Some(workshop))).expect("it can be made")
}

/// A file of each assessment.
pub fn each(format: Format, look: impl Fn(&str, &Assessment, &[u8])) {
    for (name, text) in ASSESSMENTS {
        let assessment = read(text);
        look(name, &assessment, &made(format, &assessment).bytes);
    }
}

//! The three assessments that files are made of in tests, and the files.

use demarc_catalog::Date;
use demarc_core::assessment::Assessment;
use demarc_core::exchange::{Format, assessment};
use demarc_worker::{File, Subject, Timestamp, export};

/// The assessments, each with its name: an individual's, a serverless start-up's, a regulated enterprise's. Notes,
/// owners and reasons in them hold what breaks formats: formulas, quotes, breaks, markup, other scripts, controls.
pub const ASSESSMENTS: [(&str, &str); 3] = [
    (
        "individual",
        include_str!("../fixtures/individual.demarc.json"),
    ),
    ("startup", include_str!("../fixtures/startup.demarc.json")),
    (
        "enterprise",
        include_str!("../fixtures/enterprise.demarc.json"),
    ),
];

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
    assessment::read(text).expect("it is one of ours")
}

/// A file of it.
pub fn made(format: Format, assessment: &Assessment) -> File {
    let texts = demarc_edition::texts().expect("read");
    let subject = Subject::new(demarc_edition::catalog(), texts, assessment, now(), today());
    export(format, &subject).expect("it can be made")
}

/// A file of each assessment.
pub fn each(format: Format, look: impl Fn(&str, &Assessment, &[u8])) {
    for (name, text) in ASSESSMENTS {
        let assessment = read(text);
        look(name, &assessment, &made(format, &assessment).bytes);
    }
}

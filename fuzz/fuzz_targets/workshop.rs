//! Any bytes as what comes into a workshop: pasted text, an invite, an opened ballot, a file. Whatever is read is written
//! back the same, and whatever is not read is told.

#![no_main]

use std::sync::LazyLock;

use demarc_core::assessment::AssessmentId;
use demarc_core::exchange::{ballot, workshop::WorkshopFile};
use demarc_core::workshop::{
    Ballot, CodeState, Invite, Questionnaire, find_codes, workshops, write_code,
};
use libfuzzer_sys::fuzz_target;

/// The questions of the example, whose ballots are read.
static QUESTIONS: LazyLock<Questionnaire> = LazyLock::new(|| {
    let file = WorkshopFile::read(demarc_edition::EXAMPLE_WORKSHOP.as_bytes());
    let (all, _) = workshops(&file.expect("one of ours").entries);
    all[0].setup.questionnaire()
});

fuzz_target!(|bytes: &[u8]| {
    let catalog = demarc_edition::catalog();
    let text = String::from_utf8_lossy(bytes);
    for found in find_codes(&text) {
        if let CodeState::Whole(sealed) = found.state {
            let code = write_code(&sealed).expect("it came from a code");
            let again = find_codes(&code).remove(0).state;
            assert_eq!(again, CodeState::Whole(sealed));
        }
    }
    match Invite::read(&text, catalog) {
        Ok(invite) => {
            let _ = invite.assessment(AssessmentId::from_bits(1));
            assert_eq!(Invite::read(&invite.write(catalog), catalog), Ok(invite));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Some(ballot) = Ballot::unpack(bytes, &QUESTIONS) {
        assert_eq!(ballot.pack(&QUESTIONS), bytes);
    }
    if let Ok(sealed) = ballot::read(bytes) {
        assert_eq!(ballot::read(ballot::write(&sealed).as_bytes()), Ok(sealed));
    }
    let _ = ballot::read_content(bytes);
    if let Ok(file) = WorkshopFile::read(bytes) {
        assert_eq!(WorkshopFile::read(file.write().as_bytes()), Ok(file));
    }
});

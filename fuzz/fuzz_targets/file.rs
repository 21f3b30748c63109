//! Any bytes as a file that somebody opens: whatever opens is saved, and opens again as the same.

#![no_main]

use demarc_core::exchange::file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match file::read(bytes) {
        Ok(contents) => {
            let saved = file::write_contents(&contents);
            let again = file::read(saved.as_bytes()).expect("what is saved opens");
            assert_eq!(again.assessments, contents.assessments);
            assert_eq!(again.evidence(), contents.evidence());
            assert_eq!(file::write_contents(&again), saved);
            for it in &contents.assessments {
                let name = file::name(it);
                assert!(name.ends_with(".demarc.json") && !name.starts_with('.'));
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

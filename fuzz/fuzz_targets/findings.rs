//! Any bytes as a file of a scanner: it is read or refused with a reason, and the counts add up.

#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;

use demarc_findings::{ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let texts = demarc_edition::texts().expect("the built-in texts");
    let options = ReadOptions { examples: true };
    let mut never = |_| ControlFlow::Continue(());
    match read(
        "file",
        Cursor::new(bytes),
        &texts.check_lists,
        options,
        &mut never,
    ) {
        Ok(contents) => {
            for scan in contents.scans {
                assert!(scan.accounts.is_sorted() && scan.regions.is_sorted());
                assert!(scan.oldest <= scan.newest);
                for tallies in scan.checks.values().flat_map(|it| it.values()) {
                    assert!(tallies.is_sorted_by_key(|it| (it.account, it.region)));
                    assert!(tallies.iter().all(|it| it.oldest >= it.newest));
                }
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

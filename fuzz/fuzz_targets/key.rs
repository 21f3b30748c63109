//! Any text as a key of what is kept: it is no key of this app's, or prints to one that means the same.

#![no_main]

use demarc_core::store::{Key, PREFIX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for text in [text.to_owned(), format!("{PREFIX}{text}")] {
        if let Some(key) = Key::parse(&text) {
            assert!(text.starts_with(PREFIX));
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        // What is set aside is found again, and apart from what stands in its place.
        let aside = Key::quarantine_key(&text, 7);
        assert!(matches!(&aside, Key::Quarantine(7, _)));
        assert_eq!(Key::parse(&aside.to_string()), Some(aside));
    }
});

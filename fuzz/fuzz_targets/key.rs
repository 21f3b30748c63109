//! Any text as a key of what is kept: it is no key of this app's, or prints to itself.

#![no_main]

use demarc_core::store::{Key, PREFIX};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for text in [text.to_owned(), format!("{PREFIX}{text}")] {
        if let Some(key) = Key::parse(&text) {
            assert!(text.starts_with(PREFIX));
            assert_eq!(key.to_string(), text);
        }
        // What is set aside is found again, and apart from what stands in its place.
        let quarantine_key = Key::quarantine_key(&text, 7);
        assert!(matches!(&quarantine_key, Key::Quarantine(7, _)));
        assert_eq!(
            Key::parse(&quarantine_key.to_string()),
            Some(quarantine_key)
        );
    }
});

//! Any text as an address: it means a place, which prints and parses to itself.

#![no_main]

use demarc::route::Route;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|hash: &str| {
    let route = Route::parse(hash);
    let printed = route.to_string();
    assert!(printed.starts_with("#/"));
    assert_eq!(Route::parse(&printed), route);
    assert_eq!(Route::parse(&printed).to_string(), printed);
});

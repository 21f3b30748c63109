//! What only a browser can show: its storage, and how long the analysis takes there.

#![cfg(target_arch = "wasm32")]

use demarc::analysis::analyze;
use demarc::assessment::{Assessment, AssessmentId, Response};
use demarc::edition;
use demarc::storage::browser::Local;
use demarc::storage::{Saved, Shelf, Store};
use largest::largest;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

mod largest;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn assessments_survive_in_local_storage() {
    let mut it = Assessment::new(AssessmentId::from_bits(0xabc), "Ünïcode 🗝");
    it.respond(&"iam.root".parse().unwrap(), Some(Response::Mostly));
    let shelf = Shelf::new(Some(Box::new(Local::open().unwrap())));
    assert_eq!(shelf.save(&it, 0), Saved::Kept);
    let again = Shelf::new(Some(Box::new(Local::open().unwrap())));
    assert!(again.load().0.assessments.contains(&it));
    again.delete(&it.id, 0).unwrap();
    assert!(!shelf.load().0.assessments.contains(&it));
}

#[wasm_bindgen_test]
fn other_apps_keys_are_left_alone() {
    let local = Local::open().unwrap();
    local.set("somebody-else", "{").unwrap();
    let shelf = Shelf::new(Some(Box::new(local)));
    assert!(shelf.load().0.unreadable.is_empty());
    assert_eq!(local.get("somebody-else").unwrap().as_deref(), Some("{"));
    local.remove("somebody-else").unwrap();
}

#[wasm_bindgen_test]
fn a_full_device_is_told_apart_from_a_blocked_one() {
    let local = Local::open().unwrap();
    let outcome = local.set("demarc:test:large", &"x".repeat(11 * 1024 * 1024));
    assert_eq!(outcome, Err(demarc::storage::StoreError::Full));
}

#[wasm_bindgen_test]
fn the_largest_assessment_is_analyzed() {
    let catalog = edition::catalog();
    let it = largest();
    let rounds = 200;
    let begin = js_sys::Date::now();
    let mut practices = 0;
    for _ in 0..rounds {
        practices += analyze(catalog, &it).practices.len();
    }
    let each = (js_sys::Date::now() - begin) / f64::from(rounds);
    // A figure to read, not a limit: `cargo xtask bench` measures.
    console_log!("analyze, largest assessment: {each:.3} ms");
    assert_eq!(practices, catalog.practices.len() * 200);
}

//! Tests that need a browser but no site: its storage, and the time that analysis and saving take.

#![cfg(target_arch = "wasm32")]

use demarc::browser::indexed_db::Mirror;
use demarc::browser::local_storage::BrowserStore;
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId, Moment, Response};
use demarc_core::store::{KeyValueStore, RecordStore, SaveOutcome};
use largest::largest;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

mod largest;

wasm_bindgen_test_configure!(run_in_browser);

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

#[wasm_bindgen_test]
fn assessments_survive_in_local_storage() {
    let mut it = Assessment::new(AssessmentId::from_bits(0xabc), "Ünïcode 🗝");
    it.respond(&"iam.root".parse().unwrap(), Some(Response::Mostly));
    let store = RecordStore::new(Some(Box::new(BrowserStore::open().unwrap())));
    assert_eq!(store.save(&it, 0), SaveOutcome::Saved);
    let again = RecordStore::new(Some(Box::new(BrowserStore::open().unwrap())));
    assert!(again.load().0.assessments.contains(&it));
    again.delete(&it.id, 0).unwrap();
    assert!(!store.load().0.assessments.contains(&it));
}

#[wasm_bindgen_test]
fn other_apps_keys_are_left_alone() {
    let local = BrowserStore::open().unwrap();
    local.set("somebody-else", "{").unwrap();
    let store = RecordStore::new(Some(Box::new(local)));
    assert!(store.load().0.unreadable.is_empty());
    assert_eq!(local.get("somebody-else").unwrap().as_deref(), Some("{"));
    local.remove("somebody-else").unwrap();
}

#[wasm_bindgen_test]
fn a_full_device_is_told_apart_from_a_blocked_one() {
    let local = BrowserStore::open().unwrap();
    let outcome = local.set("demarc:test:large", &"x".repeat(11 * 1024 * 1024));
    assert_eq!(outcome, Err(demarc_core::store::StoreError::Full));
}

#[wasm_bindgen_test]
fn the_largest_assessment_is_analyzed() {
    let catalog = demarc_edition::catalog();
    let it = largest();
    // `cargo xtask bench` measures in release mode; otherwise once is enough.
    let (samples, rounds) = if cfg!(debug_assertions) {
        (1, 1)
    } else {
        (11, 20)
    };
    let mut practices = 0;
    let mut each: Vec<f64> = (0..samples)
        .map(|_| {
            let begin = now();
            for _ in 0..rounds {
                practices += analyze(catalog, &it, &today()).practices.len();
            }
            (now() - begin) / f64::from(rounds)
        })
        .collect();
    each.sort_by(f64::total_cmp);
    let each = each[each.len() / 2];
    // This only prints the figure. `cargo xtask bench` measures it.
    console_log!("analyze, largest assessment: {each:.3} ms");
    assert_eq!(
        practices,
        catalog.practices.len() * samples * rounds as usize
    );
}

/// Adds up how long the handlers of IndexedDB take on the main thread.
const TIMED_HANDLERS: &str = "
globalThis.handlers = 0;
const { set } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess');
Object.defineProperty(IDBRequest.prototype, 'onsuccess', {
    configurable: true,
    set(act) {
        set.call(this, event => {
            const begin = performance.now();
            act.call(this, event);
            globalThis.handlers += performance.now() - begin;
        });
    },
});";

fn now() -> f64 {
    js_sys::eval("performance.now()").unwrap().as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn an_answer_is_saved() {
    js_sys::eval(TIMED_HANDLERS).unwrap();
    let mirror = Mirror::open().await.unwrap();
    let mut it = largest();
    for answer in it.answers.values_mut() {
        answer.note = "A note of the length that people write in workshops. ".repeat(3);
    }
    let practices: Vec<_> = it.answers.keys().cloned().collect();
    let all = practices.iter().enumerate();
    for (round, practice) in all.clone() {
        let at = Moment::after(it.edits.latest(), round as u64, 0);
        it.edit(at, |it| it.respond(practice, Some(Response::Mostly)));
    }
    for others in [0, 100] {
        let store = RecordStore::new(Some(Box::new(BrowserStore::open().unwrap())));
        for other in 0..others {
            let mut small = Assessment::new(AssessmentId::from_bits(1000 + other), "Other");
            for practice in &practices {
                small.respond(practice, Some(Response::Started));
            }
            assert_eq!(store.save(&small, 0), SaveOutcome::Saved);
        }
        store.save(&it, 0);
        mirror.write(store.take_changes(), 4).await.unwrap();
        let (mut editing, mut saving, mut asking) = (0.0, 0.0, 0.0);
        js_sys::eval("globalThis.handlers = 0").unwrap();
        for (round, practice) in all.clone() {
            let begin = now();
            let at = Moment::after(it.edits.latest(), 1_000_000 + round as u64, 0);
            let level = if round % 2 == 0 {
                Response::Fully
            } else {
                Response::Started
            };
            it.edit(at, |it| it.respond(practice, Some(level)));
            let edited = now();
            assert_eq!(store.save(&it, 1), SaveOutcome::Saved);
            let saved = now();
            let changes = store.take_changes();
            let writing = mirror.write(changes.clone(), 4);
            // The part before it waits for the disk.
            let mut writing = std::pin::pin!(writing);
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            assert!(writing.as_mut().poll(&mut context).is_pending());
            let asked = now();
            assert!(writing.await.unwrap().more.is_empty());
            editing += edited - begin;
            saving += saved - edited;
            asking += asked - saved;
        }
        let rounds = practices.len() as f64;
        let handling = js_sys::eval("globalThis.handlers")
            .unwrap()
            .as_f64()
            .unwrap();
        let each = [editing, saving, asking, handling].map(|sum| sum / rounds);
        // This only prints the figure. `cargo xtask bench` measures it.
        console_log!(
            "save an answer of {} practices with notes beside {others} other assessments: {:.3} ms (edit {:.3}, localStorage {:.3}, ask the mirror {:.3}, its handlers {:.3})",
            practices.len(),
            each.iter().sum::<f64>(),
            each[0],
            each[1],
            each[2],
            each[3],
        );
        for other in 0..others {
            store
                .delete(&AssessmentId::from_bits(1000 + other), 0)
                .unwrap();
        }
    }
}

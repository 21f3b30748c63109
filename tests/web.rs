//! Tests that need a browser but no site: its storage, its cryptography, and the time that analysis and saving take.

#![cfg(target_arch = "wasm32")]

use demarc::browser::indexed_db::Mirror;
use demarc::browser::keys;
use demarc::browser::local_storage::BrowserStore;
use demarc::browser::sealing::{self, Keys, SealError};
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId, Moment, Response};
use demarc_core::store::{KeyValueStore, RecordStore, SaveOutcome};
use demarc_core::workshop::{Sealable, Sealed, WorkshopTag};
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

/// A workshop's tag.
const TAG: WorkshopTag = WorkshopTag([0x0a, 0xb1, 0xc2]);

/// The bytes of a text of hexadecimal digits.
fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    pairs
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

fn known() -> Sealed {
    Sealed {
        tag: TAG,
        fresh: bytes("5714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36")
            .try_into()
            .unwrap(),
        content: bytes("208d94d6d3c6fda6eb541921de6199f9b0e40b580f5fefd9e158b3f49e38b02778d7e9"),
    }
}

/// The private key 1, 2, 3 … 32, as PKCS #8.
async fn known_keys() -> Keys {
    let private: Vec<u8> = bytes("302e020100300506032b656e04220420")
        .into_iter()
        .chain(1..=32)
        .collect();
    let public = bytes("07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c");
    let keys = sealing::keys_of(&private, public.try_into().unwrap());
    keys.await.unwrap()
}

/// Made by another implementation: Python's cryptography.
#[wasm_bindgen_test]
async fn a_reply_that_another_implementation_sealed_is_opened() {
    let opened = sealing::open(&known(), Sealable::Code, &known_keys().await).await;
    assert_eq!(opened.as_deref(), Ok(&b"eleven of twelve are in"[..]));
}

#[wasm_bindgen_test]
async fn what_was_changed_or_is_of_another_workshop_is_not_opened() {
    let keys = known_keys().await;
    for at in 0..known().content.len() {
        let mut changed = known();
        changed.content[at] ^= 1;
        let opened = sealing::open(&changed, Sealable::Code, &keys).await;
        assert_eq!(opened, Err(SealError::Refused), "byte {at}");
    }
    let mut changed = known();
    changed.tag = WorkshopTag([0, 0, 0]);
    let opened = sealing::open(&changed, Sealable::Code, &keys).await;
    assert_eq!(opened, Err(SealError::Refused));
    changed = known();
    changed.fresh = [0; 32];
    let opened = sealing::open(&changed, Sealable::Code, &keys).await;
    assert_eq!(opened, Err(SealError::Refused));
    let opened = sealing::open(&known(), Sealable::File, &keys).await;
    assert_eq!(opened, Err(SealError::Refused));
    let others = sealing::generate().await.unwrap().keys;
    let opened = sealing::open(&known(), Sealable::Code, &others).await;
    assert_eq!(opened, Err(SealError::Refused));
}

#[wasm_bindgen_test]
async fn what_is_sealed_is_opened_and_is_never_the_same() {
    let keys = sealing::generate().await.unwrap().keys;
    let seal = || sealing::seal(b"answers", Sealable::File, TAG, &keys.public);
    let (one, two) = (seal().await.unwrap(), seal().await.unwrap());
    assert!(one.fresh != two.fresh && one.content != two.content);
    for sealed in [one, two] {
        let opened = sealing::open(&sealed, Sealable::File, &keys).await;
        assert_eq!(opened.as_deref(), Ok(&b"answers"[..]));
    }
}

#[wasm_bindgen_test]
async fn keys_stay_in_the_browser_and_are_recovered_by_a_passphrase() {
    let new = sealing::generate().await.unwrap();
    keys::keep(TAG, &new.keys).await.unwrap();
    let sealed = sealing::seal(b"answers", Sealable::Code, TAG, &new.keys.public);
    let sealed = sealed.await.unwrap();
    let found = keys::find(TAG).await.unwrap();
    let opened = sealing::open(&sealed, Sealable::Code, &found).await;
    assert_eq!(opened.as_deref(), Ok(&b"answers"[..]));
    assert!(!found.can_be_exported());
    keys::forget(TAG).await.unwrap();
    assert!(keys::find(TAG).await.is_none());
    let locked = sealing::lock(&new.copy, "a passphrase").await.unwrap();
    let wrong = sealing::unlock(&locked, new.keys.public, "another one").await;
    assert_eq!(wrong.err(), Some(SealError::Refused));
    let recovered = sealing::unlock(&locked, new.keys.public, "a passphrase").await;
    let recovered = recovered.unwrap();
    let opened = sealing::open(&sealed, Sealable::Code, &recovered).await;
    assert_eq!(opened.as_deref(), Ok(&b"answers"[..]));
    assert!(!recovered.can_be_exported());
}

#[wasm_bindgen_test]
async fn a_participants_answers_are_kept_until_they_are_removed() {
    keys::keep_reply(TAG, Some("mine")).await.unwrap();
    assert_eq!(keys::reply(TAG).await.as_deref(), Some("mine"));
    keys::keep_reply(TAG, None).await.unwrap();
    assert_eq!(keys::reply(TAG).await, None);
}

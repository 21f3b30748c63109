//! Broken input for every reader: it is read completely or refused with a message, and nothing that was stored is lost.
//! The counts of cases go to `docs/reliability.md`.

#[path = "reliability/mod.rs"]
mod reliability;

use std::collections::BTreeMap;
use std::rc::Rc;

use demarc::route::Route;
use demarc_core::assessment::{Assessment, AssessmentId, Moment, NotApplicable, Response};
use demarc_core::exchange::file;
use demarc_core::exchange::record::{self, ReadError};
use demarc_core::store::{
    Key, KeyValueStore, MemoryStore, MirrorChange, RecordStore, RemoteChange, RowAction,
    StoreError, resolve_change,
};
use serde_json::{Value, json};

/// An input.
struct Case {
    bytes: Vec<u8>,
    /// Whether the file reader must read it (`true`) or refuse it (`false`); `None` when either is right.
    read: Option<bool>,
    /// A text that must be unchanged, byte for byte, after the input is read and written.
    keeps: Option<String>,
    /// Whether the input is for the file reader only.
    is_file: bool,
}

impl Case {
    fn new(bytes: impl Into<Vec<u8>>, read: Option<bool>) -> Self {
        Self {
            bytes: bytes.into(),
            read,
            keeps: None,
            is_file: false,
        }
    }

    /// An input for the file reader only.
    fn file(bytes: impl Into<Vec<u8>>, read: Option<bool>) -> Self {
        Self {
            is_file: true,
            ..Self::new(bytes, read)
        }
    }

    /// The input as text, as a browser passes it on: bytes that are not Unicode are replaced.
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

const READ: Option<bool> = Some(true);
const REFUSED: Option<bool> = Some(false);

// The inputs.

fn filled() -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    let at = Moment::after(Moment::default(), 1_800_000_000_000, 3);
    it.edit(at, |it| {
        it.name = "Web shop: é".into();
        it.profile.workload = "Sells \"things\".\n".into();
        it.profile.facts.insert("data.personal".parse().unwrap());
        it.add_service("rds/custom".parse().unwrap());
        let layer = (
            "guest-os".parse().unwrap(),
            demarc_core::assessment::Belief::Aws,
        );
        it.beliefs
            .insert("rds/custom".parse().unwrap(), [layer].into());
        let not_applicable = Response::NotApplicable {
            reason: NotApplicable::Other,
            because: "No such thing.".into(),
        };
        it.respond(&"iam.root".parse().unwrap(), Some(not_applicable));
        it.change_answer(&"os.patching".parse().unwrap(), |answer| {
            answer.response = Some(Response::Mostly);
            answer.note = "Ask Ana.".into();
            answer.owner = "Ana".into();
            answer.due = Some("2026-12-01".to_owned().try_into().unwrap());
            answer.evidence = "https://example.org/evidence".into();
        });
    });
    it
}

fn full() -> Value {
    let at = Moment::after(Moment::default(), 1_800_000_000_000, 3);
    let mut snapshot = filled().take_snapshot(AssessmentId::from_bits(1), "Q3", at);
    if let Some(snapshot) = &mut snapshot.snapshot {
        snapshot.of = AssessmentId::from_bits(2);
    }
    serde_json::from_str(&record::write(&snapshot)).unwrap()
}

fn collection() -> Value {
    let one = filled();
    let other = one.take_snapshot(AssessmentId::from_bits(3), "Q4", one.edits.latest());
    serde_json::from_str(&file::write(&[one, other])).unwrap()
}

fn rescue() -> Value {
    let text = record::write(&filled());
    json!({ "format": "demarc-rescue", "version": 1, "records": [{ "key": "demarc:v1:x", "text": text }] })
}

/// The full file with another value at a JSON pointer.
fn with(pointer: &str, value: Value) -> String {
    let mut file = full();
    *file.pointer_mut(pointer).expect(pointer) = value;
    file.to_string()
}

/// The full file with raw JSON at a JSON pointer, for JSON that `Value` can't express.
fn with_raw(pointer: &str, json: &str) -> String {
    with(pointer, json!("HERE")).replace("\"HERE\"", json)
}

/// The JSON pointers of all values in a value.
fn places(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut add = |key: String, inner: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        all.extend(places(inner).into_iter().map(|it| format!("/{key}{it}")));
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, it)| add(key.clone(), it)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, it)| add(index.to_string(), it)),
        _ => {}
    }
    all
}

fn truncated() -> Vec<Case> {
    let cut = |text: &str, is_file: bool| -> Vec<Case> {
        let ends = 0..text.len();
        ends.map(|end| Case {
            is_file,
            ..Case::new(&text.as_bytes()[..end], REFUSED)
        })
        .collect()
    };
    let mut cases = cut(&full().to_string(), false);
    cases.extend(cut("#/a/x/practices/iam.root", false));
    for file in [collection(), rescue()] {
        cases.extend(cut(&file.to_string(), true));
    }
    cases
}

fn empty() -> Vec<Case> {
    let texts = [
        "", " ", "\n\n", "\u{feff}", "\0", "null", "{}", "[]", "\"\"", "0",
    ];
    texts.map(|text| Case::new(text, REFUSED)).into()
}

fn too_large() -> Vec<Case> {
    let largest = usize::try_from(file::LARGEST).unwrap();
    let padded = |length: usize| {
        let mut text = full().to_string();
        text.extend(std::iter::repeat_n(' ', length - text.len()));
        text
    };
    let long = |length| with("/assessment/name", json!("n".repeat(length)));
    vec![
        Case::file(padded(largest), READ),
        Case::file(padded(largest + 1), REFUSED),
        Case::file(long(17 << 20), REFUSED),
        Case::file(vec![b'['; largest + 1], REFUSED),
        // More than a browser stores for a site, and the largest size that is read.
        Case::new(long(6 << 20), READ),
        Case::new("/".repeat(6 << 20), REFUSED),
    ]
}

fn deeply_nested() -> Vec<Case> {
    let mut cases = Vec::new();
    for depth in [10, 126, 127, 128, 129, 20_000] {
        let arrays = "[".repeat(depth) + &"]".repeat(depth);
        let objects = "{\"a\":".repeat(depth) + "0" + &"}".repeat(depth);
        for nested in [arrays, objects, "[".repeat(depth), "{\"a\":".repeat(depth)] {
            for pointer in [
                "",
                "/version",
                "/assessment",
                "/assessment/answers",
                "/assessment/name",
            ] {
                cases.push(Case::new(with_raw(pointer, &nested), REFUSED));
            }
            // In an unknown field, and in a field that the reader skips.
            let ignored = full()
                .to_string()
                .replacen('{', &format!("{{\"x\":{nested},"), 1);
            cases.push(Case::new(ignored, REFUSED));
        }
    }
    cases
}

fn version() -> Vec<Case> {
    let refused = "0 -1 5 6 999 3.0 2.5 1e0 1e400 \"2\" \"\" null true [] [2] {} 18446744073709551615 18446744073709551616 -0";
    let mut cases: Vec<Case> = refused
        .split(' ')
        .map(|version| Case::new(with_raw("/version", version), REFUSED))
        .collect();
    for format in [
        "null",
        "1",
        "[]",
        "{}",
        "\"\"",
        "\"demarc\"",
        "\"DEMARC-ASSESSMENT\"",
        "\"demarc-assessment \"",
    ] {
        cases.push(Case::new(with_raw("/format", format), REFUSED));
    }
    for key in ["format", "version", "assessment"] {
        let mut file = full();
        file.as_object_mut().unwrap().remove(key);
        cases.push(Case::new(file.to_string(), REFUSED));
    }
    cases.push(Case::new(with("/version", json!(2)), READ));
    cases.push(Case::new(with("/version", json!(3)), READ));
    cases.push(Case::new(with("/version", json!(4)), READ));
    let old = std::fs::read("tests/fixtures/assessment-1.json").unwrap();
    cases.push(Case::new(old, READ));
    cases
}

fn unknown_ids() -> Vec<Case> {
    let mut cases = Vec::new();
    for word in ["gone", "x", "0", "-", "a-1", &"x".repeat(64)] {
        let dotted = format!("{word}.{word}");
        let known = [
            with("/assessment/profile/facts/0", json!(dotted)),
            with("/assessment/services/0", json!(word)),
            with("/assessment/services/0", json!(format!("{word}/{word}"))),
            with("/assessment/beliefs", json!({ word: { word: "aws" } })),
            with(
                "/assessment/answers",
                json!({ &dotted: { "note": "kept" } }),
            ),
            with("/assessment/edits", json!({ format!("note {dotted}"): 1 })),
            with("/assessment/id", json!(word)),
        ];
        for file in known {
            let keeps = Some(word.to_owned());
            cases.push(Case {
                keeps,
                ..Case::new(file, READ)
            });
        }
    }
    for word in [
        "",
        " ",
        "A",
        "é",
        "a b",
        "a.b.c",
        "../x",
        "a/b/c",
        "x\u{0}",
        &"x".repeat(65),
    ] {
        for pointer in [
            "/assessment/id",
            "/assessment/profile/facts/0",
            "/assessment/services/0",
        ] {
            cases.push(Case::new(with(pointer, json!(word)), REFUSED));
        }
        cases.push(Case::new(
            with("/assessment/answers", json!({ word: {} })),
            REFUSED,
        ));
        cases.push(Case::new(
            with("/assessment/edits", json!({ word: 1 })),
            REFUSED,
        ));
        cases.push(Case::new(
            with("/assessment/beliefs", json!({ word: {} })),
            REFUSED,
        ));
    }
    cases
}

fn duplicate_ids() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in [full(), collection(), rescue()] {
        for index in places(&file) {
            let Some(Value::Object(map)) = file.pointer(&index) else {
                continue;
            };
            for (key, value) in map {
                let twice = format!("{}:{value},", json!(key));
                let inner = Value::Object(map.clone()).to_string();
                let inner = inner.replacen('{', &format!("{{{twice}"), 1);
                let mut doubled = file.clone();
                *doubled.pointer_mut(&index).unwrap() = json!("HERE");
                let text = doubled.to_string().replace("\"HERE\"", &inner);
                cases.push(Case::new(text, REFUSED));
            }
        }
    }
    let mut two = collection();
    let first = two["assessments"][0]["id"].clone();
    two["assessments"][1]["id"] = first;
    cases.push(Case::new(two.to_string(), REFUSED));
    // Duplicates in a set count once. Two copies of an assessment in a rescue file are merged.
    cases.push(Case::new(
        with("/assessment/services", json!(["s3", "s3"])),
        READ,
    ));
    let mut two = rescue();
    let record = two["records"][0].clone();
    two["records"] = json!([record, record]);
    cases.push(Case::new(two.to_string(), READ));
    cases
}

fn wrong_types() -> Vec<Case> {
    let others = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!("?"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "?": 0 }),
    ];
    let mut cases = Vec::new();
    for file in [full(), collection(), rescue()] {
        for index in places(&file) {
            for other in &others {
                let was = file.pointer(&index).unwrap();
                let mut file = file.clone();
                // Some fields take any text, some may be empty, a moment may be 0, and Serde reads a list in place of an
                // object.
                let same_type = std::mem::discriminant(was) == std::mem::discriminant(other);
                let is_list = was.is_object() && other.is_array();
                let may_be_read = same_type || other.is_null() || is_list;
                let read = if may_be_read { None } else { REFUSED };
                *file.pointer_mut(&index).unwrap() = other.clone();
                cases.push(Case::new(file.to_string(), read));
            }
        }
    }
    cases
}

fn strange_characters() -> Vec<Case> {
    let mut cases = Vec::new();
    for escape in [
        r"\ud800",
        r"\udc00",
        r"\ud800x",
        r"\ud800\ud800",
        r"\udc00\ud800",
        r"\u12",
        r"\x",
        "\u{1}",
        "\n",
        "\u{0}",
    ] {
        for pointer in TEXTS {
            cases.push(Case::new(
                with_raw(pointer, &format!("\"a{escape}b\"")),
                REFUSED,
            ));
        }
    }
    for text in [
        "\u{0}",
        "\u{1f}",
        "\u{7f}",
        "\u{2028}",
        "\u{202e}",
        "\u{feff}",
        "\u{fffd}",
        "\u{fffe}",
        "\u{10ffff}",
        "👩‍👩‍👧",
        "e\u{301}",
        "\r\n",
        "\\",
        "\"",
        "ß İ",
    ] {
        for pointer in TEXTS {
            let text = format!("a{text}b");
            let keeps = Some(text.clone());
            cases.push(Case {
                keeps,
                ..Case::new(with(pointer, json!(text)), READ)
            });
        }
    }
    let file = full().to_string();
    let middle = file.find("Shop").or(file.find("shop")).unwrap();
    for bytes in [
        &[0xff][..],
        &[0x80],
        &[0xc0, 0x80],
        &[0xed, 0xa0, 0x80],
        &[0xf4, 0x90, 0x80, 0x80],
        &[0xe2, 0x82],
    ] {
        for index in [0, middle, file.len()] {
            let (before, after) = file.as_bytes().split_at(index);
            cases.push(Case::new([before, bytes, after].concat(), REFUSED));
        }
    }
    for spelled in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = file.encode_utf16().flat_map(spelled).collect();
        cases.push(Case::new(bytes.clone(), REFUSED));
        let mark = spelled(0xfeff);
        cases.push(Case::new([&mark[..], &bytes].concat(), REFUSED));
    }
    cases.push(Case::new(format!("\u{feff}{file}"), READ));
    cases.push(Case::new(format!("{file}\u{0}"), REFUSED));
    cases
}

fn names_of_objects() -> Vec<Case> {
    let mut cases = Vec::new();
    for name in [
        "__proto__",
        "constructor",
        "toString",
        "prototype",
        "hasOwnProperty",
        "valueOf",
    ] {
        for file in [full(), collection(), rescue()] {
            for index in places(&file) {
                let mut file = file.clone();
                if let Some(Value::Object(map)) = file.pointer_mut(&index) {
                    map.insert(name.into(), json!({ "polluted": true }));
                    cases.push(Case::new(file.to_string(), REFUSED));
                }
            }
        }
        for pointer in TEXTS {
            let keeps = Some(name.to_owned());
            cases.push(Case {
                keeps,
                ..Case::new(with(pointer, json!(name)), READ)
            });
        }
        let is_word = name.bytes().all(|byte| byte.is_ascii_lowercase());
        for pointer in ["/assessment/id", "/assessment/services/0"] {
            cases.push(Case::new(with(pointer, json!(name)), Some(is_word)));
        }
        let answers = json!({ format!("{name}.{name}"): {} });
        cases.push(Case::new(
            with("/assessment/answers", answers),
            Some(is_word),
        ));
    }
    cases
}

/// The JSON pointers of fields that take any text.
const TEXTS: [&str; 7] = [
    "/assessment/name",
    "/assessment/profile/workload",
    "/assessment/frozen/label",
    "/assessment/answers/os.patching/note",
    "/assessment/answers/os.patching/owner",
    "/assessment/answers/os.patching/evidence",
    "/assessment/answers/iam.root/response/not-applicable/because",
];

fn scripts_and_links() -> Vec<Case> {
    let texts = [
        "<script>alert(1)</script>",
        "</script><script src=//evil.example>",
        "\"><img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "&lt;b&gt;&#0;",
        "{{7*7}}${7*7}#{7*7}",
        "'; DROP TABLE answers; --",
        "=HYPERLINK(\"https://evil.example\")",
        "../../etc/passwd",
        "%00%3Cscript%3E",
    ];
    let mut cases = Vec::new();
    for text in texts {
        for pointer in TEXTS {
            let keeps = Some(text.to_owned());
            cases.push(Case {
                keeps,
                ..Case::new(with(pointer, json!(text)), READ)
            });
        }
        for pointer in [
            "/assessment/id",
            "/assessment/services/0",
            "/assessment/answers/os.patching/due",
        ] {
            cases.push(Case::new(with(pointer, json!(text)), REFUSED));
        }
    }
    cases
}

fn numbers_out_of_range() -> Vec<Case> {
    let refused = "-1 -0 0.5 1.5 1e400 -1e400 1e3 9007199254740993 18446744073709551615 18446744073709551616 9e99 \"5\" 0x10 +1 01 NaN Infinity 1e";
    let mut cases = Vec::new();
    for pointer in ["/assessment/edits/name", "/assessment/frozen/taken"] {
        for number in refused.split(' ') {
            cases.push(Case::new(with_raw(pointer, number), REFUSED));
        }
        for number in ["0", "1", "9007199254740992"] {
            let keeps = Some(number.to_owned());
            cases.push(Case {
                keeps,
                ..Case::new(with_raw(pointer, number), READ)
            });
        }
    }
    for due in [
        "2026-02-30",
        "0000-00-00",
        "2026-13-01",
        "99999-01-01",
        "2026-1-1",
        "-2026-01-01",
    ] {
        cases.push(Case::new(
            with("/assessment/answers/os.patching/due", json!(due)),
            REFUSED,
        ));
    }
    cases
}

// The readers. Each returns whether it read the input.

/// A storage that several stores share and that the test can look into.
#[derive(Clone, Default)]
struct Device(Rc<MemoryStore>);

impl KeyValueStore for Device {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.get(key)
    }
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.set(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys()
    }
}

impl Device {
    /// A storage with an assessment that must stay unchanged, and a text under the key of another.
    fn with(text: &str) -> Self {
        let device = Self::default();
        device
            .set(&key(&bystander()), &record::write(&bystander()))
            .unwrap();
        device.set(&key(&filled()), text).unwrap();
        device
    }

    fn store(&self) -> RecordStore {
        RecordStore::new(Some(Box::new(self.clone())))
    }

    fn holds(&self, text: &str) -> bool {
        let keys = self.keys().unwrap();
        keys.iter()
            .any(|key| self.get(key).unwrap().as_deref() == Some(text))
    }

    fn check_bystander(&self) {
        let there = self.get(&key(&bystander())).unwrap();
        assert_eq!(there, Some(record::write(&bystander())));
    }
}

fn key(it: &Assessment) -> String {
    Key::assessment(&it.id).to_string()
}

fn bystander() -> Assessment {
    Assessment::new(AssessmentId::from_bits(77), "Bystander")
}

/// A message is a sentence for people, without the debug output of a type.
fn check_message(message: &str) {
    assert!(message.len() > 20 && message.ends_with('.'), "{message:?}");
    for jargon in ["Error(", "Err(", "panicked", "Some("] {
        assert!(!message.contains(jargon), "{message:?}");
    }
}

fn open_file(case: &Case) -> bool {
    match file::read(&case.bytes) {
        Ok(contents) => {
            let saved = file::write(&contents.assessments);
            let again = file::read(saved.as_bytes()).expect("what was read is written and read");
            assert_eq!(again.assessments, contents.assessments);
            assert_eq!(file::write(&again.assessments), saved);
            if let Some(keeps) = &case.keeps {
                let spelled = serde_json::to_string(keeps).unwrap();
                assert!(
                    saved.contains(spelled.trim_matches('"')),
                    "{keeps:?} is lost"
                );
            }
            true
        }
        Err(error) => {
            check_message(&error.to_string());
            false
        }
    }
}

/// The record in a text under the key of `filled()`, or an error: whether a newer version wrote it.
fn read_there(text: &str) -> Result<Assessment, bool> {
    match record::read(text) {
        Ok(it) if it.id == filled().id => Ok(it),
        Err(ReadError::Newer(_)) => Err(true),
        _ => Err(false),
    }
}

/// Asserts that a text in the storage is not lost after the app has used the storage.
fn check_device(device: &Device, text: &str, mine: Option<&Assessment>) {
    device.check_bystander();
    let store = device.store();
    let (kept, save_error) = store.load();
    assert_eq!(save_error, None);
    match read_there(text) {
        Ok(it) => {
            let there = store.open(&it.id).expect("what can be read is there");
            assert!(there.contains(&it));
            assert!(mine.is_none_or(|mine| there.contains(mine)));
        }
        Err(is_newer) => {
            assert!(device.holds(text), "the text is lost");
            let listed = kept.unreadable.iter().find(|it| it.text == text);
            let listed = listed.expect("the user is told");
            check_message(&listed.message);
            assert_eq!(listed.key == key(&filled()), is_newer, "{}", listed.message);
            if !is_newer && let Some(mine) = mine {
                assert_eq!(store.open(&mine.id).as_ref(), Some(mine));
            }
        }
    }
}

fn find_record(case: &Case) -> bool {
    let text = case.text();
    let device = Device::with(&text);
    let store = device.store();
    let found = store.open(&filled().id);
    assert_eq!(found, read_there(&text).ok());
    assert!(
        store.load().0.has(&filled().id),
        "its place is known to be taken"
    );
    store.quarantine(5);
    store.tidy(6);
    check_device(&device, &text, None);
    // A page with the assessment open saves it, before the text is quarantined and after.
    for sets_aside in [false, true] {
        let device = Device::with(&text);
        let store = device.store();
        if sets_aside {
            store.quarantine(5);
        }
        store.save(&filled(), 6);
        check_device(&device, &text, Some(&filled()));
    }
    found.is_some()
}

fn hear_of_tab(case: &Case) -> bool {
    let text = case.text();
    let device = Device::default();
    device
        .set(&key(&bystander()), &record::write(&bystander()))
        .unwrap();
    let store = device.store();
    let mut open = filled();
    store.save(&open, 1);
    device.set(&key(&open), &text).unwrap();
    let heard = store.on_remote_change(&open, Some(&text));
    let other = read_there(&text);
    match (&other, heard) {
        (Ok(other), RemoteChange::Nothing) => assert_eq!(open, *other),
        (Ok(other), RemoteChange::Changed { merged, .. }) => {
            assert!(merged.contains(other) && merged.contains(&open));
            open = *merged;
        }
        (Err(true), heard) => assert_eq!(heard, RemoteChange::Nothing),
        (Err(false), RemoteChange::Changed { merged, knew_more }) => {
            assert!(*merged == open && knew_more, "it is to be kept again");
        }
        (_, heard) => panic!("{heard:?}"),
    }
    store.save(&open, 2);
    check_device(&device, &text, Some(&open));
    other.is_ok()
}

fn find_row(case: &Case) -> bool {
    let text = case.text();
    let mine = filled();
    let other = read_there(&text);
    let rows = [(key(&mine), text.clone())];
    // The device has the assessment, does not have it, or has an unreadable text.
    for there in [Some(record::write(&mine)), None, Some("garbage".to_owned())] {
        let device = Device::with(there.as_deref().unwrap_or_default());
        if there.is_none() {
            device.remove(&key(&mine)).unwrap();
        }
        let store = device.store();
        store.reconcile(&rows, 5);
        device.check_bystander();
        match (&other, &there) {
            (Ok(other), _) => assert!(store.open(&mine.id).unwrap().contains(other)),
            // An unreadable text changes nothing.
            (Err(_), there) => assert_eq!(device.get(&key(&mine)).unwrap(), *there),
        }
        let is_mine = there.as_deref() == Some(&record::write(&mine));
        assert!(!is_mine || store.open(&mine.id).unwrap().contains(&mine));
        assert!(there.as_deref() != Some("garbage") || device.holds("garbage"));
    }
    // The row is merged with the change, and the text as a change is merged with the row.
    let change = |text: String| MirrorChange {
        key: Key::assessment(&mine.id),
        text: Some(text),
        was: None,
    };
    let (row, came) = resolve_change(&change(record::write(&mine)), Some(&text));
    match (&other, row) {
        (Ok(other), RowAction::Put(row)) => {
            let row = record::read(&row).unwrap();
            assert!(row.contains(other) && row.contains(&mine));
        }
        (Err(false), RowAction::Put(row)) => assert_eq!((row, came), (record::write(&mine), None)),
        (Err(true), RowAction::Refuse) => assert_eq!(came, None),
        (_, row) => panic!("{row:?}"),
    }
    let (row, _) = resolve_change(&change(text.clone()), Some(&record::write(&mine)));
    match (&other, row) {
        (Ok(other), RowAction::Put(row)) => {
            let row = record::read(&row).unwrap();
            assert!(row.contains(other) && row.contains(&mine));
        }
        (Err(_), RowAction::Leave) => {}
        (_, row) => panic!("{row:?}"),
    }
    other.is_ok()
}

fn go_to_address(case: &Case) -> bool {
    let text = case.text();
    let mut known = false;
    for hash in [
        text.clone(),
        format!("#/a/{text}/results"),
        format!("#/a/x/practices/{text}"),
        format!("#/{text}"),
    ] {
        let route = Route::parse(&hash);
        assert_eq!(Route::parse(&route.to_string()), route);
        match route {
            Route::Unknown(shown) => assert!(shown.chars().count() <= 201),
            _ => known = true,
        }
    }
    known
}

#[test]
fn whatever_comes_in_is_read_or_refused_in_words_and_nothing_is_lost() {
    type Cases = fn() -> Vec<Case>;
    let classes: [(&str, Cases); 12] = [
        ("truncated", truncated),
        ("empty", empty),
        ("too large", too_large),
        ("deeply nested", deeply_nested),
        ("version or format", version),
        ("unknown ids", unknown_ids),
        ("duplicates", duplicate_ids),
        ("wrong types", wrong_types),
        ("strange characters", strange_characters),
        ("names of objects", names_of_objects),
        ("scripts and links", scripts_and_links),
        ("numbers out of range", numbers_out_of_range),
    ];
    type Way = fn(&Case) -> bool;
    let ways: [(&str, Way); 5] = [
        ("opened file", open_file),
        ("record on the device", find_record),
        ("text from another tab", hear_of_tab),
        ("row of the journal", find_row),
        ("address", go_to_address),
    ];
    let mut counts = BTreeMap::new();
    for (class, cases) in classes {
        for case in cases() {
            let reached = if case.is_file { 1 } else { ways.len() };
            for (way, come_in) in ways.into_iter().take(reached) {
                let shown = || {
                    let text = case.text();
                    text.chars().take(3000).collect::<String>()
                };
                let outcome = std::panic::catch_unwind(|| come_in(&case));
                let read = outcome.unwrap_or_else(|_| panic!("{way}, {class}: {}", shown()));
                if way == "opened file"
                    && let Some(wanted) = case.read
                {
                    assert_eq!(read, wanted, "{class}: {}", shown());
                }
                let (cases, refused) = counts.entry((way, class)).or_insert((0, 0));
                *cases += 1;
                *refused += usize::from(!read);
            }
        }
    }
    let rows: Vec<Value> = counts
        .iter()
        .map(|((way, class), (cases, refused))| {
            let read = cases - refused;
            json!({ "way": way, "class": class, "cases": cases, "refused": refused, "read": read })
        })
        .collect();
    assert_eq!(rows.len(), classes.len() * ways.len());
    reliability::write("bad-input", &json!(rows));
}

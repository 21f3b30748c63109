//! Inputs whose form is wrong: cut off, empty, too large, nested too deeply, of other versions or types.

use super::*;

pub fn truncated() -> Vec<Case> {
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

pub fn empty() -> Vec<Case> {
    let texts = [
        "", " ", "\n\n", "\u{feff}", "\0", "null", "{}", "[]", "\"\"", "0",
    ];
    texts.map(|text| Case::new(text, REFUSED)).into()
}

pub fn too_large() -> Vec<Case> {
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
        // The longest text that a file may have, and what only the device may have: it is more than a browser stores.
        Case::new(long(limits::TEXT), READ),
        Case::file(long(limits::TEXT + 1), REFUSED),
        Case::new(long(6 << 20), REFUSED),
        Case::new("/".repeat(6 << 20), REFUSED),
    ]
}

pub fn deeply_nested() -> Vec<Case> {
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

pub fn version() -> Vec<Case> {
    let refused = "0 -1 6 7 999 3.0 2.5 1e0 1e400 \"2\" \"\" null true [] [2] {} 18446744073709551615 18446744073709551616 -0";
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
    cases.push(Case::new(with("/version", json!(5)), READ));
    let old = std::fs::read("tests/fixtures/assessment-1.json").unwrap();
    cases.push(Case::new(old, READ));
    cases
}

pub fn wrong_types() -> Vec<Case> {
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
        for pointer in pointers(&file) {
            for other in &others {
                let was = file.pointer(&pointer).unwrap();
                let mut file = file.clone();
                // Some fields take any text, some may be empty, a moment may be 0, and Serde reads a list in place of
                // an object.
                let same_type = std::mem::discriminant(was) == std::mem::discriminant(other);
                let is_list = was.is_object() && other.is_array();
                let may_be_read = same_type || other.is_null() || is_list;
                let read = match (is_kept(&pointer), may_be_read) {
                    (true, _) => READ,
                    (false, true) => None,
                    (false, false) => REFUSED,
                };
                *file.pointer_mut(&pointer).unwrap() = other.clone();
                cases.push(Case::new(file.to_string(), read));
            }
        }
    }
    cases
}

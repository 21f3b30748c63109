//! Inputs whose values are wrong or unusual: ids, characters, markup, numbers.

use super::*;

pub fn unknown_ids() -> Vec<Case> {
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

pub fn duplicate_ids() -> Vec<Case> {
    let mut cases = Vec::new();
    for file in [full(), collection(), rescue()] {
        for pointer in pointers(&file) {
            let Some(Value::Object(map)) = file.pointer(&pointer) else {
                continue;
            };
            for (key, value) in map {
                let twice = format!("{}:{value},", json!(key));
                let inner = Value::Object(map.clone()).to_string();
                let inner = inner.replacen('{', &format!("{{{twice}"), 1);
                let mut doubled = file.clone();
                *doubled.pointer_mut(&pointer).unwrap() = json!("HERE");
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

pub fn strange_characters() -> Vec<Case> {
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
        cases.push(Case::new(bytes.clone(), READ));
        let mark = spelled(0xfeff);
        cases.push(Case::new([&mark[..], &bytes].concat(), READ));
    }
    cases.push(Case::new(format!("\u{feff}{file}"), READ));
    cases.push(Case::new(format!("{file}\u{0}"), REFUSED));
    cases
}

pub fn names_of_objects() -> Vec<Case> {
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
            for pointer in pointers(&file) {
                let mut file = file.clone();
                if let Some(Value::Object(map)) = file.pointer_mut(&pointer) {
                    map.insert(name.into(), json!({ "polluted": true }));
                    let read = if is_kept(&pointer) { READ } else { REFUSED };
                    cases.push(Case::new(file.to_string(), read));
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
        let is_slug = name.bytes().all(|byte| byte.is_ascii_lowercase());
        for pointer in ["/assessment/id", "/assessment/services/0"] {
            cases.push(Case::new(with(pointer, json!(name)), Some(is_slug)));
        }
        let answers = json!({ format!("{name}.{name}"): {} });
        cases.push(Case::new(
            with("/assessment/answers", answers),
            Some(is_slug),
        ));
    }
    cases
}

/// The JSON pointers of fields that take any text.
pub const TEXTS: [&str; 7] = [
    "/assessment/name",
    "/assessment/profile/workload",
    "/assessment/frozen/label",
    "/assessment/answers/os.patching/note",
    "/assessment/answers/os.patching/owner",
    "/assessment/answers/os.patching/evidence",
    "/assessment/answers/iam.root/response/not-applicable/because",
];

pub fn scripts_and_links() -> Vec<Case> {
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

pub fn numbers_out_of_range() -> Vec<Case> {
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

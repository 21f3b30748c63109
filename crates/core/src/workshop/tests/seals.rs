//! The framing of sealed replies, against bytes that two other implementations made: the script of a browser's
//! cryptography, and a library for Python.

use serde_json::Value;

use crate::exchange::ballot;
use crate::workshop::{
    CodeState, NONCE, PublicKey, Sealable, Sealed, Sealing, TAG_BITS, WorkshopTag, find_codes,
    write_code,
};

fn known() -> Value {
    serde_json::from_str(include_str!("../../../../../tests/workshop/sealed.json")).unwrap()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().unwrap().as_bytes();
    let pairs = hex.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|it| u8::from_str_radix(it, 16).unwrap())
        .collect()
}

fn key(hex: &Value) -> PublicKey {
    bytes(hex).try_into().unwrap()
}

#[test]
fn the_arguments_of_the_cryptography_are_the_known_ones() {
    let known = known();
    let tag = WorkshopTag::parse(known["tag"].as_str().unwrap()).unwrap();
    let (fresh, workshop) = (key(&known["fresh-public"]), key(&known["workshop-public"]));
    for (what, name) in [(Sealable::Code, "code"), (Sealable::File, "file")] {
        let it = Sealing::new(what, tag, &fresh, &workshop);
        assert_eq!(it.salt, bytes(&known["salt"]));
        assert_eq!(it.info, known[name]["info"].as_str().unwrap().as_bytes());
        assert_eq!(it.associated, bytes(&known["associated"]));
    }
    assert_eq!((NONCE, TAG_BITS), ([0; 12], 96));
}

#[test]
fn a_sealed_reply_is_the_known_code_and_file() {
    let known = known();
    let tag = WorkshopTag::parse(known["tag"].as_str().unwrap()).unwrap();
    let sealed = |name: &str| Sealed {
        tag,
        fresh: key(&known["fresh-public"]),
        content: bytes(&known[name]["sealed"]),
    };
    let code = write_code(&sealed("code")).unwrap();
    assert_eq!(code, known["code"]["text"].as_str().unwrap());
    let found = find_codes(&code).remove(0).state;
    assert_eq!(found, CodeState::Whole(sealed("code")));
    let file = ballot::write(&sealed("file"));
    assert_eq!(ballot::read(file.as_bytes()), Ok(sealed("file")));
    let opened = ballot::read_content(&bytes(&known["file"]["content"])).unwrap();
    assert_eq!((opened.role, opened.comments.len()), (2, 1));
    // A file holds what no code has room for.
    assert!(write_code(&sealed("file")).is_some());
    let mut long = sealed("file");
    long.content.resize(300, 0);
    assert_eq!(write_code(&long), None);
    assert_eq!(ballot::read(ballot::write(&long).as_bytes()), Ok(long));
}

#[test]
fn what_is_no_file_of_a_ballot_is_refused() {
    for text in ["", "{}", "{\"format\":\"demarc-ballot\",\"version\":2}"] {
        assert!(ballot::read(text.as_bytes()).is_err(), "{text}");
    }
    let text =
        "{\"format\":\"demarc-ballot\",\"version\":1,\"workshop\":\"a1b2c3\",\"sealed\":\"AB\"}";
    let error = ballot::read(text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("sealed content is damaged"), "{error}");
    assert!(ballot::read_content(b"\xff").is_err() && ballot::read_content(b"{}").is_err());
}

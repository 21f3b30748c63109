//! Codes in texts as chats and mails give them.

use super::common::TAG;
use crate::workshop::{CodeState, FoundCode, find_codes};

macro_rules! chat {
    ($name:literal) => {
        include_str!(concat!("../../../../../tests/workshop/chats/", $name))
    };
}

/// A letter for each code, in order: whole, foreign, doubled, cut off, damaged, later.
fn told(found: &[FoundCode]) -> String {
    let letter = |it: &FoundCode| match it.state {
        CodeState::Whole(_) if it.is_foreign(TAG) => 'f',
        CodeState::Whole(_) => 'w',
        CodeState::Doubled => '2',
        CodeState::CutOff { .. } => 'c',
        CodeState::Damaged => 'd',
        CodeState::Later(_) => 'l',
    };
    found.iter().map(letter).collect()
}

#[test]
fn every_code_of_a_pasted_conversation_is_found_and_told_apart() {
    for (name, text, expected) in [
        ("teams", chat!("teams.txt"), "www2cw"),
        ("slack", chat!("slack.txt"), "wwww2w"),
        ("whatsapp", chat!("whatsapp.txt"), "wdww2"),
        ("google-chat", chat!("google-chat.txt"), "wfwl"),
        ("outlook", chat!("outlook.txt"), "wcw2"),
        ("gmail", chat!("gmail.txt"), "wwwc"),
    ] {
        let found = find_codes(text);
        assert_eq!(told(&found), expected, "{name}: {found:#?}");
    }
}

#[test]
fn senders_of_codes_that_are_not_whole_are_named() {
    let before = |text: &str, state: fn(&CodeState) -> bool| {
        let found = find_codes(text).into_iter();
        let found: Vec<FoundCode> = found.filter(|it| state(&it.state)).collect();
        found.iter().map(|it| it.before.clone()).collect::<Vec<_>>()
    };
    let cut = |it: &CodeState| matches!(it, CodeState::CutOff { .. });
    assert_eq!(before(chat!("teams.txt"), cut), ["Helene Faure 10:11"]);
    let damaged = |it: &CodeState| *it == CodeState::Damaged;
    assert_eq!(
        before(chat!("whatsapp.txt"), damaged),
        ["01.12.26, 10:04:59] Priya"]
    );
}

#[test]
fn all_conversations_together_give_what_they_give_alone() {
    let all = [
        chat!("teams.txt"),
        chat!("slack.txt"),
        chat!("whatsapp.txt"),
        chat!("google-chat.txt"),
        chat!("outlook.txt"),
        chat!("gmail.txt"),
    ];
    let alone: usize = all.iter().map(|it| find_codes(it).len()).sum();
    let together = find_codes(&all.join("\n\n"));
    assert_eq!(together.len(), alone);
    let whole = told(&together).matches('w').count();
    assert_eq!(whole, 4 + 5 + 3 + 2 + 2 + 3);
    assert_eq!(
        told(&find_codes(&all.concat().repeat(2)))
            .matches('w')
            .count(),
        whole
    );
}

//! Codes: their length, and what is told of those that are not whole.

use super::common::{TAG, ballot, code, example, framed, invite, questionnaire};
use crate::assessment::NotApplicable;
use crate::workshop::{
    Ballot, CodeState, FoundCode, QuestionSet, Vote, WorkshopTag, find_codes, write_code,
};
use demarc_catalog::Depth;
use proptest::prelude::*;

fn states(text: &str) -> Vec<CodeState> {
    find_codes(text).into_iter().map(|it| it.state).collect()
}

#[test]
fn codes_are_short_enough_to_be_photographed_and_typed() {
    let mut all = example();
    for deployment in demarc_edition::catalog().deployments() {
        all.add_service(deployment.reference());
    }
    let full = QuestionSet::Domains(Depth::Full, Vec::new());
    for (set, most) in [(QuestionSet::Quick, 140), (full, 220)] {
        let of = invite(&all, set).questionnaire(demarc_edition::catalog());
        assert!(of.statements.len() == 15);
        let mut it = ballot(7, &of);
        if most == 140 {
            it.name = "Annemarie".into();
        }
        // One answer in ten is “not applicable”.
        for practice in of.practices.iter().step_by(10) {
            let reason = NotApplicable::Architecture;
            it.vote(practice, Some(Vote::NotApplicable(reason)));
        }
        let code = write_code(&framed(&it, &of)).unwrap();
        assert!(
            code.len() <= most,
            "{} questions: {}",
            of.practices.len(),
            code.len()
        );
        println!(
            "{} questions: {} characters",
            of.practices.len(),
            code.len()
        );
    }
}

#[test]
fn a_ballot_comes_back_from_its_code_as_it_was() {
    let of = questionnaire(QuestionSet::Quick);
    for person in 0..200 {
        let mut it = ballot(person, &of);
        if person % 2 == 0 {
            it.name = format!("Zoë {person}");
            let last = of.practices.last().unwrap();
            let reason = NotApplicable::ALL[person as usize / 2 % 4];
            it.vote(last, Some(Vote::NotApplicable(reason)));
        }
        let found = find_codes(&write_code(&framed(&it, &of)).unwrap());
        let [
            FoundCode {
                state: CodeState::Whole(sealed),
                ..
            },
        ] = &found[..]
        else {
            panic!("{found:?}");
        };
        assert_eq!(*sealed, framed(&it, &of));
        let packed = &sealed.content[..sealed.content.len() - crate::workshop::TAG_BYTES];
        assert_eq!(Ballot::unpack(packed, &of), Some(it));
    }
}

#[test]
fn bytes_of_another_questionnaire_are_no_ballot() {
    let of = questionnaire(QuestionSet::Quick);
    let packed = ballot(3, &of).pack(&of);
    let mut other = of.clone();
    other.practices.truncate(10);
    assert_eq!(Ballot::unpack(&packed, &other), None);
    assert_eq!(Ballot::unpack(&packed[1..], &of), None);
    assert_eq!(Ballot::unpack(&[], &of), None);
    assert_eq!(Ballot::unpack(&[&packed[..], &[0]].concat(), &of), None);
}

#[test]
fn every_flipped_character_is_noticed() {
    let of = questionnaire(QuestionSet::Quick);
    let code = code(5, &of);
    let whole = states(&code);
    for at in 0..code.len() {
        for digit in "0123456789ABCDEFGHJKMNPQRSTVWXYZU!".chars() {
            let mut flipped: Vec<char> = code.chars().collect();
            if flipped[at] == digit || flipped[at] == '-' {
                continue;
            }
            flipped[at] = digit;
            let flipped: String = flipped.into_iter().collect();
            let found = states(&flipped);
            assert_eq!(found.len(), 1, "{flipped}");
            // A damaged beginning does not matter while the rest is right.
            assert!(found != whole || at < 6, "{flipped}");
        }
    }
}

#[test]
fn cut_off_doubled_foreign_and_later_codes_are_told_apart() {
    let of = questionnaire(QuestionSet::Quick);
    let (one, two) = (code(1, &of), code(2, &of));
    let of_length = one.len() - 8;
    let text = format!(
        "{one}\n{}\nbest regards\nAnna Miller, head of everything that is cloud and more of that so that it is long enough to take for a code\n{two}\n{one}",
        &two[..50]
    );
    let found = states(&text);
    assert!(matches!(found[0], CodeState::Whole(_)));
    assert_eq!(
        found[1],
        CodeState::CutOff {
            have: 42,
            of: of_length
        }
    );
    assert!(matches!(found[2], CodeState::Whole(_)));
    assert_eq!(found[3..], [CodeState::Doubled]);
    let found = find_codes(&one);
    assert!(!found[0].is_foreign(TAG) && found[0].is_foreign(WorkshopTag([1, 2, 3])));
    assert_eq!(
        states(&format!("DEMARC2-{}", one[8..].replace('5', "6"))),
        [CodeState::Later(2)]
    );
    for no_code in [
        "",
        "DEMARC1-",
        "Send me your DEMARC1-… code",
        "demarc1 and then you paste it all here",
    ] {
        assert_eq!(states(no_code), [], "{no_code}");
    }
}

#[test]
fn the_line_and_what_stands_before_are_told() {
    let of = questionnaire(QuestionSet::Quick);
    let text = format!("hello\n\nAnna Miller  10:32\n  {}", &code(1, &of)[..60]);
    let found = find_codes(&text);
    assert_eq!(
        (found[0].line, found[0].before.as_str()),
        (4, "Anna Miller 10:32")
    );
    assert_eq!(found[0].beginning, code(1, &of)[..16]);
}

proptest! {
    #[test]
    fn what_chats_and_mails_put_in_between_does_not_matter(
        noise in prop::collection::vec((0_usize..400, 0_usize..14), 0..40),
        lower: bool,
    ) {
        let of = questionnaire(QuestionSet::Quick);
        let plain = code(9, &of);
        let mut text: Vec<String> = plain.chars().map(|it| it.to_string()).collect();
        let kinds = ["\n", "\r\n> ", "\n> > ", " ", "\u{a0}", "\u{200b}", "**", "_", "-", "\u{ad}", "\u{2011}", "=\n", "`", "\u{feff}"];
        for (at, kind) in noise {
            let at = at % text.len();
            text[at].push_str(kinds[kind]);
        }
        let text = text.concat().replace('0', "O").replace('1', "l");
        let text = if lower { text.to_lowercase() } else { text };
        prop_assert_eq!(states(&text), states(&plain));
    }

    #[test]
    fn no_text_makes_it_panic(text in "[DEMARC1\\-a-z0-9 \\n>*é]{0,400}") {
        let _ = find_codes(&text);
    }

    #[test]
    fn a_code_that_is_cut_off_is_never_whole(length in 24_usize..120) {
        let of = questionnaire(QuestionSet::Quick);
        let code = code(11, &of);
        let cut = &code[..length.min(code.len() - 1)];
        prop_assert!(matches!(states(cut)[..], [CodeState::CutOff { .. }]), "{:?} {}", states(cut), cut);
    }
}

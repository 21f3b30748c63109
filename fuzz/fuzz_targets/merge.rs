//! Three versions of an assessment: merging them is the same in any order, and undoing takes back what was done.
//! The input is three texts, a line each, or else a course of edits.

#![no_main]

use std::collections::BTreeSet;

use demarc_catalog::{Choose, Depth, FactId, Level, Question};
use demarc_core::assessment::{
    Acceptance, Answer, Assessment, AssessmentId, Field, History, Moment, NotApplicable,
    NotApplicableDraft, Response,
};
use demarc_core::exchange::record;
use demarc_core::store::ASSESSMENT;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let versions = if bytes.first() == Some(&b'{') {
        let text = String::from_utf8_lossy(bytes);
        let read: Option<Vec<_>> = text
            .lines()
            .take(3)
            .map(|it| record::read(it).ok())
            .collect();
        read.filter(|it| !it.is_empty()).unwrap_or_default()
    } else {
        edited(bytes)
    };
    let Some(first) = versions.first() else {
        return;
    };
    // Versions of one assessment: what tells assessments apart is not merged.
    let [one, two, three] = [0, 1, 2].map(|index| Assessment {
        id: first.id.clone(),
        snapshot: first.snapshot.clone(),
        ..versions.get(index).unwrap_or(first).clone()
    });
    let merged = |one: &Assessment, other: &Assessment| {
        let mut both = one.clone();
        let changed = both.merge(other);
        assert_eq!(set(one.differences(&both)), set(changed));
        assert!(both.contains(one) && both.contains(other));
        both
    };
    assert_eq!(merged(&one, &one), one);
    let both = merged(&one, &two);
    assert_eq!(both, merged(&two, &one));
    assert_eq!(both, merged(&both, &two));
    assert_eq!(merged(&both, &three), merged(&one, &merged(&two, &three)));
    assert_eq!(record::read(&record::write(&both)), Ok(both.clone()));
    // The store merges texts, and gets the same.
    let [text, there] = [&one, &two].map(record::write);
    let merged = ASSESSMENT.merge(&text, &there, Moment::MAX).unwrap_or(text);
    assert_eq!(record::read(&merged), Ok(both.clone()));

    // One becomes the other, in one step, which is undone and done again.
    let mut it = one.clone();
    let mut history = History::default();
    let at = Moment::after(it.edits.latest(), 7, 1);
    let fields = it.edit(at, |it| it.restore(&two));
    history.record(&fields, &one, &it, at);
    assert_eq!(it.differences(&two), []);
    let later = Moment::after(it.edits.latest(), 0, 2);
    assert_eq!(set(history.undo(&mut it, later)), set(fields.clone()));
    assert_eq!(it.differences(&one), []);
    let later = Moment::after(it.edits.latest(), 0, 3);
    assert_eq!(set(history.redo(&mut it, later)), set(fields));
    assert_eq!(it.differences(&two), []);
});

fn set(fields: Vec<Field>) -> BTreeSet<Field> {
    fields.into_iter().collect()
}

/// Three versions that began as one: four bytes for each edit, of which version, when, what, and to what.
fn edited(bytes: &[u8]) -> Vec<Assessment> {
    let mut versions = vec![Assessment::new(AssessmentId::from_bits(1), ""); 3];
    let mut histories: [History; 3] = Default::default();
    for edit in bytes.chunks_exact(4).take(48) {
        let [which, when, what, value] = [edit[0], edit[1], edit[2], edit[3]];
        let index = usize::from(which) % versions.len();
        let (it, history) = (&mut versions[index], &mut histories[index]);
        // Clocks jump, and writers share numbers: now and then two edits have one moment.
        let at = if which & 0x80 == 0 {
            Moment::after(it.edits.latest(), u64::from(when), u64::from(which >> 4))
        } else {
            Moment::after(Moment::default(), u64::from(when), u64::from(which >> 4))
        };
        let before = it.clone();
        match what % 16 {
            0 => drop(history.undo(it, at)),
            1 => drop(history.redo(it, at)),
            2 => {
                let from = versions[usize::from(value) % 3].clone();
                versions[index].merge(&from);
            }
            _ => {
                let fields = it.edit(at, |it| change(it, what, value));
                history.record(&fields, &before, it, at);
                check_fields(&fields);
            }
        }
    }
    versions
}

/// A question that takes one option.
fn exposure() -> Question {
    Question {
        id: "exposure".parse().expect("an id"),
        label: String::new(),
        says: String::new(),
        choose: Choose::One,
        options: Vec::new(),
    }
}

fn check_fields(fields: &[Field]) {
    for field in fields {
        assert_eq!(field.to_string().parse().as_ref(), Ok(field));
    }
}

fn change(it: &mut Assessment, what: u8, value: u8) {
    let word = |number: u8| char::from(b'a' + number % 4).to_string();
    let fact = |question: &str, number: u8| -> FactId {
        format!("{question}.{}", word(number))
            .parse()
            .expect("an id")
    };
    let practice = format!("iam.{}", word(what >> 4)).parse().expect("an id");
    let text = "x".repeat(usize::from(value % 4));
    let note = |it: &mut Assessment, change: &dyn Fn(&mut Answer)| {
        it.change_answer(&practice, |answer| change(answer));
    };
    match what % 16 {
        3 if value & 0x80 != 0 => it.set_fact(&exposure(), fact("exposure", value), true),
        4 if value & 0x80 != 0 => it.leave_open(&exposure()),
        3 => it.name = text,
        4 => it.profile.workload = text,
        5 => {
            it.profile.depth = [Depth::Quick, Depth::Standard, Depth::Full][usize::from(value % 3)]
        }
        6 | 7 => {
            let fact = fact("data", value);
            if !it.profile.facts.remove(&fact) {
                it.profile.facts.insert(fact);
            }
        }
        8 | 9 => {
            let variant = (value & 0x40 != 0).then(|| format!("/{}", word(value >> 2)));
            let service = format!("{}{}", word(value), variant.unwrap_or_default());
            let service = service.parse().expect("an id");
            if !it.services.remove(&service) {
                it.services.insert(service);
            }
        }
        10 if value & 0x80 != 0 => it.choose_acceptance(&practice),
        11 if value & 0x80 != 0 => {
            let (by, until) = (text.clone(), "2027-03-31".parse().ok());
            let because = "x".repeat(usize::from(value / 4 % 2));
            it.enter_acceptance(&practice, Acceptance { by, until, because });
        }
        12 if value & 0x80 != 0 => it.respond_without_acceptance(&practice, None),
        10 => note(it, &|answer| answer.note.clone_from(&text)),
        11 => note(it, &|answer| answer.owner.clone_from(&text)),
        12 => note(it, &|answer| answer.evidence.clone_from(&text)),
        13 => it.respond(&practice, None),
        14 if value & 0x80 != 0 => {
            let draft = NotApplicableDraft {
                reason: NotApplicable::from_key(["", "other"][usize::from(value & 1)]),
                because: text,
            };
            it.enter_not_applicable(&practice, draft);
        }
        14 => it.respond(&practice, Some(Response::DontKnow)),
        _ => it.respond(
            &practice,
            Some(Response::from(Level::ALL[usize::from(value % 4)])),
        ),
    }
}

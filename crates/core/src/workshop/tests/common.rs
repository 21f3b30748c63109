//! What the tests have in common: an example assessment, an invite, ballots.

use crate::analysis::{CellRef, statements};
use crate::assessment::Assessment;
use crate::records::record;
use crate::workshop::{
    Ballot, HandedIn, Invite, PersonId, QuestionSet, Questionnaire, Sealed, TAG_BYTES, Vote,
    WorkshopTag, write_code,
};
use demarc_catalog::{Catalog, Level};

pub const TAG: WorkshopTag = WorkshopTag([0xa1, 0xb2, 0xc3]);

pub fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

pub fn example() -> Assessment {
    record::read(demarc_edition::EXAMPLE).unwrap()
}

pub fn cells(of: &Assessment) -> Vec<CellRef> {
    let texts = demarc_edition::texts().unwrap();
    let sections = statements(catalog(), texts, of).into_iter().flatten();
    sections.map(|it| it.cell).collect()
}

pub fn invite(of: &Assessment, set: QuestionSet) -> Invite {
    let mut it = of.clone();
    it.beliefs = Default::default();
    Invite::of(catalog(), of, set, cells(&it), TAG, [7; 32])
}

pub fn questionnaire(set: QuestionSet) -> Questionnaire {
    invite(&example(), set).questionnaire(catalog())
}

/// A ballot in which every answer follows from a number.
pub fn ballot(person: u32, of: &Questionnaire) -> Ballot {
    let mut it = Ballot::new(PersonId(person), (person % 6) as u8);
    it.handed_in = HandedIn(person.wrapping_mul(7919));
    for (index, practice) in of.practices.iter().enumerate() {
        let digit = (person as usize).wrapping_mul(31).wrapping_add(index * 17) % 6;
        let vote = match digit {
            5 => None,
            4 => Some(Vote::DontKnow),
            level => Some(Vote::Level(Level::ALL[level])),
        };
        it.vote(practice, vote);
    }
    for (index, cell) in of.statements.iter().enumerate() {
        let offered = crate::assessment::Belief::offered(true);
        it.believe(cell, offered.get((person as usize + index) % 6).copied());
    }
    it
}

/// A reply that is not sealed, but framed as if it were.
pub fn framed(ballot: &Ballot, of: &Questionnaire) -> Sealed {
    let mut content = ballot.pack(of);
    content.extend([0xee; TAG_BYTES]);
    let mut fresh = [0x5a; 32];
    fresh[..4].copy_from_slice(&ballot.person.0.to_be_bytes());
    Sealed {
        tag: TAG,
        fresh,
        content,
    }
}

pub fn code(person: u32, of: &Questionnaire) -> String {
    write_code(&framed(&ballot(person, of), of)).unwrap()
}

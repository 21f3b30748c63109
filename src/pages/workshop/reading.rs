//! Reading what comes back: codes in any text, files of ballots, files of the same workshop.

use super::room::Room;
use crate::browser::files::{self, File};
use crate::browser::keys;
use crate::browser::sealing::{self, Keys};
use demarc_core::exchange::ballot;
use demarc_core::exchange::workshop::WorkshopFile;
use demarc_core::workshop::{Ballot, CodeState, Round, Sealable, Sealed, find_codes};

/// What became of a code or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    /// Where it was: what stands before the code, or the name of the file.
    pub from: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a code or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// The reply is in: whose.
    In(String),
    /// It replaced an earlier reply of the same person.
    Replaced(String),
    /// The same reply, or a newer one of the same person, is in already.
    Known(String),
    /// The same code is twice in the text.
    Doubled,
    /// It can't be used: why, and what to do.
    Failed(String),
    /// A file of the workshop was merged.
    Merged,
}

impl Fate {
    /// What is told of it.
    pub(super) fn says(&self) -> String {
        match self {
            Self::In(who) => format!("{who}: in."),
            Self::Replaced(who) => format!("{who}: in, in place of an earlier reply."),
            Self::Known(who) => format!("{who}: in already, or a newer reply is."),
            Self::Doubled => "The same code as one above.".to_owned(),
            Self::Failed(why) => why.clone(),
            Self::Merged => "Another file of this workshop: what it has is in.".to_owned(),
        }
    }

    /// Whether somebody has to do something about it.
    pub(super) fn is_failure(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

const FOREIGN: &str = "A code of another workshop. Ask whether the right invite was answered.";
const REFUSED: &str =
    "The key of this workshop does not open it: it was changed on its way. Ask for it again.";
const UNREAD: &str = "It opens, and its answers are of other questions: the sender has another edition of Demarc. Ask for a reload, and for the code again.";

/// Reads every code in a text.
pub(super) async fn text(room: Room, keys: &Keys, text: &str) -> Vec<Read> {
    let mut all = Vec::new();
    for found in find_codes(text) {
        let from = if found.before.is_empty() {
            format!("Line {}", found.line)
        } else {
            found.before.clone()
        };
        let is_foreign = found.is_foreign(room.tag);
        let fate = match found.state {
            _ if is_foreign => Fate::Failed(FOREIGN.to_owned()),
            CodeState::Whole(sealed) => code(room, keys, &sealed).await,
            CodeState::Doubled => Fate::Doubled,
            CodeState::CutOff { have, of } => Fate::Failed(format!(
                "Cut off: {have} of {of} characters of {}… are there. Ask for it again.",
                found.beginning
            )),
            CodeState::Damaged => Fate::Failed(format!(
                "A character of {}… is not right. Ask for it again.",
                found.beginning
            )),
            CodeState::Later(version) => Fate::Failed(format!(
                "A newer Demarc made it (version {version}). Reload this page to get the newest."
            )),
        };
        all.push(Read { from, fate });
    }
    all
}

async fn code(room: Room, keys: &Keys, sealed: &Sealed) -> Fate {
    let Ok(content) = sealing::open(sealed, Sealable::Code, keys).await else {
        return Fate::Failed(REFUSED.to_owned());
    };
    let of = room.with_untracked(|it| it.setup.questionnaire());
    match Ballot::unpack(&content, &of) {
        Some(ballot) => add(room, &ballot),
        None => Fate::Failed(UNREAD.to_owned()),
    }
}

/// Reads files: of ballots, of the workshop, or texts with codes.
pub(super) async fn chosen(room: Room, keys: Option<&Keys>, files: Vec<File>) -> Vec<Read> {
    let mut all = Vec::new();
    for it in files {
        let from = it.name();
        let Some(bytes) = files::read(&it).await else {
            let fate = Fate::Failed("The browser could not read the file. Try again.".to_owned());
            all.push(Read { from, fate });
            continue;
        };
        if let Ok(file) = WorkshopFile::read(&bytes) {
            let fate = merge(room, &file);
            all.push(Read { from, fate });
            continue;
        }
        let Some(keys) = keys else {
            let fate = Fate::Failed("This browser does not have the key to open it.".to_owned());
            all.push(Read { from, fate });
            continue;
        };
        if let Ok(sealed) = ballot::read(&bytes) {
            let fate = sealed_file(room, keys, &sealed).await;
            all.push(Read { from, fate });
            continue;
        }
        let codes = text(room, keys, &String::from_utf8_lossy(&bytes)).await;
        if codes.is_empty() {
            let fate = Fate::Failed("There is no reply to a workshop in it.".to_owned());
            all.push(Read { from, fate });
        }
        all.extend(codes);
    }
    all
}

async fn sealed_file(room: Room, keys: &Keys, sealed: &Sealed) -> Fate {
    if sealed.tag != room.tag {
        return Fate::Failed(FOREIGN.to_owned());
    }
    let Ok(content) = sealing::open(sealed, Sealable::File, keys).await else {
        return Fate::Failed(REFUSED.to_owned());
    };
    match ballot::read_content(&content) {
        Ok(ballot) => add(room, &ballot),
        Err(_) => Fate::Failed(UNREAD.to_owned()),
    }
}

fn merge(room: Room, file: &WorkshopFile) -> Fate {
    if file.tag != room.tag {
        return Fate::Failed(
            "A file of another workshop. Open it from the page of its assessment.".to_owned(),
        );
    }
    room.edit(|entries, _| {
        entries.merge(&file.entries);
    });
    Fate::Merged
}

/// Adds a ballot.
pub(super) fn add(room: Room, ballot: &Ballot) -> Fate {
    let (who, is_known, is_replaced) = room.with_untracked(|it| {
        let role = it.setup.role(ballot.role);
        let who = if ballot.name.is_empty() {
            role.to_owned()
        } else {
            format!("{} ({role})", demarc_core::text::line(&ballot.name))
        };
        let mut of_person = it.ballots.iter().map(|it| it.ballot.person);
        let is_replaced = of_person.any(|it| it == ballot.person);
        (who, it.has_newer(ballot), is_replaced)
    });
    room.edit(|entries, _| entries.add_ballot(room.tag, Round::First, ballot));
    match (is_known, is_replaced) {
        (true, _) => Fate::Known(who),
        (false, true) => Fate::Replaced(who),
        (false, false) => Fate::In(who),
    }
}

/// The keys of the workshop, if this browser has them.
pub(super) async fn keys_of(room: Room) -> Option<Keys> {
    keys::find(room.tag).await
}

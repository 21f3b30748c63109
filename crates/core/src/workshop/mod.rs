//! Workshops: several people's answers about one assessment, given blind, compared, discussed, agreed.
//!
//! The facilitator's [`Invite`] says what to ask. A participant's [`Ballot`] comes back [`Sealed`], as a code in any text
//! ([`find_codes`]) or as a file. The cryptography is the browser's; [`Sealing`] has its arguments. No ballot changes an
//! answer of the assessment: what is agreed is an edit by the facilitator.

mod ballot;
mod base32;
mod beliefs;
mod bytes;
mod code;
mod find;
mod forget;
mod ids;
mod invite;
mod invite_text;
mod kept;
mod outcome;
mod reveal;
mod seal;
mod symbols;
mod tally;
mod vote;

pub use ballot::{Ballot, NAME, Questionnaire};
pub use beliefs::BelievedLayer;
pub use code::{PREFIX, write_code};
pub use find::{CodeState, FoundCode, find_codes};
pub use ids::{HandedIn, PersonId, WorkshopTag};
pub use invite::{Invite, InviteError, MOST_ROLES, QuestionSet, ROLES};
pub use kept::{KeptBallot, Round, Setup, Workshop, workshops};
pub use outcome::{Dissent, Outcome, OutcomeKind};
pub use reveal::{Held, Mark, Reveal, Revealed, reported, reveal};
pub use seal::{KEY, NONCE, PublicKey, Sealable, Sealed, Sealing, TAG_BITS, TAG_BYTES};
pub use tally::{MeanDistance, TalkValue, Tally};
pub use vote::Vote;

#[cfg(test)]
mod tests;

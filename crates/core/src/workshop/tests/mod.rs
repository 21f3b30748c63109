//! Tests of several parts of workshops together.

mod chats;
mod codes;
mod common;
mod invites;
mod properties;
mod reveals;
mod room;
mod seals;
mod tallies;

//! Tests of several parts of workshops together.

mod chats;
mod codes;
mod common;
mod invites;
mod reveals;
mod seals;
mod tallies;

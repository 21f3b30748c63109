//! The files that are made of three assessments: what they were, and what readers other than ours find in them.

mod common;
mod dump;
mod golden;
mod lists;
mod markdown;
mod office;
mod oscal;

//! Every format of small assessments of a frozen catalog: what it was, and what readers other than ours find in it.

mod built_in;
mod common;
mod dump;
mod evidence;
mod golden;
mod lists;
mod markdown;
mod office;
mod oscal;
mod workshop;

//! The command line, run as its users run it: what it prints, its exit codes, and what it says when something is wrong.

mod command;
mod evidence;
mod exit_codes;
mod files;
mod golden;

//! Writes what a test saw of a fault, for the table in `docs/reliability.md`. Call it after the assertions, never
//! before.

use std::{env, fs};

use serde_json::json;

/// Writes how often a fault was tried and what happened each time.
///
/// # Panics
/// When the note can't be written.
pub fn observed(fault: &str, tried: &str, happened: &str, times: u32) {
    let Ok(folder) = env::var("DEMARC_REPORT") else {
        return;
    };
    let folder = format!("{folder}/faults");
    fs::create_dir_all(&folder).unwrap();
    let file: String = fault.chars().filter(char::is_ascii_alphanumeric).collect();
    let row = json!({ "fault": fault, "tried": tried, "happened": happened, "times": times });
    fs::write(format!("{folder}/{file}.json"), row.to_string()).unwrap();
}

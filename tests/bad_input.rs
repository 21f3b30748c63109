//! Broken input for every reader: it is read completely or refused with a message, and nothing that was stored is lost.
//! The counts of cases go to `docs/reliability.md`.

mod device;
#[path = "bad_input/form.rs"]
mod form;
#[path = "bad_input/readers.rs"]
mod readers;
#[path = "reliability/mod.rs"]
mod reliability;
#[path = "bad_input/samples.rs"]
mod samples;
#[path = "bad_input/values.rs"]
mod values;

use std::collections::BTreeMap;
use std::rc::Rc;

use demarc::route::Route;
use demarc_core::assessment::{Assessment, AssessmentId, Moment, NotApplicable, Response};
use demarc_core::evidence::{Accounts, Explanation, ExplanationKind};
use demarc_core::exchange::record::{self, ReadError};
use demarc_core::exchange::{file, limits};
use demarc_core::store::{
    Entries, Key, KeyValueStore, MemoryStore, MirrorChange, RecordStore, RemoteChange, StoreError,
};
use serde_json::{Value, json};

use device::{Row, resolved};
use form::*;
use readers::*;
use samples::*;
use values::*;

/// An input.
struct Case {
    bytes: Vec<u8>,
    /// Whether the file reader must read it (`true`) or refuse it (`false`); `None` when either is right.
    read: Option<bool>,
    /// A text that must be unchanged, byte for byte, after the input is read and written.
    keeps: Option<String>,
    /// Whether the input is for the file reader only.
    is_file: bool,
}

impl Case {
    fn new(bytes: impl Into<Vec<u8>>, read: Option<bool>) -> Self {
        Self {
            bytes: bytes.into(),
            read,
            keeps: None,
            is_file: false,
        }
    }

    /// An input for the file reader only.
    fn file(bytes: impl Into<Vec<u8>>, read: Option<bool>) -> Self {
        Self {
            is_file: true,
            ..Self::new(bytes, read)
        }
    }

    /// The input as text, as a browser passes it on: bytes that are not Unicode are replaced.
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Whether a JSON pointer leads into what an entry of evidence says: it is kept as it is, and counts for nothing where it is
/// not understood.
fn is_kept(pointer: &str) -> bool {
    pointer.starts_with("/evidence/") && pointer.contains("/value")
}

const READ: Option<bool> = Some(true);
const REFUSED: Option<bool> = Some(false);

#[test]
fn every_input_is_read_or_refused_with_a_message_and_nothing_is_lost() {
    type Cases = fn() -> Vec<Case>;
    let classes: [(&str, Cases); 12] = [
        ("truncated", truncated),
        ("empty", empty),
        ("too large", too_large),
        ("deeply nested", deeply_nested),
        ("version or format", version),
        ("unknown ids", unknown_ids),
        ("duplicates", duplicate_ids),
        ("wrong types", wrong_types),
        ("strange characters", strange_characters),
        ("names of objects", names_of_objects),
        ("scripts and links", scripts_and_links),
        ("numbers out of range", numbers_out_of_range),
    ];
    type Reader = fn(&Case) -> bool;
    let readers: [(&str, Reader); 5] = [
        ("opened file", open_file),
        ("record on the device", find_record),
        ("text from another tab", hear_of_tab),
        ("row of the mirror", find_row),
        ("address", go_to_address),
    ];
    let mut counts = BTreeMap::new();
    for (class, cases) in classes {
        for case in cases() {
            let reached = if case.is_file { 1 } else { readers.len() };
            for (reader, read) in readers.into_iter().take(reached) {
                let shown = || {
                    let text = case.text();
                    text.chars().take(3000).collect::<String>()
                };
                let outcome = std::panic::catch_unwind(|| read(&case));
                let read = outcome.unwrap_or_else(|_| panic!("{reader}, {class}: {}", shown()));
                if reader == "opened file"
                    && let Some(wanted) = case.read
                {
                    assert_eq!(read, wanted, "{class}: {}", shown());
                }
                let (cases, refused) = counts.entry((reader, class)).or_insert((0, 0));
                *cases += 1;
                *refused += usize::from(!read);
            }
        }
    }
    let rows: Vec<Value> = counts
        .iter()
        .map(|((reader, class), (cases, refused))| {
            let read = cases - refused;
            json!({ "way": reader, "class": class, "cases": cases, "refused": refused, "read": read })
        })
        .collect();
    assert_eq!(rows.len(), classes.len() * readers.len());
    reliability::write("bad-input", &json!(rows));
}

//! What a tab does in a session: edits of answers, snapshots, images for the cover, files opened, deletions.

use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::exchange::record::write;
use serde_json::{Value, json};

use crate::dice::Dice;

/// The practices whose answers the sessions change.
pub const PRACTICES: [&str; 4] = [
    "iam.root",
    "os.patching",
    "backup.plan",
    "network.security-groups",
];
pub const LEVELS: [&str; 4] = ["Not in place", "Started", "Mostly", "Fully"];
/// The most steps that one tab takes in a session.
pub const STEPS: u64 = 40;

/// The values of an assessment that a file brings.
pub const LIVES: &str = "in use";
pub const DELETED: &str = "in the bin";
/// The value of a snapshot.
pub const TAKEN: &str = "taken";

/// The field that is the image for the cover.
pub const IMAGE: &str = "image";

/// The kinds of steps.
pub const KINDS: [&str; 5] = ["answers", "snapshots", "images", "files", "deletions"];

/// One step: what it changes, and to which value.
#[derive(Debug, Clone)]
pub struct Step {
    /// One of `KINDS`.
    pub kind: &'static str,
    /// The field, such as `note iam.root` or `snapshot run 3, tab 0, step 5`: one value holds for it at a time.
    pub field: String,
    /// The value.
    pub value: String,
    /// What the page does, for the script of the session.
    pub act: Value,
}

/// The steps of a tab.
pub fn steps(run: u64, tab: usize, dice: &mut Dice) -> Vec<Step> {
    let mut is_open = false;
    let mut step = |index: u64| {
        let own = format!("run {run}, tab {tab}, step {index}");
        let practice = dice.pick(&PRACTICES);
        match dice.below(20) {
            0 | 1 => Step {
                kind: "snapshots",
                field: format!("snapshot {own}"),
                value: TAKEN.to_owned(),
                act: json!({ "do": "snapshot", "label": own }),
            },
            2 => {
                let number = (run * 2 + tab as u64) * STEPS + index;
                Step {
                    kind: "images",
                    field: IMAGE.to_owned(),
                    value: number.to_string(),
                    act: json!({ "do": "logo", "color": [number >> 8 & 255, number & 255, 99] }),
                }
            }
            3 | 4 => {
                let it = brought(run, tab);
                is_open = !is_open;
                Step {
                    kind: if is_open { "files" } else { "deletions" },
                    field: format!("file {}", it.id),
                    value: if is_open { LIVES } else { DELETED }.to_owned(),
                    act: if is_open {
                        json!({ "do": "open", "text": write(&it), "name": it.name })
                    } else {
                        json!({ "do": "delete", "name": it.name })
                    },
                }
            }
            5..9 => {
                let level = dice.pick(&LEVELS);
                Step {
                    kind: "answers",
                    field: format!("response {practice}"),
                    value: level.to_owned(),
                    act: json!({ "do": "respond", "practice": practice, "question": question(practice), "level": level }),
                }
            }
            other => {
                let part = if other % 2 == 0 { "note" } else { "owner" };
                Step {
                    kind: "answers",
                    field: format!("{part} {practice}"),
                    value: own.clone(),
                    act: json!({ "do": "type", "practice": practice, "question": question(practice), "part": part, "text": own }),
                }
            }
        }
    };
    (0..STEPS).map(&mut step).collect()
}

/// The assessment that a tab opens from a file, deletes, and opens again.
fn brought(run: u64, tab: usize) -> Assessment {
    let id = AssessmentId::from_bits(0xf11e_0000 + run * 2 + tab as u64);
    Assessment::new(id, format!("File of run {run}, tab {tab}"))
}

pub fn question(id: &str) -> &'static str {
    let id = id.parse().unwrap();
    let texts = demarc_edition::texts().unwrap();
    &texts.practice(&id).unwrap().question
}

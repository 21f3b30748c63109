//! Writes the counts of a test as a JSON file to the build folder, for `docs/reliability.md`.

use serde_json::Value;

/// Writes the counts of a test.
pub fn write(name: &str, counts: &Value) {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let folder = target.expect("a folder of cargo's").join("reliability");
    std::fs::create_dir_all(&folder).expect("a folder for the counts");
    let file = folder.join(format!("{name}.json"));
    std::fs::write(&file, format!("{counts:#}\n")).expect("a file for the counts");
}

//! Where tests that count leave their counts: a JSON file each, beside what was built.

use serde_json::Value;

/// Writes the counts of one test.
pub fn write(name: &str, counts: &Value) {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let folder = target.expect("a folder of cargo's").join("reliability");
    std::fs::create_dir_all(&folder).expect("a folder for the counts");
    let file = folder.join(format!("{name}.json"));
    std::fs::write(&file, format!("{counts:#}\n")).expect("a file for the counts");
}

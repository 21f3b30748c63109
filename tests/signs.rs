//! Signs are drawn, not written: a letter of a font has another shape in each font, and none in some.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether a character is a symbol that fonts draw in their own way: arrows, mathematical operators, technical and
/// geometric shapes, dingbats. The minus sign is text.
fn is_symbol(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '•') && letter != '−'
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn no_page_writes_a_sign_as_a_letter() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![root.join("index.html")];
    for folder in ["src", "style", "public", "crates/core/src/labels"] {
        files(&root.join(folder), &mut all);
    }
    let texts = all.iter().filter_map(|file| {
        let text = fs::read_to_string(file).ok()?;
        Some((file, text))
    });
    let mut found = Vec::new();
    let mut lines = 0;
    for (file, text) in texts {
        for (number, line) in text.lines().enumerate() {
            lines += 1;
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && line.contains(is_symbol) {
                found.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    assert!(lines > 5000, "only {lines} lines");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

//! The lines of items in TOML text, for the messages about mistakes.

use std::path::PathBuf;

use crate::Item;

/// The file and line (from 1) of the first occurrence of `at` in an item, or of the item's `id` line.
///
/// When several items have the kind and id, the last one is meant: it is the one that was added.
pub fn line_of(files: &[(PathBuf, String)], item: &Item, at: &str) -> Option<(PathBuf, usize)> {
    // A framework and a list of checks have a file to themselves. Every other item shares its file.
    let alone = ["framework", "check-list"].contains(&item.kind);
    let opening = if alone {
        String::new()
    } else {
        format!("[[{}]]", item.kind)
    };
    let declaration = format!("id = \"{}\"", item.id);
    let (path, text, start) = files.iter().rev().find_map(|(path, text)| {
        let mut table = "";
        let mut found = None;
        for (index, line) in text.lines().enumerate() {
            if line.starts_with('[') {
                table = line.trim_end();
            }
            if table == opening && line.starts_with(&declaration) {
                found = Some(index);
            }
        }
        Some((path, text, found?))
    })?;
    let line = text
        .lines()
        .enumerate()
        .skip(start)
        .take_while(|(_, line)| alone || !opens_item(line))
        .find(|(_, line)| line.contains(at))
        .map_or(start, |(index, _)| index);
    Some((path.clone(), line + 1))
}

/// Whether a line starts an item: `[[practice]]` does, `[[service.variant]]` does not.
fn opens_item(line: &str) -> bool {
    line.starts_with("[[") && !line.contains('.')
}

/// The id of the item that a line (from 1) belongs to; `None` outside of items and in items without an id.
pub fn item_at(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().take(line).rposition(|text| opens_item(text))?;
    lines
        .iter()
        .skip(start + 1)
        .take_while(|text| !opens_item(text))
        .find_map(|text| {
            Some(
                text.strip_prefix("id = \"")?
                    .trim_end_matches('"')
                    .to_owned(),
            )
        })
}

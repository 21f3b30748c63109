//! Indents JSON, one value per line. A second JSON writer in the app would be larger than this function.

/// Indents valid JSON by two spaces per level.
pub(super) fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 3 / 2);
    let mut depth = 0_usize;
    let mut in_text = false;
    let mut escaped = false;
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if in_text {
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
            out.push(character);
            continue;
        }
        match character {
            '{' | '[' => {
                out.push(character);
                match characters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => out.push(end),
                    None => {
                        depth += 1;
                        new_line(&mut out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(character);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => {
                in_text = character == '"';
                out.push(character);
            }
        }
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn it_is_what_serde_json_would_write() {
        let value = json!({ "a": [], "b": {}, "c": [1, { "d": "x: [\"y\\\\\", {" }], "e": null, "f\\": -1.5 });
        let wanted = serde_json::to_string_pretty(&value).unwrap() + "\n";
        assert_eq!(indented(&value.to_string()), wanted);
    }

    proptest! {
        #[test]
        fn texts_stay_what_they_are(texts in proptest::collection::vec(any::<String>(), 0..5)) {
            let json = serde_json::to_string(&texts).unwrap();
            let back: Value = serde_json::from_str(&indented(&json)).unwrap();
            prop_assert_eq!(back, json!(texts));
        }
    }
}

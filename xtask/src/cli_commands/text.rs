//! Finds the commands of the AWS CLI in texts: code between backticks, in the words that a shell makes of it.

use demarc_catalog::{Catalog, Texts};
use demarc_core::text::{Piece, pieces};
use serde_json::Value;

use crate::failure::Failure;

/// A command in a text of a practice.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// The file of the practice and its id.
    pub place: String,
    /// The code that the command is in.
    pub code: String,
    /// The command's words after `aws`; `None` if a shell can't tell them apart.
    pub words: Option<Vec<String>>,
}

/// The commands in all texts of the practices.
///
/// # Errors
/// When a practice can't be turned into its texts.
pub fn commands(catalog: &Catalog, texts: &Texts) -> Result<Vec<Found>, Failure> {
    let unreadable = |error| Failure::new(format!("a practice has no texts: {error}"));
    let mut found = Vec::new();
    for practice in &catalog.practices {
        let id = &practice.id;
        let place = format!("catalog/practices/{}.toml: {id}", id.domain());
        let names = serde_json::to_value(practice).map_err(unreadable)?;
        let words = serde_json::to_value(texts.practice(id)).map_err(unreadable)?;
        let mut all = Vec::new();
        texts_in(&names, &mut all);
        texts_in(&words, &mut all);
        for text in all {
            found.extend(in_text(&place, text));
        }
    }
    Ok(found)
}

/// All texts in a value.
fn texts_in<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|it| texts_in(it, texts)),
        Value::Object(fields) => fields.values().for_each(|it| texts_in(it, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The commands in a text.
pub fn in_text(place: &str, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for piece in pieces(text) {
        let Piece::Code(code) = piece else {
            continue;
        };
        let add = |words| Found {
            place: place.to_owned(),
            code: code.to_owned(),
            words,
        };
        match split(code) {
            Some(commands) => {
                let own = commands.into_iter().filter_map(|mut words| {
                    let is_own = words.first().is_some_and(|it| it == "aws");
                    is_own.then(|| words.split_off(1))
                });
                found.extend(own.map(Some).map(add));
            }
            None if code.starts_with("aws ") => found.push(add(None)),
            None => {}
        }
    }
    found
}

/// The words of the commands in a line of a shell: those of a pipe are several. `None` if a quote has no end.
fn split(line: &str) -> Option<Vec<Vec<String>>> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<String> = None;
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next()? {
                        '\'' => break,
                        letter => word.push(letter),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next()? {
                        '"' => break,
                        '\\' => match rest.next()? {
                            letter @ ('"' | '\\' | '$' | '`') => word.push(letter),
                            letter => word.extend(['\\', letter]),
                        },
                        letter => word.push(letter),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(rest.next()?),
            ' ' | '\t' | '\n' => end_word(&mut commands, &mut word),
            '|' | '&' | ';' | '>' | '<' => {
                end_word(&mut commands, &mut word);
                commands.push(Vec::new());
            }
            letter => word.get_or_insert_default().push(letter),
        }
    }
    end_word(&mut commands, &mut word);
    commands.retain(|it| !it.is_empty());
    Some(commands)
}

fn end_word(commands: &mut [Vec<String>], word: &mut Option<String>) {
    if let Some(command) = commands.last_mut() {
        command.extend(word.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Option<Vec<String>>> {
        let found = in_text("a.toml: a.b", text);
        found.into_iter().map(|it| it.words).collect()
    }

    #[test]
    fn commands_stand_between_backticks() {
        let text = "Run `aws iam list-users`, then `aws login`; aws iam is no command, nor is `aws:SecureTransport`.";
        let expected = [vec!["iam", "list-users"], vec!["login"]];
        assert_eq!(
            words(text),
            expected.map(|it| Some(it.into_iter().map(str::to_owned).collect()))
        );
        assert!(words("`cat it's.txt` and `AWS`, `{\"a\": 'b}`").is_empty());
    }

    #[test]
    fn words_are_those_of_a_shell() {
        for (code, expected) in [
            (
                "aws a b --query 'X[].[A,B]'",
                &["a", "b", "--query", "X[].[A,B]"][..],
            ),
            (
                r#"aws a --query "X[?A=='b'].C""#,
                &["a", "--query", "X[?A=='b'].C"],
            ),
            (
                r#"aws a --x "say \"so\" \n" y\ z"#,
                &["a", "--x", "say \"so\" \\n", "y z"],
            ),
            ("aws a --x '' | base64 --decode", &["a", "--x", ""]),
            ("aws a > file.txt", &["a"]),
            ("cat x | aws a", &["a"]),
        ] {
            let expected = expected.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(words(&format!("`{code}`")), [Some(expected)], "{code}");
        }
    }

    #[test]
    fn a_quote_without_an_end_is_found() {
        assert_eq!(words("`aws a --query 'X[]`"), [None]);
        assert_eq!(words("`aws a --query \"X[]`"), [None]);
    }
}

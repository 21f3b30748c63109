//! The table of commands: a line for each, with its options and the fields of its answer.

use std::collections::BTreeMap;

use super::output::Output;
use crate::failure::Failure;

/// What the first lines of the table say, before the version.
const HEAD: &str = "\
# The commands of the AWS CLI that texts of the catalog name: a line each, with its options and its answer.
# Written by `cargo xtask cli-commands FOLDER`; do not edit. The marks are explained in xtask/src/cli_commands/table.rs.
# botocore ";

/// What follows an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One value: `--name`.
    One,
    /// Any number of values: `--names[]`.
    Several,
    /// Nothing: `--all?`. An option that can be switched both ways, `--[no-]all`, stands in the table once.
    Nothing,
    /// It is no option but a word at its place: `OUTFILE`.
    Place,
}

/// An option of a command, or a word that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// How it is written: `--name`, or `OUTFILE` for a word.
    pub name: String,
    /// What follows it.
    pub takes: Takes,
    /// Whether `--no-name` switches it off.
    pub negated: bool,
    /// Whether the command fails without it: `!` in the table.
    pub required: bool,
}

impl Parameter {
    /// Whether this option is written so.
    pub fn is_written(&self, option: &str) -> bool {
        let positive = || option.strip_prefix("--no-");
        let own = self.name.strip_prefix("--");
        self.takes != Takes::Place
            && (self.name == option || self.negated && own.is_some() && positive() == own)
    }

    fn write(&self) -> String {
        let name = match self.name.strip_prefix("--") {
            Some(name) if self.negated => format!("--[no-]{name}"),
            _ => self.name.clone(),
        };
        let takes = match self.takes {
            Takes::Several => "[]",
            Takes::Nothing if !self.negated => "?",
            Takes::One | Takes::Nothing | Takes::Place => "",
        };
        let required = if self.required { "!" } else { "" };
        format!("{name}{takes}{required}")
    }

    /// Reads an option as the table writes it.
    pub fn read(word: &str) -> Self {
        let (word, required) = stripped(word, "!");
        let (word, several) = stripped(word, "[]");
        let (word, nothing) = stripped(word, "?");
        let switch = word.strip_prefix("--[no-]");
        let takes = if several {
            Takes::Several
        } else if nothing || switch.is_some() {
            Takes::Nothing
        } else if word.starts_with("--") {
            Takes::One
        } else {
            Takes::Place
        };
        Self {
            name: switch.map_or_else(|| word.to_owned(), |name| format!("--{name}")),
            takes,
            negated: switch.is_some(),
            required,
        }
    }
}

fn stripped<'a>(word: &'a str, end: &str) -> (&'a str, bool) {
    let before = word.strip_suffix(end);
    (before.unwrap_or(word), before.is_some())
}

/// What a command takes and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Its options, without those that every command has.
    pub parameters: Vec<Parameter>,
    /// What it answers.
    pub output: Output,
}

/// The commands that texts may name.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The version of botocore that the commands were read from.
    pub version: String,
    /// The commands by their words, such as `iam list-users`.
    pub commands: BTreeMap<String, Command>,
}

impl Table {
    /// The text of the file.
    pub fn write(&self) -> String {
        let mut out = format!("{HEAD}{}\n", self.version);
        for (words, command) in &self.commands {
            out.push_str(words);
            for parameter in &command.parameters {
                out.push(' ');
                out.push_str(&parameter.write());
            }
            out.push(' ');
            command.output.write(&mut out);
            out.push('\n');
        }
        out
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// When [`Table::write`] wrote no such line.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let mut version = String::new();
        let mut commands = BTreeMap::new();
        for line in text.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                if let Some(named) = comment.strip_prefix(" botocore ") {
                    named.clone_into(&mut version);
                }
                continue;
            }
            let (words, command) = read_line(line).ok_or_else(|| {
                let line: String = line.chars().take(60).collect();
                Failure::new(format!("the table of commands can't be read: {line}"))
            })?;
            commands.insert(words, command);
        }
        Ok(Self { version, commands })
    }
}

fn read_line(line: &str) -> Option<(String, Command)> {
    let mut words: Vec<&str> = line.split(' ').collect();
    let output = Output::read(words.pop()?)?;
    let [service, operation, parameters @ ..] = &*words else {
        return None;
    };
    let parameters = parameters
        .iter()
        .map(|word| Parameter::read(word))
        .collect();
    let command = Command { parameters, output };
    Some((format!("{service} {operation}"), command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let line = "s3api get-object --bucket! --parts[] --[no-]check --[no-]force! --all? OUTFILE! {Body,Tags<>}";
        let text = format!("{HEAD}1.2.3\n{line}\n");
        let table = Table::read(&text).expect("a table");
        assert_eq!(table.version, "1.2.3");
        assert_eq!(table.write(), text);
        let parameters = &table.commands["s3api get-object"].parameters;
        let takes: Vec<Takes> = parameters.iter().map(|it| it.takes).collect();
        use Takes::{Nothing, One, Place, Several};
        assert_eq!(takes, [One, Several, Nothing, Nothing, Nothing, Place]);
        let check = &parameters[2];
        assert!(check.is_written("--check") && check.is_written("--no-check"));
        assert!(!parameters[0].is_written("--no-bucket") && !parameters[5].is_written("OUTFILE"));
    }

    #[test]
    fn other_lines_are_refused() {
        for line in [
            "iam",
            "iam list-users",
            "iam list-users --x {",
            "",
            "iam {}",
        ] {
            assert!(
                Table::read(&format!("{HEAD}1\n{line}\n")).is_err(),
                "{line}"
            );
        }
    }
}

//! What is wrong with a command.

use super::own;
use super::query;
use super::table::{Parameter, Table, Takes};

/// The options with which a command shows or reads its own input, so that it needs no other.
const INSTEAD: [&str; 3] = [
    "--cli-input-json",
    "--cli-input-yaml",
    "--generate-cli-skeleton",
];

/// What is wrong with the words of a command after `aws`; nothing if it can be copied and run.
pub fn faults(words: &[String], table: &Table) -> Vec<String> {
    let own = own::command(words);
    let (command, rest) = if let Some((own, count)) = &own {
        (own, words.get(*count..).unwrap_or_default())
    } else if let [service, operation, rest @ ..] = words
        && let Some(command) = table.commands.get(&format!("{service} {operation}"))
    {
        (command, rest)
    } else {
        let new = "unknown command; if a text is the first to use it, run `cargo xtask cli-commands FOLDER`";
        return vec![new.to_owned()];
    };
    let everywhere = own::everywhere();
    let known: Vec<&Parameter> = command.parameters.iter().chain(&everywhere).collect();
    let mut faults = Vec::new();
    let (given, stray) = given(rest, &known, &mut faults);
    let places: Vec<&&Parameter> = known.iter().filter(|it| it.takes == Takes::Place).collect();
    if let Some(word) = stray.get(places.len()) {
        faults.push(format!("unexpected {word}"));
    }
    let open = places.iter().skip(stray.len()).filter(|it| it.required);
    faults.extend(open.map(|it| format!("lacks the required {}", it.name)));
    let is_given = |name: &str| given.iter().any(|(it, _)| it.name == name);
    if !INSTEAD.into_iter().any(is_given) {
        let options = known.iter().filter(|it| it.takes != Takes::Place);
        let lacking = options.filter(|it| it.required && !is_given(&it.name));
        faults.extend(lacking.map(|it| format!("lacks the required {}", it.name)));
    }
    for (parameter, values) in &given {
        if let ("--query", [query]) = (&*parameter.name, &**values) {
            faults.extend(query::faults(query, &command.output));
        }
    }
    faults
}

/// The options with their values, and the words that are neither.
fn given<'a>(
    words: &'a [String],
    known: &[&'a Parameter],
    faults: &mut Vec<String>,
) -> (Vec<(&'a Parameter, Vec<&'a str>)>, Vec<&'a str>) {
    let (mut given, mut stray) = (Vec::new(), Vec::new());
    let is_option = |word: &&str| word.starts_with("--");
    let mut words = words.iter().map(String::as_str).peekable();
    while let Some(word) = words.next() {
        if !is_option(&word) {
            stray.push(word);
            continue;
        }
        let (option, mut values) = match word.split_once('=') {
            Some((option, value)) => (option, vec![value]),
            None => (word, Vec::new()),
        };
        let Some(parameter) = known.iter().find(|it| it.is_written(option)) else {
            faults.push(format!("unknown option {option}"));
            while words.next_if(|it| !is_option(it)).is_some() {}
            continue;
        };
        let most = match parameter.takes {
            Takes::One => 1,
            Takes::Several => usize::MAX,
            Takes::Nothing | Takes::Place => 0,
        };
        while values.len() < most {
            let Some(value) = words.next_if(|it| !is_option(it)) else {
                break;
            };
            values.push(value);
        }
        if values.is_empty() && most > 0 {
            faults.push(format!("{option} has no value"));
        } else if values.len() > most {
            faults.push(format!("{option} takes no value"));
        }
        given.push((*parameter, values));
    }
    (given, stray)
}

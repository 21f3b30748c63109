//! The gaps for GitHub and GitLab. `github-csv-tools` reads `title`, `body`, `labels` and `assignee`.
//! GitLab's importer requires `title` and `description` as the first columns, in this order, and accepts the same file.

use demarc_core::analysis::Gap;

use crate::export::Error;
use crate::export::markdown::escaped;
use crate::export::subject::ExportSubject;
use crate::export::table::Value;
use crate::export::tracker::{Markup, description, list, state};

const COLUMNS: [&str; 5] = ["title", "description", "body", "labels", "assignee"];

const MARKUP: Markup = Markup {
    heading: |title| format!("### {title}"),
    typed: escaped,
};

/// The gaps for GitHub and GitLab.
pub fn write(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    list(subject, &COLUMNS, |gap, practice, text| {
        let owner = subject
            .answer(&gap.practice)
            .map_or("", |it| it.owner.trim());
        let login = owner.strip_prefix('@').filter(|it| is_login(it));
        let body = description(subject, gap, text, &MARKUP);
        vec![
            Value::text(practice.title.as_str()),
            Value::text(body.clone()),
            Value::text(body),
            Value::text(labels(gap)),
            login.map_or(Value::Empty, Value::text),
        ]
    })
}

/// The labels of an issue, separated by commas.
fn labels(gap: &Gap) -> String {
    let labels = format!("demarc,{},{}", gap.domain, gap.kind.key());
    match state(gap) {
        Some(state) => format!("{labels},{state}"),
        None => labels,
    }
}

/// Whether a text can be a GitHub login.
fn is_login(text: &str) -> bool {
    (1..=39).contains(&text.len())
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_by_their_login_only() {
        assert!(is_login("ana-b") && !is_login("ana b") && !is_login("") && !is_login("-a"));
    }
}

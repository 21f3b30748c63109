//! The gaps for GitHub and GitLab, a file for each: each reads other columns.
//!
//! `github-csv-tools` reads `title`, `body`, `labels` and `assignee`; issues there have no due date. GitLab's importer
//! reads `title`, `description` and `due_date`, and runs the quick actions in the description, which set labels and the
//! assignee: <https://docs.gitlab.com/user/project/issues/csv_import/>.

use demarc_core::analysis::Gap;

use crate::export::Error;
use crate::export::markdown::{escaped, of_catalog};
use crate::export::subject::ExportSubject;
use crate::export::table::Value;
use crate::export::tracker::{Markup, description, list, state, words};

const MARKUP: Markup = Markup {
    heading: |title| format!("### {title}"),
    typed: escaped,
    of_catalog,
};

/// The gaps for GitHub.
pub fn github(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    list(
        subject,
        &["title", "body", "labels", "assignee"],
        |gap, practice, text| {
            vec![
                Value::text(practice.title.as_str()),
                Value::text(description(subject, gap, text, &MARKUP)),
                Value::text(labels(gap).join(",")),
                login(subject, gap).map_or(Value::Empty, Value::text),
            ]
        },
    )
}

/// The gaps for GitLab.
pub fn gitlab(subject: &ExportSubject<'_>) -> Result<Vec<u8>, Error> {
    list(
        subject,
        &["title", "description", "due_date"],
        |gap, practice, text| {
            let due = subject.answer(&gap.practice).and_then(|it| it.due.as_ref());
            let labels: Vec<_> = labels(gap).iter().map(|it| format!("~\"{it}\"")).collect();
            let labels = labels.join(" ");
            let mut body = description(subject, gap, text, &MARKUP);
            body.push_str(&format!("\n\n/label {labels}"));
            if let Some(login) = login(subject, gap) {
                body.push_str(&format!("\n/assign @{login}"));
            }
            vec![
                Value::text(practice.title.as_str()),
                Value::text(body),
                due.map_or(Value::Empty, Value::Day),
            ]
        },
    )
}

/// The labels of an issue.
fn labels(gap: &Gap) -> Vec<&str> {
    let labels = ["demarc", gap.domain.as_str(), gap.kind.key()];
    labels.into_iter().chain(state(gap)).collect()
}

/// The login that the owner's name has in it, as in `Ana (@ana-b)`.
fn login<'a>(subject: &ExportSubject<'a>, gap: &Gap) -> Option<&'a str> {
    let owner = subject.answer(&gap.practice).map_or("", |it| &it.owner);
    words(owner).find_map(|it| it.strip_prefix('@').filter(|it| is_login(it)))
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
        let found = |owner| words(owner).find_map(|it| it.strip_prefix('@'));
        assert_eq!(found("Ana (@ana-b), platform"), Some("ana-b"));
        assert_eq!(found("ana@example.org"), None);
    }
}

//! The catalog's questions as data for the baselines: what Demarc's page of a practice shows of the catalog.

use demarc_catalog::{Catalog, Level, Practice, PracticeText, Texts};
use demarc_core::labels;
use serde_json::{Value, json};

/// What Demarc says beside the choices that are no levels.
const DONT_KNOW: &str = "Nobody here can say. It counts as not assured until somebody looks.";
const NOT_APPLICABLE: &str = "It can’t matter here.";

/// The questions by themselves: a list of domains, and a list of questions in the catalog's order.
pub fn plain(catalog: &Catalog, texts: &Texts) -> Value {
    let questions = all(catalog, texts).map(|(practice, text)| {
        let choices = choices(text).into_iter();
        let choices =
            choices.map(|(id, name, means)| json!({"id": id, "name": name, "means": means}));
        json!({
            "id": text.id.as_str(),
            "domain": practice.id.domain().as_str(),
            "title": practice.title,
            "question": text.question,
            "aws": text.aws,
            "you": text.you,
            "choices": choices.collect::<Vec<_>>(),
            "why": text.why,
            "remarks": remarks(practice, text),
            "sources": text.sources,
            "guide": guide(practice, text),
            "counts": counts(texts, text),
        })
    });
    json!({ "domains": domains(catalog), "questions": questions.collect::<Vec<_>>() })
}

/// The same as a form of SurveyJS: a page for each question, with the background as HTML below it.
pub fn surveyjs(catalog: &Catalog, texts: &Texts) -> Value {
    let pages = all(catalog, texts).map(|(practice, text)| {
        let choices = choices(text).into_iter();
        let choices = choices
            .map(|(id, name, means)| json!({"value": id, "text": format!("{name}: {means}")}));
        let domain = catalog.domain(&practice.id.domain());
        json!({
            "name": format!("page-{}", text.id),
            "title": domain.map_or("", |it| &it.name),
            "elements": [
                {
                    "type": "radiogroup",
                    "name": text.id.as_str(),
                    "title": text.question,
                    "description": text.why,
                    "choices": choices.collect::<Vec<_>>(),
                },
                {
                    "type": "html",
                    "name": format!("background-{}", text.id),
                    "html": background(texts, practice, text),
                },
            ],
        })
    });
    json!({
        "title": "AWS shared responsibility",
        "showProgressBar": true,
        "progressBarType": "questions",
        "showQuestionNumbers": false,
        "pages": pages.collect::<Vec<_>>(),
    })
}

/// What the results are counted by.
fn domains(catalog: &Catalog) -> Vec<Value> {
    let domains = catalog.domains.iter();
    domains
        .map(|it| json!({"id": it.id.as_str(), "name": it.name}))
        .collect()
}

/// Every practice with its words.
fn all<'a>(
    catalog: &'a Catalog,
    texts: &'a Texts,
) -> impl Iterator<Item = (&'a Practice, &'a PracticeText)> {
    let practices = catalog.practices.iter();
    practices.filter_map(|practice| Some((practice, texts.practice(&practice.id)?)))
}

/// The choices: id, name, and what it means for this question.
fn choices(text: &PracticeText) -> Vec<(Value, &'static str, &str)> {
    let levels = Level::ALL.into_iter();
    let levels = levels.map(|it| (json!(it), labels::level(it), text.levels.criterion(it)));
    let others = [
        (json!("dont-know"), "Don’t know", DONT_KNOW),
        (json!("not-applicable"), "Not applicable", NOT_APPLICABLE),
    ];
    levels.chain(others).collect()
}

/// What stands below the reason.
fn remarks(practice: &Practice, text: &PracticeText) -> Vec<String> {
    let cornerstone = "A cornerstone: without it, no grade is better than developing.";
    let cornerstone = practice.cornerstone.then(|| cornerstone.to_owned());
    let unverified = text.unverified.as_deref();
    let unverified = unverified.map(|what| format!("Not verified in AWS’s documentation: {what}"));
    cornerstone.into_iter().chain(unverified).collect()
}

/// How to put it in place: names and texts.
fn guide(practice: &Practice, text: &PracticeText) -> [(&'static str, String); 6] {
    let guide = &text.guide;
    let automation = format!("{} {}", guide.automation, labels::cost(guide.cost));
    [
        ("This week", guide.first_step.clone()),
        ("To last", guide.fix.clone()),
        ("Usually owned by", guide.role.clone()),
        ("How to verify", guide.verify.replace('`', "")),
        ("Automated by", automation),
        ("Control", labels::control(practice.control).to_owned()),
    ]
}

/// What it counts toward: names of frameworks and the requirements' ids.
fn counts<'a>(texts: &'a Texts, text: &'a PracticeText) -> Vec<(&'a str, String)> {
    let mappings = text.mappings();
    mappings
        .filter_map(|(id, _, requirements)| {
            Some((texts.framework(id)?.name.as_str(), requirements.join(", ")))
        })
        .collect()
}

/// All that stands around the choices, as HTML.
fn background(texts: &Texts, practice: &Practice, text: &PracticeText) -> String {
    let sides = [("AWS", &text.aws), ("You", &text.you)];
    let remarks = remarks(practice, text);
    let remarks = remarks.iter().map(|it| format!("<p>{}</p>", escaped(it)));
    let sources = text.sources.iter().map(|address| {
        let address = escaped(address);
        format!("<li><a href=\"{address}\">{address}</a></li>")
    });
    [
        list(sides),
        remarks.collect(),
        section("How to put it in place", &list(guide(practice, text))),
        section("What it counts toward", &list(counts(texts, text))),
        section(
            "Sources",
            &format!("<ul>{}</ul>", sources.collect::<String>()),
        ),
    ]
    .concat()
}

/// A part that is opened on demand.
fn section(title: &str, inside: &str) -> String {
    format!("<details><summary>{title}</summary>{inside}</details>")
}

/// Names and what is said of each.
fn list<'a>(rows: impl IntoIterator<Item = (&'a str, impl AsRef<str>)>) -> String {
    let row = |(name, text): (&str, _)| {
        format!(
            "<dt>{}</dt><dd>{}</dd>",
            escaped(name),
            escaped(AsRef::as_ref(&text))
        )
    };
    let rows: String = rows.into_iter().map(row).collect();
    format!("<dl>{rows}</dl>")
}

/// The text without what means something in HTML, or, as braces do, to SurveyJS.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('{', "&#123;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> (Value, Value) {
        let (catalog, texts) = (
            demarc_edition::catalog(),
            demarc_edition::texts().expect("words"),
        );
        (plain(catalog, texts), surveyjs(catalog, texts))
    }

    #[test]
    fn every_practice_is_asked_once_and_in_order() {
        let catalog = demarc_edition::catalog();
        let wanted: Vec<_> = catalog.practices.iter().map(|it| it.id.as_str()).collect();
        assert!(!wanted.is_empty());
        let (plain, surveyjs) = both();
        let asked = |list: &Value, pointer: &str| -> Vec<String> {
            let rows = list.as_array().expect("a list").iter();
            let ids = rows.map(|row| row.pointer(pointer).and_then(Value::as_str).expect("an id"));
            ids.map(str::to_owned).collect()
        };
        assert_eq!(asked(&plain["questions"], "/id"), wanted);
        assert_eq!(asked(&surveyjs["pages"], "/elements/0/name"), wanted);
    }

    #[test]
    fn both_forms_have_the_same_words() {
        let (plain, surveyjs) = both();
        let questions = plain["questions"].as_array().expect("a list");
        for (at, question) in questions.iter().enumerate() {
            let form = surveyjs["pages"][at].to_string();
            // As they stand in the other: inside HTML, inside JSON.
            let stands = |text: &Value, html: bool| {
                let text = text.as_str().expect("a text");
                let text = if html { escaped(text) } else { text.to_owned() };
                let quoted = json!(text).to_string();
                form.contains(quoted.trim_matches('"'))
            };
            for part in ["question", "why"] {
                assert!(
                    stands(&question[part], false),
                    "{part} of {}",
                    question["id"]
                );
            }
            for part in ["aws", "you"] {
                assert!(
                    stands(&question[part], true),
                    "{part} of {}",
                    question["id"]
                );
            }
            let choices = question["choices"].as_array().expect("choices");
            assert_eq!(choices.len(), 6);
            assert!(
                choices
                    .iter()
                    .all(|it| stands(&it["id"], false) && stands(&it["means"], false))
            );
            for part in ["guide", "counts"] {
                let rows = question[part].as_array().expect("rows");
                assert!(!rows.is_empty());
                assert!(
                    rows.iter()
                        .all(|it| stands(&it[0], true) && stands(&it[1], true))
                );
            }
        }
    }

    #[test]
    fn html_is_taken_as_text() {
        assert_eq!(
            escaped(r#"<a href="x">{b} & c"#),
            "&lt;a href=&quot;x&quot;&gt;&#123;b} &amp; c"
        );
    }
}

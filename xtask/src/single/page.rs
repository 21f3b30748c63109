//! The tags of a page of ours, for those who change it: where they are, and what their attributes and texts say.
//! It reads what we and trunk write: values in double quotes, no character references in them. It is no reader of HTML.

use std::ops::Range;

use crate::failure::Failure;

/// A tag of a page; of a script or a style, with its text and its end.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its name, as it is written.
    pub name: &'a str,
    /// Its attributes, in order; one without a value has an empty one.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// The tag itself, from `<` to `>`.
    pub opening: &'a str,
    /// What is in it, where it is a script or a style.
    pub text: &'a str,
    /// Where it is in the page.
    index: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute that it has.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(of, _)| *of == name)
            .map(|(_, value)| *value)
    }
}

/// The tags of a page, in order, without those that end something.
///
/// # Errors
/// When something has no end.
pub fn tags(page: &str) -> Result<Vec<Tag<'_>>, Failure> {
    let endless = |what: &str| {
        let what: String = what.chars().take(40).collect();
        Failure::new(format!("this has no end: {what}"))
    };
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|it| it + at) {
        let rest = &page[start..];
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").ok_or_else(|| endless(rest))?;
            continue;
        }
        at = start + 1;
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let length = length(rest).ok_or_else(|| endless(rest))?;
        let opening = &rest[..length];
        let inner = opening[1..length - 1].trim_end_matches('/');
        let (name, inner) = inner
            .split_once(|c: char| c.is_whitespace())
            .unwrap_or((inner, ""));
        at = start + length;
        let mut text = "";
        if ["script", "style"].contains(&name) {
            let end = format!("</{name}>");
            text = page[at..].split_once(&end).ok_or_else(|| endless(rest))?.0;
            at += text.len() + end.len();
        }
        tags.push(Tag {
            name,
            attributes: attributes(inner),
            opening,
            text,
            index: start..at,
        });
    }
    Ok(tags)
}

/// The page with other texts in the places of some tags; none keeps a tag as it is.
///
/// # Errors
/// When something in the page has no end, or `replace` says so.
pub fn rewrite(
    page: &str,
    mut replace: impl FnMut(&Tag) -> Result<Option<String>, Failure>,
) -> Result<String, Failure> {
    let mut rewritten = String::new();
    let mut at = 0;
    for tag in tags(page)? {
        if let Some(text) = replace(&tag)? {
            rewritten.push_str(&page[at..tag.index.start]);
            rewritten.push_str(&text);
            at = tag.index.end;
        }
    }
    rewritten.push_str(&page[at..]);
    Ok(rewritten)
}

/// How long the tag is that a text begins with. A `>` in quotes does not end it.
fn length(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    for (index, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return Some(index + 1),
            _ => {}
        }
    }
    None
}

fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => ("", after.trim_start_matches('=')),
        };
        attributes.push((name, value));
        rest = after.trim_start();
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><!-- <b> --><link rel=\"a\" href=\"b>c\"/><script async id=\"x\">if (1 < 2) \
         \"<p>\";</script><p>3 < 4</p>";

    #[test]
    fn tags_have_attributes_and_texts() {
        let tags = tags(PAGE).expect("all has an end");
        let names: Vec<_> = tags.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["link", "script", "p"]);
        assert_eq!(tags[0].attribute("href"), Some("b>c"));
        assert_eq!(tags[1].attributes, [("async", ""), ("id", "x")]);
        assert_eq!(tags[1].text, "if (1 < 2) \"<p>\";");
        assert_eq!(tags[1].opening, "<script async id=\"x\">");
        assert_eq!(tags[2].attribute("id"), None);
    }

    #[test]
    fn what_is_replaced_leaves_the_rest_alone() {
        let same = rewrite(PAGE, |_| Ok(None)).expect("all has an end");
        assert_eq!(same, PAGE);
        let gone = rewrite(PAGE, |tag| Ok((tag.name == "script").then(String::new)));
        let gone = gone.expect("all has an end");
        assert_eq!(
            gone,
            "<!doctype html><!-- <b> --><link rel=\"a\" href=\"b>c\"/><p>3 < 4</p>"
        );
    }

    #[test]
    fn what_has_no_end_is_said() {
        for page in ["<p class=\"a>", "<!-- x", "<script>x", "<style>"] {
            assert!(tags(page).is_err(), "{page}");
        }
    }
}

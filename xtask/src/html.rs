//! A reader and editor of HTML pages, on the tokenizer of `html5gum`.

use std::collections::BTreeMap;
use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::failure::Failure;

/// Elements that never have an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// An element of a page.
#[derive(Debug)]
pub struct Element<'a> {
    /// Its name in lower case.
    pub name: String,
    /// Its start tag, as it is written.
    pub tag: &'a str,
    /// The text between its start tag and its end tag; empty where it has no end tag.
    pub inner: &'a str,
    attributes: BTreeMap<String, String>,
    start: Range<usize>,
    whole: Range<usize>,
}

/// What becomes of an element.
#[derive(Debug, PartialEq, Eq)]
pub enum Edit {
    /// It stays.
    Keep,
    /// Another text takes the place of its start tag.
    Tag(String),
    /// Another text takes the place of the element and everything in it.
    Whole(String),
}

impl Element<'_> {
    /// The value of an attribute; empty for an attribute without a value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// All attributes, sorted by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether it is a script with its code in the page.
    pub fn is_inline_script(&self) -> bool {
        let kind = self.attribute("type").unwrap_or("module");
        self.name == "script" && self.attribute("src").is_none() && kind == "module"
    }
}

/// The elements of a page, in the order of their start tags.
///
/// # Errors
/// When the page has a syntax error, or an element that should end does not.
pub fn elements(page: &str) -> Result<Vec<Element<'_>>, Failure> {
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut open = Vec::new();
    for token in tokens(page)? {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let start = tag.span.start..tag.span.end;
                if !tag.self_closing && !VOID.contains(&name.as_str()) {
                    open.push(elements.len());
                }
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(&value.value)));
                elements.push(Element {
                    name,
                    tag: &page[start.clone()],
                    inner: "",
                    attributes: attributes.collect(),
                    whole: start.clone(),
                    start,
                });
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                let element = open.pop().map(|index| &mut elements[index]);
                match element.filter(|element| element.name == name) {
                    Some(element) => {
                        element.inner = &page[element.start.end..tag.span.start];
                        element.whole.end = tag.span.end;
                    }
                    None => {
                        return Err(mistake(
                            &format!("</{name}> ends nothing"),
                            page,
                            tag.span.start,
                        ));
                    }
                }
            }
            _ => {}
        }
    }
    match open.pop().map(|index| &elements[index]) {
        Some(element) => Err(mistake("an element has no end", page, element.start.start)),
        None => Ok(elements),
    }
}

/// The page after an edit of some of its elements. What is inside a replaced element is not asked about.
///
/// # Errors
/// When the page has a mistake, or `edit` fails.
pub fn edit(
    page: &str,
    mut edit: impl FnMut(&Element) -> Result<Edit, Failure>,
) -> Result<String, Failure> {
    let mut edited = String::with_capacity(page.len());
    let mut done = 0;
    for element in elements(page)? {
        if element.start.start < done {
            continue;
        }
        let (range, text) = match edit(&element)? {
            Edit::Keep => continue,
            Edit::Tag(text) => (element.start, text),
            Edit::Whole(text) => (element.whole, text),
        };
        edited.push_str(&page[done..range.start]);
        edited.push_str(&text);
        done = range.end;
    }
    edited.push_str(&page[done..]);
    Ok(edited)
}

/// The page without comments, indentation and empty lines.
///
/// # Errors
/// When the page has a syntax error.
pub fn compact(page: &str) -> Result<String, Failure> {
    let mut kept = String::with_capacity(page.len());
    let mut done = 0;
    for token in tokens(page)? {
        if let Token::Comment(comment) = token {
            kept.push_str(&page[done..comment.span.start]);
            done = comment.span.end;
        }
    }
    kept.push_str(&page[done..]);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// The text, if it can stand inside a script or a style.
///
/// # Errors
/// When it contains what would end the element early.
pub fn raw_text<'a>(element: &str, text: &'a str) -> Result<&'a str, Failure> {
    let lower = text.to_ascii_lowercase();
    if lower.contains(&format!("</{element}")) || lower.contains("<!--") {
        return Err(Failure::new(format!(
            "a {element} contains text that would end the element: remove </{element} and <!-- from it"
        )));
    }
    Ok(text)
}

fn tokens(page: &str) -> Result<Vec<Token<usize>>, Failure> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(page, emitter).map(|token| match token {
        Ok(Token::Error(error)) => Err(mistake(error.value.as_str(), page, error.span.start)),
        Ok(token) => Ok(token),
        Err(never) => match never {},
    });
    tokens.collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A failure with the line that it is in.
fn mistake(what: &str, page: &str, at: usize) -> Failure {
    let before = page.get(..at).unwrap_or(page);
    let number = before.lines().count().max(1);
    let line = page.lines().nth(number - 1).unwrap_or_default();
    Failure::new(format!("line {number} of a page, {what}: {}", line.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><!-- <b> --><link rel=\"a\" href=\"b>c\"/><script async id=\"x\">if (1 < 2) \
         \"<p>\";</script><p>3 <i>and</i> 4</p>";

    #[test]
    fn elements_have_attributes_and_texts() {
        let elements = elements(PAGE).expect("no mistake");
        let names: Vec<_> = elements.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["link", "script", "p", "i"]);
        assert_eq!(elements[0].attribute("href"), Some("b>c"));
        let attributes: Vec<_> = elements[1].attributes().collect();
        assert_eq!(attributes, [("async", ""), ("id", "x")]);
        assert_eq!(elements[1].inner, "if (1 < 2) \"<p>\";");
        assert_eq!(elements[1].tag, "<script async id=\"x\">");
        assert_eq!(elements[2].inner, "3 <i>and</i> 4");
        assert_eq!(elements[2].attribute("id"), None);
    }

    #[test]
    fn an_edit_leaves_the_rest_alone() {
        let same = edit(PAGE, |_| Ok(Edit::Keep)).expect("no mistake");
        assert_eq!(same, PAGE);
        let edited = edit(PAGE, |element| {
            Ok(match element.name.as_str() {
                "script" => Edit::Whole(String::new()),
                "p" => Edit::Tag("<p id=\"y\">".to_owned()),
                "i" => Edit::Whole("or".to_owned()),
                _ => Edit::Keep,
            })
        });
        let wanted =
            "<!doctype html><!-- <b> --><link rel=\"a\" href=\"b>c\"/><p id=\"y\">3 or 4</p>";
        assert_eq!(edited.expect("no mistake"), wanted);
        let whole = edit(PAGE, |element| {
            assert_ne!(element.name, "i", "it is inside what is replaced");
            Ok(if element.name == "p" {
                Edit::Whole(String::new())
            } else {
                Edit::Keep
            })
        });
        assert!(whole.expect("no mistake").ends_with("</script>"));
    }

    #[test]
    fn comments_and_indentation_go() {
        let page = "<p>\n    a <!-- b\n c --> d\n\n</p>\n<script>\n  1 // <!-- stays in a script\n</script>";
        let wanted = "<p>\na  d\n</p>\n<script>\n1 // <!-- stays in a script\n</script>\n";
        assert_eq!(compact(page).expect("no mistake"), wanted);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for page in ["<p class=\"a>", "<p>\n<!-- x", "<script>x", "<p>1</b>"] {
            let line = elements(page).expect_err(page).to_string();
            assert!(line.contains("line "), "{page}: {line}");
        }
    }

    #[test]
    fn text_that_ends_its_element_is_refused() {
        assert!(raw_text("script", "const end = '</SCRIPT>'").is_err());
        assert!(raw_text("style", "/* <!-- */").is_err());
        assert_eq!(raw_text("style", "a{}").expect("harmless"), "a{}");
    }
}

//! The limit: the site's page as it comes, with its styles inside and nothing that runs.
//! It knows the page as text only: what stands in its body is shown as it stands.

use std::path::Path;

use crate::failure::Failure;

const PAGE: &str = "index.html";

/// Writes the page of the site in `dist`, and the icons it names, into the folder.
///
/// # Errors
/// When the page or a file that it names can't be read, or the folder can't be written.
pub fn write(dist: &Path, folder: &Path) -> Result<(), Failure> {
    let read = |name: &str| {
        let file = dist.join(name);
        std::fs::read_to_string(&file)
            .map_err(|error| Failure::new(format!("{} can't be read: {error}", file.display())))
    };
    let Still { page, icons } = still(&read(PAGE)?, read)?;
    super::write(&folder.join(PAGE), &page)?;
    for icon in icons {
        super::write(&folder.join(&icon), &read(&icon)?)?;
    }
    Ok(())
}

/// A page that needs nothing but its icons.
#[derive(Debug, Default)]
struct Still {
    page: String,
    icons: Vec<String>,
}

/// Takes from a page what runs, what is fetched for that, and the policy that forbids styles inside it; `read` gives
/// the text of a style sheet.
fn still(page: &str, read: impl Fn(&str) -> Result<String, Failure>) -> Result<Still, Failure> {
    let mut still = Still::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        still.page.push_str(before);
        let (tag, after) = split_after(from, if from.starts_with("<!--") { "-->" } else { ">" });
        rest = after;
        match name(tag) {
            "!--" => {}
            name @ ("script" | "noscript") => rest = split_after(after, &format!("</{name}>")).1,
            "meta" if attribute(tag, "http-equiv").is_some() => {}
            "link" => {
                let address = attribute(tag, "href").unwrap_or_default();
                let file = address.rsplit('/').next().unwrap_or_default();
                match attribute(tag, "rel") {
                    Some("stylesheet") => {
                        let style = read(file)?;
                        still.page.push_str(&format!("<style>{style}</style>"));
                    }
                    Some("icon") => {
                        // It lies beside the page, wherever that is served.
                        still.page.push_str(&tag.replace(address, file));
                        still.icons.push(file.to_owned());
                    }
                    _ => {}
                }
            }
            _ => still.page.push_str(tag),
        }
    }
    still.page.push_str(rest);
    Ok(still)
}

/// The text up to the end of the first `mark`, and what follows; without one, all of it and nothing.
fn split_after<'a>(text: &'a str, mark: &str) -> (&'a str, &'a str) {
    let end = text.find(mark).map_or(text.len(), |at| at + mark.len());
    text.split_at(end)
}

/// The name of the element that a tag opens; `!--` for a comment.
fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    if tag.starts_with("!--") {
        return "!--";
    }
    let end = tag.find(|c: char| c.is_whitespace() || "/>".contains(c));
    &tag[..end.unwrap_or(tag.len())]
}

/// The value of an attribute, which our page writes in double quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, from) = tag.split_once(&format!(" {name}=\""))?;
    Some(from.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    const BUILT: &str = r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="style-src 'self'">
<link rel="icon" type="image/svg+xml" href="/demarc/icon.svg">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="/demarc/base-1.css" integrity="sha384-x"/>
<style>a > b {}</style>
<link rel="modulepreload" href="app/demarc.js">
<script type="module" src="boot.js" data-wasm="a.wasm"></script>
</head>
<body><!-- <b>not shown</b> --><main>Text &lt; <a href="#/x">more</a></main>
<noscript>Turn <b>JavaScript</b> on</noscript></body>
</html>
"##;

    #[test]
    fn what_runs_goes_and_what_shows_stays() {
        let read = |name: &str| Ok(format!("/* {name} */"));
        let still = still(BUILT, read).expect("all styles are there");
        assert_eq!(still.icons, ["icon.svg"]);
        let lines: Vec<_> = still.page.lines().filter(|it| !it.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "<!doctype html>",
                "<html lang=\"en\">",
                "<head>",
                "<meta charset=\"utf-8\">",
                "<link rel=\"icon\" type=\"image/svg+xml\" href=\"icon.svg\">",
                "<style>/* base-1.css */</style>",
                "<style>a > b {}</style>",
                "</head>",
                "<body><main>Text &lt; <a href=\"#/x\">more</a></main>",
                "</body>",
                "</html>",
            ]
        );
    }

    #[test]
    fn a_style_that_is_missing_is_told() {
        let read = |name: &str| Err(Failure::new(name));
        let failure = still(BUILT, read).expect_err("none is there");
        assert_eq!(failure.to_string(), "base-1.css");
    }

    #[test]
    fn of_our_page_nothing_that_runs_is_left() {
        let page = project::root().join(PAGE);
        let page = std::fs::read_to_string(page).expect("it is there");
        let still = still(&page, |_| Ok(String::new())).expect("its styles are not read");
        assert!(still.page.contains("<title>") && still.page.contains("<body>"));
        for runs in [
            "<script",
            ".js\"",
            ".wasm",
            "preload",
            "manifest",
            "Content-Security",
        ] {
            assert!(
                page.contains(runs),
                "the page has no {runs}: what is tested?"
            );
            assert!(!still.page.contains(runs), "{runs} is left");
        }
    }
}

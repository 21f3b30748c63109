//! The limit: the first screen of the site as its page has it, styles inside, and nothing that runs.
//! It knows the page as text only: what stands in its body is shown as it stands.

use std::path::Path;

use crate::failure::Failure;
use crate::project;

const PAGE: &str = "index.html";
/// What hides the first screen until a script says that it is what the address names.
const STARTING: &str = " data-starting=\"\"";

/// Writes the page of the site in `dist`, and the icons it names, into the folder.
///
/// # Errors
/// When the page can't be read or shows nothing by itself, or the folder can't be written.
pub fn write(dist: &Path, folder: &Path) -> Result<(), Failure> {
    let Still { page, icons } = still(&project::read(&dist.join(PAGE))?)?;
    super::write(&folder.join(PAGE), &page)?;
    for icon in icons {
        super::write(&folder.join(&icon), &project::read(&dist.join(&icon))?)?;
    }
    Ok(())
}

/// A page that needs nothing but its icons.
#[derive(Debug, Default)]
struct Still {
    page: String,
    icons: Vec<String>,
}

/// Takes from a built page what runs, what is fetched for that, and the policy that says what may run.
fn still(page: &str) -> Result<Still, Failure> {
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
            "link" if attribute(tag, "rel") == Some("stylesheet") => {
                return Err(Failure::new(format!(
                    "{PAGE} has its styles elsewhere: {tag}"
                )));
            }
            "link" if attribute(tag, "rel") == Some("icon") => {
                let address = attribute(tag, "href").unwrap_or_default();
                // It lies beside the page, wherever that is served.
                let file = address.rsplit('/').next().unwrap_or_default();
                still.page.push_str(&tag.replace(address, file));
                still.icons.push(file.to_owned());
            }
            "link" => {}
            "html" => still.page.push_str(&tag.replace(STARTING, "")),
            _ => still.page.push_str(tag),
        }
    }
    still.page.push_str(rest);
    if still.page.contains("<style>") && still.page.contains("<h1") {
        Ok(still)
    } else {
        Err(Failure::new(format!(
            "{PAGE} shows no first screen by itself"
        )))
    }
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
<html lang="en" data-starting="">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="style-src 'self'">
<link rel="icon" type="image/svg+xml" href="/demarc/icon.svg">
<link rel="manifest" href="manifest.webmanifest">
<style>a > b {}</style>
<link rel="modulepreload" href="app/demarc.js">
<script type="module" src="boot.js" data-wasm="a.wasm"></script>
</head>
<body><!-- <b>not shown</b> --><h1>Text &lt; <a href="#/x">more</a></h1>
<noscript>Turn <b>JavaScript</b> on</noscript></body>
</html>
"##;

    #[test]
    fn what_runs_goes_and_what_shows_stays() {
        let still = still(BUILT).expect("it shows something");
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
                "<style>a > b {}</style>",
                "</head>",
                "<body><h1>Text &lt; <a href=\"#/x\">more</a></h1>",
                "</body>",
                "</html>",
            ]
        );
    }

    #[test]
    fn a_page_that_shows_nothing_by_itself_is_no_limit() {
        let told = |page: &str| still(page).map(|_| ()).expect_err("it is none").to_string();
        let empty = BUILT.replace("h1", "noscript");
        assert_eq!(told(&empty), "index.html shows no first screen by itself");
        let link = "<link rel=\"stylesheet\" href=\"a.css\">";
        let elsewhere = BUILT.replace("</head>", link);
        assert_eq!(
            told(&elsewhere),
            format!("index.html has its styles elsewhere: {link}")
        );
    }

    #[test]
    fn of_our_page_nothing_that_runs_is_left() {
        let page = project::read(&project::root().join(PAGE)).expect("it is there");
        // As the build leaves it, but for the names of files.
        let lines = page.lines().filter(|line| !line.contains("data-trunk"));
        let page = lines
            .collect::<String>()
            .replace("</head>", "<style></style></head>");
        let still = still(&page).expect("it has a first screen");
        assert!(still.page.contains("class=\"hero\"") && still.page.contains("</footer>"));
        for runs in [
            "<script",
            ".js\"",
            ".wasm",
            "preload",
            "manifest",
            "Content-Security",
            STARTING,
        ] {
            assert!(
                page.contains(runs),
                "the page has no {runs}: what is tested?"
            );
            assert!(!still.page.contains(runs), "{runs} is left");
        }
    }
}

//! The baseline that nothing can beat: the first screen of the site as a page with its styles, and nothing that runs.

use std::path::Path;

use crate::failure::Failure;
use crate::html::{self, Edit};
use crate::project;

const PAGE: &str = "index.html";
/// What hides the first screen until a script has looked at the address.
const STARTING: &str = " data-starting=\"\"";

/// Writes the page of the site in `dist`, and the icons it names, into the folder.
///
/// # Errors
/// When the page can't be read or shows nothing by itself, or the folder can't be written.
pub fn write(dist: &Path, folder: &Path) -> Result<(), Failure> {
    let StaticPage { page, icons } = static_page(&project::read(&dist.join(PAGE))?)?;
    project::write(&folder.join(PAGE), page.as_bytes())?;
    for icon in icons {
        project::write(
            &folder.join(&icon),
            &project::read_bytes(&dist.join(&icon))?,
        )?;
    }
    Ok(())
}

/// A page that needs nothing but its icons.
#[derive(Debug)]
struct StaticPage {
    page: String,
    icons: Vec<String>,
}

/// A built page without what runs, what is fetched for that, and the policy that says what may run.
fn static_page(page: &str) -> Result<StaticPage, Failure> {
    let mut icons = Vec::new();
    let page = html::edit(page, |element| {
        Ok(match (element.name.as_str(), element.attribute("rel")) {
            ("script" | "noscript", _) => Edit::Whole(String::new()),
            ("meta", _) if element.attribute("http-equiv").is_some() => Edit::Whole(String::new()),
            ("link", Some("stylesheet")) => {
                return Err(Failure::new(format!(
                    "{PAGE} has its styles elsewhere: {}",
                    element.tag
                )));
            }
            ("link", Some("icon")) => {
                let address = element.attribute("href").unwrap_or_default();
                // It lies beside the page, wherever that is served.
                let file = address.rsplit('/').next().unwrap_or_default();
                icons.push(file.to_owned());
                Edit::Tag(element.tag.replace(address, file))
            }
            ("link", _) => Edit::Whole(String::new()),
            ("html", _) => Edit::Tag(element.tag.replace(STARTING, "")),
            _ => Edit::Keep,
        })
    })?;
    let page = html::compact(&page)?;
    if page.contains("<style>") && page.contains("<h1") {
        Ok(StaticPage { page, icons })
    } else {
        Err(Failure::new(format!(
            "{PAGE} shows no first screen by itself"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let made = static_page(BUILT).expect("it shows something");
        assert_eq!(made.icons, ["icon.svg"]);
        let lines: Vec<_> = made.page.lines().filter(|it| !it.is_empty()).collect();
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
        let told = |page: &str| {
            static_page(page)
                .map(|_| ())
                .expect_err("it is none")
                .to_string()
        };
        let empty = BUILT.replace("h1", "noscript");
        assert_eq!(told(&empty), "index.html shows no first screen by itself");
        let link = "<link rel=\"stylesheet\" href=\"a.css\">";
        let elsewhere = BUILT.replace("</head>", &format!("{link}</head>"));
        assert_eq!(
            told(&elsewhere),
            format!("index.html has its styles elsewhere: {link}")
        );
    }

    #[test]
    fn of_our_page_nothing_that_runs_is_left() {
        let page = project::read(&project::root().join(PAGE)).expect("it is there");
        // As the build leaves it, but for the names of files.
        let lines = page
            .lines()
            .filter(|line| !line.contains("data-trunk") && !line.contains("stylesheet"));
        let page = lines
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
            .replace("</head>", "<style></style></head>");
        let made = static_page(&page).expect("it has a first screen");
        assert!(made.page.contains("class=\"hero\"") && made.page.contains("</footer>"));
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
            assert!(!made.page.contains(runs), "{runs} is left");
        }
    }
}

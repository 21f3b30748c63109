//! Pages that need no second file before they can be painted: styles and small scripts are put into them, and into
//! their security policy goes what each of these is, so that nothing else runs. It knows HTML as we write it, no other.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::project;

/// Puts the styles that trunk wrote beside the page into one element of the page, in the place of the first link.
///
/// # Errors
/// When the page links to no style sheet, or one can't be read.
pub fn styles(page: &str, site: &Path) -> Result<String, Failure> {
    let names = sheets(page);
    if names.is_empty() {
        return Err(Failure::new("the page links to no style sheet"));
    }
    let mut styles = String::new();
    for name in names {
        styles += &compact(&project::read(&site.join(name))?);
    }
    let mut element = Some(format!("    <style>{styles}</style>\n"));
    let lines = page.lines().map(|line| match sheet(line) {
        Some(_) => element.take().unwrap_or_default(),
        None => format!("{line}\n"),
    });
    Ok(lines.collect())
}

/// The style sheets that the page links to, by their names in the site's folder.
pub fn sheets(page: &str) -> Vec<&str> {
    page.lines().filter_map(sheet).collect()
}

fn sheet(line: &str) -> Option<&str> {
    let link = line
        .trim()
        .strip_prefix("<link rel=\"stylesheet\" href=\"")?;
    let (address, _) = link.split_once('"')?;
    address.rsplit('/').next()
}

/// Puts a script into the page, in the place of the element that loads it.
///
/// # Errors
/// When the page does not load it in the way we write that, or it could end the element that it is put into.
pub fn script(page: &str, name: &str, script: &str) -> Result<String, Failure> {
    let element = format!("<script type=\"module\" src=\"{name}\"></script>");
    if !page.contains(&element) || script.contains("</script") {
        return Err(Failure::new(format!("{name} can't be put into its page")));
    }
    let inline = format!("<script type=\"module\">{}</script>", script.trim());
    Ok(page.replace(&element, &inline))
}

/// Names in the page's policy what is written into the page, by hashes.
///
/// # Errors
/// When the page has no policy of our kind.
pub fn permit(page: &str) -> Result<String, Failure> {
    let mut page = page.to_owned();
    for (element, directive) in [
        ("script", "script-src 'self'"),
        ("style", "style-src 'self'"),
    ] {
        if !page.contains(directive) {
            return Err(Failure::new(format!(
                "the page's policy has no {directive}"
            )));
        }
        let hashes: String = inline(&page, element).into_iter().map(permission).collect();
        page = page.replacen(directive, &format!("{directive}{hashes}"), 1);
    }
    Ok(page)
}

/// What stands in the page's elements of this kind, of those that load no file.
fn inline<'a>(page: &'a str, element: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{element}"), format!("</{element}>"));
    let mut parts = page.split(begin.as_str());
    parts.next();
    let content = |part: &'a str| {
        let (attributes, rest) = part.split_once('>')?;
        let (content, _) = rest.split_once(end.as_str())?;
        (!attributes.contains("src=")).then_some(content)
    };
    parts.filter_map(content).collect()
}

/// What lets this script or style run, in a policy.
pub fn permission(content: &str) -> String {
    format!(
        " 'sha256-{}'",
        BASE64_STANDARD.encode(Sha256::digest(content))
    )
}

/// The page without what is for who writes it: comments, indentation and empty lines.
#[must_use]
pub fn bare(page: &str) -> String {
    trimmed(&without(page, "<!--", "-->"))
}

/// The same of styles. Ours have no text in which a comment could seem to begin.
#[must_use]
pub fn compact(styles: &str) -> String {
    trimmed(&without(styles, "/*", "*/"))
}

fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once(end)?.1));
    std::iter::once(first).chain(rest).collect()
}

fn trimmed(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; x\">\n<!-- why\n  so -->\n<script>1</script>\n<script src=\"a.js\"></script>\n<style>a{}</style>\n";

    #[test]
    fn what_is_in_the_page_is_permitted_and_nothing_else() {
        let page = permit(PAGE).expect("it has a policy");
        // As `printf 1 | openssl dgst -sha256 -binary | base64` gives it.
        let one = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
        assert!(page.contains(&format!("script-src 'self' {one} 'wasm-unsafe-eval'")));
        assert_eq!(page.matches("sha256-").count(), 2, "{page}");
        assert!(permit("<script>1</script>").is_err());
    }

    #[test]
    fn scripts_take_the_place_of_what_loads_them() {
        let page = "<script type=\"module\" src=\"a.js\"></script>";
        let done = script(page, "a.js", "1 < 2;\n").expect("it loads it");
        assert_eq!(done, "<script type=\"module\">1 < 2;</script>");
        assert!(script(page, "b.js", "1").is_err());
        assert!(script(page, "a.js", "'</script>'").is_err());
    }

    #[test]
    fn styles_take_the_place_of_their_links() {
        let site = std::env::temp_dir().join(format!("demarc-inline-{}", std::process::id()));
        std::fs::create_dir_all(&site).expect("a folder");
        for (name, text) in [("a-1.css", "a{}\n"), ("b-2.css", "b{}\n")] {
            std::fs::write(site.join(name), text).expect("a file");
        }
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"/x/a-1.css\" integrity=\"y\"/>\n  <link rel=\"stylesheet\" href=\"./b-2.css\">\n</head>";
        let done = styles(page, &site);
        std::fs::remove_dir_all(&site).expect("removed");
        assert_eq!(
            done.expect("all there"),
            "<head>\n    <style>a{}\nb{}\n</style>\n</head>\n"
        );
        assert!(styles("<head>", &site).is_err());
    }

    #[test]
    fn what_is_for_writers_goes() {
        let page = bare(PAGE);
        assert!(!page.contains("why") && page.contains("x\">\n<script>1</script>\n"));
        let styles = "  a { b: c; } /* one\nof two lines */ d { e: f; }/**/g{}\n\n";
        assert_eq!(compact(styles), "a { b: c; }  d { e: f; }g{}\n");
    }
}

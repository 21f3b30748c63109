//! Step 6, page: each page with its styles and small scripts inside, and a policy that allows them by their hashes.

use std::path::Path;

use super::{esbuild, hash, service_worker};
use crate::failure::Failure;
use crate::html::{self, Edit, Element};
use crate::project;

/// The app's page, the page that works without the app, and the page that a server shows for a missing one.
pub const PAGE: &str = "index.html";
pub const RESCUE: &str = "rescue.html";
pub const MISSING: &str = "404.html";

/// How `index.html` names the app's folder, before the folder has its name.
const APP: &str = "\"app/";

/// The names that `index.html` does not know before the build.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The app's folder.
    pub app: &'a str,
    /// The path that the site is served under; `./` when it is not known.
    pub public_url: &'a str,
    /// Whether there is a service worker.
    pub has_service_worker: bool,
}

/// Finishes the pages in the site's folder.
///
/// # Errors
/// When a page lacks what is to be replaced, or a file can't be read or written.
pub fn write(site: &Path, names: Names) -> Result<(), Failure> {
    for page in [PAGE, RESCUE, MISSING] {
        let file = site.join(page);
        let finished = html::compact(&project::read(&file)?)
            .and_then(|text| match page {
                PAGE => named(&text, names),
                MISSING => with_home(&text, names.public_url),
                _ => Ok(text),
            })
            .and_then(|text| with_content(&text, &project::root()))
            .and_then(|text| with_integrity(&text, site))
            .and_then(|text| with_policy(&text))
            .map_err(|failure| Failure::new(format!("{page}: {failure}")))?;
        project::write(&file, finished.as_bytes())?;
    }
    Ok(())
}

/// The page with the names, and without the line that keeps trunk from building the app.
fn named(page: &str, names: Names) -> Result<String, Failure> {
    let worker = format!(" data-worker=\"{}\"", service_worker::WORKER);
    for part in [APP, &worker] {
        if !page.contains(part) {
            return Err(Failure::new(format!("it has no {part}")));
        }
    }
    let page = html::edit(page, |element| {
        if element.attribute("data-trunk-skip").is_some() {
            return Ok(Edit::Whole(String::new()));
        }
        let mut tag = element.tag.replace(APP, &format!("\"{}/", names.app));
        if !names.has_service_worker {
            tag = tag.replace(&worker, "");
        }
        Ok(if tag == element.tag {
            Edit::Keep
        } else {
            Edit::Tag(tag)
        })
    })?;
    html::compact(&page)
}

/// The page that is shown at any address, with links to the site's own.
fn with_home(page: &str, public_url: &str) -> Result<String, Failure> {
    html::edit(page, |element| {
        let is_home = element.attribute("data-home").is_some();
        Ok(if is_home && element.attribute("href") == Some("./") {
            let href = format!("href=\"{public_url}\"");
            Edit::Tag(element.tag.replace("href=\"./\"", &href))
        } else {
            Edit::Keep
        })
    })
}

/// The page with the content of the style sheet that it links to, and of scripts that lie beside it.
fn with_content(page: &str, root: &Path) -> Result<String, Failure> {
    let mut has_styles = false;
    let page = html::edit(page, |element| {
        let (rel, href) = (element.attribute("rel"), element.attribute("href"));
        Ok(match (element.name.as_str(), rel, href) {
            ("link", Some("stylesheet"), Some(sheet)) => {
                has_styles = true;
                let styles = esbuild::bundle(&root.join(sheet), &[])?;
                let styles = html::raw_text("style", &styles)?;
                Edit::Whole(format!("<style>{styles}</style>"))
            }
            _ => match beside(element) {
                Some(script) => {
                    let script = esbuild::bundle(&root.join("public").join(script), &[])?;
                    let script = html::raw_text("script", &script)?;
                    Edit::Whole(format!("<script type=\"module\">{script}</script>"))
                }
                None => Edit::Keep,
            },
        })
    })?;
    if has_styles {
        Ok(page)
    } else {
        Err(Failure::new("it links to no style sheet"))
    }
}

/// The script that an element loads, if that lies in the page's own folder.
fn beside<'a>(element: &'a Element) -> Option<&'a str> {
    let script = element.attribute("src")?;
    (element.name == "script" && !script.contains('/')).then_some(script)
}

/// The page with the hash of each script that it loads, so that the browser runs no other in its place.
fn with_integrity(page: &str, site: &Path) -> Result<String, Failure> {
    html::edit(page, |element| {
        let script = match (element.name.as_str(), element.attribute("rel")) {
            ("script", _) => element.attribute("src"),
            ("link", Some("modulepreload")) => element.attribute("href"),
            _ => None,
        };
        let Some(script) = script else {
            return Ok(Edit::Keep);
        };
        let hash = hash::integrity(&project::read_bytes(&site.join(script))?);
        let open = element.tag.trim_end_matches('>');
        Ok(Edit::Tag(format!("{open} integrity=\"{hash}\">")))
    })
}

/// The page with the hashes of its inline scripts and styles in its policy.
fn with_policy(page: &str) -> Result<String, Failure> {
    let (mut scripts, mut styles) = (String::new(), String::new());
    for element in html::elements(page)? {
        let of = match element.name.as_str() {
            "script" if element.is_inline_script() => &mut scripts,
            "style" => &mut styles,
            _ => continue,
        };
        of.push(' ');
        of.push_str(&hash::permission(element.inner));
    }
    let mut is_set = false;
    let page = html::edit(page, |element| {
        if element.attribute("http-equiv") != Some("Content-Security-Policy") {
            return Ok(Edit::Keep);
        }
        let mut tag = element.tag.to_owned();
        for (directive, hashes) in [
            ("script-src 'self'", &scripts),
            ("style-src 'self'", &styles),
        ] {
            if !tag.contains(directive) {
                return Err(Failure::new(format!("its policy has no {directive}")));
            }
            tag = tag.replacen(directive, &format!("{directive}{hashes}"), 1);
        }
        is_set = true;
        Ok(Edit::Tag(tag))
    })?;
    if is_set {
        Ok(page)
    } else {
        Err(Failure::new("it has no Content-Security-Policy"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; x\">";

    fn source(name: &str) -> String {
        project::read(&project::root().join(name)).expect("it is there")
    }

    #[test]
    fn the_pages_beside_the_app_are_as_strict_and_look_the_same() {
        for beside in [RESCUE, MISSING] {
            is_as_strict_and_looks_the_same(&source(&format!("public/{beside}")));
        }
    }

    fn is_as_strict_and_looks_the_same(beside: &str) {
        let page = source(PAGE);
        let sought = |page: &str| {
            let elements = html::elements(page).expect("no mistake");
            let place = |is: &dyn Fn(&Element) -> bool| {
                let place = elements.iter().position(is).expect("it is there");
                (place, elements[place].tag.to_owned())
            };
            [
                place(&|it| it.attribute("http-equiv").is_some()),
                place(&|it| it.attribute("name") == Some("referrer")),
                place(&|it| it.attribute("rel") == Some("stylesheet")),
                place(&|it| it.name == "link"),
            ]
        };
        let (page, beside) = (sought(&page), sought(beside));
        for index in 0..3 {
            assert_eq!(page[index].1, beside[index].1);
        }
        for of in [page, beside] {
            let [policy, referrer, _, first_link] = of.map(|(place, _)| place);
            assert!(
                policy < first_link && referrer < first_link,
                "they come too late"
            );
        }
    }

    #[test]
    fn the_page_for_missing_ones_links_to_the_site_wherever_it_is_shown() {
        let page = source("public/404.html");
        let built = with_home(&page, "/demarc/").expect("no mistake");
        assert_eq!(built.matches("href=\"/demarc/\" data-home").count(), 2);
        assert!(!built.contains("href=\"./\""));
        assert_eq!(with_home(&page, "./").expect("no mistake"), page);
    }

    #[test]
    fn the_page_gets_its_names() {
        let page = source(PAGE);
        let with = |has_service_worker| {
            let names = Names {
                app: "app-1",
                public_url: "./",
                has_service_worker,
            };
            named(&page, names).expect("it has places for them")
        };
        let page = with(true);
        assert!(page.contains(r#"data-js="app-1/demarc.js""#));
        assert!(page.contains(service_worker::WORKER));
        assert!(!page.contains(APP) && !page.contains("data-trunk-skip"));
        assert!(!with(false).contains(service_worker::WORKER));
        let names = Names {
            app: "",
            public_url: "./",
            has_service_worker: true,
        };
        assert!(named("<html></html>", names).is_err());
    }

    #[test]
    fn the_policy_allows_what_is_in_the_page_and_nothing_else() {
        let page = format!(
            "{POLICY}<script>1</script><script src=\"a.js\"></script><style>a{{}}</style>\
             <script type=\"application/octet-stream\">2</script>"
        );
        let page = with_policy(&page).expect("it has a policy");
        let one = hash::permission("1");
        assert!(page.contains(&format!("script-src 'self' {one} 'wasm-unsafe-eval'")));
        assert_eq!(page.matches("sha256-").count(), 2, "{page}");
        assert!(with_policy("<script>1</script>").is_err());
        let other = POLICY.replace("style-src", "style");
        assert!(with_policy(&other).is_err());
    }

    #[test]
    fn scripts_that_the_page_loads_have_their_hash() {
        let site = std::env::temp_dir().join(format!("demarc-integrity-{}", std::process::id()));
        project::write(&site.join("app-1/a.js"), b"1").expect("a file");
        let page = "<script type=\"module\" src=\"app-1/a.js\"></script>\
                    <link rel=\"modulepreload\" href=\"app-1/a.js\"><link rel=\"icon\" href=\"b.svg\"><script>2</script>";
        let with = with_integrity(page, &site);
        let missing = with_integrity("<script src=\"app-1/c.js\"></script>", &site);
        std::fs::remove_dir_all(&site).expect("removed");
        let with = with.expect("all there");
        let hash = format!(" integrity=\"{}\">", hash::integrity(b"1"));
        assert_eq!(with.matches(&hash).count(), 2, "{with}");
        assert_eq!(with.replace(&hash, ">"), page);
        assert!(missing.is_err());
    }

    #[test]
    fn scripts_beside_the_page_go_into_it() {
        let names = [
            "<script src=\"a.js\"></script>",
            "<script src=\"app/a.js\"></script>",
            "<script>1</script>",
        ];
        let beside = names.map(|page| {
            let elements = html::elements(page).expect("no mistake");
            beside(&elements[0]).map(str::to_owned)
        });
        assert_eq!(beside, [Some("a.js".to_owned()), None, None]);
        assert!(with_content("<p>1</p>", Path::new("")).is_err());
    }
}

//! Serves the built site below a sub-path, as GitHub Pages does, and can imitate a failing network.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use std::{env, fs, thread};

use crate::http::{self, Answers, Response, content_type};

/// The path of the page of another site.
const OTHER_SITE: &str = "/other/";

/// A failure of the network for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The server answers that the file is not found.
    Lost,
    /// The file does not arrive while this trouble is set.
    Late,
    /// There is no network: the connection ends without an answer.
    Gone,
}

/// A running server. It ends with the process.
#[derive(Debug, Clone)]
pub struct Server {
    /// The address of the server, without a path.
    pub origin: String,
    /// The address of the app.
    pub address: String,
    /// The address of a page of another site on the same origin.
    pub other_site: String,
    site: Arc<Site>,
}

#[derive(Debug)]
struct Site {
    /// The sub-path, with both slashes.
    path: String,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    folder: PathBuf,
    /// The trouble of all files whose path contains a text.
    trouble: Option<(Trouble, &'static str)>,
    /// The paths that were requested and not found, in order.
    missed: Vec<String>,
}

impl Server {
    /// Serves the built site named by `DEMARC_DIST` below `DEMARC_PUBLIC_PATH`.
    ///
    /// # Panics
    /// When the folder of the site is missing.
    #[must_use]
    pub fn start() -> Self {
        let folder = env::var("DEMARC_DIST")
            .expect("DEMARC_DIST names the built site: run `cargo xtask test`");
        let folder = PathBuf::from(folder);
        assert!(
            folder.join("index.html").is_file(),
            "{} holds no built site",
            folder.display()
        );
        let path = env::var("DEMARC_PUBLIC_PATH").unwrap_or_else(|_| "/demarc/".to_owned());
        let state = State {
            folder,
            trouble: None,
            missed: Vec::new(),
        };
        let site = Arc::new(Site {
            path,
            state: Mutex::new(state),
        });
        let origin = format!("http://{}", http::serve(&site).unwrap());
        let address = format!("{origin}{}", site.path);
        let other_site = format!("{origin}{OTHER_SITE}");
        Self {
            origin,
            address,
            other_site,
            site,
        }
    }

    /// Sets the trouble of all files whose path contains `part`. It replaces an earlier trouble.
    pub fn trouble(&self, trouble: Trouble, part: &'static str) {
        self.site.state().trouble = Some((trouble, part));
    }

    /// Ends the trouble.
    pub fn mend(&self) {
        self.site.state().trouble = None;
    }

    /// Serves another folder from now on, as a new version of the site.
    pub fn publish(&self, folder: PathBuf) {
        self.site.state().folder = folder;
    }

    /// The folder that is served.
    #[must_use]
    pub fn published(&self) -> PathBuf {
        self.site.state().folder.clone()
    }

    /// The requested and missing paths that contain `part`, in order. Pages report to tests by requesting such paths.
    #[must_use]
    pub fn missed(&self, part: &str) -> Vec<String> {
        let state = self.site.state();
        let missed = state.missed.iter();
        missed.filter(|path| path.contains(part)).cloned().collect()
    }
}

impl Site {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it has this")
    }

    /// The trouble of a path. Waits while it is late.
    fn trouble(&self, path: &str) -> Option<Trouble> {
        loop {
            let trouble = self.state().trouble;
            match trouble.filter(|(_, part)| path.contains(part)) {
                Some((Trouble::Late, _)) => thread::sleep(Duration::from_millis(20)),
                other => return other.map(|(trouble, _)| trouble),
            }
        }
    }

    fn read(&self, path: &str) -> Option<Response> {
        if path == OTHER_SITE {
            let page = b"<!doctype html><title>Another site</title>";
            return Some(Response::file("text/html", page.to_vec()));
        }
        let name = path.strip_prefix(self.path.as_str())?;
        if name.contains("..") {
            return None;
        }
        let name = if name.is_empty() { "index.html" } else { name };
        let file = self.state().folder.join(name);
        let body = fs::read(&file).ok()?;
        let response = Response::file(content_type(&file), body);
        // Some hosts send more headers than they have to.
        Some(response.with("X-Frame-Options", "DENY"))
    }
}

impl Answers for Site {
    fn answer(&self, path: &str) -> Option<Response> {
        let found = match self.trouble(path) {
            Some(Trouble::Gone) => return None,
            Some(_) => None,
            None => self.read(path),
        };
        let response = found.unwrap_or_else(|| {
            self.state().missed.push(path.to_owned());
            let page = fs::read(self.state().folder.join("404.html"));
            page.map_or_else(|_| Response::not_found(), Response::not_found_page)
        });
        Some(response.with("Connection", "close"))
    }
}

//! Serves a folder below a sub-path of this machine, as GitHub Pages does.
//! It knows files and content types; what is outside the sub-path is not found.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{env, fs, thread};

/// What a network can do to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It can't be had.
    Lost,
    /// It is under way for as long as this lasts.
    Late,
    /// There is no network: nobody answers.
    Gone,
}

/// The paths that were asked for and not found, in order.
type Missed = Arc<Mutex<Vec<String>>>;

/// The folder that is served.
type Site = Arc<Mutex<PathBuf>>;

/// The files in trouble are those whose path has this in it.
type Troubled = Arc<Mutex<Option<(Trouble, &'static str)>>>;

/// A running server; it ends with the test's process.
#[derive(Debug, Clone)]
pub struct Server {
    /// Where the browser finds it, without a path.
    pub origin: String,
    /// Where the browser finds the app.
    pub address: String,
    site: Site,
    troubled: Troubled,
    missed: Missed,
}

impl Server {
    /// Serves the built site named by `DEMARC_DIST` below `DEMARC_PUBLIC_PATH`.
    ///
    /// # Panics
    /// When the site is not there.
    #[must_use]
    pub fn start() -> Self {
        let dist = env::var("DEMARC_DIST")
            .expect("DEMARC_DIST names the built site: run `cargo xtask test`");
        let dist = PathBuf::from(dist);
        assert!(
            dist.join("index.html").is_file(),
            "{} holds no built site",
            dist.display()
        );
        let path = env::var("DEMARC_PUBLIC_PATH").unwrap_or_else(|_| "/demarc/".to_owned());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let address = format!("{origin}{path}");
        let site = Arc::new(Mutex::new(dist));
        let served = Arc::clone(&site);
        let troubled = Troubled::default();
        let save_error = Arc::clone(&troubled);
        let missed = Missed::default();
        let misses = Arc::clone(&missed);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (served, save_error) = (Arc::clone(&served), Arc::clone(&save_error));
                let (misses, path) = (Arc::clone(&misses), path.clone());
                thread::spawn(move || {
                    // A browser that hangs up early is not the server's failure.
                    let _ = answer(stream, &served, &path, &save_error, &misses);
                });
            }
        });
        Self {
            origin,
            address,
            site,
            troubled,
            missed,
        }
    }

    /// From now on, files whose path has `part` in it are in trouble, and no others.
    ///
    /// # Panics
    /// When an earlier request panicked.
    pub fn save_error(&self, save_error: Trouble, part: &'static str) {
        *self.troubled.lock().unwrap() = Some((save_error, part));
    }

    /// From now on, another folder is served: a new version of the site.
    ///
    /// # Panics
    /// When an earlier request panicked.
    pub fn publish(&self, dist: PathBuf) {
        *self.site.lock().unwrap() = dist;
    }

    /// The folder that is served.
    ///
    /// # Panics
    /// When an earlier request panicked.
    #[must_use]
    pub fn published(&self) -> PathBuf {
        self.site.lock().unwrap().clone()
    }

    /// From now on, every file can be had.
    ///
    /// # Panics
    /// When an earlier request panicked.
    pub fn mend(&self) {
        *self.troubled.lock().unwrap() = None;
    }
}

impl Server {
    /// The paths with `part` in them that were asked for and not found, in order: what a page says by asking.
    ///
    /// # Panics
    /// When an earlier request panicked.
    #[must_use]
    pub fn missed(&self, part: &str) -> Vec<String> {
        let missed = self.missed.lock().unwrap();
        missed
            .iter()
            .filter(|path| path.contains(part))
            .cloned()
            .collect()
    }
}

/// Waits while the path is late; what else is the matter with it.
fn what_is_wrong(path: &str, troubled: &Troubled) -> Option<Trouble> {
    loop {
        let now = *troubled.lock().unwrap();
        match now.filter(|(_, part)| path.contains(part)) {
            None => return None,
            Some((Trouble::Late, _)) => thread::sleep(Duration::from_millis(20)),
            Some((wrong, _)) => return Some(wrong),
        }
    }
}

fn answer(
    mut stream: TcpStream,
    site: &Site,
    below: &str,
    troubled: &Troubled,
    missed: &Missed,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let path = path.split(['?', '#']).next().unwrap_or("/");
    let wrong = what_is_wrong(path, troubled);
    if wrong == Some(Trouble::Gone) {
        return Ok(());
    }
    let file = path
        .strip_prefix(below)
        .filter(|rest| !rest.contains("..") && wrong.is_none());
    let Ok(dist) = site.lock().map(|dist| dist.clone()) else {
        return Ok(());
    };
    let file = file.map(|rest| dist.join(if rest.is_empty() { "index.html" } else { rest }));
    match file
        .as_ref()
        .and_then(|file| Some((file, fs::read(file).ok()?)))
    {
        Some((file, body)) => {
            let kind = content_type(file);
            // As a host may that has a header more than the least there can be.
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nX-Frame-Options: DENY\r\nConnection: close\r\n\r\n",
                body.len()
            )?;
            stream.write_all(&body)
        }
        None => {
            if let Ok(mut missed) = missed.lock() {
                missed.push(path.to_owned());
            }
            stream.write_all(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            )
        }
    }
}

/// What a host says a file is, by its name.
pub(crate) fn content_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

//! Serves a built site as GitHub Pages does: gzipped, over connections that stay open, below a sub-path.
//! It knows files, and counts what it sends; who asks, and why, is not its business.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::server::content_type;

/// The level that web servers compress at while they send; a better one would flatter everybody's bytes.
const LEVEL: u32 = 6;

/// The files of a site, compressed once.
#[derive(Debug)]
pub struct Site {
    path: String,
    files: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    kind: &'static str,
    gzipped: bool,
    body: Vec<u8>,
}

/// A site at an address that no browser has seen yet. It is served until the process ends.
#[derive(Debug)]
pub struct Pages {
    /// Where the browser finds it.
    pub address: String,
    sent: Arc<Sent>,
}

#[derive(Debug)]
struct Sent {
    bytes: AtomicUsize,
    since: Instant,
    last: AtomicU64,
}

impl Site {
    /// Reads and compresses a folder's files, to be served below `path`, which starts and ends with a slash.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn read(folder: &Path, path: &str) -> Result<Arc<Self>> {
        let mut files = HashMap::new();
        add(&mut files, folder, "")?;
        let path = path.to_owned();
        Ok(Arc::new(Self { path, files }))
    }

    /// Serves it from a port of its own, which is an origin of its own: nothing of an earlier visit is known there.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn serve(self: &Arc<Self>) -> Result<Pages> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}{}", listener.local_addr()?, self.path);
        let sent = Arc::new(Sent {
            bytes: AtomicUsize::new(0),
            since: Instant::now(),
            last: AtomicU64::new(0),
        });
        let (site, counter) = (Arc::clone(self), Arc::clone(&sent));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (site, sent) = (Arc::clone(&site), Arc::clone(&counter));
                // A browser that hangs up early is not the server's failure.
                thread::spawn(move || site.answer(&stream, &sent));
            }
        });
        Ok(Pages { address, sent })
    }

    fn answer(&self, stream: &TcpStream, sent: &Sent) -> Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        loop {
            let mut request = String::new();
            if reader.read_line(&mut request)? == 0 {
                return Ok(());
            }
            let mut header = String::new();
            while reader.read_line(&mut header)? > 2 {
                header.clear();
            }
            let path = request.split(' ').nth(1).unwrap_or("/");
            let path = path.split(['?', '#']).next().unwrap_or("/");
            let name = path.strip_prefix(self.path.as_str());
            let name = name.map(|rest| if rest.is_empty() { "index.html" } else { rest });
            let response = match name.and_then(|name| self.files.get(name)) {
                Some(file) => file.response(),
                None => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
            };
            (&*stream).write_all(&response)?;
            let body = name.and_then(|name| self.files.get(name));
            sent.count(body.map_or(0, |file| file.body.len()));
        }
    }
}

impl File {
    fn response(&self) -> Vec<u8> {
        let encoding = if self.gzipped {
            "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n"
        } else {
            ""
        };
        let (kind, length) = (self.kind, self.body.len());
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{encoding}Cache-Control: max-age=600\r\n\r\n"
        );
        [head.as_bytes(), &self.body].concat()
    }
}

impl Pages {
    /// How many bytes of files it has sent, compressed as they were sent, without headers.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.sent.bytes.load(Ordering::Relaxed)
    }

    /// How long it has sent nothing.
    #[must_use]
    pub fn quiet(&self) -> Duration {
        let last = Duration::from_micros(self.sent.last.load(Ordering::Relaxed));
        self.sent.since.elapsed().saturating_sub(last)
    }
}

impl Sent {
    fn count(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let now = u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.last.store(now, Ordering::Relaxed);
    }
}

fn add(files: &mut HashMap<String, File>, folder: &Path, below: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{below}{name}");
        if path.is_dir() {
            add(files, &path, &format!("{name}/"))?;
            continue;
        }
        let plain = fs::read(&path)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
        encoder.write_all(&plain)?;
        let gzipped = encoder.finish()?;
        let kind = content_type(&path);
        let smaller = gzipped.len() < plain.len();
        let body = if smaller { gzipped } else { plain };
        let file = File {
            kind,
            gzipped: smaller,
            body,
        };
        files.insert(name, file);
    }
    Ok(())
}

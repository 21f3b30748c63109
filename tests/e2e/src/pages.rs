//! Serves a built site as GitHub Pages does, gzipped and over persistent connections, and counts the bytes it sends.

use std::collections::HashMap;
use std::fs;
use std::io::{Result, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::http::{self, Answers, Response, content_type};

/// The usual compression level of web servers. A higher one would make all sizes too small.
const LEVEL: u32 = 6;

/// The files of a site, each compressed once.
#[derive(Debug)]
pub struct Site {
    path: String,
    files: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    content_type: &'static str,
    is_gzipped: bool,
    body: Vec<u8>,
}

/// A site at a new address. It is served until the process ends.
#[derive(Debug)]
pub struct Pages {
    /// The address of the site.
    pub address: String,
    counted: Arc<Counted>,
}

/// A site, and what has been sent of it.
#[derive(Debug)]
struct Counted {
    site: Arc<Site>,
    bytes: AtomicUsize,
    since: Instant,
    last: AtomicU64,
}

impl Site {
    /// Reads and compresses the files of a folder. `path` is the path of the site and starts and ends with a slash.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn read(folder: &Path, path: &str) -> Result<Arc<Self>> {
        let mut files = HashMap::new();
        add(&mut files, folder, "")?;
        let path = path.to_owned();
        Ok(Arc::new(Self { path, files }))
    }

    /// Serves the site from a new port. That is a new origin, so the browser has nothing of an earlier visit.
    ///
    /// # Errors
    /// When no port is free.
    pub fn serve(self: &Arc<Self>) -> Result<Pages> {
        let counted = Arc::new(Counted {
            site: Arc::clone(self),
            bytes: AtomicUsize::new(0),
            since: Instant::now(),
            last: AtomicU64::new(0),
        });
        let address = format!("http://{}{}", http::serve(&counted)?, self.path);
        Ok(Pages { address, counted })
    }
}

impl Answers for Counted {
    fn answer(&self, path: &str) -> Option<Response> {
        let name = path.strip_prefix(self.site.path.as_str());
        let name = name.map(|name| if name.is_empty() { "index.html" } else { name });
        let Some(file) = name.and_then(|name| self.site.files.get(name)) else {
            return Some(Response::not_found());
        };
        let mut response = Response::file(file.content_type, file.body.clone());
        if file.is_gzipped {
            response = response
                .with("Content-Encoding", "gzip")
                .with("Vary", "Accept-Encoding");
        }
        Some(response.with("Cache-Control", "max-age=600"))
    }

    fn sent(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let now = u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.last.store(now, Ordering::Relaxed);
    }
}

impl Pages {
    /// The number of bytes sent: compressed bodies without headers.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.counted.bytes.load(Ordering::Relaxed)
    }

    /// The time since something was sent.
    #[must_use]
    pub fn quiet(&self) -> Duration {
        let last = Duration::from_micros(self.counted.last.load(Ordering::Relaxed));
        self.counted.since.elapsed().saturating_sub(last)
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
        let smaller = gzipped.len() < plain.len();
        let body = if smaller { gzipped } else { plain };
        let file = File {
            content_type: content_type(&path),
            is_gzipped: smaller,
            body,
        };
        files.insert(name, file);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read};
    use std::net::TcpStream;

    use flate2::read::GzDecoder;

    use super::*;

    /// Requests a path and returns the head and the body of the response.
    fn ask(stream: &mut TcpStream, path: &str) -> (String, Vec<u8>) {
        write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
        let mut reader = BufReader::new(&*stream);
        let (mut head, mut line) = (String::new(), String::new());
        while reader.read_line(&mut line).unwrap() > 2 {
            head.push_str(&line);
            line.clear();
        }
        let length = head
            .lines()
            .find_map(|it| it.strip_prefix("Content-Length: "));
        let mut body = vec![0; length.unwrap().parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        (head, body)
    }

    #[test]
    fn files_come_gzipped_over_one_connection_and_are_counted() {
        let folder = std::env::temp_dir().join(format!("demarc-pages-{}", std::process::id()));
        fs::create_dir_all(folder.join("app")).unwrap();
        let text = "the same again, ".repeat(100);
        fs::write(folder.join("index.html"), &text).unwrap();
        fs::write(folder.join("app/a.wasm"), [7]).unwrap();
        let pages = Site::read(&folder, "/demarc/").unwrap().serve().unwrap();
        fs::remove_dir_all(&folder).unwrap();

        let host = pages.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host.strip_suffix("/demarc/").unwrap()).unwrap();
        let (head, page) = ask(&mut stream, "/demarc/?x#y");
        assert!(head.contains("200 OK") && head.contains("Content-Encoding: gzip"));
        assert!(head.contains("Content-Type: text/html"));
        let mut unpacked = String::new();
        GzDecoder::new(page.as_slice())
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);

        // A file that compression would enlarge is sent as it is.
        let (head, module) = ask(&mut stream, "/demarc/app/a.wasm");
        assert!(head.contains("application/wasm") && !head.contains("gzip"));
        assert_eq!(module, [7]);
        for nowhere in ["/index.html", "/demarc/../index.html", "/demarc/b"] {
            assert!(ask(&mut stream, nowhere).0.contains("404"), "{nowhere}");
        }
        assert_eq!(pages.sent(), page.len() + module.len());
    }
}

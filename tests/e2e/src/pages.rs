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

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    /// Asks for a path and gives the head and the body of what comes.
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

        // What compressing would make larger comes as it is.
        let (head, module) = ask(&mut stream, "/demarc/app/a.wasm");
        assert!(head.contains("application/wasm") && !head.contains("gzip"));
        assert_eq!(module, [7]);
        for nowhere in ["/index.html", "/demarc/../index.html", "/demarc/b"] {
            assert!(ask(&mut stream, nowhere).0.contains("404"), "{nowhere}");
        }
        assert_eq!(pages.sent(), page.len() + module.len());
    }
}

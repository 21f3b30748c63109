//! A small HTTP server on a port of its own: one thread for each connection, GET only.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// The answers of a server.
pub(crate) trait Answers: Send + Sync + 'static {
    /// The response for a path; `None` closes the connection.
    fn answer(&self, path: &str) -> Option<Response>;

    /// Called when the body of a response has been written, with its length.
    fn sent(&self, _bytes: usize) {}
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    status: &'static str,
    headers: String,
    body: Vec<u8>,
}

impl Response {
    /// A file of this content type.
    pub(crate) fn file(content_type: &str, body: Vec<u8>) -> Self {
        Self {
            status: "200 OK",
            headers: String::new(),
            body,
        }
        .with("Content-Type", content_type)
    }

    /// The response for a missing file.
    pub(crate) fn not_found() -> Self {
        Self {
            status: "404 Not Found",
            headers: String::new(),
            body: Vec::new(),
        }
    }

    /// The response for a missing file, with a page that says so.
    pub(crate) fn not_found_page(page: Vec<u8>) -> Self {
        Self {
            body: page,
            ..Self::not_found()
        }
        .with("Content-Type", "text/html; charset=utf-8")
    }

    /// Adds a header. `Connection: close` closes the connection after the response.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let (status, headers, length) = (self.status, &self.headers, self.body.len());
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
        [head.as_bytes(), &self.body].concat()
    }
}

/// Serves until the process ends. Returns the address.
pub(crate) fn serve(site: &Arc<impl Answers>) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let site = Arc::clone(site);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A browser that closes the connection early is no failure.
            thread::spawn(move || converse(&stream, &*site));
        }
    });
    Ok(address)
}

/// Answers the requests of one connection, in order.
fn converse(stream: &TcpStream, site: &impl Answers) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut out = stream;
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
        let Some(response) = site.answer(path) else {
            return Ok(());
        };
        out.write_all(&response.bytes())?;
        site.sent(response.body.len());
        if response.headers.contains("Connection: close") {
            return Ok(());
        }
    }
}

/// The content type of a file, by its extension.
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

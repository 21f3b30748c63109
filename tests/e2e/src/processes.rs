//! The processes of a browser: its driver, the browser that the driver starts, and the screen that the browser needs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::engine::Engine;

/// A driver with all that it started.
#[derive(Debug)]
pub struct Processes {
    driver: Child,
    screen: Option<Child>,
    is_over: bool,
}

impl Processes {
    /// Starts the driver of an engine on a port, and a screen for an engine that needs one.
    pub fn start(engine: Engine, port: u16) -> Self {
        let mut command = engine.driver(port);
        let screen = (engine == Engine::WebKit).then(|| {
            let (screen, display) = screen();
            command.env("DISPLAY", display);
            // No processor for graphics, and no desktop to ask about accessibility.
            command
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
                .env("NO_AT_BRIDGE", "1")
                .env("GDK_BACKEND", "x11");
            screen
        });
        let driver = command
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        Self {
            driver,
            screen,
            is_over: false,
        }
    }

    /// Tells `webkit.py` to print its page.
    pub fn print(&self) {
        let browser = with_descendants(self.driver.id())[1].to_string();
        let status = Command::new("kill").args(["-USR1", &browser]).status();
        assert!(status.is_ok_and(|it| it.success()), "it can't be told");
    }

    /// The memory that the pages have, with their workers, in bytes; 0 where there is no `/proc`. Chromium only.
    pub fn renderer_memory(&self) -> u64 {
        let all = with_descendants(self.driver.id()).into_iter();
        let memory = all.filter_map(|id| {
            let command = fs::read(format!("/proc/{id}/cmdline")).ok()?;
            let is_page = String::from_utf8_lossy(&command).contains("--type=renderer");
            let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|it| it.strip_prefix("RssAnon:"))?;
            let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
            is_page.then_some(kilobytes * 1024)
        });
        memory.sum()
    }

    /// Kills all that still run, at once, and waits until they are gone. Where there is no `/proc`, only the driver.
    pub fn kill(&mut self) {
        // Another process may have the number of one that is gone.
        if std::mem::replace(&mut self.is_over, true) {
            return;
        }
        let all = with_descendants(self.driver.id());
        let status = Command::new("sh")
            .args(["-c", "kill -9 \"$@\" 2> /dev/null", "kill"])
            .args(all.iter().map(u32::to_string))
            .status();
        if !matches!(status, Ok(status) if status.success()) {
            let _ = self.driver.kill();
        }
        let _ = self.driver.wait();
        while all.iter().any(|id| parent(*id).is_some()) {
            thread::sleep(Duration::from_millis(10));
        }
        if let Some(screen) = &mut self.screen {
            let _ = screen.kill();
            let _ = screen.wait();
        }
    }
}

/// Starts a screen that nobody sees; returns its name, too.
fn screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("Xvfb does not start: {error}"));
    let mut number = String::new();
    let output = screen.stdout.take().expect("its output is piped");
    BufReader::new(output)
        .read_line(&mut number)
        .expect("it tells its number");
    (screen, format!(":{}", number.trim()))
}

/// A process and all that came from it.
fn with_descendants(id: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, parent(id)?)))
        .collect();
    let mut found = vec![id];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(all.iter().filter(|it| it.1 == parent).map(|it| it.0));
        next += 1;
    }
    found
}

/// The parent of a process that runs.
fn parent(id: u32) -> Option<u32> {
    let line = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // Its name, in parentheses, can contain anything.
    let mut fields = line.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    (state != "Z").then(|| fields.next()?.parse().ok())?
}

//! What happens in a run: how its session ends, in how many tabs, and whether it has a mirror. What each browser can do.

use demarc_e2e::Engine;

/// How a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Reload,
    CloseTab,
    /// Chromium only: no other driver can kill the process of a tab and live on.
    KillTab,
    KillBrowser,
}

impl End {
    /// The ends that a browser can have.
    fn of(engine: Engine) -> &'static [Self] {
        match engine {
            Engine::Chromium => &[
                Self::Reload,
                Self::CloseTab,
                Self::KillTab,
                Self::KillBrowser,
            ],
            Engine::Firefox | Engine::WebKit => &[Self::Reload, Self::CloseTab, Self::KillBrowser],
        }
    }

    /// Its name in `docs/reliability.md`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reload => "page reloaded",
            Self::CloseTab => "tab closed",
            Self::KillTab => "tab's process killed",
            Self::KillBrowser => "whole browser killed",
        }
    }
}

/// What happens in a run.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// The number of the run.
    pub run: u64,
    /// How the session ends.
    pub end: End,
    /// The number of tabs that edit.
    pub tabs: usize,
    /// Whether the pages have IndexedDB.
    pub has_mirror: bool,
}

impl Course {
    /// Whether the session may lose what is kept in one copy, as the screen says: when the browser crashes, and when
    /// tabs edit at once, because localStorage has no transactions.
    pub fn may_lose_one_copy(&self) -> bool {
        self.end == End::KillBrowser || self.tabs > 1
    }

    /// The course of a run. Any 40 runs in a row have all combinations that Chromium can do.
    pub fn of(run: u64, engine: Engine) -> Self {
        let ends = End::of(engine);
        let count = ends.len() as u64;
        Self {
            run,
            end: ends[usize::try_from(run % count).unwrap_or(0)],
            tabs: 1 + usize::from(run / count % 2 == 1),
            // Only Chromium's driver runs a script before those of the page, which takes the mirror away.
            has_mirror: engine != Engine::Chromium || run % 5 != 4,
        }
    }
}

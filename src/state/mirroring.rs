//! What is known of the mirror in IndexedDB while the app runs.

use std::rc::Rc;

use crate::browser::indexed_db::Mirror;

/// A mirror that is gone is opened again after this time, in milliseconds.
const REOPEN_AFTER: u64 = 1000;
/// After this time writing is tried again for the first time, in milliseconds; then after twice that, and so on.
const FIRST_RETRY: u64 = 2000;
/// The longest time between two attempts, in milliseconds.
const LAST_RETRY: u64 = 5 * 60 * 1000;

/// The mirror, and how far it is.
#[derive(Default)]
pub struct Mirroring {
    /// The mirror, while it is open.
    pub mirror: Option<Rc<Mirror>>,
    /// Whether it was tried to open it.
    pub tried: bool,
    /// When it was tried last, in milliseconds since 1970.
    pub opened: u64,
    /// Whether changes are being written.
    pub writing: bool,
    /// How often writing has failed since it last worked.
    failures: u32,
    /// Whether another attempt is scheduled.
    pub scheduled: bool,
    /// How many edits were saved since the app started.
    pub edits: u32,
}

impl Mirroring {
    /// Notes whether writing worked. Gives after how many milliseconds it has to be tried again, if no attempt is scheduled.
    pub fn wrote(&mut self, worked: bool) -> Option<u64> {
        self.writing = false;
        if worked {
            self.failures = 0;
            return None;
        }
        if self.scheduled {
            return None;
        }
        self.scheduled = true;
        let after = FIRST_RETRY << self.failures.min(10);
        self.failures += 1;
        Some(after.min(LAST_RETRY))
    }

    /// Whether writing has to wait: until the mirror was read, or for what is being written.
    pub fn is_busy(&self) -> bool {
        self.writing || !self.tried
    }

    /// Whether it is gone and may be opened again. Not all the time: opening it takes some.
    pub fn may_reopen(&self, now: u64) -> bool {
        self.mirror.is_none() && now.abs_diff(self.opened) >= REOPEN_AFTER
    }

    /// Counts an edit that was saved.
    pub fn count_edit(&mut self) -> u32 {
        self.edits += 1;
        self.edits
    }
}

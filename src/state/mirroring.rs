//! What is known of the mirror in IndexedDB while the app runs.

use std::rc::Rc;

use crate::browser::indexed_db::Mirror;
use demarc_core::store::StoreError;

/// A mirror that is gone is opened again after this time, in milliseconds.
const REOPEN_AFTER: u64 = 1000;

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
    /// How saving in localStorage ended last.
    pub local_error: Option<StoreError>,
    /// How many edits were saved since the app started.
    pub edits: u32,
}

impl Mirroring {
    /// Nothing is known of it yet; this is how opening localStorage ended.
    pub fn on(local_error: Option<StoreError>) -> Self {
        Self {
            local_error,
            ..Self::default()
        }
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

//! How long the browser keeps what a site stores.

use leptos::prelude::*;

/// Asks the browser not to evict what is kept when it needs room. It may say no.
pub fn persist() {
    let _ = window().navigator().storage().persist();
}

/// Whether the page was opened from a disk and not from a site: browsers keep less for it, or for all such pages together.
pub fn is_from_disk() -> bool {
    window()
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol == "file:")
}

/// Whether this browser is known to delete what a site keeps after days without a visit: Safari, after seven.
pub fn evicts() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Safari/") && !agent.contains("Chrome/") && !agent.contains("Chromium/")
}

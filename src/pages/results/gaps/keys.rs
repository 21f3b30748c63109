//! The keys of the list: J and K, or arrows, move to another gap, Enter opens the panel, Escape goes back to the row.
//! They act while the focus is in the list or in the panel, and letters never in a field.

use leptos::ev::KeyboardEvent;

use super::{Page, panel, row};
use crate::browser::focus;

/// What has the focus in the list.
const IN_LIST: &str = ".gap__open, .gap__pick";
/// What takes letters.
const FIELDS: &str = "input:not([type=checkbox]), select, textarea";

pub(super) fn hear(page: Page, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let in_list = focus::is_on(IN_LIST);
    let letters = !focus::is_on(FIELDS);
    let by = match event.key().as_str() {
        "j" | "J" if letters => 1,
        "k" | "K" if letters => -1,
        "ArrowDown" if in_list => 1,
        "ArrowUp" if in_list => -1,
        "Home" if in_list => isize::MIN,
        "End" if in_list => isize::MAX,
        "Enter" if in_list => {
            event.prevent_default();
            return page.open();
        }
        "Escape" if !in_list => {
            event.prevent_default();
            return page.close();
        }
        _ => return,
    };
    event.prevent_default();
    let Some(to) = page.beside(by) else {
        return;
    };
    if in_list {
        // The focus chooses the row that it comes to.
        let id = if focus::is_on(".gap__pick") {
            row::pick_id
        } else {
            row::open_id
        };
        focus::on_id(&id(&to));
    } else {
        page.choose(&to);
        focus::first(panel::NAME);
    }
}

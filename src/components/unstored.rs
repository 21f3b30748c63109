//! The mark of a field whose content is not stored. While a page has one, the save status does not say “Saved”.

use leptos::prelude::*;

use crate::state::Session;

/// The mark of one field.
#[derive(Clone, Copy)]
pub struct Unstored {
    session: Session,
    holds: StoredValue<bool>,
}

impl Unstored {
    /// The mark of a field that is being drawn. It goes when the field goes.
    pub fn mark() -> Self {
        let mark = Self {
            session: Session::get(),
            holds: StoredValue::new(false),
        };
        on_cleanup(move || mark.set(false));
        mark
    }

    /// Whether the field is gone. The browser still tells of what was typed last when a page with the focus in a field is
    /// replaced.
    pub fn is_gone(self) -> bool {
        self.holds.is_disposed()
    }

    /// Sets whether the content is not stored.
    pub fn set(self, holds: bool) {
        if !self.is_gone() && self.holds.get_value() != holds {
            self.holds.set_value(holds);
            self.session.count_unstored(holds);
        }
    }
}

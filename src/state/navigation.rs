//! Where in the app somebody is, and where they came from.

use leptos::prelude::*;

use crate::route::Route;

/// The handle on the current route.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The current route.
    pub route: Memo<Route>,
    current: RwSignal<Route>,
    previous: StoredValue<Option<Route>>,
}

impl Navigation {
    /// At a route, from nowhere.
    pub(super) fn new(route: Route) -> Self {
        let current = RwSignal::new(route);
        Self {
            route: Memo::new(move |_| current.get()),
            current,
            previous: StoredValue::new(None),
        }
    }

    /// Whether this is the current route.
    pub fn is_at(self, route: &Route) -> bool {
        self.current.with_untracked(|it| it == route)
    }

    /// Makes a route the current one, and the one before it the one that somebody came from.
    pub fn arrive(self, route: Route) {
        let previous = self.current.get_untracked();
        self.previous.set_value(Some(previous));
        self.current.set(route);
    }

    /// Makes a route the current one in place of another, which nobody goes back to.
    pub(super) fn replace(self, route: Route) {
        self.current.set(route);
    }

    /// The route that somebody came from.
    pub fn previous(self) -> Option<Route> {
        self.previous.get_value()
    }
}

//! A browser's storage: a localStorage that tabs share with delayed events, and a mirror.
//! It can be full, blocked, reset to an earlier state, and cleared.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use demarc_core::store::{
    Entry, KeyValueStore, MirrorChange, MirrorWrites, StoreError, resolve_changes,
};

type Texts = BTreeMap<String, String>;

/// The storage of one browser.
#[derive(Default)]
pub struct Browser {
    /// The content of localStorage.
    texts: RefCell<Texts>,
    /// The content of localStorage on the disk, and the step of that flush.
    flushed: RefCell<(usize, Texts)>,
    /// Every write, for tabs that have not received its event.
    log: RefCell<Vec<Logged>>,
    /// How many bytes fit; `None` is unlimited.
    pub room: Cell<Option<usize>>,
    /// Whether localStorage is blocked.
    pub blocked: Cell<bool>,
    /// Whether a tab sees another's write only after its event, as tabs in separate processes do.
    pub crossed: Cell<bool>,
    /// The mirror in IndexedDB.
    pub mirror: Mirror,
}

#[derive(Clone)]
struct Logged {
    by: Option<usize>,
    /// `None` if everything was cleared.
    key: Option<String>,
    text: Option<String>,
}

/// A storage event: the key, and its new text.
pub type Event = (Option<String>, Option<String>);

/// The mirror: rows on the disk.
#[derive(Default)]
pub struct Mirror {
    pub rows: RefCell<Texts>,
    /// How often the site's data was cleared. A connection opened before that is invalid.
    pub opening: Cell<usize>,
    /// Whether it fails.
    pub down: Cell<bool>,
}

impl Mirror {
    /// All rows, and the number of this opening, which a write needs; `None` if it fails.
    pub fn open(&self) -> Option<(usize, Vec<Entry>)> {
        let rows = self.rows.borrow().clone().into_iter().collect();
        (!self.down.get()).then(|| (self.opening.get(), rows))
    }

    /// Writes changes, all or none, as `src/browser/indexed_db.rs` does.
    pub fn write(
        &self,
        opening: usize,
        changes: &[MirrorChange],
        now: u64,
    ) -> Option<MirrorWrites> {
        if self.down.get() || self.opening.get() != opening {
            return None;
        }
        let mut rows = self.rows.borrow_mut();
        let written = resolve_changes(changes, &rows.clone().into_iter().collect(), now);
        for (key, text) in written.rows.clone() {
            match text {
                Some(text) => drop(rows.insert(key, text)),
                None => drop(rows.remove(&key)),
            }
        }
        Some(written)
    }
}

impl Browser {
    /// The content of localStorage.
    pub fn texts(&self) -> Texts {
        self.texts.borrow().clone()
    }

    /// Writes localStorage to the disk.
    pub fn flush(&self, step: usize) {
        *self.flushed.borrow_mut() = (step, self.texts());
    }

    /// Resets localStorage to the last flush. Returns the step of that flush.
    pub fn crash(&self) -> usize {
        let (step, texts) = self.flushed.borrow().clone();
        *self.texts.borrow_mut() = texts;
        self.log.borrow_mut().clear();
        step
    }

    /// Clears the site's data.
    pub fn clear(&self, step: usize) {
        self.texts.borrow_mut().clear();
        self.mirror.rows.borrow_mut().clear();
        self.mirror.opening.set(self.mirror.opening.get() + 1);
        self.flush(step);
        self.log_event(None, None, None);
    }

    /// Writes to localStorage from outside the tabs.
    pub fn overwrite(&self, key: &str, text: &str) {
        self.texts
            .borrow_mut()
            .insert(key.to_owned(), text.to_owned());
        self.log_event(None, Some(key), Some(text));
    }

    fn log_event(&self, by: Option<usize>, key: Option<&str>, text: Option<&str>) {
        self.log.borrow_mut().push(Logged {
            by,
            key: key.map(str::to_owned),
            text: text.map(str::to_owned),
        });
    }
}

/// localStorage as one tab sees it.
#[derive(Clone)]
pub struct Local(Rc<Tab>);

struct Tab {
    browser: Rc<Browser>,
    number: usize,
    /// How many writes of the log it has received.
    received: Cell<usize>,
    /// The content at that time.
    then: RefCell<Texts>,
    /// Its own writes since, each with its index in the log.
    own: RefCell<BTreeMap<String, (usize, Option<String>)>>,
}

impl Local {
    /// localStorage as a new tab reads it.
    pub fn new(browser: &Rc<Browser>, number: usize) -> Self {
        Self(Rc::new(Tab {
            browser: Rc::clone(browser),
            number,
            received: Cell::new(browser.log.borrow().len()),
            then: RefCell::new(browser.texts()),
            own: RefCell::default(),
        }))
    }

    /// The number of the tab.
    pub fn number(&self) -> usize {
        self.0.number
    }

    /// The next event for this tab.
    pub fn receive_event(&self) -> Option<Event> {
        loop {
            let index = self.0.received.get();
            let written = self.0.browser.log.borrow().get(index).cloned()?;
            self.0.received.set(index + 1);
            let mut then = self.0.then.borrow_mut();
            match (&written.key, &written.text) {
                (Some(key), Some(text)) => drop(then.insert(key.clone(), text.clone())),
                (Some(key), None) => drop(then.remove(key)),
                (None, _) => then.clear(),
            }
            self.0.own.borrow_mut().retain(|_, (at, _)| *at > index);
            if written.by != Some(self.0.number) {
                return Some((written.key, written.text));
            }
        }
    }

    /// Whether something other than a tab wrote, and this tab has not received the event.
    pub fn is_outdated(&self) -> bool {
        let log = self.0.browser.log.borrow();
        log[self.0.received.get()..]
            .iter()
            .any(|it| it.by.is_none())
    }

    fn view(&self) -> Texts {
        if !self.0.browser.crossed.get() {
            return self.0.browser.texts();
        }
        let mut view = self.0.then.borrow().clone();
        for (key, (_, text)) in self.0.own.borrow().iter() {
            match text {
                Some(text) => drop(view.insert(key.clone(), text.clone())),
                None => drop(view.remove(key)),
            }
        }
        view
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.0.browser.blocked.get() {
            Err(StoreError::Blocked)
        } else {
            Ok(())
        }
    }

    fn write(&self, key: &str, text: Option<&str>) {
        // A browser fires events only for changes; this tab decides by its own view.
        if self.view().get(key).map(String::as_str) == text {
            return;
        }
        let browser = &self.0.browser;
        let mut texts = browser.texts.borrow_mut();
        match text {
            Some(text) => drop(texts.insert(key.to_owned(), text.to_owned())),
            None => drop(texts.remove(key)),
        }
        let index = browser.log.borrow().len();
        let own = (index, text.map(str::to_owned));
        self.0.own.borrow_mut().insert(key.to_owned(), own);
        browser.log_event(Some(self.0.number), Some(key), text);
    }
}

impl KeyValueStore for Local {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.check()?;
        Ok(self.view().remove(key))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.check()?;
        let texts = self.0.browser.texts();
        let others = texts.iter().filter(|(of, _)| *of != key);
        let taken: usize = others.map(|(key, text)| key.len() + text.len()).sum();
        if self
            .0
            .browser
            .room
            .get()
            .is_some_and(|room| taken + key.len() + text.len() > room)
        {
            return Err(StoreError::Full);
        }
        self.write(key, Some(text));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.check()?;
        self.write(key, None);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.check()?;
        Ok(self.view().into_keys().collect())
    }
}

//! The faults that the browser and its user cause.

use std::rc::Rc;

use demarc_core::exchange::record;
use demarc_core::store::{BIN_KEEPS, Key};

use super::Simulation;
use super::tab::World;

impl Simulation {
    pub fn toggle_full(&mut self) {
        let browser = Rc::clone(&self.world.browser);
        if browser.room.take().is_none() {
            let texts = browser.texts();
            let taken: usize = texts.iter().map(|(key, text)| key.len() + text.len()).sum();
            browser.room.set(Some(taken + self.random.below(400)));
            self.fault("device full");
        }
    }

    pub fn toggle_blocked(&mut self) {
        if !self
            .world
            .browser
            .blocked
            .replace(!self.world.browser.blocked.get())
        {
            self.fault("device blocked");
        }
    }

    pub fn toggle_mirror(&mut self) {
        let mirror = &self.world.browser.mirror;
        if self.has_mirror && !mirror.down.replace(!mirror.down.get()) {
            self.fault("mirror down");
        }
    }

    pub fn move_clock(&mut self) {
        const YEAR: u64 = 365 * 86_400_000;
        // Mostly less than a day, so that few edits are incredible.
        let by = match self.random.below(10) {
            0 => self.random.next() % (4 * YEAR),
            _ => self.random.next() % 86_400_000,
        };
        if self.random.percent(50) {
            self.world.clock += by;
            self.fault("clock forward");
        } else {
            self.world.clock -= by;
            self.fault("clock back");
        }
        if self.random.percent(5) {
            self.world.clock += BIN_KEEPS;
            self.fault("a month passed");
        }
    }

    pub fn clear(&mut self) {
        self.fault("site data cleared");
        self.world.truth.cleared();
        self.world.browser.clear(self.world.truth.step);
    }

    pub fn overwrite(&mut self) {
        // A tab overwrites what it has not read yet.
        if self.world.browser.crossed.get() {
            return;
        }
        let ids = self.ids();
        let Some(id) = self.random.pick(&ids) else {
            return;
        };
        let key = Key::assessment(id).to_string();
        let step = self.world.truth.step;
        let text = if self.random.percent(40) {
            self.fault("records of a newer edition");
            format!(r#"{{"format":"demarc-assessment","version":99,"step":{step}}}"#)
        } else {
            self.fault("garbage written over a record");
            // The overwritten text is then unknown to every tab.
            format!("{{garbage {step}")
        };
        let foreign = |text: &String| record::read(text).is_err();
        if self.world.browser.texts().get(&key).is_some_and(foreign) {
            return;
        }
        self.trace(&key);
        let World { truth, browser, .. } = &mut self.world;
        truth.overwritten(&key, &text, browser);
        browser.overwrite(&key, &text);
    }

    pub fn crash(&mut self) {
        if self.random.percent(50) {
            self.world.browser.flush(self.world.truth.step);
        }
        self.fault("browser crashes");
        self.restart();
        for _ in 0..self.random.below(3) {
            self.open_tab();
        }
    }
}

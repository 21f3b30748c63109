//! Simulates a browser with up to three tabs and injected faults, over many generated runs.
//! A run is its seed: `DEMARC_SEED=17` runs that one and prints its events; `DEMARC_RUNS=100000` runs more, from that
//! seed on.

#[path = "../reliability/mod.rs"]
mod reliability;

mod browser;
mod counts;
mod faults;
mod random;
mod tab;
mod truth;

use std::rc::Rc;

use demarc_catalog::{FactId, Level, PracticeId, ServiceId, VariantId};
use demarc_core::assessment::{Assessment, AssessmentId, Response};
use demarc_core::exchange::record;
use demarc_core::library::import::ImportAction;
use demarc_core::store::Key;

use browser::Browser;
use counts::Counts;
use random::Random;
use tab::{Tab, World};
use truth::Truth;

/// The number of runs, unless `DEMARC_RUNS` sets it.
const RUNS: u64 = 400;
/// The number of steps in a run.
const STEPS: usize = 150;

struct Simulation {
    random: Random,
    world: World,
    tabs: Vec<Tab>,
    /// The files that were saved.
    files: Vec<Vec<Assessment>>,
    counts: Counts,
    /// Whether the browser has a mirror at all.
    has_mirror: bool,
    verbose: bool,
    /// The lines that [`Simulation::describe`] printed last.
    described: Vec<String>,
}

#[test]
fn whatever_happens_to_tabs_and_browser_nothing_that_was_kept_is_lost() {
    let number = |name| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let (first, runs) = (number("DEMARC_SEED"), number("DEMARC_RUNS"));
    let verbose = first.is_some() && runs.is_none();
    let first = first.unwrap_or_default();
    let seeds = first..first + runs.unwrap_or(if verbose { 1 } else { RUNS });
    let mut all = Counts::default();
    let mut broken = Vec::new();
    for seed in seeds {
        let mut simulation = Simulation::new(seed, verbose);
        simulation.run();
        all.add(simulation.counts, &simulation.world.truth);
        let found = simulation.world.truth.broken;
        broken.extend(found.first().map(|first| format!("seed {seed}: {first}")));
    }
    let counts = all.as_json(broken.len());
    println!("{counts:#}");
    if !verbose {
        reliability::write("simulation", &counts);
    }
    assert!(
        broken.is_empty(),
        "{} broke:\n{}",
        broken.len(),
        broken.join("\n")
    );
}

impl Simulation {
    fn new(seed: u64, verbose: bool) -> Self {
        let mut random = Random::new(seed);
        let has_mirror = !random.percent(25);
        let browser = Browser::default();
        // Without a mirror, tabs that write at the same instant can overwrite each other's edits.
        browser.crossed.set(has_mirror && random.percent(40));
        browser.mirror.down.set(!has_mirror);
        let world = World {
            browser: Rc::new(browser),
            clock: 1_800_000_000_000,
            ids: 0,
            truth: Truth::default(),
        };
        Self {
            random,
            world,
            tabs: Vec::new(),
            files: Vec::new(),
            counts: Counts::default(),
            has_mirror,
            verbose,
            described: Vec::new(),
        }
    }

    fn run(&mut self) {
        for _ in 0..=self.random.below(3) {
            self.open_tab();
        }
        self.tabs[0].start(&mut self.world);
        for step in 1..=STEPS {
            self.world.truth.step = step;
            self.world.clock += self.random.next() % 500;
            self.world.truth.clock(self.world.clock);
            self.counts.steps += 1;
            self.step();
            if self.verbose {
                self.describe();
            }
            if !self.world.truth.broken.is_empty() {
                return;
            }
        }
        self.world.truth.step = STEPS + 1;
        self.world.truth.clock(self.world.clock);
        self.remove_faults();
        for tab in &mut self.tabs {
            tab.keep(&mut self.world);
        }
        self.settle();
        if self.verbose {
            self.describe();
        }
        self.compare_tabs();
        self.restart();
    }

    fn trace(&self, what: &str) {
        if self.verbose {
            println!("{:4} {what}", self.world.truth.step);
        }
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.actions.entry(what).or_default() += 1;
        self.trace(what);
    }

    fn fault(&mut self, what: &'static str) {
        *self.counts.faults.entry(what).or_default() += 1;
        self.trace(what);
    }

    /// Prints what has changed in tabs and storage since the last call.
    fn describe(&mut self) {
        let browser = &self.world.browser;
        let mut lines: Vec<String> = self.tabs.iter().map(Tab::describe).collect();
        let mirror = browser.mirror.rows.borrow().clone();
        for (storage, texts) in [("device", browser.texts()), ("mirror", mirror)] {
            let texts = texts.iter();
            lines.extend(texts.map(|(key, text)| format!("{storage} {}", in_short(key, text))));
        }
        let gone = self.described.iter().filter(|it| !lines.contains(it));
        gone.for_each(|it| println!("       - {it}"));
        let added = lines.iter().filter(|it| !self.described.contains(it));
        added.for_each(|it| println!("       + {it}"));
        self.described = lines;
    }

    fn open_tab(&mut self) {
        let ids = self.ids();
        let at = self.random.pick(&ids).cloned();
        let tab = Tab::new(
            &self.world,
            self.tabs.len(),
            self.random.next(),
            at.as_ref(),
        );
        self.tabs.push(tab);
    }

    /// The ids of the records in localStorage.
    fn ids(&self) -> Vec<AssessmentId> {
        let keys = self.world.browser.texts().into_keys();
        keys.filter_map(|key| match Key::parse(&key) {
            Some(Key::Record(_, id)) => Some((&id).into()),
            _ => None,
        })
        .collect()
    }

    fn step(&mut self) {
        let which = self.random.below(self.tabs.len());
        self.trace(&format!("in tab {which}:"));
        // In most steps, a frame passes first.
        if self.random.percent(80) {
            self.tabs[which].catch_up(&mut self.world);
        }
        match self.random.below(1000) {
            0..265 => self.edit(which),
            265..270 => self.save_file(which),
            270..282 => self.open_file(which),
            282..292 => {
                let snapshot = self.random.below(8);
                if self.tabs[which].restore_snapshot(&mut self.world, snapshot) {
                    self.count("gone back to a snapshot");
                }
            }
            292..300 => {
                self.count("images set");
                self.tabs[which].keep_logo(&mut self.world);
            }
            300..520 => {
                self.tabs[which].receive_next(&mut self.world);
            }
            520..740 => self.tabs[which].advance(&mut self.world),
            740..780 => {
                let back = self.random.percent(70);
                if self.tabs[which].undo_or_redo(&mut self.world, back) {
                    self.count("undone and redone");
                }
            }
            780..800 => {
                self.count("started");
                self.tabs[which].start(&mut self.world);
            }
            800..840 => {
                let ids = self.ids();
                let id = self.random.pick(&ids).cloned();
                self.tabs[which].go(&mut self.world, id.as_ref());
            }
            840..855 => self.tabs[which].go(&mut self.world, None),
            855..870 => self.rename(which),
            870..875 => self.tabs[which].take_snapshot(&mut self.world),
            875..890 => self.delete(which),
            890..900 => self.bring_back(which),
            900..904 => self.discard(which),
            904..924 => self.reload(which),
            924..936 => self.toggle_full(),
            936..948 => self.toggle_blocked(),
            948..960 => self.toggle_mirror(),
            960..975 => self.world.browser.flush(self.world.truth.step),
            975..983 => self.crash(),
            983..985 => self.clear(),
            985..993 => self.overwrite(),
            _ => self.move_clock(),
        }
    }

    fn edit(&mut self, which: usize) {
        let change = self.change();
        if self.tabs[which].edit(&mut self.world, change) {
            self.count("edits");
        } else if self.tabs[which].open.is_none() {
            let ids = self.ids();
            let id = self.random.pick(&ids).cloned();
            self.tabs[which].go(&mut self.world, id.as_ref());
        }
    }

    /// A random edit whose value is unique to the run.
    fn change(&mut self) -> impl FnOnce(&mut Assessment) + use<> {
        let practices = ["iam.root", "os.patching", "app.gone-from-catalog"];
        let practice: PracticeId = practices[self.random.below(3)].parse().unwrap();
        let fact: FactId = "data.personal".parse().unwrap();
        let rds: ServiceId = "rds".parse().unwrap();
        let variant: VariantId = ["standard", "custom"][self.random.below(2)]
            .parse()
            .unwrap();
        let holds = self.random.percent(60);
        let level = Level::ALL[self.random.below(4)];
        let mut questions = demarc_edition::catalog().questions.iter();
        let exposure = questions.find(|it| it.id.as_str() == "exposure").unwrap();
        let options = &exposure.options;
        let option = &options[self.random.below(options.len())];
        let option = FactId::new(&exposure.id, &option.id).unwrap();
        let what = self.random.below(8);
        let text = format!("{} {}", self.world.truth.step, self.random.below(1000));
        move |it| match what {
            0 => it.respond(&practice, Some(Response::from(level))),
            1 => it.change_answer(&practice, |answer| answer.note = text),
            2 => it.change_answer(&practice, |answer| answer.owner = text),
            3 => it.name = text,
            4 if !it.profile.facts.remove(&fact) => drop(it.profile.facts.insert(fact)),
            5 => it.set_variant(&rds, &variant, holds),
            6 => it.respond(&practice, None),
            7 => it.set_fact(exposure, option, true),
            _ => it.profile.workload = text,
        }
    }

    /// Saves a file of everything.
    fn save_file(&mut self, which: usize) {
        let file = self.tabs[which].file(&mut self.world);
        if !file.is_empty() {
            self.count("files saved");
            self.files.push(file);
        }
    }

    /// Opens a file that was saved before, as the user chooses for each assessment.
    fn open_file(&mut self, which: usize) {
        let Some(file) = self.random.pick(&self.files).cloned() else {
            return;
        };
        self.count("files opened");
        let chosen = self.random.below(4);
        let choose = |index: usize| ImportAction::CHOICES[(chosen + index) % 4];
        self.tabs[which].import(&mut self.world, file, choose);
    }

    fn rename(&mut self, which: usize) {
        let listed = self.tabs[which].home.as_ref();
        let listed = listed
            .map(|kept| kept.assessments.clone())
            .unwrap_or_default();
        if let Some(it) = self.random.pick(&listed).cloned() {
            self.count("renamed on the first page");
            let name = format!("Name {}", self.world.truth.step);
            self.tabs[which].rename(&mut self.world, it, name);
        }
    }

    fn delete(&mut self, which: usize) {
        let kept = self.tabs[which].kept();
        let all: Vec<_> = kept.assessments.iter().chain(&kept.snapshots).collect();
        if let Some(it) = self.random.pick(&all) {
            self.trace(&format!("delete {}", it.id));
            self.count("deleted");
            self.tabs[which].delete(&mut self.world, &it.id);
        }
    }

    fn bring_back(&mut self, which: usize) {
        let kept = self.tabs[which].kept();
        if let Some(it) = self.random.pick(&kept.bin) {
            self.trace(&format!("bring back {}", it.assessment.id));
            self.count("brought back");
            self.tabs[which].bring_back(&mut self.world, &it.assessment.id, it.deleted);
        }
    }

    fn discard(&mut self, which: usize) {
        let kept = self.tabs[which].kept();
        let aside = kept.unreadable.iter().filter(|it| !it.newer);
        let keys = aside.map(|it| it.key.clone());
        let keys: Vec<_> = keys
            .chain(kept.bin.iter().map(|it| it.key.to_string()))
            .collect();
        if let Some(key) = self.random.pick(&keys) {
            self.count("discarded");
            self.tabs[which].discard(&mut self.world, key);
        }
    }

    fn reload(&mut self, which: usize) {
        // A killed tab does not save.
        if self.random.percent(50) {
            self.tabs[which].catch_up(&mut self.world);
        }
        if self.tabs[which].is_busy() {
            self.fault("tabs killed with a write under way");
        } else {
            self.count("tabs reloaded");
        }
        let ids = self.ids();
        let at = self.random.pick(&ids).cloned();
        let fresh = Tab::new(&self.world, which, self.random.next(), at.as_ref());
        let old = std::mem::replace(&mut self.tabs[which], fresh);
        old.kill(&self.world, self.random.percent(50));
    }

    /// Removes all faults.
    fn remove_faults(&self) {
        self.world.browser.room.set(None);
        self.world.browser.blocked.set(false);
        self.world.browser.mirror.down.set(!self.has_mirror);
    }

    /// Kills all tabs, resets localStorage to its last flush, starts the app again, and checks that nothing is lost.
    fn restart(&mut self) {
        for tab in std::mem::take(&mut self.tabs) {
            tab.kill(&self.world, self.random.percent(50));
        }
        let flushed = self.world.browser.crash();
        self.trace(&format!("back to step {flushed}"));
        self.counts.lost_without_mirror += self.world.truth.crashed(flushed);
        self.remove_faults();
        self.open_tab();
        self.settle();
        if self.verbose {
            self.describe();
        }
        let kept = self.tabs[0].kept();
        let logo = self.tabs[0].logo();
        let World { truth, browser, .. } = &mut self.world;
        self.counts.lost += truth.check(&kept, logo.as_deref(), browser);
    }

    /// Delivers all events and finishes all tasks.
    fn settle(&mut self) {
        for _ in 0..2000 {
            let mut settled = true;
            for tab in &mut self.tabs {
                settled &= !tab.is_busy();
                tab.advance(&mut self.world);
                settled &= !tab.receive_next(&mut self.world);
            }
            if self.verbose {
                self.describe();
            }
            if settled {
                return;
            }
        }
        let line = "tabs answer each other for ever".to_owned();
        self.world.truth.broken.push(line);
    }

    /// Tabs with the same assessment open agree with each other, with localStorage and with the mirror.
    fn compare_tabs(&mut self) {
        let browser = &self.world.browser;
        let all_have_mirrors = self.tabs.iter().all(Tab::has_mirror);
        for tab in &self.tabs {
            let Some(open) = &tab.open else {
                continue;
            };
            let key = Key::assessment(&open.id).to_string();
            let texts = browser.texts();
            let rows = browser.mirror.rows.borrow().clone();
            // A tab does not overwrite the record of a newer edition, so the two differ.
            if texts
                .get(&key)
                .is_some_and(|text| record::read(text).is_err())
            {
                continue;
            }
            // A write that was in progress during the deletion stays in the mirror until the next start. The tab shows what
            // was deleted, in the bin or for good, and says so: nothing of it is promised.
            let is_bin =
                |key: &String| matches!(Key::parse(key), Some(Key::Bin(_, _, id)) if id == open.id);
            let is_deleted = !texts.contains_key(&key) && self.world.truth.is_deleted(&open.id);
            let is_settled = all_have_mirrors && !is_deleted && !texts.keys().any(is_bin);
            // What a tab could not write to the device it tells other tabs when it saves the next time.
            let is_told = !self.tabs.iter().any(|it| it.is_in_memory(&open.id));
            let row = rows.get(&key).filter(|_| is_settled && is_told);
            for (storage, there) in [("device", texts.get(&key)), ("mirror", row)] {
                let there = there.and_then(|text| record::read(text).ok());
                // The moments of a clock that was ahead can differ.
                if there.is_some_and(|there| !there.differences(open).is_empty()) {
                    let line = format!("a tab has other answers in {} than the {storage}", open.id);
                    self.world.truth.broken.push(line);
                }
            }
        }
    }
}

/// A stored text in one line: what it is of, and the moment of each edit.
fn in_short(key: &str, text: &str) -> String {
    let key = key.trim_start_matches("demarc:v1:");
    let Ok(it) = record::read(text) else {
        return format!("{key} {text:.120}");
    };
    let of = it.snapshot.as_ref().map(|it| format!(" of {}", it.of));
    let edits = serde_json::to_string(&it.edits).expect("edits are written");
    format!("{key}{} {:?} {edits}", of.unwrap_or_default(), it.name)
}

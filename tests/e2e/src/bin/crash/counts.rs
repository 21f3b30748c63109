//! What the runs counted, for `docs/reliability.md`.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::{env, fs};

use demarc_e2e::Engine;
use serde_json::{Value, json};

use crate::course::{Course, End};
use crate::plan;

/// The results of runs.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub runs: u64,
    /// Steps that the screen called saved: how many, and how many of them are lost.
    pub acknowledged: u64,
    pub lost: u64,
    /// Steps that the screen called saved in one copy: how many, and how many of them are lost.
    pub once: u64,
    pub once_lost: u64,
    /// What localStorage alone would have lost when the browser was killed: in how many runs, and how many steps.
    pub alone_runs: u64,
    pub alone: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.runs += other.runs;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.once += other.once;
        self.once_lost += other.once_lost;
        self.alone_runs += other.alone_runs;
        self.alone += other.alone;
    }
}

/// The results of all runs in a browser.
#[derive(Debug, Default)]
pub struct Tally {
    /// By how the session ended, and in how many tabs.
    rows: BTreeMap<(End, usize), Counts>,
    /// Acknowledged steps by their kind.
    kinds: BTreeMap<&'static str, u64>,
    /// Runs with a loss that must not be.
    faulty: u64,
}

impl Tally {
    /// Counts a run and the kinds of its acknowledged steps.
    pub fn add(
        &mut self,
        course: &Course,
        counts: Counts,
        kinds: impl IntoIterator<Item = &'static str>,
    ) {
        *self.rows.entry((course.end, course.tabs)).or_default() += counts;
        for kind in kinds {
            *self.kinds.entry(kind).or_default() += 1;
        }
        let is_faulty = counts.lost > 0 || (counts.once_lost > 0 && !course.may_lose_one_copy());
        self.faulty += u64::from(is_faulty);
    }

    fn sum(&self) -> Counts {
        let mut sum = Counts::default();
        for row in self.rows.values() {
            sum += *row;
        }
        sum
    }

    /// Why the runs failed, if so.
    pub fn fault(&self) -> Option<String> {
        let runs = self.sum().runs;
        let missing = plan::KINDS.iter().find(|it| !self.kinds.contains_key(*it));
        match missing {
            _ if self.faulty > 0 => Some(format!("{} of {runs} runs lost something", self.faulty)),
            // A few runs may miss a kind of step by chance.
            Some(kind) if runs >= 30 || self.kinds.is_empty() => {
                Some(format!("no step was acknowledged of these: {kind}"))
            }
            _ => None,
        }
    }

    /// Prints the results, and writes them for `docs/reliability.md` to the folder that `DEMARC_REPORT` names.
    pub fn report(&self, engine: Engine, seed: u64) {
        let rows = self.rows.iter().map(|((end, tabs), it)| {
            json!({
                "end": end.name(),
                "tabs": tabs,
                "runs": it.runs,
                "acknowledged": it.acknowledged,
                "lost": it.lost,
                "once": it.once,
                "once_lost": it.once_lost,
                "alone_runs": it.alone_runs,
                "alone": it.alone,
            })
        });
        let rows: Vec<Value> = rows.collect();
        for row in &rows {
            println!("{row}");
        }
        let sum = self.sum();
        println!(
            "{}: {} runs, {} steps acknowledged, {} lost; {} steps in one copy, {} lost; {:?}",
            engine.name(),
            sum.runs,
            sum.acknowledged,
            sum.lost,
            sum.once,
            sum.once_lost,
            self.kinds
        );
        let all = json!({ "seed": seed, "kinds": self.kinds, "ends": rows });
        let folder = env::var("DEMARC_REPORT").unwrap_or_else(|_| "target/reliability".to_owned());
        let file = format!("{folder}/crash-{}.json", engine.name());
        let written = fs::create_dir_all(&folder).and_then(|()| fs::write(file, all.to_string()));
        if let Err(error) = written {
            println!("{folder} can't be written: {error}");
        }
    }
}

//! Findings become the counts of a scan.
//!
//! The result does not depend on the order of findings: whatever is counted is decided when all are there.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use demarc_catalog::CheckListId;
use demarc_core::evidence::{LeftOut, Scan, ScanKind, Tally};

use crate::day::{self, Moment};
use crate::known::{Known, Naming, told};

/// How many findings are kept by their identity: as many as fit into a table of 50 MB. What comes after them counts as it
/// comes.
const MOST_IDENTITIES: usize = 1_800_000;

/// How many tallies a scan has at most.
const MOST_TALLIES: usize = if cfg!(test) { 100 } else { 20_000 };

/// How many accounts are named where there are too many tallies.
const MOST_ACCOUNTS: usize = if cfg!(test) { 10 } else { 100 };

/// How many cells there are while a file is read. Beyond that they are folded at once, as at the end.
const MOST_CELLS: usize = if cfg!(test) { 200 } else { 400_000 };

/// How many names of unknown checks a scan has.
const MOST_UNKNOWN: usize = 50;

/// How many names are told apart. Real files have fewer; the others count as unnamed.
const MOST_CHECKS: usize = 10_000;
const MOST_ACCOUNT_NAMES: usize = 200_000;
const MOST_REGIONS: usize = 1_000;

/// How many characters the name of an unknown check or of a resource has at most.
const LONGEST_NAME: usize = 200;

/// How many examples a check has, and how many are kept until it is known which findings are superseded.
const EXAMPLES: usize = 5;
const CANDIDATES: usize = 64;

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// No result.
    Unknown,
    /// To be judged by a person.
    Manual,
    /// The resource is as the check wants it.
    Passed,
    /// The user of the tool wants to hear nothing of it.
    Muted,
    /// The resource is not as the check wants it.
    Failed,
}

/// What becomes of a finding. Of two states of a moment, the later of this order counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    LeftOut(LeftOut),
    Counts(Status),
}

/// A finding. Texts are empty where the file has none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finding<'a> {
    /// How the tool names its checks.
    pub naming: Naming,
    /// The check.
    pub check: &'a str,
    /// What the finding is known by. The newest finding with an identity counts.
    pub identity: Identity<'a>,
    /// The account, as the file writes it.
    pub account: &'a str,
    /// The Region, as the file writes it.
    pub region: &'a str,
    /// When this was so.
    pub moment: Option<Moment>,
    /// What it says.
    pub status: Status,
    /// The name of the resource.
    pub resource: &'a str,
    /// How many resources it is about.
    pub count: u64,
}

/// Texts that together tell a finding from all others; empty if nothing does.
pub(crate) type Identity<'a> = &'a [&'a str];

/// The accumulator.
pub(crate) struct Reducer<'a> {
    known: &'a Known<'a>,
    with_examples: bool,
    checks: Vec<Check<'a>>,
    by_name: HashMap<Naming, HashMap<Box<str>, u32>>,
    by_id: HashMap<Check<'a>, u32>,
    accounts: Names,
    regions: Names,
    cells: Cells,
    states: HashMap<u64, State, BuildHasherDefault<Hashed>>,
    left_out: BTreeMap<LeftOut, u64>,
    examples: BTreeMap<u32, BTreeSet<(Box<str>, u64, Moment)>>,
    has_rounded_accounts: bool,
    counts_at_least: bool,
    unnamed: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Check<'a> {
    Known(&'a CheckListId, &'a str),
    Unknown(Box<str>),
}

/// The state of a finding with an identity.
#[derive(Debug, Clone, Copy)]
struct State {
    moment: Moment,
    /// The index of its cell; of no meaning if it is left out.
    cell: u32,
    outcome: Outcome,
}

/// The moment of findings without one: before all others.
const UNDATED: Moment = Moment::MIN;

/// Hands on a hash that is one already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Names by their index. The index of the empty name is 0.
struct Names {
    names: Vec<Box<str>>,
    by_name: HashMap<Box<str>, u32>,
    most: usize,
}

impl Names {
    fn new(most: usize) -> Self {
        let mut names = Self {
            names: Vec::new(),
            by_name: HashMap::new(),
            most,
        };
        names.index("");
        names
    }

    /// The index of a name; 0 if there are too many names.
    fn index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.by_name.get(name) {
            return *index;
        }
        if self.names.len() >= self.most {
            return 0;
        }
        let index = index(self.names.len());
        self.names.push(name.into());
        self.by_name.insert(name.into(), index);
        index
    }

    fn name(&self, index: u32) -> &str {
        self.names.get(index as usize).map_or("", |it| it)
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A check in an account and a Region, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    check: u32,
    account: u32,
    region: u32,
}

/// What is counted of a key.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Passed, failed, muted, manual, unknown.
    counts: [u64; 5],
    /// The first and the last day.
    days: Option<(i32, i32)>,
    is_undated: bool,
}

impl Cell {
    fn add(&mut self, status: Status, moment: Moment, count: u64) {
        let [passed, failed, muted, manual, unknown] = &mut self.counts;
        let counter = match status {
            Status::Passed => passed,
            Status::Failed => failed,
            Status::Muted => muted,
            Status::Manual => manual,
            Status::Unknown => unknown,
        };
        *counter = counter.saturating_add(count);
        if moment == UNDATED {
            self.is_undated = true;
        } else {
            let day = day::day(moment);
            self.days = merged(self.days, Some((day, day)));
        }
    }

    fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine = mine.saturating_add(theirs);
        }
        self.days = merged(self.days, other.days);
        self.is_undated |= other.is_undated;
    }

    fn is_empty(&self) -> bool {
        self.counts == [0; 5]
    }
}

fn merged(one: Option<(i32, i32)>, other: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (one, other) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        _ => one.or(other),
    }
}

/// The cells, and what is folded in them.
#[derive(Default)]
struct Cells {
    keys: Vec<Key>,
    cells: Vec<Cell>,
    by_key: HashMap<Key, u32>,
    without_regions: bool,
    /// The accounts that keep their cells; `None` while all do.
    named: Option<BTreeSet<u32>>,
}

impl Cells {
    /// The index of a cell.
    fn index(&mut self, key: Key) -> u32 {
        let key = self.folded(key);
        let next = index(self.keys.len());
        let index = *self.by_key.entry(key).or_insert(next);
        if index == next {
            self.keys.push(key);
            self.cells.push(Cell::default());
        }
        index
    }

    fn folded(&self, mut key: Key) -> Key {
        if self.without_regions {
            key.region = Tally::ALL_REGIONS;
        }
        if self
            .named
            .as_ref()
            .is_some_and(|it| !it.contains(&key.account))
        {
            key.account = Tally::OTHER_ACCOUNTS;
        }
        key
    }

    /// Merges cells whose keys are folded to the same. Returns the new index of each.
    fn fold(&mut self) -> Vec<u32> {
        let (keys, cells) = (
            std::mem::take(&mut self.keys),
            std::mem::take(&mut self.cells),
        );
        self.by_key.clear();
        let mut moved = Vec::with_capacity(keys.len());
        for (key, cell) in keys.into_iter().zip(cells) {
            let to = self.index(key);
            if let Some(into) = self.cells.get_mut(to as usize) {
                into.merge(&cell);
            }
            moved.push(to);
        }
        moved
    }
}

/// The hash of the texts that tell a finding from all others; `None` if nothing does.
fn hash(identity: Identity) -> Option<u64> {
    // The placeholders of published examples are the same in every finding.
    let is_placeholder = |it: &&str| it.starts_with('<') && it.ends_with('>');
    let nothing = identity
        .iter()
        .all(|it| it.is_empty() || is_placeholder(it));
    // The keys of this hasher are fixed.
    let mut hasher = std::hash::DefaultHasher::new();
    identity.hash(&mut hasher);
    (!nothing).then(|| hasher.finish().max(1))
}

/// An account: its 12 digits, or the empty text. Spreadsheet programs drop the zeros that an account begins with, which
/// are put back, and write large numbers with an exponent, which loses digits: those are `Err`.
fn account(text: &str) -> Result<std::borrow::Cow<'_, str>, ()> {
    let text = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '=' | '"' | '\''));
    if text.bytes().all(|it| it.is_ascii_digit()) {
        return Ok(match text.len() {
            12 => text.into(),
            8..12 => format!("{text:0>12}").into(),
            _ => "".into(),
        });
    }
    let rounded = text
        .split_once(['E', 'e'])
        .is_some_and(|(number, exponent)| {
            let digits = |it: &str| it.bytes().any(|it| it.is_ascii_digit());
            let numeric = |it: &str| {
                it.bytes()
                    .all(|it| it.is_ascii_digit() || b".,+".contains(&it))
            };
            digits(number) && digits(exponent) && numeric(number) && numeric(exponent)
        });
    if rounded { Err(()) } else { Ok("".into()) }
}

/// A Region, or the empty text for what can't be one.
fn region(text: &str) -> &str {
    let text = text.trim();
    let fits = text
        .bytes()
        .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
    if fits && text.len() <= 32 { text } else { "" }
}

fn shortened(name: &str) -> Box<str> {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => name.get(..end).unwrap_or_default().into(),
        None => name.into(),
    }
}

impl<'a> Reducer<'a> {
    pub(crate) fn new(known: &'a Known<'a>, with_examples: bool) -> Self {
        Self {
            known,
            with_examples,
            checks: Vec::new(),
            by_name: HashMap::new(),
            by_id: HashMap::new(),
            accounts: Names::new(MOST_ACCOUNT_NAMES),
            regions: Names::new(MOST_REGIONS),
            cells: Cells::default(),
            states: HashMap::default(),
            left_out: BTreeMap::new(),
            examples: BTreeMap::new(),
            has_rounded_accounts: false,
            counts_at_least: false,
            unnamed: 0,
        }
    }

    /// Whether a list has a check.
    pub(crate) fn knows(&self, naming: Naming, check: &str) -> bool {
        self.known.find(naming, check).is_some()
    }

    /// Notes that what is counted of failed resources is the least that there are.
    pub(crate) fn count_at_least(&mut self) {
        self.counts_at_least = true;
    }

    /// Counts a finding.
    pub(crate) fn add(&mut self, finding: &Finding) {
        let check = finding.check.trim();
        if check.is_empty() {
            return self.leave_out(LeftOut::NoCheck, finding.identity, finding.moment);
        }
        let Some(check) = self.check(finding.naming, check) else {
            self.unnamed = self.unnamed.saturating_add(finding.count);
            return;
        };
        let account = account(finding.account).unwrap_or_else(|()| {
            self.has_rounded_accounts = true;
            "".into()
        });
        let key = Key {
            check,
            account: self.accounts.index(&account),
            region: self.regions.index(region(finding.region)),
        };
        self.make_room(key.account);
        let state = State {
            moment: finding.moment.unwrap_or(UNDATED),
            cell: self.cells.index(key),
            outcome: Outcome::Counts(finding.status),
        };
        let hash = hash(finding.identity);
        self.note_example(finding, check, hash.unwrap_or_default(), state.moment);
        self.note(hash, state, finding.count);
    }

    /// Counts a finding that says nothing.
    pub(crate) fn leave_out(&mut self, why: LeftOut, identity: Identity, moment: Option<Moment>) {
        let state = State {
            moment: moment.unwrap_or(UNDATED),
            cell: 0,
            outcome: Outcome::LeftOut(why),
        };
        self.note(hash(identity), state, 1);
    }

    /// Counts findings that say nothing.
    pub(crate) fn leave_out_many(&mut self, why: LeftOut, count: u64) {
        if count > 0 {
            let sum = self.left_out.entry(why).or_default();
            *sum = sum.saturating_add(count);
        }
    }

    fn note(&mut self, hash: Option<u64>, state: State, count: u64) {
        let Some(hash) = hash else {
            return self.count(state, count);
        };
        let Some(before) = self.states.get(&hash).copied() else {
            if self.states.len() < MOST_IDENTITIES {
                self.states.insert(hash, state);
            } else {
                self.count(state, count);
            }
            return;
        };
        self.leave_out_many(LeftOut::Earlier, 1);
        if self.order(&before, &state) == Ordering::Less {
            self.states.insert(hash, state);
        }
    }

    /// Which of two states of a finding is newer. Of two of one moment the worse is, and then what their cells say, so
    /// that the order in which they come does not matter.
    fn order(&self, one: &State, other: &State) -> Ordering {
        let of = |state: &State| {
            let key = self.cells.keys.get(state.cell as usize)?;
            let check = self.checks.get(key.check as usize)?;
            let (account, region) = (
                self.accounts.name(key.account),
                self.regions.name(key.region),
            );
            Some((check, account, region))
        };
        (one.moment, one.outcome)
            .cmp(&(other.moment, other.outcome))
            .then_with(|| of(one).cmp(&of(other)))
    }

    fn count(&mut self, state: State, count: u64) {
        match state.outcome {
            Outcome::LeftOut(why) => self.leave_out_many(why, count),
            Outcome::Counts(status) => {
                if let Some(cell) = self.cells.cells.get_mut(state.cell as usize) {
                    cell.add(status, state.moment, count);
                }
            }
        }
    }

    /// The index of a check; `None` if too many are unknown.
    fn check(&mut self, naming: Naming, name: &str) -> Option<u32> {
        if let Some(index) = self.by_name.get(&naming).and_then(|it| it.get(name)) {
            return Some(*index);
        }
        let check = match self.known.find(naming, name) {
            Some((list, id)) => Check::Known(list, id),
            None => Check::Unknown(shortened(&told(naming, name))),
        };
        if self.checks.len() >= MOST_CHECKS && matches!(check, Check::Unknown(_)) {
            return None;
        }
        let next = index(self.checks.len());
        let index = *self.by_id.entry(check.clone()).or_insert(next);
        if index == next {
            self.checks.push(check);
        }
        self.by_name
            .entry(naming)
            .or_default()
            .insert(name.into(), index);
        Some(index)
    }

    /// Folds cells where there are too many: they would be folded at the end.
    fn make_room(&mut self, account: u32) {
        let crowded = self.cells.keys.len() >= MOST_CELLS;
        let first = match &self.cells.named {
            // An account that comes before those that are named takes the place of the last.
            Some(named) if !named.contains(&account) => {
                let last = named.iter().map(|it| self.accounts.name(*it)).max();
                last.is_none_or(|last| self.accounts.name(account) < last)
            }
            Some(_) => false,
            None => crowded && self.cells.without_regions,
        };
        if first {
            let named: BTreeSet<(&str, u32)> = self
                .accounts
                .names
                .iter()
                .map(|it| &**it)
                .zip(0..)
                .collect();
            let named = named.into_iter().take(MOST_ACCOUNTS).map(|it| it.1);
            self.cells.named = Some(named.collect());
        } else if crowded && !self.cells.without_regions {
            self.cells.without_regions = true;
        } else {
            return;
        }
        let moved = self.cells.fold();
        for state in self.states.values_mut() {
            state.cell = moved.get(state.cell as usize).copied().unwrap_or_default();
        }
    }

    fn note_example(&mut self, finding: &Finding, check: u32, hash: u64, moment: Moment) {
        let wanted =
            self.with_examples && finding.status == Status::Failed && !finding.resource.is_empty();
        if wanted {
            let candidates = self.examples.entry(check).or_default();
            candidates.insert((shortened(finding.resource), hash, moment));
            if candidates.len() > CANDIDATES {
                candidates.pop_last();
            }
        }
    }

    /// How many findings there were, whatever became of them, but for damaged ones.
    fn has_findings(&self) -> bool {
        let others = self.left_out.iter().any(|it| *it.0 != LeftOut::Damaged);
        others || !self.checks.is_empty() || !self.states.is_empty() || self.unnamed > 0
    }

    /// Whether there were findings, and none could be read.
    pub(crate) fn is_all_damaged(&self) -> bool {
        self.left_out.contains_key(&LeftOut::Damaged) && !self.has_findings()
    }

    /// Whether there were no findings, not even damaged ones.
    pub(crate) fn is_empty(&self) -> bool {
        self.left_out.is_empty() && !self.has_findings()
    }

    /// The scan.
    pub(crate) fn finish(
        mut self,
        file: String,
        kind: ScanKind,
        tool: String,
        is_cut_off: bool,
    ) -> Scan {
        let examples = self.finished_examples();
        for state in std::mem::take(&mut self.states).into_values() {
            self.count(state, 1);
        }
        let counted = self.cells.cells.iter().filter(|it| !it.is_empty());
        let days = counted.fold(None, |sum, it| merged(sum, it.days));
        let regions = self.region_names();
        let other_accounts = self.fold_tallies();
        let accounts = self.account_names();
        let place = |names: &[Box<str>], name: &str| {
            index(
                names
                    .binary_search_by(|it| (**it).cmp(name))
                    .unwrap_or_default(),
            )
        };
        let mut checks = BTreeMap::<CheckListId, BTreeMap<String, Vec<Tally>>>::new();
        let mut unknown = BTreeMap::<&str, u64>::new();
        for (key, cell) in self.counted_cells() {
            match self.checks.get(key.check as usize) {
                Some(Check::Known(list, id)) => {
                    let tally = Tally {
                        account: match key.account {
                            Tally::OTHER_ACCOUNTS => Tally::OTHER_ACCOUNTS,
                            account => place(&accounts, self.accounts.name(account)),
                        },
                        region: match key.region {
                            Tally::ALL_REGIONS => Tally::ALL_REGIONS,
                            region => place(&regions, self.regions.name(region)),
                        },
                        ..tally(cell, days)
                    };
                    let list = checks.entry((*list).clone()).or_default();
                    list.entry((*id).to_owned()).or_default().push(tally);
                }
                Some(Check::Unknown(name)) => {
                    let of = unknown.entry(name).or_default();
                    *of = cell
                        .counts
                        .iter()
                        .fold(*of, |sum, it| sum.saturating_add(*it));
                }
                None => {}
            }
        }
        for tallies in checks.values_mut().flat_map(BTreeMap::values_mut) {
            tallies.sort_unstable_by_key(|it| (it.account, it.region));
        }
        let unknowns = unknown.values();
        let unknowns = unknowns.fold(self.unnamed, |sum, it| sum.saturating_add(*it));
        let mut left_out: BTreeMap<_, _> = self
            .left_out
            .iter()
            .map(|(why, it)| (*why, number(*it)))
            .collect();
        if unknowns > 0 {
            left_out.insert(LeftOut::UnknownCheck, number(unknowns));
        }
        let unknown = unknown.into_iter().take(MOST_UNKNOWN);
        Scan {
            file,
            kind,
            tool,
            oldest: days.and_then(|it| day::date(it.0)),
            newest: days.and_then(|it| day::date(it.1)),
            unknown_checks: unknown
                .map(|(name, it)| (name.to_owned(), number(it)))
                .collect(),
            accounts: accounts.into_iter().map(Into::into).collect(),
            other_accounts,
            has_rounded_accounts: self.has_rounded_accounts,
            counts_at_least: self.counts_at_least,
            regions: regions.into_iter().map(Into::into).collect(),
            checks,
            left_out,
            examples,
            is_cut_off,
        }
    }

    /// The cells with findings.
    fn counted_cells(&self) -> impl Iterator<Item = (&Key, &Cell)> {
        let cells = self.cells.keys.iter().zip(&self.cells.cells);
        cells.filter(|it| !it.1.is_empty())
    }

    /// The Regions with findings, sorted.
    fn region_names(&self) -> Vec<Box<str>> {
        if self.cells.without_regions {
            let mut names = self.regions.names.clone();
            names.sort_unstable();
            return names;
        }
        let names = self
            .counted_cells()
            .map(|(key, _)| self.regions.name(key.region));
        let names: BTreeSet<&str> = names.collect();
        names.into_iter().map(Into::into).collect()
    }

    /// The named accounts with findings, sorted.
    fn account_names(&self) -> Vec<Box<str>> {
        let named = self.counted_cells().map(|it| it.0.account);
        let named = named.filter(|it| *it != Tally::OTHER_ACCOUNTS);
        let names: BTreeSet<&str> = named.map(|it| self.accounts.name(it)).collect();
        names.into_iter().map(Into::into).collect()
    }

    /// Folds Regions if there are too many tallies, then accounts if there still are. Returns how many accounts are not
    /// named.
    fn fold_tallies(&mut self) -> u32 {
        let is_known = |of: &Self, key: &Key| {
            let check = of.checks.get(key.check as usize);
            matches!(check, Some(Check::Known(..)))
        };
        let is_too_many = |of: &Self| {
            let known = of.counted_cells().filter(|it| is_known(of, it.0));
            known.count() > MOST_TALLIES
        };
        if !self.cells.without_regions && is_too_many(self) {
            self.cells.without_regions = true;
            self.cells.fold();
        }
        let count = |names: Vec<Box<str>>| names.iter().filter(|it| !it.is_empty()).count();
        let before = match &self.cells.named {
            Some(_) => self.accounts.names.len() - 1,
            None => count(self.account_names()),
        };
        if is_too_many(self) {
            let (mut tallies, mut checks) =
                (BTreeMap::<(&str, u32), usize>::new(), BTreeSet::new());
            for (key, _) in self.counted_cells().filter(|it| is_known(self, it.0)) {
                checks.insert(key.check);
                if key.account != Tally::OTHER_ACCOUNTS {
                    let name = self.accounts.name(key.account);
                    *tallies.entry((name, key.account)).or_default() += 1;
                }
            }
            let mut room = MOST_TALLIES.saturating_sub(checks.len());
            let fits =
                tallies
                    .into_iter()
                    .take(MOST_ACCOUNTS)
                    .map_while(|((_, account), count)| {
                        room = room.checked_sub(count)?;
                        Some(account)
                    });
            self.cells.named = Some(fits.collect());
            self.cells.fold();
        }
        let named = count(self.account_names());
        index(before.saturating_sub(named))
    }

    /// Up to five names of resources for each known check that failed, of findings that count.
    fn finished_examples(&mut self) -> BTreeMap<CheckListId, BTreeMap<String, Vec<String>>> {
        let mut examples = BTreeMap::<CheckListId, BTreeMap<String, Vec<String>>>::new();
        for (check, candidates) in std::mem::take(&mut self.examples) {
            let Some(Check::Known(list, id)) = self.checks.get(check as usize) else {
                continue;
            };
            let counts = |hash: u64, moment: Moment| {
                self.states.get(&hash).is_none_or(|it| {
                    it.moment == moment && it.outcome == Outcome::Counts(Status::Failed)
                })
            };
            let names = candidates.into_iter().filter(|it| counts(it.1, it.2));
            let names: BTreeSet<String> = names.map(|it| it.0.into()).collect();
            let names: Vec<String> = names.into_iter().take(EXAMPLES).collect();
            if !names.is_empty() {
                let list = examples.entry((*list).clone()).or_default();
                list.insert((*id).to_owned(), names);
            }
        }
        examples
    }
}

/// The counts of a cell, and its days as days before the newest of the file. Findings without a date count as old as the
/// oldest that has one.
fn tally(cell: &Cell, days: Option<(i32, i32)>) -> Tally {
    let [passed, failed, muted, manual, unknown] = cell.counts.map(number);
    let (first, last) = days.unwrap_or_default();
    let (oldest, newest) = match cell.days {
        Some((_, newest)) if cell.is_undated => (first, newest),
        Some(days) => days,
        None => (first, first),
    };
    Tally {
        account: 0,
        region: 0,
        passed,
        failed,
        muted,
        manual,
        unknown,
        oldest: last.abs_diff(oldest),
        newest: last.abs_diff(newest),
    }
}

fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A scan of findings, each an identity, a check, an account, a Region and a day.
    fn scan(findings: &[(u32, u8, u64, u8, i64)]) -> Scan {
        let lists = &demarc_edition::texts().expect("texts").check_lists;
        let known = Known::new(lists);
        let mut reducer = Reducer::new(&known, true);
        for (identity, check, account, region, day) in findings {
            let checks = [
                "iam_no_root_access_key",
                "accessanalyzer_enabled",
                "unknown",
            ];
            reducer.add(&Finding {
                naming: Naming::Prowler,
                check: checks[usize::from(*check) % checks.len()],
                identity: &[&identity.to_string()],
                account: &format!("{:012}", account + 100),
                region: &format!("region-{region}"),
                moment: day::moment("2026-02-11").map(|it| it + day * 86_400_000),
                status: if day % 2 == 0 {
                    Status::Failed
                } else {
                    Status::Passed
                },
                resource: &format!("resource-{identity}"),
                count: 1,
            });
        }
        reducer.finish(
            "file".to_owned(),
            ScanKind::ProwlerCsv,
            "Prowler".to_owned(),
            false,
        )
    }

    fn findings() -> impl Strategy<Value = Vec<(u32, u8, u64, u8, i64)>> {
        // A finding stays in its place; only its day changes.
        let one = (0..3000_u32, 0..4_i64).prop_map(|(id, day)| {
            let place = id % 2000;
            (
                id,
                (place % 3) as u8,
                u64::from(place / 3 % 130),
                (place / 390) as u8,
                day,
            )
        });
        prop::collection::vec(one, 0..1500)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn folding_while_reading_is_folding_at_the_end((findings, shuffled) in findings().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle()))) {
            let scan = scan(&findings);
            prop_assert_eq!(&scan, &super::tests::scan(&shuffled));
            let tallies: Vec<&Tally> = scan.checks.values().flat_map(|it| it.values().flatten()).collect();
            prop_assert!(tallies.len() <= MOST_TALLIES);
            let distinct: BTreeSet<u32> = findings.iter().map(|it| it.0).collect();
            let counted: u32 = tallies.iter().map(|it| it.passed + it.failed).sum();
            prop_assert_eq!((counted + scan.unknown_checks.values().sum::<u32>()) as usize, distinct.len());
            let accounts: BTreeSet<u64> = findings.iter().map(|it| it.2).collect();
            prop_assert_eq!(scan.accounts.len() + scan.other_accounts as usize, accounts.len());
        }
    }

    #[test]
    fn accounts_are_digits_or_nothing() {
        for (text, wanted) in [
            ("012345678901", Some("012345678901")),
            ("12345678901", Some("012345678901")),
            ("1234567", Some("")),
            ("0123456789012", Some("")),
            (" '012345678901 ", Some("012345678901")),
            ("arn:aws:iam::012345678901:root", Some("")),
            ("9E+11", None),
            ("1.23457E+11", None),
            ("e", Some("")),
            ("", Some("")),
        ] {
            assert_eq!(account(text).as_deref().ok(), wanted, "{text}");
        }
    }
}

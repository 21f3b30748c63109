//! Which findings of the scans count: those of the assessment's accounts, that are not older than the age limit, and of
//! several scans of one account the newest.

use std::collections::{BTreeMap, BTreeSet};

use super::{Accounts, Evidence, KeptScan, Scan, Tally};
use demarc_catalog::{CheckListId, Date};

/// What the findings that count say of one check, over all accounts and Regions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// How many resources passed.
    pub passed: u32,
    /// How many resources failed.
    pub failed: u32,
    /// How many findings are muted.
    pub muted: u32,
    /// How many findings have to be judged by a person.
    pub manual: u32,
    /// How many findings have no result.
    pub unknown: u32,
    /// The accounts in which it passed or failed. The empty text stands for an account that no finding names.
    pub accounts: BTreeSet<String>,
    /// In how many more accounts it may have passed or failed: those that a scan does not name.
    pub other_accounts: u32,
    /// The accounts in which it failed, of those that are named.
    pub failed_in: BTreeSet<String>,
    /// The day of the newest finding.
    pub newest: Option<Date>,
    /// Names of resources that failed, if the user asked for them.
    pub examples: BTreeSet<String>,
    /// Whether more resources may have failed, and nothing says how many passed: see [`super::Scan::counts_at_least`].
    pub is_at_least: bool,
    /// Whether all of it is intent: see [`super::ScanKind::is_intent`].
    pub is_intent: bool,
}

demarc_catalog::keyed! {
    /// What became of a scan.
    pub enum ScanState {
        /// It counts, or some of it.
        Counts = "counts",
        /// A newer scan of the same accounts takes its place.
        Replaced = "replaced",
        /// It is older than the age limit.
        Stale = "stale",
        /// It is about accounts that do not belong to the assessment.
        OtherAccounts = "other-accounts",
        /// It has no finding.
        Empty = "empty",
    }
}

/// How much of the estate the findings that count are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The accounts that are named.
    pub accounts: BTreeSet<String>,
    /// How many more accounts there are, which scans do not name because there were too many.
    pub other_accounts: u32,
    /// Whether findings count that name no account.
    pub has_unnamed: bool,
    /// How many accounts there are by what the user said; `None` if the user has not said.
    pub declared: Option<usize>,
    /// The Regions.
    pub regions: BTreeSet<String>,
    /// The days of the oldest and the newest finding.
    pub days: Option<(Date, Date)>,
}

impl Coverage {
    /// How many accounts were seen, at least.
    #[must_use]
    pub fn seen(&self) -> usize {
        let others = usize::try_from(self.other_accounts).unwrap_or(usize::MAX);
        let named = self.accounts.len().saturating_add(others);
        named.max(usize::from(self.has_unnamed))
    }

    /// How many accounts there are: as declared, and never fewer than were seen.
    #[must_use]
    pub fn of(&self) -> Option<usize> {
        self.declared.map(|declared| declared.max(self.seen()))
    }

    /// Whether accounts are missing, or may be.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.of().is_none_or(|of| of > self.seen())
    }
}

/// The findings that count.
pub(super) struct Counted<'a> {
    /// By list and check.
    pub checks: BTreeMap<(&'a CheckListId, &'a str), CheckCounts>,
    pub coverage: Coverage,
    /// What became of each scan, in the order of [`Evidence::scans`].
    pub scans: Vec<ScanState>,
}

/// A tally with what its indices stand for.
struct Cell<'a> {
    scan: usize,
    list: &'a CheckListId,
    check: &'a str,
    account: Account<'a>,
    region: Option<&'a str>,
    tally: &'a Tally,
    newest: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Account<'a> {
    Named(&'a str),
    /// All that a scan does not name.
    Others,
}

pub(super) fn count<'a>(evidence: &'a Evidence, today: &Date) -> Counted<'a> {
    let scans: Vec<Vec<Cell<'a>>> = evidence.scans.iter().enumerate().map(cells).collect();
    let listed: Option<BTreeSet<&str>> = match &evidence.accounts {
        Some(Accounts::List(ids)) => Some(ids.iter().map(String::as_str).collect()),
        _ => None,
    };
    let belongs = |cell: &Cell<'_>| match (&listed, cell.account) {
        (None, _) | (_, Account::Named("")) => true,
        (Some(listed), Account::Named(id)) => listed.contains(id),
        // Which they are is not known.
        (Some(_), Account::Others) => false,
    };
    let limit = i32::try_from(evidence.counts_for()).unwrap_or(i32::MAX);
    let is_fresh = |cell: &Cell<'_>| cell.newest.days_until(today) <= limit;
    let reaches: Vec<_> = scans.iter().map(|cells| reach(cells)).collect();
    // Of scans of one day, the one that was read last is the newer.
    let age_of = |scan: usize| (evidence.scans[scan].newest(), evidence.scans[scan].read);
    let is_replaced = |cell: &Cell<'_>| {
        // Two files that name no account may be of two accounts.
        if cell.account == Account::Named("") {
            return false;
        }
        let mine = reaches[cell.scan].get(&(cell.list, cell.account));
        let mut others = reaches.iter().enumerate();
        mine.is_some_and(|mine| {
            others.any(|(other, theirs)| {
                let is_newer = age_of(other) > age_of(cell.scan);
                let theirs = theirs.get(&(cell.list, cell.account));
                is_newer && theirs.is_some_and(|theirs| theirs.replaces(mine))
            })
        })
    };
    let mut best: BTreeMap<(&CheckListId, &str, Account<'_>, Option<&str>), &Cell<'a>> =
        BTreeMap::new();
    let mut states = Vec::new();
    for cells in &scans {
        let mut state = ScanState::Empty;
        for cell in cells {
            let became = if !belongs(cell) {
                ScanState::OtherAccounts
            } else if !is_fresh(cell) {
                ScanState::Stale
            } else if is_replaced(cell) {
                ScanState::Replaced
            } else {
                ScanState::Counts
            };
            if became == ScanState::Counts {
                let key = (cell.list, cell.check, cell.account, cell.region);
                let rank = |it: &Cell<'_>| {
                    let scan = &evidence.scans[it.scan];
                    (it.newest.clone(), scan.read, &scan.key)
                };
                let there = best.entry(key).or_insert(cell);
                if rank(cell) > rank(there) {
                    *there = cell;
                }
            }
            if state != ScanState::Counts {
                state = became;
            }
        }
        states.push(state);
    }
    let mut counted = Counted {
        checks: BTreeMap::new(),
        coverage: Coverage {
            declared: evidence.accounts.as_ref().map(Accounts::number),
            ..Coverage::default()
        },
        scans: states,
    };
    let mut others = 0;
    for cell in best.into_values() {
        let scan = &evidence.scans[cell.scan].scan;
        if cell.account == Account::Others {
            // Scans can have the same accounts among those that they do not name.
            others = others.max(scan.other_accounts);
        }
        let key = (cell.list, cell.check);
        let is_first = !counted.checks.contains_key(&key);
        let counts = counted.checks.entry(key).or_default();
        // Examples are not kept by account: those of another account must not be taken for one of these.
        let is_ours = |id: &String| {
            id.is_empty() || listed.as_ref().is_none_or(|ids| ids.contains(id.as_str()))
        };
        let examples = scan.examples.get(cell.list);
        let examples = examples.filter(|_| scan.accounts.iter().all(is_ours));
        counts.add(cell, scan, examples.and_then(|it| it.get(cell.check)));
        counts.is_at_least |= scan.counts_at_least && cell.tally.failed > 0;
        counts.is_intent = (is_first || counts.is_intent) && scan.kind.is_intent();
        counted.coverage.add(cell, scan);
    }
    counted.coverage.other_accounts = others;
    counted
}

/// How many accounts there are: those that are named and the others, or one where none is named.
pub(super) fn count_of(accounts: &BTreeSet<String>, others: u32) -> usize {
    let named = accounts.iter().filter(|it| !it.is_empty()).count();
    let others = usize::try_from(others).unwrap_or(usize::MAX);
    let counted = named.saturating_add(others);
    counted.max(usize::from(!accounts.is_empty()))
}

/// What a scan saw of an account with one list.
#[derive(Default)]
struct Reach<'a> {
    regions: BTreeSet<Option<&'a str>>,
    checks: BTreeSet<&'a str>,
}

impl Reach<'_> {
    /// Whether a newer scan with this reach takes the place of another: it has all its Regions and at least half of its
    /// checks, so it is no scan of a part. What the newer one no longer finds is gone.
    fn replaces(&self, earlier: &Self) -> bool {
        let has_regions =
            self.regions.contains(&None) || self.regions.is_superset(&earlier.regions);
        let again = self.checks.intersection(&earlier.checks).count();
        has_regions && 2 * again >= earlier.checks.len()
    }
}

fn reach<'a>(cells: &[Cell<'a>]) -> BTreeMap<(&'a CheckListId, Account<'a>), Reach<'a>> {
    let mut all: BTreeMap<_, Reach<'a>> = BTreeMap::new();
    for cell in cells {
        let of = all.entry((cell.list, cell.account)).or_default();
        of.regions.insert(cell.region);
        of.checks.insert(cell.check);
    }
    all
}

/// The tallies of a scan. One whose indices point nowhere is damaged and left out.
fn cells((index, kept): (usize, &KeptScan)) -> Vec<Cell<'_>> {
    let scan = &kept.scan;
    let named = |names: &'_ [String], index: u32| -> Option<usize> {
        usize::try_from(index).ok().filter(|it| *it < names.len())
    };
    let mut cells = Vec::new();
    for (list, checks) in &scan.checks {
        for (check, tallies) in checks {
            for tally in tallies {
                let account = if tally.account == Tally::OTHER_ACCOUNTS {
                    Some(Account::Others)
                } else {
                    let at = named(&scan.accounts, tally.account);
                    at.map(|at| Account::Named(scan.accounts[at].as_str()))
                };
                let region = if tally.region == Tally::ALL_REGIONS {
                    Some(None)
                } else {
                    let at = named(&scan.regions, tally.region);
                    at.map(|at| Some(scan.regions[at].as_str()))
                };
                let (Some(account), Some(region)) = (account, region) else {
                    continue;
                };
                let newest = kept.newest();
                cells.push(Cell {
                    scan: index,
                    list,
                    check,
                    account,
                    region,
                    tally,
                    newest: newest.days_before(tally.newest).unwrap_or(newest.clone()),
                });
            }
        }
    }
    cells
}

impl CheckCounts {
    fn add(&mut self, cell: &Cell<'_>, scan: &Scan, examples: Option<&Vec<String>>) {
        let Tally {
            passed,
            failed,
            muted,
            manual,
            unknown,
            ..
        } = *cell.tally;
        for (sum, more) in [
            (&mut self.passed, passed),
            (&mut self.failed, failed),
            (&mut self.muted, muted),
            (&mut self.manual, manual),
            (&mut self.unknown, unknown),
        ] {
            *sum = sum.saturating_add(more);
        }
        if passed > 0 || failed > 0 {
            match cell.account {
                Account::Named(id) => {
                    self.accounts.insert(id.to_owned());
                    if failed > 0 {
                        self.failed_in.insert(id.to_owned());
                    }
                }
                Account::Others => {
                    self.other_accounts = self.other_accounts.max(scan.other_accounts);
                }
            }
        }
        if failed > 0 {
            self.examples
                .extend(examples.into_iter().flatten().cloned());
        }
        self.newest = self.newest.take().max(Some(cell.newest.clone()));
    }

    /// In how many accounts it passed or failed, at least.
    #[must_use]
    pub fn seen_in(&self) -> usize {
        count_of(&self.accounts, self.other_accounts)
    }

    /// Whether it passed or failed anywhere.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.passed > 0 || self.failed > 0
    }
}

impl Coverage {
    fn add(&mut self, cell: &Cell<'_>, scan: &Scan) {
        match cell.account {
            Account::Named("") => self.has_unnamed = true,
            Account::Named(id) => {
                self.accounts.insert(id.to_owned());
            }
            Account::Others => {}
        }
        let regions: Vec<&str> = match cell.region {
            Some(region) => vec![region],
            None => scan.regions.iter().map(String::as_str).collect(),
        };
        let named = regions.into_iter().filter(|it| !it.is_empty());
        self.regions.extend(named.map(str::to_owned));
        let span = cell.tally.oldest.saturating_sub(cell.tally.newest);
        let oldest = cell.newest.days_before(span).unwrap_or(cell.newest.clone());
        let newest = cell.newest.clone();
        self.days = Some(match self.days.take() {
            Some((from, to)) => (from.min(oldest), to.max(newest)),
            None => (oldest, newest),
        });
    }
}

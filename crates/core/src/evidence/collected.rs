//! The evidence of one assessment: its scans, how contradictions are settled, and what the findings are of.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Scan;
use crate::assessment::Moment;
use crate::hash::fnv1a;
use crate::records::{Entries, to_text};
use demarc_catalog::{Date, PracticeId};

/// The age in days up to which findings count, unless the user sets another.
pub const AGE_LIMIT: u32 = 90;
/// The beginning of the keys of scans, and of those of explanations; the keys of the accounts and of the age limit.
const SCAN: &str = "scan ";
const EXPLAINED: &str = "explained ";
const ACCOUNTS: &str = "accounts";
const AGE: &str = "age-limit";
/// The key of the wish that the evidence is left out of files of the assessment.
const STAYS: &str = "stays-here";

/// What is known of the evidence of one assessment. The order in which files were read matters only for scans of one day:
/// see [`KeptScan::read`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The scans, the newest first.
    pub scans: Vec<KeptScan>,
    /// The contradictions that the user explained.
    pub explained: BTreeMap<PracticeId, Explanation>,
    /// The accounts that the assessment is about; `None` if the user has not said.
    pub accounts: Option<Accounts>,
    /// The age in days up to which findings count; `None` for [`AGE_LIMIT`].
    pub age_limit: Option<u32>,
    /// Whether the user wants it left out when the assessment is saved as a file.
    pub stays_here: bool,
    /// How many entries can't be read: a newer Demarc may have written them.
    pub unreadable: usize,
}

/// A scan as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptScan {
    /// The key of its entry.
    pub key: String,
    /// The day on which the file was read, in the user's time zone. It stands for the day of findings without one.
    pub added: Date,
    /// When the file was read. Of two scans of one day, the one that was read later counts as the newer.
    pub read: Moment,
    /// The scan.
    pub scan: Scan,
}

/// The entry of a scan.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScanEntry<S> {
    added: Date,
    scan: S,
}

/// The accounts that an assessment is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accounts {
    /// How many there are.
    Number(u32),
    /// Which they are: 12 digits each. Findings of other accounts count for nothing.
    List(Vec<String>),
}

demarc_catalog::keyed! {
    /// Why an answer stands although findings contradict it.
    pub enum ExplanationKind {
        /// The findings are about something that the assessment does not cover.
        AnotherScope = "another-scope",
        /// The deviation is accepted.
        Accepted = "accepted",
        /// The findings are wrong.
        WrongFinding = "wrong-finding",
    }
}

/// Why an answer stands although findings contradict it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The kind of reason.
    pub kind: ExplanationKind,
    /// A sentence, not blank.
    pub because: String,
    /// The last day on which it holds; `None` if it holds until it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Explanation {
    /// Whether it holds on a day. Its last day belongs to it.
    #[must_use]
    pub fn holds_on(&self, day: &Date) -> bool {
        self.until.as_ref().is_none_or(|until| until >= day)
    }
}

impl Accounts {
    /// How many there are.
    #[must_use]
    pub fn number(&self) -> usize {
        match self {
            Self::Number(number) => usize::try_from(*number).unwrap_or(usize::MAX),
            Self::List(ids) => ids.len(),
        }
    }

    /// Reads what a user entered: a number, or account numbers with anything but digits between them.
    ///
    /// # Errors
    /// What is wrong, for the user.
    pub fn parse(text: &str) -> Result<Option<Self>, String> {
        // People group the digits: 1234-5678-9012.
        let joined = text.replace('-', "");
        let mut words: Vec<&str> = joined
            .split(|it: char| it.is_whitespace() || it == ',' || it == ';')
            .filter(|it| !it.is_empty())
            .collect();
        if let Some(word) = words
            .iter()
            .find(|it| !it.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Err(format!(
                "“{}” is neither a number nor an account ID.",
                word.chars().take(30).collect::<String>()
            ));
        }
        match words.as_slice() {
            [] => Ok(None),
            [one] if one.len() < 12 => match one.parse() {
                Ok(number) if (1..=100_000).contains(&number) => Ok(Some(Self::Number(number))),
                _ => Err("The number of accounts is between 1 and 100,000.".to_owned()),
            },
            _ => {
                if let Some(word) = words.iter().find(|it| it.len() != 12) {
                    return Err(format!(
                        "An account ID has 12 digits, and “{}” has {}.",
                        word.chars().take(30).collect::<String>(),
                        word.len()
                    ));
                }
                words.sort_unstable();
                words.dedup();
                let ids = words.into_iter().map(str::to_owned).collect();
                Ok(Some(Self::List(ids)))
            }
        }
    }
}

impl Evidence {
    /// Reads the entries of a record. Those that can't be read are counted.
    #[must_use]
    pub fn of(entries: &Entries) -> Self {
        let mut it = Self::default();
        for (key, at, value) in entries.iter() {
            let is_read = if key.starts_with(SCAN) {
                let entry: Option<ScanEntry<Scan>> = read(value);
                entry
                    .map(|entry| it.put_scan(key, at, entry.added, entry.scan))
                    .is_some()
            } else if let Some(practice) = key.strip_prefix(EXPLAINED) {
                let explanation: Option<Explanation> = read(value);
                let explanation = explanation.filter(|it| !it.because.trim().is_empty());
                match (practice.parse(), explanation) {
                    (Ok(practice), Some(explanation)) => {
                        it.explained.insert(practice, explanation);
                        true
                    }
                    _ => false,
                }
            } else if key == ACCOUNTS {
                it.accounts = read(value);
                it.accounts.is_some()
            } else if key == AGE {
                it.age_limit = read(value);
                it.age_limit.is_some()
            } else if key == STAYS {
                it.stays_here = true;
                true
            } else {
                false
            };
            it.unreadable += usize::from(!is_read);
        }
        it
    }

    fn put_scan(&mut self, key: &str, read: Moment, added: Date, scan: Scan) {
        let newest = |it: &KeptScan| it.newest().clone();
        let kept = KeptScan {
            key: key.to_owned(),
            added,
            read,
            scan,
        };
        let place = self.scans.partition_point(|it| {
            (newest(it), it.read, it.key.as_str()) > (newest(&kept), kept.read, kept.key.as_str())
        });
        self.scans.insert(place, kept);
    }

    /// Whether there is no scan.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scans.is_empty()
    }

    /// The age in days up to which findings count.
    #[must_use]
    pub fn counts_for(&self) -> u32 {
        self.age_limit.unwrap_or(AGE_LIMIT)
    }
}

impl KeptScan {
    /// The day of the newest finding, or the day on which the file was read.
    #[must_use]
    pub fn newest(&self) -> &Date {
        self.scan.newest.as_ref().unwrap_or(&self.added)
    }
}

/// Edits of the entries of a record of evidence. `at` is later than every earlier edit.
impl Entries {
    /// Adds a scan, which was read on a day. The same scan is added once.
    pub fn add_scan(&mut self, scan: &Scan, added: &Date, at: Moment) {
        let key = scan_key(scan);
        if self.get(&key).is_none() {
            let added = added.clone();
            self.set(&key, at, &ScanEntry { added, scan });
        }
    }

    /// Explains a contradiction, or withdraws the explanation.
    pub fn explain(
        &mut self,
        practice: &PracticeId,
        explanation: Option<&Explanation>,
        at: Moment,
    ) {
        self.set_or_remove(&format!("{EXPLAINED}{practice}"), explanation, at);
    }

    /// Sets the accounts that the assessment is about.
    pub fn set_accounts(&mut self, accounts: Option<&Accounts>, at: Moment) {
        self.set_or_remove(ACCOUNTS, accounts, at);
    }

    /// Sets the age in days up to which findings count.
    pub fn set_age_limit(&mut self, days: Option<u32>, at: Moment) {
        self.set_or_remove(AGE, days.as_ref(), at);
    }

    /// The last days of the explanations that have one. Nothing else is read.
    #[must_use]
    pub fn explained_until(&self) -> Vec<Date> {
        let explained = self.iter().filter(|(key, ..)| key.starts_with(EXPLAINED));
        let until = |(_, _, value)| read::<Explanation>(value)?.until;
        explained.filter_map(until).collect()
    }

    /// Whether the user wants the evidence left out when the assessment is saved as a file.
    #[must_use]
    pub fn stays_here(&self) -> bool {
        self.get(STAYS).is_some()
    }

    /// Leaves the evidence out when the assessment is saved as a file, or takes it along.
    pub fn set_stays_here(&mut self, stays: bool, at: Moment) {
        self.set_or_remove(STAYS, stays.then_some(&true), at);
    }

    fn set_or_remove(&mut self, key: &str, value: Option<&impl Serialize>, at: Moment) {
        match value {
            Some(value) => self.set(key, at, value),
            None => self.remove(key, at),
        }
    }

    /// The moment of an edit that is made now, in milliseconds since 1970.
    #[must_use]
    pub fn next_moment(&self, now: u64, writer: u64) -> Moment {
        Moment::after(self.latest(), now, writer)
    }
}

/// The key of a scan: a hash of what it says, so that the same file is the same scan.
fn scan_key(scan: &Scan) -> String {
    let hash = fnv1a(to_text(scan).into_bytes());
    format!("{SCAN}{hash:016x}")
}

/// The text of an entry of a file, as a device keeps it: the same value has one text, so that it is no change. What can't
/// be read is kept as it is.
pub(crate) fn entry_text(key: &str, value: &Value) -> String {
    let known = if key.starts_with(SCAN) {
        text_of::<ScanEntry<Scan>>(value)
    } else if key.starts_with(EXPLAINED) {
        text_of::<Explanation>(value)
    } else if key == ACCOUNTS {
        text_of::<Accounts>(value)
    } else {
        None
    };
    known.unwrap_or_else(|| to_text(value))
}

fn text_of<T: DeserializeOwned + Serialize>(value: &Value) -> Option<String> {
    T::deserialize(value).ok().map(|it| to_text(&it))
}

fn read<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_str(value).ok()
}

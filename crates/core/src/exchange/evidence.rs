//! Files of evidence: what scanners say, as counts, with the explanations of the user. Versioned JSON, described by
//! `public/schema/evidence-1.json`. What is made of scanners' files alone has scans only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::encoding;
use crate::assessment::Moment;
use crate::evidence::{Accounts, Evidence, Explanation, Scan};
use crate::records::Entries;
use crate::records::envelope::{ReadError, parse_as, to_text};
use demarc_catalog::{Date, PracticeId};

/// The value of `format` in the file.
pub const FORMAT: &str = "demarc-evidence";
/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The most that an assessment keeps of evidence, in bytes. A browser keeps some 5 MB for a site, twice that of letters, and
/// every snapshot has a copy.
pub const MOST_KEPT: usize = 1_000_000;

/// The content of a file of evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// The scans.
    pub scans: Vec<ReadScan>,
    /// The contradictions that the user explained.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub explained: BTreeMap<PracticeId, Explanation>,
    /// The accounts that the assessment is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Accounts>,
    /// The age in days up to which findings count, if it is not the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_limit: Option<u32>,
}

/// A scan, and the day on which its file was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadScan {
    /// The day on which the file was read, in the user's time zone.
    pub added: Date,
    /// What the file says.
    pub scan: Scan,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u64,
    evidence: &'a EvidenceFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    evidence: EvidenceFile,
}

impl EvidenceFile {
    /// The content of a file with these scans, read on a day.
    #[must_use]
    pub fn of_scans(scans: Vec<Scan>, added: &Date) -> Self {
        let added = |scan| ReadScan {
            added: added.clone(),
            scan,
        };
        Self {
            scans: scans.into_iter().map(added).collect(),
            ..Self::default()
        }
    }

    /// The same as if its files were read on another day: every date moves with the day of reading.
    #[must_use]
    pub fn read_on(mut self, day: &Date) -> Self {
        for it in &mut self.scans {
            let moved = |date: Option<Date>| {
                let age = u32::try_from(date?.days_until(&it.added)).unwrap_or_default();
                day.days_before(age)
            };
            it.scan.oldest = moved(it.scan.oldest.take());
            it.scan.newest = moved(it.scan.newest.take());
            it.added = day.clone();
        }
        self
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        to_text(&Written {
            format: FORMAT,
            version: VERSION,
            evidence: self,
        })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let text = text.trim_start_matches('\u{feff}');
        Ok(parse_as::<Read>(text, FORMAT, VERSION)?.evidence)
    }

    /// Reads the bytes of a file, in UTF-8 or UTF-16.
    ///
    /// # Errors
    /// [`ReadError`], whose message is for the user.
    pub fn read_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        Self::read(&encoding::decode(bytes)?)
    }

    /// Adds the content to the entries of an assessment, as of a moment. What the assessment says already stays.
    ///
    /// # Errors
    /// A message for the user when there would be more than [`MOST_KEPT`]. Nothing is added then.
    pub fn add_within_limit(&self, entries: &mut Entries, at: Moment) -> Result<(), String> {
        let mut more = entries.clone();
        self.add_to(&mut more, at);
        if more.size() > MOST_KEPT && more.size() > entries.size() {
            return Err(
                "There is no room for it beside the files that were read before. Remove those that no longer count under “Files read”, or read fewer accounts and Regions.".to_owned(),
            );
        }
        *entries = more;
        Ok(())
    }

    /// The same, however much it is.
    pub fn add_to(&self, entries: &mut Entries, at: Moment) {
        let there = Evidence::of(entries);
        for ReadScan { added, scan } in &self.scans {
            entries.add_scan(scan, added, at);
        }
        for (practice, explanation) in &self.explained {
            if !there.explained.contains_key(practice) {
                entries.explain(practice, Some(explanation), at);
            }
        }
        if there.accounts.is_none() && self.accounts.is_some() {
            entries.set_accounts(self.accounts.as_ref(), at);
        }
        if there.age_limit.is_none() && self.age_limit.is_some() {
            entries.set_age_limit(self.age_limit, at);
        }
    }
}

impl From<&Evidence> for EvidenceFile {
    fn from(of: &Evidence) -> Self {
        let scans = of.scans.iter();
        Self {
            scans: scans
                .map(|it| ReadScan {
                    added: it.added.clone(),
                    scan: it.scan.clone(),
                })
                .collect(),
            explained: of.explained.clone(),
            accounts: of.accounts.clone(),
            age_limit: of.age_limit,
        }
    }
}

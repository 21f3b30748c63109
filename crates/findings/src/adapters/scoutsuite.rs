//! ScoutSuite: a file of up to hundreds of megabytes, of which the counts of the rules are kept.

use std::fmt;
use std::io::{self, BufReader, Read};

use demarc_core::evidence::{LeftOut, ScanKind};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::prowler::is_other_provider;
use super::shared::{Fault, Outline, Version};
use crate::error::ReadError;
use crate::json::lenient::{Count, Part, When, Word};
use crate::known::Naming;
use crate::reduce::{Finding, Reducer, Status};

/// The most rules that are kept. ScoutSuite has some hundreds.
const MOST_RULES: usize = 100_000;

/// What is kept while the file is read, so that it is there if the file ends early.
#[derive(Default)]
struct Found {
    account: Word,
    provider: Word,
    last_run: Part<LastRun>,
    rules: Vec<(Box<str>, Counts)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LastRun {
    time: When,
    version: Word,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Counts {
    checked_items: Count,
    flagged_items: Count,
}

/// Reads a file whose object begins after so many bytes.
///
/// # Errors
/// [`Fault`].
pub(super) fn read(
    source: &mut dyn Read,
    before: usize,
    to: &mut Reducer,
) -> Result<Outline, Fault> {
    let mut found = Found::default();
    let mut source = BufReader::with_capacity(256 << 10, source);
    io::copy(&mut source.by_ref().take(before as u64), &mut io::sink())?;
    let mut deserializer = serde_json::Deserializer::from_reader(source);
    let is_cut_off = match Level::Root.read(&mut found, &mut deserializer) {
        Ok(()) => false,
        Err(error) if error.is_eof() => true,
        Err(error) if error.is_io() => return Err(Fault::Source(error.into())),
        Err(_) => return Err(Fault::Content(ReadError::Damaged)),
    };
    if is_cut_off && found.rules.is_empty() {
        return Err(Fault::Content(ReadError::CutOff));
    }
    found.add(to);
    let mut version = Version::default();
    version.note(&found.last_run.version);
    Ok(Outline {
        kind: ScanKind::ScoutSuite,
        tool: version.of("ScoutSuite"),
        is_cut_off,
    })
}

impl Found {
    fn add(&self, to: &mut Reducer) {
        if is_other_provider(&self.provider) {
            return to.leave_out_many(LeftOut::OtherProvider, self.rules.len() as u64);
        }
        for (rule, counts) in &self.rules {
            let rule = rule.strip_suffix(".json").unwrap_or(rule);
            let of = Finding {
                naming: Naming::ScoutSuite,
                check: rule,
                identity: &[],
                account: &self.account,
                region: "",
                moment: self.last_run.time.0,
                status: Status::Unknown,
                resource: "",
                count: 1,
            };
            let failed = counts.flagged_items.0.unwrap_or_default();
            let passed = counts
                .checked_items
                .0
                .unwrap_or_default()
                .saturating_sub(failed);
            if failed == 0 && passed == 0 {
                // Nothing was there to be checked: no evidence.
                to.add(&of);
            }
            for (status, count) in [(Status::Failed, failed), (Status::Passed, passed)] {
                if count > 0 {
                    to.add(&Finding {
                        status,
                        count,
                        ..of
                    });
                }
            }
        }
    }
}

/// An object on the way to the rules: `services.<service>.findings.<rule>`.
#[derive(Clone, Copy)]
enum Level {
    Root,
    Services,
    Service,
    Findings,
}

struct At<'f> {
    level: Level,
    found: &'f mut Found,
}

impl Level {
    fn read<'de, D: Deserializer<'de>>(self, found: &mut Found, from: D) -> Result<(), D::Error> {
        At { level: self, found }.deserialize(from)
    }
}

impl<'de> DeserializeSeed<'de> for At<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { level, found } = self;
        while let Some(key) = map.next_key::<Word>()? {
            let inner = match (level, &*key) {
                (Level::Root, "account_id") => {
                    found.account = map.next_value()?;
                    continue;
                }
                (Level::Root, "provider_code") => {
                    found.provider = map.next_value()?;
                    continue;
                }
                (Level::Root, "last_run") => {
                    found.last_run = map.next_value()?;
                    continue;
                }
                (Level::Findings, rule) => {
                    let Part(counts) = map.next_value()?;
                    if found.rules.len() < MOST_RULES {
                        found.rules.push((rule.into(), counts));
                    }
                    continue;
                }
                (Level::Root, "services") => Level::Services,
                (Level::Services, _) => Level::Service,
                (Level::Service, "findings") => Level::Findings,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            map.next_value_seed(At {
                level: inner,
                found,
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

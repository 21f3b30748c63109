//! What names a workshop, a participant and the moment of handing in.

use serde::{Deserialize, Serialize};

/// Names a workshop: three random bytes, as six hexadecimal digits. Every code carries it, so that codes of another
/// workshop are told apart without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WorkshopTag(pub [u8; 3]);

impl WorkshopTag {
    /// The tag for random bits, of which 24 count.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        let [a, b, c, ..] = bits.to_le_bytes();
        Self([a, b, c])
    }

    /// The tag of a text of six hexadecimal digits; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 6 || !text.bytes().all(is_digit) {
            return None;
        }
        let number = u32::from_str_radix(text, 16).ok()?;
        let [_, a, b, c] = number.to_be_bytes();
        Some(Self([a, b, c]))
    }
}

impl std::fmt::Display for WorkshopTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c] = self.0;
        write!(f, "{a:02x}{b:02x}{c:02x}")
    }
}

impl TryFrom<String> for WorkshopTag {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("the tag of a workshop is six hexadecimal digits")
    }
}

impl From<WorkshopTag> for String {
    fn from(tag: WorkshopTag) -> Self {
        tag.to_string()
    }
}

/// Names a participant: random bits that their device keeps for one workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u32);

impl std::fmt::Display for PersonId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// When a ballot was handed in: seconds since the beginning of 2026.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct HandedIn(pub u32);

/// January 1, 2026, in seconds since 1970.
const FIRST: u64 = 1_767_225_600;

impl HandedIn {
    /// The moment for a time in milliseconds since 1970. It is later than the moment of the same person's earlier ballot,
    /// whatever the clock says.
    #[must_use]
    pub fn after(earlier: Option<Self>, milliseconds: u64) -> Self {
        let seconds = (milliseconds / 1000).saturating_sub(FIRST);
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        Self(earlier.map_or(seconds, |it| seconds.max(it.0.saturating_add(1))))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn milliseconds(self) -> u64 {
        (FIRST + u64::from(self.0)) * 1000
    }
}

//! The clock and the time zone. No other module reads them.

use demarc_catalog::Date;
use demarc_worker::Timestamp;

use crate::failure::Failure;

/// The environment variable that replaces the clock: <https://reproducible-builds.org/specs/source-date-epoch/>.
const FIXED: &str = "SOURCE_DATE_EPOCH";

/// The current time, and the current day in the local time zone.
pub fn now() -> Result<(Timestamp, Date), Failure> {
    let now = match std::env::var_os(FIXED) {
        Some(text) => fixed(&text.to_string_lossy())?,
        None => jiff::Zoned::now(),
    };
    let milliseconds = u64::try_from(now.timestamp().as_millisecond()).unwrap_or_default();
    let today = Date::try_from(now.date().to_string()).map_err(|error| {
        Failure::new(format!(
            "this machine's clock shows no day that files can name ({error}). Set it, and try again."
        ))
    })?;
    Ok((Timestamp::from_milliseconds(milliseconds), today))
}

fn fixed(text: &str) -> Result<jiff::Zoned, Failure> {
    let seconds = text.trim().parse().ok();
    let time = seconds.and_then(|it| jiff::Timestamp::from_second(it).ok());
    let time = time.ok_or_else(|| {
        Failure::new(format!(
            "{FIXED} is “{text}”. It has to be a number of seconds since the beginning of 1970; or unset it."
        ))
    })?;
    Ok(time.to_zoned(jiff::tz::TimeZone::UTC))
}

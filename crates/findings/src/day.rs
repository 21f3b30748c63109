//! Moments as scanners write them, and days.

use demarc_catalog::Date;

/// Milliseconds since the beginning of 1970. A stamp without a zone counts as UTC, so that its day is the day as written.
pub(crate) type Moment = i64;

const DAY: i64 = 86_400_000;

/// The days since 1970 that are believed: from 2000 to 2199. What is outside stands for no date, such as Go's year 1.
const BELIEVED: std::ops::Range<i64> = 10_957..84_006;

/// A number of seconds since 1970 is below this until the year 5138, and one of milliseconds above since 1973.
const MILLISECONDS_FROM: f64 = 1e11;

/// The moment of a text in one of the unambiguous forms: `2026-02-11`, with a time after `T` or a space, with or without
/// a zone; or seconds or milliseconds since 1970. `None` for anything else, such as `2/11/2026`.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let Some(day) = text.get(..10).and_then(|it| it.parse::<Date>().ok()) else {
        return number(text).and_then(since_1970);
    };
    let time = time(text.get(10..).unwrap_or_default()).unwrap_or_default();
    believed(i64::from(day.days_since_1970()) * DAY + time)
}

/// The moment that a number of seconds or milliseconds since 1970 means.
pub(crate) fn since_1970(number: f64) -> Option<Moment> {
    let milliseconds = if number < MILLISECONDS_FROM {
        number * 1000.0
    } else {
        number
    };
    believed(milliseconds as i64)
}

/// The number of the day of a moment: days since 1970.
pub(crate) fn day(moment: Moment) -> i32 {
    i32::try_from(moment.div_euclid(DAY)).unwrap_or_default()
}

/// The day with this number.
pub(crate) fn date(day: i32) -> Option<Date> {
    Date::from_days_since_1970(day)
}

fn believed(moment: Moment) -> Option<Moment> {
    BELIEVED.contains(&moment.div_euclid(DAY)).then_some(moment)
}

/// A plain decimal number. Exponents, signs and words are none.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    plain.then(|| text.parse().ok()).flatten()
}

/// The milliseconds from the beginning of the day, of a text such as `T10:11:12.123456+01:00`.
fn time(text: &str) -> Option<i64> {
    let text = text.strip_prefix(['T', 't', ' '])?;
    let two = |at: usize| text.get(at..at + 2)?.parse::<i64>().ok();
    let minutes = two(0)? * 60 + two(3)?;
    let seconds = if text.get(5..6) == Some(":") {
        two(6)?
    } else {
        0
    };
    let rest = text.get(5..).unwrap_or_default();
    let rest = rest.trim_start_matches([
        ':', '.', ',', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ]);
    let fraction = text.get(8..).and_then(|it| it.strip_prefix('.'));
    let digits = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).take(3);
        digits.fold((0, 100), |(sum, unit), digit| {
            (sum + i64::from(digit - b'0') * unit, unit / 10)
        })
    };
    let milliseconds = fraction.map_or(0, |it| digits(it).0);
    let offset = zone(rest.trim_start()).unwrap_or_default();
    Some((minutes * 60 + seconds) * 1000 + milliseconds - offset * 60_000)
}

/// The minutes that a zone such as `+01:00`, `-0330` or `+02` is ahead of UTC.
fn zone(text: &str) -> Option<i64> {
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let two = |at: usize| text.get(at..at + 2)?.parse::<i64>().ok();
    let minutes = two(if text.get(3..4) == Some(":") { 4 } else { 3 });
    Some(sign * (two(1)? * 60 + minutes.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> Option<String> {
        moment(text).and_then(|it| date(day(it))).map(Into::into)
    }

    #[test]
    fn stamps_of_scanners_have_their_day() {
        for (text, wanted) in [
            ("2026-02-11", Some("2026-02-11")),
            ("2026-02-11 10:11:12.123456", Some("2026-02-11")),
            ("2026-02-11T23:59:59", Some("2026-02-11")),
            ("2026-02-11T10:11:12Z", Some("2026-02-11")),
            ("2026-02-11T23:30:00-01:00", Some("2026-02-12")),
            ("2026-02-11T00:30:00.5+01:00", Some("2026-02-10")),
            ("2026-02-11 00:30:00.43042 +0100 CET", Some("2026-02-10")),
            ("2026-02-11 19:16:10+0000", Some("2026-02-11")),
            ("1770804672", Some("2026-02-11")),
            ("1770804672123", Some("2026-02-11")),
            ("1770804672.5", Some("2026-02-11")),
            ("2024-02-29", Some("2024-02-29")),
            ("2026-02-30", None),
            ("0001-01-01T00:00:00Z", None),
            ("11.02.2026", None),
            ("2/11/2026", None),
            ("1.77E+09", None),
            ("", None),
            ("-5", None),
            ("2026-02-11Tх:", Some("2026-02-11")),
        ] {
            assert_eq!(day_of(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn later_stamps_are_later() {
        let later = [
            "2026-02-11 10:11:12.2",
            "2026-02-11 10:11:12.1",
            "2026-02-11 10:11:11",
            "2026-02-11",
        ];
        assert!(later.is_sorted_by_key(|it| std::cmp::Reverse(moment(it))));
    }

    #[test]
    fn every_day_has_its_number() {
        for number in (10_957..84_000).step_by(13) {
            let date = date(number).expect("a day");
            assert_eq!(date.days_since_1970(), number);
        }
    }
}

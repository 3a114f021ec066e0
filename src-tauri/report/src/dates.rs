//! Moments in the document's zone, spelled the one way documents spell them.

use chrono::{DateTime, Datelike, NaiveDate, Weekday};
use planning::time::{Instant, Zone};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `12 Nov 2026, 09:14 UTC`
pub(crate) fn stamp(at: Instant) -> String {
    at.utc().format("%-d %b %Y, %H:%M UTC").to_string()
}

/// `22:00`
pub(crate) fn clock(at: Instant, zone: Zone) -> String {
    local(at, zone).format("%H:%M").to_string()
}

/// `Mon 16`
pub(crate) fn weekday(day: NaiveDate) -> String {
    day.format("%a %-d").to_string()
}

/// `November 2026`, the year only when asked.
pub(crate) fn month(day: NaiveDate, year: bool) -> String {
    let name = MONTHS[day.month0() as usize % 12];
    if year {
        format!("{name} {}", day.year())
    } else {
        name.to_owned()
    }
}

/// The moment on the wall clock of the zone.
pub(crate) fn local(at: Instant, zone: Zone) -> DateTime<impl chrono::TimeZone<Offset: std::fmt::Display>> {
    at.utc().with_timezone(&zone.0)
}

/// The Monday of the day's week.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// The number of the week.
pub(crate) fn week(day: NaiveDate) -> u32 {
    day.iso_week().week()
}

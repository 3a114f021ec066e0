//! The `VTIMEZONE` of a zone for a stretch of years: each clock change written out.
//!
//! Written as text, because the calendar library would stamp it with the clock and a random id.

use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::OffsetComponents;
use planning::{Instant, Zone};

fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// Seconds east of UTC, and whether that is summer time.
fn offset_at(zone: Zone, at: DateTime<Utc>) -> (i32, bool) {
    let offset = zone.0.offset_from_utc_datetime(&at.naive_utc());
    (offset.fix().local_minus_utc(), !offset.dst_offset().is_zero())
}

/// The zone with every clock change between the two moments, and what held before, in lines that end with CRLF.
pub(super) fn timezone(zone: Zone, from: Instant, to: Instant) -> String {
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{zone}")];
    let start = from.utc() - TimeDelta::days(366);
    let end = to.utc() + TimeDelta::days(366);
    let (mut before, summer) = offset_at(zone, start);
    let wall = start.naive_utc() + TimeDelta::seconds(before.into());
    lines.extend(observance(before, before, summer, wall));
    let mut at = start;
    while at < end {
        let next = at + TimeDelta::hours(6);
        let (after, summer) = offset_at(zone, next);
        if after != before {
            // A change is written in the wall time that held before it.
            let wall = first_with(zone, at, next, after).naive_utc() + TimeDelta::seconds(before.into());
            lines.extend(observance(before, after, summer, wall));
            before = after;
        }
        at = next;
    }
    lines.push("END:VTIMEZONE".into());
    lines.iter().flat_map(|line| [line.as_str(), "\r\n"]).collect()
}

/// The first minute with the new offset.
fn first_with(zone: Zone, mut early: DateTime<Utc>, mut late: DateTime<Utc>, after: i32) -> DateTime<Utc> {
    while late - early > TimeDelta::minutes(1) {
        let middle = early + TimeDelta::minutes((late - early).num_minutes() / 2);
        if offset_at(zone, middle).0 == after {
            late = middle;
        } else {
            early = middle;
        }
    }
    late
}

fn observance(from: i32, to: i32, summer: bool, wall: NaiveDateTime) -> [String; 5] {
    let part = if summer { "DAYLIGHT" } else { "STANDARD" };
    [
        format!("BEGIN:{part}"),
        format!("DTSTART:{}", wall.format("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", offset_text(from)),
        format!("TZOFFSETTO:{}", offset_text(to)),
        format!("END:{part}"),
    ]
}

//! Clock changes of a zone.

use crate::{Instant, Window, Zone};
use chrono::{Offset, TimeDelta, TimeZone};
use serde::Serialize;
use ts_rs::TS;

/// A moment at which the clocks of a zone are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ClockChange {
    /// First moment with the new offset.
    pub at: Instant,
    /// Minutes the clocks go forward; negative when they go back.
    pub minutes: i32,
}

/// Every clock change inside the span, in order.
#[must_use]
pub fn clock_changes(zone: Zone, span: Window) -> Vec<ClockChange> {
    let offset = |at: Instant| {
        zone.0
            .offset_from_utc_datetime(&at.utc().naive_utc())
            .fix()
            .local_minus_utc()
    };
    let mut found = Vec::new();
    let (mut before, mut known) = (span.start(), offset(span.start()));
    while before < span.end() {
        let mut after = before + TimeDelta::days(1);
        let there = offset(after);
        if there != known {
            let mut low = before;
            while (after - low).num_seconds() > 1 {
                let middle = low + TimeDelta::seconds((after - low).num_seconds() / 2);
                if offset(middle) == known {
                    low = middle
                } else {
                    after = middle
                }
            }
            if span.contains(after) {
                found.push(ClockChange {
                    at: after,
                    minutes: (offset(after) - known) / 60,
                });
            }
            known = offset(after);
        }
        before = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn berlin_changes_twice_in_a_year() {
        let span = Window::new(
            "2026-01-01T00:00:00Z".parse().unwrap(),
            "2027-01-01T00:00:00Z".parse().unwrap(),
        );
        let found = clock_changes("Europe/Berlin".parse().unwrap(), span.unwrap());
        let said: Vec<String> = found
            .iter()
            .map(|change| format!("{} {:+}", change.at, change.minutes))
            .collect();
        assert_eq!(said, ["2026-03-29T01:00:00Z +60", "2026-10-25T01:00:00Z -60"]);
    }

    #[test]
    fn utc_never_changes() {
        let span = Window::new(
            "2026-01-01T00:00:00Z".parse().unwrap(),
            "2027-01-01T00:00:00Z".parse().unwrap(),
        );
        assert_eq!(clock_changes(Zone::UTC, span.unwrap()), []);
    }
}

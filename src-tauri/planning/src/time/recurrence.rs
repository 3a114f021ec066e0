//! Recurring windows: local wall time, an IANA zone and an RFC 5545 rule, expanded by a pure function.

use super::{Day, Instant, LocalTime, Window, Zone};
use chrono::{LocalResult, NaiveDateTime, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A rule such as “every Tuesday 22:00 for four hours, Berlin time”.
///
/// `rule` is the right-hand side of an RFC 5545 `RRULE`, e.g. `FREQ=WEEKLY;BYDAY=TU`. Occurrences start at
/// `starts` wall time and last `minutes` of elapsed time, so a window across a clock change keeps its length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Recurrence {
    /// RFC 5545 rule without the `RRULE:` prefix.
    pub rule: String,
    /// First day on which the rule applies.
    pub from: Day,
    /// Wall time at which each occurrence starts.
    pub starts: LocalTime,
    /// Elapsed minutes each occurrence lasts.
    pub minutes: u32,
    /// Zone of the wall time.
    pub zone: Zone,
}

/// A local wall time as an instant: the first of two when clocks go back, the first valid moment after the gap
/// when clocks go forward.
pub(super) fn resolve(local: NaiveDateTime, zone: Zone) -> Instant {
    let mut probe = local;
    for _ in 0..=(26 * 4) {
        match zone.0.from_local_datetime(&probe) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                return Instant::new(at.with_timezone(&Utc));
            }
            LocalResult::None => probe += TimeDelta::minutes(15),
        }
    }
    Instant::new(local.and_utc())
}

impl Recurrence {
    /// The instant at which the occurrence on `day` starts.
    #[must_use]
    pub fn start_on(&self, day: Day) -> Instant {
        resolve(day.0.and_time(self.starts.0), self.zone)
    }
}

impl Window {
    /// The window that starts on `day` at the recurrence's wall time.
    #[must_use]
    pub fn on_day(day: Day, recurrence: &Recurrence) -> Self {
        Self::lasting(recurrence.start_on(day), recurrence.minutes)
    }
}

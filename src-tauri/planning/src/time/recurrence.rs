//! Recurring windows: local wall time, an IANA zone and an RFC 5545 rule, expanded by a pure function.

use super::{Day, Instant, LocalTime, Window, Zone};
use chrono::{LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use rrule::RRuleSet;
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

/// Occurrences one expansion may yield before it stops: a rule by the minute over years is no window.
const MOST_OCCURRENCES: usize = 50_000;

impl Recurrence {
    /// The parsed rule on the wall clock: expanded in UTC so that no zone bends it, resolved afterwards.
    fn on_the_wall(&self) -> Result<RRuleSet, String> {
        let start = rrule::Tz::UTC.from_utc_datetime(&self.from.0.and_time(self.starts.0));
        let say = |error: rrule::RRuleError| format!("“{}” is not a recurrence rule: {error}", self.rule);
        let rule: rrule::RRule<rrule::Unvalidated> = self.rule_on_the_wall().parse().map_err(say)?;
        Ok(rule.build(start).map_err(say)?.limit())
    }

    /// The rule with its `UNTIL` as wall time: a bare day lasts to its end, a UTC moment is read in the zone.
    fn rule_on_the_wall(&self) -> String {
        let part = |part: &str| -> String {
            let Some(until) = part.strip_prefix("UNTIL=") else {
                return part.to_owned();
            };
            if let Ok(day) = NaiveDate::parse_from_str(until, "%Y%m%d") {
                return format!("UNTIL={}T235959Z", day.format("%Y%m%d"));
            }
            match NaiveDateTime::parse_from_str(until.trim_end_matches('Z'), "%Y%m%dT%H%M%S") {
                Ok(at) if until.ends_with('Z') => {
                    let local = self.zone.0.from_utc_datetime(&at).naive_local();
                    format!("UNTIL={}Z", local.format("%Y%m%dT%H%M%S"))
                }
                Ok(at) => format!("UNTIL={}Z", at.format("%Y%m%dT%H%M%S")),
                Err(_) => part.to_owned(),
            }
        };
        self.rule
            .trim()
            .trim_start_matches("RRULE:")
            .split(';')
            .map(part)
            .collect::<Vec<_>>()
            .join(";")
    }

    /// # Errors
    /// A sentence when the rule cannot be read.
    pub fn check(&self) -> Result<(), String> {
        self.on_the_wall().map(|_| ())
    }

    /// The occurrences that share a moment with `span`, in order; none when the rule cannot be read.
    ///
    /// Wall times that a clock change skips move to the first valid moment after the gap, wall times that happen
    /// twice take the first; each occurrence keeps its elapsed length.
    #[must_use]
    pub fn occurrences(&self, span: Window) -> Vec<Window> {
        let Ok(set) = self.on_the_wall() else {
            return Vec::new();
        };
        let mut found: Vec<Window> = set
            .into_iter()
            .take(MOST_OCCURRENCES)
            .map(|at| Window::lasting(resolve(at.naive_utc(), self.zone), self.minutes))
            .skip_while(|window| window.end() <= span.start())
            .take_while(|window| window.start() < span.end())
            .collect();
        found.dedup();
        found
    }

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

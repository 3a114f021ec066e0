//! Instants, days, half-open windows and recurring windows in IANA zones.

mod recurrence;

pub use recurrence::Recurrence;

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use ts_rs::TS;

/// A moment in UTC, in whole seconds, spelled `2026-11-20T19:00:00Z` and never otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// Drops the fraction of a second.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at))
    }
    /// Seconds since 1970; `None` outside chrono's range.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(Self)
    }
    /// Seconds since 1970.
    #[must_use]
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }
    /// The chrono value.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }
    /// The day in the zone.
    #[must_use]
    pub fn day_in(self, zone: Zone) -> Day {
        Day(self.0.with_timezone(&zone.0).date_naive())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}
impl FromStr for Instant {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| Self::new(at.with_timezone(&Utc)))
            .map_err(|_| format!("“{text}” is not a time like 2026-11-20T19:00:00Z"))
    }
}
impl TryFrom<String> for Instant {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}
impl From<Instant> for String {
    fn from(at: Instant) -> Self {
        at.to_string()
    }
}
impl Add<TimeDelta> for Instant {
    type Output = Self;
    fn add(self, delta: TimeDelta) -> Self {
        Self(self.0 + delta)
    }
}
impl Sub<TimeDelta> for Instant {
    type Output = Self;
    fn sub(self, delta: TimeDelta) -> Self {
        Self(self.0 - delta)
    }
}
impl Sub for Instant {
    type Output = TimeDelta;
    fn sub(self, other: Self) -> TimeDelta {
        self.0 - other.0
    }
}

/// A calendar day without a zone, spelled `2026-11-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Day(pub NaiveDate);

impl Day {
    /// The instant at which the day begins in the zone (the first valid moment when midnight is skipped).
    #[must_use]
    pub fn starts_in(self, zone: Zone) -> Instant {
        recurrence::resolve(self.0.and_time(NaiveTime::MIN), zone)
    }
    /// The day `days` later (earlier when negative), saturating at chrono's range.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.checked_add_signed(TimeDelta::days(days)).unwrap_or(self.0))
    }
}
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl FromStr for Day {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|_| format!("“{text}” is not a day like 2026-11-20"))
    }
}

/// A half-open stretch of time: `start` belongs to it, `end` does not; `start < end` by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "RawWindow", into = "RawWindow")]
#[ts(as = "RawWindow", rename = "Window")]
pub struct Window {
    start: Instant,
    end: Instant,
}

#[derive(Serialize, Deserialize, TS)]
#[ts(rename = "Window")]
struct RawWindow {
    start: Instant,
    end: Instant,
}

impl Window {
    /// # Errors
    /// A sentence when `end` is not after `start`.
    pub fn new(start: Instant, end: Instant) -> Result<Self, String> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(format!(
                "the window ends at {end}, which is not after its start {start}"
            ))
        }
    }
    /// A window of at least one minute.
    #[must_use]
    pub fn lasting(start: Instant, minutes: u32) -> Self {
        Self {
            start,
            end: start + TimeDelta::minutes(i64::from(minutes.max(1))),
        }
    }
    /// First moment inside.
    #[must_use]
    pub fn start(self) -> Instant {
        self.start
    }
    /// First moment after.
    #[must_use]
    pub fn end(self) -> Instant {
        self.end
    }
    /// Whole minutes from start to end.
    #[must_use]
    pub fn minutes(self) -> i64 {
        (self.end - self.start).num_minutes()
    }
    /// True when the moment lies inside.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }
    /// True when all of `other` lies inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// True when they share at least one moment.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The shared stretch.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
    /// The same length, later by `delta`.
    #[must_use]
    pub fn shifted(self, delta: TimeDelta) -> Self {
        Self {
            start: self.start + delta,
            end: self.end + delta,
        }
    }
}
impl TryFrom<RawWindow> for Window {
    type Error = String;
    fn try_from(raw: RawWindow) -> Result<Self, String> {
        Self::new(raw.start, raw.end)
    }
}
impl From<Window> for RawWindow {
    fn from(window: Window) -> Self {
        Self {
            start: window.start,
            end: window.end,
        }
    }
}
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} .. {}", self.start, self.end)
    }
}

/// An IANA time zone such as `Europe/Berlin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Zone(pub chrono_tz::Tz);

impl Zone {
    /// UTC.
    pub const UTC: Self = Self(chrono_tz::UTC);
}
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}
impl FromStr for Zone {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|_| format!("“{text}” is not an IANA time zone like Europe/Berlin"))
    }
}
impl TryFrom<String> for Zone {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}
impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

/// A wall-clock time, spelled `22:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct LocalTime(pub NaiveTime);

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}
impl FromStr for LocalTime {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map(Self)
            .map_err(|_| format!("“{text}” is not a time of day like 22:00"))
    }
}
impl TryFrom<String> for LocalTime {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}
impl From<LocalTime> for String {
    fn from(time: LocalTime) -> Self {
        time.to_string()
    }
}

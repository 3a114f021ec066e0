//! The sample's calendar grid: weeks and weekdays counted from the Monday of the week of `now`.

use chrono::{Datelike, TimeDelta};
use planning::{Day, Instant, LocalTime, Recurrence, Window, Zone};

/// The zone in which the retailer plans.
pub const BERLIN: Zone = Zone(chrono_tz::Europe::Berlin);

/// Weekdays as offsets from Monday.
pub const MON: i64 = 0;
/// Tuesday.
pub const TUE: i64 = 1;
/// Wednesday.
pub const WED: i64 = 2;
/// Thursday.
pub const THU: i64 = 3;
/// Friday.
pub const FRI: i64 = 4;
/// Saturday.
pub const SAT: i64 = 5;
/// Sunday.
pub const SUN: i64 = 6;

/// A day of the grid: week from the current one, weekday from Monday.
pub type At = (i64, i64);

/// The grid.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// The moment the sample is made for.
    pub now: Instant,
    monday: Day,
}

impl Grid {
    /// The grid around `now`.
    pub fn new(now: Instant) -> Self {
        let today = now.day_in(BERLIN);
        Self {
            now,
            monday: today.plus(-i64::from(today.0.weekday().num_days_from_monday())),
        }
    }
    /// A day of the grid.
    pub fn day(&self, (week, weekday): At) -> Day {
        self.monday.plus(week * 7 + weekday)
    }
    /// A wall time of Berlin on a day of the grid.
    pub fn at(&self, day: At, time: &str) -> Instant {
        wall(self.day(day), time, BERLIN)
    }
    /// Half-open, from one wall time to another.
    pub fn window(&self, from: At, from_time: &str, to: At, to_time: &str) -> Window {
        let start = self.at(from, from_time);
        Window::new(start, self.at(to, to_time)).unwrap_or_else(|_| Window::lasting(start, 1))
    }
    /// Whole days from the first to the last, both inside.
    pub fn days(&self, first: At, last: At) -> Window {
        let start = self.day(first).starts_in(BERLIN);
        Window::new(start, self.day(last).plus(1).starts_in(BERLIN))
            .unwrap_or_else(|_| Window::lasting(start, 1))
    }
    /// A moment before `now`.
    pub fn ago(&self, days: i64, hours: i64) -> Instant {
        self.now - TimeDelta::hours(days * 24 + hours)
    }
    /// A day before today.
    pub fn days_ago(&self, days: i64) -> Day {
        self.now.day_in(BERLIN).plus(-days)
    }
    /// The first such wall time that lies after `now`: this week's, else next week's.
    pub fn next(&self, weekday: i64, time: &str) -> Instant {
        let this_week = self.at((0, weekday), time);
        if this_week > self.now {
            this_week
        } else {
            self.at((1, weekday), time)
        }
    }
    /// The quarter most of the plan lies in, e.g. `Q4 2026`.
    pub fn quarter(&self) -> String {
        let middle = self.day((5, MON)).0;
        format!("Q{} {}", middle.month0() / 3 + 1, middle.year())
    }
    /// Last days of the months whose end lies between three weeks ago and week 11.
    pub fn month_ends(&self) -> Vec<Day> {
        let (from, to) = (self.day((-3, MON)), self.day((11, MON)));
        let mut ends = Vec::new();
        let mut day = from;
        while day < to {
            if day.plus(1).0.day() == 1 {
                ends.push(day);
            }
            day = day.plus(1);
        }
        ends
    }
}

/// A wall time of a zone on a day; the first valid moment when clocks skip it, the first of two when they repeat it.
pub fn wall(day: Day, time: &str, zone: Zone) -> Instant {
    let starts: LocalTime = time.parse().unwrap_or(LocalTime(chrono::NaiveTime::MIN));
    Recurrence {
        rule: String::new(),
        from: day,
        starts,
        minutes: 1,
        zone,
    }
    .start_on(day)
}

//! When the times of the business happen, and which days are working days.

use crate::{
    BusinessTime, BusinessTimeKind, Day, Instant, LocalTime, MonthEnd, Occurs, Plan, Recurrence, Window, Zone,
};
use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};
use std::collections::BTreeSet;

/// Days beyond a span in which holidays by rule are looked for, so that counting working days does not run out of them.
const DAYS_AROUND: i64 = 120;
/// Most days that are walked to count working days.
const MOST_DAYS: usize = 4_000;

/// Which days are worked in some regions: Monday to Friday without holidays.
#[derive(Clone, Debug, Default)]
pub struct WorkingDays {
    holidays: BTreeSet<Day>,
}

impl WorkingDays {
    /// The working days of the regions (none means all) around the span.
    #[must_use]
    pub fn of(plan: &Plan, regions: &[String], span: Window) -> Self {
        let around = TimeDelta::days(DAYS_AROUND);
        let span = Window::new(span.start() - around, span.end() + around).unwrap_or(span);
        let holidays = plan
            .business_times
            .iter()
            .filter(|time| time.kind == BusinessTimeKind::Holiday && holds_in(time, regions))
            .flat_map(|time| match &time.occurs {
                Occurs::Days { first, until } => days_between(*first, *until),
                Occurs::WorkingDays { .. } => Vec::new(),
                Occurs::Once { window } => touched(*window, time.zone),
                Occurs::Recurring { recurrence } => recurrence
                    .occurrences(span)
                    .into_iter()
                    .flat_map(|window| touched(window, recurrence.zone))
                    .collect(),
            });
        Self {
            holidays: holidays.collect(),
        }
    }
    /// True when the day is a holiday.
    #[must_use]
    pub fn is_holiday(&self, day: Day) -> bool {
        self.holidays.contains(&day)
    }
    /// True when the day is worked.
    #[must_use]
    pub fn is_working(&self, day: Day) -> bool {
        !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }
    /// The working days around a day, in all regions.
    #[must_use]
    pub fn about(plan: &Plan, day: Day) -> Self {
        let midnight = |day| wall(day, LocalTime(chrono::NaiveTime::MIN), Zone::UTC);
        Window::new(midnight(day), midnight(day.plus(1)))
            .map(|span| Self::of(plan, &[], span))
            .unwrap_or_default()
    }
    /// The day itself when it is worked, else the next that is.
    #[must_use]
    pub fn on_or_after(&self, day: Day) -> Day {
        if self.is_working(day) {
            day
        } else {
            self.plus(day, 1)
        }
    }
    /// The day so many working days later; earlier when negative; the day itself for zero.
    #[must_use]
    pub fn plus(&self, day: Day, working_days: i32) -> Day {
        let (mut day, step) = (day, i64::from(working_days.signum()));
        let mut left = working_days.unsigned_abs();
        for _ in 0..MOST_DAYS {
            if left == 0 {
                break;
            }
            day = day.plus(step);
            left -= u32::from(self.is_working(day));
        }
        day
    }
    /// The first or last working days of the month in which the day lies, in order.
    #[must_use]
    pub fn of_month(&self, day: Day, end: MonthEnd, days: u8) -> Vec<Day> {
        let first = Day(day.0.with_day(1).unwrap_or(day.0));
        let next = Day(first.0.checked_add_months(Months::new(1)).unwrap_or(first.0));
        let mut worked: Vec<Day> = days_between(first, next)
            .into_iter()
            .filter(|day| self.is_working(*day))
            .collect();
        let days = usize::from(days).min(worked.len());
        match end {
            MonthEnd::First => worked.truncate(days),
            MonthEnd::Last => drop(worked.drain(..worked.len() - days)),
        }
        worked
    }
}

fn holds_in(time: &BusinessTime, regions: &[String]) -> bool {
    time.region.is_empty() || regions.is_empty() || regions.contains(&time.region)
}

fn days_between(first: Day, until: Day) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = first;
    while day < until && days.len() < MOST_DAYS {
        days.push(day);
        day = day.plus(1);
    }
    days
}

/// Days of which at least a moment lies in the window.
fn touched(window: Window, zone: Zone) -> Vec<Day> {
    let last = crate::wording::last_day(window, zone);
    days_between(window.start().day_in(zone), last.plus(1))
}

/// A wall time on a day, in the zone.
#[must_use]
pub fn wall(day: Day, at: LocalTime, zone: Zone) -> Instant {
    let recurrence = Recurrence {
        rule: String::new(),
        from: day,
        starts: at,
        minutes: 1,
        zone,
    };
    recurrence.start_on(day)
}

fn whole_days(first: Day, until: Day, zone: Zone) -> Option<Window> {
    Window::new(first.starts_in(zone), until.starts_in(zone)).ok()
}

impl BusinessTime {
    /// When it happens within the span, in order; stretches that touch are joined.
    #[must_use]
    pub fn happens(&self, plan: &Plan, span: Window) -> Vec<Window> {
        let mut found: Vec<Window> = match &self.occurs {
            Occurs::Days { first, until } => whole_days(*first, *until, self.zone).into_iter().collect(),
            Occurs::Once { window } => vec![*window],
            Occurs::Recurring { recurrence } => recurrence.occurrences(span),
            Occurs::WorkingDays { end, days } => {
                let regions: Vec<String> = if self.region.is_empty() {
                    Vec::new()
                } else {
                    vec![self.region.clone()]
                };
                let working = WorkingDays::of(plan, &regions, span);
                let mut month = first_of_month(span.start().day_in(self.zone));
                let mut found = Vec::new();
                while month.starts_in(self.zone) < span.end() && found.len() < MOST_DAYS {
                    found.extend(
                        working
                            .of_month(month, *end, *days)
                            .into_iter()
                            .filter_map(|day| whole_days(day, day.plus(1), self.zone)),
                    );
                    month = first_of_month(month.plus(32));
                }
                found
            }
        };
        found.retain(|window| window.overlaps(span));
        found.sort_by_key(|window| (window.start(), window.end()));
        let mut joined: Vec<Window> = Vec::new();
        for window in found {
            match joined.last_mut() {
                Some(last) if window.start() <= last.end() => {
                    *last = Window::new(last.start(), last.end().max(window.end())).unwrap_or(*last);
                }
                _ => joined.push(window),
            }
        }
        joined
    }
    /// True when it is about a service in one of the regions: its services, or all; its region, or all.
    #[must_use]
    pub fn is_about(&self, service: crate::ServiceId, regions: &[String]) -> bool {
        (self.services.is_empty() || self.services.contains(&service))
            && (self.region.is_empty() || regions.contains(&self.region))
    }
}

fn first_of_month(day: Day) -> Day {
    Day(NaiveDate::from_ymd_opt(day.0.year(), day.0.month(), 1).unwrap_or(day.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BusinessTimeId;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn span(from: &str, until: &str) -> Window {
        Window::new(day(from).starts_in(Zone::UTC), day(until).starts_in(Zone::UTC)).unwrap()
    }

    fn time(number: u128, kind: BusinessTimeKind, region: &str, zone: &str, occurs: Occurs) -> BusinessTime {
        BusinessTime {
            id: BusinessTimeId(Uuid::from_u128(number)),
            name: String::new(),
            kind,
            region: region.into(),
            zone: zone.parse().unwrap(),
            occurs,
            services: Vec::new(),
            note: String::new(),
            origin: None,
        }
    }

    fn holidays() -> Plan {
        let mut plan = Plan::default();
        for (number, (region, date)) in
            (1..).zip([("US", "2026-11-26"), ("DE", "2026-12-25"), ("DE", "2026-12-26")])
        {
            let occurs = Occurs::Days {
                first: day(date),
                until: day(date).plus(1),
            };
            plan.put(time(number, BusinessTimeKind::Holiday, region, "UTC", occurs));
        }
        plan
    }

    #[test]
    fn working_days_step_over_weekends_and_the_holidays_of_the_region() {
        let plan = holidays();
        let around = span("2026-11-01", "2027-01-31");
        let german = WorkingDays::of(&plan, &["DE".into()], around);
        let american = WorkingDays::of(&plan, &["US".into()], around);
        assert_eq!(german.plus(day("2026-11-25"), 1), day("2026-11-26"));
        assert_eq!(american.plus(day("2026-11-25"), 1), day("2026-11-27"));
        assert_eq!(german.plus(day("2026-12-28"), -1), day("2026-12-24"));
        assert_eq!(german.plus(day("2026-11-18"), -15), day("2026-10-28"));
        assert_eq!(german.plus(day("2026-11-21"), 0), day("2026-11-21"));
    }

    #[test]
    fn the_last_three_business_days_leave_out_the_weekend_and_holidays() {
        let plan = holidays();
        let last = Occurs::WorkingDays {
            end: MonthEnd::Last,
            days: 3,
        };
        let peak = time(9, BusinessTimeKind::Peak, "DE", "Europe/Berlin", last);
        let said: Vec<String> = peak
            .happens(&plan, span("2026-10-15", "2027-01-01"))
            .iter()
            .map(|window| crate::wording::days(*window, peak.zone))
            .collect();
        // 31 October 2026 is a Saturday; 29 to 31 December is Tuesday to Thursday.
        assert_eq!(
            said,
            ["28 Oct – 30 Oct", "26 Nov – 27 Nov", "30 Nov", "29 Dec – 31 Dec"]
        );
    }

    #[test]
    fn the_second_tuesday_is_a_rule_and_lasts_its_whole_day_across_a_clock_change() {
        let second = Occurs::Recurring {
            recurrence: Recurrence {
                rule: "FREQ=MONTHLY;BYDAY=2TU".into(),
                from: day("2026-01-01"),
                starts: "00:00".parse().unwrap(),
                minutes: 1440,
                zone: "America/New_York".parse().unwrap(),
            },
        };
        let peak = time(9, BusinessTimeKind::Peak, "", "America/New_York", second);
        let starts: Vec<String> = peak
            .happens(&Plan::default(), span("2026-10-01", "2026-12-31"))
            .iter()
            .map(|window| window.start().to_string())
            .collect();
        assert_eq!(
            starts,
            [
                "2026-10-13T04:00:00Z",
                "2026-11-10T05:00:00Z",
                "2026-12-08T05:00:00Z"
            ]
        );
    }

    #[test]
    fn a_holiday_lasts_from_midnight_to_midnight_of_its_zone_and_no_longer() {
        let occurs = Occurs::Days {
            first: day("2026-03-29"),
            until: day("2026-03-30"),
        };
        let sunday = time(9, BusinessTimeKind::Holiday, "", "Europe/Berlin", occurs);
        let happens = sunday.happens(&Plan::default(), span("2026-03-01", "2026-04-01"));
        assert_eq!(happens[0].minutes(), 23 * 60, "clocks go forward that night");
        assert!(!happens[0].contains(happens[0].end()));
        let after = Window::lasting(happens[0].end(), 60);
        assert_eq!(sunday.happens(&Plan::default(), after), []);
    }
}

//! Weeks, months and weekends of a span, in the plan's zone.

use chrono::Datelike;
use planning::{Day, Instant, Window, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Marks of the time axis.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct TimeAxis {
    /// Mondays.
    pub weeks: Vec<WeekMark>,
    /// First days of months inside the span, and the month the span starts in.
    pub months: Vec<MonthMark>,
    /// Saturdays and Sundays.
    pub weekends: Vec<Window>,
    /// First moments of all days; one more than there are days.
    pub days: Vec<Instant>,
}

/// A Monday.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WeekMark {
    /// When it begins.
    pub at: Instant,
    /// Day of the month.
    pub day: u32,
    /// ISO week number.
    pub week: u32,
}

/// The start of a month.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MonthMark {
    /// When it begins.
    pub at: Instant,
    /// The first day, from which the window writes the month's name.
    pub day: Day,
}

/// The marks of a span.
pub(super) fn axis(span: Window, zone: Zone) -> TimeAxis {
    let mut axis = TimeAxis::default();
    let first = span.start().day_in(zone);
    let mut day = first;
    loop {
        let at = day.starts_in(zone);
        axis.days.push(at);
        if at >= span.end() || axis.days.len() > 4000 {
            break;
        }
        let next = day.plus(1);
        if day.0.weekday() == chrono::Weekday::Mon {
            axis.weeks.push(WeekMark {
                at,
                day: day.0.day(),
                week: day.0.iso_week().week(),
            });
        }
        if day == first || day.0.day() == 1 {
            axis.months.push(MonthMark { at, day });
        }
        if day.0.weekday() == chrono::Weekday::Sat
            && let Ok(weekend) = Window::new(at, day.plus(2).starts_in(zone).min(span.end()))
        {
            axis.weekends.push(weekend);
        }
        day = next;
    }
    axis
}

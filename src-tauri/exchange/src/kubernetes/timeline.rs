//! The schedule table: what, who, when.

use super::markdown::plain;
use crate::Refusal;
use crate::days::{ANYWHERE_ON_EARTH, days_in, end_of};
use chrono::NaiveTime;
use planning::{Day, Instant, Zone};

/// When something happens: on a day, or at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Day(Day),
    Time(Instant),
}

impl Moment {
    /// The day in UTC.
    pub(super) fn day(&self) -> Day {
        match self {
            Self::Day(day) => *day,
            Self::Time(at) => at.day_in(Zone::UTC),
        }
    }
    /// Its first moment in UTC.
    pub(super) fn starts(&self) -> Instant {
        match self {
            Self::Day(day) => day.starts_in(Zone::UTC),
            Self::Time(at) => *at,
        }
    }
    /// The first moment after it as a deadline: a day is over when it is over anywhere on earth.
    pub(super) fn deadline(&self) -> Instant {
        match self {
            Self::Day(day) => end_of(*day, ANYWHERE_ON_EARTH),
            Self::Time(at) => *at,
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) what: String,
    /// The cell as written, with its links.
    pub(super) source: String,
    pub(super) who: String,
    pub(super) when: Moment,
    pub(super) line: u32,
}

impl Row {
    /// The version that the row says is released.
    pub(super) fn released(&self) -> Option<&str> {
        let mut words = self.what.split_whitespace();
        let version = words.next().filter(|word| word.starts_with('v'))?;
        (words.next() == Some("released")).then_some(version)
    }
}

/// The rows of the table with a “When” column; rows whose time cannot be read are refused.
pub(super) fn rows(file: &str, page: &str, refused: &mut Vec<Refusal>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut when_at: Option<usize> = None;
    for (line, text) in (1..).zip(page.lines()) {
        let Some(inside) = text.trim().strip_prefix('|') else {
            when_at = None;
            continue;
        };
        let cells: Vec<&str> = inside.trim_end_matches('|').split('|').map(str::trim).collect();
        if let Some(at) = cells.iter().position(|cell| plain(cell) == "When") {
            when_at = Some(at);
            continue;
        }
        let Some(at) = when_at else { continue };
        if cells
            .iter()
            .all(|cell| cell.chars().all(|letter| matches!(letter, '-' | ':' | ' ')))
        {
            continue;
        }
        let what = plain(cells.first().copied().unwrap_or_default());
        let written = cells.get(at).copied().unwrap_or_default();
        match moment(&plain(written)) {
            Some(when) => rows.push(Row {
                what,
                source: cells.first().copied().unwrap_or_default().to_owned(),
                who: plain(cells.get(1).copied().unwrap_or_default()),
                when,
                line,
            }),
            None => {
                let reason = format!("{what}: “{}” names no day.", plain(written));
                refused
                    .push(Refusal::value(file, Some(line), "When", &plain(written), reason).and_its_record());
            }
        }
    }
    rows
}

/// `02:00 UTC Friday 11th July 2025 / 19:00 PST Thursday …` is 02:00 UTC; a day without a time is the day.
fn moment(text: &str) -> Option<Moment> {
    let utc_part = text
        .split(" / ")
        .find(|part| part.split_whitespace().any(|word| word == "UTC"));
    let (day, _) = days_in(utc_part.unwrap_or(text)).into_iter().next()?;
    let time = utc_part.and_then(|part| {
        part.split_whitespace()
            .find_map(|word| NaiveTime::parse_from_str(word, "%H:%M").ok())
    });
    Some(match time {
        Some(time) => Moment::Time(Instant::new(day.0.and_time(time).and_utc())),
        None => Moment::Day(day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_utc_part_of_a_time_is_taken() {
        let written = "02:00 UTC Friday 11th July 2025 / 19:00 PST Thursday 10th July 2025";
        let Some(Moment::Time(at)) = moment(written) else {
            panic!("a time")
        };
        assert_eq!(at.to_string(), "2025-07-11T02:00:00Z");
    }

    #[test]
    fn a_deadline_without_a_time_ends_anywhere_on_earth() {
        let day = moment("Thursday 12th June 2025").expect("a day");
        assert_eq!(day.deadline().to_string(), "2025-06-13T12:00:00Z");
        assert_eq!(day.starts().to_string(), "2025-06-12T00:00:00Z");
    }
}

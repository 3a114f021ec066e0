//! Days in cells: ISO first, then named months, then numbers whose order may have to be asked.

use crate::days::month;
use chrono::NaiveDate;
use planning::Day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which number comes first in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
}

/// What the numbers of a cell say about the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Only(DateOrder),
    Either,
}

fn parts(cell: &str) -> Vec<&str> {
    let date = cell.trim();
    let date = date.split_once('T').map_or(date, |(date, rest)| {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            date
        } else {
            cell.trim()
        }
    });
    let date = if date.contains(['/', '.', '-']) {
        date.split_whitespace().next().unwrap_or_default()
    } else {
        date
    };
    date.split(['/', '.', '-', ' ', ','])
        .filter(|part| !part.is_empty())
        .take(3)
        .collect()
}

fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// What a cell with three numbers says about the order; `None` when it is ISO, named or no date.
pub(super) fn hint(cell: &str) -> Option<Hint> {
    let parts = parts(cell);
    let [first, second, last] = parts.as_slice() else {
        return None;
    };
    if first.len() == 4 || year(last).is_none() {
        return None;
    }
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    match (first, second) {
        (1..=12, 1..=12) if first == second => None,
        (1..=12, 1..=12) => Some(Hint::Either),
        (13..=31, 1..=12) => Some(Hint::Only(DateOrder::DayFirst)),
        (1..=12, 13..=31) => Some(Hint::Only(DateOrder::MonthFirst)),
        _ => None,
    }
}

/// The day in a cell.
pub(super) fn day(cell: &str, order: Option<DateOrder>) -> Result<Day, String> {
    let parts = parts(cell);
    let wrong = || format!("“{}” is not a day.", cell.trim());
    let [first, second, last] = parts.as_slice() else {
        return Err(wrong());
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let found = if first.len() == 4 {
        year(first).zip(number(second)).zip(number(last))
    } else if let Some(month) = month(second) {
        year(last).map(|year| (year, month)).zip(number(first))
    } else if let Some(month) = month(first) {
        year(last).map(|year| (year, month)).zip(number(second))
    } else {
        let (one, two) = number(first).zip(number(second)).ok_or_else(wrong)?;
        let order = match (order, one, two) {
            (_, 13.., _) => DateOrder::DayFirst,
            (_, _, 13..) => DateOrder::MonthFirst,
            (Some(order), _, _) => order,
            (None, ..) if one == two => DateOrder::DayFirst,
            (None, ..) => return Err(format!("“{}” can be read day first or month first.", cell.trim())),
        };
        let (day, month) = if order == DateOrder::DayFirst {
            (one, two)
        } else {
            (two, one)
        };
        year(last).map(|year| (year, month)).zip(Some(day))
    };
    let ((year, month), day) = found.ok_or_else(wrong)?;
    NaiveDate::from_ymd_opt(year, month, day)
        .map(Day)
        .ok_or_else(|| format!("“{}” is a day that does not exist.", cell.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_usual_tools_write_them() {
        for cell in [
            "2026-03-02",
            "2026-03-02T09:15:00Z",
            "2026-03-02 09:15:00",
            "02/Mar/26",
            "02/Mar/26 12:00 AM",
            "2 March 2026",
            "Mar 2, 2026",
            "2026/03/02",
        ] {
            assert_eq!(
                day(cell, None).map(|day| day.to_string()),
                Ok("2026-03-02".into()),
                "{cell}"
            );
        }
        assert_eq!(
            day("29-02-2016 01:16", None).map(|day| day.to_string()),
            Ok("2016-02-29".into())
        );
        assert_eq!(
            day("12/31/2026 9:15:00 AM", None).map(|day| day.to_string()),
            Ok("2026-12-31".into())
        );
    }

    #[test]
    fn an_ambiguous_day_is_never_guessed() {
        assert!(day("03/04/2026", None).is_err());
        assert_eq!(
            day("03/04/2026", Some(DateOrder::DayFirst)).map(|day| day.to_string()),
            Ok("2026-04-03".into())
        );
        assert_eq!(
            day("03/04/2026", Some(DateOrder::MonthFirst)).map(|day| day.to_string()),
            Ok("2026-03-04".into())
        );
        assert_eq!(hint("03/04/2026"), Some(Hint::Either));
        assert_eq!(hint("13.04.2026"), Some(Hint::Only(DateOrder::DayFirst)));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(day("2026-02-30", None).is_err());
        assert!(day("soon", None).is_err());
    }
}

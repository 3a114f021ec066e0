//! Days and times as they are typed into the filter: `1-Oct`, `2026-10-01`, `yesterday`, `13:58`.

use chrono::{Datelike as _, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use planning::{Day, Instant, Window, Zone};

/// What can be typed, for the sentence that says so.
pub(super) const SPELLINGS: &str = "1-Oct, 2026-10-01, today, yesterday, 13:58 or 2026-10-01T13:58";

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day or the minute that the text names, in the zone; `None` when it names none.
pub(super) fn read(text: &str, now: Instant, zone: Zone) -> Option<Window> {
    let text = text.trim().to_ascii_lowercase();
    let today = now.day_in(zone);
    if let Some(time) = clock(&text) {
        return minute(today.0.and_time(time), zone);
    }
    if let Some((date, time)) = text
        .rsplit_once(['t', ' '])
        .filter(|(_, time)| clock(time).is_some())
    {
        return minute(day(date, today)?.0.and_time(clock(time)?), zone);
    }
    let day = day(&text, today)?;
    Window::new(day.starts_in(zone), day.plus(1).starts_in(zone)).ok()
}

fn clock(text: &str) -> Option<NaiveTime> {
    let (hours, minutes) = text.split_once(':')?;
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.get(..2)?.parse().ok()?, 0)
}

fn minute(local: NaiveDateTime, zone: Zone) -> Option<Window> {
    let at = match zone.0.from_local_datetime(&local) {
        LocalResult::Single(at) => at,
        // Of the hour that comes twice the second, so that nothing of the first is left out.
        LocalResult::Ambiguous(_, later) => later,
        LocalResult::None => zone
            .0
            .from_local_datetime(&(local + TimeDelta::hours(1)))
            .latest()?,
    };
    Some(Window::lasting(Instant::new(at.to_utc()), 1))
}

fn day(text: &str, today: Day) -> Option<Day> {
    match text {
        "today" => return Some(today),
        "yesterday" => return Some(today.plus(-1)),
        _ => {}
    }
    if let Ok(day) = text.parse::<Day>() {
        return Some(day);
    }
    let mut parts = text.split('-');
    let number: u32 = parts.next()?.parse().ok()?;
    let named = parts.next()?.get(..3)?.to_owned();
    let month = MONTHS.iter().position(|month| *month == named)? as u32 + 1;
    let of = |year| NaiveDate::from_ymd_opt(year, month, number).map(Day);
    match parts.next() {
        Some(year) => of(year.parse().ok()?),
        // Without a year, the last such day.
        None => of(today.0.year())
            .filter(|day| *day <= today)
            .or_else(|| of(today.0.year() - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, String)> {
        let zone = "Europe/Berlin".parse().expect("a zone");
        let now = "2026-10-26T11:00:00Z".parse().expect("a time");
        let span = read(text, now, zone)?;
        Some((span.start().to_string(), span.end().to_string()))
    }

    #[test]
    fn a_day_is_typed_in_every_way_people_write_it() {
        let day = Some((
            "2026-09-30T22:00:00Z".to_owned(),
            "2026-10-01T22:00:00Z".to_owned(),
        ));
        for text in ["1-Oct", "1-oct-2026", "2026-10-01", "1-October"] {
            assert_eq!(found(text), day, "{text}");
        }
        let longer = Some((
            "2026-10-24T22:00:00Z".to_owned(),
            "2026-10-25T23:00:00Z".to_owned(),
        ));
        assert_eq!(
            found("yesterday"),
            longer,
            "the day the clocks go back has 25 hours"
        );
    }

    #[test]
    fn a_day_without_a_year_is_the_last_one() {
        assert_eq!(
            found("24-Dec").map(|(start, _)| start),
            Some("2025-12-23T23:00:00Z".into())
        );
    }

    #[test]
    fn a_time_is_its_minute() {
        assert_eq!(
            found("13:58"),
            Some(("2026-10-26T12:58:00Z".into(), "2026-10-26T12:59:00Z".into()))
        );
        for text in ["2026-10-06T13:58", "6-Oct 13:58", "2026-10-06t13:58:40"] {
            assert_eq!(
                found(text).map(|(start, _)| start),
                Some("2026-10-06T11:58:00Z".into()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        for text in ["", "soon", "32-Oct", "1-Foo", "25:00", "2026-13-01", "1", "é-é"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

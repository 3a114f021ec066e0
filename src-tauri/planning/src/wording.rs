//! How days, times and lists are said in the sentences people read.

use crate::{Day, Instant, Window, Zone};

/// `Wed 18 Nov 22:00`, in the zone.
#[must_use]
pub fn moment(at: Instant, zone: Zone) -> String {
    at.utc()
        .with_timezone(&zone.0)
        .format("%a %-d %b %H:%M")
        .to_string()
}

/// `Wed 18 Nov`.
#[must_use]
pub fn day(day: Day) -> String {
    day.0.format("%a %-d %b").to_string()
}

/// `20 Nov 2026`: with the year, where the year is what matters.
#[must_use]
pub fn dated(day: Day) -> String {
    day.0.format("%-d %b %Y").to_string()
}

/// The day of the last moment inside the window: an end at midnight belongs to the day before.
#[must_use]
pub fn last_day(window: Window, zone: Zone) -> Day {
    (window.end() - chrono::TimeDelta::seconds(1)).day_in(zone)
}

/// `16 Nov – 4 Dec`, last day included, in the zone; one day stands alone.
#[must_use]
pub fn days(window: Window, zone: Zone) -> String {
    let first = window.start().day_in(zone);
    let last = last_day(window, zone);
    if first == last {
        return first.0.format("%-d %b").to_string();
    }
    format!("{} – {}", first.0.format("%-d %b"), last.0.format("%-d %b"))
}

/// `1 change`, `3 changes`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// `CHG-1, CHG-2 and CHG-3`; beyond four the rest is counted: `CHG-1, CHG-2, CHG-3 and 9 more`.
#[must_use]
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        _ => {
            let (shown, rest) = if names.len() > 4 {
                names.split_at(3)
            } else {
                names.split_at(names.len() - 1)
            };
            let shown: Vec<&str> = shown.iter().map(AsRef::as_ref).collect();
            let rest = match rest {
                [last] => last.as_ref().to_owned(),
                more => format!("{} more", more.len()),
            };
            format!("{} and {rest}", shown.join(", "))
        }
    }
}

/// `45 min`, `2 h`, `2 h 05`.
#[must_use]
pub fn minutes(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    }
}

/// The text with a capital first letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// `1,234,567`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_counted_after_three() {
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c", "d"]), "a, b, c and d");
        assert_eq!(list(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }

    #[test]
    fn an_end_at_midnight_does_not_name_the_next_day() {
        let window = Window::new(
            "2026-11-20T00:00:00Z".parse().unwrap(),
            "2026-12-01T00:00:00Z".parse().unwrap(),
        );
        assert_eq!(days(window.unwrap(), Zone::UTC), "20 Nov – 30 Nov");
    }
}

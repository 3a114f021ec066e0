//! Days as people write them in schedules: `Friday 20th June 2025`, `November 14, 2024`, `12 Nov 2024`.

use chrono::NaiveDate;
use planning::{Day, Instant, Zone};

/// Where a day ends last: twelve hours behind UTC, “anywhere on earth”.
pub(crate) const ANYWHERE_ON_EARTH: Zone = Zone(chrono_tz::Etc::GMTPlus12);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month of an English name or its first three letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.len() < 3 || !word.is_char_boundary(3) {
        return None;
    }
    let index = MONTHS
        .iter()
        .position(|name| *name == word || (name[..3] == word) || (word == "sept" && *name == "september"))?;
    u32::try_from(index + 1).ok()
}

fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ordinal = &word[digits.len()..];
    let known = matches!(ordinal, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| known && (1..=31).contains(day))
}

fn year_number(word: &str) -> Option<i32> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1970..2200).contains(year))
}

/// Every full date in a text, with the word before it.
pub(crate) fn days_in(text: &str) -> Vec<(Day, String)> {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '(' | ')' | '[' | ']' | '*'))
        .map(|word| word.trim_end_matches(['.', ';', ':']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(month) = month(word) else { continue };
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .and_then(|word| day_number(word));
        let after = words.get(at + 1).copied().unwrap_or_default();
        let (day, year, first) = match (before, year_number(after), day_number(after)) {
            (Some(day), Some(year), _) => (day, year, at - 1),
            (_, _, Some(day)) => match words.get(at + 2).and_then(|word| year_number(word)) {
                Some(year) => (day, year, at),
                None => continue,
            },
            _ => continue,
        };
        if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
            let lead = first
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .copied()
                .unwrap_or_default();
            found.push((Day(date), lead.to_lowercase()));
        }
    }
    found
}

/// The first moment after the day in the zone.
pub(crate) fn end_of(day: Day, zone: Zone) -> Instant {
    day.plus(1).starts_in(zone)
}

/// An ISO day, or the sentence that says what is wrong with it.
pub(crate) fn iso(text: &str) -> Result<Day, String> {
    let text = text.trim();
    if let Ok(day) = text.parse::<Day>() {
        return Ok(day);
    }
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    Err(match parts.as_slice() {
        [Some(_), Some(month), Some(_)] if !(1..=12).contains(month) => {
            format!("{text} names month {month}.")
        }
        [Some(year), Some(month), Some(day)] => format!("{year}-{month:02} has no day {day}."),
        _ => format!("“{text}” is not a day like 2026-11-20."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_dates_are_found_however_they_are_written() {
        for text in [
            "November 14, 2024 is the milestone",
            "On 14 Nov 2024 and later",
            "Thursday 14th November 2024",
            "After 14 November 2024 (23:59 UTC), no",
        ] {
            assert_eq!(
                days_in(text).first().map(|(day, _)| day.to_string()).as_deref(),
                Some("2024-11-14"),
                "{text}"
            );
        }
        assert!(days_in("From October 21 to 25 we meet").is_empty());
        assert_eq!(
            days_in("The week of March 10, 2025 is")
                .first()
                .map(|(_, lead)| lead.as_str()),
            Some("of")
        );
    }

    #[test]
    fn an_impossible_day_says_what_is_wrong_with_it() {
        assert_eq!(iso("2025-30-01"), Err("2025-30-01 names month 30.".into()));
        assert_eq!(iso("2025-02-30"), Err("2025-02 has no day 30.".into()));
    }

    #[test]
    fn a_day_ends_last_anywhere_on_earth() {
        let day = Day(NaiveDate::from_ymd_opt(2025, 6, 12).expect("a day"));
        assert_eq!(end_of(day, ANYWHERE_ON_EARTH).to_string(), "2025-06-13T12:00:00Z");
        assert_eq!(end_of(day, Zone::UTC).to_string(), "2025-06-13T00:00:00Z");
    }
}

//! Moments and weekly rules in five-field cron, which knows no year.

use super::Told;
use super::closure::Closure;
use planning::{Instant, Recurrence, Zone};

/// Says what follows from a freeze being said in cron.
pub(super) fn comes_again(closure: &Closure<'_>, unsaid: &mut Told) {
    let freeze = closure.freeze;
    let last = freeze.window.end().day_in(freeze.zone);
    unsaid.stops_more(
        &freeze.reference,
        format!(
            "Cron knows no year: {} would come again each year; it has to go after {last}.",
            freeze.name
        ),
    );
}

/// The wall time of a moment as `minute hour day month *`.
pub(super) fn moment(at: Instant, zone: Zone) -> String {
    at.utc()
        .with_timezone(&zone.0)
        .format("%-M %-H %-d %-m *")
        .to_string()
}

/// A daily or weekly rule that cron can say; `None` for any other.
pub(super) fn rule(recurrence: &Recurrence) -> Option<String> {
    let mut frequency = "";
    let mut days = Vec::new();
    for part in recurrence.rule.trim().trim_start_matches("RRULE:").split(';') {
        match part.split_once('=')? {
            ("FREQ", word @ ("DAILY" | "WEEKLY")) => frequency = word,
            ("INTERVAL", "1") | ("WKST", _) => {}
            ("BYDAY", list) => {
                for day in list.split(',') {
                    days.push(number(day)?);
                }
            }
            _ => return None,
        }
    }
    let days = match (frequency, days.is_empty()) {
        ("DAILY", true) => "*".to_owned(),
        ("DAILY" | "WEEKLY", false) => {
            days.sort_unstable();
            days.dedup();
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            days.join(",")
        }
        // The day of the week on which it begins.
        ("WEEKLY", true) => {
            use chrono::Datelike as _;
            recurrence.from.0.weekday().num_days_from_sunday().to_string()
        }
        _ => return None,
    };
    let starts = recurrence.starts.0.format("%-M %-H");
    Some(format!("{starts} * * {days}"))
}

fn number(day: &str) -> Option<u8> {
    Some(match day {
        "SU" => 0,
        "MO" => 1,
        "TU" => 2,
        "WE" => 3,
        "TH" => 4,
        "FR" => 5,
        "SA" => 6,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{moment, rule};
    use planning::{Day, Recurrence, Zone};

    fn said(words: &str) -> Option<String> {
        rule(&Recurrence {
            rule: words.into(),
            from: "2026-11-24".parse::<Day>().unwrap(),
            starts: "22:30".parse().unwrap(),
            minutes: 240,
            zone: Zone::UTC,
        })
    }

    #[test]
    fn weekly_rules_are_said_in_cron() {
        assert_eq!(said("FREQ=WEEKLY;BYDAY=TU,TH").as_deref(), Some("30 22 * * 2,4"));
        assert_eq!(said("FREQ=DAILY").as_deref(), Some("30 22 * * *"));
        assert_eq!(
            said("FREQ=WEEKLY").as_deref(),
            Some("30 22 * * 2"),
            "from a Tuesday"
        );
    }

    #[test]
    fn what_cron_cannot_say_is_not_said() {
        assert_eq!(said("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), None);
        assert_eq!(said("FREQ=MONTHLY;BYDAY=-1SU"), None);
        assert_eq!(said("FREQ=WEEKLY;BYDAY=1MO"), None);
    }

    #[test]
    fn a_moment_is_said_in_its_zone() {
        let at = "2026-12-22T23:05:00Z".parse().unwrap();
        assert_eq!(moment(at, "Europe/Berlin".parse().unwrap()), "5 0 23 12 *");
    }
}

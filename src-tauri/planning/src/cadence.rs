//! A recurrence in words: `Wed, every 2 weeks`, `last Sun of the month`.

use crate::Recurrence;

/// The recurrence in a few words; the rule itself when it is too special for words.
#[must_use]
pub fn cadence(recurrence: &Recurrence) -> String {
    let part = |name: &str| {
        recurrence
            .rule
            .split(';')
            .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
            .unwrap_or_default()
    };
    let every: u32 = part("INTERVAL").parse().unwrap_or(1);
    let days: Vec<&str> = part("BYDAY").split(',').filter(|day| !day.is_empty()).collect();
    let names: Option<Vec<String>> = days.iter().map(|day| day_name(day)).collect();
    let Some(names) = names else {
        return recurrence.rule.clone();
    };
    let days = names.join(", ");
    let frequency = match (part("FREQ"), every) {
        ("DAILY", 1) => "daily".to_owned(),
        ("DAILY", n) => format!("every {n} days"),
        ("WEEKLY", 1) => "weekly".to_owned(),
        ("WEEKLY", n) => format!("every {n} weeks"),
        ("MONTHLY", 1) => "monthly".to_owned(),
        ("MONTHLY", n) => format!("every {n} months"),
        ("YEARLY", _) => "yearly".to_owned(),
        _ => return recurrence.rule.clone(),
    };
    if days.is_empty() {
        crate::wording::capital(&frequency)
    } else {
        format!("{days}, {frequency}")
    }
}

fn day_name(code: &str) -> Option<String> {
    let (number, day) = code.split_at(code.len().checked_sub(2)?);
    let day = match day {
        "MO" => "Mon",
        "TU" => "Tue",
        "WE" => "Wed",
        "TH" => "Thu",
        "FR" => "Fri",
        "SA" => "Sat",
        "SU" => "Sun",
        _ => return None,
    };
    Some(match number {
        "" => day.to_owned(),
        "1" | "+1" => format!("first {day}"),
        "2" | "+2" => format!("second {day}"),
        "3" | "+3" => format!("third {day}"),
        "4" | "+4" => format!("fourth {day}"),
        "-1" => format!("last {day}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::cadence;
    use crate::{Day, Recurrence, Zone};

    fn check(rule: &str, words: &str) {
        let recurrence = Recurrence {
            rule: rule.into(),
            from: "2026-01-01".parse::<Day>().unwrap(),
            starts: "22:00".parse().unwrap(),
            minutes: 120,
            zone: Zone::UTC,
        };
        assert_eq!(cadence(&recurrence), words);
    }

    #[test]
    fn a_cadence_is_said_in_a_few_words() {
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Wed, every 2 weeks");
        check("FREQ=WEEKLY;BYDAY=TU,WE,TH", "Tue, Wed, Thu, weekly");
        check("FREQ=MONTHLY;BYDAY=-1SU", "last Sun, monthly");
        check("FREQ=DAILY", "Daily");
    }

    #[test]
    fn a_rule_too_special_for_words_is_shown_as_it_is() {
        check("FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYDAY=20MO");
    }
}

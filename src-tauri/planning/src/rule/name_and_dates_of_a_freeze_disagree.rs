//! FRZ-03: a freeze is called after one year and lies in another.

use super::Rule;
use crate::{Severity, Subject, wording};
use chrono::Datelike;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-03",
    sentence: "The name of a freeze names another year than its dates.",
    why: "A calendar rolled over by hand keeps last year's dates.",
    find: |asked| {
        let found = asked
            .plan
            .freezes
            .iter()
            .filter(|freeze| freeze.is_live())
            .filter_map(|freeze| {
                let first = freeze.window.start().day_in(asked.zone);
                let last = wording::last_day(freeze.window, asked.zone);
                let words = freeze.name.split(|letter: char| !letter.is_ascii_digit());
                let named: Vec<i32> = words
                    .filter(|word| word.len() == 4)
                    .filter_map(|word| word.parse().ok())
                    .filter(|year| (2000..2100).contains(year))
                    .collect();
                let fits = |year: &i32| (first.0.year()..=last.0.year()).contains(year);
                if named.is_empty() || named.iter().any(fits) {
                    return None;
                }
                let sentence = format!(
                    "{} runs from {} to {}.",
                    freeze.name,
                    wording::dated(first),
                    wording::dated(last)
                );
                Some(RULE.found(Severity::Warning, &[Subject::Freeze(freeze.id)], sentence))
            });
        found.collect()
    },
};

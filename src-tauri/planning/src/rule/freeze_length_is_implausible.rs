//! FRZ-02: a freeze so long that its year is probably wrong.

use super::Rule;
use crate::{Freeze, Severity, Subject, wording};

const LONGEST_DAYS: i64 = 60;
const TIMES_THE_MEDIAN: i64 = 3;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-02",
    sentence: "A freeze is implausibly long.",
    why: "A wrong year in the end date closes everything for months.",
    find: |asked| {
        let live: Vec<&Freeze> = asked
            .plan
            .freezes
            .iter()
            .filter(|freeze| freeze.is_live())
            .collect();
        let found = live.iter().filter_map(|freeze| {
            let minutes = freeze.window.minutes();
            let mut others: Vec<i64> = live
                .iter()
                .filter(|other| other.id != freeze.id)
                .map(|other| other.window.minutes())
                .collect();
            others.sort_unstable();
            let median = others
                .get(others.len() / 2)
                .copied()
                .filter(|_| others.len() >= 3);
            let days = minutes / (24 * 60);
            // A long freeze among short ones; below two weeks nobody mistypes a year.
            let outlier = median.is_some_and(|median| minutes > TIMES_THE_MEDIAN * median) && days > 14;
            if days <= LONGEST_DAYS && !outlier {
                return None;
            }
            let ends = wording::dated(wording::last_day(freeze.window, asked.zone));
            let compared = match median.filter(|_| outlier) {
                Some(median) => format!(
                    "; half of the others last {} days or less",
                    (median / (24 * 60)).max(1)
                ),
                None => String::new(),
            };
            let sentence = format!(
                "{} lasts {days} days, until {ends}{compared}. Is the year right?",
                freeze.name
            );
            Some(RULE.found(Severity::Warning, &[Subject::Freeze(freeze.id)], sentence))
        });
        found.collect()
    },
};

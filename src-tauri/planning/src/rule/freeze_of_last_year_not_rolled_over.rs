//! FRZ-16: a freeze of last year that nobody has asked for again two months before its day.

use super::Rule;
use crate::{Freeze, Severity, Subject, wording};
use chrono::TimeDelta;

const NOTICE_DAYS: i64 = 60;
const YEAR_DAYS: i64 = 364;
const NEAR_DAYS: i64 = 45;

/// The name without its year.
fn bare(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}

pub(super) const RULE: Rule = Rule {
    id: "FRZ-16",
    sentence: "A freeze of last year is not in the calendar again.",
    why: "A calendar rolled over by hand is found out of date in January.",
    find: |asked| {
        let live: Vec<&Freeze> = asked
            .plan
            .freezes
            .iter()
            .filter(|freeze| freeze.is_live())
            .collect();
        let found = live.iter().filter_map(|freeze| {
            let again = freeze.window.start() + TimeDelta::days(YEAR_DAYS);
            let is_near = asked.now < again && again - TimeDelta::days(NOTICE_DAYS) <= asked.now;
            let follows = |other: &&Freeze| {
                other.id != freeze.id
                    && bare(&other.name) == bare(&freeze.name)
                    && (other.window.start() - again).num_days().abs() <= NEAR_DAYS
            };
            if !is_near || live.iter().any(follows) {
                return None;
            }
            let sentence = format!(
                "{} began {} and is not in the calendar for {}.",
                freeze.name,
                wording::dated(freeze.window.start().day_in(asked.zone)),
                wording::dated(again.day_in(asked.zone))
            );
            Some(RULE.found(Severity::Warning, &[Subject::Freeze(freeze.id)], sentence))
        });
        found.collect()
    },
};

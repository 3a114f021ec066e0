//! FRZ-15: a used exception whose review is overdue.

use super::Rule;
use crate::talks::reviews_owed;
use crate::{Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-15",
    sentence: "The review of an exception is overdue.",
    why: "What was learned is forgotten within days.",
    find: |asked| {
        let found = reviews_owed(asked.plan, asked.now)
            .into_iter()
            .map(|(exception, freeze, due)| {
                let name = asked.plan.name_of(Subject::FreezeException(exception));
                let sentence = format!("The review of {name} was due {}.", wording::day(due));
                let subjects = [Subject::FreezeException(exception), Subject::Freeze(freeze)];
                RULE.found(Severity::Warning, &subjects, sentence)
            });
        found.collect()
    },
};

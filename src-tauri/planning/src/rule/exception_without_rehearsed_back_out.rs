//! FRZ-14: a hard freeze that is opened without a rehearsed way back.

use super::Rule;
use crate::{FreezeLevel, Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-14",
    sentence: "A hard freeze is opened without a rehearsed back-out.",
    why: "Inside a freeze nobody is there to improvise.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan
            .exceptions
            .iter()
            .filter(|request| (request.is_open() || request.is_granted()) && request.origin.is_none())
            .filter_map(|request| {
                let freeze = plan.freezes.get(&request.freeze)?;
                let by_change = request
                    .changes
                    .iter()
                    .filter_map(|id| plan.changes.get(id))
                    .any(|change| change.risk.back_out_rehearsed_on.is_some());
                if freeze.level < FreezeLevel::Hard
                    || by_change
                    || request.case.back_out_rehearsed_on.is_some()
                {
                    return None;
                }
                let sentence = format!(
                    "{} opens {}, and its back-out was never rehearsed.",
                    request.reference, freeze.name
                );
                let subjects = [Subject::FreezeException(request.id), Subject::Freeze(freeze.id)];
                Some(RULE.found(Severity::Warning, &subjects, sentence))
            });
        found.collect()
    },
};

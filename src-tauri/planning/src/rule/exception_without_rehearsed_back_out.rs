//! FRZ-14: a hard freeze that is opened without a rehearsed way back.

use super::{Rule, request_in, standing_requests};
use crate::{FreezeLevel, Severity};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-14",
    sentence: "A hard freeze is opened without a rehearsed back-out.",
    why: "Inside a freeze nobody is there to improvise.",
    find: |asked| {
        let plan = asked.plan;
        let found = standing_requests(plan)
            .filter(|(request, _)| request.origin.is_none())
            .filter_map(|(request, freeze)| {
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
                Some(RULE.found(Severity::Warning, &request_in(request, freeze), sentence))
            });
        found.collect()
    },
};

//! FRZ-08: an exception asked for more than three days after its freeze began.

use super::{Rule, request_in, standing_requests};
use crate::Severity;
use crate::talks::days_before;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-08",
    sentence: "An exception was asked for late.",
    why: "Who asks after the fact has decided already.",
    find: |asked| {
        let plan = asked.plan;
        let found = standing_requests(plan).filter_map(|(request, freeze)| {
            let late = -days_before(plan, freeze, request.filed_at);
            if late <= 3 {
                return None;
            }
            let sentence = format!(
                "{} was filed {late} days after {} began.",
                request.reference, freeze.name
            );
            Some(RULE.found(Severity::Note, &request_in(request, freeze), sentence))
        });
        found.collect()
    },
};

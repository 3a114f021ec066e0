//! FRZ-12: a request that says there is no risk.

use super::{Rule, request_in, standing_requests};
use crate::Severity;

const NO_ANSWER: [&str; 8] = ["none", "no", "no risk", "zero", "zero risk", "nil", "n/a", "-"];

pub(super) const RULE: Rule = Rule {
    id: "FRZ-12",
    sentence: "A request says that it has no risk.",
    why: "Who sees no risk has not looked.",
    find: |asked| {
        let plan = asked.plan;
        let found = standing_requests(plan).filter_map(|(request, freeze)| {
            let said = request.case.risk.trim().trim_end_matches('.').to_lowercase();
            if !NO_ANSWER.contains(&said.as_str()) {
                return None;
            }
            let sentence = format!(
                "{} answers “{}” to what may happen when it goes.",
                request.reference,
                request.case.risk.trim()
            );
            Some(RULE.found(Severity::Warning, &request_in(request, freeze), sentence))
        });
        found.collect()
    },
};

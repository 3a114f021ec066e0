//! FRZ-09: a second request for what was decided.

use super::{Rule, request_in, standing_requests};
use crate::talks::earlier_requests;
use crate::{Severity, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-09",
    sentence: "What was decided is asked for again.",
    why: "A decision that is asked about until it fits is none.",
    find: |asked| {
        let plan = asked.plan;
        let found = standing_requests(plan).filter_map(|(request, freeze)| {
            let earlier = earlier_requests(plan, request);
            let decided = earlier
                .iter()
                .find(|other| other.is_granted() || other.verdict == Verdict::Rejected)?;
            let sentence = format!(
                "{} asks again for what {} was about; that was {}.",
                request.reference, decided.reference, decided.verdict
            );
            Some(RULE.found(Severity::Warning, &request_in(request, freeze), sentence))
        });
        found.collect()
    },
};

//! FRZ-09: a second request for what was decided.

use super::Rule;
use crate::talks::earlier_requests;
use crate::{Severity, Subject, Verdict};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-09",
    sentence: "What was decided is asked for again.",
    why: "A decision that is asked about until it fits is none.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan
            .exceptions
            .iter()
            .filter(|request| request.is_open() || request.is_granted())
            .filter_map(|request| {
                let freeze = plan.freezes.get(&request.freeze)?;
                let earlier = earlier_requests(plan, request);
                let decided = earlier
                    .iter()
                    .find(|other| other.is_granted() || other.verdict == Verdict::Rejected)?;
                let sentence = format!(
                    "{} asks again for what {} was about; that was {}.",
                    request.reference, decided.reference, decided.verdict
                );
                let subjects = [Subject::FreezeException(request.id), Subject::Freeze(freeze.id)];
                Some(RULE.found(Severity::Warning, &subjects, sentence))
            });
        found.collect()
    },
};

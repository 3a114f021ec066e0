//! FRZ-08: an exception asked for more than three days after its freeze began.

use super::Rule;
use crate::talks::days_before;
use crate::{Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-08",
    sentence: "An exception was asked for late.",
    why: "Who asks after the fact has decided already.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan
            .exceptions
            .iter()
            .filter(|request| request.is_open() || request.is_granted())
            .filter_map(|request| {
                let freeze = plan.freezes.get(&request.freeze)?;
                let late = -days_before(plan, freeze, request.filed_at);
                if late <= 3 {
                    return None;
                }
                let sentence = format!(
                    "{} was filed {late} days after {} began.",
                    request.reference, freeze.name
                );
                let subjects = [Subject::FreezeException(request.id), Subject::Freeze(freeze.id)];
                Some(RULE.found(Severity::Note, &subjects, sentence))
            });
        found.collect()
    },
};

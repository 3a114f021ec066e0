//! CAB-06: window, scope or risk of an approved change is not what was approved.

use super::Rule;
use crate::cab::approval_expired;
use crate::{Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "CAB-06",
    sentence: "An approved change goes at another time, touches something else, or carries a higher risk.",
    why: "What was approved is not what would be done.",
    find: |asked| {
        if asked.plan.cab_decisions.is_empty() {
            return Vec::new();
        }
        let found = asked.plan.changes.iter().filter_map(|change| {
            let why = approval_expired(asked.plan, asked.index.risk(), change)?;
            let sentence = format!("The approval of {} has expired. {why}.", change.reference);
            let subjects: Vec<Subject> = std::iter::once(Subject::Change(change.id))
                .chain(change.release.map(Subject::Release))
                .collect();
            Some(
                RULE.found(Severity::Error, &subjects, sentence)
                    .with_way("Bring it before the next meeting."),
            )
        });
        found.collect()
    },
};

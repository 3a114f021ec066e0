//! BUN-10: a risk level was set by hand and nobody said why.

use super::Rule;
use crate::{Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "BUN-10",
    sentence: "A risk level was set by hand without a reason.",
    why: "Nobody can agree or disagree with a number alone.",
    find: |asked| {
        let found = asked.plan.changes.iter().filter_map(|change| {
            let set = change
                .risk
                .overridden
                .as_ref()
                .filter(|set| set.reason.trim().is_empty())?;
            let sentence = format!(
                "{} is set to risk level {} without a reason.",
                change.reference,
                set.level.number()
            );
            Some(RULE.found(Severity::Error, &[Subject::Change(change.id)], sentence))
        });
        found.collect()
    },
};

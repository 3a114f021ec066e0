//! BUN-12: a change was deferred again and again.

use super::Rule;
use crate::bundling::OFTEN;
use crate::{ChangeState, Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "BUN-12",
    sentence: "A change was deferred three times or more.",
    why: "It rots: either it goes, or somebody says that it will not.",
    find: |asked| {
        let waiting = asked.plan.changes.iter().filter(|change| {
            matches!(
                change.state,
                ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
            ) && change.release.is_none()
                && change.deferrals >= OFTEN
        });
        let found = waiting.map(|change| {
            let reason = match change.deferral_reason.trim() {
                "" => "nobody has said why".to_owned(),
                reason => reason.to_owned(),
            };
            let cost = match change.value_per_week {
                0 => String::new(),
                value => format!(" Each week costs {}{value}.", asked.plan.settings().currency),
            };
            let sentence = format!(
                "{} was deferred {} times: {reason}.{cost}",
                change.reference, change.deferrals
            );
            RULE.found(Severity::Warning, &[Subject::Change(change.id)], sentence)
        });
        found.collect()
    },
};

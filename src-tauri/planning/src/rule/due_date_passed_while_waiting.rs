//! BUN-09, the other half: a change waits and its date is over.

use super::Rule;
use crate::{ChangeState, DueKind, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "BUN-09",
    sentence: "A change waits past the date by which it is wanted.",
    why: "A promise or a law names the date.",
    find: |asked| {
        let today = asked.now.day_in(asked.zone);
        let waiting = asked.plan.changes.iter().filter(|change| {
            matches!(
                change.state,
                ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
            ) && change.release.is_none()
        });
        let found = waiting.filter_map(|change| {
            let due = change.due.filter(|due| due.on < today)?;
            let severity = if due.kind == DueKind::Legal {
                Severity::Error
            } else {
                Severity::Warning
            };
            let sentence = format!(
                "{} was due {} ({}) and waits without a release.",
                change.reference,
                wording::dated(due.on),
                due.kind
            );
            Some(RULE.found(severity, &[Subject::Change(change.id)], sentence))
        });
        found.collect()
    },
};

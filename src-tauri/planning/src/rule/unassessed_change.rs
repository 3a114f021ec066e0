//! BUN-06: nobody has assessed a change that rides a release.

use super::Rule;
use crate::{ChangeKind, Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "BUN-06",
    sentence: "A change has not been assessed.",
    why: "Its risk is assumed, and the release's budget with it.",
    find: |asked| {
        let mut found = Vec::new();
        for (release, changes) in asked.open_releases() {
            for change in changes {
                let missing = match (change.risk.probability, change.risk.impact) {
                    (Some(_), Some(_)) => continue,
                    (None, None) => "probability and impact",
                    (None, Some(_)) => "probability",
                    (Some(_), None) => "impact",
                };
                if change.risk.overridden.is_some() {
                    continue;
                }
                let severity = if change.kind == ChangeKind::Standard {
                    Severity::Note
                } else {
                    Severity::Warning
                };
                let sentence = format!("{} in {} has no {missing}.", change.reference, release.reference);
                let subjects = [Subject::Change(change.id), Subject::Release(release.id)];
                found.push(RULE.found(severity, &subjects, sentence));
            }
        }
        found
    },
};

//! BUN-03: an emergency change carries others along.

use super::Rule;
use crate::{Change, ChangeKind, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "BUN-03",
    sentence: "An emergency change is bundled with others.",
    why: "The short way to production is for the fix alone.",
    find: |asked| {
        let found = asked.open_releases().filter_map(|(release, changes)| {
            let (emergency, others): (Vec<&Change>, Vec<&Change>) = changes
                .into_iter()
                .partition(|change| change.kind == ChangeKind::Emergency);
            if emergency.is_empty() || others.is_empty() {
                return None;
            }
            let names: Vec<&str> = emergency.iter().map(|change| change.reference.as_str()).collect();
            let sentence = format!(
                "{} rides {} with {}.",
                wording::list(&names),
                release.reference,
                wording::count(others.len(), "other change")
            );
            let subjects: Vec<Subject> = std::iter::once(Subject::Release(release.id))
                .chain(emergency.iter().map(|change| Subject::Change(change.id)))
                .collect();
            Some(
                RULE.found(Severity::Error, &subjects, sentence)
                    .with_way("Give the emergency a release of its own."),
            )
        });
        found.collect()
    },
};

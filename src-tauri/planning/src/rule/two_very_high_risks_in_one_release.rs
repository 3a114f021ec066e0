//! BUN-01: two changes of very high risk ride together.

use super::Rule;
use crate::risk::level_of;
use crate::{Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "BUN-01",
    sentence: "Two changes of very high risk are in one release.",
    why: "If one fails, both are in doubt, and both go back.",
    find: |asked| {
        let found = asked.open_releases().filter_map(|(release, changes)| {
            let very_high = |change: &&&crate::Change| asked.index.points(change.id).map(level_of) == Some(5);
            let high: Vec<_> = changes.iter().filter(very_high).collect();
            if high.len() < 2 {
                return None;
            }
            let names: Vec<&str> = high.iter().map(|change| change.reference.as_str()).collect();
            let sentence = format!(
                "{} holds {}, all of risk level 5.",
                release.reference,
                wording::list(&names)
            );
            let subjects: Vec<Subject> = std::iter::once(Subject::Release(release.id))
                .chain(high.iter().map(|change| Subject::Change(change.id)))
                .collect();
            Some(
                RULE.found(Severity::Warning, &subjects, sentence)
                    .with_way("Move one of them to another release."),
            )
        });
        found.collect()
    },
};

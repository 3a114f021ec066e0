//! DEP-04: a release touches a critical service whose dependencies nobody has listed.

use super::Rule;
use crate::{Knowledge, Severity, Subject, wording};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "DEP-04",
    sentence: "A critical service has unknown dependencies.",
    why: "Unknown is not none: what it needs may go after it.",
    find: |asked| {
        let mut touched: BTreeMap<crate::ServiceId, Vec<Subject>> = BTreeMap::new();
        for (release, changes) in asked.open_releases() {
            for service in changes.iter().flat_map(|change| &change.services) {
                let releases = touched.entry(*service).or_default();
                if releases.last() != Some(&Subject::Release(release.id)) {
                    releases.push(Subject::Release(release.id));
                }
            }
        }
        let found = touched.into_iter().filter_map(|(id, releases)| {
            let service = asked.plan.services.get(&id)?;
            if service.tier.number() > 1 || service.dependencies_known != Knowledge::Unknown {
                return None;
            }
            let names: Vec<String> = releases
                .iter()
                .map(|release| asked.plan.name_of(*release))
                .collect();
            let sentence = format!(
                "{} (tier {}) is deployed by {} and nobody has said what it needs.",
                service.name,
                service.tier.number(),
                wording::list(&names)
            );
            let subjects: Vec<Subject> = std::iter::once(Subject::Service(id)).chain(releases).collect();
            Some(
                RULE.found(Severity::Warning, &subjects, sentence)
                    .with_way("Ask its owner, or confirm that it needs nothing."),
            )
        });
        found.collect()
    },
};

//! DEP-10: after a release a service would meet a version that it does not take.

use super::Rule;
use crate::map::{targets, unmet};
use crate::{EnvironmentId, Severity, Subject};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "DEP-10",
    sentence: "A version that a service needs is not met where a release goes.",
    why: "What passed in staging meets an older or a newer partner in production.",
    find: |asked| {
        let plan = asked.plan;
        let mut found = Vec::new();
        let mut as_it_is: BTreeMap<EnvironmentId, Vec<_>> = BTreeMap::new();
        for environment in &plan.environments {
            let now = unmet(plan, environment.id, None);
            for unmet in &now {
                let mut subjects = vec![
                    Subject::Environment(environment.id),
                    Subject::Service(unmet.consumer),
                    Subject::Service(unmet.provider),
                ];
                subjects.extend(unmet.link.map(Subject::Dependency));
                let sentence = format!("{} today: {}", environment.name, unmet.sentence);
                found.push(RULE.found(Severity::Warning, &subjects, sentence));
            }
            as_it_is.insert(environment.id, now);
        }
        for (release, changes) in asked.open_releases() {
            if changes.iter().all(|change| change.version.is_empty()) {
                continue;
            }
            for environment in targets(plan, release.id) {
                let known = as_it_is.get(&environment);
                for unmet in unmet(plan, environment, Some(release.id)) {
                    if known.is_some_and(|known| known.iter().any(|one| one.sentence == unmet.sentence)) {
                        continue;
                    }
                    let mut subjects = vec![
                        Subject::Release(release.id),
                        Subject::Environment(environment),
                        Subject::Service(unmet.consumer),
                        Subject::Service(unmet.provider),
                    ];
                    subjects.extend(unmet.link.map(Subject::Dependency));
                    let name = plan.name_of(Subject::Environment(environment));
                    let sentence = format!("{} in {name}: {}", release.reference, unmet.sentence);
                    found.push(RULE.found(Severity::Error, &subjects, sentence));
                }
            }
        }
        found
    },
};

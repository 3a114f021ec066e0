//! BUN-04: two teams change one component in one release.

use super::Rule;
use crate::{Change, ServiceId, Severity, Subject, TeamId, wording};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "BUN-04",
    sentence: "Two teams change one component in one release.",
    why: "Each has tested its own change, and nobody both together.",
    find: |asked| {
        let mut found = Vec::new();
        for (release, changes) in asked.open_releases() {
            let mut on: BTreeMap<ServiceId, Vec<(TeamId, &Change)>> = BTreeMap::new();
            for change in &changes {
                let Some(team) = change.team else { continue };
                for service in &change.services {
                    on.entry(*service).or_default().push((team, change));
                }
            }
            for (service, by) in on {
                let first = by[0].0;
                if by.iter().all(|(team, _)| *team == first) {
                    continue;
                }
                let said: Vec<String> = by
                    .iter()
                    .map(|(team, change)| {
                        let team = asked.plan.teams.get(team).map_or("?", |team| team.name.as_str());
                        format!("{} of {team}", change.reference)
                    })
                    .collect();
                let sentence = format!(
                    "{} meet on {} in {}.",
                    wording::list(&said),
                    asked.plan.name_of(Subject::Service(service)),
                    release.reference
                );
                let subjects: Vec<Subject> = [Subject::Release(release.id), Subject::Service(service)]
                    .into_iter()
                    .chain(by.iter().map(|(_, change)| Subject::Change(change.id)))
                    .collect();
                found.push(
                    RULE.found(Severity::Note, &subjects, sentence)
                        .with_way("Test them together, or let one take the next release."),
                );
            }
        }
        found
    },
};

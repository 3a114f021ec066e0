//! DEP-05: an order inside a release rests on a link that nobody has confirmed for half a year.

use super::Rule;
use crate::{Severity, Strength, Subject, wording};
use chrono::TimeDelta;
use std::collections::BTreeMap;

const DAYS: i64 = 180;

pub(super) const RULE: Rule = Rule {
    id: "DEP-05",
    sentence: "A link that orders a release has not been confirmed for 180 days.",
    why: "The order of the night rests on what somebody once knew.",
    find: |asked| {
        let graph = asked.index.graph();
        let mut used: BTreeMap<crate::DependencyId, Vec<Subject>> = BTreeMap::new();
        for (release, changes) in asked.open_releases() {
            let mut services: Vec<u32> = changes
                .iter()
                .flat_map(|change| &change.services)
                .filter_map(|id| graph.number(*id))
                .collect();
            services.sort_unstable();
            services.dedup();
            for link in services.iter().flat_map(|service| graph.providers_of(*service)) {
                let orders = link.first_then_second().is_some() && link.strength == Strength::Hard;
                if orders && services.binary_search(&link.provider).is_ok() {
                    used.entry(link.id)
                        .or_default()
                        .push(Subject::Release(release.id));
                }
            }
        }
        let found = used.into_iter().filter_map(|(id, releases)| {
            let link = asked.plan.dependencies.get(&id)?;
            let seen = link
                .evidence
                .iter()
                .filter(|evidence| evidence.present)
                .map(|evidence| evidence.last_seen);
            let known = seen.chain(link.confirmed_at).max();
            let age = match known {
                Some(at) if asked.now - at <= TimeDelta::days(DAYS) => return None,
                Some(at) => format!(
                    "was last confirmed or seen {} days ago",
                    (asked.now - at).num_days()
                ),
                None => "was never confirmed and no source shows it".to_owned(),
            };
            let names: Vec<String> = releases
                .iter()
                .map(|release| asked.plan.name_of(*release))
                .collect();
            let name = asked.plan.name_of(Subject::Dependency(id));
            let sentence = format!("{name} orders {} and {age}.", wording::list(&names));
            let subjects: Vec<Subject> = std::iter::once(Subject::Dependency(id)).chain(releases).collect();
            Some(
                RULE.found(Severity::Warning, &subjects, sentence)
                    .with_way("Have the consumer's owner confirm or reject it."),
            )
        });
        found.collect()
    },
};

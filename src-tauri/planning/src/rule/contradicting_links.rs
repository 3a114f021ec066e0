//! DEP-09: two links between the same services contradict or repeat each other.

use super::Rule;
use crate::{Dependency, DeployOrder, Severity, Subject};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    id: "DEP-09",
    sentence: "Two links between the same services contradict or repeat each other.",
    why: "One of them is wrong, and nobody can tell which the order follows.",
    find: |asked| {
        let mut pairs: BTreeMap<_, Vec<&Dependency>> = BTreeMap::new();
        for link in asked.plan.dependencies.iter().filter(|link| link.counts()) {
            pairs
                .entry((link.consumer, link.provider))
                .or_default()
                .push(link);
        }
        let mut found = Vec::new();
        for links in pairs.values().filter(|links| links.len() > 1) {
            let says = |order| links.iter().find(|link| link.order == order);
            let name = asked.plan.name_of(Subject::Dependency(links[0].id));
            if let (Some(one), Some(other)) =
                (says(DeployOrder::ProviderFirst), says(DeployOrder::ConsumerFirst))
            {
                let subjects = [Subject::Dependency(one.id), Subject::Dependency(other.id)];
                let sentence = format!("{name} is listed provider first and consumer first.");
                found.push(
                    RULE.found(Severity::Error, &subjects, sentence)
                        .with_way("Reject one of the two links."),
                );
                continue;
            }
            let same = |one: &Dependency, other: &Dependency| {
                one.kind == other.kind && one.environment == other.environment && one.order == other.order
            };
            for (place, one) in links.iter().enumerate() {
                if let Some(other) = links[place + 1..].iter().find(|other| same(one, other)) {
                    let subjects = [Subject::Dependency(one.id), Subject::Dependency(other.id)];
                    let sentence = format!("{name} is listed twice as {}.", one.kind);
                    found.push(
                        RULE.found(Severity::Note, &subjects, sentence)
                            .with_way("Reject one of the two links."),
                    );
                    break;
                }
            }
        }
        found
    },
};

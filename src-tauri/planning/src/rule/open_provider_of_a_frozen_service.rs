//! FRZ-06: a provider that stays open and is deployed while its consumer is frozen.

use super::Rule;
use crate::{FreezeLevel, Severity, Strength, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-06",
    sentence: "A service that a frozen one breaks without is deployed during the freeze.",
    why: "The freeze leaks: what it protects breaks through a back door.",
    find: |asked| {
        let (plan, graph) = (asked.plan, asked.index.graph());
        let open: Vec<_> = asked.open_releases().collect();
        let mut found = Vec::new();
        for freeze in plan.freezes.iter().filter(|freeze| {
            freeze.is_live() && freeze.level >= FreezeLevel::Hard && !freeze.scope.is_everything()
        }) {
            for (release, changes) in open
                .iter()
                .filter(|(release, _)| freeze.window.overlaps(release.deploy))
            {
                let leak = changes.iter().flat_map(|change| &change.services).find_map(|id| {
                    let provider = plan
                        .services
                        .get(id)
                        .filter(|service| !freeze.scope.covers(service))?;
                    let mut consumers = graph.consumers_of(graph.number(*id)?);
                    let link = consumers.find(|link| {
                        link.strength == Strength::Hard
                            && plan
                                .services
                                .get(&graph.service(link.consumer))
                                .is_some_and(|consumer| freeze.scope.covers(consumer))
                    })?;
                    Some((provider, graph.service(link.consumer)))
                });
                let Some((provider, consumer)) = leak else {
                    continue;
                };
                let sentence = format!(
                    "{} deploys {} {}, inside {}; {} is frozen and breaks without it.",
                    release.reference,
                    provider.name,
                    wording::moment(release.deploy.start(), asked.zone),
                    freeze.name,
                    plan.name_of(Subject::Service(consumer))
                );
                let subjects = [
                    Subject::Freeze(freeze.id),
                    Subject::Release(release.id),
                    Subject::Service(provider.id),
                ];
                let way = format!(
                    "Freeze {} with it; the cascade of the freeze says from when.",
                    provider.name
                );
                found.push(RULE.found(Severity::Warning, &subjects, sentence).with_way(way));
            }
        }
        found
    },
};

//! Deployment order of a few services or changes: waves, with the reason of each “first”.

use super::{Graph, Link, levels};
use crate::{
    ChangeId, DependencyId, DeployOrder, EnvironmentId, LinkStatus, Plan, ReleaseId, ServiceId, Subject,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Why one goes before another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Because {
    /// Goes first.
    pub first: Subject,
    /// Goes after it.
    pub second: Subject,
    /// The link that says so; `None` when one change requires the other.
    pub link: Option<DependencyId>,
    /// The reason, in words.
    pub sentence: String,
}

/// What is deployed together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OrderStep {
    /// Services of the step.
    pub services: Vec<ServiceId>,
    /// Changes of the step; empty when only services were asked about.
    pub changes: Vec<ChangeId>,
    /// True when they wait for each other by mistake.
    pub cycle: bool,
    /// Why the step waits for steps of earlier waves.
    pub because: Vec<Because>,
}

/// Steps that can go at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Wave {
    /// From one.
    pub number: u32,
    /// Its steps.
    pub steps: Vec<OrderStep>,
}

/// Waves of the services, over the links between them.
#[must_use]
pub fn order_of_services(plan: &Plan, graph: &Graph, services: &[ServiceId]) -> Vec<Wave> {
    let mut known: Vec<u32> = services
        .iter()
        .filter_map(|service| graph.number(*service))
        .collect();
    known.sort_unstable();
    known.dedup();
    let place = |number: u32| known.binary_search(&number).ok().map(|place| place as u32);
    let mut edges = Edges::default();
    for number in &known {
        for link in graph.providers_of(*number) {
            let (Some(consumer), Some(provider)) = (place(link.consumer), place(link.provider)) else {
                continue;
            };
            edges.add(link, consumer, provider);
        }
    }
    let subject = |node: u32| Subject::Service(graph.service(known[node as usize]));
    edges.waves(plan, known.len(), subject, |nodes| {
        let services = nodes
            .iter()
            .map(|node| graph.service(known[*node as usize]))
            .collect();
        (services, Vec::new())
    })
}

/// Waves of the changes of a release.
#[must_use]
pub fn order_of_release(plan: &Plan, graph: &Graph, release: ReleaseId) -> Vec<Wave> {
    let changes: Vec<ChangeId> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release))
        .map(|change| change.id)
        .collect();
    order_of_changes(plan, graph, &changes)
}

/// Waves of the changes: over what they require and over the links between their services.
#[must_use]
pub fn order_of_changes(plan: &Plan, graph: &Graph, changes: &[ChangeId]) -> Vec<Wave> {
    let mut known: Vec<ChangeId> = changes
        .iter()
        .copied()
        .filter(|change| plan.changes.contains(change))
        .collect();
    known.sort_unstable();
    known.dedup();
    let goes_to = |change: ChangeId| {
        let release = plan.changes.get(&change)?.release?;
        plan.releases.get(&release)?.environment
    };
    let edges = change_edges(plan, graph, &known, goes_to);
    edges.waves(
        plan,
        known.len(),
        |node| Subject::Change(known[node as usize]),
        |nodes| {
            let changes: Vec<ChangeId> = nodes.iter().map(|node| known[*node as usize]).collect();
            let touched = changes
                .iter()
                .filter_map(|id| plan.changes.get(id))
                .flat_map(|change| &change.services);
            let mut services: Vec<ServiceId> = touched.copied().collect();
            services.sort_unstable();
            services.dedup();
            (services, changes)
        },
    )
}

/// Ordering edges between changes, which are sorted by id. A link of one environment orders only what goes there.
pub(crate) fn change_edges(
    plan: &Plan,
    graph: &Graph,
    changes: &[ChangeId],
    goes_to: impl Fn(ChangeId) -> Option<EnvironmentId>,
) -> Edges {
    let mut by_service: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut edges = Edges::default();
    for (node, id) in changes.iter().enumerate() {
        let Some(change) = plan.changes.get(id) else {
            continue;
        };
        for service in change
            .services
            .iter()
            .filter_map(|service| graph.number(*service))
        {
            by_service.entry(service).or_default().push(node as u32);
        }
        for required in &change.requires {
            if let Ok(first) = changes.binary_search(required) {
                edges.order.push((first as u32, node as u32, None));
            }
        }
    }
    for (service, consumers) in &by_service {
        for link in graph.providers_of(*service) {
            let Some(providers) = by_service.get(&link.provider) else {
                continue;
            };
            let record = plan.dependencies.get(&link.id);
            let holds =
                |node: &u32| record.is_none_or(|record| record.holds_in(goes_to(changes[*node as usize])));
            for consumer in consumers.iter().filter(|node| holds(node)) {
                for provider in providers.iter().filter(|node| *node != consumer && holds(node)) {
                    edges.add(link, *consumer, *provider);
                }
            }
        }
    }
    edges
}

/// Ordering edges between nodes of one question.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    pub(crate) order: Vec<(u32, u32, Option<DependencyId>)>,
    pub(crate) together: Vec<(u32, u32)>,
}

impl Edges {
    fn add(&mut self, link: &Link, consumer: u32, provider: u32) {
        match link.order {
            DeployOrder::ProviderFirst => self.order.push((provider, consumer, Some(link.id))),
            DeployOrder::ConsumerFirst => self.order.push((consumer, provider, Some(link.id))),
            DeployOrder::Lockstep => self.together.push((consumer, provider)),
            DeployOrder::Any => {}
        }
    }

    pub(crate) fn pairs(&self) -> Vec<(u32, u32)> {
        self.order
            .iter()
            .map(|(first, second, _)| (*first, *second))
            .collect()
    }

    fn waves(
        &self,
        plan: &Plan,
        nodes: usize,
        subject: impl Fn(u32) -> Subject,
        content: impl Fn(&[u32]) -> (Vec<ServiceId>, Vec<ChangeId>),
    ) -> Vec<Wave> {
        let levels = levels(nodes, &self.pairs(), &self.together);
        let mut because: Vec<Vec<Because>> = vec![Vec::new(); levels.level.len()];
        for (first, second, link) in &self.order {
            let step = levels.step[*second as usize];
            if levels.step[*first as usize] == step {
                continue;
            }
            let (first, second) = (subject(*first), subject(*second));
            because[step as usize].push(Because {
                first,
                second,
                link: *link,
                sentence: reason(plan, first, second, *link),
            });
        }
        let mut waves: Vec<Wave> = Vec::new();
        for (step, (nodes, level, cycle)) in levels.groups().enumerate() {
            while waves.len() <= level as usize {
                waves.push(Wave {
                    number: waves.len() as u32 + 1,
                    steps: Vec::new(),
                });
            }
            let (services, changes) = content(nodes);
            let mut because = std::mem::take(&mut because[step]);
            because.sort_by_key(|because| (because.first, because.second, because.link));
            because.dedup_by_key(|because| (because.first, because.second));
            waves[level as usize].steps.push(OrderStep {
                services,
                changes,
                cycle,
                because,
            });
        }
        waves
    }
}

fn reason(plan: &Plan, first: Subject, second: Subject, link: Option<DependencyId>) -> String {
    let (first, second) = (plan.name_of(first), plan.name_of(second));
    let Some(link) = link.and_then(|link| plan.dependencies.get(&link)) else {
        return format!("{first} first: {second} requires it.");
    };
    let consumer = plan.name_of(Subject::Service(link.consumer));
    let provider = plan.name_of(Subject::Service(link.provider));
    let known = match (
        link.status,
        link.confirmed_by.and_then(|person| plan.people.get(&person)),
    ) {
        (LinkStatus::Confirmed, Some(person)) => format!("confirmed by {}", person.name),
        (LinkStatus::Confirmed, None) => "confirmed".to_owned(),
        (LinkStatus::Imported, _) => match link.evidence.first() {
            Some(evidence) => format!("imported from {}", evidence.origin.system),
            None => "imported".to_owned(),
        },
        (LinkStatus::Disputed, _) => "disputed".to_owned(),
        (LinkStatus::Suggested, _) => "suggested".to_owned(),
        _ => "asserted".to_owned(),
    };
    let contract = if link.version_constraint.is_empty() {
        String::new()
    } else {
        format!(" {}", link.version_constraint)
    };
    format!(
        "{first} first: {consumer} needs {provider}{contract} ({}, {}, {known}).",
        link.kind, link.strength
    )
}

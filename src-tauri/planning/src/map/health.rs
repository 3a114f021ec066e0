//! How far the map is to be trusted: what is confirmed, what is unknown, what has vanished, what hangs in the air.

use crate::graph::{Direction, Graph, Reach};
use crate::{
    DependencyId, Instant, Knowledge, Lifecycle, LinkStatus, Plan, ServiceId, ServiceKind, TeamId, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use ts_rs::TS;

/// Days for which a confirmation counts as fresh.
pub(super) const FRESH_DAYS: i64 = 90;
/// Links between a service of tier 0 and what should be known around it.
const NEAR_HOPS: u32 = 2;

/// How far the map is to be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MapHealth {
    /// Links that count.
    pub links: u32,
    /// Those confirmed within 90 days.
    pub confirmed: u32,
    /// The same in percent, rounded down; 100 when there is no link.
    pub confirmed_percent: u32,
    /// Guesses that nobody has looked at.
    pub suggested: Vec<DependencyId>,
    /// Links that somebody doubts.
    pub disputed: Vec<DependencyId>,
    /// Links that no source shows any more.
    pub vanished: Vec<DependencyId>,
    /// Services within two links of tier 0 whose own dependencies are not all known.
    pub unknown_near_critical: Vec<ServiceId>,
    /// Services that no link touches.
    pub orphans: Vec<ServiceId>,
    /// Services of our own that no team owns.
    pub without_owner: Vec<ServiceId>,
    /// Teams whose services have nobody but one person to ask.
    pub without_backup: Vec<TeamId>,
    /// Services of cycles.
    pub cycles: u32,
    /// In words, a line for each that is worth saying.
    pub sentences: Vec<String>,
}

/// True when a link was confirmed lately.
pub(super) fn is_fresh(link: &crate::Dependency, now: Instant) -> bool {
    link.status == LinkStatus::Confirmed
        && link
            .confirmed_at
            .is_some_and(|at| now - at <= TimeDelta::days(FRESH_DAYS))
}

/// How far the map is to be trusted.
#[must_use]
pub fn map_health(plan: &Plan, graph: &Graph, now: Instant) -> MapHealth {
    let counting = || plan.dependencies.iter().filter(|link| link.counts());
    let links = counting().count();
    let confirmed = counting().filter(|link| is_fresh(link, now)).count();
    let of = |status: LinkStatus| {
        let found = plan.dependencies.iter().filter(|link| link.status == status);
        found.map(|link| link.id).collect::<Vec<_>>()
    };
    let vanished = counting()
        .filter(|link| !link.evidence.is_empty() && link.evidence.iter().all(|seen| !seen.present))
        .map(|link| link.id)
        .collect();
    let live = || {
        plan.services
            .iter()
            .filter(|service| service.lifecycle != Lifecycle::Retired)
    };
    let alone = |service: &&crate::Service| {
        graph.number(service.id).is_none_or(|number| {
            graph.providers_of(number).next().is_none() && graph.consumers_of(number).next().is_none()
        })
    };
    let ownerless = |service: &&crate::Service| {
        let known = service.owner.is_some_and(|team| plan.teams.contains(&team));
        !known && service.kind != ServiceKind::ThirdParty
    };
    let mut health = MapHealth {
        links: number(links),
        confirmed: number(confirmed),
        confirmed_percent: number((confirmed * 100).checked_div(links).unwrap_or(100)),
        suggested: of(LinkStatus::Suggested),
        disputed: of(LinkStatus::Disputed),
        vanished,
        unknown_near_critical: unknown_near_critical(plan, graph),
        orphans: live().filter(alone).map(|service| service.id).collect(),
        without_owner: live().filter(ownerless).map(|service| service.id).collect(),
        without_backup: without_backup(plan),
        cycles: number(graph.count_cycles()),
        sentences: Vec::new(),
    };
    health.sentences = sentences(plan, &health);
    health
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn unknown_near_critical(plan: &Plan, graph: &Graph) -> Vec<ServiceId> {
    let critical: Vec<u32> = plan
        .services
        .iter()
        .filter(|service| service.tier.number() == 0 && service.lifecycle != Lifecycle::Retired)
        .filter_map(|service| graph.number(service.id))
        .collect();
    let mut near = critical.clone();
    let mut reach = Reach::of(graph);
    for direction in [Direction::Consumers, Direction::Providers] {
        reach.visit(graph, &critical, direction, NEAR_HOPS, |number, _, _| {
            near.push(number)
        });
    }
    near.sort_unstable();
    near.dedup();
    let unknown = |id: &ServiceId| {
        plan.services
            .get(id)
            .is_some_and(|service| service.dependencies_known != Knowledge::Complete)
    };
    near.into_iter()
        .map(|number| graph.service(number))
        .filter(unknown)
        .collect()
}

/// Teams that own a service of tier 0 or 1 and have fewer than two people.
fn without_backup(plan: &Plan) -> Vec<TeamId> {
    let owns = |team: TeamId| {
        plan.services
            .iter()
            .any(|service| service.owner == Some(team) && service.tier.number() <= 1)
    };
    plan.teams
        .iter()
        .map(|team| team.id)
        .filter(|team| owns(*team))
        .filter(|team| {
            plan.people
                .iter()
                .filter(|person| person.team == Some(*team))
                .count()
                < 2
        })
        .collect()
}

fn sentences(plan: &Plan, health: &MapHealth) -> Vec<String> {
    let mut said = vec![format!(
        "{} of {} were confirmed in the last {FRESH_DAYS} days: {} %.",
        health.confirmed,
        wording::count(health.links as usize, "link"),
        health.confirmed_percent
    )];
    let services = |ids: &[ServiceId]| {
        let names: Vec<String> = ids.iter().map(|id| super::name(plan, *id)).collect();
        wording::list(&names)
    };
    let links = |ids: &[DependencyId]| {
        let names = ids.iter().map(|id| plan.name_of(crate::Subject::Dependency(*id)));
        wording::list(&names.collect::<Vec<_>>())
    };
    let mut say = |count: usize, sentence: String| {
        if count > 0 {
            said.push(sentence);
        }
    };
    let ids = &health.suggested;
    say(
        ids.len(),
        format!(
            "Nobody has looked at {}: {}.",
            wording::count(ids.len(), "suggested link"),
            links(ids)
        ),
    );
    let ids = &health.disputed;
    say(ids.len(), format!("Disputed: {}.", links(ids)));
    let ids = &health.vanished;
    say(ids.len(), format!("No source shows {} any more.", links(ids)));
    let ids = &health.unknown_near_critical;
    say(
        ids.len(),
        format!(
            "Not all that {} need is known, though tier 0 is at most {NEAR_HOPS} links away.",
            services(ids)
        ),
    );
    let ids = &health.orphans;
    say(ids.len(), format!("No link touches {}.", services(ids)));
    let ids = &health.without_owner;
    say(ids.len(), format!("No team owns {}.", services(ids)));
    let teams: Vec<&str> = health
        .without_backup
        .iter()
        .filter_map(|id| plan.teams.get(id))
        .map(|team| team.name.as_str())
        .collect();
    say(
        teams.len(),
        format!("Fewer than two people can be asked in {}.", wording::list(&teams)),
    );
    say(
        health.cycles as usize,
        format!(
            "{} of services that wait for each other.",
            wording::count(health.cycles as usize, "group")
        ),
    );
    said
}

//! The work of a night: which changes are one step, how long it takes, who does it and what waits for what.

use super::timetable::{Job, Wait};
use crate::graph::{Edges, Graph, change_edges, levels};
use crate::{
    Change, ChangeState, EnvironmentId, Plan, Reversible, Service, ServiceId, Strength, Subject, TeamId,
    wording,
};
use std::collections::BTreeMap;

/// What only so many steps can use at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource {
    /// A team has so many crews.
    Team(TeamId),
    /// A service takes one deployment at a time.
    Service(ServiceId),
}

/// A step before it has a time.
pub(super) struct Node<'a> {
    pub(super) changes: Vec<&'a Change>,
    pub(super) services: Vec<ServiceId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) level: u32,
    /// The changes wait for each other by mistake.
    pub(super) cycle: bool,
    pub(super) deploy: u32,
    pub(super) validate: u32,
    pub(super) back_out: u32,
    /// Minutes after its start at which it cannot be taken back any more.
    pub(super) no_return: Option<u32>,
}

/// Every step of a release, and what waits for what.
pub(super) struct Work<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) waits: Vec<Wait>,
    pub(super) resources: Vec<Resource>,
    pub(super) units: Vec<u32>,
}

impl<'a> Work<'a> {
    /// The work of the changes, except cancelled ones. All go to one environment, wherever the plan has them.
    pub(super) fn of(
        plan: &'a Plan,
        graph: &Graph,
        changes: impl IntoIterator<Item = &'a Change>,
        goes_to: Option<EnvironmentId>,
    ) -> Self {
        let mut changes: Vec<&Change> = changes
            .into_iter()
            .filter(|change| change.state != ChangeState::Cancelled)
            .collect();
        changes.sort_unstable_by_key(|change| change.id);
        let ids: Vec<_> = changes.iter().map(|change| change.id).collect();
        let edges = change_edges(plan, graph, &ids, |_| goes_to);
        let levels = levels(ids.len(), &edges.pairs(), &edges.together);
        let nodes: Vec<Node<'_>> = levels
            .groups()
            .map(|(members, level, cycle)| {
                let changes = members.iter().map(|member| changes[*member as usize]).collect();
                Node::of(plan, changes, level, cycle)
            })
            .collect();
        let waits = waits(plan, &edges, &levels.step);
        let teams = nodes.iter().flat_map(|node| &node.teams);
        let services = nodes.iter().flat_map(|node| &node.services);
        let mut resources: Vec<Resource> = teams
            .map(|team| Resource::Team(*team))
            .chain(services.map(|service| Resource::Service(*service)))
            .collect();
        resources.sort_unstable();
        resources.dedup();
        let crews = |team: &TeamId| plan.teams.get(team).map_or(1, |team| team.crews.max(1));
        let units = resources.iter().map(|resource| match resource {
            Resource::Team(team) => crews(team),
            Resource::Service(_) => 1,
        });
        Self {
            waits,
            units: units.collect(),
            nodes,
            resources,
        }
    }

    /// The steps as jobs of the way forward, with their check.
    pub(super) fn forward(&self) -> Vec<Job> {
        self.jobs(|node| node.deploy + node.validate)
    }

    /// The steps as jobs of the way back.
    pub(super) fn back(&self) -> Vec<Job> {
        self.jobs(|node| node.back_out)
    }

    fn jobs(&self, minutes: impl Fn(&Node<'_>) -> u32) -> Vec<Job> {
        let number = |resource: &Resource| self.resources.binary_search(resource).ok();
        let job = |node: &Node<'_>| {
            let teams = node.teams.iter().map(|team| Resource::Team(*team));
            let services = node.services.iter().map(|service| Resource::Service(*service));
            Job {
                minutes: minutes(node),
                uses: teams.chain(services).filter_map(|one| number(&one)).collect(),
            }
        };
        self.nodes.iter().map(job).collect()
    }
}

/// The longest gap between each two steps of which one waits for the other.
fn waits(plan: &Plan, edges: &Edges, step: &[u32]) -> Vec<Wait> {
    let mut longest: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (first, second, link) in &edges.order {
        let (first, second) = (step[*first as usize] as usize, step[*second as usize] as usize);
        if first == second {
            continue;
        }
        let link = link.and_then(|link| plan.dependencies.get(&link));
        let gap = link.map_or(0, |link| link.min_gap_minutes);
        let known = longest.entry((first, second)).or_insert(0);
        *known = (*known).max(gap);
    }
    longest
        .into_iter()
        .map(|((first, second), gap)| Wait { first, second, gap })
        .collect()
}

impl<'a> Node<'a> {
    fn of(plan: &Plan, changes: Vec<&'a Change>, level: u32, cycle: bool) -> Self {
        let mut services: Vec<ServiceId> = changes
            .iter()
            .flat_map(|change| &change.services)
            .copied()
            .collect();
        services.sort_unstable();
        services.dedup();
        let deploy = |change: &Change| deploy_minutes(plan, change);
        let back_out = |change: &Change| back_out_minutes(plan, change);
        let no_return = changes.iter().filter_map(|change| match change.reversible {
            Reversible::Yes => None,
            Reversible::No => Some(0),
            Reversible::UntilStep => Some(deploy(change)),
        });
        let mut teams: Vec<TeamId> = changes
            .iter()
            .filter_map(|change| team_of(plan, change))
            .collect();
        teams.sort_unstable();
        teams.dedup();
        Self {
            level,
            cycle,
            teams,
            deploy: changes.iter().map(|change| deploy(change)).max().unwrap_or(0),
            validate: longest(plan, &services, |service| service.validate_minutes).unwrap_or(0),
            back_out: changes.iter().map(|change| back_out(change)).max().unwrap_or(0),
            no_return: no_return.min(),
            services,
            changes,
        }
    }

    /// `Ledger Core: CHG-2114`.
    pub(super) fn label(&self, plan: &Plan) -> String {
        let changes: Vec<&str> = self
            .changes
            .iter()
            .map(|change| change.reference.as_str())
            .collect();
        if self.services.is_empty() {
            return wording::list(&changes);
        }
        format!("{}: {}", self.name(plan), wording::list(&changes))
    }

    /// `Ledger Core`; the changes when it touches no service.
    pub(super) fn name(&self, plan: &Plan) -> String {
        let services: Vec<String> = self
            .services
            .iter()
            .map(|id| plan.name_of(Subject::Service(*id)))
            .collect();
        if services.is_empty() {
            return self.label(plan);
        }
        wording::list(&services)
    }
}

fn longest(plan: &Plan, services: &[ServiceId], pick: fn(&Service) -> Option<u32>) -> Option<u32> {
    let known = services
        .iter()
        .filter_map(|id| plan.services.get(id).and_then(pick));
    known.max()
}

/// Minutes to deploy the change: its own, else those of the slowest of its services.
pub(crate) fn deploy_minutes(plan: &Plan, change: &Change) -> u32 {
    match change.deploy_minutes {
        0 => longest(plan, &change.services, |service| service.deploy_minutes).unwrap_or(0),
        minutes => minutes,
    }
}

/// Minutes to back the change out: its own, else those of the slowest of its services, else as long as it deploys.
pub(crate) fn back_out_minutes(plan: &Plan, change: &Change) -> u32 {
    change
        .back_out_minutes
        .or_else(|| longest(plan, &change.services, |service| service.back_out_minutes))
        .unwrap_or_else(|| deploy_minutes(plan, change))
}

/// The team that deploys the change: the one that brings it, else the owner of its first service.
pub(super) fn team_of(plan: &Plan, change: &Change) -> Option<TeamId> {
    change.team.or_else(|| {
        let service = change.services.first()?;
        plan.services.get(service)?.owner
    })
}

/// True when a hard link, or a requirement, makes `second` build on `first`.
pub(super) fn builds_on(graph: &Graph, first: &Node<'_>, second: &Node<'_>) -> bool {
    let required = second
        .changes
        .iter()
        .any(|change| first.changes.iter().any(|one| change.requires.contains(&one.id)));
    let consumers = second
        .services
        .iter()
        .filter_map(|service| graph.number(*service));
    required
        || consumers
            .flat_map(|number| graph.providers_of(number))
            .any(|link| {
                link.strength == Strength::Hard && first.services.contains(&graph.service(link.provider))
            })
}

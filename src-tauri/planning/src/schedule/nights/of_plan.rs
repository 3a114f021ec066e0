//! Nights from a plan: its changes and links by number, and what may be said of each change in any night.

use super::near::Near;
use super::{Night, NightChange, NightLink, Nights};
use crate::graph::{Graph, levels};
use crate::schedule::work::{back_out_minutes, deploy_minutes, team_of};
use crate::{ChangeId, DeployOrder, Plan, ReleaseId, ServiceId, TeamId};
use std::collections::{BTreeMap, BTreeSet};

impl Nights {
    /// The nights of the releases, in which any of the changes may ride beside what rides them already.
    #[must_use]
    pub fn of(plan: &Plan, graph: &Graph, asked: &[ChangeId], releases: &[ReleaseId]) -> Self {
        let is_asked: BTreeSet<ChangeId> = asked.iter().copied().collect();
        let beside = |release: ReleaseId| {
            let riding = plan.changes.iter().filter(move |change| {
                change.release == Some(release) && change.state != crate::ChangeState::Cancelled
            });
            riding.map(|change| change.id)
        };
        let fixed: Vec<Vec<ChangeId>> = releases
            .iter()
            .map(|release| beside(*release).filter(|id| !is_asked.contains(id)).collect())
            .collect();
        let known: BTreeSet<ChangeId> = fixed.iter().flatten().chain(&is_asked).copied().collect();
        let known: Vec<ChangeId> = known.into_iter().filter(|id| plan.changes.contains(id)).collect();
        let number = |id: &ChangeId| known.binary_search(id).ok().map(|place| place as u32);
        let mut numbers = Numbers::default();
        let records = known.iter().filter_map(|id| plan.changes.get(id));
        let mut changes: Vec<NightChange> = records
            .map(|change| NightChange {
                deploy: deploy_minutes(plan, change),
                back_out: back_out_minutes(plan, change),
                forward: 0,
                uses: Vec::new(),
                team: team_of(plan, change).map(|team| numbers.team(team)),
                services: change
                    .services
                    .iter()
                    .map(|service| numbers.service(*service))
                    .collect(),
                requires: change.requires.iter().filter_map(number).collect(),
                most: 0,
                merges: false,
            })
            .collect();
        for change in &mut changes {
            change.services.sort_unstable();
            change.services.dedup();
        }
        let links = numbers.links(plan, graph);
        let validate = |id: &ServiceId| plan.services.get(id).and_then(|service| service.validate_minutes);
        let mut made = Self {
            validate: numbers
                .services
                .iter()
                .map(|id| validate(id).unwrap_or(0))
                .collect(),
            crews: (numbers.teams.iter())
                .map(|id| plan.teams.get(id).map_or(1, |team| team.crews.max(1)))
                .collect(),
            number: asked.iter().filter_map(number).collect(),
            near: Near::default(),
            nights: Vec::with_capacity(releases.len()),
            links,
            changes,
        };
        let uses: Vec<Vec<u32>> = made.changes.iter().map(|change| made.uses_of(change)).collect();
        let checks = |change: &NightChange| {
            let checks = change
                .services
                .iter()
                .map(|service| made.validate[*service as usize]);
            change.deploy + checks.max().unwrap_or(0)
        };
        let forward: Vec<u32> = made.changes.iter().map(checks).collect();
        for (change, (uses, forward)) in made.changes.iter_mut().zip(uses.into_iter().zip(forward)) {
            (change.uses, change.forward) = (uses, forward);
        }
        made.near = Near::of(&made.changes, &made.links, made.crews.len());
        let (most, merges) = (made.most(), made.merging());
        for (change, (most, merges)) in made.changes.iter_mut().zip(most.into_iter().zip(merges)) {
            (change.most, change.merges) = (most, merges);
        }
        for (release, fixed) in releases.iter().zip(&fixed) {
            let riding: Vec<u32> = fixed.iter().filter_map(number).collect();
            made.nights.push(Night {
                environment: plan.releases.get(release).and_then(|release| release.environment),
                most: riding
                    .iter()
                    .map(|change| made.changes[*change as usize].most)
                    .sum(),
                riding,
            });
        }
        made
    }

    fn uses_of(&self, change: &NightChange) -> Vec<u32> {
        let services = change.services.iter().map(|service| self.of_service(*service));
        change.team.into_iter().chain(services).collect()
    }

    /// Each change by itself, with the longest gap before it: one after the other, no night takes more.
    fn most(&self) -> Vec<i64> {
        let mut before = vec![0; self.links.len()];
        for (consumer, links) in self.links.iter().enumerate() {
            for link in links {
                let second = match link.order {
                    DeployOrder::ConsumerFirst => link.provider as usize,
                    _ => consumer,
                };
                before[second] = link.gap.max(before[second]);
            }
        }
        let most = |change: &NightChange| {
            let gap = change
                .services
                .iter()
                .map(|service| before[*service as usize])
                .max();
            i64::from(change.forward) + i64::from(gap.unwrap_or(0)) + i64::from(change.back_out)
        };
        self.changes.iter().map(most).collect()
    }

    /// True for each change that could share a step with another: they go in lockstep, or wait for each other. Services
    /// stand between the changes, once as what gives and once as what takes, so that few edges say it of all.
    fn merging(&self) -> Vec<bool> {
        let (changes, services) = (self.changes.len() as u32, self.links.len() as u32);
        let gives = |service: u32| changes + service;
        let takes = |service: u32| changes + services + service;
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (number, change) in (0..).zip(&self.changes) {
            for service in &change.services {
                edges.extend([(number, gives(*service)), (takes(*service), number)]);
            }
            edges.extend(change.requires.iter().map(|first| (*first, number)));
        }
        for (consumer, links) in (0..).zip(&self.links) {
            for link in links {
                let forward = (gives(link.provider), takes(consumer));
                let backward = (gives(consumer), takes(link.provider));
                match link.order {
                    DeployOrder::ProviderFirst => edges.push(forward),
                    DeployOrder::ConsumerFirst => edges.push(backward),
                    DeployOrder::Lockstep => edges.extend([forward, backward]),
                    DeployOrder::Any => {}
                }
            }
        }
        let levels = levels((changes + 2 * services) as usize, &edges, &[]);
        let mut merges = vec![false; changes as usize];
        for (group, ..) in levels.groups() {
            let among = || group.iter().filter(|node| **node < changes);
            if among().count() > 1 {
                among().for_each(|node| merges[*node as usize] = true);
            }
        }
        merges
    }
}

/// Teams and services in order of their first mention.
#[derive(Default)]
struct Numbers {
    teams: Vec<TeamId>,
    services: Vec<ServiceId>,
    team: BTreeMap<TeamId, u32>,
    service: BTreeMap<ServiceId, u32>,
}

impl Numbers {
    fn team(&mut self, id: TeamId) -> u32 {
        *self.team.entry(id).or_insert_with(|| {
            self.teams.push(id);
            self.teams.len() as u32 - 1
        })
    }

    fn service(&mut self, id: ServiceId) -> u32 {
        *self.service.entry(id).or_insert_with(|| {
            self.services.push(id);
            self.services.len() as u32 - 1
        })
    }

    /// Links between the services, by consumer.
    fn links(&self, plan: &Plan, graph: &Graph) -> Vec<Vec<NightLink>> {
        let of_service = |id: &ServiceId| -> Vec<NightLink> {
            let Some(number) = graph.number(*id) else {
                return Vec::new();
            };
            let links = graph.providers_of(number).filter_map(|link| {
                let record = plan.dependencies.get(&link.id);
                Some(NightLink {
                    provider: *self.service.get(&graph.service(link.provider))?,
                    order: link.order,
                    gap: record.map_or(0, |record| record.min_gap_minutes),
                    environment: record.and_then(|record| record.environment),
                })
            });
            links.filter(|link| link.order != DeployOrder::Any).collect()
        };
        self.services.iter().map(of_service).collect()
    }
}

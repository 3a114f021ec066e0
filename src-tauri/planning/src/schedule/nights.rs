//! Many nights of the same changes, judged quickly: for whoever tries thousands of bundles and shows none of them.
//!
//! What a night takes is what [`super::schedule`] says of it, minute for minute: the same steps, crews and gaps.

use super::timetable::{Job, Timetable, Wait};
use super::work::{back_out_minutes, deploy_minutes, team_of};
use crate::graph::{Graph, levels};
use crate::{ChangeId, DeployOrder, EnvironmentId, Plan, ReleaseId, ServiceId, TeamId};
use std::collections::{BTreeMap, BTreeSet};

/// What a night takes with the crews there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NightMinutes {
    /// Minutes from the first start to the last check.
    pub forward: u32,
    /// Minutes to back everything out, in reverse order.
    pub back_out: u32,
}

impl NightMinutes {
    /// What has to fit into the window: everything deployed and checked, and time left to take it all back.
    #[must_use]
    pub fn total(self) -> i64 {
        i64::from(self.forward) + i64::from(self.back_out)
    }
}

/// The changes that may share a night, and the nights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nights {
    /// Every change, in order of id; that is how the schedule numbers them.
    changes: Vec<NightChange>,
    /// Number of each change that was asked about.
    number: Vec<u32>,
    /// Links by consumer.
    links: Vec<Vec<NightLink>>,
    /// Minutes of the check of each service.
    validate: Vec<u32>,
    /// Crews of each team.
    crews: Vec<u32>,
    nights: Vec<Night>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NightChange {
    deploy: u32,
    back_out: u32,
    team: Option<u32>,
    services: Vec<u32>,
    requires: Vec<u32>,
    /// Minutes by which it makes a night longer at most.
    most: i64,
    /// It could share a step with another: they go in lockstep, or wait for each other.
    merges: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NightLink {
    provider: u32,
    order: DeployOrder,
    gap: u32,
    environment: Option<EnvironmentId>,
}

impl NightLink {
    fn holds_in(&self, environment: Option<EnvironmentId>) -> bool {
        self.environment.is_none() || environment.is_none() || self.environment == environment
    }
}

/// A release's night with what rides it whatever else is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Night {
    environment: Option<EnvironmentId>,
    riding: Vec<u32>,
    /// Minutes by which these make the night longer at most.
    most: i64,
}

/// Work that one team's crews do one after the other in any night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CrewWork {
    /// Crews that share it.
    pub(crate) crews: u32,
    /// Minutes to deploy, check and back out, by change asked about.
    pub(crate) takes: Vec<(usize, i64)>,
    /// The same of what rides each night anyway.
    pub(crate) riding: Vec<i64>,
}

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
            nights: Vec::with_capacity(releases.len()),
            links,
            changes,
        };
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

    /// Changes asked about, and nights.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.number.len(), self.nights.len())
    }

    fn forward(&self, change: &NightChange) -> i64 {
        let checks = change
            .services
            .iter()
            .map(|service| self.validate[*service as usize]);
        i64::from(change.deploy) + i64::from(checks.max().unwrap_or(0))
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
            self.forward(change) + i64::from(gap.unwrap_or(0)) + i64::from(change.back_out)
        };
        self.changes.iter().map(most).collect()
    }

    /// Minutes by which the change makes a night longer at most.
    pub(crate) fn most_of(&self, change: usize) -> i64 {
        self.changes[self.number[change] as usize].most
    }

    /// Minutes that what rides the night anyway takes at most.
    pub(crate) fn most_riding(&self, night: usize) -> i64 {
        self.nights[night].most
    }

    /// Minutes that the change takes in any night, whatever rides beside it.
    pub(crate) fn least_of(&self, change: usize) -> i64 {
        let change = &self.changes[self.number[change] as usize];
        self.forward(change) + i64::from(change.back_out)
    }

    fn members(&self, night: usize, riders: impl IntoIterator<Item = usize>) -> Vec<u32> {
        let riders = riders.into_iter().map(|rider| self.number[rider]);
        let mut members: Vec<u32> = riders.chain(self.nights[night].riding.iter().copied()).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// Minutes that the night takes at least with these of the changes asked about, and with any more beside them: the
    /// longest way through what waits for each other, or the work of a team's crews or at one service, on the way out
    /// and on the way back. With crews, a list schedule can get shorter by more work (Graham 1966); this never does.
    #[must_use]
    pub fn least(&self, night: usize, riders: impl IntoIterator<Item = usize>) -> i64 {
        let mut members = self.members(night, riders);
        members.retain(|member| !self.changes[*member as usize].merges);
        let (waits, _) = self.edges(&members, self.nights[night].environment);
        let changes = || members.iter().map(|member| &self.changes[*member as usize]);
        let way = |waits: &[Wait], minutes: &dyn Fn(&NightChange) -> i64| {
            let jobs: Vec<Job> = changes()
                .map(|change| Job {
                    minutes: minutes(change) as u32,
                    uses: Vec::new(),
                })
                .collect();
            let mut work: BTreeMap<(bool, u32), i64> = BTreeMap::new();
            for change in changes() {
                let uses = change.services.iter().map(|service| (true, *service));
                for one in uses.chain(change.team.map(|team| (false, team))) {
                    *work.entry(one).or_default() += minutes(change);
                }
            }
            let at_once = |(is_service, number): &(bool, u32)| {
                if *is_service {
                    1
                } else {
                    i64::from(self.crews[*number as usize])
                }
            };
            let busiest = work
                .iter()
                .map(|(one, sum)| (sum + at_once(one) - 1) / at_once(one))
                .max();
            i64::from(Timetable::total(&jobs, waits, &[])).max(busiest.unwrap_or(0))
        };
        way(&waits, &|change| self.forward(change))
            + way(&super::back_out::reversed(&waits), &|change| {
                i64::from(change.back_out)
            })
    }

    /// What the night takes with these of the changes asked about.
    #[must_use]
    pub fn minutes(&self, night: usize, riders: impl IntoIterator<Item = usize>) -> NightMinutes {
        let members = self.members(night, riders);
        let (order, together) = self.edges(&members, self.nights[night].environment);
        let pairs: Vec<(u32, u32)> = (order.iter())
            .map(|wait| (wait.first as u32, wait.second as u32))
            .collect();
        let levels = levels(members.len(), &pairs, &together);
        let steps: Vec<Step> = levels
            .groups()
            .map(|(group, ..)| self.step(group, &members))
            .collect();
        let mut waits: Vec<Wait> = order
            .iter()
            .map(|wait| Wait {
                first: levels.step[wait.first] as usize,
                second: levels.step[wait.second] as usize,
                gap: wait.gap,
            })
            .filter(|wait| wait.first != wait.second)
            .collect();
        waits.sort_unstable_by_key(|wait| (wait.first, wait.second, std::cmp::Reverse(wait.gap)));
        waits.dedup_by_key(|wait| (wait.first, wait.second));
        let (uses, units) = self.shared(&steps);
        let jobs = |minutes: fn(&Step) -> u32| -> Vec<Job> {
            let jobs = steps.iter().zip(&uses);
            jobs.map(|(step, uses)| Job {
                minutes: minutes(step),
                uses: uses.clone(),
            })
            .collect()
        };
        NightMinutes {
            forward: Timetable::total(&jobs(|step| step.forward), &waits, &units),
            back_out: Timetable::total(
                &jobs(|step| step.back_out),
                &super::back_out::reversed(&waits),
                &units,
            ),
        }
    }

    /// Who waits for whom, with the gap, and who goes together; by place among the members.
    fn edges(&self, members: &[u32], environment: Option<EnvironmentId>) -> (Vec<Wait>, Vec<(u32, u32)>) {
        let wait = |first: u32, second: u32, gap| Wait {
            first: first as usize,
            second: second as usize,
            gap,
        };
        let (mut order, mut together) = (Vec::new(), Vec::new());
        let mut touching: Vec<(u32, u32)> = Vec::new();
        for (place, member) in (0..).zip(members) {
            let change = &self.changes[*member as usize];
            touching.extend(change.services.iter().map(|service| (*service, place)));
            for required in &change.requires {
                if let Ok(first) = members.binary_search(required) {
                    order.push(wait(first as u32, place, 0));
                }
            }
        }
        touching.sort_unstable();
        let at = |service: u32| {
            let from = touching.partition_point(|(other, _)| *other < service);
            let count = touching[from..].partition_point(|(other, _)| *other == service);
            &touching[from..from + count]
        };
        for group in touching.chunk_by(|one, other| one.0 == other.0) {
            for link in self.links[group[0].0 as usize]
                .iter()
                .filter(|link| link.holds_in(environment))
            {
                for (_, consumer) in group {
                    for (_, provider) in at(link.provider).iter().filter(|(_, other)| other != consumer) {
                        match link.order {
                            DeployOrder::ProviderFirst => order.push(wait(*provider, *consumer, link.gap)),
                            DeployOrder::ConsumerFirst => order.push(wait(*consumer, *provider, link.gap)),
                            DeployOrder::Lockstep => together.push((*consumer, *provider)),
                            DeployOrder::Any => {}
                        }
                    }
                }
            }
        }
        (order, together)
    }

    /// Changes that go at once.
    fn step(&self, group: &[u32], members: &[u32]) -> Step {
        let changes = || {
            group
                .iter()
                .map(|place| &self.changes[members[*place as usize] as usize])
        };
        let mut teams: Vec<u32> = changes().filter_map(|change| change.team).collect();
        let mut services: Vec<u32> = changes().flat_map(|change| &change.services).copied().collect();
        for list in [&mut teams, &mut services] {
            list.sort_unstable();
            list.dedup();
        }
        let checks = services.iter().map(|service| self.validate[*service as usize]);
        let deploy = changes().map(|change| change.deploy).max().unwrap_or(0);
        Step {
            forward: deploy + checks.max().unwrap_or(0),
            back_out: changes().map(|change| change.back_out).max().unwrap_or(0),
            teams,
            services,
        }
    }

    /// What more steps want than can have it at once: the uses of each step, and how many can.
    fn shared(&self, steps: &[Step]) -> (Vec<Vec<usize>>, Vec<u32>) {
        let mut wanted: BTreeMap<(bool, u32), u32> = BTreeMap::new();
        let wants = |step: &Step| -> Vec<(bool, u32)> {
            let teams = step.teams.iter().map(|team| (false, *team));
            teams
                .chain(step.services.iter().map(|service| (true, *service)))
                .collect()
        };
        for want in steps.iter().flat_map(wants) {
            *wanted.entry(want).or_default() += 1;
        }
        let has = |(is_service, number): &(bool, u32)| {
            if *is_service {
                1
            } else {
                self.crews[*number as usize]
            }
        };
        wanted.retain(|want, count| *count > has(want));
        let scarce: Vec<(bool, u32)> = wanted.into_keys().collect();
        let number = |want: &(bool, u32)| scarce.binary_search(want).ok();
        let uses = steps
            .iter()
            .map(|step| wants(step).iter().filter_map(number).collect());
        (uses.collect(), scarce.iter().map(has).collect())
    }

    /// The work of each team that no night does at once. Changes that could go together in one step are left out, so
    /// that the sums never say too much.
    pub(crate) fn crew_work(&self) -> Vec<CrewWork> {
        let mut work: Vec<CrewWork> = (self.crews.iter())
            .map(|crews| CrewWork {
                crews: *crews,
                takes: Vec::new(),
                riding: vec![0; self.nights.len()],
            })
            .collect();
        let takes = |number: u32| {
            let change = &self.changes[number as usize];
            let team = change.team.filter(|_| !change.merges)?;
            Some((team as usize, self.forward(change) + i64::from(change.back_out)))
        };
        for (place, number) in self.number.iter().enumerate() {
            if let Some((team, minutes)) = takes(*number).filter(|(_, minutes)| *minutes > 0) {
                work[team].takes.push((place, minutes));
            }
        }
        for (night, row) in self.nights.iter().enumerate() {
            for (team, minutes) in row.riding.iter().filter_map(|number| takes(*number)) {
                work[team].riding[night] += minutes;
            }
        }
        work.retain(|work| !work.takes.is_empty());
        work
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

struct Step {
    forward: u32,
    back_out: u32,
    teams: Vec<u32>,
    services: Vec<u32>,
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

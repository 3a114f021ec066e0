//! Many nights of the same changes, judged quickly: for whoever tries thousands of bundles and shows none of them.
//!
//! What a night takes is what [`super::schedule`] says of it, minute for minute: the same steps, crews and gaps.

mod judge;
mod near;
mod of_plan;

pub use judge::Judge;

use crate::{DeployOrder, EnvironmentId};
use near::Near;

/// What a night takes with the crews there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NightMinutes {
    /// Minutes from the first start to the last check.
    pub forward: u32,
    /// Minutes to back everything out, in reverse order.
    pub back_out: u32,
}

impl NightMinutes {
    /// What two groups take that never get in each other's way.
    fn and(self, other: Self) -> Self {
        Self {
            forward: self.forward.max(other.forward),
            back_out: self.back_out.max(other.back_out),
        }
    }

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
    near: Near,
    nights: Vec<Night>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NightChange {
    deploy: u32,
    back_out: u32,
    /// Minutes to deploy and check it.
    forward: u32,
    team: Option<u32>,
    services: Vec<u32>,
    /// What it has to itself while it is deployed: its team's crew and its services, as numbers of [`Nights::at_once`].
    uses: Vec<u32>,
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
    /// Changes asked about, and nights.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.number.len(), self.nights.len())
    }

    /// Somebody who judges one night after the other.
    #[must_use]
    pub fn judge(&self) -> Judge<'_> {
        Judge::of(self)
    }

    /// What the night takes with these of the changes asked about.
    #[must_use]
    pub fn minutes(&self, night: usize, riders: impl IntoIterator<Item = usize>) -> NightMinutes {
        self.judge().minutes(night, riders)
    }

    /// Minutes that the night takes at least with these of the changes asked about, and with any more beside them.
    #[must_use]
    pub fn least(&self, night: usize, riders: impl IntoIterator<Item = usize>) -> i64 {
        self.judge().least(night, riders)
    }

    /// How many can use a resource at once: the teams by their crews, then the services, one at a time.
    fn at_once(&self, resource: u32) -> u32 {
        self.crews.get(resource as usize).copied().unwrap_or(1)
    }

    /// Teams and services.
    fn resources(&self) -> usize {
        self.crews.len() + self.links.len()
    }

    fn of_service(&self, service: u32) -> u32 {
        self.crews.len() as u32 + service
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
        i64::from(change.forward) + i64::from(change.back_out)
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
            Some((
                team as usize,
                i64::from(change.forward) + i64::from(change.back_out),
            ))
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
}

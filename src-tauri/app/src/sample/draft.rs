//! The plan being written, and the ids behind the references its tables use.

use super::dates::Grid;
use planning::plan::Record;
use planning::{
    ChangeId, EnvironmentId, FreezeId, FreezePolicyId, Instant, PersonId, Plan, Reference, ReleaseId, Score,
    ServiceId, TeamId, Tier, TrainId,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The plan being written.
pub struct Draft<'m> {
    /// What is written so far.
    pub plan: Plan,
    /// Its calendar.
    pub grid: Grid,
    mint: &'m mut dyn FnMut() -> Uuid,
    /// Ids of teams, by reference.
    pub teams: BTreeMap<&'static str, TeamId>,
    /// Ids of people, by reference.
    pub people: BTreeMap<&'static str, PersonId>,
    /// Ids of environments, by reference.
    pub environments: BTreeMap<&'static str, EnvironmentId>,
    /// Ids of services, by reference.
    pub services: BTreeMap<&'static str, ServiceId>,
    /// Ids of trains, by reference.
    pub trains: BTreeMap<&'static str, TrainId>,
    /// Ids of releases, by reference.
    pub releases: BTreeMap<&'static str, ReleaseId>,
    /// Ids of changes, by reference.
    pub changes: BTreeMap<&'static str, ChangeId>,
    /// Ids of freezes, by reference.
    pub freezes: BTreeMap<String, FreezeId>,
    /// The policy of freezes.
    pub policy: Option<FreezePolicyId>,
}

impl<'m> Draft<'m> {
    /// An empty plan around `now`.
    pub fn new(now: Instant, mint: &'m mut dyn FnMut() -> Uuid) -> Self {
        Self {
            plan: Plan::default(),
            grid: Grid::new(now),
            mint,
            teams: BTreeMap::new(),
            people: BTreeMap::new(),
            environments: BTreeMap::new(),
            services: BTreeMap::new(),
            trains: BTreeMap::new(),
            releases: BTreeMap::new(),
            changes: BTreeMap::new(),
            freezes: BTreeMap::new(),
            policy: None,
        }
    }
    /// A fresh id of any kind.
    pub fn id<I: From<Uuid>>(&mut self) -> I {
        I::from((self.mint)())
    }
    /// Writes a record.
    pub fn put<R: Record>(&mut self, record: R) {
        self.plan.put(record);
    }
    /// Ids of the named services.
    pub fn services_named(&self, names: &[&str]) -> Vec<ServiceId> {
        names
            .iter()
            .filter_map(|name| self.services.get(name).copied())
            .collect()
    }
    /// Ids of the named changes.
    pub fn changes_named(&self, names: &[&str]) -> Vec<ChangeId> {
        names
            .iter()
            .filter_map(|name| self.changes.get(name).copied())
            .collect()
    }
    /// Ids of the named teams.
    pub fn teams_named(&self, names: &[&str]) -> Vec<TeamId> {
        names
            .iter()
            .filter_map(|name| self.teams.get(name).copied())
            .collect()
    }
}

/// A reference of the tables. The tests build every table, so an unsound one never leaves this folder.
pub fn reference(text: &str) -> Reference {
    Reference::new(text).expect("the sample's tables hold sound references")
}

/// A score of the tables; zero stands for *nobody has assessed it*.
pub fn score(number: u8) -> Option<Score> {
    (number > 0).then(|| Score::new(number).expect("the sample's tables hold scores from 1 to 5"))
}

/// A tier of the tables.
pub fn tier(number: u8) -> Tier {
    Tier::new(number).expect("the sample's tables hold tiers from 0 to 3")
}

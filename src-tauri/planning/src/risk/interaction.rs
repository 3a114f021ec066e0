//! Interaction: what the changes of one release add to each other's risk because they meet somewhere.
//!
//! Changes meet at a service that both touch (3 points for the pair), at a database that their services share data
//! with (4), and at a contract that a link between their services names (2). A pair that meets in several places
//! counts in each. The meters, the rules and the optimiser count the same places.

use crate::{Change, DependencyKind, Plan, ServiceId, ServiceKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Points of a pair at a service that both touch.
pub const AT_A_SERVICE: u32 = 3;
/// Points of a pair at a database that the services of both share data with.
pub const AT_A_DATABASE: u32 = 4;
/// Points of a pair at a contract that a link between their services names.
pub const AT_A_CONTRACT: u32 = 2;

/// Where changes meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A service.
    Service(ServiceId),
    /// A database, through data links to it.
    Database(ServiceId),
    /// A contract, by its key.
    Contract(String),
}

impl Place {
    /// Points of each pair that meets there.
    #[must_use]
    pub fn kappa(&self) -> u32 {
        match self {
            Self::Service(_) => AT_A_SERVICE,
            Self::Database(_) => AT_A_DATABASE,
            Self::Contract(_) => AT_A_CONTRACT,
        }
    }
    /// As people say it: `Basket`, `database Orders DB`, `contract prices-v3`.
    #[must_use]
    pub fn name(&self, plan: &Plan) -> String {
        let named = |id| plan.services.get(id).map_or("", |service| service.name.as_str());
        match self {
            Self::Service(id) => named(id).to_owned(),
            Self::Database(id) => format!("database {}", named(id)),
            Self::Contract(key) => format!("contract {key}"),
        }
    }
}

/// Two or more changes of one release that meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Meeting {
    /// Where, in words.
    pub place: String,
    /// References of the changes.
    pub changes: Vec<String>,
    /// Points that their pairs add.
    pub points: u32,
}

/// Databases and contracts at which each service stands, beside itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(BTreeMap<ServiceId, Vec<Place>>);

impl Places {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut places: BTreeMap<ServiceId, BTreeSet<Place>> = BTreeMap::new();
        let is_database = |id: &ServiceId| {
            let service = plan.services.get(id);
            service.is_some_and(|service| service.kind == ServiceKind::Database)
        };
        for link in plan.dependencies.iter().filter(|link| link.counts()) {
            let shared = link.kind == DependencyKind::Data && is_database(&link.provider);
            let database = shared.then_some(Place::Database(link.provider));
            let contract = (!link.contract.is_empty()).then(|| Place::Contract(link.contract.clone()));
            for place in database.into_iter().chain(contract) {
                for end in [link.consumer, link.provider] {
                    places.entry(end).or_default().insert(place.clone());
                }
            }
        }
        let listed = places.into_iter();
        Self(
            listed
                .map(|(service, places)| (service, places.into_iter().collect()))
                .collect(),
        )
    }

    /// Every place at which the change stands, once.
    fn at(&self, change: &Change) -> BTreeSet<Place> {
        let services = change.services.iter();
        services
            .flat_map(|service| {
                let others = self.0.get(service).into_iter().flatten().cloned();
                others.chain([Place::Service(*service)])
            })
            .collect()
    }

    /// Places at which two or more of the changes stand, with the numbers of those.
    pub(super) fn shared<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> Vec<(Place, Vec<usize>)> {
        let mut standing: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (number, change) in changes.enumerate() {
            for place in self.at(change) {
                standing.entry(place).or_default().push(number);
            }
        }
        standing.retain(|_, there| there.len() > 1);
        standing.into_iter().collect()
    }
}

/// Points of so many changes that meet at one place.
#[must_use]
pub(super) fn points(place: &Place, changes: usize) -> u32 {
    let n = u32::try_from(changes).unwrap_or(u32::MAX);
    let pairs = u64::from(n) * u64::from(n.saturating_sub(1)) / 2;
    u32::try_from(pairs * u64::from(place.kappa())).unwrap_or(u32::MAX)
}

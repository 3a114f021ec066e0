//! Risk: points from 0 to 100 in named parts that add up exactly, and what a release carries.
//!
//! ```text
//! RiskIndex::of(&Plan) -> RiskIndex                            blast radius of every change, once per plan
//! risk(&Plan, &RiskIndex, ChangeId) -> Option<RiskScore>       points, level 1–5, parts
//! release_load(&Plan, &RiskIndex, ReleaseId) -> Option<Load>   points, risk, minutes, evidence against their limits
//! OpenFact::open(&Change) -> Vec<OpenFact>                     what people can still make true of it, cheapest first
//! RiskIndex::meetings(&Plan, changes) -> Vec<Meeting>          where changes of one release meet, and what that adds
//! calibration(&Plan, &RiskIndex) -> Calibration                what past changes say of the scores
//! level_of(points) -> u8                                       0–19 is 1, … 80–100 is 5
//! ```
//! A release's risk is the sum of the points of its changes and of what they add to each other where they meet;
//! budgets are in the same points.

mod calibration;
mod fact;
mod interaction;
mod load;
mod parts;

pub use calibration::{Brier, Calibration, FailureRate, TOO_THIN, calibration, wilson};
pub use fact::OpenFact;
pub use interaction::{AT_A_CONTRACT, AT_A_DATABASE, AT_A_SERVICE, Meeting, Place};
pub use load::{CriticalLoad, Load, critical_services, release_load, tests_possible};
pub use parts::{RiskPart, RiskScore, level_of};

use crate::graph::{Direction, Graph, Reach};
use crate::{Change, ChangeId, Plan, ServiceId, Strength};
use std::collections::BTreeMap;

/// Links away from the change at which the blast radius ends.
pub const BLAST_HOPS: u32 = 2;

/// Whom a change can hurt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blast {
    /// Services reached.
    pub services: u32,
    /// Of those, over hard links all the way.
    pub hard: u32,
    /// Of those, of tier 0 or 1.
    pub critical: u32,
    /// Weight in hundredths: tier × strength ÷ hops.
    pub weight: u32,
}

/// The graph and the blast radius of every set of services that some change touches.
#[derive(Clone, Debug)]
pub struct RiskIndex {
    graph: Graph,
    blasts: BTreeMap<Vec<ServiceId>, Blast>,
    places: interaction::Places,
}

impl RiskIndex {
    /// Walks the graph once for every set of services that some change touches.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self::with_graph(plan, Graph::of(plan))
    }

    /// The same, when the graph is at hand.
    #[must_use]
    pub fn with_graph(plan: &Plan, graph: Graph) -> Self {
        let tiers: Vec<u8> = plan
            .services
            .iter()
            .map(|service| service.tier.number())
            .collect();
        let mut reach = Reach::of(&graph);
        let mut blasts: BTreeMap<Vec<ServiceId>, Blast> = BTreeMap::new();
        for change in &plan.changes {
            if !blasts.contains_key(&change.services) {
                blasts.insert(
                    change.services.clone(),
                    blast(&graph, &mut reach, &tiers, &change.services),
                );
            }
        }
        let places = interaction::Places::of(plan);
        Self {
            graph,
            blasts,
            places,
        }
    }
    /// The same, when the CAB has decided anything; without decisions nobody asks whether one still holds.
    #[must_use]
    pub fn of_decided(plan: &Plan, graph: &Graph) -> Option<Self> {
        (!plan.cab_decisions.is_empty()).then(|| Self::with_graph(plan, graph.clone()))
    }
    /// The graph it walked.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }
    /// Places at which two or more of the changes meet, with their numbers in the order given.
    pub fn shared<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> Vec<(Place, Vec<usize>)> {
        self.places.shared(changes)
    }
    /// Points that changes which ride together add to each other.
    pub fn interaction<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> u32 {
        let shared = self.places.shared(changes);
        let points = shared
            .iter()
            .map(|(place, there)| interaction::points(place, there.len()));
        points.fold(0, u32::saturating_add)
    }
    /// The same in words, what adds most first.
    #[must_use]
    pub fn meetings(&self, plan: &Plan, changes: &[&Change]) -> Vec<Meeting> {
        let shared = self.places.shared(changes.iter().copied());
        let mut meetings: Vec<Meeting> = shared
            .into_iter()
            .map(|(place, there)| Meeting {
                place: place.name(plan),
                points: interaction::points(&place, there.len()),
                changes: there
                    .into_iter()
                    .map(|number| changes[number].reference.to_string())
                    .collect(),
            })
            .collect();
        meetings.sort_by(|one, other| (other.points, &one.place).cmp(&(one.points, &other.place)));
        meetings
    }
    /// Whom the change can hurt; walked anew when its services are not those of the indexed plan.
    #[must_use]
    pub fn blast(&self, plan: &Plan, change: &Change) -> Blast {
        self.blasts.get(&change.services).copied().unwrap_or_else(|| {
            let tier = |id: &ServiceId| plan.services.get(id).map_or(3, |service| service.tier.number());
            let tiers: Vec<u8> = self.graph.services().iter().map(tier).collect();
            blast(&self.graph, &mut Reach::of(&self.graph), &tiers, &change.services)
        })
    }
}

fn blast(graph: &Graph, reach: &mut Reach, tiers: &[u8], services: &[ServiceId]) -> Blast {
    let starts: Vec<u32> = services
        .iter()
        .filter_map(|service| graph.number(*service))
        .collect();
    let mut blast = Blast::default();
    reach.visit(
        graph,
        &starts,
        Direction::Consumers,
        BLAST_HOPS,
        |node, hops, strength| {
            let tier = tiers[node as usize];
            let is_hard = strength == Strength::Hard;
            blast.services += 1;
            blast.hard += u32::from(is_hard);
            blast.critical += u32::from(tier <= 1);
            blast.weight += u32::from(4 - tier.min(3)) * if is_hard { 200 } else { 100 } / hops;
        },
    );
    blast
}

/// The risk of a change; `None` when it is unknown.
#[must_use]
pub fn risk(plan: &Plan, index: &RiskIndex, change: ChangeId) -> Option<RiskScore> {
    let change = plan.changes.get(&change)?;
    Some(risk_of(plan, index, change))
}

/// The risk that the change would have if it were as given; `change` need not be the plan's.
#[must_use]
pub fn risk_of(plan: &Plan, index: &RiskIndex, change: &Change) -> RiskScore {
    RiskScore::of(plan, change, index.blast(plan, change))
}

//! Ways to break a cycle: its links, the one that is most likely wrong or least missed first.

use crate::graph::{Cycle, Graph};
use crate::{DependencyId, Instant, LinkStatus, Plan, Strength, Subject, wording};
use serde::Serialize;
use ts_rs::TS;

/// A link that could be taken out of a ring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CycleBreak {
    /// The link.
    pub link: DependencyId,
    /// True when nobody waits for each other any more without it.
    pub clears: bool,
    /// What to do, and why this one.
    pub sentence: String,
    /// Lower breaks more easily.
    pub rank: u32,
}

/// The links of the shortest ring, the weakest first: disputed, then soft, then never confirmed, then confirmed long
/// ago.
#[must_use]
pub fn ways_to_break(plan: &Plan, graph: &Graph, cycle: &Cycle) -> Vec<CycleBreak> {
    let mut ways: Vec<(u32, Option<Instant>, CycleBreak)> = Vec::new();
    for id in &cycle.links {
        let Some(link) = plan.dependencies.get(id) else {
            continue;
        };
        let disputed = link.status == LinkStatus::Disputed;
        let soft = link.strength == Strength::Soft;
        let confirmed = link.status == LinkStatus::Confirmed;
        let rank = match (disputed, soft, confirmed) {
            (true, true, _) => 0,
            (true, false, _) => 1,
            (false, true, false) => 2,
            (false, true, true) => 3,
            (false, false, false) => 4,
            (false, false, true) => 5,
        };
        let mut known = Vec::new();
        if disputed {
            known.push("is disputed".to_owned());
        }
        known.push(
            if soft {
                "is soft: the consumer degrades but runs"
            } else {
                "is hard"
            }
            .to_owned(),
        );
        known.push(match link.confirmed_at {
            Some(at) => format!(
                "was last confirmed {}",
                wording::dated(at.day_in(plan.settings().zone))
            ),
            None => "nobody has confirmed it".to_owned(),
        });
        let clears = clears(graph, cycle, *id);
        let after = if clears {
            "Without its order the ring is open."
        } else {
            "Another ring stays."
        };
        let sentence = format!(
            "{} {}. {after}",
            plan.name_of(Subject::Dependency(*id)),
            wording::list(&known),
        );
        let way = CycleBreak {
            link: *id,
            clears,
            sentence,
            rank,
        };
        ways.push((rank, link.confirmed_at, way));
    }
    ways.sort_by_key(|(rank, at, way)| (!way.clears, *rank, *at, way.link));
    ways.into_iter().map(|(_, _, way)| way).collect()
}

/// True when the services of the cycle have an order once the link has none.
fn clears(graph: &Graph, cycle: &Cycle, without: DependencyId) -> bool {
    let within = |service| {
        cycle
            .services
            .binary_search(&service)
            .ok()
            .map(|place| place as u32)
    };
    let mut edges = Vec::new();
    let mut together = Vec::new();
    for service in &cycle.services {
        let Some(number) = graph.number(*service) else {
            continue;
        };
        for link in graph.providers_of(number).filter(|link| link.id != without) {
            let place = |number: u32| within(graph.service(number));
            let (Some(consumer), Some(provider)) = (place(link.consumer), place(link.provider)) else {
                continue;
            };
            match link.first_then_second() {
                Some((first, _)) if first == link.provider => edges.push((provider, consumer)),
                Some(_) => edges.push((consumer, provider)),
                None if link.order == crate::DeployOrder::Lockstep => together.push((consumer, provider)),
                None => {}
            }
        }
    }
    crate::graph::levels(cycle.services.len(), &edges, &together)
        .groups()
        .all(|(_, _, cycle)| !cycle)
}

//! The blast radius as a number: who is reached, how strongly, and what each adds.

use super::name;
use crate::graph::{Direction, Graph, Reach};
use crate::{Plan, ServiceId, Strength, wording};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// How the number is found, for people.
pub const FORMULA: &str = "BR = Σ w · s over every service reached: w is 8, 4, 2, 1 for tier 0 to 3; s is 1 along hard \
                           links and halves with each link when the way is soft.";

/// A service that is reached, and what it adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BlastPart {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: u8,
    /// Fewest links between.
    pub hops: u32,
    /// Hard when it breaks, soft when it degrades.
    pub strength: Strength,
    /// What it adds, in thousandths.
    pub milli: u32,
}

/// A service that would be hit but has enough others to lean on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Spared {
    /// The service.
    pub service: ServiceId,
    /// Why it stays up.
    pub sentence: String,
}

/// Whom services can hurt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BlastRadius {
    /// BR in thousandths; the parts add up to it.
    pub milli: u32,
    /// BR with one decimal.
    pub number: String,
    /// Services reached, what adds most first.
    pub parts: Vec<BlastPart>,
    /// Services that redundancy keeps up.
    pub spared: Vec<Spared>,
    /// In words.
    pub sentence: String,
    /// How the number is found.
    pub formula: &'static str,
}

/// What a service of the tier weighs.
pub(super) fn weight(plan: &Plan, service: ServiceId) -> u32 {
    let tier = plan
        .services
        .get(&service)
        .map_or(3, |service| service.tier.number());
    8 >> tier.min(3)
}

/// What one reached service adds, in thousandths.
pub(super) fn share(weight: u32, hops: u32, strength: Strength) -> u32 {
    let whole = weight * 1000;
    match strength {
        Strength::Hard => whole,
        Strength::Soft => whole >> hops.min(31),
    }
}

/// Whom the services can hurt together.
#[must_use]
pub fn blast(plan: &Plan, graph: &Graph, services: &[ServiceId]) -> BlastRadius {
    let mut starts: Vec<u32> = services.iter().filter_map(|id| graph.number(*id)).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut parts = Vec::new();
    let mut down: BTreeSet<u32> = starts.iter().copied().collect();
    Reach::of(graph).visit(
        graph,
        &starts,
        Direction::Consumers,
        u32::MAX,
        |number, hops, strength| {
            down.insert(number);
            let service = graph.service(number);
            parts.push(BlastPart {
                service,
                name: name(plan, service),
                tier: plan
                    .services
                    .get(&service)
                    .map_or(3, |service| service.tier.number()),
                hops,
                strength,
                milli: share(weight(plan, service), hops, strength),
            });
        },
    );
    parts.sort_by(|one, other| {
        (other.milli.cmp(&one.milli))
            .then(one.hops.cmp(&other.hops))
            .then_with(|| one.name.cmp(&other.name))
            .then(one.service.cmp(&other.service))
    });
    let milli: u32 = parts.iter().map(|part| part.milli).fold(0, u32::saturating_add);
    let number = format!("{}.{}", milli / 1000, milli % 1000 / 100);
    let sentence = sentence(plan, services, &parts, &number);
    BlastRadius {
        milli,
        spared: spared(plan, graph, &down),
        number,
        parts,
        sentence,
        formula: FORMULA,
    }
}

fn sentence(plan: &Plan, services: &[ServiceId], parts: &[BlastPart], number: &str) -> String {
    let names: Vec<String> = services.iter().map(|id| name(plan, *id)).collect();
    let names = wording::list(&names);
    if parts.is_empty() {
        return format!("Nobody is known to need {names}.");
    }
    let hard = parts
        .iter()
        .filter(|part| part.strength == Strength::Hard)
        .count();
    let critical: Vec<&str> = parts
        .iter()
        .filter(|part| part.tier == 0)
        .map(|part| part.name.as_str())
        .collect();
    let critical = if critical.is_empty() {
        "none of tier 0".to_owned()
    } else {
        format!("tier 0: {}", wording::list(&critical))
    };
    format!(
        "{names} can reach {}: {hard} would break, {} degrade; {critical}. BR {number}.",
        wording::count(parts.len(), "service"),
        parts.len() - hard
    )
}

/// Consumers of what is down that stay up because enough of a redundancy group is left.
fn spared(plan: &Plan, graph: &Graph, down: &BTreeSet<u32>) -> Vec<Spared> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for link in down.iter().flat_map(|number| graph.consumers_of(*number)) {
        let Some(group) = link.redundancy.filter(|group| seen.insert(*group)) else {
            continue;
        };
        if down.contains(&link.consumer) {
            continue;
        }
        let gone = graph
            .providers_of(link.consumer)
            .filter(|other| other.redundancy == Some(group) && down.contains(&other.provider))
            .count();
        let record = plan
            .dependencies
            .get(&link.id)
            .and_then(|link| link.redundancy.as_ref());
        let group = graph.redundancy(group);
        let service = graph.service(link.consumer);
        found.push(Spared {
            service,
            sentence: format!(
                "{} stays up: {} of {} {} are left, {} needed.",
                name(plan, service),
                group.size as usize - gone,
                group.size,
                record.map_or("of the group", |record| record.group.as_str()),
                group.minimum
            ),
        });
    }
    found.sort_by(|one, other| one.sentence.cmp(&other.sentence));
    found
}

//! Too many services to draw: one box per system, in columns that do without rings.

use crate::Plan;
use crate::graph::sequence::sequence;
use crate::graph::{Graph, LARGEST_DRAWN, Levels, levels};
use std::collections::BTreeMap;

/// Columns of a map of systems: with more, the eye loses them.
const MOST_COLUMNS: u32 = 12;

/// Systems by name, with their services. Beyond [`LARGEST_DRAWN`] those with the fewest links share the last box.
pub(super) fn collapse(graph: &Graph, plan: &Plan, shown: &[u32]) -> (Vec<String>, Vec<Vec<u32>>) {
    let mut systems: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for number in shown {
        let service = plan.services.get(&graph.service(*number));
        let system = service.map_or("", |service| service.system.trim());
        systems.entry(system).or_default().push(*number);
    }
    let name = |system: &str| {
        if system.is_empty() {
            "no system".to_owned()
        } else {
            system.to_owned()
        }
    };
    if systems.len() <= LARGEST_DRAWN {
        return systems
            .into_iter()
            .map(|(system, services)| (name(system), services))
            .unzip();
    }
    let links = |services: &[u32]| -> usize { services.iter().map(|service| graph.degree(*service)).sum() };
    let mut busiest: Vec<(usize, &str)> = systems
        .iter()
        .map(|(system, services)| (links(services), *system))
        .collect();
    busiest.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let mut rest: Vec<u32> = Vec::new();
    for (_, system) in &busiest[LARGEST_DRAWN - 1..] {
        rest.extend(systems.remove(system).unwrap_or_default());
    }
    rest.sort_unstable();
    let (mut labels, mut inside): (Vec<String>, Vec<Vec<u32>>) = systems
        .into_iter()
        .map(|(system, services)| (name(system), services))
        .unzip();
    labels.push(format!("{} other systems", busiest.len() - (LARGEST_DRAWN - 1)));
    inside.push(rest);
    (labels, inside)
}

/// Levels of systems over the links between them, leaving out as few links as it takes to have no ring: services of two
/// systems need each other both ways without being a cycle themselves.
pub(super) fn levels_without_rings(systems: usize, edges: &[(u32, u32)]) -> Levels {
    let place = sequence(systems, edges);
    let forward: Vec<(u32, u32)> = edges
        .iter()
        .copied()
        .filter(|(first, second)| place[*first as usize] < place[*second as usize])
        .collect();
    let mut levels = levels(systems, &forward, &[]);
    let count = levels.level.iter().max().map_or(0, |most| most + 1);
    if count > MOST_COLUMNS {
        for level in &mut levels.level {
            *level = *level * MOST_COLUMNS / count;
        }
    }
    levels
}

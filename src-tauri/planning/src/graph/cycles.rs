//! Cycles: services that wait for each other, each group with its shortest ring.

use super::{Graph, Half};
use crate::{DependencyId, DeployOrder, ServiceId};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use ts_rs::TS;

/// Services that wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Cycle {
    /// Every service of the group, in order of id.
    pub services: Vec<ServiceId>,
    /// The shortest ring: each is deployed before the next, the last before the first.
    pub ring: Vec<ServiceId>,
    /// The links of that ring, in its order; breaking one breaks the ring.
    pub links: Vec<DependencyId>,
}

impl Graph {
    /// Every group of services that wait for each other, except those that are deployed in lockstep by agreement.
    #[must_use]
    pub fn cycles(&self) -> Vec<Cycle> {
        self.rings().values().map(|cycle| Cycle::clone(cycle)).collect()
    }

    /// The services of every cycle, without looking for rings.
    #[must_use]
    pub fn cycle_groups(&self) -> Vec<Vec<ServiceId>> {
        let cycles = self.steps().groups().filter(|(_, _, cycle)| *cycle);
        cycles
            .map(|(members, _, _)| members.iter().map(|member| self.service(*member)).collect())
            .collect()
    }

    /// Cycles by their first service; those that no edit has touched are not looked for again.
    pub(super) fn rings(&self) -> &BTreeMap<u32, Arc<Cycle>> {
        self.rings.get_or_init(|| {
            let mut search: Option<Search> = None;
            let cycles = self.steps().groups().filter(|(_, _, cycle)| *cycle);
            cycles
                .map(|(members, _, _)| {
                    let known = self.kept_rings.get(&members[0]).cloned();
                    let search = search.get_or_insert_with(|| Search::of(self));
                    (
                        members[0],
                        known.unwrap_or_else(|| Arc::new(search.cycle(self, members))),
                    )
                })
                .collect()
        })
    }
}

/// Room for looking for rings, used again for the next.
struct Search {
    walk: u32,
    /// Walk in which a node was met, with its distance.
    seen: Vec<(u32, u32)>,
    /// Node and link by which it was met.
    came_by: Vec<(u32, u32)>,
    queue: VecDeque<u32>,
}

impl Search {
    fn of(graph: &Graph) -> Self {
        let nodes = graph.services().len();
        Self {
            walk: 0,
            seen: vec![(0, 0); nodes],
            came_by: vec![(0, 0); nodes],
            queue: VecDeque::new(),
        }
    }

    fn cycle(&mut self, graph: &Graph, members: &[u32]) -> Cycle {
        let mut best: Vec<(u32, u32)> = Vec::new();
        for start in members {
            let fewer = if best.is_empty() {
                u32::MAX
            } else {
                best.len() as u32
            };
            if let Some(ring) = self.ring_through(graph, *start, fewer) {
                best = ring;
            }
            if best.len() == 2 {
                break;
            }
        }
        let link = |number: u32| graph.links.get(number).as_ref().map(|link| link.id);
        Cycle {
            services: members.iter().map(|member| graph.service(*member)).collect(),
            ring: best.iter().map(|(node, _)| graph.service(*node)).collect(),
            links: best.iter().filter_map(|(_, number)| link(*number)).collect(),
        }
    }

    /// The shortest ring through `start` with fewer than `fewer` links: each node with the link to the next. It starts with an
    /// ordering link, so that it is never lockstep alone.
    fn ring_through(&mut self, graph: &Graph, start: u32, fewer: u32) -> Option<Vec<(u32, u32)>> {
        self.walk += 1;
        self.queue.clear();
        let step = graph.steps().step(start);
        let inside = |half: &Half| graph.steps().step(half.other) == step;
        for half in graph.after_node(start).filter(inside) {
            if half.order() != DeployOrder::Lockstep {
                self.meet(half.other, 1, (start, half.link()));
            }
        }
        while let Some(node) = self.queue.pop_front() {
            let distance = self.seen[node as usize].1;
            if distance + 1 >= fewer {
                return None;
            }
            for half in graph.after_node(node).filter(inside) {
                if half.other == start {
                    let mut ring = vec![(node, half.link())];
                    let mut at = node;
                    while at != start {
                        let by = self.came_by[at as usize];
                        ring.push(by);
                        at = by.0;
                    }
                    ring.reverse();
                    return Some(ring);
                }
                self.meet(half.other, distance + 1, (node, half.link()));
            }
        }
        None
    }

    fn meet(&mut self, node: u32, distance: u32, by: (u32, u32)) {
        if self.seen[node as usize].0 != self.walk {
            self.seen[node as usize] = (self.walk, distance);
            self.came_by[node as usize] = by;
            self.queue.push_back(node);
        }
    }
}

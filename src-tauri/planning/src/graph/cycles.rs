//! Cycles: services that wait for each other, each group with its shortest ring.

use super::{Graph, Rows};
use crate::{DependencyId, DeployOrder, ServiceId};
use serde::Serialize;
use std::collections::VecDeque;
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
    /// Every group of services that wait for each other, except those that are deployed in lockstep by agreement. A ring is
    /// looked for once, and again when an edit has touched its group.
    #[must_use]
    pub fn cycles(&self) -> Vec<Arc<Cycle>> {
        let cycles = self.steps().several().filter(|one| one.cycle);
        cycles
            .map(|one| {
                let ring = one.ring.get_or_init(|| Arc::new(self.cycle_of(&one.members)));
                Arc::clone(ring)
            })
            .collect()
    }

    /// How many cycles there are, without looking for rings.
    #[must_use]
    pub fn count_cycles(&self) -> usize {
        self.steps().several().filter(|one| one.cycle).count()
    }

    /// The services of every cycle, without looking for rings.
    #[must_use]
    pub fn cycle_groups(&self) -> Vec<Vec<ServiceId>> {
        let cycles = self.steps().several().filter(|one| one.cycle);
        cycles
            .map(|one| one.members.iter().map(|member| self.service(*member)).collect())
            .collect()
    }

    fn cycle_of(&self, members: &[u32]) -> Cycle {
        let ring = Search::of(self, members).shortest();
        let link = |number: u32| self.links.get(number).as_ref().map(|link| link.id);
        let service = |place: u32| self.service(members[place as usize]);
        Cycle {
            services: members.iter().map(|member| self.service(*member)).collect(),
            ring: ring.iter().map(|(place, _)| service(*place)).collect(),
            links: ring.iter().filter_map(|(_, number)| link(*number)).collect(),
        }
    }
}

/// The links inside one group, by places in it: a search costs what the group has, not the size of the graph.
struct Search {
    /// Where each place leads.
    after: Rows,
    /// Number of each of those links, and whether it is lockstep.
    links: Vec<(u32, bool)>,
    walk: u32,
    /// Walk in which a place was met, with its distance.
    seen: Vec<(u32, u32)>,
    /// Place and link by which it was met.
    came_by: Vec<(u32, u32)>,
    queue: VecDeque<u32>,
}

impl Search {
    fn of(graph: &Graph, members: &[u32]) -> Self {
        let step = graph.steps().step(members[0]);
        let (mut offsets, mut items, mut links) = (vec![0], Vec::new(), Vec::new());
        for node in members {
            for half in graph.after_node(*node) {
                if graph.steps().step(half.other) == step
                    && let Ok(place) = members.binary_search(&half.other)
                {
                    items.push(place as u32);
                    links.push((half.link(), half.order() == DeployOrder::Lockstep));
                }
            }
            offsets.push(items.len() as u32);
        }
        Self {
            after: Rows { offsets, items },
            links,
            walk: 0,
            seen: vec![(0, 0); members.len()],
            came_by: vec![(0, 0); members.len()],
            queue: VecDeque::new(),
        }
    }

    fn shortest(mut self) -> Vec<(u32, u32)> {
        let mut best: Vec<(u32, u32)> = Vec::new();
        for start in 0..self.seen.len() as u32 {
            let fewer = if best.is_empty() {
                u32::MAX
            } else {
                best.len() as u32
            };
            if let Some(ring) = self.ring_through(start, fewer) {
                best = ring;
            }
            if best.len() == 2 {
                break;
            }
        }
        best
    }

    /// The shortest ring through `start` with fewer than `fewer` links: each place with the link to the next. It starts with
    /// an ordering link, so that it is never lockstep alone.
    fn ring_through(&mut self, start: u32, fewer: u32) -> Option<Vec<(u32, u32)>> {
        self.walk += 1;
        self.queue.clear();
        for edge in self.edges(start) {
            let (to, (link, together)) = (self.after.items[edge], self.links[edge]);
            if !together {
                self.meet(to, 1, (start, link));
            }
        }
        while let Some(place) = self.queue.pop_front() {
            let distance = self.seen[place as usize].1;
            if distance + 1 >= fewer {
                return None;
            }
            for edge in self.edges(place) {
                let (to, (link, _)) = (self.after.items[edge], self.links[edge]);
                if to == start {
                    let mut ring = vec![(place, link)];
                    let mut at = place;
                    while at != start {
                        let by = self.came_by[at as usize];
                        ring.push(by);
                        at = by.0;
                    }
                    ring.reverse();
                    return Some(ring);
                }
                self.meet(to, distance + 1, (place, link));
            }
        }
        None
    }

    fn edges(&self, place: u32) -> std::ops::Range<usize> {
        self.after.offsets[place as usize] as usize..self.after.offsets[place as usize + 1] as usize
    }

    fn meet(&mut self, place: u32, distance: u32, by: (u32, u32)) {
        if self.seen[place as usize].0 != self.walk {
            self.seen[place as usize] = (self.walk, distance);
            self.came_by[place as usize] = by;
            self.queue.push_back(place);
        }
    }
}

//! Blast radius: whom a service can hurt, or by whom it can be hurt, hop by hop.

use super::Graph;
use crate::records::words;
use crate::{ServiceId, Strength};
use serde::Serialize;
use ts_rs::TS;

words! {
    /// Which way to walk.
    Direction {
        /// To those who need the service: whom it can hurt.
        Consumers = "consumers",
        /// To those the service needs: who can hurt it.
        Providers = "providers",
    }
}

/// A service that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reached {
    /// The service.
    pub service: ServiceId,
    /// Fewest links between.
    pub hops: u32,
    /// Hard when an unbroken path of hard links leads there, soft otherwise.
    pub strength: Strength,
}

/// Room for one walk, used again for the next: a walk costs what it visits, not the size of the graph.
#[derive(Clone, Debug)]
pub struct Reach {
    walk: u32,
    seen: Vec<u32>,
    hard: Vec<u32>,
    down: Vec<(u32, u32)>,
    found: Vec<(u32, u32)>,
    layer: Vec<u32>,
    next: Vec<u32>,
}

impl Reach {
    /// Room for walks of the graph.
    #[must_use]
    pub fn of(graph: &Graph) -> Self {
        Self {
            walk: 0,
            seen: vec![0; graph.services.len()],
            hard: vec![0; graph.services.len()],
            down: vec![(0, 0); graph.groups.all.len()],
            found: Vec::new(),
            layer: Vec::new(),
            next: Vec::new(),
        }
    }

    /// Visits every service reached from `starts`, nearest first, with its hops and strength.
    pub fn visit(
        &mut self,
        graph: &Graph,
        starts: &[u32],
        direction: Direction,
        max_hops: u32,
        mut reached: impl FnMut(u32, u32, Strength),
    ) {
        self.pass(graph, starts, direction, max_hops, true);
        for (node, _) in &self.found {
            self.hard[*node as usize] = self.walk;
        }
        let hard = self.walk;
        self.pass(graph, starts, direction, max_hops, false);
        for (node, hops) in &self.found {
            let is_hard = self.hard[*node as usize] == hard;
            reached(
                *node,
                *hops,
                if is_hard { Strength::Hard } else { Strength::Soft },
            );
        }
    }

    /// One breadth-first pass, over hard links only or over all. Towards consumers, a link of a redundancy group
    /// carries only once fewer than the group's minimum are left.
    fn pass(&mut self, graph: &Graph, starts: &[u32], direction: Direction, max_hops: u32, hard_only: bool) {
        self.walk += 1;
        let walk = self.walk;
        self.found.clear();
        self.layer.clear();
        self.layer.extend_from_slice(starts);
        for start in starts {
            self.seen[*start as usize] = walk;
        }
        for hops in 1..=max_hops {
            self.next.clear();
            for node in &self.layer {
                let row = match direction {
                    Direction::Consumers => graph.by_provider.row(*node),
                    Direction::Providers => graph.by_consumer.row(*node),
                };
                for half in row {
                    if hard_only && half.is_soft() {
                        continue;
                    }
                    let to = half.other;
                    if half.is_grouped()
                        && direction == Direction::Consumers
                        && holds(&mut self.down, walk, graph, half.link())
                    {
                        continue;
                    }
                    if self.seen[to as usize] != walk {
                        self.seen[to as usize] = walk;
                        self.found.push((to, hops));
                        self.next.push(to);
                    }
                }
            }
            std::mem::swap(&mut self.layer, &mut self.next);
            if self.layer.is_empty() {
                break;
            }
        }
    }
}

/// One more of the link's redundancy group is down: true while enough are left.
fn holds(down: &mut [(u32, u32)], walk: u32, graph: &Graph, link: u32) -> bool {
    let Some(group) = graph.links.get(link).as_ref().and_then(|link| link.redundancy) else {
        return false;
    };
    let down = &mut down[group as usize];
    *down = if down.0 == walk {
        (walk, down.1 + 1)
    } else {
        (walk, 1)
    };
    let group = graph.redundancy(group);
    group.size.saturating_sub(down.1) >= group.minimum
}

impl Graph {
    /// Every service within `max_hops`, nearest first, then in order of id.
    #[must_use]
    pub fn blast_radius(&self, service: ServiceId, direction: Direction, max_hops: u32) -> Vec<Reached> {
        let Some(start) = self.number(service) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        Reach::of(self).visit(self, &[start], direction, max_hops, |number, hops, strength| {
            found.push(Reached {
                service: self.service(number),
                hops,
                strength,
            });
        });
        found.sort_by_key(|reached| (reached.hops, reached.service));
        found
    }
}

//! Cycles: services that wait for each other, each group with its shortest ring.

use super::{Graph, Link, Rows};
use crate::{DependencyId, DeployOrder, ServiceId};
use serde::Serialize;
use std::collections::VecDeque;
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
        let levels = self.levels();
        let edge = |link: &Link| {
            let either = [(link.consumer, link.provider), (link.provider, link.consumer)];
            match (link.first_then_second(), link.order) {
                (Some(one), _) => vec![one],
                (None, DeployOrder::Lockstep) => either.to_vec(),
                (None, _) => vec![],
            }
        };
        let mut within: Vec<(u32, u32, u32)> = Vec::new();
        for (number, link) in self.links.iter().enumerate() {
            for (first, second) in edge(link) {
                let step = levels.step[first as usize];
                if step == levels.step[second as usize] && levels.cycle[step as usize] {
                    within.push((first, second, number as u32));
                }
            }
        }
        let out = Rows::of(
            self.services.len(),
            within.iter().zip(0..).map(|(edge, number)| (edge.0, number)),
        );
        let mut seen = vec![u32::MAX; self.services.len()];
        let mut came_by = vec![0_u32; self.services.len()];
        let mut found = Vec::new();
        for (members, _, _) in levels.groups().filter(|(_, _, cycle)| *cycle) {
            let mut best: Vec<u32> = Vec::new();
            for start in members {
                let longest = if best.is_empty() { usize::MAX } else { best.len() };
                if let Some(ring) = self.ring_through(*start, longest, &out, &within, &mut seen, &mut came_by)
                {
                    best = ring;
                }
                if best.len() == 2 {
                    break;
                }
            }
            found.push(Cycle {
                services: members.iter().map(|member| self.service(*member)).collect(),
                ring: best
                    .iter()
                    .map(|edge| self.service(within[*edge as usize].0))
                    .collect(),
                links: best
                    .iter()
                    .map(|edge| self.links[within[*edge as usize].2 as usize].id)
                    .collect(),
            });
        }
        found
    }

    /// The shortest ring through `start` with fewer than `fewer` edges, as edge numbers. A ring that only goes back
    /// and forth over lockstep links is none.
    fn ring_through(
        &self,
        start: u32,
        fewer: usize,
        out: &Rows,
        edges: &[(u32, u32, u32)],
        seen: &mut [u32],
        came_by: &mut [u32],
    ) -> Option<Vec<u32>> {
        let is_order = |edge: u32| self.links[edges[edge as usize].2 as usize].order != DeployOrder::Lockstep;
        let mut best: Option<Vec<u32>> = None;
        // The ring starts with an ordering edge, so that it is never lockstep alone.
        for first in out.row(start).iter().copied().filter(|edge| is_order(*edge)) {
            let fewer = best.as_ref().map_or(fewer, Vec::len);
            let entry = edges[first as usize].1;
            seen.fill(u32::MAX);
            seen[entry as usize] = 1;
            let mut queue = VecDeque::from([entry]);
            'walk: while let Some(node) = queue.pop_front() {
                let hops = seen[node as usize];
                if hops as usize + 1 >= fewer {
                    break;
                }
                for edge in out.row(node).iter().copied() {
                    let to = edges[edge as usize].1;
                    if to == start {
                        let mut ring = vec![edge];
                        let mut at = node;
                        while at != entry {
                            ring.push(came_by[at as usize]);
                            at = edges[came_by[at as usize] as usize].0;
                        }
                        ring.push(first);
                        ring.reverse();
                        best = Some(ring);
                        break 'walk;
                    }
                    if seen[to as usize] == u32::MAX {
                        seen[to as usize] = hops + 1;
                        came_by[to as usize] = edge;
                        queue.push_back(to);
                    }
                }
            }
        }
        best
    }
}

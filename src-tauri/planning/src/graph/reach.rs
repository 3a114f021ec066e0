//! Blast radius: whom a service can hurt, or by whom it can be hurt, hop by hop.

use super::Graph;
use crate::records::words;
use crate::{ServiceId, Strength};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
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
    /// Twice the walk that met the node last, and one more when a way of hard links leads to it.
    seen: Vec<u32>,
    down: Vec<(u32, u32)>,
    /// The starts and what was found, nearest first.
    found: Vec<u32>,
    /// Where the nodes of each hop end among them.
    ends: Vec<u32>,
    /// Nodes to which a way of hard links was found after they were met.
    hardened: Vec<u32>,
}

/// A walk met a redundancy group: which links carry depends on which others do.
struct Grouped;

impl Reach {
    /// Room for walks of the graph.
    #[must_use]
    pub fn of(graph: &Graph) -> Self {
        Self {
            walk: 0,
            seen: vec![0; graph.services.len()],
            down: vec![(0, 0); graph.groups.all.len()],
            found: Vec::new(),
            ends: Vec::new(),
            hardened: Vec::new(),
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
        self.walk(graph, starts, direction, max_hops);
        let mut at = starts.len();
        for (end, hops) in self.ends.iter().zip(1..) {
            for node in &self.found[at..*end as usize] {
                reached(*node, hops, self.strength(*node));
            }
            at = *end as usize;
        }
    }

    /// Finds every service reached from `starts`, and how strongly.
    fn walk(&mut self, graph: &Graph, starts: &[u32], direction: Direction, max_hops: u32) {
        if max_hops == u32::MAX && self.pass_once(graph, starts, direction).is_ok() {
            return;
        }
        // Once over hard links, then over all: a stamp of the first pass is kept as it is while the second one stamps.
        self.pass(graph, starts, direction, max_hops, true);
        let hard = std::mem::take(&mut self.found);
        self.pass(graph, starts, direction, max_hops, false);
        for node in &hard[starts.len()..] {
            self.seen[*node as usize] |= 1;
        }
    }

    fn strength(&self, node: u32) -> Strength {
        if self.seen[node as usize] & 1 == 1 {
            Strength::Hard
        } else {
            Strength::Soft
        }
    }

    /// The stamp of a new walk, with the starts as its first layer.
    fn begin(&mut self, graph: &Graph, starts: &[u32]) -> u32 {
        if self.walk >= u32::MAX / 2 - 1 {
            *self = Self::of(graph);
        }
        self.walk += 1;
        self.found.clear();
        self.found.extend_from_slice(starts);
        self.ends.clear();
        for start in starts {
            self.seen[*start as usize] = self.walk * 2 + 1;
        }
        self.walk * 2
    }

    /// One breadth-first pass over all links as far as they lead. To whom a hard way is found only later, and to those behind,
    /// it is followed once more.
    fn pass_once(&mut self, graph: &Graph, starts: &[u32], direction: Direction) -> Result<(), Grouped> {
        let met = self.begin(graph, starts);
        let consumers = direction == Direction::Consumers;
        let rows = if consumers {
            &graph.by_provider
        } else {
            &graph.by_consumer
        };
        let Self {
            seen,
            found,
            ends,
            hardened,
            ..
        } = self;
        hardened.clear();
        let mut at = 0;
        while at < found.len() {
            let end = found.len();
            while at < end {
                let node = found[at];
                at += 1;
                let is_hard = seen[node as usize] & 1;
                for half in rows.row(node) {
                    if consumers && half.is_grouped() {
                        return Err(Grouped);
                    }
                    let hard = is_hard & u32::from(!half.is_soft());
                    let there = &mut seen[half.other as usize];
                    if *there < met {
                        *there = met + hard;
                        found.push(half.other);
                    } else if *there < met + hard {
                        *there = met + hard;
                        hardened.push(half.other);
                    }
                }
            }
            if found.len() > end {
                ends.push(found.len() as u32);
            }
        }
        while let Some(node) = hardened.pop() {
            for half in rows.row(node) {
                let there = &mut seen[half.other as usize];
                if !half.is_soft() && *there == met {
                    *there = met + 1;
                    hardened.push(half.other);
                }
            }
        }
        Ok(())
    }

    /// One breadth-first pass, over hard links only or over all. Towards consumers, a link of a redundancy group carries only
    /// once fewer than the group's minimum are left.
    fn pass(&mut self, graph: &Graph, starts: &[u32], direction: Direction, max_hops: u32, hard_only: bool) {
        let met = self.begin(graph, starts);
        let walk = self.walk;
        let mut at = 0;
        for _ in 1..=max_hops {
            let end = self.found.len();
            for place in at..end {
                let node = self.found[place];
                let row = match direction {
                    Direction::Consumers => graph.by_provider.row(node),
                    Direction::Providers => graph.by_consumer.row(node),
                };
                for half in row {
                    if hard_only && half.is_soft() {
                        continue;
                    }
                    if half.is_grouped()
                        && direction == Direction::Consumers
                        && holds(&mut self.down, walk, graph, half.link())
                    {
                        continue;
                    }
                    let there = &mut self.seen[half.other as usize];
                    if *there < met {
                        *there = met;
                        self.found.push(half.other);
                    }
                }
            }
            at = end;
            if self.found.len() == end {
                break;
            }
            self.ends.push(self.found.len() as u32);
        }
    }

    /// Puts the nodes of each hop in order of their number.
    fn sort(&mut self) {
        let mut at = 1;
        for end in &self.ends {
            let hop = &mut self.found[at..*end as usize];
            at = *end as usize;
            if hop.len() < self.seen.len() / 64 {
                hop.sort_unstable();
                continue;
            }
            // So many: marking them and reading the marks in order is cheaper.
            let mut marks = vec![0_u64; self.seen.len() / 64 + 1];
            for node in &*hop {
                marks[*node as usize / 64] |= 1 << (node % 64);
            }
            let mut place = 0;
            for (mut word, base) in marks.into_iter().zip((0_u32..).step_by(64)) {
                while word != 0 {
                    hop[place] = base + word.trailing_zeros();
                    place += 1;
                    word &= word - 1;
                }
            }
        }
    }

    /// Makes room for what the graph has gained since.
    fn fit(&mut self, graph: &Graph) {
        if self.seen.len() < graph.services.len() {
            self.seen.resize(graph.services.len(), 0);
        }
        if self.down.len() < graph.groups.all.len() {
            self.down.resize(graph.groups.all.len(), (0, 0));
        }
    }
}

/// Rooms of walks that are over, for the next ones: a graph and those that follow it have them in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Rooms(Arc<Mutex<Vec<Reach>>>);

impl Rooms {
    fn take(&self, graph: &Graph) -> Reach {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.pop() {
            Some(mut room) => {
                room.fit(graph);
                room
            }
            None => Reach::of(graph),
        }
    }
    fn give(&self, room: Reach) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < 4 {
            kept.push(room);
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
        let mut room = self.rooms.take(self);
        room.walk(self, &[start], direction, max_hops);
        room.sort();
        let mut found = Vec::with_capacity(room.found.len() - 1);
        let mut at = 1;
        for (end, hops) in room.ends.iter().zip(1..) {
            found.extend(room.found[at..*end as usize].iter().map(|node| Reached {
                service: self.service(*node),
                hops,
                strength: room.strength(*node),
            }));
            at = *end as usize;
        }
        self.rooms.give(room);
        found
    }
}

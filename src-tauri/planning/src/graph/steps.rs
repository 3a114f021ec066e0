//! Steps and their levels over the whole graph, kept up to date link by link: only what a link can move is looked at.
//!
//! A step is what is deployed at once: a service alone, services in lockstep, or a cycle. Seen from the graph, steps are its
//! strongly connected components when a lockstep link leads both ways; a step's level is the longest way to it. Both are
//! unique, so that following edits and starting afresh give the same.

use super::climb::climb;
use super::spine::Shared;
use super::{Cycle, Graph, Rows, levels};
use crate::DeployOrder;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The steps of a graph. A step has the number of its first node.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    places: Shared<Place>,
    /// Steps of more than one node.
    several: Arc<BTreeMap<u32, Arc<Several>>>,
}

/// Where a node is.
#[derive(Clone, Copy, Debug)]
struct Place {
    step: u32,
    /// Level of the step, at its first node.
    level: u32,
}

/// A step of more than one node.
#[derive(Clone, Debug)]
pub(super) struct Several {
    /// All nodes in order.
    pub(super) members: Box<[u32]>,
    /// True when an ordering link joins two of its lockstep groups.
    pub(super) cycle: bool,
    /// Its shortest ring, once it was looked for.
    pub(super) ring: OnceLock<Arc<Cycle>>,
}

/// Too much has moved: starting afresh is cheaper.
struct TooMuch;

impl Steps {
    /// The steps of the whole graph.
    pub(crate) fn of(graph: &Graph) -> Self {
        let nodes = graph.services.len();
        let mut before = Rows {
            offsets: Vec::with_capacity(nodes + 1),
            items: Vec::with_capacity(graph.links.len()),
        };
        before.offsets.push(0);
        for node in 0..nodes as u32 {
            graph
                .before_node(node)
                .for_each(|half| before.items.push(half.other));
            before.offsets.push(before.items.len() as u32);
        }
        let climbed = climb(nodes, &before);
        let mut places: Vec<Place> = climbed
            .levels
            .into_iter()
            .zip(0..)
            .map(|(level, step)| Place { step, level })
            .collect();
        for members in &climbed.several {
            for node in members {
                places[*node as usize].step = members[0];
            }
        }
        let several = climbed.several.into_iter().map(|members| {
            let inside = |node: u32| places[node as usize].step == members[0];
            let cycle = waits(graph, &members, inside);
            (members[0], Arc::new(Several::of(members, cycle)))
        });
        Self {
            several: Arc::new(several.collect()),
            places: Shared::of(&places),
        }
    }

    /// Each step's nodes, level and whether it is a cycle, in order of its first node.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&[u32], u32, bool)> {
        let mut several = self.several.iter().peekable();
        self.places
            .iter()
            .zip(0_u32..)
            .filter(|(place, node)| place.step == *node)
            .map(
                move |(place, node)| match several.next_if(|(first, _)| **first == node) {
                    Some((_, one)) => (&*one.members, place.level, one.cycle),
                    None => (std::slice::from_ref(&place.step), place.level, false),
                },
            )
    }
    /// Steps of more than one node, in order of their first.
    pub(super) fn several(&self) -> impl Iterator<Item = &Several> {
        self.several.values().map(|one| &**one)
    }
    /// Step of a node.
    pub(crate) fn step(&self, node: u32) -> u32 {
        self.places.get(node).step
    }
    fn level(&self, step: u32) -> u32 {
        self.places.get(step).level
    }
    fn members(&self, step: u32) -> &[u32] {
        match self.several.get(&step) {
            Some(one) => &one.members,
            None => std::slice::from_ref(&self.places.get(step).step),
        }
    }

    /// A node without links.
    pub(super) fn push(&mut self) {
        let step = self.places.len() as u32;
        self.places.push(Place { step, level: 0 });
    }

    /// The graph has gained a link.
    pub(super) fn gained(&mut self, graph: &Graph, link: &super::Link) {
        let (first, second) = match (link.first_then_second(), link.order) {
            (Some(ends), _) => ends,
            (None, DeployOrder::Lockstep) => {
                // It leads both ways: the way against the levels is the one that moves something.
                let (one, other) = (link.consumer, link.provider);
                if self.level(self.step(one)) < self.level(self.step(other)) {
                    (other, one)
                } else {
                    (one, other)
                }
            }
            (None, _) => return,
        };
        let (from, to) = (self.step(first), self.step(second));
        if from == to {
            self.refresh(graph, from);
            return;
        }
        if self.level(from) < self.level(to) {
            return;
        }
        let moved = match self.ring(graph, from, to) {
            Some(ring) => {
                let step = self.merge(graph, &ring);
                self.settle(graph, [step])
            }
            None => self.settle(graph, [to]),
        };
        if moved.is_err() {
            *self = Self::of(graph);
        }
    }

    /// The graph has lost a link.
    pub(super) fn lost(&mut self, graph: &Graph, link: &super::Link) {
        let (first, second) = match (link.first_then_second(), link.order) {
            (Some(ends), _) => ends,
            (None, DeployOrder::Lockstep) => (link.consumer, link.provider),
            (None, _) => return,
        };
        let (from, to) = (self.step(first), self.step(second));
        let moved = if from == to {
            let parts = self.part(graph, from);
            self.settle(graph, parts)
        } else {
            self.settle(graph, [to])
        };
        if moved.is_err() {
            *self = Self::of(graph);
        }
    }

    /// Steps on the ways from `to` back to `from`, which a link now joins from `from` to `to`; none when there is no way.
    /// Ways only climb, so that nothing above `from` and nothing below `to` is looked at.
    fn ring(&self, graph: &Graph, from: u32, to: u32) -> Option<Vec<u32>> {
        let highest = self.level(from);
        let mut ahead = BTreeSet::from([to]);
        let mut open = vec![to];
        while let Some(step) = open.pop() {
            if step == from {
                continue;
            }
            self.each_after(graph, step, |next| {
                if self.level(next) <= highest && ahead.insert(next) {
                    open.push(next);
                }
            });
        }
        if !ahead.contains(&from) {
            return None;
        }
        let mut behind = BTreeSet::from([from]);
        let mut open = vec![from];
        while let Some(step) = open.pop() {
            self.each_before(graph, step, |next| {
                if ahead.contains(&next) && behind.insert(next) {
                    open.push(next);
                }
            });
        }
        Some(behind.into_iter().collect())
    }

    fn each_after(&self, graph: &Graph, step: u32, mut visit: impl FnMut(u32)) {
        for node in self.members(step) {
            for next in graph.after_node(*node).map(|half| self.step(half.other)) {
                if next != step {
                    visit(next);
                }
            }
        }
    }

    fn each_before(&self, graph: &Graph, step: u32, mut visit: impl FnMut(u32)) {
        for node in self.members(step) {
            for next in graph.before_node(*node).map(|half| self.step(half.other)) {
                if next != step {
                    visit(next);
                }
            }
        }
    }

    /// Makes one step of several.
    fn merge(&mut self, graph: &Graph, steps: &[u32]) -> u32 {
        let mut members: Vec<u32> = Vec::new();
        for step in steps {
            members.extend_from_slice(self.members(*step));
        }
        members.sort_unstable();
        let step = members[0];
        let several = Arc::make_mut(&mut self.several);
        for gone in steps {
            several.remove(gone);
        }
        for node in &members {
            self.places.get_mut(*node).step = step;
        }
        // Nobody knows its level yet: those that follow waited for different ones.
        self.places.get_mut(step).level = u32::MAX;
        several.insert(step, Arc::new(Several::of(members, false)));
        self.refresh(graph, step);
        step
    }

    /// Parts a step that may have come apart, and answers its parts.
    fn part(&mut self, graph: &Graph, step: u32) -> Vec<u32> {
        let members = self.members(step).to_vec();
        let level = self.level(step);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (to, node) in members.iter().enumerate() {
            let inside = graph
                .before_node(*node)
                .filter(|half| self.step(half.other) == step);
            let inside = inside.filter_map(|half| members.binary_search(&half.other).ok());
            edges.extend(inside.map(|from| (from as u32, to as u32)));
        }
        let parts = levels(members.len(), &edges, &[]);
        let several = Arc::make_mut(&mut self.several);
        several.remove(&step);
        let mut steps = Vec::new();
        for (places, _, _) in parts.groups() {
            let nodes: Vec<u32> = places.iter().map(|place| members[*place as usize]).collect();
            let first = nodes[0];
            for node in &nodes {
                *self.places.get_mut(*node) = Place { step: first, level };
            }
            if nodes.len() > 1 {
                several.insert(first, Arc::new(Several::of(nodes, false)));
            }
            steps.push(first);
        }
        for part in &steps {
            self.refresh(graph, *part);
        }
        steps
    }

    /// Looks again whether a step is a cycle, and forgets its ring.
    fn refresh(&mut self, graph: &Graph, step: u32) {
        if let Some(one) = self.several.get(&step) {
            let members = one.members.to_vec();
            let cycle = waits(graph, &members, |node| self.step(node) == step);
            Arc::make_mut(&mut self.several).insert(step, Arc::new(Several::of(members, cycle)));
        }
    }

    /// Gives each step and all that follow from it their level: the longest way to it.
    fn settle(&mut self, graph: &Graph, steps: impl IntoIterator<Item = u32>) -> Result<(), TooMuch> {
        let mut open: BTreeSet<(u32, u32)> = steps.into_iter().map(|step| (self.level(step), step)).collect();
        let mut left = self.places.len() / 2 + 1000;
        while let Some((_, step)) = open.pop_first() {
            let mut level = 0;
            self.each_before(graph, step, |before| level = level.max(self.level(before) + 1));
            if level == self.level(step) {
                continue;
            }
            left = left.checked_sub(1).ok_or(TooMuch)?;
            self.places.get_mut(step).level = level;
            self.each_after(graph, step, |after| {
                open.insert((self.level(after), after));
            });
        }
        Ok(())
    }
}

impl Several {
    fn of(members: Vec<u32>, cycle: bool) -> Self {
        Self {
            members: members.into(),
            cycle,
            ring: OnceLock::new(),
        }
    }
}

/// True when an ordering link joins two lockstep groups of a step: its members wait for each other.
/// What a service needs is looked at, never who needs it: of a popular one that is half the graph.
fn waits(graph: &Graph, members: &[u32], inside: impl Fn(u32) -> bool) -> bool {
    let place = |node: u32| members.binary_search(&node).ok().map(|place| place as u32);
    let mut together: Vec<(u32, u32)> = Vec::new();
    for (from, node) in members.iter().enumerate() {
        let lockstep = graph
            .before_node(*node)
            .filter(|half| half.order() == DeployOrder::Lockstep);
        let lockstep = lockstep.filter(|half| inside(half.other));
        together.extend(lockstep.filter_map(|half| Some((from as u32, place(half.other)?))));
    }
    if together.is_empty() {
        // Nothing but order makes a step of several.
        return true;
    }
    let group = super::joined(members.len(), &together);
    members.iter().enumerate().any(|(from, node)| {
        graph
            .before_node(*node)
            .filter(|half| half.order() != DeployOrder::Lockstep && inside(half.other))
            .filter_map(|half| place(half.other))
            .any(|to| group[from] != group[to as usize])
    })
}

//! Steps and their levels over the whole graph, kept up to date link by link: only what a link can move is looked at.
//!
//! A step is what is deployed at once: a service alone, services in lockstep, or a cycle. Seen from the graph, steps are its
//! strongly connected components when a lockstep link leads both ways; a step's level is the longest way to it. Both are
//! unique, so that following edits and starting afresh give the same.

use super::rows::Shared;
use super::{Graph, levels};
use crate::DeployOrder;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The steps of a graph.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    /// Step of each node.
    of: Shared<u32>,
    all: Shared<One>,
    /// Numbers of steps that have become part of others.
    free: Vec<u32>,
    /// First nodes of steps whose rings have to be looked for again.
    pub(super) touched: BTreeSet<u32>,
}

/// A step.
#[derive(Clone, Debug)]
struct One {
    level: u32,
    first: u32,
    /// All nodes in order, when it is more than the first.
    several: Option<Arc<[u32]>>,
    cycle: bool,
}

impl One {
    fn members(&self) -> &[u32] {
        self.several
            .as_deref()
            .unwrap_or(std::slice::from_ref(&self.first))
    }
}

/// Too much has moved: starting afresh is cheaper.
struct TooMuch;

impl Steps {
    /// The steps of the whole graph.
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut edges: Vec<(u32, u32)> = Vec::with_capacity(graph.links.len());
        let mut together: Vec<(u32, u32)> = Vec::new();
        for provider in 0..graph.services.len() as u32 {
            for half in graph.by_provider.row(provider) {
                match half.order() {
                    DeployOrder::ProviderFirst => edges.push((provider, half.other)),
                    DeployOrder::ConsumerFirst => edges.push((half.other, provider)),
                    DeployOrder::Lockstep => together.push((half.other, provider)),
                    DeployOrder::Any => {}
                }
            }
        }
        let levels = levels(graph.services.len(), &edges, &together);
        let all = levels
            .groups()
            .map(|(members, level, cycle)| One {
                level,
                first: members[0],
                several: (members.len() > 1).then(|| members.into()),
                cycle,
            })
            .collect();
        Self {
            of: Shared::of(levels.step),
            all: Shared::of(all),
            free: Vec::new(),
            touched: BTreeSet::new(),
        }
    }

    /// Each step's nodes, level and whether it is a cycle, in order of its first node.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&[u32], u32, bool)> {
        self.of.iter().zip(0_u32..).filter_map(|(step, node)| {
            let one = self.all.get(*step);
            (one.first == node).then(|| (one.members(), one.level, one.cycle))
        })
    }
    /// Step of a node.
    pub(crate) fn step(&self, node: u32) -> u32 {
        *self.of.get(node)
    }
    fn level(&self, step: u32) -> u32 {
        self.all.get(step).level
    }

    /// A node without links.
    pub(super) fn push(&mut self) {
        let node = self.of.len() as u32;
        let step = self.add(One {
            level: 0,
            first: node,
            several: None,
            cycle: false,
        });
        self.of.push(step);
    }

    fn add(&mut self, one: One) -> u32 {
        if let Some(step) = self.free.pop() {
            *self.all.get_mut(step) = one;
            return step;
        }
        self.all.push(one);
        self.all.len() as u32 - 1
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
            self.start_afresh(graph);
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
            self.start_afresh(graph);
        }
    }

    fn start_afresh(&mut self, graph: &Graph) {
        let touched = std::mem::take(&mut self.touched);
        *self = Self::of(graph);
        self.touched = touched;
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
        for node in self.all.get(step).members() {
            for next in graph.after_node(*node).map(|half| self.step(half.other)) {
                if next != step {
                    visit(next);
                }
            }
        }
    }

    fn each_before(&self, graph: &Graph, step: u32, mut visit: impl FnMut(u32)) {
        for node in self.all.get(step).members() {
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
            let one = self.all.get(*step);
            members.extend_from_slice(one.members());
            self.touched.insert(one.first);
        }
        members.sort_unstable();
        let step = steps[0];
        for node in &members {
            *self.of.get_mut(*node) = step;
        }
        self.free.extend(&steps[1..]);
        for gone in &steps[1..] {
            self.all.get_mut(*gone).several = None;
            // No node is the first of a step that is none.
            self.all.get_mut(*gone).first = u32::MAX;
        }
        *self.all.get_mut(step) = One {
            // Nobody knows it yet: those that follow waited for different levels.
            level: u32::MAX,
            first: members[0],
            several: Some(members.into()),
            cycle: false,
        };
        self.refresh(graph, step);
        step
    }

    /// Parts a step that may have come apart, and answers its parts.
    fn part(&mut self, graph: &Graph, step: u32) -> Vec<u32> {
        let one = self.all.get(step).clone();
        let members = one.members();
        let place = |node: u32| members.binary_search(&node).ok().map(|place| place as u32);
        let mut edges: Vec<(u32, u32)> = Vec::new();
        for (from, node) in members.iter().enumerate() {
            let inside = graph.after_node(*node).filter_map(|half| place(half.other));
            edges.extend(inside.map(|to| (from as u32, to)));
        }
        let parts = levels(members.len(), &edges, &[]);
        self.touched.insert(one.first);
        let mut steps = Vec::new();
        for (nodes, _, _) in parts.groups() {
            let nodes: Vec<u32> = nodes.iter().map(|place| members[*place as usize]).collect();
            let first = nodes[0];
            let part = One {
                level: one.level,
                first,
                several: (nodes.len() > 1).then(|| nodes.clone().into()),
                cycle: false,
            };
            let number = if first == one.first {
                *self.all.get_mut(step) = part;
                step
            } else {
                self.add(part)
            };
            for node in nodes {
                *self.of.get_mut(node) = number;
            }
            steps.push(number);
        }
        for part in &steps {
            self.refresh(graph, *part);
        }
        steps
    }

    /// Looks again whether a step is a cycle: an ordering link joins two of its lockstep groups.
    fn refresh(&mut self, graph: &Graph, step: u32) {
        let one = self.all.get(step);
        let first = one.first;
        let cycle = one.several.is_some() && {
            let members = one.members();
            let place = |node: u32| members.binary_search(&node).ok().map(|place| place as u32);
            let (mut order, mut together) = (Vec::new(), Vec::new());
            for (from, node) in members.iter().enumerate() {
                for half in graph.after_node(*node) {
                    let Some(to) = place(half.other) else { continue };
                    if half.order() == DeployOrder::Lockstep {
                        together.push((from as u32, to));
                    } else {
                        order.push((from as u32, to));
                    }
                }
            }
            let group = super::joined(members.len(), &together);
            order
                .iter()
                .any(|(one, other)| group[*one as usize] != group[*other as usize])
        };
        self.all.get_mut(step).cycle = cycle;
        self.touched.insert(first);
    }

    /// Gives each step and all that follow from it their level: the longest way to it.
    fn settle(&mut self, graph: &Graph, steps: impl IntoIterator<Item = u32>) -> Result<(), TooMuch> {
        let mut open: BTreeSet<(u32, u32)> = steps.into_iter().map(|step| (self.level(step), step)).collect();
        let mut left = self.of.len() / 2 + 1000;
        while let Some((_, step)) = open.pop_first() {
            let mut level = 0;
            self.each_before(graph, step, |before| level = level.max(self.level(before) + 1));
            if level == self.level(step) {
                continue;
            }
            left = left.checked_sub(1).ok_or(TooMuch)?;
            self.all.get_mut(step).level = level;
            self.each_after(graph, step, |after| {
                open.insert((self.level(after), after));
            });
        }
        Ok(())
    }

    /// Rings that are still known: those of steps nothing has touched.
    pub(super) fn keep<T>(&mut self, rings: &mut BTreeMap<u32, T>) {
        for first in std::mem::take(&mut self.touched) {
            rings.remove(&first);
        }
    }
}

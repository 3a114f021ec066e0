//! Where the map draws its boxes: a column per wave, rows by barycentre, dummy boxes for long links.

use super::{Graph, levels};
use crate::{DependencyId, Plan, ServiceId, Strength, Subject};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Above this many boxes services are drawn as systems.
pub const LARGEST_DRAWN: usize = 150;

const SWEEPS: usize = 8;

/// A box of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LayoutNode {
    /// Services inside: one, or all of a system when the map is collapsed.
    pub services: Vec<ServiceId>,
    /// Name of the service or the system.
    pub label: String,
    /// Column, from zero: its wave.
    pub wave: u32,
    /// Row in the column, from zero.
    pub row: u32,
    /// Number of the cycle or lockstep group it belongs to: draw one frame around them.
    pub group: Option<u32>,
    /// True when that group is a cycle.
    pub cycle: bool,
}

/// A point a link passes: a place in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Point {
    /// Column.
    pub wave: u32,
    /// Row.
    pub row: u32,
}

/// A line of the map, from provider to consumer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LayoutLink {
    /// Number of the provider's box.
    pub provider: u32,
    /// Number of the consumer's box.
    pub consumer: u32,
    /// The links it stands for.
    pub links: Vec<DependencyId>,
    /// Hard when one of them is.
    pub strength: Strength,
    /// Places kept free for it in the columns between.
    pub via: Vec<Point>,
}

/// The drawn map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Layout {
    /// Boxes.
    pub nodes: Vec<LayoutNode>,
    /// Lines.
    pub links: Vec<LayoutLink>,
    /// How many columns.
    pub waves: u32,
    /// Rows of the tallest column.
    pub rows: u32,
    /// True when boxes are systems.
    pub collapsed: bool,
}

impl Graph {
    /// Places the services in columns and rows. More than [`LARGEST_DRAWN`] are drawn as systems.
    #[must_use]
    pub fn layout(&self, plan: &Plan, subset: &[ServiceId]) -> Layout {
        let mut shown: Vec<u32> = subset
            .iter()
            .filter_map(|service| self.number(*service))
            .collect();
        shown.sort_unstable();
        shown.dedup();
        let collapsed = shown.len() > LARGEST_DRAWN;
        let mut labels: Vec<String> = Vec::new();
        let mut inside: Vec<Vec<u32>> = Vec::new();
        if collapsed {
            let mut systems: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for number in &shown {
                let system = plan
                    .services
                    .get(&self.service(*number))
                    .map_or("", |service| service.system.trim());
                let system = if system.is_empty() { "no system" } else { system };
                systems.entry(system.to_owned()).or_default().push(*number);
            }
            (labels, inside) = systems.into_iter().unzip();
        } else {
            for number in &shown {
                labels.push(plan.name_of(Subject::Service(self.service(*number))));
                inside.push(vec![*number]);
            }
        }
        let mut node_of = vec![u32::MAX; self.services().len()];
        for (node, services) in inside.iter().enumerate() {
            for service in services {
                node_of[*service as usize] = node as u32;
            }
        }
        let (mut order, mut together) = (Vec::new(), Vec::new());
        let mut lines: BTreeMap<(u32, u32), (Vec<DependencyId>, Strength)> = BTreeMap::new();
        for link in self.links() {
            let (consumer, provider) = (node_of[link.consumer as usize], node_of[link.provider as usize]);
            if consumer == u32::MAX || provider == u32::MAX || consumer == provider {
                continue;
            }
            match link.first_then_second() {
                Some((first, second)) => order.push((node_of[first as usize], node_of[second as usize])),
                None if link.order == crate::DeployOrder::Lockstep => together.push((consumer, provider)),
                None => {}
            }
            let line = lines
                .entry((provider, consumer))
                .or_insert_with(|| (Vec::new(), link.strength));
            line.0.push(link.id);
            line.1 = line.1.min(link.strength);
        }
        let levels = levels(inside.len(), &order, if collapsed { &[] } else { &together });
        let mut columns = Columns::new(&levels, lines.keys().copied());
        columns.order_rows();
        let group_of = |node: u32| {
            let step = levels.step[node as usize];
            (levels.members(step).len() > 1).then_some(step)
        };
        let nodes = labels
            .into_iter()
            .zip(inside)
            .zip(0..)
            .map(|((label, services), node)| LayoutNode {
                services: services
                    .into_iter()
                    .map(|service| self.service(service))
                    .collect(),
                label,
                wave: levels.of(node),
                row: columns.row[node as usize],
                group: group_of(node),
                cycle: levels.cycle[levels.step[node as usize] as usize],
            });
        let nodes: Vec<LayoutNode> = nodes.collect();
        let links =
            lines
                .into_iter()
                .zip(&columns.via)
                .map(|(((provider, consumer), (links, strength)), via)| {
                    let place = |dummy: &u32| Point {
                        wave: columns.column[*dummy as usize],
                        row: columns.row[*dummy as usize],
                    };
                    LayoutLink {
                        provider,
                        consumer,
                        links,
                        strength,
                        via: via.iter().map(place).collect(),
                    }
                });
        let links = links.collect();
        let tallest = columns.members.iter().map(Vec::len).max().unwrap_or(0);
        Layout {
            nodes,
            links,
            waves: columns.members.len() as u32,
            rows: tallest as u32,
            collapsed,
        }
    }
}

/// Boxes and dummy boxes by column, being put in order.
struct Columns {
    column: Vec<u32>,
    row: Vec<u32>,
    /// Boxes that stay side by side.
    unit: Vec<u32>,
    members: Vec<Vec<u32>>,
    left: Vec<Vec<u32>>,
    right: Vec<Vec<u32>>,
    /// Dummy boxes of each line, from provider to consumer.
    via: Vec<Vec<u32>>,
}

impl Columns {
    fn new(levels: &super::Levels, lines: impl Iterator<Item = (u32, u32)>) -> Self {
        let nodes = levels.step.len();
        let column: Vec<u32> = (0..nodes as u32).map(|node| levels.of(node)).collect();
        let columns = column.iter().max().map_or(0, |most| *most as usize + 1);
        let mut this = Self {
            row: vec![0; nodes],
            unit: levels.step.clone(),
            members: vec![Vec::new(); columns],
            left: vec![Vec::new(); nodes],
            right: vec![Vec::new(); nodes],
            via: Vec::new(),
            column,
        };
        for node in 0..nodes {
            this.members[this.column[node] as usize].push(node as u32);
        }
        let mut next_unit = levels.level.len() as u32;
        for (provider, consumer) in lines {
            let (from, to) = (this.column[provider as usize], this.column[consumer as usize]);
            let (mut at, end) = if from <= to {
                (provider, consumer)
            } else {
                (consumer, provider)
            };
            let mut via = Vec::new();
            for column in from.min(to) + 1..from.max(to) {
                let dummy = this.column.len() as u32;
                this.column.push(column);
                this.row.push(0);
                this.unit.push(next_unit);
                next_unit += 1;
                this.left.push(vec![at]);
                this.right.push(Vec::new());
                this.right[at as usize].push(dummy);
                this.members[column as usize].push(dummy);
                via.push(dummy);
                at = dummy;
            }
            if from != to {
                this.right[at as usize].push(end);
                this.left[end as usize].push(at);
            }
            if from > to {
                via.reverse();
            }
            this.via.push(via);
        }
        for members in &this.members {
            for (row, node) in members.iter().enumerate() {
                this.row[*node as usize] = row as u32;
            }
        }
        this
    }

    /// Sweeps right and left, each time ordering a column by the middle of its neighbours; keeps the best.
    fn order_rows(&mut self) {
        let mut best = (self.crossings(), self.row.clone());
        for sweep in 0..SWEEPS {
            let rightwards = sweep % 2 == 0;
            let count = self.members.len();
            for step in 1..count {
                self.order_column(if rightwards { step } else { count - 1 - step }, rightwards);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.row.clone());
            }
        }
        self.row = best.1;
    }

    fn order_column(&mut self, column: usize, by_left: bool) {
        let neighbours = if by_left { &self.left } else { &self.right };
        // Sum of rows and count per unit, compared as fractions so that no float decides.
        let mut middle: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for node in &self.members[column] {
            let entry = middle.entry(self.unit[*node as usize]).or_default();
            for neighbour in &neighbours[*node as usize] {
                entry.0 += u64::from(self.row[*neighbour as usize]) * 1000;
                entry.1 += 1;
            }
        }
        for node in &self.members[column] {
            let entry = middle.entry(self.unit[*node as usize]).or_default();
            if entry.1 == 0 {
                *entry = (u64::from(self.row[*node as usize]) * 1000, 1);
            }
        }
        let key = |node: u32| {
            let (sum, count) = middle.get(&self.unit[node as usize]).copied().unwrap_or((0, 1));
            (
                sum / count.max(1),
                self.unit[node as usize],
                self.row[node as usize],
            )
        };
        let mut members = std::mem::take(&mut self.members[column]);
        members.sort_by_key(|node| key(*node));
        for (row, node) in members.iter().enumerate() {
            self.row[*node as usize] = row as u32;
        }
        self.members[column] = members;
    }

    fn crossings(&self) -> usize {
        let mut crossings = 0;
        for members in &self.members {
            let mut edges: Vec<(u32, u32)> = Vec::new();
            for node in members {
                let ends = self.right[*node as usize].iter();
                edges.extend(ends.map(|end| (self.row[*node as usize], self.row[*end as usize])));
            }
            edges.sort_unstable();
            crossings += inversions(&mut edges.into_iter().map(|edge| edge.1).collect::<Vec<u32>>());
        }
        crossings
    }
}

/// How many pairs stand in the wrong order; sorts the list on the way.
fn inversions(list: &mut [u32]) -> usize {
    if list.len() < 2 {
        return 0;
    }
    let (left, right) = list.split_at_mut(list.len() / 2);
    let mut count = inversions(left) + inversions(right);
    let (left, right) = (left.to_vec(), right.to_vec());
    let (mut one, mut other) = (0, 0);
    for slot in list.iter_mut() {
        if other == right.len() || (one < left.len() && left[one] <= right[other]) {
            *slot = left[one];
            one += 1;
        } else {
            *slot = right[other];
            other += 1;
            count += left.len() - one;
        }
    }
    count
}

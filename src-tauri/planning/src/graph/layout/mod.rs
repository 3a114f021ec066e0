//! Where the map draws its boxes: a column per wave, rows with few crossings, lanes for long links.

mod columns;
mod ordering;
mod placing;
mod systems;

use super::{Graph, Levels, levels};
use crate::{DependencyId, DeployOrder, Plan, ServiceId, Strength, Subject};
use columns::Columns;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Above this many boxes services are drawn as systems; more systems than this share one last box.
pub const LARGEST_DRAWN: usize = 150;

/// A box of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LayoutNode {
    /// Services inside: one, or all of a system when the map is collapsed.
    pub services: Vec<ServiceId>,
    /// Name of the service or the system.
    pub label: String,
    /// Column, from zero: its wave.
    pub wave: u32,
    /// Row in the column, from zero; rows may stay free, so that boxes stand beside what they are linked to.
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
    /// Places kept free for it in the columns between, from provider to consumer. Links that leave the same box in the
    /// same direction with the same strength share their places until they part.
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

/// What is drawn, before it has a place.
struct Boxes {
    labels: Vec<String>,
    inside: Vec<Vec<u32>>,
    /// Box of each service; `u32::MAX` when it is not drawn.
    of: Vec<u32>,
    collapsed: bool,
}

/// Links between two boxes, drawn as one line.
struct Line {
    provider: u32,
    consumer: u32,
    links: Vec<DependencyId>,
    strength: Strength,
}

impl Layout {
    /// How often two lines cross, as drawn from column to column; lines in one lane count once.
    #[must_use]
    pub fn crossings(&self) -> usize {
        let mut pieces: Vec<((u32, u32), (u32, u32))> = Vec::new();
        for link in &self.links {
            let end = |number: u32| {
                let node = &self.nodes[number as usize];
                (node.wave, node.row)
            };
            let mut at = end(link.provider);
            let stops = link.via.iter().map(|point| (point.wave, point.row));
            for next in stops.chain([end(link.consumer)]) {
                if at.0 != next.0 {
                    pieces.push((at.min(next), at.max(next)));
                }
                at = next;
            }
        }
        pieces.sort_unstable();
        pieces.dedup();
        let between = pieces.chunk_by(|one, other| one.0.0 == other.0.0);
        between
            .map(|pieces| {
                columns::inversions(&mut pieces.iter().map(|piece| piece.1.1).collect::<Vec<u32>>())
            })
            .sum()
    }
}

impl Graph {
    /// Places the services in columns and rows. More than [`LARGEST_DRAWN`] are drawn as systems.
    #[must_use]
    pub fn layout(&self, plan: &Plan, subset: &[ServiceId]) -> Layout {
        let boxes = self.boxes(plan, subset);
        let (lines, levels) = self.lines(&boxes);
        let mut columns = Columns::new(&levels, &lines);
        columns.order();
        columns.place();
        let group_of = |node: u32| {
            let step = levels.step[node as usize];
            (levels.members(step).len() > 1).then_some(step)
        };
        let nodes: Vec<LayoutNode> = boxes
            .labels
            .into_iter()
            .zip(boxes.inside)
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
            })
            .collect();
        let links = lines
            .into_iter()
            .zip(&columns.via)
            .map(|(line, via)| LayoutLink {
                provider: line.provider,
                consumer: line.consumer,
                links: line.links,
                strength: line.strength,
                via: via.iter().map(|lane| columns.point(*lane)).collect(),
            })
            .collect();
        Layout {
            nodes,
            links,
            waves: columns.members.len() as u32,
            rows: columns.tallest(),
            collapsed: boxes.collapsed,
        }
    }

    /// One box per service, or one per system when there are too many.
    fn boxes(&self, plan: &Plan, subset: &[ServiceId]) -> Boxes {
        let mut shown: Vec<u32> = subset
            .iter()
            .filter_map(|service| self.number(*service))
            .collect();
        shown.sort_unstable();
        shown.dedup();
        let collapsed = shown.len() > LARGEST_DRAWN;
        let (labels, inside) = if collapsed {
            systems::collapse(self, plan, &shown)
        } else {
            let label = |number: &u32| plan.name_of(Subject::Service(self.service(*number)));
            (
                shown.iter().map(label).collect(),
                shown.iter().map(|number| vec![*number]).collect(),
            )
        };
        let mut of = vec![u32::MAX; self.services().len()];
        for (node, services) in inside.iter().enumerate() {
            for service in services {
                of[*service as usize] = node as u32;
            }
        }
        Boxes {
            labels,
            inside,
            of,
            collapsed,
        }
    }

    /// The lines between the boxes and the column of each.
    fn lines(&self, boxes: &Boxes) -> (Vec<Line>, Levels) {
        let (mut order, mut together) = (Vec::new(), Vec::new());
        let mut lines: BTreeMap<(u32, u32), (Vec<DependencyId>, Strength)> = BTreeMap::new();
        for service in boxes.inside.iter().flatten() {
            for link in self.providers_of(*service) {
                let end = |service: u32| boxes.of[service as usize];
                let (consumer, provider) = (end(link.consumer), end(link.provider));
                if provider == u32::MAX || consumer == provider {
                    continue;
                }
                match link.first_then_second() {
                    Some((first, second)) => order.push((end(first), end(second))),
                    None if link.order == DeployOrder::Lockstep => together.push((consumer, provider)),
                    None => {}
                }
                let line = lines
                    .entry((provider, consumer))
                    .or_insert_with(|| (Vec::new(), link.strength));
                line.0.push(link.id);
                line.1 = line.1.min(link.strength);
            }
        }
        let levels = if boxes.collapsed {
            systems::levels_without_rings(boxes.inside.len(), &order)
        } else {
            levels(boxes.inside.len(), &order, &together)
        };
        let lines = lines
            .into_iter()
            .map(|((provider, consumer), (mut links, strength))| {
                links.sort_unstable();
                Line {
                    provider,
                    consumer,
                    links,
                    strength,
                }
            })
            .collect();
        (lines, levels)
    }
}

//! The dependency graph: services as numbers, counting links in compressed rows, both ways.
//!
//! ```text
//! Graph::of(&Plan) -> Graph                                   links that count (not rejected), both directions
//! graph.cycles() -> Vec<Cycle>                                groups that wait for each other, with the shortest ring
//! graph.waves() -> Vec<Vec<Step>>                             providers first; a cycle or a lockstep group is one step
//! graph.blast_radius(service, Direction, max_hops) -> Vec<Reached>
//! graph.layout(&Plan, subset) -> Layout                       columns and rows for the map, collapsed above 150
//! graph.matrix(&Plan, subset, MatrixWindow) -> Matrix         rows and columns in order of deployment, up to 400 at once
//! order_of_services(&Plan, &Graph, &[ServiceId]) -> Vec<Wave> waves of a few services, with the reason of each
//! order_of_release(&Plan, &Graph, ReleaseId) -> Vec<Wave>     waves of a release's changes
//! ```

mod components;
mod cycles;
mod layout;
mod matrix;
mod order;
mod reach;
mod sequence;

pub use cycles::Cycle;
pub use layout::{LARGEST_DRAWN, Layout, LayoutLink, LayoutNode, Point};
pub use matrix::{LARGEST_MATRIX, Matrix, MatrixMark, MatrixRow, MatrixWindow};
pub use order::{Because, OrderStep, Wave, order_of_changes, order_of_release, order_of_services};
pub use reach::{Direction, Reach, Reached};

pub(crate) use components::{Levels, levels};
pub(crate) use order::change_edges;

use crate::{DependencyId, DependencyKind, DeployOrder, Plan, ServiceId, Strength};
use std::collections::BTreeMap;

/// A link between two services of the graph, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The record.
    pub id: DependencyId,
    /// Number of the consumer.
    pub consumer: u32,
    /// Number of the provider.
    pub provider: u32,
    /// Hard or soft.
    pub strength: Strength,
    /// In which order the two are deployed.
    pub order: DeployOrder,
    /// What for.
    pub kind: DependencyKind,
    /// Number of its redundancy group.
    pub redundancy: Option<u32>,
}

impl Link {
    /// `(first, second)` when the link says which of the two is deployed first.
    #[must_use]
    pub fn first_then_second(&self) -> Option<(u32, u32)> {
        match self.order {
            DeployOrder::ProviderFirst => Some((self.provider, self.consumer)),
            DeployOrder::ConsumerFirst => Some((self.consumer, self.provider)),
            DeployOrder::Lockstep | DeployOrder::Any => None,
        }
    }
}

/// “Two of three must be up.”
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedundancyGroup {
    /// Number of the consumer.
    pub consumer: u32,
    /// Links in the group.
    pub size: u32,
    /// How many must be up.
    pub minimum: u32,
}

/// A step of the waves: services that are deployed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The services, in order of their number.
    pub services: Vec<ServiceId>,
    /// True when they wait for each other by mistake, not by agreement.
    pub cycle: bool,
}

/// Rows of numbers, compressed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    offsets: Vec<u32>,
    items: Vec<u32>,
}

impl Rows {
    /// One row per number below `rows`, from `(row, item)` pairs.
    pub(crate) fn of(rows: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut offsets = vec![0_u32; rows + 1];
        for (row, _) in pairs.clone() {
            offsets[row as usize + 1] += 1;
        }
        for row in 0..rows {
            offsets[row + 1] += offsets[row];
        }
        let mut next = offsets.clone();
        let mut items = vec![0_u32; offsets[rows] as usize];
        for (row, item) in pairs {
            items[next[row as usize] as usize] = item;
            next[row as usize] += 1;
        }
        Self { offsets, items }
    }
    /// The same from pairs that are already collected.
    pub(crate) fn of_pairs(rows: usize, pairs: &[(u32, u32)]) -> Self {
        Self::of(rows, pairs.iter().copied())
    }
    pub(crate) fn row(&self, row: u32) -> &[u32] {
        &self.items[self.offsets[row as usize] as usize..self.offsets[row as usize + 1] as usize]
    }
}

/// The dependency graph of a plan.
#[derive(Clone, Debug)]
pub struct Graph {
    services: Vec<ServiceId>,
    numbers: BTreeMap<ServiceId, u32>,
    links: Vec<Link>,
    redundancy: Vec<RedundancyGroup>,
    by_consumer: Rows,
    by_provider: Rows,
}

impl Graph {
    /// The graph of every link that counts and whose two ends are known.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let services: Vec<ServiceId> = plan.services.iter().map(|service| service.id).collect();
        let numbers: BTreeMap<ServiceId, u32> = services
            .iter()
            .zip(0..)
            .map(|(id, number)| (*id, number))
            .collect();
        let mut groups: BTreeMap<(u32, String), u32> = BTreeMap::new();
        let mut redundancy: Vec<RedundancyGroup> = Vec::new();
        let mut links = Vec::with_capacity(plan.dependencies.len());
        for link in plan
            .dependencies
            .iter()
            .filter(|link| link.counts() && link.consumer != link.provider)
        {
            let (Some(&consumer), Some(&provider)) =
                (numbers.get(&link.consumer), numbers.get(&link.provider))
            else {
                continue;
            };
            let group = link.redundancy.as_ref().map(|group| {
                let number = *groups.entry((consumer, group.group.clone())).or_insert_with(|| {
                    redundancy.push(RedundancyGroup {
                        consumer,
                        size: 0,
                        minimum: group.minimum,
                    });
                    redundancy.len() as u32 - 1
                });
                redundancy[number as usize].size += 1;
                number
            });
            links.push(Link {
                id: link.id,
                consumer,
                provider,
                strength: link.strength,
                order: link.order,
                kind: link.kind,
                redundancy: group,
            });
        }
        let by_consumer = Rows::of(
            services.len(),
            links
                .iter()
                .zip(0..)
                .map(|(link, number)| (link.consumer, number)),
        );
        let by_provider = Rows::of(
            services.len(),
            links
                .iter()
                .zip(0..)
                .map(|(link, number)| (link.provider, number)),
        );
        Self {
            services,
            numbers,
            links,
            redundancy,
            by_consumer,
            by_provider,
        }
    }

    /// Every service, by number.
    #[must_use]
    pub fn services(&self) -> &[ServiceId] {
        &self.services
    }
    /// Number of the service.
    #[must_use]
    pub fn number(&self, service: ServiceId) -> Option<u32> {
        self.numbers.get(&service).copied()
    }
    /// The service with the number.
    #[must_use]
    pub fn service(&self, number: u32) -> ServiceId {
        self.services[number as usize]
    }
    /// Every link, by number.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }
    /// The redundancy group with the number.
    #[must_use]
    pub fn redundancy(&self, number: u32) -> &RedundancyGroup {
        &self.redundancy[number as usize]
    }
    /// Links by which the service needs others.
    pub fn providers_of(&self, number: u32) -> impl Iterator<Item = &Link> {
        self.by_consumer
            .row(number)
            .iter()
            .map(|link| &self.links[*link as usize])
    }
    /// Links by which others need the service.
    pub fn consumers_of(&self, number: u32) -> impl Iterator<Item = &Link> {
        self.by_provider
            .row(number)
            .iter()
            .map(|link| &self.links[*link as usize])
    }

    /// How many links it has, both ways.
    #[must_use]
    pub fn degree(&self, number: u32) -> usize {
        self.by_consumer.row(number).len() + self.by_provider.row(number).len()
    }

    /// Levels of the whole graph; cycles and lockstep groups share one.
    pub(crate) fn levels(&self) -> Levels {
        let edges: Vec<(u32, u32)> = self.links.iter().filter_map(Link::first_then_second).collect();
        levels(self.services.len(), &edges, &self.lockstep())
    }

    /// Pairs that are deployed in one step by agreement.
    pub(crate) fn lockstep(&self) -> Vec<(u32, u32)> {
        let together = self
            .links
            .iter()
            .filter(|link| link.order == DeployOrder::Lockstep);
        together.map(|link| (link.consumer, link.provider)).collect()
    }

    /// Deployment waves of every service, providers first.
    #[must_use]
    pub fn waves(&self) -> Vec<Vec<Step>> {
        let levels = self.levels();
        let mut waves: Vec<Vec<Step>> = Vec::new();
        for (members, level, cycle) in levels.groups() {
            let level = level as usize;
            if waves.len() <= level {
                waves.resize_with(level + 1, Vec::new);
            }
            let services = members.iter().map(|member| self.service(*member)).collect();
            waves[level].push(Step { services, cycle });
        }
        waves
    }
}

//! The dependency graph: services as numbers, counting links in compressed rows, both ways.
//!
//! ```text
//! Graph::of(&Plan) -> Graph                                   links that count (not rejected), both directions
//! graph.after(&Plan before, &Plan after) -> Graph             the same for a later plan, at the cost of what differs
//! graph.cycles() -> Vec<Arc<Cycle>>                           groups that wait for each other, with the shortest ring
//! graph.waves() -> Waves                                      providers first; a cycle or a lockstep group is one step
//! graph.blast_radius(service, Direction, max_hops) -> Vec<Reached>
//! graph.layout(&Plan, subset) -> Layout                       columns and rows for the map, collapsed above 150
//! graph.matrix(&Plan, subset, MatrixWindow) -> Matrix         rows and columns in order of deployment, up to 400 at once
//! order_of_services(&Plan, &Graph, &[ServiceId]) -> Vec<Wave> waves of a few services, with the reason of each
//! order_of_release(&Plan, &Graph, ReleaseId) -> Vec<Wave>     waves of a release's changes
//! ```

mod climb;
mod components;
mod cycles;
mod follow;
mod layout;
mod matrix;
mod numbers;
mod order;
mod reach;
mod rows;
mod sequence;
mod spine;
mod steps;
mod waves;

pub use cycles::Cycle;
pub use layout::{LARGEST_DRAWN, Layout, LayoutLink, LayoutNode, Point};
pub use matrix::{LARGEST_MATRIX, Matrix, MatrixMark, MatrixRow, MatrixWindow};
pub use order::{Because, OrderStep, Wave, order_of_changes, order_of_release, order_of_services};
pub use reach::{Direction, Reach, Reached};
pub use waves::{Step, Waves};

pub(crate) use components::{Levels, joined, levels};
pub(crate) use order::{Edges, change_edges};

use crate::{DependencyId, DependencyKind, DeployOrder, Plan, ServiceId, Strength};
use numbers::Numbers;
use reach::Rooms;
use rows::{Half, LinkRows};
use spine::Shared;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use steps::Steps;

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
    fn of(link: &crate::Dependency, consumer: u32, provider: u32, redundancy: Option<u32>) -> Self {
        Self {
            id: link.id,
            consumer,
            provider,
            strength: link.strength,
            order: link.order,
            kind: link.kind,
            redundancy,
        }
    }
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

/// The dependency graph of a plan. Copies share what is the same.
#[derive(Clone, Debug)]
pub struct Graph {
    /// In order of id.
    services: Arc<Vec<ServiceId>>,
    /// Links by number; `None` where one was taken out.
    links: Shared<Option<Link>>,
    /// Numbers of links that were taken out.
    free: Vec<u32>,
    /// Counting links of the plan with an end that is no service of it.
    dangling: usize,
    groups: Arc<Groups>,
    /// Links by which each service needs others, in order of their id.
    by_consumer: LinkRows,
    /// Links by which others need each service, in order of their id.
    by_provider: LinkRows,
    steps: OnceLock<Steps>,
    rooms: Rooms,
}

/// Redundancy groups by number and by consumer and name.
#[derive(Clone, Debug, Default)]
struct Groups {
    all: Vec<RedundancyGroup>,
    number: BTreeMap<(u32, String), u32>,
}

impl Groups {
    /// Number of the group, which may be new.
    fn number(&mut self, consumer: u32, group: &crate::Redundancy) -> u32 {
        if let Some(number) = self.number.get(&(consumer, group.group.clone())) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(RedundancyGroup {
            consumer,
            size: 0,
            minimum: group.minimum,
        });
        self.number.insert((consumer, group.group.clone()), number);
        number
    }
}

impl Graph {
    /// The graph of every link that counts and whose two ends are known.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let services: Vec<ServiceId> = plan.services.iter().map(|service| service.id).collect();
        let mut numbers = Numbers::of(&services);
        let mut groups = Groups::default();
        let mut links: Vec<Option<Link>> = Vec::with_capacity(plan.dependencies.len());
        let mut dangling = 0;
        for link in plan
            .dependencies
            .iter()
            .filter(|link| link.counts() && link.consumer != link.provider)
        {
            let (Some(consumer), Some(provider)) =
                (numbers.get_again(link.consumer), numbers.get(link.provider))
            else {
                dangling += 1;
                continue;
            };
            let redundancy = link.redundancy.as_ref().map(|group| {
                let number = groups.number(consumer, group);
                groups.all[number as usize].size += 1;
                number
            });
            links.push(Some(Link::of(link, consumer, provider, redundancy)));
        }
        let halves = |towards: fn(&Link) -> (u32, u32)| {
            links.iter().zip(0..).filter_map(move |(link, number)| {
                let link = link.as_ref()?;
                let (row, other) = towards(link);
                Some((row, Half::of(other, number, link)))
            })
        };
        let by_consumer = LinkRows::of(services.len(), halves(|link| (link.consumer, link.provider)));
        let by_provider = LinkRows::of(services.len(), halves(|link| (link.provider, link.consumer)));
        Self {
            by_consumer,
            by_provider,
            services: Arc::new(services),
            links: Shared::of(&links),
            free: Vec::new(),
            dangling,
            groups: Arc::new(groups),
            steps: OnceLock::new(),
            rooms: Rooms::default(),
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
        self.services
            .binary_search(&service)
            .ok()
            .map(|number| number as u32)
    }
    /// The service with the number.
    #[must_use]
    pub fn service(&self, number: u32) -> ServiceId {
        self.services[number as usize]
    }
    /// Every link.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().flatten()
    }
    /// The redundancy group with the number.
    #[must_use]
    pub fn redundancy(&self, number: u32) -> &RedundancyGroup {
        &self.groups.all[number as usize]
    }
    /// Links by which the service needs others.
    pub fn providers_of(&self, number: u32) -> impl Iterator<Item = &Link> {
        self.linked(self.by_consumer.row(number))
    }
    /// Links by which others need the service.
    pub fn consumers_of(&self, number: u32) -> impl Iterator<Item = &Link> {
        self.linked(self.by_provider.row(number))
    }
    fn linked<'a>(&'a self, row: &'a [Half]) -> impl Iterator<Item = &'a Link> {
        row.iter().filter_map(|half| self.links.get(half.link()).as_ref())
    }
    /// How many links it has, both ways.
    #[must_use]
    pub fn degree(&self, number: u32) -> usize {
        self.by_consumer.row(number).len() + self.by_provider.row(number).len()
    }

    /// Those that are deployed after the node, or together with it.
    pub(crate) fn after_node(&self, node: u32) -> impl Iterator<Item = Half> {
        ordered(self.by_provider.row(node), self.by_consumer.turned_row(node))
    }
    /// Those that are deployed before the node, or together with it.
    pub(crate) fn before_node(&self, node: u32) -> impl Iterator<Item = Half> {
        ordered(self.by_consumer.row(node), self.by_provider.turned_row(node))
    }

    /// The steps of the whole graph; found once, then kept up to date.
    pub(crate) fn steps(&self) -> &Steps {
        self.steps.get_or_init(|| Steps::of(self))
    }
}

/// Links along the first row whose provider goes first, along the second whose consumer does, and those of lockstep.
fn ordered<'a>(along: &'a [Half], against: &'a [Half]) -> impl Iterator<Item = Half> + use<'a> {
    let along = along
        .iter()
        .filter(|half| matches!(half.order(), DeployOrder::ProviderFirst | DeployOrder::Lockstep));
    let against = against
        .iter()
        .filter(|half| matches!(half.order(), DeployOrder::ConsumerFirst | DeployOrder::Lockstep));
    along.chain(against).copied()
}

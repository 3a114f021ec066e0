//! The matrix of links: rows need columns, both in order of deployment, cycles side by side; shown in windows.

use super::sequence::sequence;
use super::{Graph, Levels, Link, levels};
use crate::{DependencyId, DeployOrder, LinkStatus, Plan, ServiceId, Strength};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Rows and columns that are shown at once.
pub const LARGEST_MATRIX: u32 = 400;

/// Which part of the matrix to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatrixWindow {
    /// First row shown, from zero.
    #[serde(default)]
    pub row: u32,
    /// First column shown, from zero.
    #[serde(default)]
    pub column: u32,
    /// Rows and columns shown; 0 for as many as fit, at most [`LARGEST_MATRIX`].
    #[serde(default)]
    pub size: u32,
}

/// A row, which is also the column of the same number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MatrixRow {
    /// The service.
    pub service: ServiceId,
    /// Its wave among the services of the matrix, from zero.
    pub wave: u32,
    /// Number of its cycle or lockstep group: they stand side by side, draw one frame around their block.
    pub group: Option<u32>,
    /// True when that group is a cycle.
    pub cycle: bool,
    /// Marks in the whole row: whom it needs.
    pub needs: u32,
    /// Marks in the whole column: who needs it.
    pub used_by: u32,
}

/// A mark: the service of the row needs the service of the column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MatrixMark {
    /// Number of the row: who needs.
    pub consumer: u32,
    /// Number of the column: who is needed.
    pub provider: u32,
    /// The links it stands for, in order of id.
    pub links: Vec<DependencyId>,
    /// Hard when one of them is.
    pub strength: Strength,
    /// Lowest trust among them.
    pub status: LinkStatus,
    /// True when a link says that the later of the two is deployed first: the mark stands on the wrong side.
    pub wrong: bool,
}

/// A window of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Matrix {
    /// Rows shown, from `window.row` on.
    pub rows: Vec<MatrixRow>,
    /// Columns shown, from `window.column` on.
    pub columns: Vec<MatrixRow>,
    /// Marks inside the window, by row, then by column.
    pub marks: Vec<MatrixMark>,
    /// The window as it was given out: inside the matrix, its size in force.
    pub window: MatrixWindow,
    /// Rows of the whole matrix.
    pub total: u32,
    /// Marks of the whole matrix.
    pub total_marks: u32,
    /// Marks of the whole matrix that stand on the wrong side.
    pub total_wrong: u32,
    /// Places of the first of those, to jump to: row and column.
    pub first_wrong: Vec<(u32, u32)>,
}

/// How many places to jump to are given.
const JUMPS: usize = 20;

impl Graph {
    /// The matrix of the services, providers first, cycles side by side with as few marks on the wrong side as can be found
    /// quickly.
    #[must_use]
    pub fn matrix(&self, plan: &Plan, subset: &[ServiceId], window: MatrixWindow) -> Matrix {
        let order = Order::of(self, subset);
        let total = order.services.len() as u32;
        let size = if window.size == 0 {
            LARGEST_MATRIX
        } else {
            window.size.min(LARGEST_MATRIX)
        }
        .min(total);
        let window = MatrixWindow {
            row: window.row.min(total - size),
            column: window.column.min(total - size),
            size,
        };
        let inside = |place: u32, first: u32| (first..first + size).contains(&place);
        let (mut needs, mut used_by) = (vec![0_u32; total as usize], vec![0_u32; total as usize]);
        let mut cells: BTreeMap<(u32, u32), (Vec<DependencyId>, Strength)> = BTreeMap::new();
        let (mut total_marks, mut wrong) = (0, Vec::new());
        for (row, number) in order.services.iter().enumerate() {
            let mut columns: Vec<(u32, &Link)> = self
                .providers_of(*number)
                .filter_map(|link| Some((order.place(link.provider)?, link)))
                .collect();
            columns.sort_by_key(|(column, link)| (*column, link.id));
            for cell in columns.chunk_by(|one, other| one.0 == other.0) {
                let place = (row as u32, cell[0].0);
                total_marks += 1;
                needs[row] += 1;
                used_by[place.1 as usize] += 1;
                if cell.iter().any(|(_, link)| is_wrong(link, place)) {
                    wrong.push(place);
                }
                if inside(place.0, window.row) && inside(place.1, window.column) {
                    let links = cell.iter().map(|(_, link)| link.id).collect();
                    let strength = cell.iter().map(|(_, link)| link.strength).min();
                    cells.insert(place, (links, strength.unwrap_or(Strength::Soft)));
                }
            }
        }
        let show = |first: u32| {
            let shown = first..first + size;
            shown
                .map(|place| order.row(self, place, &needs, &used_by))
                .collect()
        };
        let marks = cells.into_iter().map(|(place, (links, strength))| MatrixMark {
            consumer: place.0,
            provider: place.1,
            strength,
            status: least_trusted(plan, &links),
            wrong: wrong.binary_search(&place).is_ok(),
            links,
        });
        Matrix {
            rows: show(window.row),
            columns: show(window.column),
            marks: marks.collect(),
            window,
            total,
            total_marks,
            total_wrong: wrong.len() as u32,
            first_wrong: wrong.iter().take(JUMPS).copied().collect(),
        }
    }
}

fn is_wrong(link: &Link, (consumer, provider): (u32, u32)) -> bool {
    match link.order {
        DeployOrder::ProviderFirst => provider > consumer,
        DeployOrder::ConsumerFirst => consumer > provider,
        DeployOrder::Lockstep | DeployOrder::Any => false,
    }
}

fn least_trusted(plan: &Plan, links: &[DependencyId]) -> LinkStatus {
    let statuses = links.iter().filter_map(|link| plan.dependencies.get(link));
    statuses
        .map(|link| link.status)
        .max_by_key(|status| doubt(*status))
        .unwrap_or(LinkStatus::Asserted)
}

/// Higher is less trusted; suggested and rejected links do not count and have no mark.
fn doubt(status: LinkStatus) -> u8 {
    match status {
        LinkStatus::Confirmed => 0,
        LinkStatus::Asserted => 1,
        LinkStatus::Disputed => 3,
        _ => 2,
    }
}

/// The services in order of deployment.
struct Order {
    /// Numbers of the graph.
    services: Vec<u32>,
    /// Place of each service of the graph; `u32::MAX` when it has none.
    places: Vec<u32>,
    /// Number of each place in the levels.
    known: Vec<u32>,
    levels: Levels,
}

impl Order {
    fn of(graph: &Graph, subset: &[ServiceId]) -> Self {
        let mut shown: Vec<u32> = subset.iter().filter_map(|id| graph.number(*id)).collect();
        shown.sort_unstable();
        shown.dedup();
        let mut node_of = vec![u32::MAX; graph.services().len()];
        for (node, number) in shown.iter().enumerate() {
            node_of[*number as usize] = node as u32;
        }
        let (mut edges, mut together) = (Vec::new(), Vec::new());
        for number in &shown {
            for link in graph.providers_of(*number) {
                let (consumer, provider) = (node_of[link.consumer as usize], node_of[link.provider as usize]);
                if provider == u32::MAX {
                    continue;
                }
                match link.order {
                    DeployOrder::ProviderFirst => edges.push((provider, consumer)),
                    DeployOrder::ConsumerFirst => edges.push((consumer, provider)),
                    DeployOrder::Lockstep => together.push((consumer, provider)),
                    DeployOrder::Any => {}
                }
            }
        }
        let levels = levels(shown.len(), &edges, &together);
        let known = in_order(&levels, &edges);
        let services: Vec<u32> = known.iter().map(|node| shown[*node as usize]).collect();
        let mut places = vec![u32::MAX; graph.services().len()];
        for (place, number) in services.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        Self {
            services,
            places,
            known,
            levels,
        }
    }

    fn place(&self, number: u32) -> Option<u32> {
        Some(self.places[number as usize]).filter(|place| *place != u32::MAX)
    }

    fn row(&self, graph: &Graph, place: u32, needs: &[u32], used_by: &[u32]) -> MatrixRow {
        let node = self.known[place as usize];
        let step = self.levels.step[node as usize];
        MatrixRow {
            service: graph.service(self.services[place as usize]),
            wave: self.levels.of(node),
            group: (self.levels.members(step).len() > 1).then_some(step),
            cycle: self.levels.cycle[step as usize],
            needs: needs[place as usize],
            used_by: used_by[place as usize],
        }
    }
}

/// Wave by wave; within a wave beside what they wait for, so that marks stand near each other; a cycle in the sequence with
/// the fewest links backwards.
fn in_order(levels: &Levels, edges: &[(u32, u32)]) -> Vec<u32> {
    let nodes = levels.step.len();
    let mut waits_for: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    let mut within: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for (first, second) in edges {
        let step = levels.step[*first as usize];
        if step == levels.step[*second as usize] {
            within.entry(step).or_default().push((*first, *second));
        } else {
            waits_for[*second as usize].push(*first);
        }
    }
    let mut waves: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (step, level) in levels.level.iter().enumerate() {
        waves.entry(*level).or_default().push(step as u32);
    }
    let mut place = vec![0_u64; nodes];
    let mut order: Vec<u32> = Vec::with_capacity(nodes);
    for steps in waves.into_values() {
        let mut keyed: Vec<(u64, u32)> = steps
            .into_iter()
            .map(|step| {
                let providers = levels
                    .members(step)
                    .iter()
                    .flat_map(|node| &waits_for[*node as usize]);
                let (sum, count) = providers.fold((0, 0), |(sum, count), first| {
                    (sum + place[*first as usize] * 1000, count + 1)
                });
                (sum / count.max(1), step)
            })
            .collect();
        keyed.sort_unstable();
        for (_, step) in keyed {
            let mut members = levels.members(step).to_vec();
            if let Some(edges) = within.get(&step) {
                let number = |node: &u32| members.binary_search(node).unwrap_or(0) as u32;
                let edges: Vec<(u32, u32)> = edges
                    .iter()
                    .map(|(one, two)| (number(one), number(two)))
                    .collect();
                let sequence = sequence(members.len(), &edges);
                let mut placed: Vec<(u32, u32)> = sequence.into_iter().zip(members).collect();
                placed.sort_unstable();
                members = placed.into_iter().map(|(_, node)| node).collect();
            }
            for node in members {
                place[node as usize] = order.len() as u64;
                order.push(node);
            }
        }
    }
    order
}

//! Presolve: the problem as the search and the bound read it, with everything taken out that cannot matter.
//!
//! Groups that go together become one item, so do cycles of requirements; releases that an item can never ride
//! and releases that could only lose are dropped; pins are forced, and limits that pins alone exceed are widened
//! to what the pins take, so that a plan with unsound pins still gets the best of the rest.

use super::problem::{Placement, Problem};
use super::rows::Rows;
use crate::schedule::{CrewWork, Nights};
use std::sync::Arc;

/// The item waits.
pub(super) const NOWHERE: u16 = u16::MAX;
/// A limit that is none.
const UNLIMITED: i32 = i32::MAX / 2;

/// One release that an item may ride.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What the item earns there, compared with waiting, before interaction with other items.
    pub(super) profit: i64,
    /// The release.
    pub(super) release: u16,
    /// Number of its list in `Model::openings`, zero for the empty list.
    pub(super) openings: u32,
}

/// Amount of one resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Take {
    pub(super) resource: u32,
    pub(super) amount: i32,
}

/// Members of an item that touch one cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touch {
    pub(super) cluster: u32,
    pub(super) members: i32,
    pub(super) kappa: i32,
}

/// A soft freeze over one release: opened at most once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub(super) cost: i64,
}

/// How long nights take and how long they may.
#[derive(Clone, Debug)]
pub(super) struct NightLimits {
    pub(super) nights: Arc<Nights>,
    /// Minutes of each release.
    pub(super) window: Vec<i64>,
    /// Minutes that each item takes at most.
    pub(super) most: Vec<i64>,
    /// Minutes that each item takes at least.
    pub(super) least: Vec<i64>,
}

/// The presolved problem.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) items: usize,
    pub(super) releases: usize,
    pub(super) resources: usize,
    pub(super) clusters: usize,
    /// Changes of each item.
    pub(super) members: Rows<usize>,
    /// Releases of each item, best first.
    pub(super) columns: Rows<Column>,
    pub(super) takes: Rows<Take>,
    pub(super) touches: Rows<Touch>,
    /// Risk points of each item, interaction among its own members included.
    pub(super) risk: Vec<i32>,
    /// Interaction among its own members.
    pub(super) own_interaction: Vec<i32>,
    pub(super) needs: Rows<u32>,
    pub(super) dependents: Rows<u32>,
    pub(super) apart: Rows<u32>,
    /// Lists of soft freezes to be opened.
    pub(super) openings: Rows<u32>,
    pub(super) soft: Vec<Opening>,
    /// Limit of resource `k` in release `r` at `r * resources + k`. After the problem's own come the crews of each team,
    /// which no night of that length can use more.
    pub(super) capacity: Vec<i32>,
    /// The nights, where minutes do not simply add up.
    pub(super) nights: Option<NightLimits>,
    pub(super) budget: Vec<i32>,
    pub(super) risk_weight: i64,
    /// Objective when every item waits.
    pub(super) base: i64,
    /// Items that have one release and may not wait.
    pub(super) pinned: Vec<bool>,
    /// Items that may not wait; doing without costs more than anything could earn.
    pub(super) mandatory: Vec<bool>,
    /// Items in an order in which what is needed comes first.
    pub(super) order: Vec<u32>,
    /// Item of each change.
    pub(super) item_of: Vec<u32>,
}

/// What is asked beyond the problem: changes that may not wait.
#[derive(Clone, Debug, Default)]
pub(super) struct Wishes {
    pub(super) forced: Vec<usize>,
}

fn small(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(UNLIMITED).min(UNLIMITED)
}

impl Model {
    pub(super) fn new(problem: &Problem, wishes: &Wishes) -> Self {
        let item_of = items(problem);
        let count = item_of.iter().max().map_or(0, |&last| last as usize + 1);
        let mut members = vec![vec![]; count];
        for (change, &item) in item_of.iter().enumerate() {
            members[item as usize].push(change);
        }
        let pin: Vec<Option<usize>> = members
            .iter()
            .map(|group| group.iter().find_map(|&change| problem.changes[change].pinned))
            .collect();
        let edges = edges(problem, &item_of, &pin);
        let order = order(count, &edges);
        let mut needs = vec![vec![]; count];
        let mut dependents = vec![vec![]; count];
        for &(item, needed) in &edges {
            needs[item as usize].push(needed);
            dependents[needed as usize].push(item);
        }
        let mut apart = vec![vec![]; count];
        for &(one, other) in &problem.apart {
            let (one, other) = (item_of[one], item_of[other]);
            let pinned_together = pin[one as usize].is_some() && pin[one as usize] == pin[other as usize];
            if one != other && !pinned_together {
                apart[one as usize].push(other);
                apart[other as usize].push(one);
            }
        }
        for list in &mut apart {
            list.sort_unstable();
            list.dedup();
        }
        let mut mandatory: Vec<bool> = pin.iter().map(Option::is_some).collect();
        for &change in &wishes.forced {
            mandatory[item_of[change] as usize] = true;
        }
        for &item in order.iter().rev() {
            if mandatory[item as usize] {
                for &needed in &needs[item as usize] {
                    mandatory[needed as usize] = true;
                }
            }
        }

        let pins = pins_of(&pin, &members, problem.changes.len());
        let nights = NightLimits::new(problem, &pins, &members);
        let crews = nights.as_ref().map_or(vec![], |limits| limits.nights.crew_work());
        let mut crew_demands = vec![vec![]; problem.changes.len()];
        for (row, work) in crews.iter().enumerate() {
            for &(change, minutes) in &work.takes {
                crew_demands[change].push((problem.resources.len() + row, minutes));
            }
        }
        let takes: Rows<Take> = members
            .iter()
            .map(|group| {
                let mut sums = std::collections::BTreeMap::new();
                for demand in group.iter().flat_map(|&change| &problem.changes[change].demands) {
                    *sums.entry(demand.resource).or_insert(0) += demand.amount;
                }
                for &(resource, minutes) in group.iter().flat_map(|&change| &crew_demands[change]) {
                    *sums.entry(resource).or_insert(0) += minutes;
                }
                sums.into_iter()
                    .filter(|&(_, amount)| amount > 0)
                    .map(|(resource, amount)| Take {
                        resource: resource as u32,
                        amount: small(amount),
                    })
                    .collect()
            })
            .collect();
        let touches: Rows<Touch> = members
            .iter()
            .map(|group| {
                let mut sums = std::collections::BTreeMap::new();
                for &cluster in group.iter().flat_map(|&change| problem.clusters_of(change)) {
                    *sums.entry(cluster).or_insert(0) += 1;
                }
                sums.into_iter()
                    .filter(|&(cluster, _)| problem.clusters[cluster].kappa > 0)
                    .map(|(cluster, members)| Touch {
                        cluster: cluster as u32,
                        members,
                        kappa: small(problem.clusters[cluster].kappa),
                    })
                    .collect()
            })
            .collect();
        let own_interaction: Vec<i32> = members
            .iter()
            .map(|group| small(problem.interaction(group)))
            .collect();
        let risk: Vec<i32> = members
            .iter()
            .zip(&own_interaction)
            .map(|(group, own)| {
                small(
                    group
                        .iter()
                        .map(|&change| problem.changes[change].risk)
                        .sum::<i64>()
                        + i64::from(*own),
                )
            })
            .collect();

        let (resources, releases) = (problem.resources.len() + crews.len(), problem.releases.len());
        let mut capacity: Vec<i32> = (0..releases)
            .flat_map(|release| {
                let own = problem.releases[release].capacity.iter();
                let own = own.map(|limit| limit.map_or(UNLIMITED, small));
                let window = nights.as_ref().map_or(0, |limits| limits.window[release]);
                own.chain(
                    crews
                        .iter()
                        .map(move |work| small(crew_room(work, window, release))),
                )
            })
            .collect();
        let mut budget: Vec<i32> = problem
            .releases
            .iter()
            .map(|release| release.risk_budget.map_or(UNLIMITED, small))
            .collect();
        for release in 0..releases {
            let riders = pins.riders(release);
            for (resource, limit) in capacity[release * resources..][..resources]
                .iter_mut()
                .enumerate()
            {
                let of_crews = |change: usize| -> i64 {
                    let minutes = crew_demands[change].iter().filter(|(row, _)| *row == resource);
                    minutes.map(|(_, minutes)| minutes).sum()
                };
                let taken: i64 = riders
                    .iter()
                    .map(|&change| problem.demand(change, resource) + of_crews(change))
                    .sum();
                *limit = (*limit).max(small(taken));
            }
            let own: i64 = riders.iter().map(|&change| problem.changes[change].risk).sum();
            budget[release] = budget[release].max(small(own + problem.interaction(&riders)));
        }

        let soft_rows = SoftRows::new(problem);
        let mut openings = vec![vec![]];
        let mut columns: Vec<Vec<Column>> = vec![vec![]; count];
        for item in 0..count {
            let group = &members[item];
            let waiting: i64 = group.iter().map(|&change| problem.deferral_cost(change)).sum();
            for release in 0..releases {
                if pin[item].is_some_and(|pinned| pinned != release) {
                    continue;
                }
                if pin[item].is_none() && !admitted(problem, group, release) {
                    continue;
                }
                let room = &capacity[release * resources..][..resources];
                let fits = takes
                    .row(item)
                    .iter()
                    .all(|take| take.amount <= room[take.resource as usize])
                    && risk[item] <= budget[release]
                    && nights
                        .as_ref()
                        .is_none_or(|limits| limits.least[item] <= limits.window[release]);
                if pin[item].is_none() && !fits {
                    continue;
                }
                let gain: i64 = group
                    .iter()
                    .map(|&change| problem.own_gain(change, release))
                    .sum();
                let list: Vec<u32> = problem
                    .opened(release, group)
                    .iter()
                    .map(|&freeze| soft_rows.number(freeze, release))
                    .collect();
                let number = if list.is_empty() { 0 } else { openings.len() };
                if number > 0 {
                    openings.push(list);
                }
                columns[item].push(Column {
                    profit: gain + waiting - problem.risk_weight * i64::from(own_interaction[item]),
                    release: release as u16,
                    openings: number as u32,
                });
            }
        }
        narrow(&mut columns, &order, &needs, &dependents, &mandatory, &pin);
        // A pin that comes before what it needs can be there stays: its requirement is broken already.
        for item in (0..count).filter(|&item| pin[item].is_some()) {
            let lost = |needed: &u32| {
                let first = columns[*needed as usize]
                    .iter()
                    .map(|column| usize::from(column.release))
                    .min();
                first.is_none() || first > pin[item]
            };
            for needed in needs[item].extract_if(.., |needed| lost(needed)) {
                dependents[needed as usize].retain(|&dependent| dependent as usize != item);
            }
        }
        for item in 0..count {
            mandatory[item] &= !columns[item].is_empty();
        }
        for item in 0..count {
            // A release that earns nothing is never better than waiting, unless somebody needs the item.
            if !mandatory[item] && dependents[item].is_empty() {
                columns[item].retain(|column| column.profit > 0);
            }
            columns[item].sort_by_key(|column| (-column.profit, column.release));
        }
        let penalty = 1 + 2 * columns
            .iter()
            .flat_map(|list| list.iter().map(|column| column.profit.abs()).max())
            .sum::<i64>();
        let mut base: i64 = -(0..problem.changes.len())
            .map(|change| problem.deferral_cost(change))
            .sum::<i64>();
        for item in (0..count).filter(|&item| mandatory[item]) {
            base -= penalty;
            for column in &mut columns[item] {
                column.profit += penalty;
            }
        }
        Self {
            items: count,
            releases,
            resources,
            clusters: problem.clusters.len(),
            members: members.into_iter().collect(),
            columns: columns.into_iter().collect(),
            takes,
            touches,
            risk,
            own_interaction,
            needs: needs.into_iter().collect(),
            dependents: dependents.into_iter().collect(),
            apart: apart.into_iter().collect(),
            openings: openings.into_iter().collect(),
            soft: soft_rows.rows,
            capacity,
            nights,
            budget,
            risk_weight: problem.risk_weight,
            base,
            pinned: pin.iter().map(Option::is_some).collect(),
            mandatory,
            order,
            item_of,
        }
    }

    /// The plan that items at these releases make.
    pub(super) fn placement(&self, at: &[u16]) -> Placement {
        let of = |item: u32| {
            Some(at[item as usize])
                .filter(|&release| release != NOWHERE)
                .map(usize::from)
        };
        Placement(self.item_of.iter().map(|&item| of(item)).collect())
    }
}

impl NightLimits {
    /// None where minutes simply add up, or where no release limits them. A night that pins alone make too long may
    /// take as long as they do.
    fn new(problem: &Problem, pins: &Placement, members: &[Vec<usize>]) -> Option<Self> {
        let (nights, resource) = problem.nights()?;
        let window = (0..problem.releases.len()).map(|release| {
            let limit = problem.releases[release].capacity[resource].unwrap_or(i64::from(UNLIMITED));
            problem
                .night_too_long(release, &pins.riders(release))
                .map_or(limit, |(taken, _)| taken)
        });
        let most = |group: &Vec<usize>| group.iter().map(|&change| nights.most_of(change)).sum();
        let least = |group: &Vec<usize>| group.iter().map(|&change| nights.least_of(change)).max();
        Some(Self {
            nights: Arc::clone(problem.nights.as_ref()?),
            window: window.collect(),
            most: members.iter().map(most).collect(),
            least: members.iter().map(|group| least(group).unwrap_or(0)).collect(),
        })
    }
}

/// Minutes that the crews have for what is not settled yet.
fn crew_room(work: &CrewWork, window: i64, release: usize) -> i64 {
    (window.saturating_mul(i64::from(work.crews)) - work.riding[release]).max(0)
}

/// The soft freezes over each release, numbered.
struct SoftRows {
    rows: Vec<Opening>,
    numbers: std::collections::BTreeMap<(usize, usize), u32>,
}

impl SoftRows {
    fn new(problem: &Problem) -> Self {
        let mut soft = Self {
            rows: vec![],
            numbers: Default::default(),
        };
        for (k, freeze) in problem
            .freezes
            .iter()
            .enumerate()
            .filter(|(_, freeze)| !freeze.hard)
        {
            for &release in &freeze.releases {
                soft.numbers.insert((k, release), soft.rows.len() as u32);
                soft.rows.push(Opening {
                    cost: freeze.open_cost,
                });
            }
        }
        soft
    }
    fn number(&self, freeze: usize, release: usize) -> u32 {
        self.numbers.get(&(freeze, release)).copied().unwrap_or(0)
    }
}

/// True when every change of the group is ready by the release, outside hard freezes, not barred and not kept apart
/// from another of the group.
fn admitted(problem: &Problem, group: &[usize], release: usize) -> bool {
    group.iter().all(|&change| {
        problem.changes[change].ready <= problem.releases[release].day
            && problem.barred(change, release).is_none()
            && !problem
                .apart_from(change)
                .iter()
                .any(|other| group.contains(other))
            && !problem
                .freezes_on(change, release)
                .any(|freeze| problem.freezes[freeze].hard)
    })
}

/// Item of each change: groups that go together and cycles of requirements become one, numbered by first change.
fn items(problem: &Problem) -> Vec<u32> {
    let count = problem.changes.len();
    let mut parent: Vec<usize> = (0..count).collect();
    fn root(parent: &mut [usize], mut k: usize) -> usize {
        while parent[k] != k {
            parent[k] = parent[parent[k]];
            k = parent[k];
        }
        k
    }
    // Pins never move: a group whose pins contradict each other stays apart, and the checker says so.
    let mut pin: Vec<Option<usize>> = problem.changes.iter().map(|change| change.pinned).collect();
    for group in &problem.together {
        for &other in group {
            let (one, other) = (root(&mut parent, group[0]), root(&mut parent, other));
            let contradict = pin[one].is_some() && pin[other].is_some() && pin[one] != pin[other];
            if !contradict {
                let (top, below) = (one.min(other), one.max(other));
                pin[top] = pin[one].or(pin[other]);
                parent[below] = top;
            }
        }
    }
    // Joining can close new cycles, so repeat until nothing joins any more.
    loop {
        let item: Vec<usize> = (0..count).map(|change| root(&mut parent, change)).collect();
        let edges: Vec<(usize, usize)> = problem
            .requires
            .iter()
            .map(|&(a, b)| (item[a], item[b]))
            .filter(|(a, b)| a != b)
            .collect();
        let component = strong_components(count, &edges);
        let mut first = vec![usize::MAX; count];
        let mut joined = false;
        for change in 0..count {
            if item[change] != change {
                continue;
            }
            let slot = &mut first[component[change]];
            if *slot == usize::MAX {
                *slot = change;
            } else {
                let (one, other) = (root(&mut parent, *slot), root(&mut parent, change));
                parent[one.max(other)] = one.min(other);
                joined = true;
            }
        }
        if !joined {
            break;
        }
    }
    let mut number = vec![u32::MAX; count];
    let mut next = 0;
    (0..count)
        .map(|change| {
            let top = root(&mut parent, change);
            if number[top] == u32::MAX {
                number[top] = next;
                next += 1;
            }
            number[top]
        })
        .collect()
}

/// Strongly connected component of each node (Kosaraju's two passes, without recursion).
fn strong_components(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut out = vec![vec![]; count];
    let mut back = vec![vec![]; count];
    for &(a, b) in edges {
        out[a].push(b);
        back[b].push(a);
    }
    let mut finished = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        let mut stack = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((node, next)) = stack.last_mut() {
            if let Some(&to) = out[*node].get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[to], true) {
                    stack.push((to, 0));
                }
            } else {
                finished.push(*node);
                stack.pop();
            }
        }
    }
    let mut component = vec![usize::MAX; count];
    for (number, &start) in finished.iter().rev().enumerate() {
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if component[node] == usize::MAX {
                component[node] = number;
                stack.extend(
                    back[node]
                        .iter()
                        .copied()
                        .filter(|&to| component[to] == usize::MAX),
                );
            }
        }
    }
    component
}

/// Requirements between items, without those that two pins already break.
fn edges(problem: &Problem, item_of: &[u32], pin: &[Option<usize>]) -> Vec<(u32, u32)> {
    let mut edges: Vec<(u32, u32)> = problem
        .requires
        .iter()
        .map(|&(change, needed)| (item_of[change], item_of[needed]))
        .filter(|&(item, needed)| item != needed)
        .filter(
            |&(item, needed)| match (pin[item as usize], pin[needed as usize]) {
                (Some(rides), Some(goes)) => goes <= rides,
                _ => true,
            },
        )
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Items in an order in which what is needed comes first; smaller numbers first among equals.
fn order(count: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut open = vec![0; count];
    let mut waiting_for = vec![vec![]; count];
    for &(item, needed) in edges {
        open[item as usize] += 1;
        waiting_for[needed as usize].push(item);
    }
    let mut order: Vec<u32> = (0..count as u32)
        .filter(|&item| open[item as usize] == 0)
        .collect();
    let mut next = 0;
    while let Some(&item) = order.get(next) {
        next += 1;
        for &dependent in &waiting_for[item as usize] {
            open[dependent as usize] -= 1;
            if open[dependent as usize] == 0 {
                order.push(dependent);
            }
        }
    }
    order
}

fn pins_of(pin: &[Option<usize>], members: &[Vec<usize>], changes: usize) -> Placement {
    let mut placement = Placement::empty(changes);
    for (group, release) in members.iter().zip(pin) {
        for &change in group {
            placement.0[change] = *release;
        }
    }
    placement
}

/// Drops releases before what an item needs can be there, and releases too late for a mandatory dependent.
fn narrow(
    columns: &mut [Vec<Column>],
    order: &[u32],
    needs: &[Vec<u32>],
    dependents: &[Vec<u32>],
    mandatory: &[bool],
    pin: &[Option<usize>],
) {
    for &item in order.iter().filter(|&&item| pin[item as usize].is_none()) {
        for &needed in &needs[item as usize] {
            let earliest = columns[needed as usize].iter().map(|column| column.release).min();
            columns[item as usize].retain(|column| earliest.is_some_and(|first| first <= column.release));
        }
    }
    for &item in order.iter().rev().filter(|&&item| pin[item as usize].is_none()) {
        for &dependent in &dependents[item as usize] {
            if mandatory[dependent as usize] {
                let latest = columns[dependent as usize]
                    .iter()
                    .map(|column| column.release)
                    .max();
                columns[item as usize].retain(|column| latest.is_none_or(|last| column.release <= last));
            }
        }
    }
}

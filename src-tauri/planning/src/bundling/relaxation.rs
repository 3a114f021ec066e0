//! What remains of the problem when every row but the teams' effort has a price: one exact knapsack per team and
//! release, one closed form per release and cluster, one comparison per soft freeze.

use super::knapsack::Knapsack;
use super::presolve::Model;
use super::prices::Prices;
use super::problem::{Problem, ResourceKind};
use super::rows::Rows;

/// No team.
const HOMELESS: u32 = u32::MAX;

/// One item in one release.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) item: u32,
    home: u32,
    weight: i32,
    openings: u32,
    profit: f64,
}

/// The relaxed problem.
#[derive(Clone, Debug)]
pub(super) struct Relaxation<'m> {
    model: &'m Model,
    /// Cells of each release, those of one team side by side.
    pub(super) cells: Rows<Cell>,
    /// Profit of each cell at the prices of the last evaluation.
    pub(super) reduced: Vec<f64>,
    chosen: Vec<bool>,
    /// What each item takes of the priced rows of a release, in units of each row's scale.
    rides: Rows<(u32, f64)>,
    /// Priced rows of one release: its resources, its risk, its clusters.
    width: usize,
    /// Limit of each ride row; zero for rows that are kept exact or have none.
    limits: Vec<f64>,
    risk_scale: f64,
    kappa: Vec<f64>,
    /// Most members that each release and cluster can hold.
    most: Vec<f64>,
    edges: Vec<(u32, u32)>,
    needing: Rows<u32>,
    needed: Rows<u32>,
    /// Row of `order` of each item; the first row stays zero for items without requirements.
    order_row: Vec<u32>,
    order: Vec<f64>,
    opening: Vec<f64>,
    knapsack: Knapsack,
}

impl<'m> Relaxation<'m> {
    pub(super) fn new(problem: &Problem, model: &'m Model) -> Self {
        let is_team = |resource: u32| {
            let row = problem.resources.get(resource as usize);
            row.is_some_and(|row| row.kind == ResourceKind::Team)
        };
        let cells = cells(model, is_team);
        let width = model.resources + 1 + model.clusters;
        let scale: Vec<f64> = (0..model.resources)
            .map(|resource| scale(model, resource, is_team))
            .collect();
        let own = |item: usize| f64::from(model.risk[item] - model.own_interaction[item]);
        let total: f64 = (0..model.items).map(own).sum();
        let risk_scale = if total > 0.0 {
            model.items as f64 / total
        } else {
            1.0
        };
        let rides = (0..model.items).map(|item| {
            let takes = model
                .takes
                .row(item)
                .iter()
                .filter(|take| scale[take.resource as usize] > 0.0);
            let mut list: Vec<(u32, f64)> = takes
                .map(|take| {
                    (
                        take.resource,
                        f64::from(take.amount) * scale[take.resource as usize],
                    )
                })
                .collect();
            list.push((model.resources as u32, own(item) * risk_scale));
            list.extend(model.touches.row(item).iter().map(|touch| {
                (
                    (model.resources + 1) as u32 + touch.cluster,
                    f64::from(touch.members),
                )
            }));
            list
        });
        let mut limits = vec![0.0; model.releases * width];
        for release in 0..model.releases {
            for (resource, scale) in scale.iter().enumerate() {
                limits[release * width + resource] =
                    f64::from(model.capacity[release * model.resources + resource]) * scale;
            }
            limits[release * width + model.resources] = f64::from(model.budget[release]) * risk_scale;
        }
        let mut kappa = vec![0.0; model.clusters];
        let mut most = vec![0.0; model.releases * model.clusters];
        for item in 0..model.items {
            for touch in model.touches.row(item) {
                kappa[touch.cluster as usize] = f64::from(touch.kappa);
                for column in model.columns.row(item) {
                    most[usize::from(column.release) * model.clusters + touch.cluster as usize] +=
                        f64::from(touch.members);
                }
            }
        }
        let edges: Vec<(u32, u32)> = (0..model.items)
            .flat_map(|item| {
                model
                    .needs
                    .row(item)
                    .iter()
                    .map(move |&needed| (item as u32, needed))
            })
            .collect();
        let mut order_row = vec![0; model.items];
        let mut rows = 1;
        for item in edges.iter().flat_map(|&(item, needed)| [item, needed]) {
            if order_row[item as usize] == 0 {
                order_row[item as usize] = rows;
                rows += 1;
            }
        }
        Self {
            reduced: vec![0.0; cells.values().len()],
            chosen: vec![false; cells.values().len()],
            rides: rides.collect(),
            needing: ends(model, edges.iter().map(|edge| edge.0)),
            needed: ends(model, edges.iter().map(|edge| edge.1)),
            order: vec![0.0; rows as usize * model.releases],
            opening: vec![0.0; model.soft.len()],
            knapsack: Knapsack::default(),
            model,
            cells,
            width,
            limits,
            risk_scale,
            kappa,
            most,
            edges,
            order_row,
        }
    }

    /// Prices to start from: half of what each item could earn, everything else free.
    pub(super) fn first_prices(&self) -> Prices {
        let model = self.model;
        let once = (0..model.items).map(|item| {
            let best = model
                .columns
                .row(item)
                .first()
                .map_or(0, |column| column.profit.max(0));
            if model.mandatory[item] {
                best as f64
            } else {
                best as f64 / 2.0
            }
        });
        Prices {
            once: once.collect(),
            ride: vec![0.0; model.releases * self.width],
            need: vec![0.0; self.edges.len() * model.releases],
            open: vec![0.0; model.openings.values().len()],
        }
    }

    /// Optimum of the relaxed problem at the prices: no plan is worth more. Leaves each row's slack behind.
    pub(super) fn evaluate(&mut self, prices: &Prices, slack: &mut Prices) -> f64 {
        let releases = self.model.releases;
        let mut value = self.model.base as f64 + prices.once.iter().sum::<f64>();
        slack.once.fill(1.0);
        slack.need.fill(0.0);
        slack.open.fill(0.0);
        slack.ride.copy_from_slice(&self.limits);
        value += prices
            .ride
            .iter()
            .zip(&self.limits)
            .map(|(price, limit)| price * limit)
            .sum::<f64>();
        self.price_order(prices);
        for release in 0..releases {
            self.reduce(release, prices);
            value += self.choose(release);
            self.take(release, slack);
            value += self.crowd(release, prices, slack);
        }
        // What is needed must have been placed as often as what needs it, up to every release.
        for row in slack.need.chunks_mut(releases.max(1)) {
            let mut sum = 0.0;
            for slack in row {
                sum += *slack;
                *slack = sum;
            }
        }
        value + self.open(prices, slack)
    }

    /// Sums the requirement prices per item and release.
    fn price_order(&mut self, prices: &Prices) {
        let releases = self.model.releases;
        self.order.fill(0.0);
        for (edge, &(item, needed)) in self.edges.iter().enumerate() {
            let (item, needed) = (self.order_row[item as usize], self.order_row[needed as usize]);
            let (item, needed) = (item as usize * releases, needed as usize * releases);
            let mut sum = 0.0;
            for release in (0..releases).rev() {
                sum += prices.need[edge * releases + release];
                self.order[item + release] += sum;
                self.order[needed + release] -= sum;
            }
        }
    }

    /// Profit of each cell of the release after what it would pay.
    fn reduce(&mut self, release: usize, prices: &Prices) {
        let ride = &prices.ride[release * self.width..][..self.width];
        let start = self.cells.start(release);
        for (cell, reduced) in self.cells.row(release).iter().zip(&mut self.reduced[start..]) {
            let item = cell.item as usize;
            let order = self.order[self.order_row[item] as usize * self.model.releases + release];
            let paid: f64 = self
                .rides
                .row(item)
                .iter()
                .map(|&(row, amount)| ride[row as usize] * amount)
                .sum();
            *reduced = cell.profit - prices.once[item] - order - paid;
            if cell.openings != 0 {
                let list = cell.openings as usize;
                let from = self.model.openings.start(list);
                *reduced -= prices.open[from..from + self.model.openings.row(list).len()]
                    .iter()
                    .sum::<f64>();
            }
        }
    }

    /// Chooses items for the release, team by team, and returns what they earn.
    fn choose(&mut self, release: usize) -> f64 {
        let model = self.model;
        let start = self.cells.start(release);
        let cells = self.cells.row(release);
        let mut earned = 0.0;
        let mut from = 0;
        while from < cells.len() {
            let home = cells[from].home;
            let limit = match home {
                HOMELESS => i32::MAX,
                home => model.capacity[release * model.resources + home as usize],
            };
            self.knapsack.clear();
            let mut to = from;
            while to < cells.len() && cells[to].home == home {
                self.chosen[start + to] = false;
                let worth = self.reduced[start + to];
                if worth > 0.0 && cells[to].weight <= limit {
                    self.knapsack.offer(to, cells[to].weight, worth);
                }
                to += 1;
            }
            earned += self.knapsack.solve(limit);
            for &k in self.knapsack.chosen() {
                self.chosen[start + k] = true;
            }
            from = to;
        }
        earned
    }

    /// Counts the chosen items of the release in every row they touch.
    fn take(&self, release: usize, slack: &mut Prices) {
        let releases = self.model.releases;
        let start = self.cells.start(release);
        let ride = &mut slack.ride[release * self.width..][..self.width];
        let cells = self.cells.row(release).iter().zip(&self.chosen[start..]);
        for (cell, _) in cells.filter(|(_, chosen)| **chosen) {
            let item = cell.item as usize;
            slack.once[item] -= 1.0;
            for &(row, amount) in self.rides.row(item) {
                ride[row as usize] -= amount;
            }
            for &edge in self.needing.row(item) {
                slack.need[edge as usize * releases + release] -= 1.0;
            }
            for &edge in self.needed.row(item) {
                slack.need[edge as usize * releases + release] += 1.0;
            }
            if cell.openings != 0 {
                let list = cell.openings as usize;
                let from = self.model.openings.start(list);
                for slack in &mut slack.open[from..from + self.model.openings.row(list).len()] {
                    *slack -= 1.0;
                }
            }
        }
    }

    /// How crowded each cluster of the release is best at its price, and what that earns.
    fn crowd(&self, release: usize, prices: &Prices, slack: &mut Prices) -> f64 {
        let risk_row = release * self.width + self.model.resources;
        let point = self.model.risk_weight as f64 + prices.ride[risk_row] * self.risk_scale;
        let rows = risk_row + 1..(release + 1) * self.width;
        let most = &self.most[release * self.model.clusters..][..self.model.clusters];
        let mut earned = 0.0;
        for (((price, slack), most), kappa) in prices.ride[rows.clone()]
            .iter()
            .zip(&mut slack.ride[rows])
            .zip(most)
            .zip(&self.kappa)
        {
            if *most < 2.0 {
                *slack = 0.0;
            } else if *price > 0.0 {
                let each = point * kappa;
                let best = if each > 0.0 {
                    (price / each).floor() + 1.0
                } else {
                    *most
                };
                let count = best.min(*most);
                earned += price * count - each * count * (count - 1.0) / 2.0;
                *slack += count;
            }
        }
        earned
    }

    /// Opens the soft freezes whose passages pay for it, and returns what that earns.
    fn open(&mut self, prices: &Prices, slack: &mut Prices) -> f64 {
        self.opening.fill(0.0);
        let passages = self.model.openings.values();
        for (&freeze, price) in passages.iter().zip(&prices.open) {
            self.opening[freeze as usize] += price;
        }
        for (&freeze, slack) in passages.iter().zip(&mut slack.open) {
            if self.opening[freeze as usize] > self.model.soft[freeze as usize].cost as f64 {
                *slack += 1.0;
            }
        }
        let paid = self.opening.iter().zip(&self.model.soft);
        paid.map(|(sum, soft)| (sum - soft.cost as f64).max(0.0)).sum()
    }
}

/// Cells of each release; each item's home is the team that it asks most of.
fn cells(model: &Model, is_team: impl Fn(u32) -> bool) -> Rows<Cell> {
    let mut by_release: Vec<Vec<Cell>> = vec![vec![]; model.releases];
    for item in 0..model.items {
        let teams = model.takes.row(item).iter().filter(|take| is_team(take.resource));
        let (home, weight) = teams
            .max_by_key(|take| take.amount)
            .map_or((HOMELESS, 0), |take| (take.resource, take.amount));
        // Interaction among its own members is counted by the clusters here, so it is given back.
        let own = model.risk_weight * i64::from(model.own_interaction[item]);
        for column in model.columns.row(item) {
            by_release[usize::from(column.release)].push(Cell {
                item: item as u32,
                home,
                weight,
                openings: column.openings,
                profit: (column.profit + own) as f64,
            });
        }
    }
    for list in &mut by_release {
        list.sort_by_key(|cell| (cell.home, cell.item));
    }
    by_release.into_iter().collect()
}

/// One over the usual amount of the resource, so that all rows count alike; zero for rows that are kept exact.
fn scale(model: &Model, resource: usize, is_team: impl Fn(u32) -> bool) -> f64 {
    if is_team(resource as u32) {
        return 0.0;
    }
    let takes = (0..model.items).flat_map(|item| model.takes.row(item));
    let (sum, count) = takes
        .filter(|take| take.resource as usize == resource)
        .fold((0.0, 0.0), |(sum, count), take| {
            (sum + f64::from(take.amount), count + 1.0)
        });
    if sum > 0.0 { count / sum } else { 0.0 }
}

/// Requirements by the item at one of their ends.
fn ends(model: &Model, items: impl Iterator<Item = u32>) -> Rows<u32> {
    let mut lists = vec![vec![]; model.items];
    for (edge, item) in items.enumerate() {
        lists[item as usize].push(edge as u32);
    }
    lists.into_iter().collect()
}

//! An upper bound: limits are priced, what remains splits into one exact knapsack per team and release.
//!
//! Every row but the team's effort is moved into the objective with a price: one release per change, minutes,
//! environments, risk, interaction, requirements and opened freezes. For any prices the optimum of what remains
//! is no less than that of the problem. Prices follow a deflected subgradient, scaled so that all rows count alike.

use super::knapsack::Knapsack;
use super::presolve::{Column, Model};
use super::problem::{Problem, ResourceKind};
use super::rows::Rows;

/// One item in one release.
#[derive(Clone, Copy, Debug)]
struct Cell {
    item: u32,
    profit: f64,
    openings: u32,
    weight: i32,
    home: u32,
}

/// The prices and their best values so far.
#[derive(Clone, Debug)]
pub(super) struct Bound<'m> {
    model: &'m Model,
    /// Cells of each release, those of one team side by side.
    cells: Rows<Cell>,
    /// Rows of each item that are priced, with amounts in units of the row's scale.
    priced: Rows<(u32, f64)>,
    /// Factor of each resource, zero for those kept exact.
    scale: Vec<f64>,
    risk_scale: f64,
    risk: Vec<f64>,
    edges: Vec<(u32, u32)>,
    edges_from: Rows<u32>,
    edges_to: Rows<u32>,
    kappa: Vec<f64>,
    /// Most members that each release and cluster can hold.
    most: Vec<i32>,
    opening: Vec<f64>,
    prices: Prices,
    slack: Prices,
    step: Prices,
    best_prices: Prices,
    best: f64,
    chosen: Vec<bool>,
    reduced: Vec<f64>,
    order_price: Vec<f64>,
    knapsack: Knapsack,
    theta: f64,
    stale: u32,
    pub(super) iterations: u64,
}

/// One number per priced row.
#[derive(Clone, Debug, Default)]
struct Prices {
    once: Vec<f64>,
    room: Vec<f64>,
    risk: Vec<f64>,
    crowd: Vec<f64>,
    need: Vec<f64>,
    open: Vec<f64>,
}

impl Prices {
    fn zero(model: &Model, edges: usize, passages: usize) -> Self {
        Self {
            once: vec![0.0; model.items],
            room: vec![0.0; model.releases * model.resources],
            risk: vec![0.0; model.releases],
            crowd: vec![0.0; model.releases * model.clusters],
            need: vec![0.0; edges * model.releases],
            open: vec![0.0; passages],
        }
    }
    fn all(&self) -> [&Vec<f64>; 6] {
        [
            &self.once,
            &self.room,
            &self.risk,
            &self.crowd,
            &self.need,
            &self.open,
        ]
    }
    fn all_mut(&mut self) -> [&mut Vec<f64>; 6] {
        [
            &mut self.once,
            &mut self.room,
            &mut self.risk,
            &mut self.crowd,
            &mut self.need,
            &mut self.open,
        ]
    }
}

/// How strongly a step that points back is bent.
const DEFLECTION: f64 = 1.5;
/// No team.
const HOMELESS: u32 = u32::MAX;

impl<'m> Bound<'m> {
    pub(super) fn new(problem: &Problem, model: &'m Model) -> Self {
        let is_team = |resource: u32| problem.resources[resource as usize].kind == ResourceKind::Team;
        let home: Vec<(u32, i32)> = (0..model.items)
            .map(|item| {
                let takes = model.takes.row(item).iter();
                let largest = takes
                    .filter(|take| is_team(take.resource))
                    .max_by_key(|take| take.amount);
                largest.map_or((HOMELESS, 0), |take| (take.resource, take.amount))
            })
            .collect();
        let mut by_release: Vec<Vec<Cell>> = vec![vec![]; model.releases];
        for item in 0..model.items {
            for column in model.columns.row(item) {
                by_release[usize::from(column.release)].push(Cell {
                    item: item as u32,
                    profit: column.profit as f64
                        + (model.risk_weight * i64::from(model.own_interaction[item])) as f64,
                    openings: column.openings,
                    weight: home[item].1,
                    home: home[item].0,
                });
            }
        }
        for list in &mut by_release {
            list.sort_by_key(|cell| (cell.home, cell.item));
        }
        let scale: Vec<f64> = (0..model.resources)
            .map(|resource| {
                if is_team(resource as u32) {
                    return 0.0;
                }
                let amounts = (0..model.items).flat_map(|item| model.takes.row(item));
                let (sum, count) = amounts
                    .filter(|take| take.resource as usize == resource)
                    .fold((0.0, 0.0), |(sum, count), take| {
                        (sum + f64::from(take.amount), count + 1.0)
                    });
                if sum > 0.0 { count / sum } else { 0.0 }
            })
            .collect();
        let priced = (0..model.items).map(|item| {
            let takes = model
                .takes
                .row(item)
                .iter()
                .filter(|take| scale[take.resource as usize] > 0.0);
            takes
                .map(|take| {
                    (
                        take.resource,
                        f64::from(take.amount) * scale[take.resource as usize],
                    )
                })
                .collect()
        });
        let own = |item: usize| f64::from(model.risk[item] - model.own_interaction[item]);
        let total: f64 = (0..model.items).map(own).sum();
        let risk_scale = if total > 0.0 {
            model.items as f64 / total
        } else {
            1.0
        };
        let edges: Vec<(u32, u32)> = (0..model.items as u32)
            .flat_map(|item| {
                model
                    .needs
                    .row(item as usize)
                    .iter()
                    .map(move |&needed| (item, needed))
            })
            .collect();
        let ends = |end: fn(&(u32, u32)) -> u32| -> Rows<u32> {
            let mut lists = vec![vec![]; model.items];
            for (k, edge) in edges.iter().enumerate() {
                lists[end(edge) as usize].push(k as u32);
            }
            lists.into_iter().collect()
        };
        let mut kappa = vec![0.0; model.clusters];
        let mut most = vec![0; model.releases * model.clusters];
        for item in 0..model.items {
            for touch in model.touches.row(item) {
                kappa[touch.cluster as usize] = f64::from(touch.kappa);
                for column in model.columns.row(item) {
                    most[usize::from(column.release) * model.clusters + touch.cluster as usize] +=
                        touch.members;
                }
            }
        }
        let passages = model.openings.values().len();
        let cells: Rows<Cell> = by_release.into_iter().collect();
        let mut prices = Prices::zero(model, edges.len(), passages);
        for item in 0..model.items {
            let best = model
                .columns
                .row(item)
                .first()
                .map_or(0, |column| column.profit.max(0));
            let usual = if model.mandatory[item] { best } else { best / 2 };
            prices.once[item] = usual as f64;
        }
        let zero = Prices::zero(model, edges.len(), passages);
        Self {
            priced: priced.collect(),
            risk: (0..model.items).map(|item| own(item) * risk_scale).collect(),
            risk_scale,
            scale,
            chosen: vec![false; cells.values().len()],
            reduced: vec![0.0; cells.values().len()],
            order_price: vec![0.0; model.items * model.releases],
            knapsack: Knapsack::default(),
            edges_from: ends(|edge| edge.0),
            edges_to: ends(|edge| edge.1),
            opening: vec![0.0; model.soft.len()],
            kappa,
            most,
            best_prices: prices.clone(),
            slack: zero.clone(),
            step: zero,
            prices,
            cells,
            edges,
            best: f64::INFINITY,
            theta: 1.0,
            stale: 0,
            iterations: 0,
            model,
        }
    }

    /// The bound proven so far.
    pub(super) fn value(&self) -> i64 {
        // Sums of doubles are right to far less than this margin; rounding down is sound as plans are whole.
        let margin = 1e-9 * self.best.abs() + 1e-6;
        if self.best.is_finite() {
            (self.best + margin).floor() as i64
        } else {
            i64::MAX
        }
    }

    /// True when more iterations hardly help.
    pub(super) fn settled(&self) -> bool {
        self.theta < 0.004
    }

    /// How long one iteration takes, in iterations of the search.
    pub(super) fn weight(&self) -> u64 {
        1 + self.cells.values().len() as u64 / 40
    }

    /// Evaluates the prices and moves them, given the best plan's objective. True when the bound got better.
    pub(super) fn iterate(&mut self, incumbent: i64) -> bool {
        self.iterations += 1;
        let value = self.evaluate();
        let better = value < self.best - 1e-9 * value.abs();
        if better {
            let gained = self.best - value;
            if gained > 2e-6 * value.abs() {
                self.stale = 0;
            } else {
                self.stale += 1;
            }
            self.best = value;
            self.best_prices.clone_from(&self.prices);
        } else {
            self.stale += 1;
        }
        if self.stale >= 12 {
            self.stale = 0;
            self.theta *= 0.75;
            self.prices.clone_from(&self.best_prices);
            for list in self.step.all_mut() {
                list.fill(0.0);
            }
            self.evaluate();
        }
        // Aim a little above the plan: the truth lies between the plan and the bound.
        let aim = incumbent as f64 + 0.4 * (self.best - incumbent as f64).max(0.0);
        self.advance(value - aim.min(value - 1e-6));
        better
    }

    /// Columns whose reduced profit at the best prices is not far below zero, best first: where good plans look.
    pub(super) fn core(&mut self, threshold: f64, keep: &[u16]) -> Rows<Column> {
        self.prices.clone_from(&self.best_prices);
        self.evaluate();
        let mut wanted: Vec<Vec<u16>> = vec![vec![]; self.model.items];
        for release in 0..self.model.releases {
            let start = self.cells.start(release);
            for (k, cell) in self.cells.row(release).iter().enumerate() {
                if self.reduced[start + k] >= threshold || keep[cell.item as usize] == release as u16 {
                    wanted[cell.item as usize].push(release as u16);
                }
            }
        }
        (0..self.model.items)
            .map(|item| {
                let columns = self.model.columns.row(item).iter();
                columns
                    .filter(|column| wanted[item].contains(&column.release))
                    .copied()
                    .collect()
            })
            .collect()
    }

    /// The Lagrangian's value at the prices; leaves each row's slack behind.
    fn evaluate(&mut self) -> f64 {
        let model = self.model;
        let (releases, resources) = (model.releases, model.resources);
        let mut value = model.base as f64 + self.prices.once.iter().sum::<f64>();
        self.slack.once.fill(1.0);
        self.slack.need.fill(0.0);
        self.slack.crowd.fill(0.0);
        self.slack.open.fill(0.0);
        self.price_order();
        for release in 0..releases {
            for (resource, scale) in self.scale.iter().enumerate().filter(|(_, scale)| **scale > 0.0) {
                let at = release * resources + resource;
                let limit = f64::from(model.capacity[at]) * scale;
                self.slack.room[at] = limit;
                value += self.prices.room[at] * limit;
            }
            let limit = f64::from(model.budget[release]) * self.risk_scale;
            self.slack.risk[release] = limit;
            value += self.prices.risk[release] * limit;

            value += self.choose(release);

            let point = model.risk_weight as f64 + self.prices.risk[release] * self.risk_scale;
            value += self.crowd(release, point);
        }
        // Requirements: what is needed must have been placed as often, up to every release.
        for row in self.slack.need.chunks_mut(releases.max(1)) {
            let mut sum = 0.0;
            for slack in row {
                sum += *slack;
                *slack = sum;
            }
        }
        value + self.open()
    }

    /// Sums the requirement prices per item and release.
    fn price_order(&mut self) {
        let releases = self.model.releases;
        self.order_price.fill(0.0);
        for (edge, &(item, needed)) in self.edges.iter().enumerate() {
            let mut sum = 0.0;
            for release in (0..releases).rev() {
                sum += self.prices.need[edge * releases + release];
                self.order_price[item as usize * releases + release] += sum;
                self.order_price[needed as usize * releases + release] -= sum;
            }
        }
    }

    /// Chooses items for the release, team by team, and returns what they earn.
    fn choose(&mut self, release: usize) -> f64 {
        let model = self.model;
        let start = self.cells.start(release);
        let room = &self.prices.room[release * model.resources..][..model.resources];
        let crowd = &self.prices.crowd[release * model.clusters..][..model.clusters];
        let risk = self.prices.risk[release];
        let cells = self.cells.row(release);
        for (k, cell) in cells.iter().enumerate() {
            let item = cell.item as usize;
            let mut reduced = cell.profit
                - self.prices.once[item]
                - risk * self.risk[item]
                - self.order_price[item * model.releases + release];
            for &(resource, amount) in self.priced.row(item) {
                reduced -= room[resource as usize] * amount;
            }
            for touch in model.touches.row(item) {
                reduced -= crowd[touch.cluster as usize] * f64::from(touch.members);
            }
            if cell.openings != 0 {
                let list = model.openings.start(cell.openings as usize);
                let count = model.openings.row(cell.openings as usize).len();
                reduced -= self.prices.open[list..list + count].iter().sum::<f64>();
            }
            self.reduced[start + k] = reduced;
        }
        let mut earned = 0.0;
        let mut from = 0;
        while from < cells.len() {
            let home = cells[from].home;
            let to = from + cells[from..].iter().take_while(|cell| cell.home == home).count();
            let limit = if home == HOMELESS {
                i32::MAX
            } else {
                model.capacity[release * model.resources + home as usize]
            };
            self.knapsack.clear();
            for k in from..to {
                self.chosen[start + k] = false;
                if self.reduced[start + k] > 0.0 && cells[k].weight <= limit {
                    self.knapsack.offer(k, cells[k].weight, self.reduced[start + k]);
                }
            }
            earned += self.knapsack.solve(limit);
            for &k in self.knapsack.chosen() {
                self.chosen[start + k] = true;
            }
            from = to;
        }
        for (_, cell) in cells.iter().enumerate().filter(|(k, _)| self.chosen[start + k]) {
            let item = cell.item as usize;
            self.slack.once[item] -= 1.0;
            for &(resource, amount) in self.priced.row(item) {
                self.slack.room[release * model.resources + resource as usize] -= amount;
            }
            self.slack.risk[release] -= self.risk[item];
            for touch in model.touches.row(item) {
                self.slack.crowd[release * model.clusters + touch.cluster as usize] -=
                    f64::from(touch.members);
            }
            for &edge in self.edges_from.row(item) {
                self.slack.need[edge as usize * model.releases + release] -= 1.0;
            }
            for &edge in self.edges_to.row(item) {
                self.slack.need[edge as usize * model.releases + release] += 1.0;
            }
            if cell.openings != 0 {
                let list = model.openings.start(cell.openings as usize);
                for slack in
                    &mut self.slack.open[list..list + model.openings.row(cell.openings as usize).len()]
                {
                    *slack -= 1.0;
                }
            }
        }
        earned
    }

    /// How crowded each cluster is best at its price, and what that earns.
    fn crowd(&mut self, release: usize, point: f64) -> f64 {
        let clusters = self.model.clusters;
        let mut earned = 0.0;
        for cluster in 0..clusters {
            let at = release * clusters + cluster;
            let most = self.most[at];
            if most < 2 {
                self.slack.crowd[at] = 0.0;
                continue;
            }
            let price = self.prices.crowd[at];
            let each = point * self.kappa[cluster];
            let mut count = 0.0;
            if price > 0.0 {
                count = if each > 0.0 {
                    (price / each).floor() + 1.0
                } else {
                    f64::from(most)
                };
                count = count.min(f64::from(most));
                earned += price * count - each * count * (count - 1.0) / 2.0;
            }
            self.slack.crowd[at] += count;
        }
        earned
    }

    /// Opens the soft freezes whose passages pay for it, and returns what that earns.
    fn open(&mut self) -> f64 {
        self.opening.fill(0.0);
        for (&freeze, price) in self.model.openings.values().iter().zip(&self.prices.open) {
            self.opening[freeze as usize] += price;
        }
        let mut earned = 0.0;
        for (sum, soft) in self.opening.iter().zip(&self.model.soft) {
            earned += (sum - soft.cost as f64).max(0.0);
        }
        for (&freeze, slack) in self.model.openings.values().iter().zip(&mut self.slack.open) {
            if self.opening[freeze as usize] > self.model.soft[freeze as usize].cost as f64 {
                *slack += 1.0;
            }
        }
        earned
    }

    /// Moves the prices against the slack, a little in the direction of the last step when that helps.
    fn advance(&mut self, distance: f64) {
        let (mut along, mut length) = (0.0, 0.0);
        for ((step, slack), price) in self
            .step
            .all_mut()
            .into_iter()
            .zip(self.slack.all_mut())
            .zip(self.prices.all())
        {
            for ((step, slack), price) in step.iter_mut().zip(slack.iter_mut()).zip(price) {
                if *price <= 0.0 && *slack > 0.0 {
                    *slack = 0.0;
                }
                along += *step * *slack;
                length += *step * *step;
            }
        }
        let keep = if along < 0.0 && length > 0.0 {
            -DEFLECTION * along / length
        } else {
            0.0
        };
        let mut norm = 0.0;
        for (step, slack) in self.step.all_mut().into_iter().zip(self.slack.all()) {
            for (step, slack) in step.iter_mut().zip(slack) {
                *step = *slack + keep * *step;
                norm += *step * *step;
            }
        }
        if norm <= 0.0 {
            self.theta = 0.0;
            return;
        }
        let stride = self.theta * distance / norm;
        for (price, step) in self.prices.all_mut().into_iter().zip(self.step.all()) {
            for (price, step) in price.iter_mut().zip(step) {
                *price = (*price - stride * step).max(0.0);
            }
        }
    }
}

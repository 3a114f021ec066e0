//! Ruin and recreate with annealing: take a few items out, put them back better, now and then accept worse.

use super::arrangement::Arrangement;
use super::dice::Dice;
use super::fitting::Fitting;
use super::presolve::{Column, Model, NOWHERE};
use super::problem::Placement;
use super::rows::Rows;

/// Iterations of the first annealing run; each later run is longer by half.
const FIRST_RUN_PER_ITEM: u64 = 150;
/// Temperature is adjusted once in so many iterations.
const STEP: u64 = 64;
/// To judge a night of so many riders takes as long as an iteration without nights.
const RIDERS_PER_ITERATION: u64 = 24;

/// Whether a night takes one item more.
type Takes<'m> = fn(&mut Fitting<'m>, &Arrangement, u32, usize) -> bool;

/// The search with its current and its best arrangement.
#[derive(Clone, Debug)]
pub(super) struct Search<'m> {
    model: &'m Model,
    now: Arrangement,
    best: Vec<u16>,
    best_score: i64,
    columns: Rows<Column>,
    free: Vec<u32>,
    dice: Dice,
    thresholds: Vec<f64>,
    heat: Annealing,
    queue: Vec<u32>,
    touched: Vec<usize>,
    nights: Fitting<'m>,
    pub(super) iterations: u64,
}

/// The cooling of one run after another.
#[derive(Clone, Debug)]
struct Annealing {
    temperature: f64,
    factor: f64,
    left: u64,
    length: u64,
    hottest: f64,
    coldest: f64,
}

impl<'m> Search<'m> {
    /// Starts from the pins, filled greedily; or from a plan that is known.
    pub(super) fn new(model: &'m Model, seed: u64, start: Option<&[u16]>) -> Self {
        let mut search = Self {
            now: Arrangement::empty(model),
            best: vec![NOWHERE; model.items],
            best_score: i64::MIN,
            columns: (0..model.items)
                .map(|item| model.columns.row(item).to_vec())
                .collect(),
            free: (0..model.items as u32)
                .filter(|&item| !model.pinned[item as usize] && !model.columns.row(item as usize).is_empty())
                .collect(),
            dice: Dice::new(seed),
            thresholds: exponential_quantiles(),
            heat: Annealing::new(model, start.is_some()),
            queue: vec![],
            touched: vec![],
            nights: Fitting::new(model),
            iterations: 0,
            model,
        };
        search.place_pins();
        if let Some(at) = start {
            search.place_known(at);
        }
        search.greedy();
        search.now.keep();
        search.remember();
        search
    }

    /// What was done so far, counted in iterations without nights.
    pub(super) fn work(&self) -> u64 {
        self.iterations + self.nights.judged / RIDERS_PER_ITERATION
    }

    /// Objective of the best plan.
    pub(super) fn score(&self) -> i64 {
        self.best_score
    }
    /// The best plan.
    pub(super) fn placement(&self) -> Placement {
        self.model.placement(&self.best)
    }
    /// Releases of the best plan, by item.
    pub(super) fn best(&self) -> &[u16] {
        &self.best
    }
    /// From here on, items are put only into these columns.
    pub(super) fn focus(&mut self, columns: Rows<Column>) {
        self.columns = columns;
    }

    fn place_pins(&mut self) {
        for item in (0..self.model.items as u32).filter(|&item| self.model.pinned[item as usize]) {
            if let Some(&column) = self.model.columns.row(item as usize).first() {
                self.now.insert(self.model, item, column);
            }
        }
    }

    fn place_known(&mut self, at: &[u16]) {
        let model = self.model;
        for &item in &model.order {
            let release = at[item as usize];
            if self.now.at[item as usize] != NOWHERE || release == NOWHERE {
                continue;
            }
            let column = model
                .columns
                .row(item as usize)
                .iter()
                .find(|column| column.release == release);
            let in_time = self
                .now
                .earliest(model, item)
                .is_some_and(|earliest| earliest <= release)
                && release <= self.now.latest(model, item);
            if let Some(column) = column.filter(|_| in_time)
                && self.now.gain(model, item, column).is_some()
                && self.nights.takes(&self.now, item, usize::from(release))
            {
                self.now.insert(model, item, *column);
            }
        }
    }

    /// Fills what is left: what may not wait first, then by profit for the room taken, needs before dependents.
    fn greedy(&mut self) {
        let model = self.model;
        let mut items: Vec<u32> = self.now.waiting().to_vec();
        let size: Vec<f64> = (0..model.resources)
            .map(|k| {
                let total: f64 = (0..model.releases)
                    .map(|r| f64::from(model.capacity[r * model.resources + k]))
                    .sum();
                1.0 / total.max(1.0)
            })
            .collect();
        let density = |item: u32| {
            let best = model
                .columns
                .row(item as usize)
                .first()
                .map_or(0, |column| column.profit);
            let takes = model.takes.row(item as usize);
            let load: f64 = takes
                .iter()
                .map(|take| f64::from(take.amount) * size[take.resource as usize])
                .sum();
            best as f64 / (load + 1e-9)
        };
        items.sort_by(|&one, &other| {
            let key = |item: u32| !model.mandatory[item as usize];
            key(one)
                .cmp(&key(other))
                .then(density(other).total_cmp(&density(one)))
                .then(one.cmp(&other))
        });
        // Dependents that come up before their needs get a second and a third chance.
        for _ in 0..3 {
            for &item in &items {
                if self.now.at[item as usize] == NOWHERE {
                    self.insert_best(item, Fitting::takes);
                }
            }
        }
    }

    fn remember(&mut self) -> bool {
        let better = self.now.score > self.best_score;
        if better {
            self.best_score = self.now.score;
            self.best.copy_from_slice(&self.now.at);
        }
        better
    }

    /// Goes on for the number of iterations; true when a better plan was found.
    pub(super) fn run(&mut self, iterations: u64) -> bool {
        let mut better = false;
        if self.free.is_empty() {
            self.iterations += iterations;
            return false;
        }
        for _ in 0..iterations {
            if self.heat.tick(&mut self.now, self.model, &self.best) {
                self.now.keep();
            }
            self.iterations += 1;
            let before = self.now.score;
            if self.dice.below(100) < 60 {
                self.push_in()
            } else {
                self.shake()
            }
            if !self.now.moved() {
                continue;
            }
            let throw = self.thresholds[self.dice.below(self.thresholds.len())];
            let slack = (self.heat.temperature * throw) as i64;
            if self.now.score + slack >= before && self.nights_hold() {
                self.now.keep();
                better |= self.remember();
            } else {
                self.now.undo(self.model);
            }
        }
        better
    }

    /// True when every night that changed holds what rides it now. With crews, less work can take longer (Graham 1966).
    fn nights_hold(&mut self) -> bool {
        if self.model.nights.is_none() {
            return true;
        }
        self.touched.clear();
        self.touched.extend(self.now.touched());
        self.touched.sort_unstable();
        self.touched.dedup();
        let (nights, now) = (&mut self.nights, &self.now);
        self.touched.iter().all(|release| nights.is_sound(now, *release))
    }

    /// Ruins by pushing one item into a release that has no room for it: others give way.
    fn push_in(&mut self) {
        let model = self.model;
        let waiting = self.now.waiting();
        let item = if !waiting.is_empty() && self.dice.once_in(3) {
            waiting[self.dice.below(waiting.len())]
        } else {
            self.free[self.dice.below(self.free.len())]
        };
        let columns = self.columns.row(item as usize);
        if columns.is_empty() || model.pinned[item as usize] {
            return;
        }
        let column = columns[self.dice.below(columns.len())];
        let rides = self.now.at[item as usize];
        if column.release == rides {
            return;
        }
        let in_time = self
            .now
            .earliest(model, item)
            .is_some_and(|earliest| earliest <= column.release)
            && column.release <= self.now.latest(model, item);
        if !in_time {
            return;
        }
        self.queue.clear();
        if rides != NOWHERE {
            self.now.remove(model, item);
        }
        if !self.make_room(item, &column) {
            self.now.undo(model);
            return;
        }
        self.now.insert(model, item, column);
        self.refill();
    }

    /// Takes items out of the column's release until the item fits; false when pins stand in the way.
    fn make_room(&mut self, item: u32, column: &Column) -> bool {
        let model = self.model;
        let release = usize::from(column.release);
        for &other in model.apart.row(item as usize) {
            if self.now.at[other as usize] == column.release {
                if model.pinned[other as usize] {
                    return false;
                }
                self.now.remove(model, other);
                self.queue.push(other);
            }
        }
        for _ in 0..12 {
            let room = &self.now.room[release * model.resources..][..model.resources];
            let short = model
                .takes
                .row(item as usize)
                .iter()
                .find(|take| take.amount > room[take.resource as usize]);
            let short = short.map(|take| take.resource);
            let risky = short.is_none()
                && model.risk[item as usize] + self.now.interaction(model, item, release)
                    > self.now.risk_room[release];
            if short.is_none() && !risky && self.nights.may_take(&self.now, item, release) {
                return true;
            }
            let riders = &self.now.riders[release];
            if riders.is_empty() {
                return false;
            }
            let mut victim = None;
            for _ in 0..8 {
                let rider = riders[self.dice.below(riders.len())];
                let relieves = short.is_none_or(|resource| {
                    model
                        .takes
                        .row(rider as usize)
                        .iter()
                        .any(|take| take.resource == resource)
                });
                if relieves && !model.pinned[rider as usize] {
                    victim = Some(rider);
                    break;
                }
            }
            let Some(victim) = victim else { return false };
            self.now.remove(model, victim);
            self.queue.push(victim);
        }
        false
    }

    /// Ruins by taking a few items out of one release or two neighbours.
    fn shake(&mut self) {
        let model = self.model;
        self.queue.clear();
        let seed = self.free[self.dice.below(self.free.len())];
        let release = match self.now.at[seed as usize] {
            NOWHERE => self.dice.below(model.releases),
            release => usize::from(release),
        };
        let count = 1 + self.dice.below(4);
        for _ in 0..count {
            let from = if self.dice.once_in(2) {
                release
            } else {
                (release + self.dice.below(5))
                    .saturating_sub(2)
                    .min(model.releases - 1)
            };
            let riders = &self.now.riders[from];
            if riders.is_empty() {
                continue;
            }
            let rider = riders[self.dice.below(riders.len())];
            if !model.pinned[rider as usize] {
                self.now.remove(model, rider);
                self.queue.push(rider);
            }
        }
        self.refill();
    }

    /// Recreates: puts the queue and a few waiting items into their best releases, then drops what lost its needs.
    fn refill(&mut self) {
        let model = self.model;
        let taken = self.queue.len();
        for _ in 0..2 {
            let waiting = self.now.waiting();
            if !waiting.is_empty() {
                let item = waiting[self.dice.below(waiting.len())];
                if !self.queue.contains(&item) {
                    self.queue.push(item);
                }
            }
        }
        let mut queue = std::mem::take(&mut self.queue);
        if self.dice.once_in(2) {
            queue[..taken].sort_by_key(|&item| {
                std::cmp::Reverse(
                    model
                        .columns
                        .row(item as usize)
                        .first()
                        .map_or(0, |column| column.profit),
                )
            });
        } else {
            self.dice.shuffle(&mut queue);
        }
        let mut again = false;
        for &item in &queue {
            if !self.insert_best(item, Fitting::may_take) {
                again |= !model.needs.row(item as usize).is_empty();
            }
        }
        if again {
            for &item in &queue {
                if self.now.at[item as usize] == NOWHERE {
                    self.insert_best(item, Fitting::may_take);
                }
            }
        }
        for &item in &queue {
            self.drop_orphans(item);
        }
        queue.clear();
        self.queue = queue;
    }

    /// When the item waits, everything that needs it waits too.
    fn drop_orphans(&mut self, item: u32) {
        let model = self.model;
        if self.now.at[item as usize] != NOWHERE {
            return;
        }
        for &dependent in model.dependents.row(item as usize) {
            if self.now.at[dependent as usize] != NOWHERE && !model.pinned[dependent as usize] {
                self.now.remove(model, dependent);
                self.drop_orphans(dependent);
            }
        }
    }

    /// Puts the item where it earns most, into nights that `takes` finds long enough; false when it earns nothing anywhere.
    fn insert_best(&mut self, item: u32, takes: Takes<'m>) -> bool {
        let model = self.model;
        let Some(earliest) = self.now.earliest(model, item) else {
            return false;
        };
        let latest = self.now.latest(model, item);
        let mut best = 0;
        let mut choice = None;
        for column in self.columns.row(item as usize) {
            if column.profit <= best {
                break;
            }
            if column.release < earliest || column.release > latest {
                continue;
            }
            if let Some(gain) = self.now.gain(model, item, column)
                && gain > best
                && takes(&mut self.nights, &self.now, item, usize::from(column.release))
            {
                best = gain;
                choice = Some(*column);
            }
        }
        if let Some(column) = choice {
            self.now.insert(model, item, column);
        }
        choice.is_some()
    }
}

impl Annealing {
    fn new(model: &Model, warm: bool) -> Self {
        let profits = (0..model.items)
            .filter(|&item| !model.mandatory[item])
            .filter_map(|item| model.columns.row(item).first().map(|column| column.profit as f64));
        let (sum, count) = profits.fold((0.0, 0.0), |(sum, count), profit| (sum + profit, count + 1.0));
        let mean = if count > 0.0 { sum / count } else { 1.0 };
        let hottest = mean * if warm { 0.1 } else { 0.3 };
        let mut heat = Self {
            temperature: hottest,
            factor: 1.0,
            left: 0,
            length: FIRST_RUN_PER_ITEM * model.items.max(20) as u64,
            hottest,
            coldest: mean * 0.004,
        };
        heat.begin();
        heat
    }

    fn begin(&mut self) {
        self.temperature = self.hottest;
        self.left = self.length;
        self.factor = root(self.coldest / self.hottest.max(1e-9), (self.length / STEP).max(1));
    }

    /// Cools; at the end of a run starts the next, longer one from the best plan. True when it did.
    fn tick(&mut self, now: &mut Arrangement, model: &Model, best: &[u16]) -> bool {
        self.left = self.left.saturating_sub(1);
        if self.left.is_multiple_of(STEP) {
            self.temperature *= self.factor;
        }
        if self.left > 0 {
            return false;
        }
        self.length += self.length / 2;
        self.begin();
        now.become_like(model, best);
        true
    }
}

/// `-ln(1 - q)` for evenly spaced `q`, by the series of the inverse hyperbolic tangent, so that every machine
/// gets the same bits.
fn exponential_quantiles() -> Vec<f64> {
    (0..1024)
        .map(|k| -logarithm((f64::from(k) + 0.5) / 1024.0))
        .collect()
}

/// Natural logarithm of a positive number, by plain arithmetic.
fn logarithm(mut x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let mut exponent = 0.0;
    while x < 0.75 {
        x *= 2.0;
        exponent -= LN_2;
    }
    while x > 1.5 {
        x /= 2.0;
        exponent += LN_2;
    }
    let z = (x - 1.0) / (x + 1.0);
    let (mut term, mut sum) = (z, 0.0);
    for k in 0..20 {
        sum += term / f64::from(2 * k + 1);
        term *= z * z;
    }
    exponent + 2.0 * sum
}

/// The `n`th root of a number between 0 and 1, by plain arithmetic.
fn root(x: f64, n: u64) -> f64 {
    // e^(ln x / n) by its series; the exponent is small because `n` is large, and halved until it is.
    let mut exponent = logarithm(x.clamp(1e-12, 1.0)) / n as f64;
    let mut squarings = 0;
    while exponent < -0.5 {
        exponent /= 2.0;
        squarings += 1;
    }
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..20 {
        term *= exponent / f64::from(k);
        sum += term;
    }
    for _ in 0..squarings {
        sum *= sum;
    }
    sum
}

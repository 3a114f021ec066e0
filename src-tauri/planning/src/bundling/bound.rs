//! An upper bound on what any plan is worth: prices of the relaxed problem that follow a deflected subgradient.

use super::presolve::{Column, Model};
use super::prices::Prices;
use super::problem::Problem;
use super::relaxation::Relaxation;
use super::rows::Rows;

/// Iterations without clear gain after which the pace drops.
const PATIENCE: u32 = 50;
/// How much the pace rises with each clear gain: a pace that only drops stops in the first crease.
const FASTER: f64 = 1.02;
/// How far the pace drops.
const SLOWER: f64 = 0.6;
/// Pace at which more iterations hardly help.
const SLOWEST: f64 = 0.0003;
/// How strongly a step that would point back is bent.
const BEND: f64 = 1.5;

/// The prices with the best bound so far.
#[derive(Clone, Debug)]
pub(super) struct Bound<'m> {
    model: &'m Model,
    relaxation: Relaxation<'m>,
    prices: Prices,
    slack: Prices,
    step: Prices,
    best_prices: Prices,
    best: f64,
    /// Share of the Polyak step that is taken.
    pace: f64,
    /// Iterations since the bound last got clearly better.
    stale: u32,
    pub(super) iterations: u64,
}

impl<'m> Bound<'m> {
    pub(super) fn new(problem: &Problem, model: &'m Model) -> Self {
        let relaxation = Relaxation::new(problem, model);
        let prices = relaxation.first_prices();
        Self {
            model,
            slack: prices.zero_like(),
            step: prices.zero_like(),
            best_prices: prices.clone(),
            prices,
            relaxation,
            best: f64::INFINITY,
            pace: 1.0,
            stale: 0,
            iterations: 0,
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
        self.pace < SLOWEST
    }

    /// How long one iteration takes, in iterations of the search.
    pub(super) fn weight(&self) -> u64 {
        1 + self.relaxation.cells.values().len() as u64 / 25
    }

    /// Evaluates the prices and moves them, given the best plan's objective. True when the bound got better.
    pub(super) fn iterate(&mut self, incumbent: i64) -> bool {
        self.iterations += 1;
        let value = self.relaxation.evaluate(&self.prices, &mut self.slack);
        let better = value < self.best - 1e-9 * value.abs();
        if value < self.best - 2e-6 * value.abs() {
            self.stale = 0;
            self.pace *= FASTER;
        } else {
            self.stale += 1;
        }
        if better {
            self.best = value;
            self.best_prices.clone_from(&self.prices);
        }
        let mut value = value;
        if self.stale >= PATIENCE {
            self.stale = 0;
            self.pace *= SLOWER;
            self.prices.clone_from(&self.best_prices);
            self.step.clear();
            value = self.relaxation.evaluate(&self.prices, &mut self.slack);
        }
        self.advance((value - incumbent as f64).max(1e-6));
        better
    }

    /// Moves the prices against the slack; a step that would point back is bent towards the one before.
    fn advance(&mut self, distance: f64) {
        let (along, length) = Prices::settle_slack(&mut self.slack, &self.prices, &self.step);
        let keep = if along < 0.0 && length > 0.0 {
            -BEND * along / length
        } else {
            0.0
        };
        let norm = self.step.blend(&self.slack, keep);
        if norm > 0.0 {
            self.prices.descend(&self.step, self.pace * distance / norm);
        } else {
            self.pace = 0.0;
        }
    }

    /// Columns whose profit at the best prices is not far below zero, best first: where good plans look.
    pub(super) fn core(&mut self, threshold: f64, keep: &[u16]) -> Rows<Column> {
        self.relaxation.evaluate(&self.best_prices, &mut self.slack);
        let mut wanted = vec![false; self.model.items * self.model.releases];
        for release in 0..self.model.releases {
            let cells = self.relaxation.cells.row(release);
            let reduced = &self.relaxation.reduced[self.relaxation.cells.start(release)..];
            for (cell, reduced) in cells.iter().zip(reduced) {
                let here = keep[cell.item as usize] == release as u16;
                wanted[cell.item as usize * self.model.releases + release] = here || *reduced >= threshold;
            }
        }
        (0..self.model.items)
            .map(|item| {
                let wanted = &wanted[item * self.model.releases..];
                let columns = self.model.columns.row(item).iter();
                columns
                    .filter(|column| wanted[usize::from(column.release)])
                    .copied()
                    .collect()
            })
            .collect()
    }
}

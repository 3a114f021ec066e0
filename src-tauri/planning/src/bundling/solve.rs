//! Search and bound in turns, counted in iterations, so that a run depends on nothing but the problem, the seed
//! and the limits.

use super::bound::Bound;
use super::evaluate::{Evaluation, evaluate};
use super::presolve::{Model, Wishes};
use super::problem::{Placement, Problem};
use super::program::Prover;
use super::proof;
use super::search::Search;

/// When a run is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Iterations of the search; `None` goes on until the watch stops it or the gap is reached.
    pub iterations: Option<u64>,
    /// Stop once the proven gap is no more than this, in hundredths of a percent of the objective.
    pub gap_basis_points: u32,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Iterations of the search.
    pub iterations: u64,
    /// Objective of the best plan so far.
    pub objective: i64,
    /// No plan is worth more than this.
    pub bound: i64,
    /// True when the objective or the bound is better than when the watch was last asked.
    pub improved: bool,
}

impl Progress {
    /// The proven gap in hundredths of a percent of the objective, rounded up.
    #[must_use]
    pub fn gap_basis_points(&self) -> u32 {
        gap_basis_points(self.objective, self.bound)
    }
}

/// What a watch wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Go on.
    Continue,
    /// Stop and keep the best plan.
    Stop,
}

/// Somebody who watches a run: shows it, and stops it.
pub trait Watch {
    /// Asked many times a second.
    fn progress(&mut self, progress: &Progress) -> Answer;
}

impl<F: FnMut(&Progress) -> Answer> Watch for F {
    fn progress(&mut self, progress: &Progress) -> Answer {
        self(progress)
    }
}

/// A plan with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The plan.
    pub placement: Placement,
    /// What the checker says of it.
    pub evaluation: Evaluation,
    /// No plan that keeps every rule is worth more than this.
    pub bound: i64,
    /// Iterations of the search.
    pub iterations: u64,
    /// The seed.
    pub seed: u64,
}

impl Solution {
    /// A plan that nobody searched for, such as today's: judged, and with nothing proven of it.
    #[must_use]
    pub fn of(problem: &Problem, placement: Placement) -> Self {
        Self {
            evaluation: evaluate(problem, &placement),
            placement,
            bound: i64::MAX,
            iterations: 0,
            seed: 1,
        }
    }
    /// Objective of the plan.
    #[must_use]
    pub fn objective(&self) -> i64 {
        self.evaluation.objective
    }
    /// The proven gap in hundredths of a percent of the objective, rounded up; zero means proven best.
    #[must_use]
    pub fn gap_basis_points(&self) -> u32 {
        gap_basis_points(self.evaluation.objective, self.bound)
    }
}

fn gap_basis_points(objective: i64, bound: i64) -> u32 {
    if bound <= objective {
        return 0;
    }
    if objective == 0 {
        return u32::MAX;
    }
    let gap = i128::from(bound) - i128::from(objective);
    let points =
        (gap * 10_000 + i128::from(objective.unsigned_abs()) - 1) / i128::from(objective.unsigned_abs());
    u32::try_from(points).unwrap_or(u32::MAX)
}

/// Iterations of the search between two looks at the watch: well under a millisecond.
const SLICE: u64 = 128;

/// What a place for an item may lose at the bound's prices, as a share of what an item earns, for the search to go on
/// trying it. The closer the bound, the narrower this can be.
const CORE: f64 = 0.01;
/// Iterations of the search for each item before a proof is tried: by then small problems have their best plan.
const BEFORE_PROOF: u64 = 200;

/// Finds a good plan and proves how good it is.
pub fn solve(problem: &Problem, seed: u64, limits: Limits, watch: &mut dyn Watch) -> Solution {
    solve_with(problem, seed, limits, None, watch)
}

/// Finds a good plan and proves how good it is; on small problems a solver, where there is one, closes the gap.
pub fn solve_with(
    problem: &Problem,
    seed: u64,
    limits: Limits,
    prover: Option<&dyn Prover>,
    watch: &mut dyn Watch,
) -> Solution {
    let model = Model::new(problem, &Wishes::default());
    let mut search = Search::new(&model, seed, None);
    let mut bound = Bound::new(problem, &model);
    let mut prover = prover.filter(|_| model.items <= proof::LARGEST);
    let mut given = None;
    let mut proven = i64::MAX;
    let mut owed = 0;
    let mut focused = false;
    let mut improved = true;
    loop {
        let progress = Progress {
            iterations: search.iterations,
            objective: best(&search, given.as_ref()),
            bound: proven,
            improved,
        };
        let enough = progress.gap_basis_points() <= limits.gap_basis_points
            || limits.iterations.is_some_and(|most| progress.iterations >= most);
        if watch.progress(&progress) == Answer::Stop || enough {
            break;
        }
        improved = false;
        if owed == 0 && !bound.settled() {
            if bound.iterate(search.score()) && bound.value() < proven {
                proven = bound.value();
                improved = true;
            }
            owed = bound.weight();
            if bound.settled() && !focused {
                focused = true;
                let mean = search.score() as f64 / model.items.max(1) as f64;
                let threshold = -CORE * mean.abs().max(1.0);
                search.focus(bound.core(threshold, search.best()));
            }
        }
        if search.iterations >= BEFORE_PROOF * model.items as u64
            && let Some(prover) = prover.take()
        {
            let mut told = |closer: i64| {
                let improved = closer < proven;
                proven = proven.min(closer);
                watch.progress(&Progress {
                    bound: proven,
                    improved,
                    ..progress
                })
            };
            let proof = proof::prove(problem, &search.placement(), prover, &mut told);
            proven = proven.min(proof.bound);
            given = proof.plan;
            improved = true;
            continue;
        }
        let left = limits
            .iterations
            .map_or(SLICE, |most| SLICE.min(most - search.iterations));
        let turn = if bound.settled() { left } else { left.min(owed) };
        let before = search.work();
        improved |= search.run(turn);
        owed = owed.saturating_sub(search.work() - before);
    }
    let found = search.placement();
    let (placement, evaluation) = given
        .filter(|(_, given)| given.objective > search.score())
        .unwrap_or_else(|| {
            let evaluation = evaluate(problem, &found);
            (found, evaluation)
        });
    Solution {
        placement,
        evaluation,
        bound: proven,
        iterations: search.iterations,
        seed,
    }
}

/// Objective of the better of the two plans.
fn best(search: &Search<'_>, given: Option<&(Placement, Evaluation)>) -> i64 {
    given.map_or(search.score(), |(_, given)| given.objective.max(search.score()))
}

//! A measured run on a benchmark instance; the edge brings the clock.

use super::problem::Problem;
use super::program::Prover;
use super::proof;
use super::solve::{Answer, Limits, Progress, Solution, solve_with};
use serde::Serialize;

/// One line of a trace: an improvement and when it came.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TraceLine {
    /// Processor seconds since the start.
    pub cpu_seconds: f64,
    /// Iterations of the search.
    pub iterations: u64,
    /// Objective of the best plan.
    pub objective: i64,
    /// Proven bound; `None` while there is none.
    pub bound: Option<i64>,
}

/// What to run.
#[derive(Clone, Copy, Debug)]
pub struct BenchRun {
    /// The seed.
    pub seed: u64,
    /// Processor seconds it may take.
    pub seconds: f64,
    /// Limits by count.
    pub limits: Limits,
}

/// Who does the work.
#[derive(Clone, Copy)]
pub enum Engine<'p> {
    /// The search and its bound, with a prover on small problems where there is one.
    Search(Option<&'p dyn Prover>),
    /// The prover alone, from nothing, to compare with.
    Prover(&'p dyn Prover),
}

/// Solves the problem, stops when the clock says so and tells every improvement.
pub fn bench(
    problem: &Problem,
    engine: Engine<'_>,
    run: BenchRun,
    clock: &mut dyn FnMut() -> f64,
    tell: &mut dyn FnMut(TraceLine),
) -> Solution {
    let mut watch = |progress: &Progress| {
        let cpu_seconds = clock();
        if progress.improved {
            let bound = Some(progress.bound).filter(|bound| *bound < i64::MAX);
            tell(TraceLine {
                cpu_seconds,
                iterations: progress.iterations,
                objective: progress.objective,
                bound,
            });
        }
        if cpu_seconds >= run.seconds {
            Answer::Stop
        } else {
            Answer::Continue
        }
    };
    match engine {
        Engine::Search(prover) => solve_with(problem, run.seed, run.limits, prover, &mut watch),
        Engine::Prover(prover) => proof::alone(problem, prover, &mut watch),
    }
}

//! Small problems to their end: a solver proves how much any plan can be worth, and the checker judges its plan.

use super::evaluate::{Evaluation, evaluate};
use super::formulation::Formulation;
use super::problem::{Placement, Problem};
use super::program::{Narrowing, Prover};
use super::solve::{Answer, Progress, Solution, Watch};

/// Items up to which a proof is worth trying: above this no solver ends within a minute.
pub(super) const LARGEST: usize = 60;
/// Nodes after which it is given up, so that a run ends the same way everywhere.
const NODES: u32 = 20_000;
/// Times that the solver is told which changes do not fit into one night.
const ROUNDS: usize = 40;

/// What a proof brought.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    /// The best plan that the solver found, when the checker finds no fault with it.
    pub(super) plan: Option<(Placement, Evaluation)>,
    /// No plan that keeps every rule is worth more than this.
    pub(super) bound: i64,
}

/// Lets the solver prove how good the plan is, telling the watch objective and bound as they close.
pub(super) fn prove(
    problem: &Problem,
    known: &Placement,
    prover: &dyn Prover,
    watch: &mut dyn FnMut(i64) -> Answer,
) -> Proof {
    let mut made = Formulation::whole(problem);
    let start = made.values(known);
    let mut bound = i64::MAX;
    for _ in 0..ROUNDS {
        let mut answer = Answer::Continue;
        let mut tell = |narrowing: Narrowing| {
            answer = watch(bound.min(whole(narrowing.bound)));
            answer
        };
        let verdict = prover.prove(&made.program, Some(&start), NODES, &mut tell);
        bound = bound.min(whole(verdict.bound));
        let Some(placement) = verdict.values.map(|values| made.placement(&values)) else {
            break;
        };
        let evaluation = evaluate(problem, &placement);
        if evaluation.violations.is_empty() {
            return Proof {
                plan: Some((placement, evaluation)),
                bound,
            };
        }
        if answer == Answer::Stop || !made.close_nights(&placement, None) {
            break;
        }
    }
    Proof { plan: None, bound }
}

/// The prover alone, from nothing: what a general solver makes of the same problem.
pub(super) fn alone(problem: &Problem, prover: &dyn Prover, watch: &mut dyn Watch) -> Solution {
    let made = Formulation::whole(problem);
    let waiting = Placement::empty(problem.changes.len());
    let nothing = evaluate(problem, &waiting);
    let mut last = (nothing.objective, i64::MAX);
    let mut tell = |narrowing: Narrowing| {
        let found = if narrowing.found.is_finite() {
            narrowing.found.round() as i64
        } else {
            last.0
        };
        let now = (found, whole(narrowing.bound));
        let improved = now != last && narrowing.found.is_finite();
        last = now;
        watch.progress(&Progress {
            iterations: 0,
            objective: now.0,
            bound: now.1,
            improved,
        })
    };
    let verdict = prover.prove(&made.program, None, u32::MAX, &mut tell);
    let placement = verdict.values.map_or(waiting, |values| made.placement(&values));
    Solution {
        evaluation: evaluate(problem, &placement),
        placement,
        bound: whole(verdict.bound),
        iterations: 0,
        seed: 0,
    }
}

/// Plans are worth whole numbers, so a bound may be rounded down; solvers are right to less than the margin.
fn whole(bound: f64) -> i64 {
    if bound.is_finite() {
        (bound + 1e-9 * bound.abs() + 1e-4).floor() as i64
    } else {
        i64::MAX
    }
}

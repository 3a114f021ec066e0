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
    let made = Formulation::whole(problem);
    let start = made.values(known);
    let mut tell = |narrowing: Narrowing| watch(whole(narrowing.bound));
    let verdict = prover.prove(&made.program, Some(&start), NODES, &mut tell);
    let plan = verdict.values.map(|values| {
        let placement = made.placement(&values);
        let evaluation = evaluate(problem, &placement);
        (placement, evaluation)
    });
    Proof {
        plan: plan.filter(|(_, evaluation)| evaluation.violations.is_empty()),
        bound: whole(verdict.bound),
    }
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

//! The checker: judges every plan, whatever made it, straight from the problem.

use super::constraint::{Case, Violation, check};
use super::problem::{Placement, Problem};
use super::score::objective;

/// What a plan is worth and which rules it breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// What it is worth.
    pub objective: i64,
    /// Every rule it breaks; empty for a sound plan.
    pub violations: Vec<Violation>,
}

/// Judges the plan.
#[must_use]
pub fn evaluate(problem: &Problem, placement: &Placement) -> Evaluation {
    let mut violations = vec![];
    for release in 0..problem.releases.len() {
        let riders = placement.riders(release);
        check(
            &Case {
                problem,
                placement,
                release: Some(release),
                riders: &riders,
            },
            &mut violations,
        );
    }
    let waiting: Vec<usize> = (0..problem.changes.len())
        .filter(|&change| placement.of(change).is_none())
        .collect();
    check(
        &Case {
            problem,
            placement,
            release: None,
            riders: &waiting,
        },
        &mut violations,
    );
    Evaluation {
        objective: objective(problem, placement),
        violations,
    }
}

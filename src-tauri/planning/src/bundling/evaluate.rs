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

impl Evaluation {
    /// What it breaks that the other does not break already, and the limits that it goes over by more.
    pub fn added_to<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Violation> {
        let new = |violation: &&Violation| !violation.was_in(&other.violations);
        self.violations.iter().filter(new)
    }

    /// True when it breaks nothing that the other does not break already, and goes over no limit by more.
    #[must_use]
    pub fn adds_nothing_to(&self, other: &Self) -> bool {
        self.added_to(other).next().is_none()
    }
}

impl Violation {
    /// True when it was broken before, or is a limit that is broken by no more than before.
    pub(super) fn was_in(&self, before: &[Self]) -> bool {
        before.iter().any(|old| {
            let same_limit = self.changes.is_empty()
                && (old.rule, old.release, old.resource) == (self.rule, self.release, self.resource)
                && self.used <= old.used;
            old == self || same_limit
        })
    }
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

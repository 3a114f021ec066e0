//! A pinned change rides the release it is pinned to.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    for &change in case.riders {
        if case.problem.changes[change]
            .pinned
            .is_some_and(|pin| case.release != Some(pin))
        {
            out.push(Violation::of_changes(Rule::Pin, case.release, vec![change]));
        }
    }
}

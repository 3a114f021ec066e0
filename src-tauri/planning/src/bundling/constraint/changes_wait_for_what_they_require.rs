//! A change goes with or after everything it requires.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    for &change in case.riders {
        for &needed in case.problem.needs(change) {
            let at = case.placement.of(needed);
            if at.is_none() || at > case.release {
                out.push(Violation {
                    needed_at: at,
                    ..Violation::of_changes(Rule::Requires, case.release, vec![change, needed])
                });
            }
        }
    }
}

//! Changes that are kept apart never share a release.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    for &change in case.riders {
        for &other in case.problem.apart_from(change) {
            if change < other && case.placement.of(other) == case.release {
                out.push(Violation::of_changes(
                    Rule::Apart,
                    case.release,
                    vec![change, other],
                ));
            }
        }
    }
}

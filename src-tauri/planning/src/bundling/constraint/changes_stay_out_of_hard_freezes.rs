//! A change stays out of hard freezes unless an exception lets it pass.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    let Some(release) = case.release else { return };
    for &change in case.riders {
        for freeze in case.problem.freezes_on(change, release) {
            if case.problem.freezes[freeze].hard {
                out.push(Violation {
                    freeze: Some(freeze),
                    ..Violation::of_changes(Rule::HardFreeze, case.release, vec![change])
                });
            }
        }
    }
}

//! A release takes only what is its own: not after its scope lock, not from teams that do not ride its train.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    let Some(release) = case.release else { return };
    for &change in case.riders {
        if case.problem.changes[change].pinned.is_none() && case.problem.barred(change, release).is_some() {
            out.push(Violation::of_changes(Rule::Barred, case.release, vec![change]));
        }
    }
}

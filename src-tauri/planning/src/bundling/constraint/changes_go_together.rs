//! Changes that go together share one release, or wait together.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    for &change in case.riders {
        let group = case.problem.riding_with(change);
        // Told once, by the first that differs from the group's first.
        let apart = group
            .iter()
            .find(|&&other| case.placement.of(other) != case.placement.of(group[0]));
        if apart == Some(&change) {
            out.push(Violation::of_changes(
                Rule::Together,
                case.release,
                vec![change, group[0]],
            ));
        }
    }
}

//! A release stays within its risk budget, what its changes do to each other included.

use super::{Case, Rule, Violation, usage};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    let Some(release) = case.release else { return };
    if let (used, Some(limit)) = usage(case.problem, release, case.riders, None)
        && used > limit
    {
        out.push(Violation {
            used,
            limit,
            ..Violation::of_changes(Rule::Risk, case.release, vec![])
        });
    }
}

//! A change goes on or after its first ready day; a pin overrules that.

use super::{Case, Rule, Violation};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    let Some(release) = case.release else { return };
    let day = case.problem.releases[release].day;
    for &change in case.riders {
        let row = &case.problem.changes[change];
        if row.pinned.is_none() && row.ready > day {
            out.push(Violation {
                used: row.ready,
                limit: day,
                ..Violation::of_changes(Rule::Ready, case.release, vec![change])
            });
        }
    }
}

//! A release holds what rides it: minutes of its window, effort of each team, load of each environment.

use super::{Case, Violation, rule_of, usage};

pub(super) fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    let Some(release) = case.release else { return };
    let mut used = vec![0; case.problem.resources.len()];
    for demand in case
        .riders
        .iter()
        .flat_map(|&change| &case.problem.changes[change].demands)
    {
        used[demand.resource] += demand.amount;
    }
    if let Some((_, clock)) = case.problem.nights() {
        let too_long = case.problem.night_too_long(release, case.riders);
        used[clock] = too_long.map_or(0, |(taken, _)| taken);
    }
    for (resource, &used) in used.iter().enumerate() {
        if let Some(limit) = case.problem.releases[release].capacity[resource].filter(|limit| used > *limit) {
            debug_assert_eq!(
                usage(case.problem, release, case.riders, Some(resource)),
                (used, Some(limit))
            );
            let rule = rule_of(case.problem.resources[resource].kind);
            out.push(Violation {
                resource: Some(resource),
                used,
                limit,
                ..Violation::of_changes(rule, case.release, vec![])
            });
        }
    }
}

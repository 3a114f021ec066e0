//! Nights in proofs and conflicts: what does not fit beside each other is found by the schedule, not by a sum.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use exact::Highs;
use planning::bundling::{Answer, Limits, Problem, conflict, problem_from_plan, solve_with};
use planning::{ChangeId, Plan, ReleaseId};
use testkit::plan;

fn problem(plan: &Plan) -> Problem {
    let releases: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).collect();
    let changes: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).collect();
    problem_from_plan(plan, &releases, &changes, "2026-01-01T00:00:00Z".parse().unwrap()).0
}

#[test]
fn a_bundle_of_nights_with_crews_is_proven_best() {
    let problem = problem(&plan(
        "
        teams     core crews 2; retail
        services  ledger of core checks 10m; payments of core uses ledger gap 5m checks 5m; shop of retail uses payments
        services  mail of retail; feed of core
        release   RO-1 2026-11-18 22:00 80m; RO-2 2026-11-25 22:00 60m
        change    CHG-1 ledger 30m back-out 10m value 900; CHG-2 payments 25m back-out 20m value 800
        change    CHG-3 shop 20m back-out 5m value 700; CHG-4 mail 30m back-out 15m value 600
        change    CHG-5 feed 40m back-out 25m value 500; CHG-6 ledger 15m back-out 10m value 400
        change    CHG-7 mail 20m back-out 10m value 300; CHG-8 feed 30m back-out 30m value 250
        ",
    ));
    let limits = Limits {
        iterations: Some(200_000),
        gap_basis_points: 0,
    };
    let found = solve_with(&problem, 1, limits, Some(&Highs), &mut |_: &_| Answer::Continue);
    assert_eq!(found.evaluation.violations, []);
    assert!(
        found.placement.0.contains(&None),
        "nothing waits; the story shows nothing"
    );
    assert_eq!((found.bound, found.gap_basis_points()), (found.objective(), 0));
}

#[test]
fn pins_that_fit_by_the_sum_of_their_minutes_but_not_by_their_order_are_named() {
    let problem = problem(&plan(
        "
        teams     core crews 2; retail; ops
        services  ledger of core; payments of core uses ledger; mail of retail; feed of ops
        release   RO-1 2026-11-18 22:00 100m
        change    CHG-1 ledger 30m back-out 25m value 9 in RO-1 pinned
        change    CHG-2 payments 30m back-out 25m value 9 in RO-1 pinned
        change    CHG-3 mail 50m back-out 40m value 9 in RO-1 pinned; CHG-4 feed 50m back-out 45m value 9 in RO-1 pinned
        ",
    ));
    let pins: Vec<usize> = (0..4).collect();
    let found = conflict(&problem, &pins, &Highs, &mut || Answer::Continue).unwrap();
    // CHG-3 and CHG-4 take longer together by the sum, but their teams work side by side; CHG-2 has to wait for CHG-1.
    assert_eq!(
        found.sentence(&problem),
        "No plan keeps all 4 pins: these 2 cannot hold together, CHG-1 in RO-1 and CHG-2 in RO-1. RO-1 has 100 minutes; \
         to be deployed, checked and backed out with the crews there are, CHG-1 and CHG-2 together need 110."
    );
}

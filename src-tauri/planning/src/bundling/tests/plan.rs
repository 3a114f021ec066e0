//! From the plan and back to it.

use crate::bundling::*;
use crate::*;
use uuid::Uuid;

fn at(text: &str) -> crate::Instant {
    text.parse().unwrap()
}

fn release(number: u128, start: &str) -> Release {
    let start = at(start);
    Release {
        id: ReleaseId(Uuid::from_u128(number)),
        reference: Reference::new(&format!("RO-{number}")).unwrap(),
        title: String::new(),
        kind: ReleaseKind::Planned,
        state: ReleaseState::Planned,
        train: None,
        departure: None,
        owner: None,
        deputy: None,
        scope_lock: start - chrono::TimeDelta::days(5),
        test_starts: start - chrono::TimeDelta::days(4),
        deploy: Window::lasting(start, 120),
        watch_hours: 0,
        environment: None,
        capacity_points: Some(20),
        risk_budget: Some(100),
        merged_into: None,
        note: String::new(),
        origin: None,
    }
}

fn change(number: u128, value: u32) -> Change {
    serde_json::from_value(serde_json::json!({
        "id": Uuid::from_u128(number), "reference": format!("CHG-{number}"), "title": "", "kind": "normal",
        "state": "ready", "description": "", "services": [], "version": "", "contracts": [], "team": null, "owner": null,
        "release": null,
        "pinned": false, "value_per_week": value, "effort_points": 12, "deploy_minutes": 30,
        "back_out_minutes": 20, "reversible": "yes", "risk": RiskFacts::unknown(), "ready_on": null, "due": null,
        "requires": [], "apart_from": [], "together": "", "deferrals": 0, "deferral_reason": "", "origin": null
    }))
    .unwrap()
}

fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.put(release(1, "2026-11-10T20:00:00Z"));
    plan.put(release(2, "2026-11-17T20:00:00Z"));
    for (number, value) in [(11, 900), (12, 500), (13, 100)] {
        plan.put(change(number, value));
    }
    plan
}

fn bundle(plan: &Plan) -> (Problem, Mapping, Solution) {
    let releases: Vec<_> = plan.releases.iter().map(|release| release.id).collect();
    let changes: Vec<_> = plan.changes.iter().map(|change| change.id).collect();
    let (problem, mapping) = problem_from_plan(plan, &releases, &changes, at("2026-11-01T00:00:00Z"));
    let solution = super::run(&problem, 1, 5_000);
    (problem, mapping, solution)
}

#[test]
fn the_most_valuable_change_goes_first_and_the_least_waits() {
    let plan = plan();
    let (problem, mapping, solution) = bundle(&plan);
    assert_eq!(solution.evaluation.violations, []);
    let placed = plan.with_moves(&moves(&mapping, &solution));
    let at = |number: u128| {
        placed
            .changes
            .get(&ChangeId(Uuid::from_u128(number)))
            .unwrap()
            .release
    };
    assert_eq!(at(11), Some(ReleaseId(Uuid::from_u128(1))));
    assert_eq!(at(12), Some(ReleaseId(Uuid::from_u128(2))));
    assert_eq!(at(13), None);
    let reasons = reasons(&problem, &mapping, &explain(&problem, &solution), 2);
    assert_eq!(
        reasons[2].1,
        [
            "CHG-13 waits.",
            "RO-1 uses 12 of 20 effort points; this adds 12.",
            "RO-2 uses 12 of 20 effort points; this adds 12."
        ]
    );
}

#[test]
fn a_pinned_change_stays_and_a_released_one_is_left_out() {
    let mut plan = plan();
    let (small, live) = (ChangeId(Uuid::from_u128(13)), ChangeId(Uuid::from_u128(12)));
    let first = ReleaseId(Uuid::from_u128(1));
    let row = plan.changes.get_mut(&small).unwrap();
    (row.release, row.pinned) = (Some(first), true);
    plan.changes.get_mut(&live).unwrap().state = ChangeState::Deployed;
    let (_, mapping, solution) = bundle(&plan);
    assert_eq!(
        mapping.left_out,
        [LeftOut {
            change: live,
            reason: "CHG-12 is deployed.".into()
        }]
    );
    let moves = moves(&mapping, &solution);
    assert!(
        !moves
            .iter()
            .any(|step| matches!(step, Move::PlaceChange { change, .. } if *change == small))
    );
}

#[test]
fn a_change_never_goes_before_what_it_requires() {
    let mut plan = plan();
    plan.changes
        .get_mut(&ChangeId(Uuid::from_u128(11)))
        .unwrap()
        .requires = vec![ChangeId(Uuid::from_u128(12))];
    let (_, _, solution) = bundle(&plan);
    assert_eq!(solution.evaluation.violations, []);
    assert_eq!(
        (solution.placement.of(0), solution.placement.of(1)),
        (Some(1), Some(0))
    );
}

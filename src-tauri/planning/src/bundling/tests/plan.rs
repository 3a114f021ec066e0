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
    let placed = plan.with_moves(&moves(&mapping, &solution.placement));
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
            "RO-1 uses 12 of 20 effort points; this adds 12, 4 too many.",
            "RO-2 uses 12 of 20 effort points; this adds 12, 4 too many."
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
    let moves = moves(&mapping, &solution.placement);
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

/// A plan in which the risk budget is what keeps the third change out, with its problem as it is today.
fn tight(budget: u32, change: impl Fn(&mut Change)) -> (Plan, Problem, Mapping, Solution) {
    let mut plan = plan();
    let first = ReleaseId(Uuid::from_u128(1));
    plan.releases = plan
        .releases
        .iter()
        .filter(|release| release.id == first)
        .cloned()
        .map(|mut release| {
            release.capacity_points = Some(60);
            release.risk_budget = Some(budget);
            release
        })
        .collect();
    for number in [11, 12] {
        plan.changes
            .get_mut(&ChangeId(Uuid::from_u128(number)))
            .unwrap()
            .release = Some(first);
    }
    change(plan.changes.get_mut(&ChangeId(Uuid::from_u128(13))).unwrap());
    let changes: Vec<_> = plan.changes.iter().map(|change| change.id).collect();
    let (problem, mapping) = problem_from_plan(&plan, &[first], &changes, at("2026-11-01T00:00:00Z"));
    let today = Solution::of(&problem, Placement::prior(&problem));
    (plan, problem, mapping, today)
}

fn found(plan: &Plan, problem: &Problem, mapping: &Mapping, today: &Solution) -> Mitigations {
    let index = crate::risk::RiskIndex::of(plan);
    let day = at("2026-11-01T00:00:00Z").day_in(Zone::UTC);
    let room = make_room(problem, today, 2);
    let found = mitigate(plan, &index, (problem, mapping), today, 2, day, room.as_ref());
    for mitigation in found.alone.iter().chain(&found.with_room) {
        // What is said holds for the plan whose facts have become true.
        let mut then = plan.clone();
        let id = mapping.changes[2];
        let change = then.changes.get(&id).unwrap().clone();
        let facts = mitigation.facts.iter();
        then.put(facts.fold(change, |change, fact| fact.applied(&change, day)));
        let (again, _) = problem_from_plan(
            &then,
            &mapping.releases,
            &mapping.changes,
            at("2026-11-01T00:00:00Z"),
        );
        assert_eq!(again, mitigation.problem);
        assert_eq!(evaluate(&again, &mitigation.placement).violations, []);
    }
    found
}

#[test]
fn the_cheapest_fact_that_lets_a_change_in_is_found_and_holds_when_the_plan_is_changed() {
    use crate::risk::OpenFact;
    // Each change carries 18 + 5 + 2 points of risk as nobody has assessed or rehearsed it: three are 75.
    let (plan, problem, mapping, today) = tight(73, |change| change.value_per_week = 400);
    assert_eq!(problem.changes[2].risk, 25);
    let single = found(&plan, &problem, &mapping, &today);
    let level = Score::new(2).unwrap();
    let alone = single.alone.unwrap();
    assert_eq!(alone.facts, [OpenFact::ProbabilityAssessed { level }]);
    assert_eq!((alone.release, alone.problem.changes[2].risk), (0, 19));
    assert_eq!(single.near, None);
}

#[test]
fn when_one_fact_is_not_enough_the_near_miss_is_told_and_two_are_tried() {
    use crate::risk::OpenFact;
    let known = |change: &mut Change| {
        change.value_per_week = 400;
        change.risk.probability = Score::new(3).ok();
        change.risk.impact = Score::new(3).ok();
        change.back_out_minutes = None;
        change.risk.evidence_needed = 1;
    };
    // 18 + 5 + 5 + 5 = 33; with the others 83.
    let (plan, problem, mapping, today) = tight(75, known);
    assert_eq!(problem.changes[2].risk, 33);
    let both = found(&plan, &problem, &mapping, &today);
    let alone = both.alone.unwrap();
    assert_eq!(alone.facts, [OpenFact::BackOutMeasured, OpenFact::EvidenceShown]);
    assert_eq!(alone.problem.changes[2].risk, 25);
    let near = both.near.unwrap();
    assert_eq!(
        (near.fact, near.blockers[0].shortfall()),
        (OpenFact::EvidenceShown, 3)
    );
    // A budget that no two facts reach: nothing is promised.
    let (plan, problem, mapping, today) = tight(60, known);
    let none = found(&plan, &problem, &mapping, &today);
    assert_eq!(none.alone, None);
}

#[test]
fn the_fewest_others_make_room_and_the_checker_agrees() {
    let (_, problem, _, today) = tight(50, |change| change.value_per_week = 2_000);
    let room = make_room(&problem, &today, 2).unwrap();
    assert_eq!(room.placement, Placement(vec![Some(0), None, Some(0)]));
    let after = evaluate(&problem, &room.placement);
    assert_eq!(after.violations, []);
    assert_eq!(after.objective, today.objective() + room.gain);
    assert_eq!(forward(&problem, &room.placement, 2), Vec::<usize>::new());
}

#[test]
fn a_version_counts_what_it_defers_once() {
    let (first, second) = (ReleaseId(Uuid::from_u128(1)), ReleaseId(Uuid::from_u128(2)));
    let placed = |at: [Option<ReleaseId>; 3]| {
        let mut plan = plan();
        for (number, release) in (11_u128..).zip(at) {
            plan.changes
                .get_mut(&ChangeId(Uuid::from_u128(number)))
                .unwrap()
                .release = release;
        }
        plan
    };
    let published = placed([Some(first), Some(first), Some(second)]);
    let mut now = placed([Some(second), None, Some(first)]);
    let counted = |now: &Plan| -> Vec<(String, u32)> {
        let list = deferred_since(&published, now).into_iter();
        list.map(|change| (change.reference.to_string(), change.deferrals))
            .collect()
    };
    assert_eq!(
        counted(&now),
        [("CHG-11".to_owned(), 1), ("CHG-12".to_owned(), 1)]
    );
    // Counted already when it was put among the waiting.
    now.changes
        .get_mut(&ChangeId(Uuid::from_u128(12)))
        .unwrap()
        .deferrals = 1;
    assert_eq!(counted(&now), [("CHG-11".to_owned(), 1)]);
    // Its own release moved: it is as late as everybody in it, and not deferred.
    let mut moved = published.clone();
    let mut release = moved.releases.get(&first).unwrap().clone();
    release.deploy = Window::lasting(at("2026-12-10T20:00:00Z"), 120);
    moved.put(release);
    assert_eq!(counted(&moved), []);
}

#[test]
fn the_third_deferral_weighs_a_whole_usual_week() {
    let weight = |deferrals: u32| {
        let (_, problem, _, _) = tight(75, |change| change.deferrals = deferrals);
        problem.changes[2].defer_cost
    };
    // The usual week of the plan is worth 500.
    assert_eq!([0, 1, 2, 3, 4].map(weight), [0, 125, 250, 750, 1_250]);
}

/// Two changes of one service of tier 0 that would both fit, on a train that limits what one release brings to it.
fn at_a_critical_service(limit: Option<u32>) -> Plan {
    let mut plan = plan();
    let (train, service) = (TrainId(Uuid::from_u128(50)), ServiceId(Uuid::from_u128(60)));
    let row = serde_json::json!({
        "id": train.0, "reference": "RO", "name": "Retail", "cadence": null, "scope_lock_days": 5, "test_days": 3,
        "watch_hours": 72, "capacity_points": 40, "risk_budget": 500, "critical_risk_budget": limit, "teams": [],
        "order_index": 0, "origin": null
    });
    plan.put(serde_json::from_value::<ReleaseTrain>(row).unwrap());
    let tier = serde_json::from_value(serde_json::json!(0)).unwrap();
    let mut ledger = Service::new(service, Reference::new("LEDGER").unwrap());
    ledger.name = "Ledger core".into();
    ledger.tier = tier;
    plan.put(ledger);
    for number in [1, 2] {
        let release = plan
            .releases
            .get_mut(&ReleaseId(Uuid::from_u128(number)))
            .unwrap();
        (release.train, release.capacity_points, release.risk_budget) = (Some(train), None, None);
    }
    for number in [11, 12] {
        plan.changes
            .get_mut(&ChangeId(Uuid::from_u128(number)))
            .unwrap()
            .services = vec![service];
    }
    plan
}

#[test]
fn one_release_brings_no_more_to_a_service_of_tier_0_than_its_train_allows() {
    let free = at_a_critical_service(None);
    let both = free.with_moves(&moves(&bundle(&free).1, &bundle(&free).2.placement));
    let release = |plan: &Plan, number: u128| {
        let change = plan.changes.get(&ChangeId(Uuid::from_u128(number))).unwrap();
        change.release.unwrap()
    };
    assert_eq!(release(&both, 11), release(&both, 12));

    let index = crate::collision::Index::of(&both);
    let load = index.load(release(&both, 11)).unwrap();
    let alone = index.points(ChangeId(Uuid::from_u128(11))).unwrap();
    assert_eq!(load.critical, []);
    let limited = at_a_critical_service(Some(alone + 1));
    let (problem, mapping, solution) = bundle(&limited);
    assert_eq!(solution.evaluation.violations, []);
    let apart = limited.with_moves(&moves(&mapping, &solution.placement));
    assert_ne!(release(&apart, 11), release(&apart, 12));
    assert_eq!(crate::collision::Index::of(&apart).collisions(), []);

    // Put together by hand, the screens say what the optimiser holds to.
    let first = release(&apart, 11);
    let forced = apart.with_moves(&[Move::PlaceChange {
        change: ChangeId(Uuid::from_u128(12)),
        release: Some(first),
    }]);
    let index = crate::collision::Index::of(&forced);
    let said: Vec<&str> = (index.collisions().iter())
        .map(|collision| collision.sentence.as_str())
        .collect();
    assert!(
        said.iter()
            .any(|sentence| sentence.contains("to Ledger core (tier 0), which takes")),
        "{said:?}"
    );
    let option = option(
        &problem,
        &solution.placement,
        1,
        mapping.releases.iter().position(|id| *id == first).unwrap(),
    );
    let blocker: Vec<String> = (option.blockers.iter())
        .map(|blocker| blocker.sentence(&problem))
        .collect();
    assert!(
        blocker.iter().any(|sentence| sentence.contains("Ledger core")),
        "{blocker:?}"
    );
}

#[test]
fn a_release_takes_only_the_tests_that_its_environments_can_show() {
    let mut plan = plan();
    let place = EnvironmentId(Uuid::from_u128(70));
    let row = serde_json::json!({
        "id": place.0, "reference": "UAT", "name": "Acceptance", "class": "acceptance", "region": "", "order_index": 0,
        "quota_hours": null, "tests_per_day": 10, "shares_data_with": [], "origin": null
    });
    plan.put(serde_json::from_value::<Environment>(row).unwrap());
    let first = ReleaseId(Uuid::from_u128(1));
    let booking = serde_json::json!({
        "id": Uuid::from_u128(80), "reference": "BK-1", "environment": place.0, "purpose": "Test RO-1",
        "release": first.0, "change": null, "mode": "exclusive",
        "window": Window::lasting(at("2026-11-05T08:00:00Z"), 600), "needs": [], "data": "", "priority": 3,
        "requester": "", "team": null, "state": "booked", "asked_at": "2026-10-20T08:00:00Z", "until": null,
        "origin": null
    });
    plan.put(serde_json::from_value::<Booking>(booking).unwrap());
    assert_eq!(crate::risk::tests_possible(&plan, first), Some(10));
    let valuable = ChangeId(Uuid::from_u128(11));
    plan.changes.get_mut(&valuable).unwrap().risk.evidence_needed = 11;
    let (_, mapping, solution) = bundle(&plan);
    let placed = plan.with_moves(&moves(&mapping, &solution.placement));
    assert_eq!(
        placed.changes.get(&valuable).unwrap().release,
        Some(ReleaseId(Uuid::from_u128(2))),
        "RO-2 has no booking that limits it"
    );
    // One test is shown: ten are left, which fit into the day.
    plan.changes.get_mut(&valuable).unwrap().risk.evidence_seen = 1;
    let (_, mapping, solution) = bundle(&plan);
    let placed = plan.with_moves(&moves(&mapping, &solution.placement));
    assert_eq!(placed.changes.get(&valuable).unwrap().release, Some(first));
}

//! Collisions: each kind with the smallest plan that shows it, and previews against the plan that was really moved.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::collision::{Collision, CollisionKind, Index, collisions, collisions_touching, preview};
use planning::{Move, Plan, Severity, Subject, Window};
use proptest::prelude::*;
use testkit::{generate, plan};

fn said(text: &str) -> Vec<String> {
    Index::of(&plan(text))
        .collisions()
        .iter()
        .map(|collision| format!("{}: {}", collision.severity, collision.sentence))
        .collect()
}

fn kinds(plan: &Plan) -> Vec<CollisionKind> {
    Index::of(plan)
        .collisions()
        .iter()
        .map(|collision| collision.kind)
        .collect()
}

#[test]
fn a_plan_without_faults_has_no_collision() {
    let text = "
        services  ledger; shop uses ledger
        windows   every Wed 22:00-02:00
        train     RO capacity 10 budget 100
        freeze    peak 2026-11-23 .. 2026-11-30 on shop
        release   RO-1 2026-11-11 22:00 4h on RO; RO-2 2026-11-18 22:00 4h on RO
        change    CHG-1 ledger 30m risk 2 in RO-1 due 2026-11-11; CHG-2 shop 30m risk 2 after CHG-1 in RO-2 ready 2026-11-18
    ";
    assert_eq!(said(text), Vec::<String>::new());
}

#[test]
fn a_release_inside_a_freeze_names_both_and_the_changes_that_are_stopped() {
    let text = "
        services  ledger; shop
        freeze    peak 2026-11-16 .. 2026-11-20 on shop
        release   RO-1 2026-11-18 22:00 2h
        change    CHG-1 ledger 10m risk 1 in RO-1; CHG-2 shop 10m risk 1 in RO-1
    ";
    assert_eq!(
        said(text),
        ["error: RO-1 deploys Wed 18 Nov 22:00, inside peak (agreed, hard, 16 Nov – 20 Nov), with CHG-2."]
    );
}

#[test]
fn the_watch_belongs_to_the_release_when_a_freeze_begins() {
    let text = "
        services  shop
        freeze    peak 2026-11-20 .. 2026-11-30 asked by retail
        release   RO-1 2026-11-18 22:00 2h watch 72h
        change    CHG-1 shop 10m risk 1 in RO-1
    ";
    assert_eq!(
        said(text),
        [
            "warning: RO-1 is watched until Sun 22 Nov 00:00, inside peak (asked, hard, 20 Nov – 30 Nov), with all its changes."
        ]
    );
}

#[test]
fn a_soft_freeze_lets_standard_changes_through_and_an_exception_the_rest() {
    let frozen = |what: &str| {
        kinds(&plan(&format!(
            "services  shop
freeze    peak 2026-11-16 .. 2026-11-20 soft
release   RO-1 2026-11-18 22:00 2h
change    CHG-1 shop 10m risk 1 in RO-1{what}"
        )))
    };
    assert_eq!(frozen(""), [CollisionKind::ReleaseInFreeze]);
    assert_eq!(frozen(" standard"), []);
    assert_eq!(frozen("\nexception FX-1 to peak for CHG-1 granted"), []);
    assert_eq!(frozen("\nexception FX-1 to peak for RO-1 granted"), []);
    assert_eq!(
        frozen("\nexception FX-1 to peak for CHG-1 rejected"),
        [CollisionKind::ReleaseInFreeze]
    );
    let elsewhere = "\nexception FX-1 to peak for CHG-1 granted valid 2026-11-16 .. 2026-11-17";
    assert_eq!(frozen(elsewhere), [CollisionKind::ReleaseInFreeze]);
}

#[test]
fn a_freeze_of_production_leaves_test_environments_alone() {
    let to = |environment: &str| {
        kinds(&plan(&format!(
            "environments UAT-1 test; PROD production
services  shop
freeze    peak 2026-11-16 .. 2026-11-20 to PROD
release   RO-1 2026-11-18 22:00 2h{environment}
change    CHG-1 shop 10m risk 1 in RO-1"
        )))
    };
    assert_eq!(to(""), [CollisionKind::ReleaseInFreeze]);
    assert_eq!(to(" to PROD"), [CollisionKind::ReleaseInFreeze]);
    assert_eq!(to(" to UAT-1"), []);
}

#[test]
fn a_release_outside_every_window_says_when_one_opens() {
    let text = "
        services  shop
        windows   every Tue 22:00-02:00 called nights
        release   RO-1 2026-11-18 22:00 2h; RO-2 2026-11-17 23:00 4h; RO-3 2026-11-17 22:00 4h
    ";
    assert_eq!(
        said(text),
        [
            "error: RO-1 deploys Wed 18 Nov 22:00, outside every window; nights opens next, Tue 24 Nov 22:00.",
            "error: RO-2 deploys Tue 17 Nov 23:00 until Wed 18 Nov 03:00, longer than nights is open (until Wed 18 Nov 02:00).",
        ]
    );
}

#[test]
fn two_releases_of_one_service_or_of_consumer_and_provider_at_one_time_collide() {
    let text = "
        services  ledger; shop uses ledger
        release   A 2026-11-18 22:00 2h; B 2026-11-18 23:00 2h; C 2026-11-19 00:30 2h
        change    CHG-1 ledger 10m risk 1 in A; CHG-2 ledger 10m risk 1 in B; CHG-3 shop 10m risk 1 in C
    ";
    assert_eq!(
        said(text),
        [
            "error: A and B both deploy ledger at the same time, Wed 18 Nov 22:00 and Wed 18 Nov 23:00.",
            "warning: B and C deploy at the same time and depend on each other: shop needs ledger.",
        ]
    );
}

#[test]
fn a_provider_whose_scope_is_closed_goes_before_its_consumer() {
    let text = "
        services  ledger; shop uses ledger contract
        release   A 2026-11-18 22:00 2h; B 2026-11-20 22:00 2h
        change    CHG-1 shop 10m risk 1 in A; CHG-2 ledger 10m risk 1 in B
    ";
    assert_eq!(
        said(text),
        ["warning: A goes Wed 18 Nov 22:00 before B Fri 20 Nov 22:00, though shop needs ledger."]
    );
}

#[test]
fn a_requirement_goes_before_or_with_its_change_or_is_live() {
    let with = |placing: &str| {
        kinds(&plan(&format!(
            "release   A 2026-11-18 22:00 2h; B 2026-11-25 22:00 2h
change    CHG-1 10m risk 1; CHG-2 10m risk 1 after CHG-1 in A
{placing}"
        )))
    };
    assert_eq!(with("CHG-1 waits"), [CollisionKind::RequirementDeferred]);
    assert_eq!(with("CHG-1 in B"), [CollisionKind::RequirementLater]);
    assert_eq!(with("CHG-1 in A"), []);
    assert_eq!(
        with("change CHG-3 10m deployed"),
        [CollisionKind::RequirementDeferred]
    );
}

#[test]
fn limits_are_counted_with_the_back_out() {
    let text = "
        train     RO capacity 4 budget 20
        release   RO-1 2026-11-18 22:00 1h on RO
        change    CHG-1 45m points 3 risk 3 back-out 20m in RO-1; CHG-2 25m points 2 risk 1 back-out 5m in RO-1
    ";
    assert_eq!(
        said(text),
        [
            "error: RO-1 needs 1 h 05 with the crews there are (45 min to deploy and check, 20 min to back out) and has 1 h.",
            "warning: RO-1 holds 5 of 4 effort points, 1 over.",
            "warning: RO-1 holds 34 of 20 risk points, 14 over.",
        ]
    );
}

#[test]
fn a_release_fits_its_window_when_its_teams_have_the_crews() {
    let text = "
        teams     core crews 1
        services  a of core; b of core
        release   RO-1 2026-11-18 22:00 1h
        change    CHG-1 a 25m risk 1 back-out 10m in RO-1; CHG-2 b 25m risk 1 back-out 5m in RO-1
    ";
    assert_eq!(
        said(text),
        [
            "error: RO-1 needs 1 h 05 with the crews there are (50 min to deploy and check, 15 min to back out) and has 1 h."
        ]
    );
    assert_eq!(said(&text.replace("crews 1", "crews 2")), Vec::<String>::new());
}

#[test]
fn a_release_does_not_fit_when_its_changes_wait_for_each_other() {
    let text = "
        services  a; b
        release   RO-1 2026-11-18 22:00 1h
        change    CHG-1 a 25m risk 1 back-out 10m in RO-1; CHG-2 b 25m risk 1 back-out 10m in RO-1
    ";
    assert_eq!(kinds(&plan(text)), []);
    assert_eq!(
        kinds(&plan(&text.replace("a; b", "a; b uses a"))),
        [CollisionKind::WindowTooShort]
    );
}

#[test]
fn three_releases_over_two_crews_are_told_together_though_each_two_could_share_them() {
    let text = "
        teams     core crews 2
        services  ledger of core; payments of core; mail of core; shop of core
        release   A 2026-11-18 22:00 2h; B 2026-11-18 23:00 2h; C 2026-11-18 23:30 2h; D 2026-11-19 01:15 2h
        change    CHG-1 ledger 30m in A; CHG-2 payments 30m in B; CHG-3 mail 30m in C; CHG-4 shop 30m in D";
    // D overlaps C alone: A and B are over by then.
    assert_eq!(
        said(text),
        ["warning: A, B and C overlap from Wed 18 Nov 23:30 and together need 3 crews of core, which has 2."]
    );
    assert_eq!(said(&text.replace("crews 2", "crews 3")), Vec::<String>::new());
    // A move of one of the three clears it, and bringing D into the same hour makes every three of the four one.
    let plan = plan(text);
    let index = Index::of(&plan);
    let release = |name: &str| {
        plan.releases
            .iter()
            .find(|release| release.reference.as_str() == name)
            .unwrap()
    };
    let moved = |name: &str, minutes: i64| {
        let row = release(name);
        let start = row.deploy.start() + chrono::TimeDelta::minutes(minutes);
        let moves = [Move::MoveRelease {
            release: row.id,
            deploy: Window::lasting(start, 120),
            keep_lock: false,
        }];
        let previewed = preview(&plan, &index, &moves);
        let after = plan.with_moves(&moves);
        let (now, then) = (collisions(&plan).len(), collisions(&after).len());
        assert_eq!(now + previewed.adds.len() - previewed.clears.len(), then);
        (previewed.clears.len(), previewed.adds.len())
    };
    assert_eq!(moved("B", 300), (1, 0));
    assert_eq!(moved("D", -90), (0, 3));
}

#[test]
fn two_releases_collide_over_crews_only_when_they_need_more_than_there_are() {
    let text = "
        teams     core crews 3
        services  a of core; b of core; c of core
        release   A 2026-11-18 22:00 2h; B 2026-11-18 23:00 2h
        change    CHG-1 a 10m risk 1 in A; CHG-2 b 10m risk 1 in A; CHG-3 c 10m risk 1 in B
    ";
    assert_eq!(said(text), Vec::<String>::new());
    assert_eq!(
        said(&text.replace("crews 3", "crews 2")),
        ["warning: A and B overlap from Wed 18 Nov 23:00 and together need 3 crews of core, which has 2."]
    );
    // One after the other, the two changes of A need one crew.
    let in_turn = text
        .replace("crews 3", "crews 2")
        .replace("b of core", "b of core uses a");
    assert_eq!(said(&in_turn), Vec::<String>::new());
}

#[test]
fn dates_of_changes_are_kept_to_the_day() {
    let text = "
        release   RO-1 2026-11-18 22:00 4h
        change    CHG-1 10m risk 1 due 2026-11-17 legal in RO-1; CHG-2 10m risk 1 due 2026-11-18 in RO-1
        change    CHG-3 10m risk 1 ready 2026-11-19 in RO-1; CHG-4 10m risk 1 due 2026-11-10 wish in RO-1
    ";
    assert_eq!(
        said(text),
        [
            "error: CHG-1 is due Tue 17 Nov (legal) and RO-1 deploys Wed 18 Nov.",
            "error: CHG-3 is ready Thu 19 Nov and RO-1 deploys Wed 18 Nov.",
            "note: CHG-4 is due Tue 10 Nov (wish) and RO-1 deploys Wed 18 Nov.",
        ]
    );
}

#[test]
fn groups_stay_together_and_rivals_apart() {
    let text = "
        release   A 2026-11-18 22:00 4h; B 2026-11-25 22:00 4h
        change    CHG-1 10m risk 1 with pair in A; CHG-2 10m risk 1 with pair in B; CHG-3 10m risk 1 apart CHG-1 in A
    ";
    assert_eq!(
        said(text),
        [
            "error: CHG-1 and CHG-2 go together (pair) and are split over A and B.",
            "error: CHG-1 and CHG-3 stay apart and both go with A.",
        ]
    );
}

#[test]
fn a_test_environment_is_used_by_one_release_at_a_time() {
    let text = "
        environments UAT-1 test; UAT-2 test
        release   A 2026-11-18 22:00 2h to UAT-1; B 2026-11-20 22:00 2h to UAT-1; C 2026-11-20 22:00 2h to UAT-2
    ";
    assert_eq!(said(text), ["warning: A and B both use UAT-1, 15 Nov – 18 Nov."]);
}

#[test]
fn a_collision_keeps_its_id_when_the_plan_is_read_again() {
    let plan = generate(7, 300, 60, 200);
    let ids = |plan: &Plan| -> Vec<String> {
        Index::of(plan)
            .collisions()
            .iter()
            .map(|each| each.id.clone())
            .collect()
    };
    assert_eq!(ids(&plan), ids(&plan.clone()));
}

#[test]
fn the_way_out_of_a_freeze_is_a_slot_that_clears_it() {
    let plan = plan(
        "
        services  shop
        windows   every Wed 22:00-02:00
        freeze    peak 2026-11-16 .. 2026-11-20
        release   RO-1 2026-11-18 22:00 2h
        change    CHG-1 shop 10m risk 1 in RO-1
        ",
    );
    let found = collisions(&plan);
    let ways: Vec<&str> = found[0]
        .ways_out
        .iter()
        .map(|way| way.sentence.as_str())
        .collect();
    assert_eq!(
        ways,
        [
            "Move RO-1 to Wed 25 Nov 22:00.",
            "Move RO-1 to Wed 11 Nov 22:00.",
            "Ask for an exception to peak; it names no criteria."
        ]
    );
    assert_eq!(collisions(&plan.with_moves(&found[0].ways_out[0].moves)), []);
}

#[test]
fn every_way_out_clears_its_collision_and_adds_no_error() {
    let plan = generate(11, 250, 60, 200);
    let errors = |plan: &Plan| -> Vec<String> {
        let found = Index::of(plan)
            .collisions()
            .iter()
            .filter(|each| each.severity == Severity::Error)
            .cloned()
            .collect::<Vec<_>>();
        found.into_iter().map(|each| each.id).collect()
    };
    let before = errors(&plan);
    let mut tried = 0;
    for collision in collisions(&plan) {
        for way in collision
            .ways_out
            .iter()
            .filter(|way| !way.moves.is_empty())
            .take(1)
        {
            let moved = plan.with_moves(&way.moves);
            let after = Index::of(&moved);
            assert!(
                after.collisions().iter().all(|each| each.id != collision.id),
                "{}: {}",
                collision.sentence,
                way.sentence
            );
            assert!(
                errors(&moved).iter().all(|id| before.contains(id)),
                "{}: {}",
                collision.sentence,
                way.sentence
            );
            tried += 1;
        }
        if tried > 40 {
            return;
        }
    }
    assert!(tried > 5, "the plan offers too few ways out to try: {tried}");
}

#[test]
fn a_preview_names_what_it_clears_and_adds() {
    let plan = plan(
        "
        services  shop
        windows   every Wed 22:00-02:00 called nights
        freeze    peak 2026-11-23 .. 2026-12-01
        freeze    ask 2026-11-16 .. 2026-12-04 asked by retail
        release   RO-23 2026-11-25 22:00 2h
        change    CHG-1 shop 10m risk 1 in RO-23
        ",
    );
    let release = plan.releases.iter().next().unwrap();
    let deploy = Window::lasting("2026-11-18T22:00:00Z".parse().unwrap(), 120);
    let preview = preview(
        &plan,
        &Index::of(&plan),
        &[Move::MoveRelease {
            release: release.id,
            deploy,
            keep_lock: true,
        }],
    );
    let words =
        |found: &[Collision]| -> Vec<String> { found.iter().map(|each| each.sentence.clone()).collect() };
    assert_eq!(words(&preview.clears).len(), 1);
    assert!(words(&preview.clears)[0].contains("peak"));
    assert_eq!(words(&preview.adds), Vec::<String>::new());
    assert!(words(&preview.remain)[0].contains("RO-23 deploys Wed 18 Nov 22:00, inside ask"));
    assert_eq!(
        preview.notes,
        [
            "RO-23 deploys Wed 18 Nov 22:00, 7 days earlier, in nights.",
            "RO-23 keeps 0 of 5 test days."
        ]
    );
}

fn sorted(found: impl IntoIterator<Item = Collision>) -> Vec<(String, String)> {
    let mut said: Vec<(String, String)> = found.into_iter().map(|each| (each.id, each.sentence)).collect();
    said.sort();
    said
}

/// One move of the generated plan, chosen by numbers.
fn a_move(plan: &Plan, kind: u8, one: usize, other: usize, days: i64) -> Move {
    let release = plan.releases.iter().nth(other % plan.releases.len()).unwrap();
    let shift = |window: Window| {
        let day = chrono::TimeDelta::days(days);
        window.shifted(day)
    };
    match kind % 4 {
        0 => Move::MoveRelease {
            release: release.id,
            deploy: shift(release.deploy),
            keep_lock: days % 2 == 0,
        },
        1 => {
            let freeze = plan.freezes.iter().nth(one % plan.freezes.len()).unwrap();
            Move::MoveFreeze {
                freeze: freeze.id,
                window: shift(freeze.window),
            }
        }
        _ => {
            let change = plan.changes.iter().nth(one % plan.changes.len()).unwrap();
            let to = if days % 5 == 0 { None } else { Some(release.id) };
            Move::PlaceChange {
                change: change.id,
                release: to,
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// What a preview says is what making the moves does.
    #[test]
    fn a_preview_is_what_the_moved_plan_shows(
        seed in 1_u64..6,
        steps in prop::collection::vec((any::<u8>(), 0_usize..400, 0_usize..60, -40_i64..40), 1..4),
    ) {
        let plan = generate(seed, 160, 40, 120);
        let index = Index::of(&plan);
        let moves: Vec<Move> = steps.iter().map(|step| a_move(&plan, step.0, step.1, step.2, step.3)).collect();
        let preview = preview(&plan, &index, &moves);
        let after = Index::of(&plan.with_moves(&moves));
        let kept = index.collisions().iter().filter(|old| {
            !preview.clears.iter().any(|gone| gone.id == old.id) && !preview.remain.iter().any(|same| same.id == old.id)
        });
        let expected = kept.chain(&preview.remain).chain(&preview.adds).cloned();
        prop_assert_eq!(sorted(expected), sorted(after.collisions().iter().cloned()));
    }

    /// Evaluating every release by itself finds all that is about releases.
    #[test]
    fn releases_taken_one_by_one_show_every_collision(seed in 1_u64..20) {
        let plan = generate(seed, 120, 40, 120);
        let index = Index::of(&plan);
        let mut found: Vec<Collision> = Vec::new();
        for release in &plan.releases {
            for collision in collisions_touching(&plan, &index, &[release.id]) {
                if !found.iter().any(|known| known.id == collision.id) {
                    found.push(collision);
                }
            }
        }
        let about = |each: &&Collision| each.subjects.iter().any(|subject| matches!(subject, Subject::Release(_)));
        prop_assert_eq!(sorted(found), sorted(index.collisions().iter().filter(about).cloned()));
    }
}

/// A large plan with two hundred freezes.
fn with_freezes(changes: usize) -> Plan {
    let mut plan = testkit::generate(1, changes, changes / 5, changes * 2);
    let patterns: Vec<planning::Freeze> = plan.freezes.iter().cloned().collect();
    for number in patterns.len()..200 {
        let mut freeze = patterns[number % patterns.len()].clone();
        freeze.id = planning::FreezeId(uuid::Uuid::from_u128(0xF000_0000 + number as u128));
        freeze.reference = planning::Reference::new(&format!("FZ-{number}")).unwrap();
        freeze.window = freeze.window.shifted(chrono::TimeDelta::hours(number as i64 * 7));
        plan.put(freeze);
    }
    plan
}

/// Most rows that a preview of a drag looks at, over drags of every seventh release.
fn dearest_drag(plan: &Plan) -> u32 {
    let index = Index::of(plan);
    let drags = plan.releases.iter().step_by(7).map(|release| {
        let step = planning::Move::MoveRelease {
            release: release.id,
            deploy: release.deploy.shifted(chrono::TimeDelta::days(7)),
            keep_lock: false,
        };
        preview(plan, &index, &[step]).looked_at
    });
    drags.max().unwrap()
}

#[test]
fn a_drag_looks_at_each_release_and_freeze_once_and_at_nothing_else_of_the_plan() {
    for changes in [1_000, 10_000] {
        let plan = with_freezes(changes);
        assert_eq!(plan.freezes.len(), 200);
        let dearest = dearest_drag(&plan) as usize;
        // Each freeze is asked, and the release in it; each other release once; its own changes, openings and collisions.
        let bound = 2 * plan.freezes.len() + plan.releases.len() + 1_000;
        println!(
            "{changes} changes, {} releases: at most {dearest} rows a drag",
            plan.releases.len()
        );
        assert!(dearest <= bound, "{changes} changes: {dearest} rows, not {bound}");
    }
}

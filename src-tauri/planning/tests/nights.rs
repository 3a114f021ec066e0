//! Nights that bundles make: judged in a moment, they take what the schedule says, and no bundle goes over them.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::bundling::{
    Limits, Mapping, Placement, Problem, evaluate, explain_change, moves, problem_from_plan, solve,
};
use planning::graph::Graph;
use planning::schedule::{Nights, schedule};
use planning::{ChangeId, DeployOrder, Instant, Plan, ReleaseId};
use proptest::prelude::*;
use testkit::{generate, plan};

fn long_ago() -> Instant {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// A generated plan whose nights have crews, checks, gaps, links of every order and of one environment, and some waiting
/// changes put anywhere.
fn busy(seed: u64) -> Plan {
    let mut plan = generate(seed, 60, 14, 22);
    let mut dice = seed;
    let mut next = |limit: u64| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % limit
    };
    let teams: Vec<_> = plan.teams.iter().map(|team| team.id).collect();
    for id in teams {
        plan.teams.get_mut(&id).unwrap().crews = 1 + next(3) as u32;
    }
    let services: Vec<_> = plan.services.iter().map(|service| service.id).collect();
    for id in services {
        plan.services.get_mut(&id).unwrap().validate_minutes = Some(next(20) as u32);
    }
    let links: Vec<_> = plan.dependencies.iter().map(|link| link.id).collect();
    for id in links {
        let link = plan.dependencies.get_mut(&id).unwrap();
        link.min_gap_minutes = if next(3) == 0 { next(30) as u32 } else { 0 };
        link.order = match next(8) {
            0 => DeployOrder::Lockstep,
            1 => DeployOrder::ConsumerFirst,
            2 => DeployOrder::Any,
            _ => DeployOrder::ProviderFirst,
        };
    }
    let releases: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).take(4).collect();
    let changes: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).collect();
    for id in changes {
        let change = plan.changes.get_mut(&id).unwrap();
        change.release = releases.get(next(6) as usize).copied();
        if next(4) == 0 {
            change.back_out_minutes = None;
        }
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_night_judged_in_a_moment_takes_what_the_schedule_says(seed in 0_u64..100_000, asked in 0_usize..5) {
        let plan = busy(seed);
        let graph = Graph::of(&plan);
        let releases: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).take(4).collect();
        // Some are asked about, the others ride whatever is chosen.
        let changes: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).enumerate()
            .filter(|(place, _)| place % 5 <= asked).map(|(_, id)| id).collect();
        let nights = Nights::of(&plan, &graph, &changes, &releases);
        for (night, release) in releases.iter().enumerate() {
            let rides = |id: &ChangeId| plan.changes.get(id).unwrap().release == Some(*release);
            let riders = (0..changes.len()).filter(|place| rides(&changes[*place]));
            let found = nights.minutes(night, riders);
            let said = schedule(&plan, &graph, *release).unwrap();
            prop_assert_eq!((found.forward, found.back_out), (said.critical_minutes, said.back_out_minutes));
            let riders: Vec<usize> = (0..changes.len()).filter(|place| rides(&changes[*place])).collect();
            let mut least = nights.least(night, []);
            for more in 1..=riders.len() {
                let some = &riders[..more];
                let now = nights.least(night, some.iter().copied());
                prop_assert!(now >= least, "{} with more, {} before", now, least);
                prop_assert!(now <= nights.minutes(night, some.iter().copied()).total());
                least = now;
            }
        }
    }
}

fn problem(plan: &Plan) -> (Problem, Mapping) {
    let releases: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).take(3).collect();
    let changes: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).collect();
    problem_from_plan(plan, &releases, &changes, long_ago())
}

/// What the best sound plan is worth, by trying every one.
fn best_of_all(problem: &Problem) -> i64 {
    let (changes, places) = (problem.changes.len() as u32, problem.releases.len() + 1);
    let all = (0..places.pow(changes)).map(|number| {
        let place = |change: u32| Some(number / places.pow(change) % places).filter(|place| *place > 0);
        Placement(
            (0..changes)
                .map(|change| place(change).map(|place| place - 1))
                .collect(),
        )
    });
    let judged = all.map(|placement| evaluate(problem, &placement));
    let sound = judged.filter(|found| found.violations.is_empty());
    sound.map(|found| found.objective).max().unwrap()
}

const SHORT: &str = "
    teams     core crews 2; retail
    services  ledger of core checks 10m; payments of core uses ledger gap 5m checks 5m; shop of retail uses payments
    services  mail of retail; feed of core
    release   RO-1 2026-11-18 22:00 2h; RO-2 2026-11-25 22:00 90m
    change    CHG-1 ledger 30m back-out 10m value 900; CHG-2 payments 25m back-out 20m value 800
    change    CHG-3 shop 20m back-out 5m value 700; CHG-4 mail 30m back-out 15m value 600
    change    CHG-5 feed 40m back-out 25m value 500; CHG-6 ledger 15m back-out 10m value 400
    change    CHG-7 mail 20m back-out 10m value 300
";

#[test]
fn crews_work_side_by_side_and_the_way_back_is_kept_free() {
    let plan = plan(SHORT);
    let (problem, mapping) = problem(&plan);
    assert!(mapping.left_out.is_empty(), "{:?}", mapping.left_out);
    let found = solve(
        &problem,
        1,
        Limits {
            iterations: Some(20_000),
            gap_basis_points: 0,
        },
        &mut |_: &_| planning::bundling::Answer::Continue,
    );
    assert_eq!(found.evaluation.violations, []);
    assert_eq!(found.objective(), best_of_all(&problem));
    assert!(found.bound >= found.objective());
    let after = plan.with_moves(&moves(&mapping, &found.placement));
    let graph = Graph::of(&after);
    let mut side_by_side = false;
    for release in &plan.releases {
        let night = schedule(&after, &graph, release.id).unwrap();
        assert!(night.fits, "{}: {}", release.reference, night.sentence);
        let alone: i64 = night
            .steps
            .iter()
            .map(|step| step.deploy.minutes() + i64::from(step.back_out_minutes))
            .sum();
        side_by_side |= alone > i64::from(night.window_minutes);
    }
    assert!(
        side_by_side,
        "one after the other these would not fit; the story shows nothing"
    );
}

#[test]
fn a_change_that_makes_the_night_too_long_is_told_so_in_minutes() {
    let plan = plan(
        "
        teams     core
        services  ledger of core; payments of core uses ledger
        release   RO-1 2026-11-18 22:00 60m
        change    CHG-1 ledger 25m back-out 10m value 900; CHG-2 payments 20m back-out 10m value 10
        ",
    );
    let (problem, _) = problem(&plan);
    let placement = Placement(vec![Some(0), None]);
    let why = explain_change(&problem, &placement, 1, vec![]);
    assert_eq!(
        why.sentences(&problem, 1)[1],
        "RO-1 uses 35 of 60 minutes of its window with the crews there are, back-out included; this adds 30, 5 too many."
    );
    let broken = evaluate(&problem, &Placement(vec![Some(0), Some(0)])).violations;
    assert_eq!(
        broken
            .iter()
            .map(|one| one.sentence(&problem))
            .collect::<Vec<_>>(),
        ["RO-1 needs 65 of 60 minutes of its window to deploy, check and back out with the crews there are."]
    );
}

#[test]
fn minutes_that_a_service_knows_and_a_change_does_not_say_count() {
    let plan = plan(
        "
        services  ledger takes 40m back-out 15m
        release   RO-1 2026-11-18 22:00 60m
        change    CHG-1 ledger 0m; CHG-2 ledger 0m
        ",
    );
    let (problem, _) = problem(&plan);
    assert_eq!(problem.night(0, &[0]).unwrap().total(), 55);
    assert!(
        !evaluate(&problem, &Placement(vec![Some(0), Some(0)]))
            .violations
            .is_empty()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_bundle_goes_over_its_night_and_the_bound_holds_for_the_best_of_all(seed in 0_u64..100_000) {
        let mut plan = busy(seed);
        // Five that wait and may go anywhere, beside what others have put there.
        let changes: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).collect();
        let releases: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).take(3).collect();
        for (place, id) in changes.iter().enumerate() {
            let change = plan.changes.get_mut(id).unwrap();
            change.pinned = false;
            change.requires.clear();
            change.together.clear();
            if place < 5 { change.release = None; }
        }
        let asked = &changes[..5];
        // Each night holds what rides it anyway and about half of what all five would add.
        let nights = Nights::of(&plan, &Graph::of(&plan), asked, &releases);
        for (night, id) in releases.iter().enumerate() {
            let release = plan.releases.get_mut(id).unwrap();
            let (some, all) = (nights.minutes(night, []).total(), nights.minutes(night, 0..5).total());
            let window = u32::try_from(some + (all - some).max(0) / 2).unwrap();
            release.deploy = planning::Window::lasting(release.deploy.start(), window.max(1));
            (release.capacity_points, release.risk_budget) = (Some(10_000), Some(100_000));
        }
        let (problem, _) = problem_from_plan(&plan, &releases, asked, long_ago());
        prop_assert!(evaluate(&problem, &Placement::empty(problem.changes.len())).violations.is_empty());
        let limits = Limits { iterations: Some(4_000), gap_basis_points: 0 };
        let found = solve(&problem, seed, limits, &mut |_: &_| planning::bundling::Answer::Continue);
        prop_assert_eq!(&found.evaluation.violations, &vec![]);
        let best = best_of_all(&problem);
        prop_assert!(found.bound >= best, "bound {} below {best}", found.bound);
        // Crews that get in each other's way can hide the best from a search that goes step by step.
        prop_assert!(found.objective() <= best);
    }
}

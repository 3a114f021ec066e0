//! Small problems, where brute force knows the truth.

use super::{problem, run};
use crate::bundling::*;
use proptest::prelude::*;

/// True when the change cannot go without the other, over requirements and groups that go together.
fn needs(problem: &Problem, change: usize, other: usize) -> bool {
    let mut seen = vec![change];
    let mut next = 0;
    while next < seen.len() {
        let here = seen[next];
        next += 1;
        for there in problem
            .needs(here)
            .iter()
            .copied()
            .chain(problem.riding_with(here))
        {
            if !seen.contains(&there) {
                seen.push(there);
            }
        }
    }
    change != other && seen.contains(&other)
}

/// The best plan that breaks no rule, by trying all.
fn best_by_trying_all(problem: &Problem) -> Option<i64> {
    let (changes, releases) = (problem.changes.len(), problem.releases.len());
    let mut best = None;
    for number in 0..(releases + 1).pow(changes as u32) {
        let mut rest = number;
        let mut placement = Placement::empty(changes);
        for at in &mut placement.0 {
            *at = (rest % (releases + 1)).checked_sub(1);
            rest /= releases + 1;
        }
        let evaluation = evaluate(problem, &placement);
        if evaluation.violations.is_empty() {
            best = best.max(Some(evaluation.objective));
        }
    }
    best
}

#[test]
fn it_finds_what_trying_everything_finds() {
    let mut sound = 0;
    for seed in 0..60 {
        let problem = problem(seed, 6);
        let Some(best) = best_by_trying_all(&problem) else {
            continue;
        };
        sound += 1;
        let solution = run(&problem, 1, 20_000);
        assert_eq!(solution.evaluation.violations, [], "seed {seed}");
        assert_eq!(solution.objective(), best, "seed {seed}");
        assert!(
            solution.bound >= best,
            "seed {seed}: bound {} is below {best}",
            solution.bound
        );
    }
    assert!(sound > 30, "only {sound} of 60 problems have a plan at all");
}

#[test]
fn a_stopped_run_keeps_its_best_plan() {
    let problem = problem(3, 9);
    let mut asked = 0;
    let mut shown = i64::MIN;
    let solution = solve(&problem, 1, Limits::default(), &mut |progress: &Progress| {
        asked += 1;
        shown = progress.objective;
        if asked == 5 {
            Answer::Stop
        } else {
            Answer::Continue
        }
    });
    assert_eq!(asked, 5);
    assert_eq!(solution.objective(), shown);
}

#[test]
fn a_problem_without_changes_is_solved() {
    let solution = run(&Problem::empty(), 1, 100);
    assert_eq!((solution.objective(), solution.bound), (0, 0));
}

#[test]
fn a_list_that_points_nowhere_is_refused_with_its_name() {
    let mut draft = problem(1, 4).draft().clone();
    draft.requires.push((0, 9));
    assert_eq!(
        Problem::new(draft).unwrap_err().to_string(),
        "a requirement points to number 9 of 4"
    );
    assert_eq!(
        read_instance(r#"{"format":"other-2"}"#).unwrap_err().to_string(),
        "the format is “other-2”, not “relbundle-1”"
    );
}

#[test]
fn a_way_in_works_when_solved_again() {
    let mut found = 0;
    for seed in 0..40 {
        let problem = problem(seed, 9);
        let solution = run(&problem, 1, 10_000);
        for change in (0..9).filter(|&change| solution.placement.of(change).is_none()) {
            if let Some(way) = way_in(&problem, &solution, change) {
                found += 1;
                let relaxed = relax(&problem, &way.relaxing).unwrap();
                let evaluation = evaluate(&relaxed, &way.placement);
                assert_eq!(way.placement.of(change), Some(way.release));
                assert_eq!(evaluation.objective, solution.objective() + way.gain);
                assert!(way.gain > 0);
            }
        }
    }
    assert!(found > 10, "only {found} ways in");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_parts_of_all_changes_add_up_to_the_objective(seed in 0_u64..10_000, plan in proptest::collection::vec(0_usize..4, 9)) {
        let problem = problem(seed, 9);
        let placement = Placement(plan.into_iter().map(|at| at.checked_sub(1)).collect());
        let sum: i64 = parts(&problem, &placement).iter().flatten().map(|part| part.amount).sum();
        prop_assert_eq!(sum, objective(&problem, &placement));
    }

    #[test]
    fn an_option_says_what_the_checker_says(seed in 0_u64..10_000, change in 0_usize..9, release in 0_usize..3) {
        let problem = problem(seed, 9);
        let solution = run(&problem, 1, 3_000);
        let option = option(&problem, &solution.placement, change, release);
        let mut moved = solution.placement.clone();
        for rider in problem.riding_with(change) {
            moved.0[rider] = Some(release);
        }
        let after = evaluate(&problem, &moved);
        prop_assert_eq!(after.objective, solution.objective() + option.gain);
        prop_assert_eq!(after.added_to(&solution.evaluation).count(), option.blockers.len());
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(seed in 0_u64..10_000) {
        let problem = problem(seed, 12);
        prop_assert_eq!(run(&problem, seed, 5_000), run(&problem, seed, 5_000));
    }

    #[test]
    fn pins_never_move(seed in 0_u64..10_000) {
        let problem = problem(seed, 12);
        let solution = run(&problem, 1, 3_000);
        for (change, row) in problem.changes.iter().enumerate().filter(|(_, row)| row.pinned.is_some()) {
            // Changes that require each other in a ring ride together; pins that tear the ring cannot both hold.
            let torn = (0..12).any(|other| {
                let pin = problem.changes[other].pinned;
                pin.is_some() && pin != row.pinned && needs(&problem, change, other) && needs(&problem, other, change)
            });
            prop_assert!(torn || solution.placement.of(change) == row.pinned);
        }
    }

    #[test]
    fn forcing_a_change_in_takes_it_in(seed in 0_u64..10_000) {
        let problem = problem(seed, 12);
        let solution = run(&problem, 1, 10_000);
        for change in 0..12 {
            if let PriceOfForcing::Costs { price, placement } = price_of_forcing(&problem, &solution, change, 3_000) {
                prop_assert!(placement.of(change).is_some());
                prop_assert_eq!(evaluate(&problem, &placement).objective, solution.objective() - price);
            }
        }
    }
}

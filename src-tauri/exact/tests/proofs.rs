//! Small problems proven to their end, and stopped before it.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose problem cannot be built has failed"
)]

use exact::Highs;
use planning::bundling::{
    Answer, Limits, Narrowing, Problem, Program, ProgramColumn, ProgramRow, Progress, Prover, evaluate,
    read_instance, solve, solve_with,
};
use std::path::PathBuf;

fn instance(name: &str) -> Option<Problem> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/engine/instances");
    let file = folder.join(format!("{name}.json"));
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: {} is not there", file.display());
        return None;
    };
    Some(read_instance(&text).unwrap())
}

fn goes_on(_: &Progress) -> Answer {
    Answer::Continue
}

#[test]
fn thirty_changes_are_proven_best() {
    for (name, best) in [("S-1", 8_758), ("S-1t", 5_462)] {
        let Some(problem) = instance(name) else { return };
        let solution = solve_with(&problem, 1, Limits::default(), Some(&Highs), &mut goes_on);
        assert_eq!(solution.evaluation.violations, [], "{name}");
        assert_eq!((solution.objective(), solution.bound), (best, best), "{name}");
    }
}

#[test]
fn the_same_limits_give_the_same_proof() {
    let Some(problem) = instance("S-1") else { return };
    let limits = Limits {
        iterations: Some(9_000),
        gap_basis_points: 0,
    };
    let run = || solve_with(&problem, 5, limits, Some(&Highs), &mut goes_on);
    assert_eq!(run(), run());
}

#[test]
fn a_proof_that_is_stopped_keeps_the_plan_and_a_true_bound() {
    let Some(problem) = instance("S-1t") else { return };
    let mut narrowed = 0;
    let mut last = 0;
    let solution = solve_with(
        &problem,
        1,
        Limits::default(),
        Some(&Highs),
        &mut |progress: &Progress| {
            // Iterations stand still while the prover works.
            let proving = progress.iterations == last && last > 0;
            narrowed += u32::from(proving);
            last = progress.iterations;
            if narrowed > 3 {
                Answer::Stop
            } else {
                Answer::Continue
            }
        },
    );
    assert_eq!(evaluate(&problem, &solution.placement).violations, []);
    assert!(solution.objective() <= 5_462 && solution.bound >= 5_462);
}

#[test]
fn a_large_problem_is_left_to_the_search() {
    let Some(problem) = instance("M-1") else { return };
    let limits = Limits {
        iterations: Some(50_000),
        gap_basis_points: 0,
    };
    let with = solve_with(&problem, 1, limits, Some(&Highs), &mut goes_on);
    assert_eq!(with, solve(&problem, 1, limits, &mut goes_on));
}

/// Three things of 4, 5 and 6, worth 5, 6 and 8, into 9.
fn knapsack(least: f64) -> Program {
    let things = [(4.0, 5.0), (5.0, 6.0), (6.0, 8.0)];
    Program {
        columns: things
            .iter()
            .map(|&(_, gain)| ProgramColumn {
                least: 0.0,
                most: 1.0,
                whole: true,
                gain,
            })
            .collect(),
        rows: vec![ProgramRow {
            least,
            most: 9.0,
            terms: things
                .iter()
                .enumerate()
                .map(|(k, &(weight, _))| (k, weight))
                .collect(),
        }],
        constant: 100.0,
    }
}

#[test]
fn a_program_is_solved_and_one_without_a_solution_is_said_to_have_none() {
    let mut goes_on = |_: Narrowing| Answer::Continue;
    let solved = Highs.prove(&knapsack(0.0), None, 100, &mut goes_on);
    let values: Vec<i64> = solved
        .values
        .unwrap()
        .iter()
        .map(|value| value.round() as i64)
        .collect();
    assert_eq!(values, [1, 1, 0]);
    assert_eq!(solved.bound.floor(), 111.0);
    // 4 + 5 is the only way to nine, and nothing makes more than that and less than ten.
    assert!(Highs.prove(&knapsack(9.5), None, 100, &mut goes_on).impossible());
}

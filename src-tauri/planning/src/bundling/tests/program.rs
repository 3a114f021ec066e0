//! The whole-number program against the checker: the same plans, worth the same.

use super::{problem, run};
use crate::bundling::formulation::{Aim, Formulation};
use crate::bundling::*;
use proptest::prelude::*;

/// What the numbers earn; `None` when they break a row.
fn earned(program: &Program, values: &[f64]) -> Option<i64> {
    let sum =
        |terms: &[(usize, f64)]| -> f64 { terms.iter().map(|&(column, count)| count * values[column]).sum() };
    let kept = program.rows.iter().all(|row| {
        let sum = sum(&row.terms);
        row.least <= sum && sum <= row.most
    });
    let gains = program
        .columns
        .iter()
        .zip(values)
        .map(|(column, value)| column.gain * value);
    kept.then(|| (program.constant + gains.sum::<f64>()) as i64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_program_keeps_what_the_checker_keeps_and_earns_what_it_says(
        seed in 0_u64..10_000,
        plan in proptest::collection::vec(0_usize..4, 8),
    ) {
        let problem = problem(seed, 8);
        let all: Vec<usize> = (0..8).collect();
        let best = run(&problem, 1, 3_000).placement;
        let mut thrown = Placement(plan.into_iter().map(|at| at.checked_sub(1)).collect());
        for (at, change) in thrown.0.iter_mut().zip(&problem.changes) {
            *at = change.pinned.or(*at);
        }
        for placement in [best, thrown, Placement::empty(8)] {
            let judged = evaluate(&problem, &placement);
            let worth = judged.violations.is_empty().then_some(judged.objective);
            let made = Formulation::new(&problem, &all, &all, Aim::Most);
            let values = made.values(&placement);
            prop_assert_eq!(earned(&made.program, &values), worth);
            if worth.is_some() {
                prop_assert_eq!(made.placement(&values), placement.clone());
                // Whatever keeps the whole keeps the part that only asks whether.
                let asked = Formulation::new(&problem, &all, &all, Aim::Any);
                prop_assert!(earned(&asked.program, &asked.values(&placement)).is_some());
            }
        }
    }
}

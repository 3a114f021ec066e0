//! How soon a run can be stopped: counted in work between two looks at the watch, so that no clock decides.

use super::{problem, run};
use crate::bundling::*;

/// Iterations between two looks that take well under a tenth of a second on the largest problems.
const MOST: u64 = 128;

#[test]
fn the_watch_is_asked_often_and_a_stop_keeps_the_best_plan() {
    let problem = problem(7, 40);
    let (mut last, mut looks, mut shown) = (0, 0, i64::MIN);
    let solution = solve(&problem, 3, Limits::default(), &mut |progress: &Progress| {
        assert!(
            progress.iterations - last <= MOST,
            "{} iterations without a look",
            progress.iterations - last
        );
        assert!(progress.objective >= shown, "the best plan got worse");
        (last, shown) = (progress.iterations, progress.objective);
        looks += 1;
        if looks == 400 {
            Answer::Stop
        } else {
            Answer::Continue
        }
    });
    assert_eq!((looks, solution.iterations), (400, last));
    assert_eq!(solution.objective(), shown);
    assert_eq!(evaluate(&problem, &solution.placement).objective, shown);
}

/// Proves nothing, asks the watch until it says stop, and counts.
struct Patient(std::sync::atomic::AtomicU32);

impl Prover for Patient {
    fn prove(
        &self,
        _program: &Program,
        start: Option<&[f64]>,
        _nodes: u32,
        watch: &mut dyn FnMut(Narrowing) -> Answer,
    ) -> Verdict {
        let open = Narrowing {
            found: 0.0,
            bound: f64::INFINITY,
        };
        while watch(open) == Answer::Continue {
            self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        Verdict {
            values: start.map(<[f64]>::to_vec),
            bound: f64::INFINITY,
        }
    }
}

#[test]
fn a_stop_reaches_the_prover_and_keeps_the_best_plan() {
    // One that has a plan, and that the search alone does not prove.
    let open = |problem: &Problem| {
        let known = run(problem, 1, 3_000);
        known.evaluation.violations.is_empty() && known.bound > known.objective()
    };
    let problem = (0..).map(|seed| problem(seed, 12)).find(open).unwrap();
    let patient = Patient(0.into());
    let mut looks = 0;
    let mut shown = i64::MIN;
    let solution = solve_with(
        &problem,
        1,
        Limits::default(),
        Some(&patient),
        &mut |progress: &Progress| {
            looks += 1;
            shown = shown.max(progress.objective);
            if looks >= 100_000 {
                Answer::Stop
            } else {
                Answer::Continue
            }
        },
    );
    assert!(patient.0.into_inner() > 0, "the prover was never asked");
    assert_eq!(solution.objective(), shown);
    assert!(solution.bound >= shown);
}

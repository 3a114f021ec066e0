//! The instances that the optimiser is measured on, when they are there.

use super::run;
use crate::bundling::{Problem, read_instance, read_plan, write_plan};
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

#[test]
fn the_small_instance_is_solved_to_its_optimum() {
    let Some(problem) = instance("S-1") else { return };
    let solution = run(&problem, 1, 60_000);
    assert_eq!(solution.objective(), 8_758);
    assert_eq!(solution.evaluation.violations, []);
    assert!(
        (8_758..=8_950).contains(&solution.bound),
        "bound {}",
        solution.bound
    );
}

#[test]
fn every_instance_gets_a_sound_plan_below_its_bound() {
    // Two thirds of what the general solvers reach in a minute, in a blink.
    for (name, least) in [
        ("S-1t", 5_000),
        ("M-1", 54_000),
        ("M-1t", 45_000),
        ("L-1", 220_000),
    ] {
        let Some(problem) = instance(name) else { return };
        let solution = run(&problem, 1, 20_000);
        assert_eq!(solution.evaluation.violations, [], "{name}");
        assert!(solution.objective() >= least, "{name}: {}", solution.objective());
        assert!(solution.bound >= solution.objective(), "{name}");
        assert_eq!(
            read_plan(&write_plan(&solution.placement), &problem).unwrap(),
            solution.placement
        );
    }
}

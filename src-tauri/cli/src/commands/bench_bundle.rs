//! `slipway bench-bundle`: the optimiser on an instance file, measured in processor seconds.

use crate::arguments::BenchBundle;
use crate::failure::Failure;
use crate::output::Outcome;
use exact::Highs;
use planning::bundling::bench::{BenchRun, Engine, bench};
use planning::bundling::{Limits, read_instance, write_plan};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

pub fn run(asked: BenchBundle) -> Result<Outcome, Failure> {
    let text = fs::read_to_string(&asked.instance)
        .map_err(|error| unusable(&asked.instance, "cannot be read", &error))?;
    let clock = Clock(Instant::now());
    let problem = read_instance(&text).map_err(|error| {
        Failure::refused(
            "instance",
            format!("{} is no instance: {error}.", asked.instance.display()),
        )
    })?;
    let mut trace = match &asked.trace {
        Some(path) => {
            Some(fs::File::create(path).map_err(|error| unusable(path, "cannot be written", &error))?)
        }
        None => None,
    };
    let mut lost = None;
    let mut tell = |line: planning::bundling::bench::TraceLine| {
        if let Some(file) = &mut trace {
            let written = serde_json::to_string(&line)
                .map_err(std::io::Error::other)
                .and_then(|text| writeln!(file, "{text}"));
            lost = lost.take().or(written.err());
        }
    };
    let run = BenchRun {
        seed: asked.seed,
        seconds: asked.time,
        limits: Limits::default(),
    };
    let engine = if asked.highs {
        Engine::Prover(&Highs)
    } else {
        Engine::Search(Some(&Highs))
    };
    let solution = bench(&problem, engine, run, &mut || clock.seconds(), &mut tell);
    let seconds = clock.seconds();
    if let (Some(error), Some(path)) = (lost, &asked.trace) {
        return Err(unusable(path, "cannot be written", &error));
    }
    if let Some(path) = &asked.out {
        fs::write(path, write_plan(&solution.placement))
            .map_err(|error| unusable(path, "cannot be written", &error))?;
    }
    let gap = solution.gap_basis_points();
    let said = format!(
        "Objective {}, bound {}, gap {}.{:02}%, {} iterations, {seconds:.2} processor seconds, seed {}.",
        solution.objective(),
        solution.bound,
        gap / 100,
        gap % 100,
        solution.iterations,
        asked.seed
    );
    let answer = json!({
        "objective": solution.objective(), "bound": solution.bound, "gap_basis_points": gap,
        "iterations": solution.iterations, "cpu_seconds": seconds, "seed": asked.seed,
    });
    Outcome::done(said, answer)
}

fn unusable(path: &Path, what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::refused("file", format!("{} {what}: {error}.", path.display()))
}

/// Processor seconds of this thread where the system tells them, else the wall clock since the start.
struct Clock(Instant);

impl Clock {
    fn seconds(&self) -> f64 {
        let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        match text
            .split_whitespace()
            .next()
            .and_then(|nanoseconds| nanoseconds.parse::<f64>().ok())
        {
            Some(nanoseconds) => nanoseconds / 1e9,
            None => self.0.elapsed().as_secs_f64(),
        }
    }
}

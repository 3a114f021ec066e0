//! Measures the optimiser on an instance: `bench_bundle INSTANCE --time S --out PLAN --trace T.jsonl --seed N`. With
//! `generated` in place of a file it is the first train of a generated plan of 10,000 changes, nights and all.

use planning::bundling::bench::{BenchRun, Engine, bench};
use planning::bundling::{Limits, Problem, problem_from_plan, read_instance, write_plan};
use planning::{ChangeId, ReleaseId};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::process::ExitCode;

/// Processor seconds of this process; the wall clock where the system does not tell.
struct Clock(std::time::Instant);

impl Clock {
    fn seconds(&self) -> f64 {
        let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
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

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let instance = arguments.first().filter(|first| !first.starts_with("--"));
    let instance = instance.ok_or("bench_bundle INSTANCE --time S --out PLAN --trace T.jsonl --seed N")?;
    let seconds: f64 = value("--time").unwrap_or_else(|| "10".into()).parse()?;
    let seed: u64 = value("--seed").unwrap_or_else(|| "1".into()).parse()?;
    let iterations: Option<u64> = value("--iterations").map(|count| count.parse()).transpose()?;
    let mut trace = value("--trace").map(fs::File::create).transpose()?;

    let clock = Clock(std::time::Instant::now());
    let problem = if instance == "generated" {
        generated()?
    } else {
        read_instance(&fs::read_to_string(instance)?)?
    };
    let mut marks = [0.1, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0].into_iter().peekable();
    let mut last = None;
    let mut tell = |line: planning::bundling::bench::TraceLine| {
        while marks.peek().is_some_and(|mark| *mark <= line.cpu_seconds) {
            if let (Some(mark), Some((objective, bound))) = (marks.next(), last) {
                println!("{mark:>5} s  plan {objective}  bound {bound:?}");
            }
        }
        last = Some((line.objective, line.bound));
        if let Some(file) = &mut trace
            && let Ok(text) = serde_json::to_string(&line)
        {
            let _ = writeln!(file, "{text}");
        }
    };
    let limits = Limits {
        iterations,
        gap_basis_points: 0,
    };
    let solution = bench(
        &problem,
        Engine::Search(None),
        BenchRun {
            seed,
            seconds,
            limits,
        },
        &mut || clock.seconds(),
        &mut tell,
    );
    println!(
        "{}: plan {} bound {} gap {:.2} % iterations {} violations {} seconds {:.2}",
        problem.name,
        solution.objective(),
        solution.bound,
        f64::from(solution.gap_basis_points()) / 100.0,
        solution.iterations,
        solution.evaluation.violations.len(),
        clock.seconds()
    );
    if let Some(out) = value("--out") {
        fs::write(out, write_plan(&solution.placement))?;
    }
    Ok(())
}

/// The releases to come of the first train of a generated plan, what rides them and every change that waits.
fn generated() -> Result<Problem, Box<dyn Error>> {
    let plan = testkit::generate(7, 10_000, 2_000, 20_000);
    let now = "2026-11-24T12:00:00Z".parse()?;
    let train = plan.trains.iter().next().ok_or("a plan without a train")?.id;
    let to_come = plan
        .releases
        .iter()
        .filter(|release| release.train == Some(train) && release.deploy.start() > now);
    let releases: Vec<ReleaseId> = to_come.map(|release| release.id).collect();
    let changes: Vec<ChangeId> = (plan.changes.iter())
        .filter(|change| change.is_open() && change.release.is_none_or(|id| releases.contains(&id)))
        .map(|change| change.id)
        .collect();
    let (problem, _) = problem_from_plan(&plan, &releases, &changes, now);
    println!(
        "{} changes, {} releases",
        problem.changes.len(),
        problem.releases.len()
    );
    Ok(problem)
}

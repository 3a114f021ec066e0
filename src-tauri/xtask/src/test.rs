//! `test`: everything, and one total at the end.

use crate::steps::{Outcome, Steps, cargo};
use crate::tally::{self, Tally};
use crate::{ensure, paths, ui};
use std::process::{Command, ExitCode};

/// What all steps came to.
struct Report {
    steps: Steps,
    total: Tally,
    failures: Vec<String>,
    excuses: Vec<String>,
}

impl Report {
    /// A step that passes or not.
    fn check(&mut self, name: &str, command: &mut Command) -> bool {
        let outcome = self.steps.run(name, command);
        self.note(name, &outcome, Tally::default())
    }

    /// A step that counts tests.
    fn tests(&mut self, name: &str, command: &mut Command, count: fn(&str) -> Tally) {
        let outcome = self.steps.run(name, command);
        let tally = count(&outcome.output);
        self.steps.say(&format!(
            "{name}: {} passed, {} failed",
            tally.passed, tally.failed
        ));
        let outcome = if outcome.ok && tally.passed == 0 {
            self.steps
                .say(&format!("{name}: no test ran, and that counts as a failure"));
            Outcome { ok: false, ..outcome }
        } else {
            outcome
        };
        self.note(name, &outcome, tally);
    }

    fn note(&mut self, name: &str, outcome: &Outcome, tally: Tally) -> bool {
        self.total += tally;
        self.excuses.extend(tally::excuses(&outcome.output));
        if !outcome.ok {
            self.failures.push(name.to_owned());
            // A step that broke without naming a failed test is itself what failed.
            self.total.failed += u32::from(tally.failed == 0);
        }
        outcome.ok
    }

    fn fail(&mut self, name: &str, sentence: &str) {
        self.steps.say(sentence);
        self.failures.push(name.to_owned());
        self.total.failed += 1;
    }

    fn close(mut self) -> ExitCode {
        self.excuses.sort();
        self.excuses.dedup();
        for line in &self.excuses {
            println!("{line}");
        }
        if self.total.skipped > 0 {
            println!("{} tests were left out by their own mark", self.total.skipped);
        }
        if !self.failures.is_empty() {
            println!("Failed: {}", self.failures.join(", "));
        }
        println!("{} passed, {} failed", self.total.passed, self.total.failed);
        if self.failures.is_empty() && self.total.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Runs everything; a failure does not keep later steps from running unless they need what failed.
pub fn test() -> ExitCode {
    let mut report = Report {
        steps: Steps::new(),
        total: Tally::default(),
        failures: Vec::new(),
        excuses: Vec::new(),
    };
    let packages: &[&[&str]] = &[ensure::BUILD, ensure::DRIVE, ensure::SERVE];
    for ensured in [
        ensure::ensure(&report.steps, packages),
        ensure::ensure_components(&report.steps),
    ] {
        if let Err(sentence) = ensured {
            report.fail("what the machine needs", &sentence);
            return report.close();
        }
    }
    report.check("format", &mut cargo(&["fmt", "--all", "--check"]));
    let window_can_build = ui_steps(&mut report);
    rust_steps(&mut report, window_can_build);
    report.close()
}

/// True when there is a `ui/dist` for the window to embed.
fn ui_steps(report: &mut Report) -> bool {
    if let Err(sentence) = ui::ensure_packages(&report.steps) {
        report.fail("UI packages", &sentence);
        return false;
    }
    report.check("UI types", &mut ui::npm(&["run", "check"]));
    report.check("UI lints", &mut ui::npm(&["run", "lint"]));
    report.tests("UI tests", &mut ui::npm(&["test"]), tally::vitest);
    report.check("UI build", &mut ui::npm(&["run", "build"]))
}

/// One selection of packages throughout (`--workspace`), because another one would compile a hundred crates again
/// with other features.
fn rust_steps(report: &mut Report, window_can_build: bool) {
    if !window_can_build {
        report.fail(
            "window",
            "The window is not built or driven: it embeds the UI, which did not build.",
        );
        report.tests(
            "Rust tests",
            &mut cargo(&["test", "--no-fail-fast", "--", "--show-output"]),
            tally::cargo,
        );
        return;
    }
    let lint = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ];
    report.check("lints", &mut cargo(&lint));
    let lint = [
        "clippy",
        "--workspace",
        "--test",
        "window",
        "--",
        "-D",
        "warnings",
    ];
    report.check("window story lints", &mut cargo(&lint));
    let built = report.check(
        "build",
        &mut cargo(&["build", "--workspace", "--bins", "--tests"]),
    );
    let test = ["test", "--workspace", "--no-fail-fast", "--", "--show-output"];
    report.tests("Rust tests", &mut cargo(&test), tally::cargo);
    if !built {
        report.fail("window stories", "The window did not build, so no story ran.");
    } else if cfg!(target_os = "linux") {
        let mut stories = cargo(&["test", "--workspace", "--test", "window", "--", "--show-output"]);
        stories.env("SLIPWAY_APP", paths::built("debug", "slipway-desktop"));
        report.tests("window stories", &mut stories, tally::cargo);
    } else {
        report
            .excuses
            .push("SKIPPED: window stories need Linux, whose web view has a driver".to_owned());
    }
}

//! The UI's packages and its build.

use crate::paths;
use crate::steps::{Steps, command};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// npm, in the UI's folder.
pub fn npm(words: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut npm = command(program, words);
    npm.current_dir(paths::ui()).env("CI", "true");
    npm
}

/// Installs the UI's packages when they are missing or older than the lock.
pub fn ensure_packages(steps: &Steps) -> Result<(), String> {
    let ui = paths::ui();
    let installed = written(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= written(&ui.join("package-lock.json")) {
        return Ok(());
    }
    steps
        .must("UI packages", &mut npm(&["ci", "--no-audit", "--no-fund"]))
        .map(drop)
}

/// Builds `ui/dist`.
pub fn build(steps: &Steps) -> Result<(), String> {
    steps.must("UI build", &mut npm(&["run", "build"])).map(drop)
}

fn written(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|facts| facts.modified()).ok()
}

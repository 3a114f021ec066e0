//! What the benchmarks compare with and Python has, each in a virtual environment below `target`: nothing of the
//! system is touched.

use crate::paths;
use crate::steps::{Steps, command};
use std::path::PathBuf;
use std::process::Stdio;

/// A Python that has the package, or none with a line that says why.
pub fn ensure(steps: &Steps, package: &str) -> Option<PathBuf> {
    let folder = paths::target().join(package);
    let python = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python")
    };
    let program = python.to_string_lossy().into_owned();
    let import = format!("import {package}");
    let is_there = || says_yes(&program, &["-c", &import]);
    if is_there() {
        return Some(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    if !says_yes(system, &["--version"]) {
        steps.say(&format!("{package} is left out: there is no {system}."));
        return None;
    }
    let place = folder.to_string_lossy().into_owned();
    let made = says_yes(system, &["-m", "venv", &place])
        && steps
            .run(
                package,
                &mut command(&program, &["-m", "pip", "install", "--quiet", package]),
            )
            .ok;
    if made && is_there() {
        return Some(python);
    }
    steps.say(&format!(
        "{package} is left out: it could not be installed into {place}."
    ));
    None
}

fn says_yes(program: &str, words: &[&str]) -> bool {
    let quiet = command(program, words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok_and(|status| status.success())
}

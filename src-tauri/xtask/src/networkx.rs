//! Python's networkx for the benchmark, in a virtual environment below `target`: nothing of the system is touched.

use crate::paths;
use crate::steps::{Steps, command};
use std::path::PathBuf;
use std::process::Stdio;

/// A Python that has networkx, or none with a line that says why.
pub fn ensure(steps: &Steps) -> Option<PathBuf> {
    let folder = paths::target().join("networkx");
    let python = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python")
    };
    let program = python.to_string_lossy().into_owned();
    let has_networkx = || says_yes(&program, &["-c", "import networkx"]);
    if has_networkx() {
        return Some(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    if !says_yes(system, &["--version"]) {
        steps.say(&format!("networkx is left out: there is no {system}."));
        return None;
    }
    let place = folder.to_string_lossy().into_owned();
    let made = says_yes(system, &["-m", "venv", &place])
        && steps
            .run(
                "networkx",
                &mut command(&program, &["-m", "pip", "install", "--quiet", "networkx"]),
            )
            .ok;
    if made && has_networkx() {
        return Some(python);
    }
    steps.say(&format!(
        "networkx is left out: it could not be installed into {place}."
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

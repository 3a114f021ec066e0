//! `run`: the window on a sample plan, or the main job into `./out` where nothing can be shown.

use crate::steps::{Steps, cargo, command};
use crate::{ensure, paths, ui};

/// The release of the sample plan that has something of everything to print.
const RELEASE: &str = "RO-23";

/// Builds and starts.
pub fn run() -> Result<(), String> {
    let steps = Steps::new();
    if can_show() {
        open_window(&steps)
    } else {
        do_the_job(&steps)
    }
}

fn can_show() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn open_window(steps: &Steps) -> Result<(), String> {
    ensure::ensure(steps, &[ensure::BUILD])?;
    ui::ensure_packages(steps)?;
    ui::build(steps)?;
    steps.must(
        "window build",
        &mut cargo(&["build", "--release", "-p", "slipway-desktop"]),
    )?;
    steps.say("Opening the window on a fresh sample plan. Close it to come back here.");
    let program = paths::built("release", "slipway-desktop");
    let status = std::process::Command::new(&program).arg("--sample").status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("The window ended with {status}.")),
        Err(error) => Err(format!("{} did not start: {error}", program.display())),
    }
}

/// The whole build all the same, so that the command finds what a screen would have found; then the sample plan's
/// documents.
fn do_the_job(steps: &Steps) -> Result<(), String> {
    steps.say("There is no display (DISPLAY and WAYLAND_DISPLAY are empty), so no window opens.");
    steps.say("Doing the main job without it: the sample plan's documents go into ./out.");
    ensure::ensure(steps, &[ensure::BUILD])?;
    ui::ensure_packages(steps)?;
    ui::build(steps)?;
    let build = ["build", "--release", "-p", "slipway-desktop", "-p", "cli"];
    steps.must("window and command build", &mut cargo(&build))?;
    let out = paths::root().join("out");
    std::fs::create_dir_all(&out).map_err(|error| format!("{} cannot be made: {error}", out.display()))?;
    let plan = out.join("sample.slipway");
    for old in ["sample.slipway", "sample.slipway-wal", "sample.slipway-shm"] {
        match std::fs::remove_file(out.join(old)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{old} of the last run cannot be removed: {error}"));
            }
            _ => {}
        }
    }
    let slipway = paths::built("release", "slipway").to_string_lossy().into_owned();
    let plan = plan.to_string_lossy().into_owned();
    let release_plan = out.join("release-plan.pdf").to_string_lossy().into_owned();
    let cab_deck = out.join("cab-deck.pdf").to_string_lossy().into_owned();
    for (name, words) in [
        ("sample plan", vec!["new", "--sample", &plan]),
        ("proposal of the optimiser", vec!["bundle", &plan, "--time", "3"]),
        ("deployment waves", vec!["waves", &plan, "--release", RELEASE]),
        (
            "release plan PDF",
            vec!["pdf", &plan, "--release", RELEASE, "--out", &release_plan],
        ),
        (
            "CAB deck PDF",
            vec!["cab", &plan, "--release", RELEASE, "--out", &cab_deck],
        ),
    ] {
        let said = steps.must(name, &mut command(&slipway, &words))?;
        for line in said.lines() {
            println!("           {line}");
        }
    }
    steps.say("Done:");
    for file in [&plan, &release_plan, &cab_deck] {
        let size = std::fs::metadata(file)
            .map_err(|error| format!("{file} is not there: {error}"))?
            .len();
        println!("           {file} ({} kB)", size.div_ceil(1000));
    }
    Ok(())
}

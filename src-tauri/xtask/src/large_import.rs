//! How long `slipway import` takes for all package lists of this machine, and how much memory at most.

use crate::paths;
use crate::steps::{Steps, cargo, command};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LISTS: &str = "/var/lib/apt/lists";

/// Imports the lists into a new plan file below `target`.
pub fn measure(steps: &Steps) -> Result<(), String> {
    let lists = std::env::var("SLIPWAY_LISTS").unwrap_or_else(|_| LISTS.to_owned());
    if !Path::new(&lists).exists() {
        steps.say(&format!(
            "The import is left out: {lists} is not there; SLIPWAY_LISTS can name another folder."
        ));
        return Ok(());
    }
    let mut build = cargo(&["build", "--quiet", "--release", "-p", "cli"]);
    steps.must("slipway, release", &mut build)?;
    let slipway = paths::built("release", "slipway").to_string_lossy().into_owned();
    let folder = paths::target().join("scale");
    // What an earlier run left behind.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let plan = folder.join("debian.slipway").to_string_lossy().into_owned();
    steps.must(
        "new plan",
        &mut command(&slipway, &["new", &plan, "--name", "Debian"]),
    )?;
    for (name, words) in [
        ("import", vec!["import", plan.as_str(), lists.as_str()]),
        (
            "the same import again",
            vec!["import", plan.as_str(), lists.as_str()],
        ),
        ("check", vec!["check", plan.as_str()]),
        ("waves", vec!["waves", plan.as_str()]),
    ] {
        let (time, memory) = watched(&mut command(&slipway, &words))?;
        let memory = memory.map_or("not measured here".to_owned(), |kilobytes| {
            format!("{} MB", kilobytes / 1024)
        });
        println!("{name}: {:.1} s, at most {memory}", time.as_secs_f64());
    }
    let size = std::fs::metadata(&plan).map_or(0, |data| data.len());
    println!("the plan file has {} MB", size >> 20);
    Ok(())
}

/// Runs the command; its wall time and, on Linux, the most memory it had.
fn watched(command: &mut Command) -> Result<(Duration, Option<u64>), String> {
    let begun = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let mut child = child.map_err(|error| format!("slipway did not start: {error}"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Ok((begun.elapsed(), most)),
            Ok(None) => {}
            Err(error) => return Err(format!("slipway was lost: {error}")),
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = line
            .and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok())
            .or(most);
        std::thread::sleep(Duration::from_millis(20));
    }
}

//! How long `slipway import` takes for all package lists of this machine, and how much memory at most.

use crate::cost::watched;
use crate::paths;
use crate::steps::{Steps, cargo, command};
use std::path::Path;

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
        println!("{name}: {}", watched(&mut command(&slipway, &words))?.said());
    }
    let size = std::fs::metadata(&plan).map_or(0, |data| data.len());
    println!("the plan file has {} MB", size >> 20);
    Ok(())
}

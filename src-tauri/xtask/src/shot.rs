//! `shot`: a picture of the real window, drawn by the real web view under Xvfb.
//!
//! ```text
//! cargo xtask shot --room calendar                        out/shot.png, the sample plan, light, 1440x900
//! cargo xtask shot --room map --theme dark --size 1024x700 --out /tmp/map.png
//! cargo xtask shot --plan q4.slipway --hash '#/freezes?freeze=FRZ-12'
//! cargo xtask shot --room bundles --run 'document.querySelector("[data-action=solve]").click()'
//! cargo xtask shot --no-plan                              the welcome screen
//! ```
//! `--run` is JavaScript, run in order and as often as given, awaited, and its value printed; the picture is
//! taken once the screen is at rest. The UI is built into a folder of its own, so that several people can take
//! pictures at once; `--built-ui` takes `ui/dist` as it is. `--no-build` takes the window as it was last built;
//! when the build fails, that happens by itself, with a line that says so.

use crate::steps::{Steps, cargo};
use crate::{ensure, paths, ui};
use std::path::{Path, PathBuf};
use std::process::Command;

const HELP: &str = "\
cargo xtask shot [--room NAME] [--hash ROUTE] [--theme light|dark] [--as NAME] [--size 1440x900]
                 [--plan FILE | --no-plan] [--run JAVASCRIPT]… [--out FILE] [--no-build] [--built-ui]";

/// Builds what is needed and takes the picture.
pub fn shot(words: &[String]) -> Result<(), String> {
    if words.iter().any(|word| word == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let steps = Steps::new();
    ensure::ensure(&steps, &[ensure::BUILD, ensure::DRIVE])?;
    let asks = |option: &str| words.iter().any(|word| word == option);
    let dist = if asks("--built-ui") {
        paths::ui().join("dist")
    } else {
        build_ui(&steps)?
    };
    if !asks("--no-build") {
        build_window(&steps)?;
    }
    let built = |name: &str| paths::root().join("target/debug").join(name);
    let status = Command::new(built("shot"))
        .args(
            words
                .iter()
                .filter(|word| !matches!(word.as_str(), "--no-build" | "--built-ui")),
        )
        .env("SLIPWAY_APP", built("slipway-desktop"))
        .env("SLIPWAY_UI", &dist)
        .status();
    if !asks("--built-ui") {
        // Left behind, it costs a few megabytes of target.
        let _ = std::fs::remove_dir_all(&dist);
    }
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("There is no picture.".to_owned()),
        Err(error) => Err(format!("{} did not start: {error}", built("shot").display())),
    }
}

fn build_ui(steps: &Steps) -> Result<PathBuf, String> {
    ui::ensure_packages(steps)?;
    let dist = paths::root().join(format!("target/xtask/ui-{}", std::process::id()));
    let folder = dist.to_string_lossy().into_owned();
    let words = [
        "run",
        "build",
        "--",
        "--outDir",
        &folder,
        "--emptyOutDir",
        "--logLevel",
        "warn",
    ];
    steps.must("UI build", &mut ui::npm(&words))?;
    Ok(dist)
}

/// Always in the repository's own target folder, whatever CARGO_TARGET_DIR says: the window is 400 crates.
fn build_window(steps: &Steps) -> Result<(), String> {
    let here = paths::root();
    embed_something(&here.join("ui/dist"))?;
    let words = [
        "build",
        "--workspace",
        "--bin",
        "slipway-desktop",
        "--bin",
        "shot",
    ];
    let outcome = steps.run("window build", cargo(&words).env_remove("CARGO_TARGET_DIR"));
    let left_over =
        here.join("target/debug/slipway-desktop").exists() && here.join("target/debug/shot").exists();
    if !outcome.ok && left_over {
        steps.say("The window does not build now. The picture shows it as it last did.");
    }
    if outcome.ok || left_over {
        Ok(())
    } else {
        Err("There is no window to take a picture of.".to_owned())
    }
}

/// The window cannot be compiled without a `ui/dist`, though here it shows another one.
fn embed_something(dist: &Path) -> Result<(), String> {
    let page = dist.join("index.html");
    if page.exists() {
        return Ok(());
    }
    let made = std::fs::create_dir_all(dist)
        .and_then(|()| std::fs::write(&page, "<!doctype html><title>Slipway</title>"));
    made.map_err(|error| format!("{} cannot be made: {error}", page.display()))
}

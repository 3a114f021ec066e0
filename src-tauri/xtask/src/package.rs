//! `package`: installers.

use crate::steps::{Steps, command};
use crate::{ensure, paths, ui};
use std::path::Path;

/// Builds the installers of this system and says where they are.
pub fn package() -> Result<(), String> {
    let steps = Steps::new();
    ensure::ensure(&steps, &[ensure::BUILD])?;
    ui::ensure_packages(&steps)?;
    let tauri = paths::ui()
        .join("node_modules/@tauri-apps/cli/tauri.js")
        .to_string_lossy()
        .into_owned();
    let with_the_command = with_the_command();
    let build = [
        &tauri,
        "build",
        "--ci",
        "--config",
        &with_the_command,
        "--",
        "-p",
        "slipway-desktop",
        "-p",
        "cli",
    ];
    steps.must("installers", &mut command("node", &build))?;
    let folder = paths::target().join("release/bundle");
    let mut found = false;
    for kind in ["deb", "rpm", "dmg", "msi", "nsis"] {
        for file in files(&folder.join(kind)) {
            found = true;
            println!("{}", file.display());
        }
    }
    if found {
        Ok(())
    } else {
        Err(format!("There is no installer in {}.", folder.display()))
    }
}

/// What the packages hold besides the window: the command `slipway`, from wherever Cargo puts it.
fn with_the_command() -> String {
    let command = paths::built("release", "slipway");
    let place = format!(
        r#"{{ "files": {{ "/usr/bin/slipway": {:?} }} }}"#,
        command.to_string_lossy()
    );
    format!(r#"{{ "bundle": {{ "linux": {{ "deb": {place}, "rpm": {place} }} }} }}"#)
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

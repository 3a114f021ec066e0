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
    steps.must(
        "installers",
        &mut command(
            "node",
            &[
                &tauri,
                "build",
                "--ci",
                "--",
                "-p",
                "slipway-desktop",
                "-p",
                "cli",
            ],
        ),
    )?;
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

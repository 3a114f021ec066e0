//! What the acceptance stories, window stories and house rules share: the folder, and the driven window.

use std::path::{Path, PathBuf};

#[cfg(target_os = "linux")]
pub mod window;

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// Input that real projects published, beside the repository. `None`, and a line that says so, when it is absent.
#[must_use]
pub fn real_input(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(folder);
    if path.is_dir() {
        return path.canonicalize().ok();
    }
    println!("SKIPPED: {} is not here", path.display());
    None
}

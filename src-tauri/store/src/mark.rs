//! Which plan files this process has open, so that nobody reads one past SQLite and drops its locks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

static OPEN: Mutex<BTreeMap<PathBuf, usize>> = Mutex::new(BTreeMap::new());

/// Held while the file is open.
#[derive(Debug)]
pub(crate) struct Mark(PathBuf);

impl Mark {
    /// Marks the file; true when this process had it open already.
    pub(crate) fn new(path: &Path) -> (Self, bool) {
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(path.clone()).or_default();
        *count += 1;
        (Self(path), *count > 1)
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.0);
            }
        }
    }
}

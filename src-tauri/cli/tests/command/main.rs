//! The command as a script runs it: real files, exit codes, both channels.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read what it wrote has failed"
)]

mod bundling;
mod checking;
mod exporting;
mod importing;
mod pipelines;
mod sharing;
mod starting;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// What a run printed and how it ended.
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// What people and programs read.
    pub out: String,
    /// The error channel.
    pub err: String,
}

impl Ran {
    /// The answer as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}{}", self.out, self.err))
    }
    /// Ends the test when the exit code is another.
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// A folder with a plan in it.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
    /// A folder with `plan.slipway`, filled with the sample.
    pub fn with_sample() -> Self {
        let folder = Self::empty();
        folder.run(&["new", "--sample", "plan.slipway"]).ends_with(0);
        folder
    }
    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }
    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
    /// Runs `slipway` in the folder.
    pub fn run(&self, words: &[&str]) -> Ran {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_slipway"))
            .args(words)
            .current_dir(self.0.path())
            .env("SLIPWAY_AUTHOR", "Deniz Aksoy")
            .env("SLIPWAY_HOME", self.path("home"))
            .output()
            .unwrap();
        Ran {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

/// A folder of real input beside the repository; prints why a test does nothing when it is not there.
pub fn real_input(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

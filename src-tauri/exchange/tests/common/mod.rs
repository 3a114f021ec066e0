//! Ids and time for tests, and the folder of real files when it is there.

#![allow(dead_code, reason = "each test file uses its own part of this")]

use exchange::{Choices, Diff, Edge, ImportError, csv, import};
use planning::{Instant, Plan};
use std::path::PathBuf;
use uuid::Uuid;

/// Counts ids up from one.
#[derive(Default)]
pub struct Mint(pub u128);

impl Mint {
    /// Runs with an edge that counts ids and stands still in time.
    pub fn edge<T>(&mut self, run: impl FnOnce(&mut Edge) -> T) -> T {
        let mut mint = || {
            self.0 += 1;
            Uuid::from_u128(self.0)
        };
        run(&mut Edge {
            mint: &mut mint,
            now: now(),
        })
    }
}

/// The time of every test.
pub fn now() -> Instant {
    "2026-11-20T09:00:00Z".parse().expect("an instant")
}

/// A folder of real files, or `None` with a printed line.
pub fn real(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(folder);
    let path = path
        .canonicalize()
        .ok()
        .or_else(|| std::env::var_os("SLIPWAY_DATA").map(|data| PathBuf::from(data).join(folder)));
    if path.as_ref().is_none_or(|path| !path.exists()) {
        println!("skipped: ../shared/data/{folder} is not there");
        return None;
    }
    path
}

/// What importing the path into the plan would do.
pub fn dry_run(
    mint: &mut Mint,
    plan: &Plan,
    path: &std::path::Path,
    release: Option<&str>,
    mapping: Option<&csv::Mapping>,
) -> Result<Diff, ImportError> {
    let choices = Choices {
        release: release.map(str::to_owned),
        mapping: mapping.cloned(),
        ..Choices::default()
    };
    mint.edge(|edge| import(plan, path, &choices, edge))
}

//! `wire`: the TypeScript twin of the contract.

use crate::paths;
use crate::steps::{Steps, cargo, command};

/// Writes `ui/src/desk/wire.ts`.
pub fn wire() -> Result<(), String> {
    let steps = Steps::new();
    // Not the whole workspace: who changes the contract has no need of the window's crates.
    steps.must(
        "wire build",
        &mut cargo(&["build", "-p", "tests", "--bin", "wire"]),
    )?;
    let program = paths::built("debug", "wire").to_string_lossy().into_owned();
    let said = steps.must("wire", &mut command(&program, &[]))?;
    print!("{said}");
    Ok(())
}

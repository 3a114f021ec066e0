//! `wire`: the TypeScript twin of the contract.

use crate::steps::{Steps, cargo};

/// Writes `ui/src/desk/wire.ts`.
pub fn wire() -> Result<(), String> {
    let steps = Steps::new();
    let said = steps.must(
        "wire",
        &mut cargo(&["run", "--quiet", "-p", "tests", "--bin", "wire"]),
    )?;
    print!("{said}");
    Ok(())
}

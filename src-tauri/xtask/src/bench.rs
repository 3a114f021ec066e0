//! `bench`: the benchmarks, with their own output.

use crate::steps::cargo;

/// Runs all benchmarks, or those whose name contains the given words.
pub fn bench(words: &[String]) -> Result<(), String> {
    let mut command = cargo(&["bench", "--benches", "--"]);
    let status = command.args(words).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("The benchmarks ended with {status}.")),
        Err(error) => Err(format!("Cargo did not start: {error}")),
    }
}

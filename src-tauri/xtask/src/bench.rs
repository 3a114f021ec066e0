//! `bench`: the benchmarks, with their own output, beside petgraph and networkx; then the import of a whole
//! Debian, bundling beside CP-SAT and HiGHS, and documents beside Typst.

use crate::steps::{Steps, cargo};
use crate::{bundling, documents, large_import, python};

/// Runs all benchmarks, or those whose name contains one of the given words: `planning`, `scale`, `import`,
/// `bundling`, `documents`.
pub fn bench(words: &[String]) -> Result<(), String> {
    let steps = Steps::new();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let own = ["import", "bundling", "documents"];
    if words.is_empty() || words.iter().any(|word| !own.contains(&word.as_str())) {
        // By name, not `--benches`: that would build every library and command once more as a benchmark of itself.
        let mut command = cargo(&["bench", "--bench", "*", "--"]);
        if wanted("scale")
            && let Some(python) = python::ensure(&steps, "networkx")
        {
            command.env("SLIPWAY_PYTHON", python);
        }
        let status = command
            .args(words.iter().filter(|word| !own.contains(&word.as_str())))
            .status();
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(format!("The benchmarks ended with {status}.")),
            Err(error) => return Err(format!("Cargo did not start: {error}")),
        }
    }
    if wanted("import") {
        large_import::measure(&steps)?;
    }
    if wanted("bundling") {
        bundling::measure(&steps)?;
    }
    if wanted("documents") {
        documents::measure(&steps)?;
    }
    Ok(())
}

//! `bench`: the benchmarks, with their own output, beside petgraph and networkx; then the import of a whole Debian.

use crate::steps::{Steps, cargo};
use crate::{large_import, networkx};

/// Runs all benchmarks, or those whose name contains one of the given words: `planning`, `scale`, `import`.
pub fn bench(words: &[String]) -> Result<(), String> {
    let steps = Steps::new();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    if words.is_empty() || words.iter().any(|word| word != "import") {
        // By name, not `--benches`: that would build every library and command once more as a benchmark of itself.
        let mut command = cargo(&["bench", "--bench", "*", "--"]);
        if wanted("scale")
            && let Some(python) = networkx::ensure(&steps)
        {
            command.env("SLIPWAY_PYTHON", python);
        }
        let status = command
            .args(words.iter().filter(|word| *word != "import"))
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
    Ok(())
}

//! One file per command.

mod bench_bundle;
mod bundle;
mod check;
mod completions;
mod conflicts;
mod documents;
mod export;
mod gate;
mod hub;
mod import;
mod merge;
mod new;
mod verify;
mod waves;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Outcome;
use serde_json::Value;

/// Does what the arguments ask.
pub async fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    match arguments.command {
        Command::New(new) => new::run(new).await,
        Command::Import(import) => import::run(import).await,
        Command::Check(check) => check::run(check).await,
        Command::Waves(waves) => waves::run(waves).await,
        Command::Bundle(bundle) => bundle::run(bundle).await,
        Command::Pdf(pdf) => documents::pdf(pdf).await,
        Command::Cab(cab) => documents::cab(cab).await,
        Command::Gate(gate) => gate::run(gate).await,
        Command::Hub(hub) => hub::run(hub).await,
        Command::Merge(merge) => merge::run(merge).await,
        Command::Conflicts(conflicts) => conflicts::run(conflicts).await,
        Command::Verify(verify) => verify::run(verify).await,
        Command::Export(export) => export::run(export).await,
        Command::BenchBundle(bench) => bench_bundle::run(bench),
        Command::Completions { shell } => completions::run(shell),
    }
}

/// A text field of an answer; empty when it is not there.
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// The rows of a list in an answer.
fn rows<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

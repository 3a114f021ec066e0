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
mod meeting;
mod merge;
mod new;
mod pipeline;
mod talks;
mod verify;
mod waves;

use crate::arguments::{Arguments, Command};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use serde_json::Value;

/// Does what the arguments ask, and leaves the plan as one file: what is still in a log beside it would stay behind
/// when somebody copies or mails the plan.
pub async fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let session = Session::new();
    let outcome = answer(&session, arguments).await;
    let closed = session.close().await;
    outcome.and_then(|outcome| closed.map(|()| outcome))
}

async fn answer(session: &Session, arguments: Arguments) -> Result<Outcome, Failure> {
    match arguments.command {
        Command::New(new) => new::run(session, new).await,
        Command::Import(import) => import::run(session, import).await,
        Command::Check(check) => check::run(session, check).await,
        Command::Waves(waves) => waves::run(session, waves).await,
        Command::Bundle(bundle) => bundle::run(session, bundle).await,
        Command::Pdf(pdf) => documents::pdf(session, pdf).await,
        Command::Cab(cab) => documents::cab(session, cab).await,
        Command::Poster(poster) => documents::poster(session, poster).await,
        Command::Certificate(certificate) => documents::certificate(session, certificate).await,
        Command::Metrics(metrics) => documents::metrics(session, metrics).await,
        Command::Agreement(agreement) => documents::agreement(session, agreement).await,
        Command::Meeting(meeting) => meeting::run(session, meeting).await,
        Command::Gate(gate) => gate::run(session, gate).await,
        Command::Hub(hub) => hub::run(session, hub).await,
        Command::Merge(merge) => merge::run(session, merge).await,
        Command::Conflicts(conflicts) => conflicts::run(session, conflicts).await,
        Command::Verify(verify) => verify::run(session, verify).await,
        Command::Export(export) => export::run(session, export).await,
        Command::Talks(talks) => talks::run(session, talks).await,
        Command::Pipeline(pipeline) => pipeline::run(session, pipeline).await,
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

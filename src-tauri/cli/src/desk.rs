//! One open plan and typed questions to it.

use crate::failure::Failure;
use app::contract::Nothing;
use app::file::{OpenPlan, OpenedPlan};
use app::{Desk, Push};
use computer::Computer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::io::IsTerminal;
use std::path::Path;
use tokio::sync::broadcast::error::RecvError;

/// The desk of a command.
pub struct Session {
    desk: Desk,
}

impl Session {
    /// A desk without a plan.
    pub fn new() -> Self {
        Self {
            desk: Desk::new(Computer::here()),
        }
    }

    /// Opens the plan of the file.
    pub async fn open(&self, file: &Path) -> Result<(), Failure> {
        let path = file.to_string_lossy().into_owned();
        self.ask::<OpenedPlan>("open_plan", OpenPlan { path }).await?;
        Ok(())
    }

    /// Closes the open plan, if any, and waits until all of it is in its file.
    pub async fn close(&self) -> Result<(), Failure> {
        self.value("close_plan", Nothing {}).await.map(drop)
    }

    /// Asks one line of the contract.
    pub async fn ask<A: DeserializeOwned>(&self, call: &str, question: impl Serialize) -> Result<A, Failure> {
        let answer = self.value(call, question).await?;
        serde_json::from_value(answer)
            .map_err(|error| Failure::fault(format!("{call} answers what nobody reads: {error}.")))
    }

    /// Asks one line of the contract and keeps the answer as JSON.
    pub async fn value(&self, call: &str, question: impl Serialize) -> Result<Value, Failure> {
        let question = serde_json::to_value(question).map_err(|error| {
            Failure::malformed(format!("The question to {call} cannot be written: {error}."))
        })?;
        let work = self.desk.call(call, question);
        if std::io::stderr().is_terminal() {
            tokio::select! {
                biased;
                answer = work => Ok(answer?),
                never = self.tell_progress() => match never {},
            }
        } else {
            Ok(work.await?)
        }
    }

    /// The id, or the record whose reference or name is the text, among rows of a call; also among rows in groups.
    pub async fn find(&self, rows: &str, kind: &str, wanted: &str) -> Result<Value, Failure> {
        let rows = match self.value(rows, Nothing {}).await? {
            Value::Array(rows) => rows,
            Value::Object(groups) => {
                let groups = groups.into_iter().filter_map(|(_, group)| match group {
                    Value::Array(rows) => Some(rows),
                    _ => None,
                });
                groups.flatten().collect()
            }
            _ => Vec::new(),
        };
        let lower = wanted.to_lowercase();
        let fits = |row: &&Value| {
            let field = |name: &str| row[name].as_str().unwrap_or_default();
            field("id") == wanted
                || ["reference", "name"]
                    .iter()
                    .any(|name| field(name).to_lowercase() == lower)
        };
        let found = rows.iter().find(fits).map(|row| row["id"].clone());
        found.ok_or_else(|| {
            let known: Vec<&str> = rows
                .iter()
                .filter_map(|row| row["reference"].as_str())
                .take(8)
                .collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            Failure::refused(
                "unknown",
                format!("The plan has no {kind} {wanted}. It has {known}."),
            )
        })
    }

    /// Says on the error channel how far long work is, a line for each step. Never ends by itself.
    async fn tell_progress(&self) -> std::convert::Infallible {
        let mut pushes = self.desk.listen();
        let mut last = String::new();
        loop {
            match pushes.recv().await {
                Ok(Push::Progress(progress)) if !progress.done => {
                    let percent = progress
                        .fraction
                        .map(|part| format!(" {:.0}%", part * 100.0))
                        .unwrap_or_default();
                    let line = format!("{}: {}{percent}", progress.title, progress.detail);
                    if line != last {
                        eprintln!("{line}");
                        last = line;
                    }
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

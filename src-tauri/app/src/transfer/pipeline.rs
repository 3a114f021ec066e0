//! Freezes for the machines that deploy: looked at, written, and held against a file that lies there.

use super::export::Exported;
use crate::{Desk, WireFailure, file};
use exchange::export::pipeline::{
    Dialect, Names, PipelineFile, PipelineOptions, Unsaid, pipeline, read_names,
};
use planning::wording;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which machine, and where its names are.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PipelineQuestion {
    /// The machine.
    pub dialect: Dialect,
    /// A CSV with what services and environments are called over there; `None` takes their references.
    #[serde(default)]
    pub names: Option<String>,
}

/// What would be written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PipelineView {
    /// What people call the machine.
    pub title: String,
    /// A name for the file.
    pub file_name: String,
    /// Freezes in it.
    pub freezes: u32,
    /// What it does not say, what lets something pass first.
    pub unsaid: Vec<Unsaid>,
    /// The file.
    pub text: String,
}

/// Write it, or hold it against a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PipelineExportQuestion {
    /// The machine.
    pub dialect: Dialect,
    /// A CSV with names over there.
    #[serde(default)]
    pub names: Option<String>,
    /// Where to, or the file to hold it against.
    pub path: String,
}

/// Whether a file still says what the plan says.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PipelineCheck {
    /// True when it does, byte for byte.
    pub same: bool,
    /// In words.
    pub sentence: String,
}

/// What would be written for a machine, and what it cannot say.
///
/// # Errors
/// Refused when the table of names cannot be read.
pub async fn pipeline_view(desk: &Desk, question: PipelineQuestion) -> Result<PipelineView, WireFailure> {
    let file = made(desk, question.dialect, question.names.as_deref()).await?;
    Ok(PipelineView {
        title: question.dialect.title().to_owned(),
        file_name: question.dialect.file_name().to_owned(),
        freezes: u32::try_from(file.freezes).unwrap_or(u32::MAX),
        unsaid: file.unsaid,
        text: file.text,
    })
}

/// Writes the plan's freezes for a machine.
///
/// # Errors
/// Refused when the table of names cannot be read; fault when the file cannot be written.
pub async fn export_pipeline(desk: &Desk, question: PipelineExportQuestion) -> Result<Exported, WireFailure> {
    let path = file::absolute(&question.path)?;
    let made = made(desk, question.dialect, question.names.as_deref()).await?;
    file::write_out(&path, &made.text)?;
    let path = path.to_string_lossy().into_owned();
    Ok(Exported {
        sentence: format!(
            "{} for {} written to {path}",
            wording::count(made.freezes, "freeze"),
            question.dialect.title()
        ),
        bytes: made.text.len() as u64,
        path,
    })
}

/// Whether a file that was written earlier still says what the plan says.
///
/// # Errors
/// Refused when the file or the table of names cannot be read.
pub async fn check_pipeline(
    desk: &Desk,
    question: PipelineExportQuestion,
) -> Result<PipelineCheck, WireFailure> {
    let path = file::absolute(&question.path)?;
    let there = file::read_in(&path)?;
    let made = made(desk, question.dialect, question.names.as_deref()).await?;
    let same = stated(question.dialect, &there) == stated(question.dialect, made.text.as_bytes());
    let said = if same {
        "says what the plan says"
    } else {
        "no longer says what the plan says"
    };
    Ok(PipelineCheck {
        same,
        sentence: format!("{} {said} for {}.", path.display(), question.dialect.title()),
    })
}

/// What a file states: without the journal position and the moment of an excerpt, which move with every edit.
fn stated(dialect: Dialect, bytes: &[u8]) -> Option<serde_json::Value> {
    if dialect != Dialect::Slipway {
        return Some(serde_json::Value::String(
            String::from_utf8_lossy(bytes).into_owned(),
        ));
    }
    let whole: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    whole.get("tables").cloned()
}

async fn made(desk: &Desk, dialect: Dialect, names: Option<&str>) -> Result<PipelineFile, WireFailure> {
    let names = match names {
        None => Names::default(),
        Some(path) => {
            let path = file::absolute(path)?;
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            read_names(&name, &file::read_in(&path)?)
                .map_err(|said| WireFailure::refused("names", format!("{said} Nothing was written.")))?
        }
    };
    let session = desk.session().await?;
    let options = PipelineOptions {
        from: desk.edge().now(),
        names,
    };
    Ok(pipeline(&session.store.plan(), dialect, &options))
}

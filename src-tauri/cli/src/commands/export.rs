//! `slipway export`.

use super::text;
use crate::arguments::{Export, Format, What};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use clap::ValueEnum;
use serde_json::json;

pub async fn run(session: &Session, export: Export) -> Result<Outcome, Failure> {
    session.open(&export.file).await?;
    let format = match export.format {
        Format::Ics => "ics",
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Json => "json",
    };
    let what = export
        .what
        .as_ref()
        .and_then(What::to_possible_value)
        .map(|value| value.get_name().to_owned());
    let question = json!({ "format": format, "what": what, "path": export.out.to_string_lossy() });
    let answer = session.value("export", question).await?;
    Outcome::done(
        format!("{} ({} bytes).", text(&answer, "sentence"), answer["bytes"]),
        answer,
    )
}

//! `slipway pipeline`: freezes for the machines that deploy; exit 1 when a file no longer says what the plan says.

use super::{rows, text};
use crate::arguments::Pipeline;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use clap::ValueEnum;
use serde_json::json;

pub async fn run(session: &Session, pipeline: Pipeline) -> Result<Outcome, Failure> {
    session.open(&pipeline.file).await?;
    let dialect = pipeline
        .machine
        .to_possible_value()
        .map(|value| value.get_name().to_owned());
    let names = pipeline.names.as_ref().map(|path| path.to_string_lossy());
    if let Some(file) = &pipeline.check {
        let question = json!({ "dialect": dialect, "names": names, "path": file.to_string_lossy() });
        let answer = session.value("check_pipeline", question).await?;
        return Outcome::with_code(
            text(&answer, "sentence"),
            &answer,
            u8::from(answer["same"] != true),
        );
    }
    let view = session
        .value("pipeline_view", json!({ "dialect": dialect, "names": names }))
        .await?;
    let out = pipeline.out.unwrap_or_default();
    let question = json!({ "dialect": dialect, "names": names, "path": out.to_string_lossy() });
    let written = session.value("export_pipeline", question).await?;
    let mut said = format!("{}.\n", text(&written, "sentence"));
    for unsaid in rows(&view, "unsaid") {
        let gap = match unsaid["gap"].as_str() {
            Some("lets-pass") => "lets pass ",
            Some("stops-more") => "stops more",
            _ => "to know   ",
        };
        said.push_str(&format!("{gap}  {}\n", text(unsaid, "sentence")));
    }
    Outcome::done(said, json!({ "written": written, "unsaid": view["unsaid"] }))
}

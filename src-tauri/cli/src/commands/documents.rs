//! `slipway pdf` and `slipway cab`.

use super::text;
use crate::arguments::{Cab, Pdf};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use serde_json::{Value, json};
use std::path::Path;

pub async fn pdf(session: &Session, pdf: Pdf) -> Result<Outcome, Failure> {
    session.open(&pdf.file).await?;
    let release = named(session, pdf.release.as_deref()).await?;
    let question = json!({ "release": release, "path": path(&pdf.out), "letter": pdf.letter });
    written(
        session.value("write_release_plan", question).await?,
        "The release plan",
    )
}

pub async fn cab(session: &Session, cab: Cab) -> Result<Outcome, Failure> {
    session.open(&cab.file).await?;
    let release = named(session, cab.release.as_deref()).await?;
    let question = json!({ "release": release, "path": path(&cab.out) });
    written(session.value("write_cab_deck", question).await?, "The CAB deck")
}

async fn named(session: &Session, release: Option<&str>) -> Result<Value, Failure> {
    match release {
        Some(release) => session.find("releases", "release", release).await,
        None => Ok(Value::Null),
    }
}

fn path(out: &Path) -> String {
    out.to_string_lossy().into_owned()
}

fn written(answer: Value, what: &str) -> Result<Outcome, Failure> {
    let said = format!(
        "{what} of {} is in {} ({} bytes).",
        text(&answer, "subject"),
        text(&answer, "path"),
        answer["bytes"]
    );
    Outcome::done(said, answer)
}

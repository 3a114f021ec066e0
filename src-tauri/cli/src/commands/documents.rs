//! `slipway pdf`, `cab`, `poster`, `certificate`, `metrics` and `agreement`.

use super::text;
use crate::arguments::{Agreement, Cab, Certificate, Metrics, Pdf, Poster};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::path::Path;

pub async fn pdf(session: &Session, pdf: Pdf) -> Result<Outcome, Failure> {
    session.open(&pdf.file).await?;
    let release = named(session, pdf.release.as_deref()).await?;
    let team = match &pdf.team {
        Some(team) => session.find("document_teams", "team", team).await?,
        None => Value::Null,
    };
    let profile = pdf.profile.to_possible_value();
    let question = json!({
        "release": release, "path": path(&pdf.out), "letter": pdf.letter, "team": team,
        "profile": profile.map(|value| value.get_name().to_owned()),
    });
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

pub async fn poster(session: &Session, asked: Poster) -> Result<Outcome, Failure> {
    session.open(&asked.file).await?;
    let document = json!({
        "kind": "poster", "from": asked.from, "weeks": asked.weeks, "letter": asked.letter,
    });
    write(session, document, &asked.out, "The calendar poster").await
}

pub async fn certificate(session: &Session, asked: Certificate) -> Result<Outcome, Failure> {
    session.open(&asked.file).await?;
    let exception = session
        .find("exception_desk", "exception", &asked.exception)
        .await?;
    let document = json!({ "kind": "certificate", "exception": exception, "letter": asked.letter });
    write(session, document, &asked.out, "The certificate").await
}

pub async fn metrics(session: &Session, asked: Metrics) -> Result<Outcome, Failure> {
    session.open(&asked.file).await?;
    let document = json!({ "kind": "metrics", "letter": asked.letter });
    write(session, document, &asked.out, "The metrics page").await
}

async fn write(session: &Session, document: Value, out: &Path, what: &str) -> Result<Outcome, Failure> {
    let question = json!({ "document": document, "path": path(out) });
    written(session.value("write_document", question).await?, what)
}

pub async fn agreement(session: &Session, asked: Agreement) -> Result<Outcome, Failure> {
    session.open(&asked.file).await?;
    let freeze = session.find("freezes", "freeze", &asked.freeze).await?;
    let Some(out) = &asked.out else {
        let answer = session.value("announcement", json!({ "freeze": freeze })).await?;
        let said = format!("{}\n\n{}", text(&answer, "short"), text(&answer, "long"));
        return Outcome::done(said, answer);
    };
    let question = json!({
        "freeze": freeze, "version": asked.version, "path": path(out), "letter": asked.letter,
    });
    written(session.value("write_agreement", question).await?, "The agreement")
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

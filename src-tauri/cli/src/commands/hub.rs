//! `slipway hub`: a plan shared by a team.

use super::text;
use crate::arguments::Hub;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::{Outcome, columns};
use app::contract::Nothing;
use app::file::OpenedPlan;
use app::sharing::{HubQuestion, JoinHub};
use serde_json::Value;
use std::path::Path;

pub async fn run(session: &Session, hub: Hub) -> Result<Outcome, Failure> {
    match hub {
        Hub::Create { file, address } => {
            session.open(&file).await?;
            let answer = session.value("create_hub", HubQuestion { address }).await?;
            let frame = session.value("frame", Nothing {}).await?;
            let said = format!(
                "Shared at {}. {}",
                text(&frame["sharing"], "hub"),
                text(&answer, "sentence")
            );
            Outcome::done(said, answer)
        }
        Hub::Join { address, file } => {
            let path = file.to_string_lossy().into_owned();
            let opened: OpenedPlan = session.ask("join_hub", JoinHub { address, path }).await?;
            Outcome::done(format!("Joined {} in {}.", opened.name, opened.path), opened)
        }
        Hub::Status { file } => status(session, &file).await,
        Hub::Sync { file } => ask(session, &file, "sync_now").await,
        Hub::Republish { file } => ask(session, &file, "republish").await,
        Hub::Leave { file } => {
            session.open(&file).await?;
            let answer = session.value("leave_hub", Nothing {}).await?;
            Outcome::done(
                "The plan is shared no more. The hub and its other members keep everything.",
                answer,
            )
        }
    }
}

async fn ask(session: &Session, file: &Path, call: &str) -> Result<Outcome, Failure> {
    session.open(file).await?;
    let answer = session.value(call, Nothing {}).await?;
    Outcome::done(text(&answer, "sentence").to_owned(), answer)
}

/// What the plan file knows, and whether the hub answers. Takes nothing in and brings nothing.
async fn status(session: &Session, file: &Path) -> Result<Outcome, Failure> {
    session.open(file).await?;
    let frame = session.value("frame", Nothing {}).await?;
    let mut sharing = frame["sharing"].clone();
    if sharing["kind"] != "shared" {
        return Outcome::with_code("This plan is not shared.", sharing, 1);
    }
    let address = text(&sharing, "address").to_owned();
    let place = session.value("judge_hub_place", HubQuestion { address }).await?;
    let conflicts = number(&sharing, "conflicts_mine") + number(&sharing, "conflicts_others");
    let reached = place["holds_this_plan"] == true;
    let trouble = match (reached, text(&place, "sentence")) {
        (true, _) => "It answers.".to_owned(),
        (false, "") => "It does not hold this plan any more.".to_owned(),
        (false, sentence) => sentence.to_owned(),
    };
    let said = columns(&[
        vec!["Shared at".into(), text(&sharing, "hub").into()],
        vec!["Hub".into(), trouble],
        vec!["Waiting".into(), edits(number(&sharing, "waiting"))],
        vec!["To settle".into(), conflicts_said(conflicts)],
    ]);
    let clean = reached && conflicts == 0 && number(&sharing, "waiting") == 0;
    if let Some(fields) = sharing.as_object_mut() {
        fields.insert("place".into(), place);
    }
    Outcome::with_code(said, sharing, u8::from(!clean))
}

fn number(value: &Value, field: &str) -> u64 {
    value[field].as_u64().unwrap_or(0)
}

fn edits(count: u64) -> String {
    match count {
        0 => "nothing".into(),
        1 => "1 edit".into(),
        count => format!("{count} edits"),
    }
}

fn conflicts_said(count: u64) -> String {
    match count {
        0 => "nothing".into(),
        1 => "1 conflict".into(),
        count => format!("{count} conflicts"),
    }
}

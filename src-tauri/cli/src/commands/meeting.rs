//! `slipway meeting`: what goes into a meeting of the board and what comes out of it.

use super::{rows, text};
use crate::arguments::{Meeting, MeetingPart};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::contract::Nothing;
use serde_json::{Value, json};
use std::path::Path;

pub async fn run(session: &Session, asked: Meeting) -> Result<Outcome, Failure> {
    session.open(&asked.file).await?;
    let cab = session.value("cab", Nothing {}).await?;
    let meeting = chosen(&cab, &asked)?;
    let ending = asked
        .out
        .as_deref()
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str());
    let printed = match asked.part {
        MeetingPart::Minutes => Some(("minutes", "minutes")),
        MeetingPart::Agenda => Some(("pre-read", "agenda")),
        MeetingPart::Decisions | MeetingPart::Actions | MeetingPart::Calendar => None,
    };
    if let (Some((kind, what)), Some("pdf"), Some(out)) = (printed, ending, &asked.out) {
        let member = member(session, &asked).await?;
        let document = json!({ "kind": kind, "meeting": meeting["id"], "member": member });
        let question = json!({ "document": document, "path": out.to_string_lossy() });
        let answer = session.value("write_document", question).await?;
        let said = format!(
            "The {what} of the {} {} in {}.",
            text(&answer, "subject"),
            if kind == "minutes" { "are" } else { "is" },
            text(&answer, "path")
        );
        return Outcome::done(said, answer);
    }
    let form = match (asked.part, ending) {
        (MeetingPart::Agenda, _) => "agenda",
        (MeetingPart::Minutes, Some("html")) => "html",
        (MeetingPart::Minutes, Some("txt")) => "mail",
        (MeetingPart::Minutes, _) => "markdown",
        (MeetingPart::Decisions, _) => "decisions",
        (MeetingPart::Actions, _) => "actions",
        (MeetingPart::Calendar, _) => "calendar",
    };
    let paper = json!({ "meeting": meeting["id"], "form": form, "member": member(session, &asked).await? });
    match &asked.out {
        Some(out) => {
            let question = json!({ "paper": paper, "path": out.to_string_lossy() });
            let answer = session.value("write_cab_paper", question).await?;
            Outcome::done(format!("{}.", text(&answer, "sentence")), answer)
        }
        None => {
            let answer = session.value("cab_paper", paper).await?;
            Outcome::done(text(&answer, "text").to_owned(), answer)
        }
    }
}

/// The meeting that is meant: of the day, else the next to come for an agenda, else the last that was closed.
fn chosen<'a>(cab: &'a Value, asked: &Meeting) -> Result<&'a Value, Failure> {
    let is_series = |series: &&Value| {
        asked
            .series
            .as_ref()
            .is_none_or(|name| text(series, "name").eq_ignore_ascii_case(name))
    };
    let mut meetings: Vec<&Value> = rows(cab, "series")
        .iter()
        .filter(is_series)
        .flat_map(|series| rows(series, "meetings"))
        .collect();
    meetings.sort_by_key(|meeting| text(meeting, "starts_at").to_owned());
    let found = match (asked.on, asked.part) {
        (Some(day), _) => meetings
            .iter()
            .find(|meeting| text(meeting, "starts_at").starts_with(&day.to_string())),
        (None, MeetingPart::Agenda) => meetings.iter().find(|meeting| text(meeting, "state") != "closed"),
        (None, _) => meetings
            .iter()
            .rev()
            .find(|meeting| text(meeting, "state") == "closed"),
    };
    found.copied().ok_or_else(|| {
        let known: Vec<&str> = meetings.iter().map(|meeting| text(meeting, "name")).collect();
        let sentence = if known.is_empty() {
            "The plan has no meeting of the board.".to_owned()
        } else {
            format!("There is no such meeting. The plan has: {}.", known.join(", "))
        };
        Failure::refused("no-meeting", sentence)
    })
}

async fn member(session: &Session, asked: &Meeting) -> Result<Value, Failure> {
    let Some(wanted) = &asked.member else {
        return Ok(Value::Null);
    };
    let people = session.value("people", Nothing {}).await?;
    let fits = |person: &&Value| text(person, "name").eq_ignore_ascii_case(wanted);
    let found = rows(&people, "people").iter().find(fits);
    found.map(|person| person["id"].clone()).ok_or_else(|| {
        Failure::refused(
            "no-member",
            format!("There is no person called {wanted} in the plan."),
        )
    })
}

//! `slipway talks`: response forms for parties without Slipway, and their answers.

use super::text;
use crate::arguments::Talks;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use serde_json::json;

pub async fn run(session: &Session, asked: Talks) -> Result<Outcome, Failure> {
    match asked {
        Talks::Form {
            file,
            freeze,
            party,
            out,
        } => {
            session.open(&file).await?;
            let id = session.find("freezes", "freeze", &freeze).await?;
            let room = session.value("talks", json!({ "freeze": id })).await?;
            let talks = &room["talks"]["id"];
            if talks.is_null() {
                let sentence = format!("Nobody talks about {freeze}, so there is nothing to answer.");
                return Err(Failure::refused("no-talks", sentence));
            }
            let question = json!({ "negotiation": talks, "party": party, "path": out.to_string_lossy() });
            let answer = session.value("write_response_form", question).await?;
            Outcome::done(format!("{}.", text(&answer, "sentence")), answer)
        }
        Talks::Answer { file, answer } => {
            session.open(&file).await?;
            let question = json!({ "path": answer.to_string_lossy() });
            let taken = session.value("import_response", question).await?;
            let said = text(&taken["answer"], "sentence").to_owned();
            Outcome::done(said, taken)
        }
    }
}

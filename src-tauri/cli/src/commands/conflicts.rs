//! `slipway conflicts`: edits made apart that need a person, and settling one.

use super::{rows, text};
use crate::arguments::Conflicts;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::contract::Nothing;
use serde_json::{Value, json};

pub async fn run(session: &Session, conflicts: Conflicts) -> Result<Outcome, Failure> {
    session.open(&conflicts.file).await?;
    let mut said = String::new();
    if let Some([id, choice]) = conflicts.settle.as_deref() {
        let question = json!({ "id": id, "choice": choice });
        let answer = session.value("settle_conflict", question).await?;
        said = format!("{}.\n", text(&answer, "sentence"));
    }
    let left = session.value("conflicts", Nothing {}).await?;
    let list = left.as_array().map_or(&[] as &[Value], Vec::as_slice);
    if list.is_empty() {
        said.push_str("Nothing is left to settle.");
    }
    for conflict in list {
        said.push_str(&format!(
            "{}\n  {}\n",
            text(conflict, "sentence"),
            text(conflict, "id")
        ));
        for choice in rows(conflict, "choices") {
            let blocked = match text(choice, "blocked") {
                "" => String::new(),
                why => format!("  ({why})"),
            };
            said.push_str(&format!(
                "  {:<7} {}{blocked}\n",
                text(choice, "choice"),
                text(choice, "shown")
            ));
        }
    }
    let code = u8::from(!list.is_empty());
    Outcome::with_code(said, left, code)
}

//! `slipway check`: findings with their rules; exit 1 when there are any.

use super::{rows, text};
use crate::arguments::{Check, Level};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::{Outcome, columns};
use app::contract::Nothing;
use serde_json::{Value, json};

pub async fn run(session: &Session, check: Check) -> Result<Outcome, Failure> {
    session.open(&check.file).await?;
    let answer = session.value("findings", Nothing {}).await?;
    let counts = |finding: &&Value| level(text(finding, "severity")) >= check.level;
    let found: Vec<&Value> = rows(&answer, "findings").iter().filter(counts).collect();
    let line = |finding: &&Value| {
        ["rule", "severity", "sentence"]
            .map(|field| text(finding, field).to_owned())
            .to_vec()
    };
    let mut said = columns(&found.iter().map(line).collect::<Vec<_>>());
    let rules = &answer["rules"];
    said.push_str(&match found.len() {
        0 => format!("Clean: {rules} rules found nothing."),
        1 => format!("1 finding of {rules} rules."),
        number => format!("{number} findings of {rules} rules."),
    });
    let code = u8::from(!found.is_empty());
    Outcome::with_code(
        said,
        json!({ "clean": found.is_empty(), "findings": found, "rules": rules }),
        code,
    )
}

fn level(word: &str) -> Level {
    match word {
        "note" => Level::Note,
        "warning" => Level::Warning,
        _ => Level::Error,
    }
}

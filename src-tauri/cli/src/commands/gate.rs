//! `slipway gate`: exit 0 open, 1 closed, with the reason.

use super::rows;
use crate::arguments::Gate;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::checks::GateQuestion;
use std::fs::File;
use std::io::Read;
use std::path::Path;

pub async fn run(session: &Session, gate: Gate) -> Result<Outcome, Failure> {
    let excerpt = is_json(&gate.file);
    if !excerpt {
        session.open(&gate.file).await?;
    }
    let question = GateQuestion {
        service: gate.service,
        environment: gate.environment,
        at: gate.at,
        file: excerpt.then(|| gate.file.to_string_lossy().into_owned()),
    };
    let answer = session.value("gate", question).await?;
    let open = answer["open"] == true;
    let mut said = String::from(if open { "Open.\n" } else { "Closed.\n" });
    for reason in rows(&answer, "reasons") {
        said.push_str(&format!("{}\n", reason.as_str().unwrap_or_default()));
    }
    if let Some(next) = answer["opens_next"].as_str() {
        said.push_str(&format!("Opens next at {next}.\n"));
    }
    Outcome::with_code(said, answer, u8::from(!open))
}

/// A plan is a database; a freeze file is text that begins with a brace.
fn is_json(path: &Path) -> bool {
    let mut first = [0];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut first))
        .is_ok()
        && first == *b"{"
}

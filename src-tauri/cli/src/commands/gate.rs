//! `slipway gate`: exit 0 open, 1 closed, with the reason.

use super::rows;
use crate::arguments::Gate;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::checks::GateQuestion;

pub async fn run(session: &Session, gate: Gate) -> Result<Outcome, Failure> {
    session.open(&gate.file).await?;
    let question = GateQuestion {
        service: gate.service,
        environment: gate.environment,
        at: gate.at,
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

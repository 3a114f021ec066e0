//! `slipway verify`: exit 0 when the chain of the log and the rows hold, 1 when they do not.

use super::text;
use crate::arguments::Verify;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::contract::Nothing;

pub async fn run(session: &Session, verify: Verify) -> Result<Outcome, Failure> {
    session.open(&verify.file).await?;
    let answer = session.value("verify", Nothing {}).await?;
    let said = format!("{}\nHead {}", text(&answer, "sentence"), text(&answer, "head"));
    let code = u8::from(answer["holds"] != true);
    Outcome::with_code(said, answer, code)
}

//! `slipway merge`: a copy that was edited elsewhere comes home.

use super::text;
use crate::arguments::Merge;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use app::sharing::MergeCopy;

pub async fn run(session: &Session, merge: Merge) -> Result<Outcome, Failure> {
    session.open(&merge.file).await?;
    let path = merge.copy.to_string_lossy().into_owned();
    let answer = session.value("merge_copy", MergeCopy { path }).await?;
    Outcome::done(text(&answer, "sentence").to_owned(), answer)
}

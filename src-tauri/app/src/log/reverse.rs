//! Taking back one entry, wherever it stands in the log.

use super::LogEntryQuestion;
use crate::contract::Written;
use crate::{Desk, WireFailure, failure};
use planning::wording::thousands;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The entry that was taken back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Reversed {
    /// Its position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// Takes back one entry: restores what it replaced, as an entry of its own.
///
/// # Errors
/// Refused when it cannot be undone or somebody has since changed the same field.
pub async fn reverse_entry(
    desk: &Desk,
    question: LogEntryQuestion,
) -> Result<Written<Reversed>, WireFailure> {
    let session = desk.session().await?;
    let entry = super::entry::at(&session.store, question.seq).await?;
    crate::rights::demand_undoing(desk, &session, &entry)?;
    let sentence = format!(
        "Reversed entry {}: {}",
        thousands(entry.seq.unsigned_abs()),
        entry.sentence
    );
    let receipt = session
        .store
        .undo_entry(entry.id, desk.entry("reverse_entry", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Reversed { seq: entry.seq }))
}

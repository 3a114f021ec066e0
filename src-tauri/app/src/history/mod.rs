//! Undo, redo and stopping long work.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure, rights};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which work to stop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Stop {
    /// Name of the job.
    pub job: String,
}

/// Takes the last operation back.
///
/// # Errors
/// Refused when there is nothing to undo or somebody has since changed the same field.
pub async fn undo(desk: &Desk, _question: Nothing) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    // Without a target the store refuses with its own sentence, which names what undo stops at.
    let target = session.store.undo_target().await.map_err(failure::from_store)?;
    if let Some(entry) = &target {
        rights::demand_undoing(desk, &session, entry)?;
    }
    let what = target.map(|entry| entry.sentence).unwrap_or_default();
    let draft = desk.entry("undo", format!("Undid: {what}"));
    let receipt = session.store.undo(draft).await.map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Does what was undone again.
///
/// # Errors
/// Refused when nothing was undone last or somebody has since changed the same field.
pub async fn redo(desk: &Desk, _question: Nothing) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let target = session.store.redo_target().await.map_err(failure::from_store)?;
    if let Some(entry) = &target {
        rights::demand_undoing(desk, &session, entry)?;
    }
    let what = target.map(|entry| entry.sentence).unwrap_or_default();
    let draft = desk.entry("redo", format!("Redid: {what}"));
    let receipt = session.store.redo(draft).await.map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Ends long work with its best so far. True when it was running.
///
/// # Errors
/// None.
pub async fn stop(desk: &Desk, question: Stop) -> Result<bool, WireFailure> {
    Ok(desk.stop_job(&question.job))
}

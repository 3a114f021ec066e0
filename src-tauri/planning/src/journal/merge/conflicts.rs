//! The conflicts of a merge: made once for each spot, kept up while mine are replayed, dropped when mine gives way.

use super::Replay;
use crate::journal::{Entry, RowChange};
use crate::plan::TableName;
use crate::{ConflictReason, MergeConflict, MergeConflictId};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// A field of a record, or the whole record.
pub(super) type Spot = (TableName, Uuid, Option<String>);

/// What a conflict is about.
pub(super) struct Dispute {
    pub(super) reason: ConflictReason,
    pub(super) was: Value,
    pub(super) mine: Value,
    pub(super) theirs: Value,
}

impl Replay<'_> {
    /// The plan keeps what it has at the spot, and the conflict what I wanted.
    pub(super) fn dispute(&mut self, entry: &Entry, spot: Spot, dispute: Dispute) {
        if self.held.contains_key(&spot) {
            return self.insist(&spot, dispute.mine);
        }
        let (table, record, field) = spot.clone();
        let by = self.who_touched(table, record, field.as_deref());
        let id = identity(entry, &spot);
        let conflict = MergeConflict {
            id,
            table,
            record,
            field,
            reason: dispute.reason,
            was: dispute.was,
            mine: dispute.mine,
            theirs: dispute.theirs,
            mine_by: entry.author.clone(),
            mine_at: entry.at,
            mine_entry: entry.id,
            theirs_by: by.map(|by| by.author.clone()).unwrap_or_default(),
            theirs_at: by.map(|by| by.at),
            theirs_entry: by.map(|by| by.id),
        };
        self.plan.put(conflict);
        self.touched.insert((TableName::MergeConflict, id.0));
        self.held.insert(spot, id);
        self.merged.conflicts.push(id);
    }

    /// A later entry of mine wants something else at a spot that is disputed already.
    pub(super) fn insist(&mut self, spot: &Spot, mine: Value) {
        let Some(id) = self.held.get(spot).copied() else {
            return;
        };
        let Some(mut conflict) = self.plan.merge_conflicts.get(&id).cloned() else {
            return;
        };
        if mine == conflict.was || mine == conflict.theirs {
            return self.withdraw(spot);
        }
        conflict.mine = mine;
        self.plan.put(conflict);
        self.touched.insert((TableName::MergeConflict, id.0));
    }

    /// What I wanted is what is there: nothing is left to settle.
    pub(super) fn withdraw(&mut self, spot: &Spot) {
        let Some(id) = self.held.remove(spot) else {
            return;
        };
        self.plan.merge_conflicts.remove(&id);
        self.touched.insert((TableName::MergeConflict, id.0));
        self.merged.conflicts.retain(|made| *made != id);
    }

    /// Nothing of the change is applied: the plan file refused its entry.
    pub(super) fn hold(
        &mut self,
        entry: &Entry,
        change: &RowChange,
        saw: Option<Map<String, Value>>,
        after: Option<Map<String, Value>>,
    ) {
        let reason = ConflictReason::BreaksRule;
        let now = self.plan.row(change.table, change.id);
        let (Some(before), Some(fields), Some(now)) = (&change.before, &change.after, &now) else {
            let dispute = Dispute {
                reason,
                was: whole(saw),
                mine: whole(after),
                theirs: whole(now),
            };
            return self.dispute(entry, (change.table, change.id, None), dispute);
        };
        for (field, mine) in fields {
            let dispute = Dispute {
                reason,
                was: before.get(field).cloned().unwrap_or_default(),
                mine: mine.clone(),
                theirs: now.get(field).cloned().unwrap_or_default(),
            };
            self.dispute(entry, (change.table, change.id, Some(field.clone())), dispute);
        }
    }

    /// Their last entry that touched the spot.
    fn who_touched(&self, table: TableName, id: Uuid, field: Option<&str>) -> Option<&Entry> {
        let touches = |change: &RowChange| {
            change.table == table
                && change.id == id
                && field.is_none_or(|field| {
                    let has = |row: &Option<Map<String, Value>>| {
                        row.as_ref().is_some_and(|row| row.contains_key(field))
                    };
                    has(&change.before) || has(&change.after)
                })
        };
        self.parting
            .theirs
            .iter()
            .rev()
            .find(|entry| entry.changes.iter().any(touches))
    }
}

pub(super) fn whole(row: Option<Map<String, Value>>) -> Value {
    row.map_or(Value::Null, Value::Object)
}

/// The same entry at the same spot gives the same id on every machine.
fn identity(entry: &Entry, (table, record, field): &Spot) -> MergeConflictId {
    let mut hasher = Sha256::new();
    hasher.update(entry.id.0.as_bytes());
    hasher.update(record.as_bytes());
    hasher.update(table.word().as_bytes());
    hasher.update([0]);
    hasher.update(field.as_deref().unwrap_or_default().as_bytes());
    let digest: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    MergeConflictId(Builder::from_custom_bytes(bytes).into_uuid())
}

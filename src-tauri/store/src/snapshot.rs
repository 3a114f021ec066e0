//! The plan in memory at one journal position, patched from entries instead of loaded anew.

use crate::fault::StoreFault;
use crate::hub::Head;
use crate::journal;
use crate::rows;
use planning::Plan;
use planning::journal::{Entry, Trail, TrailStep, verify_chain};
use planning::plan::TableName;
use sqlx::SqliteConnection;
use std::sync::Arc;

/// The plan, what undo would take back, and the hash that ties both to the journal.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) plan: Arc<Plan>,
    pub(crate) trail: Arc<Trail>,
    pub(crate) hash: String,
}

impl Snapshot {
    pub(crate) fn is_at(&self, head: &Head) -> bool {
        self.plan.seq == head.seq && self.hash == head.hash
    }

    /// Everything from the tables. The connection must be inside a transaction.
    pub(crate) async fn load(connection: &mut SqliteConnection) -> Result<Self, StoreFault> {
        let head = journal::head(connection).await?;
        let plan = rows::load(connection, head.seq).await?;
        let trail = trail(connection).await?;
        Ok(Self {
            plan: Arc::new(plan),
            trail: Arc::new(trail),
            hash: head.hash,
        })
    }

    /// The snapshot at the head, and the tables that another process has touched meanwhile.
    pub(crate) async fn caught_up(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<(Self, Vec<TableName>), StoreFault> {
        let head = journal::head(connection).await?;
        if self.is_at(&head) {
            return Ok((self.clone(), Vec::new()));
        }
        let missing = head.seq - self.plan.seq;
        if missing > 0 {
            let entries = journal::after(connection, self.plan.seq, missing).await?;
            if let Some(patched) = self.patched(&entries, &head) {
                return Ok((patched, touched(&entries)));
            }
        }
        Ok((Self::load(connection).await?, TableName::ALL.to_vec()))
    }

    /// `None` when the entries do not lead from here to the head; then only the tables tell.
    fn patched(&self, entries: &[Entry], head: &Head) -> Option<Self> {
        if verify_chain(entries, self.plan.seq + 1, &self.hash).ok()? != head.hash {
            return None;
        }
        let (mut plan, mut trail) = ((*self.plan).clone(), (*self.trail).clone());
        for entry in entries {
            for change in &entry.changes {
                plan.apply(change).ok()?;
            }
            trail.follow(&entry.into());
        }
        plan.seq = head.seq;
        Some(Self {
            plan: Arc::new(plan),
            trail: Arc::new(trail),
            hash: head.hash.clone(),
        })
    }
}

/// Where undo and redo stand, from the whole journal.
pub(crate) async fn trail(connection: &mut SqliteConnection) -> Result<Trail, StoreFault> {
    let steps: String = sqlx::query_scalar(
        "SELECT json_group_array(json_object('id', id, 'undoable', json(iif(undoable, 'true', 'false')),
             'undoes', undoes, 'key', key,
         'empty', json(iif(EXISTS (SELECT 1 FROM journal_row AS r WHERE r.seq = journal.seq), 'false', 'true')))
         ORDER BY seq) FROM journal",
    )
    .fetch_one(connection)
    .await?;
    let steps: Vec<TrailStep> =
        serde_json::from_str(&steps).map_err(|error| StoreFault::Content(format!("the journal: {error}")))?;
    let mut trail = Trail::default();
    for step in &steps {
        trail.follow(step);
    }
    Ok(trail)
}

/// The tables that entries changed, in order.
pub(crate) fn touched<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<TableName> {
    let mut tables: Vec<TableName> = entries
        .into_iter()
        .flat_map(|entry| entry.changes.iter().map(|change| change.table))
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

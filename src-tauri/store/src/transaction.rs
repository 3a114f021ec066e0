//! The one write path: rows and the journal line that tells of them, together or not at all.

use crate::explain::explain;
use crate::fault::{Refusal, StoreError, StoreFault};
use crate::journal;
use crate::rows::{self, Changed};
use crate::snapshot::Snapshot;
use crate::store::Store;
use planning::journal::{CanonicalChanges, Entry, EntryDraft, RowChange, Trail, hash_entry_with};
use planning::plan::{Record, TableName};
use planning::{EntryId, Plan};
use serde::Serialize;
use sqlx::{Sqlite, Transaction};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

/// The proof that something was written. Only [`Tx::commit`] makes one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Receipt {
    /// The journal position.
    pub seq: i64,
    /// The journal line; of the rows of a very large one the first only, the journal has them all.
    pub entry: Entry,
    /// Tables that were touched, in order.
    pub touched: Vec<TableName>,
}

/// Rows of an entry that its receipt tells of.
const ROWS_TOLD: usize = 1_000;

/// A write under way. Dropped without a commit it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    store: Store,
    transaction: Transaction<'static, Sqlite>,
    _writer: OwnedMutexGuard<()>,
    base: Snapshot,
    work: Plan,
    rows: BTreeSet<(TableName, Uuid)>,
}

impl Tx {
    pub(crate) async fn begin(store: Store) -> Result<Self, StoreError> {
        let writer = Arc::clone(&store.0.writer).lock_owned().await;
        let mut transaction = store.0.pool.begin_with("BEGIN IMMEDIATE").await?;
        let (base, moved) = store.snapshot().caught_up(&mut transaction).await?;
        if !moved.is_empty() {
            store.show(base.clone());
        }
        let work = (*base.plan).clone();
        Ok(Self {
            store,
            transaction,
            _writer: writer,
            base,
            work,
            rows: BTreeSet::new(),
        })
    }

    /// The plan at the head of the journal with what was put and removed so far.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.work
    }

    /// The plan as it was when the write began.
    #[must_use]
    pub fn before(&self) -> &Plan {
        &self.base.plan
    }

    /// Adds the record or replaces the one with its id.
    ///
    /// # Errors
    /// None today; a record that no row can hold would be a fault.
    pub fn put<R: Record>(&mut self, record: R) -> Result<(), StoreError> {
        self.rows.insert((R::TABLE, record.uuid()));
        self.work.put(record);
        Ok(())
    }

    /// Takes the record out and answers it.
    ///
    /// # Errors
    /// [`Refusal::Broken`] when there is none.
    pub fn remove<R: Record>(&mut self, id: R::Id) -> Result<R, StoreError> {
        let Some(record) = R::table_mut(&mut self.work).remove(&id) else {
            let kind = R::TABLE.word().replace('_', " ");
            return Err(Refusal::Broken {
                sentence: format!("This {kind} is not in the plan any more."),
            }
            .into());
        };
        self.rows.insert((R::TABLE, record.uuid()));
        Ok(record)
    }

    /// Makes journalled changes of rows: undo, replay, merge.
    ///
    /// # Errors
    /// [`Refusal::Broken`] when a row is not as its change expects it.
    pub fn apply(&mut self, changes: &[RowChange]) -> Result<(), StoreError> {
        for change in changes {
            self.work
                .apply(change)
                .map_err(|sentence| Refusal::Broken { sentence })?;
            self.rows.insert((change.table, change.id));
        }
        Ok(())
    }

    /// Refuses when an entry after `seen` touched the row: the person looked at something older.
    ///
    /// # Errors
    /// [`Refusal::Stale`] with the last such entry.
    pub async fn expect_unchanged(
        &mut self,
        table: TableName,
        id: Uuid,
        seen: i64,
    ) -> Result<(), StoreError> {
        let shifts = self.store.shifts();
        let (seen, between) = crate::sharing::shifted(&shifts, seen);
        let mut later = journal::later(&mut self.transaction, table, id, seen, i64::MAX).await?;
        for (after, up_to) in between {
            if later.is_none() {
                later = journal::later(&mut self.transaction, table, id, after, up_to).await?;
            }
        }
        match later {
            Some(entry) => Err(Refusal::Stale {
                entry: Box::new(entry),
            }
            .into()),
            None => Ok(()),
        }
    }

    /// The entry with the id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn entry(&mut self, id: EntryId) -> Result<Option<Entry>, StoreFault> {
        journal::one(&mut self.transaction, id).await
    }

    /// What undo and redo would take back next.
    pub(crate) fn trail(&self) -> &Trail {
        &self.base.trail
    }

    /// What the commit would journal now.
    #[must_use]
    pub fn changes(&self) -> Vec<RowChange> {
        self.changes_in(|_| true)
    }

    /// What the commit would journal now of some tables.
    #[must_use]
    pub fn changes_in(&self, of: impl Fn(TableName) -> bool) -> Vec<RowChange> {
        let rows = self.rows.iter().filter(|(table, _)| of(*table));
        rows.filter_map(|(table, id)| self.change(*table, *id)).collect()
    }

    fn change(&self, table: TableName, id: Uuid) -> Option<RowChange> {
        let (before, after) = (self.base.plan.row(table, id), self.work.row(table, id));
        RowChange::between(table, id, before, after)
    }

    /// Writes the rows, the journal line and the head together. After it returns the write survives a crash.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when nothing differs, [`Refusal::Broken`] with the sentence when a record breaks a
    /// rule of the plan file, or a fault. Nothing is written then.
    pub async fn commit(mut self, draft: EntryDraft) -> Result<Receipt, StoreError> {
        let mut journalled = CanonicalChanges::default();
        let (mut rows, mut changes) = (Vec::new(), Vec::new());
        for (table, id) in &self.rows {
            let Some(change) = self.change(*table, *id) else {
                continue;
            };
            journalled.push(&change);
            rows.push(Changed::from(&change));
            if changes.len() < ROWS_TOLD {
                changes.push(change);
            }
        }
        if rows.is_empty() {
            return Err(Refusal::NothingToDo.into());
        }
        let journalled = journalled.finish();
        let EntryDraft {
            id,
            at,
            author,
            operation,
            sentence,
            undoable,
            undoes,
        } = draft;
        let seq = self.base.plan.seq + 1;
        let previous_hash = self.base.hash.clone();
        let hash = String::new();
        let mut entry = Entry {
            id,
            seq,
            at,
            author,
            operation,
            sentence,
            undoable,
            undoes,
            changes,
            signed: None,
            previous_hash,
            hash,
        };
        entry.signed = self.store.pen().map(|pen| pen.sign_with(&entry, &journalled));
        entry.hash = hash_entry_with(&entry, &journalled);
        self.work.seq = seq;
        let said = |error| explain(error, &self.base.plan, &self.work);
        rows::save(&mut self.transaction, &rows, &self.work)
            .await
            .map_err(said)?;
        journal::append(&mut self.transaction, &entry, &rows, journalled)
            .await
            .map_err(said)?;
        self.transaction.commit().await.map_err(said)?;
        // Rows are in order of table.
        let mut touched: Vec<TableName> = rows.iter().map(|row| row.table).collect();
        touched.dedup();
        let mut trail = (*self.base.trail).clone();
        trail.follow(&(&entry).into());
        self.store.show(Snapshot {
            plan: Arc::new(self.work),
            trail: Arc::new(trail),
            hash: entry.hash.clone(),
        });
        Ok(Receipt { seq, touched, entry })
    }
}

//! An open plan: its snapshot, its journal, and the door to writing.

use crate::fault::{Refusal, StoreError, StoreFault};
use crate::filter::EntryFilter;
use crate::journal::{self, EntryOrder};
use crate::mark::Mark;
use crate::pen::Pen;
use crate::sharing::Shift;
use crate::snapshot::Snapshot;
use crate::transaction::Tx;
use planning::journal::{Entry, Trail, digest};
use planning::plan::TableName;
use planning::{EntryId, Plan};
use sqlx::SqlitePool;
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use uuid::Uuid;

/// An open plan. Cloning shares it; the last one dropped closes the file.
#[derive(Clone, Debug)]
pub struct Store(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) pool: SqlitePool,
    pub(crate) path: Option<PathBuf>,
    pub(crate) id: Uuid,
    pub(crate) read_only: bool,
    /// The position a handle on the past stays at, and the plan as it is.
    pub(crate) past: Option<(i64, Store)>,
    pub(crate) snapshot: RwLock<Snapshot>,
    /// What signs entries; without one the author is a claim.
    pub(crate) pen: RwLock<Option<Arc<Pen>>>,
    /// One writer at a time within the process; SQLite sees to the others.
    pub(crate) writer: Arc<tokio::sync::Mutex<()>>,
    /// Where waiting entries were put behind others since the file was opened.
    pub(crate) shifts: Mutex<Vec<Shift>>,
    /// How many of them were told to who keeps checkpoints.
    pub(crate) moves_told: AtomicUsize,
    pub(crate) _mark: Option<Mark>,
}

impl Store {
    pub(crate) async fn over(
        pool: SqlitePool,
        path: Option<PathBuf>,
        read_only: bool,
        mark: Option<Mark>,
    ) -> Result<Self, StoreFault> {
        let mut transaction = pool.begin().await?;
        let id: String = sqlx::query_scalar("SELECT store_id FROM meta")
            .fetch_one(&mut *transaction)
            .await?;
        let id = id
            .parse()
            .map_err(|_| StoreFault::Content(format!("“{id}” is no store id")))?;
        let snapshot = RwLock::new(Snapshot::load(&mut transaction).await?);
        transaction.rollback().await?;
        let writer = Arc::default();
        Ok(Self(Arc::new(Inner {
            pool,
            path,
            id,
            read_only,
            past: None,
            snapshot,
            pen: RwLock::default(),
            writer,
            shifts: Mutex::default(),
            moves_told: AtomicUsize::new(0),
            _mark: mark,
        })))
    }

    /// The plan at the last journal position this process has seen. Cheap; never waits.
    #[must_use]
    pub fn plan(&self) -> Arc<Plan> {
        Arc::clone(
            &self
                .0
                .snapshot
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .plan,
        )
    }

    /// Signs every entry from now on with the pen.
    pub fn write_with(&self, pen: Pen) {
        *self.0.pen.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(pen));
    }

    /// What signs entries here.
    #[must_use]
    pub fn pen(&self) -> Option<Arc<Pen>> {
        self.0.pen.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The public key of the pen.
    pub(crate) fn key(&self) -> Option<String> {
        self.pen().map(|pen| pen.key())
    }

    /// Identity of the plan, the same in every copy of the file.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.0.id
    }

    /// Where the file is; `None` in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// True when nothing can be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.0.read_only
    }

    /// SHA-256 of the plan's records, in hexadecimal: two plans with the same digest hold the same records.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.plan())
    }

    /// Starts to write: takes the lock and brings the plan to the head of the journal.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`], [`Refusal::Busy`] or a fault.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        if let Some(seq) = self.past() {
            return Err(Refusal::Past { seq }.into());
        }
        if self.0.read_only {
            return Err(Refusal::ReadOnly.into());
        }
        Tx::begin(self.clone()).await
    }

    /// Looks whether another process has written, and brings the plan up to date. Answers the touched tables.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn refresh(&self) -> Result<Vec<TableName>, StoreFault> {
        if self.0.past.is_some() {
            return Ok(Vec::new());
        }
        let head = journal::head(&mut *self.0.pool.acquire().await?).await?;
        if self.snapshot().is_at(&head) {
            return Ok(Vec::new());
        }
        let _writer = self.0.writer.lock().await;
        let mut transaction = self.0.pool.begin().await?;
        let (snapshot, touched) = self.snapshot().caught_up(&mut transaction).await?;
        transaction.rollback().await?;
        self.show(snapshot);
        Ok(touched)
    }

    /// Up to `limit` entries after a position, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn entries(&self, after: i64, limit: u32) -> Result<Vec<Entry>, StoreFault> {
        self.find_entries(&EntryFilter::default(), after, limit, EntryOrder::OldestFirst)
            .await
    }

    /// Up to `limit` entries that fit the filter: after `from` when oldest come first, before `from` when newest
    /// come first (`i64::MAX` for the end).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn find_entries(
        &self,
        filter: &EntryFilter,
        from: i64,
        limit: u32,
        order: EntryOrder,
    ) -> Result<Vec<Entry>, StoreFault> {
        let limit = i64::from(limit);
        let filter = self.seen_from_here(filter);
        journal::find(&mut *self.0.pool.acquire().await?, from, limit, &filter, order).await
    }

    /// On the past, nothing that came later.
    fn seen_from_here<'a>(&self, filter: &'a EntryFilter) -> Cow<'a, EntryFilter> {
        match self.past() {
            None => Cow::Borrowed(filter),
            Some(past) => Cow::Owned(EntryFilter {
                upto: Some(filter.upto.map_or(past, |upto| upto.min(past))),
                ..filter.clone()
            }),
        }
    }

    /// How many entries fit the filter.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn count_entries(&self, filter: &EntryFilter) -> Result<i64, StoreFault> {
        let filter = self.seen_from_here(filter);
        Ok(journal::count(&mut *self.0.pool.acquire().await?, &filter).await?)
    }

    /// The hash of the entry at the position; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn hash_at(&self, seq: i64) -> Result<Option<String>, StoreFault> {
        Ok(journal::hash_at(&mut *self.0.pool.acquire().await?, seq).await?)
    }

    /// Everybody who wrote, with the number of their entries, the most first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn authors(&self) -> Result<Vec<(String, i64)>, StoreFault> {
        Ok(journal::authors(&mut *self.0.pool.acquire().await?).await?)
    }

    /// Rows that bear the reference or once bore it, also those that were taken out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn records_called(&self, reference: &str) -> Result<Vec<Uuid>, StoreFault> {
        let ids = journal::records_called(&mut *self.0.pool.acquire().await?, reference).await?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The entry with the id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreFault> {
        journal::one(&mut *self.0.pool.acquire().await?, id).await
    }

    pub(crate) async fn sentence(&self, id: Option<EntryId>) -> Result<Option<String>, StoreFault> {
        match id {
            Some(id) => Ok(journal::sentence(&mut *self.0.pool.acquire().await?, id).await?),
            None => Ok(None),
        }
    }

    /// When the last entry was written that is seen from here; its rows are not read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn saved_at(&self) -> Result<Option<planning::Instant>, StoreFault> {
        let up_to = self.past().unwrap_or(i64::MAX);
        journal::written_at(&mut *self.0.pool.acquire().await?, up_to).await
    }

    /// Closes the file and waits until it is closed.
    pub async fn close(self) {
        self.0.pool.close().await;
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        self.0
            .snapshot
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn trail(&self) -> Arc<Trail> {
        self.snapshot().trail
    }

    pub(crate) fn show(&self, snapshot: Snapshot) {
        *self.0.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }
}

//! The plan as it was: a handle on the same file that shows an earlier journal position and writes nothing.

use crate::fault::StoreError;
use crate::snapshot::Snapshot;
use crate::store::{Inner, Store};
use planning::journal::GENESIS;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, RwLock};

impl Store {
    /// The plan as it was after the entry at the position. The handle shares the open file, reads nothing that came
    /// later, and refuses to write; closing it closes the file for both.
    ///
    /// # Errors
    /// A refusal when there is no such entry, or a fault.
    pub async fn at(&self, seq: i64) -> Result<Self, StoreError> {
        let plan = self.plan_at(seq).await?;
        let hash = self.hash_at(seq).await?.unwrap_or_else(|| GENESIS.to_owned());
        Ok(Self(Arc::new(Inner {
            pool: self.0.pool.clone(),
            path: self.0.path.clone(),
            id: self.0.id,
            read_only: true,
            past: Some((seq, self.now().clone())),
            snapshot: RwLock::new(Snapshot {
                plan: Arc::new(plan),
                trail: Arc::default(),
                hash,
            }),
            pen: RwLock::default(),
            writer: Arc::default(),
            shifts: Mutex::default(),
            moves_told: AtomicUsize::default(),
            _mark: None,
        })))
    }

    /// The position this handle stays at; `None` shows the plan as it is.
    #[must_use]
    pub fn past(&self) -> Option<i64> {
        self.0.past.as_ref().map(|(seq, _)| *seq)
    }

    /// The plan as it is, from whichever moment.
    #[must_use]
    pub fn now(&self) -> &Self {
        self.0.past.as_ref().map_or(self, |(_, present)| present)
    }
}

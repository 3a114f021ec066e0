//! Copies of a plan for teams without a hub: what was done in a copy is merged into this plan.

use super::weave::Strands;
use super::{SharingError, Synced, address};
use crate::fault::{Refusal, StoreError};
use crate::journal;
use crate::store::Store;
use planning::EntryId;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::PoisonError;
use uuid::Uuid;

impl Store {
    /// Takes in what was done in a copy of this plan. The copy is only read.
    ///
    /// When the copy has everything that was done here since the two parted, or some of it, this plan takes the
    /// copy's order and puts the rest of its own after it; otherwise the copy's entries come after its own. So
    /// copies that are merged back and forth end alike.
    ///
    /// # Errors
    /// Refused when the file is not a copy of this plan; a fault when either cannot be read or written.
    pub async fn merge_copy(&self, path: impl AsRef<Path>) -> Result<Synced, SharingError> {
        if self.is_read_only() {
            return Err(StoreError::from(Refusal::ReadOnly).into());
        }
        let path = path.as_ref();
        let copy = Self::open(path)
            .await
            .map_err(|fault| refused(fault.to_string()))?;
        let done = self.merge_from(&copy, path).await;
        copy.close().await;
        done
    }

    async fn merge_from(&self, copy: &Self, path: &Path) -> Result<Synced, SharingError> {
        if copy.id() != self.id() {
            let theirs = copy.plan().settings().name;
            return Err(refused(format!(
                "{} is not a copy of this plan but the plan “{theirs}”. Nothing was changed; import it instead.",
                path.display()
            )));
        }
        let _writer = self.0.writer.lock().await;
        let mut transaction = self.0.pool.begin_with("BEGIN IMMEDIATE").await?;
        let (before, _) = self.snapshot().caught_up(&mut transaction).await?;
        let shared = address::read(&mut transaction)
            .await?
            .map(|sharing| sharing.shared);
        let base = {
            let mut theirs = copy.0.pool.acquire().await?;
            journal::common(&mut transaction, &mut theirs).await?
        };
        let mine = journal::after(&mut transaction, base.seq, i64::MAX).await?;
        let theirs = journal::after(&mut *copy.0.pool.acquire().await?, base.seq, i64::MAX).await?;
        let known: BTreeSet<EntryId> = mine.iter().map(|entry| entry.id).collect();
        let knows_mine = theirs.iter().any(|entry| known.contains(&entry.id));
        let theirs_first = knows_mine && shared.as_ref().is_none_or(|shared| shared.seq <= base.seq);
        let mut synced = Synced::default();
        let strands = if theirs_first || mine.is_empty() {
            Strands {
                base: &base,
                existing: &mine,
                first: &theirs,
                second: &mine,
            }
        } else {
            Strands {
                base: &base,
                existing: &mine,
                first: &mine,
                second: &theirs,
            }
        };
        if shared.is_none() {
            // For as long as this transaction lasts, what comes after the base may be put in order anew.
            address::write(&mut transaction, "copy", Uuid::nil(), &base).await?;
        }
        let woven = self
            .weave(&mut transaction, &before, strands, &mut synced)
            .await?;
        if shared.is_none() {
            address::forget(&mut transaction).await?;
        }
        transaction.commit().await.map_err(StoreError::from)?;
        self.0
            .shifts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(woven.shift);
        self.show(woven.snapshot);
        synced.touched.sort_unstable();
        synced.touched.dedup();
        Ok(synced)
    }
}

fn refused(sentence: String) -> SharingError {
    StoreError::from(Refusal::Broken { sentence }).into()
}

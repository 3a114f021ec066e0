//! A visit to the hub: pull, merge, push, and again when somebody was faster.

use super::{Sharing, SharingError, Synced, address};
use crate::fault::{Refusal, StoreError};
use crate::hub::{Head, Hub, HubFault, Pushed};
use crate::journal;
use crate::store::Store;
use planning::journal::Entry;

/// Entries a visit carries at a time.
const BATCH: u32 = 250;

/// How often a visit lets others be faster before it goes home.
const TRIES: u32 = 16;

impl Store {
    /// Takes in what others shared, replays what waits after it, and pushes that. Nothing is lost when it is cut
    /// off anywhere; running it again ends it.
    ///
    /// # Errors
    /// [`SharingError`]; what was not pushed still waits.
    pub async fn sync(&self, hub: &dyn Hub) -> Result<Synced, SharingError> {
        // Whoever looks at the past goes on sharing the present.
        let here = self.now();
        let identity = hub.identity().await?;
        let sharing = here.shared_or_refuse().await?;
        if identity.plan != here.id() {
            return Err(HubFault::OtherPlan {
                name: identity.name,
                plan: identity.plan,
            }
            .into());
        }
        if identity.hub != sharing.hub_id {
            // Founded anew at the same address: what it acknowledged before is not there.
            return Err(HubFault::Parted {
                seq: sharing.shared.seq,
            }
            .into());
        }
        let mut synced = Synced::default();
        for _ in 0..TRIES {
            here.pull(hub, &mut synced).await?;
            if here.push(hub, &mut synced).await? {
                synced.touched.sort_unstable();
                synced.touched.dedup();
                return Ok(synced);
            }
        }
        Err(HubFault::Busy {
            who: "Everybody at once".into(),
        }
        .into())
    }

    /// Publishes this journal to a hub that was restored from an older copy or founded anew: goes back to the last
    /// entry both have, takes in what the hub has after it, and pushes everything it does not have.
    ///
    /// # Errors
    /// As [`Store::sync`].
    pub async fn republish(&self, hub: &dyn Hub) -> Result<Synced, SharingError> {
        let sharing = self.shared_or_refuse().await?;
        self.share_at(hub, &sharing.hub).await?;
        self.sync(hub).await
    }

    async fn shared_or_refuse(&self) -> Result<Sharing, SharingError> {
        if self.is_read_only() {
            return Err(StoreError::from(Refusal::ReadOnly).into());
        }
        self.sharing().await?.ok_or_else(|| {
            StoreError::from(Refusal::Broken {
                sentence: "This plan is not shared. Create a hub for it, or join one.".into(),
            })
            .into()
        })
    }

    async fn pull(&self, hub: &dyn Hub, synced: &mut Synced) -> Result<(), SharingError> {
        loop {
            let shared = self.shared_or_refuse().await?.shared;
            let pulled = hub.pull(&shared, BATCH).await?;
            synced.seen = pulled.seen;
            synced.checkpoints = pulled.checkpoints;
            let Some(last) = pulled.entries.last().map(|entry| entry.seq) else {
                return Ok(());
            };
            self.take_in(&shared, pulled.entries, synced).await?;
            if last >= pulled.newest {
                return Ok(());
            }
        }
    }

    /// False when somebody was faster.
    async fn push(&self, hub: &dyn Hub, synced: &mut Synced) -> Result<bool, SharingError> {
        loop {
            let (shared, waiting) = self.waiting().await?;
            let Some(last) = waiting.last() else {
                return Ok(true);
            };
            let head = Head {
                seq: last.seq,
                hash: last.hash.clone(),
            };
            match hub.push(&shared, &waiting).await? {
                Pushed::Moved => return Ok(false),
                Pushed::Done => {
                    synced.pushed += waiting.len();
                    self.acknowledge(&shared, &head).await?;
                }
            }
        }
    }

    /// The last shared entry, and the first batch of those after it.
    async fn waiting(&self) -> Result<(Head, Vec<Entry>), SharingError> {
        let mut transaction = self.0.pool.begin().await?;
        let shared = address::read(&mut transaction)
            .await?
            .map_or_else(Head::start, |sharing| sharing.shared);
        let entries = journal::after(&mut transaction, shared.seq, i64::from(BATCH)).await?;
        transaction.rollback().await?;
        Ok((shared, entries))
    }

    /// Notes what the hub acknowledged, unless another process of this plan noted more meanwhile.
    async fn acknowledge(&self, before: &Head, head: &Head) -> Result<(), SharingError> {
        let _writer = self.0.writer.lock().await;
        let mut transaction = self.0.pool.begin_with("BEGIN IMMEDIATE").await?;
        let known = address::read(&mut transaction).await?;
        let holds = journal::hash_at(&mut transaction, head.seq).await? == Some(head.hash.clone());
        if holds && known.is_some_and(|sharing| sharing.shared == *before) {
            address::note(&mut transaction, head).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

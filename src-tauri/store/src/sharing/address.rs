//! What the plan file remembers of its hub.

use super::{Sharing, SharingError};
use crate::fault::{Refusal, StoreError, StoreFault};
use crate::hub::{Head, Hub, HubFault};
use crate::journal;
use crate::store::Store;
use sqlx::SqliteConnection;
use uuid::Uuid;

impl Store {
    /// Where the plan is shared; `None` when it is not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn sharing(&self) -> Result<Option<Sharing>, StoreFault> {
        let mut transaction = self.0.pool.begin().await?;
        let sharing = read(&mut transaction).await?;
        transaction.rollback().await?;
        Ok(sharing)
    }

    /// Shares the plan at a hub from now on: an empty one, or one that holds this plan already. Call
    /// [`Store::sync`] after.
    ///
    /// # Errors
    /// [`HubFault::OtherPlan`], another hub's fault, or what the plan file says.
    pub async fn share_at(&self, hub: &dyn Hub, address: &str) -> Result<(), SharingError> {
        if self.is_read_only() {
            return Err(StoreError::from(Refusal::ReadOnly).into());
        }
        let identity = hub.identity().await?;
        if identity.plan != self.id() {
            return Err(HubFault::OtherPlan {
                name: identity.name,
                plan: identity.plan,
            }
            .into());
        }
        let common = self.common_with(hub).await?;
        let _writer = self.0.writer.lock().await;
        let mut transaction = self.0.pool.begin_with("BEGIN IMMEDIATE").await?;
        write(&mut transaction, address, identity.hub, &common).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Shares the plan no more. What waits stays in the plan file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn leave_hub(&self) -> Result<(), StoreError> {
        let _writer = self.0.writer.lock().await;
        forget(&mut *self.0.pool.acquire().await?).await?;
        Ok(())
    }

    /// The last entry that the hub's journal and this one have in common, by halving.
    pub(super) async fn common_with(&self, hub: &dyn Hub) -> Result<Head, SharingError> {
        let mut connection = self.0.pool.acquire().await?;
        let mine = journal::head(&mut connection).await?;
        let theirs = hub.head().await?;
        let (mut common, mut beyond) = (Head::start(), mine.seq.min(theirs.seq) + 1);
        while beyond - common.seq > 1 {
            let middle = common.seq + (beyond - common.seq) / 2;
            let hash = journal::hash_at(&mut connection, middle).await?;
            if hash.is_some() && hash == hub.hash_at(middle).await? {
                common = Head {
                    seq: middle,
                    hash: hash.unwrap_or_default(),
                };
            } else {
                beyond = middle;
            }
        }
        Ok(common)
    }
}

pub(super) async fn read(connection: &mut SqliteConnection) -> Result<Option<Sharing>, StoreFault> {
    let row: Option<(String, String, i64, String, i64)> =
        sqlx::query_as("SELECT s.hub, s.hub_id, s.seq, s.hash, h.seq FROM sharing AS s, head AS h")
            .fetch_optional(connection)
            .await?;
    let Some((hub, hub_id, seq, hash, end)) = row else {
        return Ok(None);
    };
    let hub_id: Uuid = hub_id
        .parse()
        .map_err(|_| StoreFault::Content(format!("“{hub_id}” is no hub's id")))?;
    Ok(Some(Sharing {
        hub,
        hub_id,
        shared: Head { seq, hash },
        waiting: end - seq,
    }))
}

pub(super) async fn write(
    connection: &mut SqliteConnection,
    address: &str,
    hub: Uuid,
    shared: &Head,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT OR REPLACE INTO sharing (one, hub, hub_id, seq, hash) VALUES (1, ?, ?, ?, ?)")
        .bind(address)
        .bind(hub.to_string())
        .bind(shared.seq)
        .bind(&shared.hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes how far the hub is known to hold the journal.
pub(super) async fn note(connection: &mut SqliteConnection, shared: &Head) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE sharing SET seq = ?, hash = ?")
        .bind(shared.seq)
        .bind(&shared.hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Shares the plan no more.
pub(super) async fn forget(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM sharing").execute(connection).await?;
    Ok(())
}

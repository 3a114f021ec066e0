//! Joining: a new plan file made from a hub's journal.

use super::{SharingError, Synced, address};
use crate::connection::{self, writing};
use crate::fault::StoreFault;
use crate::hub::{Head, Hub, HubFault};
use crate::migration::{STEPS, run};
use crate::open::MIN_APP;
use crate::opening::{OpenFault, beside};
use crate::store::Store;
use sqlx::sqlite::SqliteJournalMode;
use std::path::Path;

impl Store {
    /// Makes a plan file with everything the hub holds, and shares it there. Never replaces a file; leaves none
    /// behind when it fails.
    ///
    /// # Errors
    /// The hub's fault, or why the file cannot be made.
    pub async fn join(path: impl AsRef<Path>, hub: &dyn Hub, address: &str) -> Result<Self, SharingError> {
        let path = path.as_ref();
        let identity = hub.identity().await?;
        if hub.head().await?.seq == 0 {
            return Err(HubFault::NotAHub {
                place: address.to_owned(),
                what: "nothing was shared there yet".into(),
            }
            .into());
        }
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| opening(&OpenFault::for_new(path, &error)))?;
        let joined = async {
            let options = writing(path).journal_mode(SqliteJournalMode::Delete);
            let pool = connection::pool(options, 1).await?;
            let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
            run(&mut transaction, STEPS).await?;
            sqlx::query("INSERT INTO meta (one, store_id, created, min_app) VALUES (1, ?, ?, ?)")
                .bind(identity.plan.to_string())
                .bind(identity.founded_at.to_string())
                .bind(MIN_APP)
                .execute(&mut *transaction)
                .await?;
            address::write(&mut transaction, address, identity.hub, &Head::start()).await?;
            transaction.commit().await?;
            let store = Self::over(pool.clone(), None, false, None).await?;
            let synced: Result<Synced, SharingError> = store.sync(hub).await;
            pool.close().await;
            synced
        };
        let joined = joined.await;
        if joined.is_err() {
            for end in ["", "-journal"] {
                let _ = std::fs::remove_file(beside(path, end));
            }
        }
        joined?;
        Self::open(path).await.map_err(|fault| opening(&fault))
    }
}

fn opening(fault: &OpenFault) -> SharingError {
    StoreFault::Content(fault.to_string()).into()
}

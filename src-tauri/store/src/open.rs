//! Opens, makes and closes plan files.

use crate::connection::{self, memory, reading, writing};
use crate::mark::Mark;
use crate::migration::{STEPS, Step, newest, run, version};
use crate::opening::{OpenFault, beside, check, inspect, judge_version, look};
use crate::pen::Pen;
use crate::store::Store;
use crate::upgrade::upgrade;
use planning::PlanSettings;
use planning::journal::EntryDraft;
use sqlx::sqlite::{SqliteJournalMode, SqlitePool};
use std::path::Path;
use uuid::Uuid;

impl Store {
    /// Opens a plan file: to read and write when the system lets us, else to read.
    ///
    /// # Errors
    /// [`OpenFault`] with a sentence; the file is as it was.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self, OpenFault> {
        open_with(path.as_ref(), STEPS).await
    }

    /// Makes a plan file with these settings and one journal line, and opens it. Never replaces a file.
    ///
    /// # Errors
    /// [`OpenFault`] with a sentence; nothing is left behind.
    pub async fn create(
        path: impl AsRef<Path>,
        id: Uuid,
        settings: PlanSettings,
        draft: EntryDraft,
    ) -> Result<Self, OpenFault> {
        Self::create_signed(path, id, settings, draft, None).await
    }

    /// The same, with the first entry and all that follow signed by the pen.
    ///
    /// # Errors
    /// [`OpenFault`] with a sentence; nothing is left behind.
    pub async fn create_signed(
        path: impl AsRef<Path>,
        id: Uuid,
        settings: PlanSettings,
        draft: EntryDraft,
        pen: Option<Pen>,
    ) -> Result<Self, OpenFault> {
        let path = path.as_ref();
        std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(|error| OpenFault::for_new(path, &error))?;
        let made = found(path, id, settings, draft, pen.clone()).await;
        if made.is_err() {
            for end in ["", "-journal"] {
                let _ = std::fs::remove_file(beside(path, end));
            }
        }
        made?;
        let store = Self::open(path).await?;
        if let Some(pen) = pen {
            store.write_with(pen);
        }
        Ok(store)
    }

    /// A plan without a file, gone when dropped. It has one connection: read through the [`crate::Tx`] while one
    /// is open.
    ///
    /// # Errors
    /// [`OpenFault`] when SQLite cannot start.
    pub async fn open_in_memory(
        id: Uuid,
        settings: PlanSettings,
        draft: EntryDraft,
    ) -> Result<Self, OpenFault> {
        let path = Path::new(":memory:");
        let database = |error| OpenFault::database(path, &error);
        let pool = connection::pool(memory(), 1).await.map_err(database)?;
        begin_plan(&pool, id, settings, draft, None)
            .await
            .map_err(|what| OpenFault::unreadable(path, what))
    }
}

/// Writes the schema and the first entry in one file, without a write-ahead log: the header tells at once that it
/// is a plan.
async fn found(
    path: &Path,
    id: Uuid,
    settings: PlanSettings,
    draft: EntryDraft,
    pen: Option<Pen>,
) -> Result<(), OpenFault> {
    let database = |error| OpenFault::database(path, &error);
    let options = writing(path).journal_mode(SqliteJournalMode::Delete);
    let pool = connection::pool(options, 1).await.map_err(database)?;
    let begun = begin_plan(&pool, id, settings, draft, pen).await;
    pool.close().await;
    begun.map(drop).map_err(|what| OpenFault::unreadable(path, what))
}

async fn begin_plan(
    pool: &SqlitePool,
    id: Uuid,
    settings: PlanSettings,
    draft: EntryDraft,
    pen: Option<Pen>,
) -> Result<Store, String> {
    let said = |error: sqlx::Error| error.to_string();
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(said)?;
    run(&mut transaction, STEPS).await.map_err(said)?;
    sqlx::query("INSERT INTO meta (one, store_id, created, min_app) VALUES (1, ?, ?, ?)")
        .bind(id.to_string())
        .bind(draft.at.to_string())
        .bind(MIN_APP)
        .execute(&mut *transaction)
        .await
        .map_err(said)?;
    transaction.commit().await.map_err(said)?;
    let store = Store::over(pool.clone(), None, false, None)
        .await
        .map_err(|error| error.to_string())?;
    if let Some(pen) = pen {
        store.write_with(pen);
    }
    let mut tx = store.begin().await.map_err(|error| error.to_string())?;
    tx.put(settings).map_err(|error| error.to_string())?;
    tx.commit(EntryDraft {
        undoable: false,
        ..draft
    })
    .await
    .map_err(|error| error.to_string())?;
    Ok(store)
}

/// The oldest application that understands what this one writes into a plan file or a hub.
pub const MIN_APP: &str = "0.1.0";

async fn open_with(path: &Path, steps: &[Step]) -> Result<Store, OpenFault> {
    let (mark, open_already) = Mark::new(path);
    let look = look(path, !open_already, newest(steps))?;
    let inspected = look.settled && !open_already;
    if inspected {
        inspect(path).await?;
    }
    let options = if look.read_only {
        reading(path, look.settled)
    } else {
        writing(path)
    };
    let database = |error| OpenFault::database(path, &error);
    let pool = connection::pool(options, 4).await.map_err(database)?;
    let ready = async {
        let mut connection = pool.acquire().await.map_err(database)?;
        let found = version(&mut connection).await.map_err(database)?;
        judge_version(path, found, newest(steps))?;
        if !inspected {
            check(&mut connection, path).await?;
        }
        if found < newest(steps) && !look.read_only {
            upgrade(&mut connection, path, steps).await.map_err(database)?;
        }
        Ok(())
    };
    if let Err(fault) = ready.await {
        pool.close().await;
        return Err(fault);
    }
    match Store::over(pool.clone(), Some(path.to_path_buf()), look.read_only, Some(mark)).await {
        Ok(store) => Ok(store),
        Err(fault) => {
            pool.close().await;
            Err(OpenFault::Damaged {
                path: path.to_path_buf(),
                what: fault.to_string(),
            })
        }
    }
}

#[cfg(test)]
mod tests;

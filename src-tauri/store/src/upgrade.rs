//! Brings an older plan file up to date: a copy first, then one transaction, then a journal line that tells of it.

use crate::hub::Head;
use crate::journal;
use crate::migration::{Step, newest, run, version};
use crate::opening::beside;
use planning::journal::{Entry, hash_entry};
use planning::{EntryId, Instant};
use sqlx::{Connection as _, SqliteConnection};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{Builder, Uuid};

/// Keeps the file as it was as `plan.slipway.schema-1`, then runs the missing steps and journals `migrate_plan`.
///
/// The entry changes no record: a step gives new columns the value that serde gives the new field of an older
/// entry, so replaying the journal still leads to the rows.
pub(crate) async fn upgrade(
    connection: &mut SqliteConnection,
    path: &Path,
    steps: &[Step],
) -> Result<(), sqlx::Error> {
    let kept = beside(path, &format!(".schema-{}", version(connection).await?));
    if !kept.exists() {
        sqlx::query("VACUUM INTO ?")
            .bind(kept.to_string_lossy())
            .execute(&mut *connection)
            .await?;
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let from = run(&mut transaction, steps).await?;
    if from < newest(steps) {
        let head = journal::head(&mut transaction).await?;
        journal::append(
            &mut transaction,
            &migrated(from, newest(steps), head),
            &[],
            "[]".to_owned(),
        )
        .await?;
    }
    transaction.commit().await
}

fn migrated(from: i64, to: i64, head: Head) -> Entry {
    let mut entry = Entry {
        id: EntryId(Uuid::nil()),
        seq: head.seq + 1,
        at: now(),
        author: "Slipway".into(),
        operation: "migrate_plan".into(),
        sentence: format!("Brought the plan file from schema {from} to {to}"),
        undoable: false,
        undoes: None,
        changes: Vec::new(),
        signed: None,
        previous_hash: head.hash,
        hash: String::new(),
    };
    // Nobody is there to mint an id: it follows from what the entry says and where it stands.
    let bits = u128::from_str_radix(&hash_entry(&entry)[..32], 16).unwrap_or_default();
    entry.id = EntryId(Builder::from_custom_bytes(bits.to_be_bytes()).into_uuid());
    entry.hash = hash_entry(&entry);
    entry
}

#[expect(
    clippy::disallowed_methods,
    reason = "a file is brought up to date while it opens; nobody passes a time"
)]
fn now() -> Instant {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    i64::try_from(seconds)
        .ok()
        .and_then(Instant::from_unix)
        .unwrap_or_else(|| Instant::new(Default::default()))
}

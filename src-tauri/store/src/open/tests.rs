//! Files of an older schema, and a connection that SQLite let down.

use super::*;
use crate::fault::{StoreError, StoreFault};
use planning::{EntryId, Service};
use sqlx::AssertSqlSafe;

const OLDER: &[Step] = STEPS;
const NEWER: &[Step] = &[
    STEPS[0],
    Step {
        version: 2,
        sql: "ALTER TABLE team ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'",
    },
];
const BROKEN: &[Step] = &[
    STEPS[0],
    Step {
        version: 2,
        sql: "ALTER TABLE team ADD COLUMN colour TEXT; NONSENSE",
    },
];

fn draft(number: u128, sentence: &str) -> EntryDraft {
    EntryDraft {
        id: EntryId(Uuid::from_u128(number)),
        at: "2026-11-02T09:00:00Z".parse().unwrap(),
        author: "Inês Costa".into(),
        operation: "edit".into(),
        sentence: sentence.into(),
        undoable: true,
        undoes: None,
    }
}

fn service(number: u128, note: &str) -> Service {
    serde_json::from_value(serde_json::json!({
        "id": Uuid::from_u128(number), "reference": format!("svc-{number}"), "name": note, "kind": "api", "tier": 1,
        "owner": null, "lifecycle": "live", "system": "", "regions": [], "dependencies_known": "unknown",
        "deploy_minutes": null, "validate_minutes": null, "back_out_minutes": null, "origin": null,
    }))
    .unwrap()
}

async fn plan_file(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("plan.slipway");
    let store = Store::create(
        &path,
        Uuid::from_u128(1),
        PlanSettings::default(),
        draft(1, "Made"),
    )
    .await
    .unwrap();
    store.close().await;
    path
}

#[tokio::test]
async fn an_older_file_is_copied_brought_up_to_date_and_says_so_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let store = open_with(&path, NEWER).await.unwrap();
    let entry = store.entries(1, 9).await.unwrap().remove(0);
    assert_eq!(
        (entry.seq, entry.operation.as_str(), entry.sentence.as_str()),
        (2, "migrate_plan", "Brought the plan file from schema 1 to 2")
    );
    assert!(store.verify().await.unwrap().is_sound());
    store.close().await;
    let again = open_with(&path, NEWER).await.unwrap();
    assert_eq!(
        again.plan().seq,
        2,
        "the second opening has nothing to bring up to date"
    );
    again.close().await;

    let kept = open_with(&beside(&path, ".schema-1"), OLDER).await.unwrap();
    assert_eq!(kept.plan().seq, 1, "the copy is the file as it was");
    assert!(matches!(
        open_with(&path, OLDER).await,
        Err(OpenFault::Newer { .. })
    ));
}

#[tokio::test]
async fn a_failed_upgrade_leaves_the_older_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    assert!(open_with(&path, BROKEN).await.is_err());
    let store = open_with(&path, OLDER).await.unwrap();
    assert_eq!(store.plan().seq, 1);
    assert!(store.verify().await.unwrap().is_sound());
}

/// SQLite ends the transaction by itself when the disk is full; sqlx would then refuse every later one on the
/// connection. The pool must notice and take a new connection.
#[tokio::test]
async fn the_plan_can_be_written_again_once_the_disk_has_room() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(plan_file(folder.path()).await).await.unwrap();
    let mut connection = store.0.pool.acquire().await.unwrap();
    while store.0.pool.size() > 1 {
        store.0.pool.acquire().await.unwrap().close().await.unwrap();
    }
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    // Room for the row of a million letters, not for the journal line that tells of it: that statement is the one
    // at which SQLite gives the whole transaction up.
    sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 350)))
        .execute(&mut *connection)
        .await
        .unwrap();
    drop(connection);
    until_home(&store).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(1, &"x".repeat(1_000_000))).unwrap();
    let full = tx.commit(draft(2, "Too much")).await.map(drop).unwrap_err();
    assert!(matches!(full, StoreError::Fault(StoreFault::Full)), "{full}");
    assert_eq!(store.plan().services.len(), 0);
    until_home(&store).await;

    let mut tx = store.begin().await.unwrap();
    tx.put(service(1, "small")).unwrap();
    tx.commit(draft(3, "Room again")).await.unwrap();
    assert!(store.verify().await.unwrap().is_sound());
}

/// A connection comes home in the background; before that the pool would open another one.
async fn until_home(store: &Store) {
    while store.0.pool.num_idle() == 0 {
        tokio::task::yield_now().await;
    }
}

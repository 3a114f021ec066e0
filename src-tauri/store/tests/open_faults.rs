//! What cannot be opened says so in a sentence, and its bytes and times stay as they were.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use store::{OpenFault, Refusal, Store, StoreError};
use support::*;

/// Bytes and times of every file in the folder.
fn picture(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let bytes = std::fs::read(&path).unwrap();
            let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
            (path, bytes, modified)
        })
        .collect()
}

async fn refused(folder: &Path, path: &Path) -> OpenFault {
    let before = picture(folder);
    let fault = Store::open(path).await.unwrap_err();
    assert_eq!(picture(folder), before, "{fault}");
    fault
}

/// A closed plan with one service in it.
async fn plan_file(folder: &Path) -> PathBuf {
    let store = on_disk(folder).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(30, "ledger-core")).unwrap();
    tx.commit(draft(1, "Added ledger-core")).await.unwrap();
    store.close().await;
    folder.join("plan.slipway")
}

async fn raw(path: &Path) -> SqliteConnection {
    sqlx::sqlite::SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_missing_file_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let fault = refused(folder.path(), &folder.path().join("plan.slipway")).await;
    assert_eq!(fault.code(), "missing");
    assert_eq!(picture(folder.path()), []);
}

#[tokio::test]
async fn a_folder_is_not_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refused(folder.path(), folder.path()).await.code(), "folder");
}

#[tokio::test]
async fn text_an_empty_file_and_another_application_s_database_are_not_plans() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(
        &text,
        "Dear diary, this is a longer text than a header of one hundred bytes would need. ".repeat(3),
    )
    .unwrap();
    let fault = refused(folder.path(), &text).await;
    assert!(fault.to_string().ends_with(
        "is not a Slipway plan: it is no SQLite file. It was not changed; choose another file, or import it instead."
    ));
    let empty = folder.path().join("empty.slipway");
    std::fs::write(&empty, "").unwrap();
    assert_eq!(refused(folder.path(), &empty).await.code(), "not-a-plan");
    let other = folder.path().join("other.db");
    let mut connection = raw(&other).await;
    sqlx::raw_sql("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let fault = refused(folder.path(), &other).await;
    assert!(
        fault
            .to_string()
            .contains("an SQLite file of another application"),
        "{fault}"
    );
}

#[tokio::test]
async fn a_newer_schema_and_a_newer_application_ask_for_an_update() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let mut connection = raw(&path).await;
    sqlx::raw_sql("UPDATE meta SET min_app = '99.0.0'; PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let fault = refused(folder.path(), &path).await;
    assert_eq!(fault.code(), "newer");
    assert!(fault.to_string().contains("it needs Slipway 99.0.0"), "{fault}");
    let mut connection = raw(&path).await;
    sqlx::raw_sql("PRAGMA user_version = 7; PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let fault = refused(folder.path(), &path).await;
    assert!(
        fault.to_string().contains("schema 7, this Slipway knows 1"),
        "{fault}"
    );
}

#[tokio::test]
async fn a_torn_and_a_shortened_file_are_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let whole = std::fs::read(&path).unwrap();
    let mut torn = whole.clone();
    for byte in &mut torn[8192..16384] {
        *byte = 0x5A;
    }
    std::fs::write(&path, &torn).unwrap();
    assert_eq!(refused(folder.path(), &path).await.code(), "damaged");
    std::fs::write(&path, &whole[..whole.len() / 2 + 77]).unwrap();
    assert_eq!(refused(folder.path(), &path).await.code(), "damaged");
    std::fs::write(&path, &whole[..60]).unwrap();
    assert_eq!(refused(folder.path(), &path).await.code(), "damaged");
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(Store::open(&path).await.unwrap().plan().services.len(), 1);
}

#[tokio::test]
async fn a_write_protected_plan_opens_for_reading_and_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let before = picture(folder.path());
    let store = Store::open(&path).await.unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.plan().services.len(), 1);
    assert!(store.verify().await.unwrap().is_sound());
    assert!(matches!(
        store.begin().await,
        Err(StoreError::Refused(Refusal::ReadOnly))
    ));
    store.close().await;
    assert_eq!(picture(folder.path()), before);
}

#[tokio::test]
async fn opening_and_closing_without_writing_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let before = picture(folder.path());
    let store = Store::open(&path).await.unwrap();
    assert!(!store.is_read_only());
    store.close().await;
    assert_eq!(picture(folder.path()), before);
}

#[tokio::test]
async fn a_new_plan_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = plan_file(folder.path()).await;
    let before = picture(folder.path());
    let fault = Store::create(
        &path,
        uuid(2),
        planning::PlanSettings::default(),
        draft(9, "Made"),
    )
    .await
    .unwrap_err();
    assert_eq!(fault.code(), "exists");
    assert_eq!(picture(folder.path()), before);
    let nowhere = folder.path().join("no/such/plan.slipway");
    let fault = Store::create(
        &nowhere,
        uuid(2),
        planning::PlanSettings::default(),
        draft(9, "Made"),
    )
    .await
    .unwrap_err();
    assert_eq!(fault.code(), "missing");
}

//! What the tests of the hub on a share have in common: short waiting times, and hands on its files.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test binary uses its own part, and a test that cannot go on stops"
)]

use crate::hub_contract::identity;
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::hub::share::{Holder, ShareSettings};
use store::hub::{HubFault, ShareHub};

/// Times that leave a slow machine room and do not make a test wait.
pub fn quick() -> ShareSettings {
    ShareSettings {
        ttl: Duration::from_secs(20),
        patience: Duration::from_secs(20),
        deadline: Duration::from_secs(30),
        poll: Duration::from_millis(5),
        rest: (Duration::ZERO, Duration::from_millis(2)),
        sqlite_locks: None,
    }
}

/// The same, where a lease left behind is broken soon.
pub fn soon() -> ShareSettings {
    ShareSettings {
        ttl: Duration::from_millis(500),
        ..quick()
    }
}

/// As on a share whose own locks do not work.
pub fn lease_alone() -> ShareSettings {
    ShareSettings {
        sqlite_locks: Some(false),
        ..quick()
    }
}

pub fn who(author: &str) -> Holder {
    Holder {
        author: author.into(),
        computer: "laptop".into(),
    }
}

pub fn hub_path(folder: &Path) -> PathBuf {
    folder.join("plan.slipway-hub")
}

pub fn lock(hub: &Path) -> PathBuf {
    hub.with_file_name("plan.slipway-hub.lock")
}

pub async fn founded(folder: &Path) -> ShareHub {
    ShareHub::found_with(hub_path(folder), &identity(), who("Anna"), quick())
        .await
        .unwrap()
}

pub async fn opened(path: &Path, settings: ShareSettings) -> Result<ShareHub, HubFault> {
    ShareHub::open_with(path, who("Ben"), settings).await
}

/// A lease somebody left behind.
pub fn leave_lease(hub: &Path, author: &str, computer: &str) {
    let line = format!(r#"{{"author":"{author}","computer":"{computer}","visit":"1"}}"#);
    std::fs::write(lock(hub), line).unwrap();
}

/// Statements past the hub, as somebody with the file in his hands.
pub async fn try_sqlite(path: &Path, sql: &'static str) -> Result<(), sqlx::Error> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut connection = options.connect().await?;
    let done = sqlx::raw_sql(sql).execute(&mut connection).await;
    connection.close().await?;
    done.map(|_| ())
}

pub async fn sqlite(path: &Path, sql: &'static str) {
    try_sqlite(path, sql).await.unwrap();
}

/// The files of a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

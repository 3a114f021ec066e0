//! How the plan file is opened: the settings of every connection, and the hygiene of the pool.

use sqlx::Connection as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::time::Duration;

/// Marks the file as a plan in SQLite's header: “SLIP”.
pub(crate) const APPLICATION_ID: u32 = 0x534C_4950;

/// Connections of an open plan: one writes, the others read.
const CONNECTIONS: u32 = 4;

fn common(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
}

/// To read and write: acknowledged means on the disk.
pub(crate) fn writing(path: &Path) -> SqliteConnectOptions {
    common(
        SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false),
    )
    .journal_mode(SqliteJournalMode::Wal)
    .synchronous(SqliteSynchronous::Full)
}

/// To look without leaving a trace; `settled` when no other journal file belongs to it.
pub(crate) fn reading(path: &Path, settled: bool) -> SqliteConnectOptions {
    common(
        SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false),
    )
    .read_only(true)
    .immutable(settled)
}

/// Without a file.
pub(crate) fn memory() -> SqliteConnectOptions {
    common(SqliteConnectOptions::new().filename(":memory:"))
}

/// A pool that drops a connection whose transaction SQLite ended by itself (disk full, I/O error): sqlx would
/// refuse every later transaction on it. No connection is asked for ahead of time: sqlx would open it from a task of its
/// own beside the first, and of two connections that turn a new file to a write-ahead log at once SQLite may refuse one.
pub(crate) async fn pool(options: SqliteConnectOptions, connections: u32) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new()
        .max_connections(connections.min(CONNECTIONS))
        .idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(options)
        .await
}

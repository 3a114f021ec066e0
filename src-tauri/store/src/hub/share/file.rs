//! The file of a hub on a share: its mark, its settings, and how a new one gets its place.

use super::chance;
use super::trouble;
use crate::hub::{Head, HubFault, HubIdentity};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks the file as a hub in SQLite's header: “SLHB”.
pub(super) const APPLICATION_ID: u32 = 0x534C_4842;
/// The schema this application writes.
const VERSION: u32 = 1;
const SCHEMA: &str = include_str!("schema.sql");
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The first hundred bytes of an SQLite file.
#[derive(Debug)]
pub(super) struct Header(Vec<u8>);

impl Header {
    /// Read past SQLite: only while this process has no connection to the file, whose locks that would drop.
    pub(super) fn read(path: &Path) -> std::io::Result<Self> {
        let mut bytes = Vec::with_capacity(100);
        File::open(path)?.take(100).read_to_end(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Counts the commits of the file.
    pub(super) fn change_counter(&self) -> Option<u32> {
        self.number(24)
    }

    pub(super) fn application_id(&self) -> Option<u32> {
        self.number(68)
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.0.starts_with(MAGIC)
    }

    fn number(&self, at: usize) -> Option<u32> {
        let bytes = self.0.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }

    /// Whether this application may work on the file, before SQLite touches it.
    pub(super) fn judge(&self, path: &Path) -> Result<(), HubFault> {
        let not_a_hub = |what: &str| {
            Err(HubFault::NotAHub {
                place: path.display().to_string(),
                what: what.into(),
            })
        };
        if self.0.is_empty() {
            return not_a_hub("it is empty");
        }
        if !self.is_sqlite() {
            return not_a_hub("it is another kind of file");
        }
        if self.application_id() == Some(crate::connection::APPLICATION_ID) {
            return not_a_hub("it is a plan; open it instead");
        }
        if self.application_id() != Some(APPLICATION_ID) {
            return not_a_hub("it is a database of another application");
        }
        if self.0.get(18..20).is_some_and(|modes| modes.contains(&2)) {
            return Err(HubFault::Unsafe {
                what: format!(
                    "{} was switched to a write-ahead log, which loses entries on a share.",
                    path.display()
                ),
                way_out:
                    "Move it aside and publish your copy to a new shared plan, or switch it back where no \
                          one else has it open: sqlite3 FILE “PRAGMA journal_mode=DELETE”."
                        .into(),
            });
        }
        match self.number(60) {
            Some(version) if version <= VERSION => Ok(()),
            version => Err(HubFault::Newer {
                needed: format!("for hubs of version {}", version.unwrap_or_default()),
                ours: format!("{} (version {VERSION})", env!("CARGO_PKG_VERSION")),
            }),
        }
    }
}

/// A connection for one visit: rollback journal, every commit on the disk, no map of a file others change.
pub(super) async fn connect(
    path: &Path,
    sqlite_locks: bool,
    busy: Duration,
    create: bool,
) -> Result<SqliteConnection, sqlx::Error> {
    let mut options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .page_size(4096)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(busy)
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY");
    if !sqlite_locks {
        options = options.vfs("unix-none");
    }
    options.connect().await
}

/// A whole new hub under a name nobody looks for. The caller gives it its place.
pub(super) async fn make(path: &Path, identity: &HubIdentity, sqlite_locks: bool) -> Result<(), HubFault> {
    let trouble = |error: sqlx::Error| trouble::database(path, &error);
    let mut connection = connect(path, sqlite_locks, Duration::from_secs(5), true)
        .await
        .map_err(trouble)?;
    let filled = fill(&mut connection, identity).await.map_err(trouble);
    connection.close().await.map_err(trouble)?;
    filled
}

async fn fill(connection: &mut SqliteConnection, identity: &HubIdentity) -> Result<(), sqlx::Error> {
    // Pragmas take no parameters; both are numbers of ours.
    let begin = format!(
        "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {SCHEMA}"
    );
    sqlx::raw_sql(AssertSqlSafe(begin))
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO meta (one, hub, plan, name, founded_at, min_app) VALUES (1, ?, ?, ?, ?, ?)")
        .bind(identity.hub.to_string())
        .bind(identity.plan.to_string())
        .bind(&identity.name)
        .bind(identity.founded_at.to_string())
        .bind(&identity.min_app)
        .execute(&mut *connection)
        .await?;
    let start = Head::start();
    sqlx::query("INSERT INTO head (one, seq, hash) VALUES (1, ?, ?)")
        .bind(start.seq)
        .bind(&start.hash)
        .execute(&mut *connection)
        .await?;
    sqlx::raw_sql("COMMIT").execute(connection).await?;
    Ok(())
}

/// The file with its name lengthened, e.g. `plan.slipway-hub.lock`.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A name beside the file that nobody else uses.
pub(super) fn for_a_moment(path: &Path, what: &str) -> PathBuf {
    beside(path, &format!(".{what}-{:016x}", chance::draw()))
}

/// A hub needs a folder where files can be created, renamed and deleted; whether they can is tried out.
pub(super) fn try_out(path: &Path) -> Result<(), HubFault> {
    let folder = path.parent().unwrap_or(path).display().to_string();
    let refused = |what: &str, error: &std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            trouble::denied(format!("in {folder} a file can't be {what} ({error})"))
        }
        ErrorKind::NotFound => HubFault::Missing {
            place: folder.clone(),
        },
        _ => trouble::system(path, error),
    };
    let (first, second) = (for_a_moment(path, "try"), for_a_moment(path, "try"));
    fs::write(&first, b"Slipway tries whether a shared plan can be kept here.")
        .inspect_err(|_| drop(fs::remove_file(&first)))
        .map_err(|error| refused("created", &error))?;
    fs::rename(&first, &second)
        .inspect_err(|_| drop(fs::remove_file(&first)))
        .map_err(|error| refused("renamed", &error))?;
    fs::remove_file(&second).map_err(|error| refused("deleted", &error))
}

/// Two names of one file would have two lock files.
pub(super) fn has_one_name(path: &Path) -> Result<(), HubFault> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let names = fs::metadata(path)
            .map_err(|error| trouble::system(path, &error))?
            .nlink();
        if names > 1 {
            return Err(HubFault::Unsafe {
                what: format!(
                    "{} has {names} names (hard links), and each would be locked apart.",
                    path.display()
                ),
                way_out: "Copy it to a file of its own and share that.".into(),
            });
        }
    }
    let _ = path;
    Ok(())
}

//! What can be wrong with a file before it is a plan, found out without changing a byte of it.

use crate::connection::{APPLICATION_ID, reading};
use crate::fault::primary_code;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

/// Why a plan file could not be opened or made. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// There is no such file.
    #[error("There is no file {}. Nothing was made; check the name, or look for it where it was moved to.", .path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{} is a folder, not a plan. Choose a file inside it.", .path.display())]
    Folder {
        /// The path.
        path: PathBuf,
    },
    /// A new plan would replace a file.
    #[error("{} is already there and was left as it is. Choose another name for the new plan.", .path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// It is something else.
    #[error("{} is not a Slipway plan: {what}. It was not changed; choose another file, or import it instead.", .path.display())]
    NotAPlan {
        /// The path.
        path: PathBuf,
        /// What it is.
        what: String,
    },
    /// A newer application wrote it.
    #[error("{} was written by a newer Slipway ({what}). It was not changed; update Slipway to open it.", .path.display())]
    Newer {
        /// The path.
        path: PathBuf,
        /// Both versions.
        what: String,
    },
    /// Its content is broken.
    #[error("{} is damaged: {what}. It was not changed; open the latest backup instead, and keep this file.", .path.display())]
    Damaged {
        /// The path.
        path: PathBuf,
        /// What SQLite says.
        what: String,
    },
    /// Another application has it locked.
    #[error("{} is locked by another application. It was not changed; close that application and open the plan again.", .path.display())]
    Locked {
        /// The path.
        path: PathBuf,
    },
    /// The system does not let us read or make it.
    #[error("{} could not be opened: {what}. It was not changed; check who may read and write it.", .path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        what: String,
    },
}

impl OpenFault {
    /// Stable name for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Folder { .. } => "folder",
            Self::Exists { .. } => "exists",
            Self::NotAPlan { .. } => "not-a-plan",
            Self::Newer { .. } => "newer",
            Self::Damaged { .. } => "damaged",
            Self::Locked { .. } => "locked",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    pub(crate) fn system(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing { path },
            ErrorKind::AlreadyExists => Self::Exists { path },
            ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Unreadable {
                path,
                what: error.to_string(),
            },
        }
    }

    /// The same for a file that is to be made: a missing folder is what is missing.
    pub(crate) fn for_new(path: &Path, error: &std::io::Error) -> Self {
        match (error.kind(), path.parent()) {
            (ErrorKind::NotFound, Some(folder)) => Self::Missing {
                path: folder.to_path_buf(),
            },
            _ => Self::system(path, error),
        }
    }

    pub(crate) fn unreadable(path: &Path, what: String) -> Self {
        Self::Unreadable {
            path: path.to_path_buf(),
            what,
        }
    }

    pub(crate) fn database(path: &Path, error: &sqlx::Error) -> Self {
        let path = path.to_path_buf();
        let what = error
            .as_database_error()
            .map_or_else(|| error.to_string(), |error| error.message().to_owned());
        match primary_code(error) {
            Some(5 | 6) => Self::Locked { path },
            Some(1 | 11 | 26) => Self::Damaged { path, what },
            _ => Self::Unreadable { path, what },
        }
    }
}

/// What a look at the file says about how to open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) read_only: bool,
    /// No write-ahead log or hot journal belongs to the file.
    pub(crate) settled: bool,
}

/// Looks at the file from outside. `raw` is false when this process has the file open already: reading it past
/// SQLite would drop SQLite's locks. `known` is the newest schema this application knows.
pub(crate) fn look(path: &Path, raw: bool, known: i64) -> Result<Look, OpenFault> {
    let metadata = std::fs::metadata(path).map_err(|error| OpenFault::system(path, &error))?;
    if metadata.is_dir() {
        return Err(OpenFault::Folder {
            path: path.to_path_buf(),
        });
    }
    let settled = ["-wal", "-journal"]
        .iter()
        .all(|end| !has_content(&beside(path, end)));
    if !raw {
        return Ok(Look {
            read_only: metadata.permissions().readonly(),
            settled,
        });
    }
    let mut header = Vec::with_capacity(100);
    let file = std::fs::File::open(path).map_err(|error| OpenFault::system(path, &error))?;
    file.take(100)
        .read_to_end(&mut header)
        .map_err(|error| OpenFault::system(path, &error))?;
    judge_header(path, &header, known)?;
    let read_only = metadata.permissions().readonly()
        || std::fs::OpenOptions::new()
            .read(true)
            .append(true)
            .open(path)
            .is_err();
    Ok(Look { read_only, settled })
}

fn judge_header(path: &Path, header: &[u8], known: i64) -> Result<(), OpenFault> {
    let not_a_plan = |what: &str| {
        Err(OpenFault::NotAPlan {
            path: path.to_path_buf(),
            what: what.into(),
        })
    };
    if header.is_empty() {
        return not_a_plan("it is empty");
    }
    if !header.starts_with(b"SQLite format 3\0") {
        return not_a_plan("it is no SQLite file");
    }
    let number = |at: usize| {
        header
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_be_bytes)
    };
    let (Some(user_version), Some(application_id)) = (number(60), number(68)) else {
        return Err(OpenFault::Damaged {
            path: path.to_path_buf(),
            what: "it ends within its first page".into(),
        });
    };
    if application_id != APPLICATION_ID {
        return not_a_plan("it is an SQLite file of another application");
    }
    judge_version(path, i64::from(user_version), known)
}

pub(crate) fn judge_version(path: &Path, version: i64, known: i64) -> Result<(), OpenFault> {
    if version > known {
        let what = format!("schema {version}, this Slipway knows {known}");
        return Err(OpenFault::Newer {
            path: path.to_path_buf(),
            what,
        });
    }
    if version < 1 {
        return Err(OpenFault::Damaged {
            path: path.to_path_buf(),
            what: "it holds no plan yet".into(),
        });
    }
    Ok(())
}

/// Checks a settled file's pages and rows through a connection that leaves no trace.
pub(crate) async fn inspect(path: &Path) -> Result<(), OpenFault> {
    let database = |error| OpenFault::database(path, &error);
    let mut connection = reading(path, true).connect().await.map_err(database)?;
    let sound = check(&mut connection, path).await;
    let _ = connection.close().await;
    sound
}

/// Checks pages, rows and the application that may write.
pub(crate) async fn check(connection: &mut SqliteConnection, path: &Path) -> Result<(), OpenFault> {
    let database = |error| OpenFault::database(path, &error);
    let found: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(database)?;
    if found != "ok" {
        return Err(OpenFault::Damaged {
            path: path.to_path_buf(),
            what: found,
        });
    }
    let min_app: String = sqlx::query_scalar("SELECT min_app FROM meta")
        .fetch_one(&mut *connection)
        .await
        .map_err(database)?;
    let ours = env!("CARGO_PKG_VERSION");
    if numbers(&min_app) > numbers(ours) {
        let what = format!("it needs Slipway {min_app}, this is {ours}");
        return Err(OpenFault::Newer {
            path: path.to_path_buf(),
            what,
        });
    }
    Ok(())
}

pub(crate) fn numbers(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// The file with its name lengthened, e.g. `plan.slipway-wal`.
pub(crate) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn has_content(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

//! What can go wrong with an open plan: faults (something broke) and refusals (the store says no).

use planning::journal::Entry;

/// Something broke. What was acknowledged before is safe; nothing of the failed step was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// SQLite or the disk failed.
    #[error("The plan file could not be read or written: {0}. What was saved before is safe.")]
    Database(#[source] sqlx::Error),
    /// The disk or the quota is full.
    #[error(
        "The disk is full. Nothing of this change was kept and the plan is as it was; make room and try again."
    )]
    Full,
    /// A row or an entry is not what this application writes.
    #[error("The plan file holds something this application cannot read: {0}")]
    Content(String),
    /// A file beside the plan could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// What was tried, with the path.
        what: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl From<sqlx::Error> for StoreFault {
    fn from(error: sqlx::Error) -> Self {
        if primary_code(&error) == Some(13) {
            Self::Full
        } else {
            Self::Database(error)
        }
    }
}

/// The store says no; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A later entry touched what the person was looking at.
    #[error("{} changed this since you looked: {}. Look again before you change it.", .entry.author, .entry.sentence)]
    Stale {
        /// The later entry.
        entry: Box<Entry>,
    },
    /// The operation changed nothing.
    #[error("Nothing was changed.")]
    NothingToDo,
    /// Undo or redo is not possible; the sentence says why.
    #[error("{sentence}")]
    CannotUndo {
        /// Why.
        sentence: String,
    },
    /// The plan is open for reading only.
    #[error("This plan is open for reading only. Save a copy where you may write, and change that.")]
    ReadOnly,
    /// The plan is shown as it was.
    #[error("You see the plan as it was after entry {seq}. Go back to now to change it.")]
    Past {
        /// The last entry that is seen.
        seq: i64,
    },
    /// Another process keeps the plan locked for longer than the store waits.
    #[error("Another application is writing to this plan. Nothing was changed; try again in a moment.")]
    Busy,
    /// A record breaks a rule of the plan file, e.g. a reference that is taken.
    #[error("{sentence}")]
    Broken {
        /// Which, and why.
        sentence: String,
    },
}

impl Refusal {
    /// Stable name for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "stale",
            Self::NothingToDo => "nothing-to-do",
            Self::CannotUndo { .. } => "cannot-undo",
            Self::ReadOnly => "read-only",
            Self::Past { .. } => "past",
            Self::Busy => "busy",
            Self::Broken { .. } => "broken-rule",
        }
    }
}

/// Why a write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] StoreFault),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if is_busy(&error) {
            Refusal::Busy.into()
        } else {
            StoreFault::from(error).into()
        }
    }
}

/// True when another process holds the lock.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    primary_code(error).is_some_and(|code| code == 5 || code == 6)
}

/// SQLite's primary result code.
pub(crate) fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

//! Who visits a share, and how long a visit may wait.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;

/// Who holds the lease, as others read it in the lock file. Each visit adds a mark of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who, in words.
    pub author: String,
    /// On which computer, in words.
    pub computer: String,
}

/// From `Ines Costa on LT-0417`.
impl From<&str> for Holder {
    fn from(words: &str) -> Self {
        let (author, computer) = words.rsplit_once(" on ").unwrap_or((words, ""));
        Self {
            author: author.into(),
            computer: computer.into(),
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.author.as_str(), self.computer.as_str()) {
            ("", "") => f.write_str("Somebody"),
            (author, "") => f.write_str(author),
            ("", computer) => write!(f, "Somebody on {computer}"),
            (author, computer) => write!(f, "{author} on {computer}"),
        }
    }
}

/// How long a visit waits. The default is what was measured; tests make it short.
#[derive(Clone, Debug)]
pub struct ShareSettings {
    /// A lease seen unchanged for so long was left behind and is broken; a visit commits within half of it. The same
    /// for every member.
    pub ttl: Duration,
    /// How long a visit waits for somebody else's lease.
    pub patience: Duration,
    /// How long the caller waits for a visit, whatever the share does.
    pub deadline: Duration,
    /// How often `moved` looks.
    pub poll: Duration,
    /// After a visit the lease is left alone for a time between these two, so that others get their turn.
    pub rest: (Duration, Duration),
    /// Whether SQLite locks the file too. `None` asks the file system: only where it is local on Linux, elsewhere always.
    pub sqlite_locks: Option<bool>,
}

impl Default for ShareSettings {
    fn default() -> Self {
        Self {
            ttl: Duration::from_secs(20),
            patience: Duration::from_secs(25),
            deadline: Duration::from_secs(45),
            poll: Duration::from_secs(1),
            rest: (Duration::from_millis(50), Duration::from_millis(200)),
            sqlite_locks: None,
        }
    }
}

//! What only the outside knows, for the window and the command alike: the time, new ids, the person at the keyboard,
//! the keychain, and where files live.
//!
//! A room of its own, so that whoever works on the plan never compiles a message bus.

mod keychain;

use app::Edge;
use chrono::{DateTime, Utc};
use planning::Instant;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// This computer, as the desk sees it.
pub struct Computer {
    author: String,
    home: PathBuf,
}

impl Computer {
    /// Reads who is at the keyboard and where their files live.
    #[must_use]
    pub fn here() -> Self {
        Self {
            author: author(),
            home: data_folder(),
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the edge; time enters the product here"
    )]
    fn clock() -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the edge; ids are minted here")]
    fn id() -> Uuid {
        Uuid::now_v7()
    }
}

/// The person's name as the system knows it, or their login. `SLIPWAY_AUTHOR` speaks for scripts and tests.
fn author() -> String {
    std::env::var("SLIPWAY_AUTHOR")
        .ok()
        .into_iter()
        .chain([whoami::realname(), whoami::username()])
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty() && name != "Unknown")
        .unwrap_or_else(|| "Somebody on this computer".to_owned())
}

/// `SLIPWAY_HOME` puts everything Slipway keeps for a person into one folder.
fn home_override() -> Option<PathBuf> {
    std::env::var_os("SLIPWAY_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
}

/// Where sample plans and backups live.
fn data_folder() -> PathBuf {
    home_override()
        .or_else(|| {
            directories::ProjectDirs::from("app", "", "slipway").map(|dirs| dirs.data_dir().to_owned())
        })
        .unwrap_or_else(|| std::env::temp_dir().join("slipway"))
}

/// Where the window's memory lives.
#[must_use]
pub fn config_folder() -> PathBuf {
    home_override()
        .or_else(|| {
            directories::ProjectDirs::from("app", "", "slipway").map(|dirs| dirs.config_dir().to_owned())
        })
        .unwrap_or_else(|| std::env::temp_dir().join("slipway"))
}

impl Edge for Computer {
    fn now(&self) -> Instant {
        Instant::new(Self::clock())
    }
    fn mint(&self) -> Uuid {
        Self::id()
    }
    fn author(&self) -> String {
        self.author.clone()
    }
    fn home(&self) -> PathBuf {
        self.home.clone()
    }
    /// Scripts and tests, which choose their home, never touch the keychain of the person.
    fn keychain(&self) -> Option<Arc<dyn app::seal::Keychain>> {
        home_override().is_none().then(keychain::system)
    }
    /// The name the system gives this computer.
    fn computer(&self) -> String {
        [whoami::fallible::devicename(), whoami::fallible::hostname()]
            .into_iter()
            .flatten()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "this computer".to_owned())
    }
}

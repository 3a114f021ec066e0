//! What only the outside knows: the time, new ids, who runs the command, where its files live.

use planning::Instant;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// This computer.
pub struct Computer;

impl app::Edge for Computer {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line is an edge; time enters the product here"
    )]
    fn now(&self) -> Instant {
        let seconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let seconds = i64::try_from(seconds).unwrap_or(0);
        // Only a clock beyond the year 262,000 has no instant.
        Instant::from_unix(seconds)
            .or_else(|| Instant::from_unix(0))
            .expect("1970 is an instant")
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line is an edge; ids are minted here"
    )]
    fn mint(&self) -> Uuid {
        Uuid::now_v7()
    }
    /// `SLIPWAY_AUTHOR` speaks for scripts; otherwise the name the system knows.
    fn author(&self) -> String {
        std::env::var("SLIPWAY_AUTHOR")
            .ok()
            .into_iter()
            .chain([whoami::realname(), whoami::username()])
            .map(|name| name.trim().to_owned())
            .find(|name| !name.is_empty() && name != "Unknown")
            .unwrap_or_else(|| "Somebody on this computer".to_owned())
    }
    /// Scripts and tests, which choose their home, never touch the keychain of the person.
    fn keychain(&self) -> Option<Arc<dyn app::seal::Keychain>> {
        chosen_home().is_none().then(keychain::system)
    }
    /// The name the system gives this computer.
    fn computer(&self) -> String {
        [whoami::fallible::devicename(), whoami::fallible::hostname()]
            .into_iter()
            .flatten()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "this computer".to_owned())
    }
    fn home(&self) -> PathBuf {
        chosen_home()
            .or_else(|| {
                directories::ProjectDirs::from("app", "", "slipway")
                    .map(|folders| folders.data_dir().to_owned())
            })
            .unwrap_or_else(|| std::env::temp_dir().join("slipway"))
    }
}

/// `SLIPWAY_HOME` puts everything Slipway keeps for a person into one folder.
fn chosen_home() -> Option<PathBuf> {
    std::env::var_os("SLIPWAY_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
}

//! The plan file and its hub: what is shared, what waits, and how the two come together.
//!
//! What others shared first comes first; what waits here is replayed after it ([`planning::journal::merge`]) and
//! pushed. Each step is one local transaction, so whatever is cut off at any moment is simply run again.

mod address;
mod copies;
mod join;
mod shifts;
mod sync;
mod weave;

pub(crate) use shifts::{Shift, shifted};

use crate::fault::{StoreError, StoreFault};
use crate::hub::{Checkpoint, Head, HubFault, Seen};
use planning::journal::Renumbered;
use planning::plan::TableName;
use planning::{EntryId, MergeConflictId};
use uuid::Uuid;

/// Where the plan is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Address of the hub, without a password.
    pub hub: String,
    /// Identity of the hub.
    pub hub_id: Uuid,
    /// The last entry that is known to be there.
    pub shared: Head,
    /// Entries after it: what waits.
    pub waiting: i64,
}

/// What came of a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Synced {
    /// Entries of others that came in.
    pub pulled: Vec<EntryId>,
    /// Entries of mine that went out.
    pub pushed: usize,
    /// Conflicts that the merge made.
    pub conflicts: Vec<MergeConflictId>,
    /// Records of mine whose reference was taken.
    pub renumbered: Vec<Renumbered>,
    /// Tables that changed here.
    pub touched: Vec<TableName>,
    /// Members as last seen at the hub.
    pub seen: Vec<Seen>,
    /// The newest checkpoint of each member.
    pub checkpoints: Vec<Checkpoint>,
}

/// Why a visit failed.
#[derive(Debug, thiserror::Error)]
pub enum SharingError {
    /// The hub did not do it.
    #[error(transparent)]
    Hub(#[from] HubFault),
    /// The plan file did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StoreFault> for SharingError {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault.into())
    }
}

impl From<sqlx::Error> for SharingError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

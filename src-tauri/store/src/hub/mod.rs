//! A hub: a place where journals meet. It holds entries and who was seen there, never records.
//!
//! Every machine works on its own plan file; a hub is visited for one short transaction at a time. Pushing is
//! optimistic: when somebody else was faster, the answer is [`Pushed::Moved`], and the caller pulls, merges and
//! pushes again. A hub that does not answer costs nobody an edit: what waits stays in the plan file.

mod address;
mod checkpoint;
mod fault;
mod memory;
mod postgres;
pub mod share;

pub use address::{AddressFault, HubAddress, found_hub, open_hub};
pub use checkpoint::{Checkpoint, NoCheckpoint};
pub use fault::HubFault;
pub use memory::MemoryHub;
pub use postgres::{PostgresAddress, PostgresHub};
pub use share::ShareHub;

use async_trait::async_trait;
use planning::Instant;
use planning::journal::{Entry, GENESIS};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// A position of a journal: the last entry and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Position; 0 before the first entry.
    pub seq: i64,
    /// Hash of that entry; [`GENESIS`] before the first.
    pub hash: String,
}

impl Head {
    /// Before the first entry.
    #[must_use]
    pub fn start() -> Self {
        Self {
            seq: 0,
            hash: GENESIS.to_owned(),
        }
    }
}

/// Which plan a hub is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubIdentity {
    /// Identity of this hub. Founding it anew gives another.
    pub hub: Uuid,
    /// Identity of the plan, the same in every member's file.
    pub plan: Uuid,
    /// Name of the plan when the hub was founded.
    pub name: String,
    /// When it was founded.
    pub founded_at: Instant,
    /// The oldest application that may write to it.
    pub min_app: String,
}

/// A member as last seen at the hub. Times are the member's own claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The member's public key, 64 hexadecimal digits: one row a key.
    pub key: String,
    /// Who, in words.
    pub author: String,
    /// On which computer, in words.
    pub computer: String,
    /// When, by the member's clock.
    pub at: Instant,
    /// The journal position the member had then.
    pub seq: i64,
    /// The place of the window the member was in, e.g. `freezes`; empty when closed.
    pub place: String,
}

/// What a visit brings back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pulled {
    /// Entries after the position asked for, oldest first; at most the limit.
    pub entries: Vec<Entry>,
    /// Position of the hub's newest entry.
    pub newest: i64,
    /// Members as last seen.
    pub seen: Vec<Seen>,
    /// The newest checkpoint of each member.
    pub checkpoints: Vec<Checkpoint>,
}

/// What came of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// Everything is there and will stay.
    Done,
    /// Somebody else was faster; nothing was written.
    Moved,
}

/// A place where journals meet.
#[async_trait]
pub trait Hub: Send + Sync + std::fmt::Debug {
    /// Which plan it is for.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn identity(&self) -> Result<HubIdentity, HubFault>;

    /// Where its journal stands.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn head(&self) -> Result<Head, HubFault>;

    /// The hash of the entry at a position; `None` when there is none. Used to find where journals parted.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn hash_at(&self, seq: i64) -> Result<Option<String>, HubFault>;

    /// Up to `limit` entries after a position that must carry the caller's hash, in one visit.
    ///
    /// # Errors
    /// [`HubFault::Parted`] when the hub has another entry there or ends before it (it was restored from an old
    /// backup, or loses writes); any other [`HubFault`] with a sentence.
    async fn pull(&self, after: &Head, limit: u32) -> Result<Pulled, HubFault>;

    /// Adds the entries when its journal still ends at `expected`. All of them or none. The entries follow one
    /// another from `expected`; a hub checks that. Entries that are all there already, after `expected`, are
    /// [`Pushed::Done`]: asking again after a lost answer writes nothing twice.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence. After [`HubFault::Unreachable`] the outcome is unknown: the caller pulls and
    /// looks for its own entries.
    async fn push(&self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault>;

    /// Notes that a member was here, and the member's newest checkpoint.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn note(&self, seen: &Seen, checkpoint: Option<&Checkpoint>) -> Result<(), HubFault>;

    /// Waits until the journal no longer ends at `since`, at most for the time given. True when it moved. Cheap: no
    /// lock, no transaction held.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    async fn moved(&self, since: &Head, at_most: Duration) -> Result<bool, HubFault>;
}

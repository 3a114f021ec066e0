//! The journal as values: what one operation changed, chained by hashes.
//!
//! The store keeps these; what they mean (reversal, merge, the chain) is decided here.

mod canonical;
mod chain;
mod change;
mod merge;
mod reversal;
mod signed;
mod trail;

pub use canonical::{CanonicalChanges, canonical, canonical_changes, digest};
pub use chain::{ChainBreak, GENESIS, hash_entry, hash_entry_with, link, verify_chain};
pub use change::{FieldChange, RowChange};
pub use merge::{Choice, Merged, Parting, References, Renumbered, Unsettled, merge, settle};
pub use reversal::{Changed, reverse};
pub use signed::{Signed, content_digest, content_digest_with};
pub use trail::{Trail, TrailStep};

use crate::{EntryId, Instant};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an operation says of itself before it is committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDraft {
    /// Identity.
    pub id: EntryId,
    /// When.
    pub at: Instant,
    /// Who, in words: a claim unless signed.
    pub author: String,
    /// Name of the operation, e.g. `move_release`.
    pub operation: String,
    /// What was done, in words people read, e.g. `Moved RO-23 to Wed 18 Nov`.
    pub sentence: String,
    /// False for publishing, signing and CAB decisions: their reversal is its own operation.
    pub undoable: bool,
    /// The entry this one reverses.
    pub undoes: Option<EntryId>,
}

/// One committed line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// Identity.
    pub id: EntryId,
    /// Position, from one, without gaps.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who, in words.
    pub author: String,
    /// Name of the operation.
    pub operation: String,
    /// What was done, in words.
    pub sentence: String,
    /// Whether it can be undone.
    pub undoable: bool,
    /// The entry this one reverses.
    pub undoes: Option<EntryId>,
    /// Rows it changed.
    pub changes: Vec<RowChange>,
    /// The signature of the computer it was written on; without one the author is a claim.
    pub signed: Option<Signed>,
    /// Hash of the entry before, in hexadecimal; [`GENESIS`] for the first.
    pub previous_hash: String,
    /// SHA-256 of this entry, in hexadecimal.
    pub hash: String,
}

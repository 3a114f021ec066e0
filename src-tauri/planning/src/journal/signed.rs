//! What the signature of an entry covers: its content, wherever it stands in the chain.

use super::{Entry, canonical_changes};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// A signature of an entry. It holds for the content, so an entry that is merged unaltered keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Signed {
    /// The public Ed25519 key of the computer, 32 bytes in hexadecimal.
    pub key: String,
    /// The signature of [`content_digest`], 64 bytes in hexadecimal.
    pub signature: String,
}

impl Signed {
    /// The first eight digits of the key: what people read.
    #[must_use]
    pub fn mark(&self) -> &str {
        self.key.get(..8).unwrap_or(&self.key)
    }
}

/// SHA-256 over the length-prefixed content of the entry: everything but its position, its hashes and its signature.
#[must_use]
pub fn content_digest(entry: &Entry) -> [u8; 32] {
    content_digest_with(entry, &canonical_changes(&entry.changes))
}

/// The same for a caller who has the entry's [`canonical_changes`] already.
#[must_use]
pub fn content_digest_with(entry: &Entry, changes: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    let undoes = entry.undoes.map(|id| id.to_string()).unwrap_or_default();
    for field in [
        entry.id.0.as_bytes().as_slice(),
        entry.at.to_string().as_bytes(),
        entry.author.as_bytes(),
        entry.operation.as_bytes(),
        entry.sentence.as_bytes(),
        &[u8::from(entry.undoable)],
        undoes.as_bytes(),
        changes.as_bytes(),
    ] {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

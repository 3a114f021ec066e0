//! The hash chain: each entry's hash covers its content and the hash before it.

use super::signed::content_digest_with;
use super::{Entry, canonical_changes};
use sha2::{Digest, Sha256};

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Where and why the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq}: {why}")]
pub struct ChainBreak {
    /// Position of the first entry that does not fit.
    pub seq: i64,
    /// What is wrong, in words.
    pub why: String,
}

/// SHA-256 over the length-prefixed fields of the entry, in hexadecimal. The entry's own `hash` is not read.
#[must_use]
pub fn hash_entry(entry: &Entry) -> String {
    hash_entry_with(entry, &canonical_changes(&entry.changes))
}

/// The same for a caller who has the entry's [`canonical_changes`] already.
#[must_use]
pub fn hash_entry_with(entry: &Entry, changes: &str) -> String {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    field(entry.previous_hash.as_bytes());
    field(&entry.seq.to_be_bytes());
    field(&content_digest_with(entry, changes));
    let signed = entry.signed.as_ref();
    field(signed.map_or("", |signed| &signed.key).as_bytes());
    field(signed.map_or("", |signed| &signed.signature).as_bytes());
    hex::encode(hasher.finalize())
}

/// Gives the entries their positions after one, and the hashes that follow from it. Answers the last hash.
pub fn link(entries: &mut [Entry], after: i64, previous: &str) -> String {
    let mut head = previous.to_owned();
    for (seq, entry) in (after + 1..).zip(entries) {
        entry.seq = seq;
        entry.previous_hash = head;
        entry.hash = hash_entry(entry);
        head = entry.hash.clone();
    }
    head
}

/// Checks that positions run without gaps from `first`, that each entry names the hash before it and that its
/// own hash fits. Returns the last hash.
///
/// # Errors
/// [`ChainBreak`] at the first entry that does not fit.
pub fn verify_chain<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    first: i64,
    previous: &str,
) -> Result<String, ChainBreak> {
    let mut head = previous.to_owned();
    for (expected, entry) in (first..).zip(entries) {
        let broken = |why: &str| ChainBreak {
            seq: entry.seq,
            why: why.into(),
        };
        if entry.seq != expected {
            return Err(broken(&format!("position {expected} is missing")));
        }
        if entry.previous_hash != head {
            return Err(broken("it does not follow the entry before it"));
        }
        if hash_entry(entry) != entry.hash {
            return Err(broken("its content is not what was written"));
        }
        head.clone_from(&entry.hash);
    }
    Ok(head)
}

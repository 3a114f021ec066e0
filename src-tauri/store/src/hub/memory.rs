//! A hub in memory: what the others must behave like, and the place where simulations cut the line.

use super::{Checkpoint, Head, Hub, HubFault, HubIdentity, Pulled, Pushed, Seen};
use async_trait::async_trait;
use planning::journal::{Entry, verify_chain};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// A hub that lives as long as its last handle.
#[derive(Clone, Debug)]
pub struct MemoryHub(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    identity: HubIdentity,
    journal: Mutex<Journal>,
    moved: Notify,
}

#[derive(Clone, Debug, Default)]
struct Journal {
    entries: Vec<Entry>,
    seen: BTreeMap<String, Seen>,
    checkpoints: BTreeMap<String, Checkpoint>,
}

impl MemoryHub {
    /// An empty hub.
    #[must_use]
    pub fn new(identity: HubIdentity) -> Self {
        Self(Arc::new(Inside {
            identity,
            journal: Mutex::default(),
            moved: Notify::new(),
        }))
    }

    /// Forgets every entry after a position, as a restored backup does.
    pub fn forget_after(&self, seq: i64) {
        self.journal()
            .entries
            .truncate(usize::try_from(seq).unwrap_or_default());
    }

    /// Its whole journal.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.journal().entries.clone()
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.0.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal {
    fn head(&self) -> Head {
        self.entries.last().map_or_else(Head::start, |last| Head {
            seq: last.seq,
            hash: last.hash.clone(),
        })
    }

    fn hash_at(&self, seq: i64) -> Option<String> {
        if seq == 0 {
            return Some(Head::start().hash);
        }
        let at = usize::try_from(seq - 1).ok()?;
        self.entries.get(at).map(|entry| entry.hash.clone())
    }

    fn has(&self, entry: &Entry) -> bool {
        self.entries.iter().any(|known| known.id == entry.id)
    }

    /// True when an earlier push of these entries got here and its answer was lost.
    fn holds(&self, expected: &Head, entries: &[Entry]) -> bool {
        !entries.is_empty()
            && self.hash_at(expected.seq).as_ref() == Some(&expected.hash)
            && entries
                .iter()
                .all(|entry| self.hash_at(entry.seq).as_ref() == Some(&entry.hash))
    }
}

#[async_trait]
impl Hub for MemoryHub {
    async fn identity(&self) -> Result<HubIdentity, HubFault> {
        Ok(self.0.identity.clone())
    }

    async fn head(&self) -> Result<Head, HubFault> {
        Ok(self.journal().head())
    }

    async fn hash_at(&self, seq: i64) -> Result<Option<String>, HubFault> {
        Ok(self.journal().hash_at(seq))
    }

    async fn pull(&self, after: &Head, limit: u32) -> Result<Pulled, HubFault> {
        let journal = self.journal();
        if journal.hash_at(after.seq).as_ref() != Some(&after.hash) {
            return Err(HubFault::Parted { seq: after.seq });
        }
        let first = usize::try_from(after.seq).unwrap_or_default();
        let entries = journal.entries.iter().skip(first);
        Ok(Pulled {
            entries: entries
                .take(usize::try_from(limit).unwrap_or(usize::MAX))
                .cloned()
                .collect(),
            newest: journal.head().seq,
            seen: journal.seen.values().cloned().collect(),
            checkpoints: journal.checkpoints.values().cloned().collect(),
        })
    }

    async fn push(&self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault> {
        let mut journal = self.journal();
        if journal.head() != *expected {
            return Ok(if journal.holds(expected, entries) {
                Pushed::Done
            } else {
                Pushed::Moved
            });
        }
        verify_chain(entries, expected.seq + 1, &expected.hash).map_err(|broken| HubFault::Damaged {
            what: broken.to_string(),
        })?;
        if let Some(twice) = entries.iter().find(|entry| journal.has(entry)) {
            return Err(HubFault::Damaged {
                what: format!("entry {} is there already", twice.id),
            });
        }
        journal.entries.extend_from_slice(entries);
        self.0.moved.notify_waiters();
        Ok(Pushed::Done)
    }

    async fn note(&self, seen: &Seen, checkpoint: Option<&Checkpoint>) -> Result<(), HubFault> {
        let mut journal = self.journal();
        journal.seen.insert(seen.key.clone(), seen.clone());
        if let Some(checkpoint) = checkpoint {
            let newest = journal.checkpoints.get(&checkpoint.key).map(|known| known.seq);
            if newest.is_none_or(|seq| seq < checkpoint.seq) {
                journal
                    .checkpoints
                    .insert(checkpoint.key.clone(), checkpoint.clone());
            }
        }
        Ok(())
    }

    async fn moved(&self, since: &Head, at_most: Duration) -> Result<bool, HubFault> {
        let notified = self.0.moved.notified();
        if self.journal().head() != *since {
            return Ok(true);
        }
        Ok(tokio::time::timeout(at_most, notified).await.is_ok())
    }
}

//! What I have looked at: kept for each plan outside its file, because it is mine and not the plan's.

use super::visitor::Visitor;
use planning::Instant;
use planning::journal::{Entry, Renumbered};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::{EntryFilter, Store, StoreFault, Synced};
use uuid::Uuid;

/// Until where I have looked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Looked {
    /// When.
    pub(super) at: Instant,
    /// Positions and their hashes, the newest first: when what waited was put behind what others shared first, an
    /// older one still holds.
    marks: Vec<(i64, String)>,
    /// Records of mine whose reference was taken since.
    pub(super) renumbered: Vec<Renumbered>,
}

impl Looked {
    /// The newest position that still is what it was.
    pub(super) async fn until(&self, store: &Store) -> Result<i64, StoreFault> {
        for (seq, hash) in &self.marks {
            if store.hash_at(*seq).await?.as_ref() == Some(hash) {
                return Ok(*seq);
            }
        }
        Ok(0)
    }
}

/// Everything up to now: what others share later comes after it.
async fn now(store: &Store, at: Instant) -> Result<Looked, StoreFault> {
    let sharing = store.sharing().await?;
    let newest = sharing.map_or_else(|| store.plan().seq, |sharing| sharing.shared.seq);
    let mut marks = Vec::new();
    let mut back = 0;
    while back < newest {
        let seq = newest - back;
        if let Some(hash) = store.hash_at(seq).await? {
            marks.push((seq, hash));
        }
        back = (back * 2).max(1);
    }
    Ok(Looked {
        at,
        marks,
        renumbered: Vec::new(),
    })
}

impl Visitor {
    /// What I have looked at; `None` when this plan was never shared with anybody here.
    pub(super) fn looked(&self) -> Option<Looked> {
        let known = self.found().looked.clone();
        known.unwrap_or_else(|| {
            let read = read(&self.edge.home(), self.store.id());
            self.found().looked = Some(read.clone());
            read
        })
    }

    /// Marks everything that is here now as looked at.
    pub(super) async fn look(&self) -> Result<(), StoreFault> {
        self.keep(now(&self.store, self.edge.now()).await?)
    }

    /// The same when nothing was marked before.
    pub(super) async fn look_first(&self) -> Result<(), StoreFault> {
        match self.looked() {
            Some(_) => Ok(()),
            None => self.look().await,
        }
    }

    /// Keeps which of my references were taken until I have looked.
    pub(super) fn note_renumbered(&self, synced: &Synced) {
        if synced.renumbered.is_empty() {
            return;
        }
        if let Some(mut looked) = self.looked() {
            looked.renumbered.extend(synced.renumbered.iter().cloned());
            // The log says it too; a mark that cannot be written must not stop a visit.
            let _ = self.keep(looked);
        }
    }

    fn keep(&self, looked: Looked) -> Result<(), StoreFault> {
        let path = path(&self.edge.home(), self.store.id());
        let text = serde_json::to_vec(&looked).unwrap_or_default();
        {
            let mut found = self.found();
            found.looked = Some(Some(looked));
            found.unseen = None;
        }
        crate::file::put_in_place(&path, &text).map_err(|source| StoreFault::File {
            what: format!("{} was not written", path.display()),
            source,
        })
    }

    /// Entries of others since I last looked, oldest first, and from where.
    pub(super) async fn unseen(&self) -> Result<(i64, Vec<Entry>), StoreFault> {
        let Some(looked) = self.looked() else {
            return Ok((self.store.plan().seq, Vec::new()));
        };
        let from = looked.until(&self.store).await?;
        let me = self.edge.author();
        let entries = self.store.entries(from, u32::MAX).await?;
        Ok((
            from,
            entries.into_iter().filter(|entry| entry.author != me).collect(),
        ))
    }
}

impl Visitor {
    /// How many entries of others I have not looked at. Counted once for each position of the journal.
    pub(super) async fn unseen_count(&self) -> Result<u32, StoreFault> {
        let seq = self.store.plan().seq;
        if let Some((at, count)) = self.found().unseen
            && at == seq
        {
            return Ok(count);
        }
        let count = match self.looked() {
            Some(looked) => {
                let unseen = EntryFilter {
                    after: Some(looked.until(&self.store).await?),
                    not_by: Some(self.edge.author()),
                    ..EntryFilter::default()
                };
                u32::try_from(self.store.count_entries(&unseen).await?).unwrap_or(u32::MAX)
            }
            None => 0,
        };
        self.found().unseen = Some((seq, count));
        Ok(count)
    }
}

fn path(home: &Path, plan: Uuid) -> PathBuf {
    home.join("looked").join(format!("{plan}.json"))
}

fn read(home: &Path, plan: Uuid) -> Option<Looked> {
    let text = std::fs::read(path(home, plan)).ok()?;
    serde_json::from_slice(&text).ok()
}

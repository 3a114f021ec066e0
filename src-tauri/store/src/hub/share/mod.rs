//! A hub that is a file on a team share: visited for one short transaction at a time, under a lease.
//!
//! The rules that survived NFS, SMB and SSH shares with cut links and killed writers: nobody keeps the file open
//! between visits, nobody trusts the locks of the file system alone, nobody commits who held the lease for too long,
//! and a share that hangs strands one thread and no caller. See [`judge_place`] for where a hub is safe.

mod chance;
mod copies;
mod file;
mod lease;
mod place;
mod settings;
mod stopwatch;
mod table;
mod thread;
mod trouble;
mod visit;

pub use copies::conflicted_copies;
pub use place::{Judgement, PlaceVerdict, judge_place};
pub use settings::{Holder, ShareSettings};

use super::{Checkpoint, Head, Hub, HubFault, HubIdentity, Pulled, Pushed, Seen};
use async_trait::async_trait;
use file::Header;
use lease::Lease;
use planning::journal::{Entry, verify_chain};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use table::Table;
use thread::{Gate, gate, on_thread};
use visit::{Did, Visitor};

/// A hub in a file on a share. Cloning shares it.
#[derive(Clone, Debug)]
pub struct ShareHub {
    visitor: Arc<Visitor>,
    gate: Gate,
}

impl ShareHub {
    /// Makes a new, empty hub where no file is yet, and opens it.
    ///
    /// # Errors
    /// [`HubFault::Exists`], [`HubFault::Unsafe`] with the way out, [`HubFault::Denied`] when the folder does not let
    /// files be created, renamed and deleted; any other [`HubFault`] with a sentence.
    pub async fn found(
        path: impl Into<PathBuf>,
        identity: &HubIdentity,
        who: Holder,
    ) -> Result<Self, HubFault> {
        Self::found_with(path, identity, who, ShareSettings::default()).await
    }

    /// The same with other waiting times.
    ///
    /// # Errors
    /// As [`ShareHub::found`].
    pub async fn found_with(
        path: impl Into<PathBuf>,
        identity: &HubIdentity,
        who: Holder,
        settings: ShareSettings,
    ) -> Result<Self, HubFault> {
        let (path, identity) = (path.into(), identity.clone());
        let at = gate(&path);
        let founder = (who.clone(), settings.clone());
        let path = on_thread(&at, settings.deadline, move |gone| {
            let (who, settings) = founder;
            found(&path, &identity, &who, &settings, gone)
        })
        .await?;
        Self::open_with(path, who, settings).await
    }

    /// Opens the hub.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    pub async fn open(path: impl Into<PathBuf>, who: Holder) -> Result<Self, HubFault> {
        Self::open_with(path, who, ShareSettings::default()).await
    }

    /// The same with other waiting times.
    ///
    /// # Errors
    /// As [`ShareHub::open`].
    pub async fn open_with(
        path: impl Into<PathBuf>,
        who: Holder,
        settings: ShareSettings,
    ) -> Result<Self, HubFault> {
        let path = path.into();
        let place = {
            let path = path.clone();
            move |_: &dyn Fn() -> bool| placed(&path)
        };
        let (path, sqlite_locks) = on_thread(&gate(&path), settings.deadline, place).await?;
        let gate = gate(&path);
        let sqlite_locks = settings.sqlite_locks.unwrap_or(sqlite_locks);
        let visitor = Arc::new(Visitor {
            path,
            holder: who,
            settings,
            sqlite_locks,
            memory: std::sync::Mutex::default(),
        });
        let hub = Self { visitor, gate };
        hub.identity().await?;
        Ok(hub)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.visitor.path
    }

    async fn visit<T: Send + 'static>(
        &self,
        work: impl AsyncFnOnce(&mut Table<'_>) -> Result<Did<T>, HubFault> + Send + 'static,
    ) -> Result<T, HubFault> {
        let visitor = Arc::clone(&self.visitor);
        on_thread(&self.gate, self.visitor.settings.deadline, move |gone| {
            visitor.visit(gone, work)
        })
        .await
    }

    /// Four bytes of the file, without a lock.
    async fn change_counter(&self) -> Result<Option<u32>, HubFault> {
        let path = self.visitor.path.clone();
        on_thread(&self.gate, self.visitor.settings.deadline, move |_| {
            let header = Header::read(&path).map_err(|error| match path.parent() {
                Some(folder) if !folder.exists() => {
                    trouble::unreachable(format!("{} is not there", folder.display()))
                }
                _ => trouble::system(&path, &error),
            })?;
            Ok(header.change_counter())
        })
        .await
    }
}

/// The file's one name, and whether SQLite's locks are to be used there.
fn placed(path: &Path) -> Result<(PathBuf, bool), HubFault> {
    let path = fs::canonicalize(path).map_err(|error| trouble::system(path, &error))?;
    if path.is_dir() {
        return Err(HubFault::NotAHub {
            place: path.display().to_string(),
            what: "it is a folder".into(),
        });
    }
    let verdict = place::look(&path)?;
    verdict.refusal()?;
    file::has_one_name(&path)?;
    Ok((path, verdict.sqlite_locks()))
}

/// Makes the file whole under another name, then gives it its own under the lease: nobody ever sees half a hub.
fn found(
    path: &Path,
    identity: &HubIdentity,
    who: &Holder,
    settings: &ShareSettings,
    gone: &dyn Fn() -> bool,
) -> Result<PathBuf, HubFault> {
    let no_name = || HubFault::Missing {
        place: path.display().to_string(),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = fs::canonicalize(folder).map_err(|error| trouble::system(folder, &error))?;
    let path = folder.join(path.file_name().ok_or_else(no_name)?);
    let free = || match fs::symlink_metadata(&path) {
        Ok(_) => Err(HubFault::Exists {
            place: path.display().to_string(),
        }),
        Err(_) => Ok(()),
    };
    free()?;
    let verdict = place::look(&folder)?;
    verdict.refusal()?;
    file::try_out(&path)?;
    let new = file::for_a_moment(&path, "new");
    let given = runtime()?
        .block_on(file::make(
            &new,
            identity,
            settings.sqlite_locks.unwrap_or_else(|| verdict.sqlite_locks()),
        ))
        .and_then(|()| {
            let lock = file::beside(&path, ".lock");
            let _lease = Lease::take(&lock, who, settings, &mut None, gone)?;
            free()?;
            fs::rename(&new, &path).map_err(|error| trouble::system(&path, &error))
        });
    if given.is_err() {
        // What is left of it is in nobody's way; the fault is what matters.
        for end in ["", "-journal"] {
            fs::remove_file(file::beside(&new, end)).ok();
        }
    }
    given.map(|()| path)
}

fn runtime() -> Result<tokio::runtime::Runtime, HubFault> {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| trouble::unreachable(error.to_string()))
}

#[async_trait]
impl Hub for ShareHub {
    async fn identity(&self) -> Result<HubIdentity, HubFault> {
        self.visit(async |table: &mut Table<'_>| table.identity().await.map(Did::read))
            .await
    }

    async fn head(&self) -> Result<Head, HubFault> {
        self.visit(async |table: &mut Table<'_>| table.head().await.map(Did::read))
            .await
    }

    async fn hash_at(&self, seq: i64) -> Result<Option<String>, HubFault> {
        self.visit(async move |table: &mut Table<'_>| table.hash_at(seq).await.map(Did::read))
            .await
    }

    async fn pull(&self, after: &Head, limit: u32) -> Result<Pulled, HubFault> {
        let from = after.clone();
        let visit = async move |table: &mut Table<'_>| {
            if table.hash_at(from.seq).await?.as_ref() != Some(&from.hash) {
                return Err(HubFault::Parted { seq: from.seq });
            }
            let lines = table.lines_after(from.seq, limit).await?;
            let (seen, checkpoints) = (table.seen().await?, table.checkpoints().await?);
            Ok(Did::read((lines, table.head().await?, seen, checkpoints)))
        };
        let (lines, head, seen, checkpoints) = self.visit(visit).await?;
        let entries = table::entries(&lines)?;
        let damaged = |what: String| HubFault::Damaged { what };
        let last = verify_chain(&entries, after.seq + 1, &after.hash)
            .map_err(|broken| damaged(broken.to_string()))?;
        let whole = entries.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
        if !whole && last != head.hash {
            return Err(damaged(format!(
                "its journal does not lead to entry {}",
                head.seq
            )));
        }
        Ok(Pulled {
            entries,
            newest: head.seq,
            seen,
            checkpoints,
        })
    }

    async fn push(&self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault> {
        verify_chain(entries, expected.seq + 1, &expected.hash).map_err(|broken| HubFault::Damaged {
            what: broken.to_string(),
        })?;
        let (expected, entries) = (expected.clone(), entries.to_vec());
        let visit = async move |table: &mut Table<'_>| {
            table.may_write().await?;
            let before = table.head().await?;
            let pushed = table.push(&expected, &entries).await?;
            let wrote = table.head().await? != before;
            Ok(Did {
                answer: pushed,
                wrote,
            })
        };
        self.visit(visit).await
    }

    async fn note(&self, seen: &Seen, checkpoint: Option<&Checkpoint>) -> Result<(), HubFault> {
        let (seen, checkpoint) = (seen.clone(), checkpoint.cloned());
        let visit = async move |table: &mut Table<'_>| {
            table.may_write().await?;
            table.note(&seen, checkpoint.as_ref()).await.map(Did::wrote)
        };
        self.visit(visit).await
    }

    /// Looks at the file's change counter, and visits only when it is not the one of the last visit.
    async fn moved(&self, since: &Head, at_most: Duration) -> Result<bool, HubFault> {
        let started = tokio::time::Instant::now();
        loop {
            let counter = self.change_counter().await?;
            let known = self.visitor.memory().known.clone();
            let head = match known {
                Some((at, head)) if Some(at) == counter && head == *since => head,
                _ => self.head().await?,
            };
            if head != *since {
                return Ok(true);
            }
            let left = at_most.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Ok(false);
            }
            tokio::time::sleep(left.min(self.visitor.settings.poll)).await;
        }
    }
}

//! One visit to a hub on a share: lease, look, one transaction, fence, close, release.

use super::file::{self, Header};
use super::lease::{Lease, Sighting};
use super::settings::{Holder, ShareSettings};
use super::stopwatch::Stopwatch;
use super::table::Table;
use super::{chance, trouble};
use crate::hub::{Head, HubFault, HubIdentity};
use sqlx::{Connection as _, SqliteConnection};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::Duration;

/// What a visitor knows of the hub, and remembers between visits.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) path: PathBuf,
    pub(super) holder: Holder,
    pub(super) settings: ShareSettings,
    pub(super) sqlite_locks: bool,
    pub(super) memory: Mutex<Memory>,
}

/// What is remembered between visits.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Somebody else's lease.
    sighting: Option<Sighting>,
    /// Until when the lease is left to others.
    rest: Option<(Stopwatch, Duration)>,
    /// The change counter of the last visit, and the head there was then.
    pub(super) known: Option<(u32, Head)>,
    /// For which plan the hub was when it was opened.
    pub(super) identity: Option<HubIdentity>,
}

/// What a visit answers, and whether it wrote.
pub(super) struct Did<T> {
    pub(super) answer: T,
    pub(super) wrote: bool,
}

impl<T> Did<T> {
    pub(super) fn read(answer: T) -> Self {
        Self { answer, wrote: false }
    }

    pub(super) fn wrote(answer: T) -> Self {
        Self { answer, wrote: true }
    }
}

impl Visitor {
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Visits the hub. Blocks: only on a thread of its own.
    pub(super) fn visit<T>(
        &self,
        gone: &dyn Fn() -> bool,
        work: impl AsyncFnOnce(&mut Table<'_>) -> Result<Did<T>, HubFault>,
    ) -> Result<T, HubFault> {
        if let Some((since, rest)) = self.memory().rest.take() {
            sleep(rest.saturating_sub(since.elapsed()));
        }
        let lock = file::beside(&self.path, ".lock");
        let mut sighting = self.memory().sighting.take();
        let lease = Lease::take(&lock, &self.holder, &self.settings, &mut sighting, gone);
        self.memory().sighting = sighting;
        let lease = lease.map_err(|fault| self.without_folder(fault))?;
        let answer = self.under(&lease, gone, work);
        drop(lease);
        let (least, most) = self.settings.rest;
        self.memory().rest = Some((Stopwatch::start(), chance::between(least, most)));
        answer
    }

    /// A folder that is gone is a share that is not there now.
    fn without_folder(&self, fault: HubFault) -> HubFault {
        match fault {
            HubFault::Missing { place } => trouble::unreachable(format!("{place} is not there")),
            fault => fault,
        }
    }

    fn under<T>(
        &self,
        lease: &Lease,
        gone: &dyn Fn() -> bool,
        work: impl AsyncFnOnce(&mut Table<'_>) -> Result<Did<T>, HubFault>,
    ) -> Result<T, HubFault> {
        let look = || Header::read(&self.path).map_err(|error| trouble::system(&self.path, &error));
        look()?.judge(&self.path)?;
        let (answer, head) = super::runtime()?.block_on(self.transaction(lease, gone, work))?;
        // Every connection is closed by now.
        self.memory().known = look()?.change_counter().map(|counter| (counter, head));
        Ok(answer)
    }

    async fn transaction<T>(
        &self,
        lease: &Lease,
        gone: &dyn Fn() -> bool,
        work: impl AsyncFnOnce(&mut Table<'_>) -> Result<Did<T>, HubFault>,
    ) -> Result<(T, Head), HubFault> {
        let mut connection = match self.connect().await {
            Ok(connection) => connection,
            Err(error) => {
                return Err(self
                    .second_look(trouble::is_malformed(&error), self.trouble(&error))
                    .await);
            }
        };
        let mut table = Table {
            path: &self.path,
            connection: &mut connection,
            malformed: false,
        };
        let done = self.inside(&mut table, lease, gone, work).await;
        let malformed = table.malformed;
        // Closing takes back what was not committed.
        let closed = connection.close().await;
        match done {
            Ok(answer) => closed.map(|()| answer).map_err(|error| self.trouble(&error)),
            Err(fault) => Err(self.second_look(malformed, fault).await),
        }
    }

    async fn inside<T>(
        &self,
        table: &mut Table<'_>,
        lease: &Lease,
        gone: &dyn Fn() -> bool,
        work: impl AsyncFnOnce(&mut Table<'_>) -> Result<Did<T>, HubFault>,
    ) -> Result<(T, Head), HubFault> {
        table.run("BEGIN IMMEDIATE").await?;
        let identity = table.identity().await?;
        self.same_plan(identity)?;
        let did = work(table).await?;
        let head = table.head().await?;
        if did.wrote {
            if gone() {
                return Err(trouble::unreachable("nobody waits for the answer any more"));
            }
            if !lease.holds() {
                let seconds = lease.elapsed().as_secs_f64();
                return Err(trouble::unreachable(format!(
                    "the visit took {seconds:.1} s and lost its turn; nothing was written"
                )));
            }
            table.run("COMMIT").await?;
        }
        Ok((did.answer, head))
    }

    /// The file at this place may have been replaced since.
    fn same_plan(&self, identity: HubIdentity) -> Result<(), HubFault> {
        let mut memory = self.memory();
        if let Some(known) = &memory.identity
            && known.plan != identity.plan
        {
            return Err(HubFault::OtherPlan {
                name: identity.name,
                plan: identity.plan,
            });
        }
        memory.identity = Some(identity);
        Ok(())
    }

    async fn connect(&self) -> Result<SqliteConnection, sqlx::Error> {
        file::connect(&self.path, self.sqlite_locks, self.settings.ttl / 4, false).await
    }

    fn trouble(&self, error: &sqlx::Error) -> HubFault {
        trouble::database(&self.path, error)
    }

    /// A share may show an old piece of a file. Before anybody is told that the hub is damaged it is opened anew and
    /// checked whole.
    async fn second_look(&self, malformed: bool, fault: HubFault) -> HubFault {
        if !malformed {
            return fault;
        }
        let check = async {
            let mut connection = self.connect().await?;
            let found: Result<String, _> = sqlx::query_scalar("PRAGMA integrity_check(1)")
                .fetch_one(&mut connection)
                .await;
            connection.close().await?;
            found
        };
        match check.await {
            Ok(found) if found == "ok" => {
                trouble::unreachable("the share showed an old piece of the file, which is whole")
            }
            Ok(found) => HubFault::Damaged { what: found },
            Err(error) => self.trouble(&error),
        }
    }
}

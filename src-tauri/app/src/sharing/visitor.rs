//! The visitor of an open plan: one visit to the hub at a time, and what the last one found.
//!
//! It remembers nothing that is not in the plan file but how the last visit went; a restart loses nothing.

use super::fault::VisitFault;
use super::hubs::Who;
use super::looked::Looked;
use super::{Connection, Visited};
use crate::Push;
use crate::desk::Edge;
use planning::Instant;
use planning::plan::TableName;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::hub::{Head, Hub, Seen};
use store::{Store, Synced};
use tokio::sync::{Notify, broadcast};

/// Seconds after which colleagues are told again that I am here.
const TELL_AGAIN: i64 = 30;

/// Visits the hub of one open plan.
pub(crate) struct Visitor {
    /// The plan file as it is, whichever moment is shown.
    pub(crate) store: Store,
    pub(super) edge: Arc<dyn Edge>,
    pub(super) pushes: broadcast::Sender<Push>,
    /// The hub while it answers; held during a visit, so that there is one at a time.
    hub: tokio::sync::Mutex<Option<Arc<dyn Hub>>>,
    found: Mutex<Found>,
    /// A person asks for a visit now.
    pub(super) wake: Notify,
}

/// What the last visit found.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) connection: Connection,
    pub(super) members: Vec<Seen>,
    pub(super) last_visit: Option<Instant>,
    /// Where I am in the window.
    pub(super) place: String,
    /// When colleagues were told, and which place.
    told: Option<(Instant, String)>,
    /// The address as it was typed, which may hold a password.
    typed: Option<String>,
    /// What I have looked at, once it was read.
    pub(super) looked: Option<Option<Looked>>,
    /// Entries of others after it, counted at a position of the journal.
    pub(super) unseen: Option<(i64, u32)>,
}

impl Visitor {
    pub(crate) fn new(store: Store, edge: Arc<dyn Edge>, pushes: broadcast::Sender<Push>) -> Self {
        Self {
            store,
            edge,
            pushes,
            hub: tokio::sync::Mutex::default(),
            found: Mutex::new(Found {
                connection: Connection::Syncing,
                members: Vec::new(),
                last_visit: None,
                place: String::new(),
                told: None,
                typed: None,
                looked: None,
                unseen: None,
            }),
            wake: Notify::new(),
        }
    }

    pub(super) fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who visits, as others read it.
    pub(super) fn who(&self) -> Who {
        Who {
            author: self.edge.author(),
            computer: self.edge.computer(),
        }
    }

    /// Keeps a hub that was just opened or founded, and the address it was reached by.
    pub(super) async fn meet(&self, hub: Arc<dyn Hub>, typed: String) {
        *self.hub.lock().await = Some(hub);
        let mut found = self.found();
        found.typed = Some(typed);
        found.connection = Connection::Syncing;
    }

    /// Forgets the hub and who was seen there.
    pub(super) async fn part(&self) {
        *self.hub.lock().await = None;
        let mut found = self.found();
        found.typed = None;
        found.members.clear();
        found.last_visit = None;
        found.told = None;
        found.connection = Connection::Syncing;
    }

    /// One visit: takes theirs in, brings mine, notes that I was here, tells every screen.
    pub(crate) async fn visit(&self) -> Result<Synced, VisitFault> {
        self.go(false).await
    }

    /// The same to a hub that lost entries: it is filled from this file.
    pub(super) async fn visit_and_republish(&self) -> Result<Synced, VisitFault> {
        self.go(true).await
    }

    async fn go(&self, republish: bool) -> Result<Synced, VisitFault> {
        let mut kept = self.hub.lock().await;
        let before = self.store.plan().seq;
        let done = self.go_with(&mut kept, republish).await;
        let now = self.edge.now();
        match &done {
            Ok(synced) => {
                {
                    let mut found = self.found();
                    found.connection = Connection::UpToDate;
                    found.last_visit = Some(now);
                    found.members.clone_from(&synced.seen);
                }
                crate::seal::keep_of_others(self.edge.as_ref(), &synced.checkpoints);
                if let Some(hub) = kept.as_ref() {
                    self.tell_colleagues(hub.as_ref(), now, synced).await;
                }
                self.note_renumbered(synced);
                self.announce(synced);
            }
            Err(VisitFault::NotShared) => {}
            Err(fault) => {
                // The next visit starts from nothing: a handle that failed may fail for ever.
                *kept = None;
                let mut found = self.found();
                found.connection = fault.connection(&found.connection, now);
            }
        }
        drop(kept);
        if self.store.plan().seq != before && done.is_err() {
            // What came in before the hub went away is here to stay.
            self.touched(TableName::ALL.iter().copied());
        }
        if !matches!(done, Err(VisitFault::NotShared)) {
            let _ = self.pushes.send(Push::Sharing);
        }
        done
    }

    async fn go_with(&self, kept: &mut Option<Arc<dyn Hub>>, republish: bool) -> Result<Synced, VisitFault> {
        let sharing = self.store.sharing().await?.ok_or(VisitFault::NotShared)?;
        let hub = match kept {
            Some(hub) => Arc::clone(hub),
            None => {
                let address = self.found().typed.clone().unwrap_or(sharing.hub);
                let hub = self.edge.hubs().open(&address, &self.who()).await?;
                Arc::clone(kept.insert(hub))
            }
        };
        Ok(if republish {
            self.store.republish(hub.as_ref()).await?
        } else {
            self.store.sync(hub.as_ref()).await?
        })
    }

    /// Waits until the hub's journal moves, at most for the time given. False at once without an open hub.
    pub(super) async fn hub_moves(
        &self,
        from: &Head,
        at_most: std::time::Duration,
    ) -> Result<bool, VisitFault> {
        let Some(hub) = self.hub.lock().await.clone() else {
            return Ok(true);
        };
        Ok(hub.moved(from, at_most).await?)
    }

    /// Colleagues are told where I am: not more often than they need.
    async fn tell_colleagues(&self, hub: &dyn Hub, now: Instant, synced: &Synced) {
        let Some(pen) = self.store.pen() else {
            return;
        };
        if !self.is_telling_due() && synced.pulled.is_empty() && synced.pushed == 0 {
            return;
        }
        let place = self.found().place.clone();
        let Ok(Some(sharing)) = self.store.sharing().await else {
            return;
        };
        let checkpoint = crate::seal::keep(self.edge.as_ref(), &self.store).await;
        let who = self.who();
        let me = Seen {
            key: pen.key(),
            author: who.author,
            computer: who.computer,
            at: now,
            seq: sharing.shared.seq,
            place: place.clone(),
        };
        self.found().told = Some((now, place));
        // Being seen is a courtesy: when it fails, the next visit says why.
        if hub.note(&me, checkpoint.as_ref()).await.is_ok() {
            let mut found = self.found();
            found.members.retain(|member| member.key != me.key);
            found.members.push(me);
        }
    }

    /// True when colleagues should hear from me again.
    pub(super) fn is_telling_due(&self) -> bool {
        let now = self.edge.now();
        let found = self.found();
        let due = found
            .told
            .as_ref()
            .is_none_or(|(at, place)| *place != found.place || (now - *at).num_seconds().abs() >= TELL_AGAIN);
        due && self.store.pen().is_some()
    }

    fn announce(&self, synced: &Synced) {
        if !synced.touched.is_empty() {
            self.touched(synced.touched.iter().copied());
        }
    }

    /// Tells every screen which tables changed.
    pub(super) fn touched(&self, tables: impl Iterator<Item = TableName>) {
        let _ = self.pushes.send(Push::Touched {
            seq: self.store.plan().seq,
            tables: tables.map(|table| table.word().to_owned()).collect(),
        });
    }
}

impl From<&Synced> for Visited {
    fn from(synced: &Synced) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut visited = Self {
            sentence: String::new(),
            pulled: number(synced.pulled.len()),
            pushed: number(synced.pushed),
            conflicts: synced.conflicts.clone(),
            renumbered: synced.renumbered.clone(),
        };
        visited.sentence = visited.in_words();
        visited
    }
}

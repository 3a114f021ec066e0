//! The local side of a merge: others' entries before mine, in one transaction.

use super::{SharingError, Shift, Synced, address};
use crate::explain::references;
use crate::fault::{StoreError, StoreFault, primary_code};
use crate::hub::{Head, HubFault};
use crate::rows;
use crate::snapshot::{Snapshot, touched, trail};
use crate::store::Store;
use crate::{explain, journal};
use planning::journal::{Entry, Merged, Parting, RowChange, canonical_changes, link, merge, verify_chain};
use planning::{EntryId, Plan};
use sqlx::{Acquire as _, SqliteConnection};
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

impl Store {
    /// Puts entries that follow the shared head into the journal, and replays what waits after them.
    pub(super) async fn take_in(
        &self,
        shared: &Head,
        theirs: Vec<Entry>,
        synced: &mut Synced,
    ) -> Result<(), SharingError> {
        verify_chain(&theirs, shared.seq + 1, &shared.hash).map_err(|broken| HubFault::Damaged {
            what: broken.to_string(),
        })?;
        let _writer = self.0.writer.lock().await;
        let mut transaction = self.0.pool.begin_with("BEGIN IMMEDIATE").await?;
        let known = address::read(&mut transaction)
            .await?
            .map(|sharing| sharing.shared);
        if known.as_ref() != Some(shared) {
            // Another process of this plan has been to the hub meanwhile.
            return Ok(());
        }
        let (before, moved) = self.snapshot().caught_up(&mut transaction).await?;
        synced.touched.extend(moved);
        let mine = journal::after(&mut transaction, shared.seq, i64::MAX).await?;
        let head = head_of(&theirs, shared);
        let strands = Strands {
            base: shared,
            existing: &mine,
            first: &theirs,
            second: &mine,
        };
        let woven = self.weave(&mut transaction, &before, strands, synced).await?;
        address::note(&mut transaction, &head).await?;
        transaction.commit().await.map_err(StoreError::from)?;
        self.0
            .shifts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(woven.shift);
        self.show(woven.snapshot);
        Ok(())
    }

    pub(crate) fn shifts(&self) -> Vec<Shift> {
        let shifts = self.0.shifts.lock().unwrap_or_else(PoisonError::into_inner);
        shifts.clone()
    }

    /// Makes the journal what it was up to the base, then the first strand, then the second replayed after it, and
    /// the rows what follows.
    pub(super) async fn weave(
        &self,
        transaction: &mut SqliteConnection,
        before: &Snapshot,
        strands: Strands<'_>,
        synced: &mut Synced,
    ) -> Result<Woven, SharingError> {
        let Strands {
            base,
            existing,
            first,
            second,
        } = strands;
        let same = first
            .iter()
            .zip(existing)
            .take_while(|(new, old)| new.hash == old.hash);
        let cut = Cut {
            kept: head_of(&first[..same.clone().count()], base),
            taken_out: &existing[same.clone().count()..],
            put_in: &first[same.count()..],
        };
        let start = taken_back(&before.plan, existing, base.seq)?;
        let mut hold = BTreeSet::new();
        loop {
            let parting = Parting {
                base: &start,
                theirs: first,
                mine: second,
                references,
                hold: &hold,
            };
            let mut merged = merge(&parting).map_err(|what| HubFault::Damaged { what })?;
            self.sign_and_link(&mut merged, second, &head_of(first, base));
            if merged.entries.is_empty() && cut.taken_out.is_empty() && cut.put_in.is_empty() {
                return Ok(Woven {
                    snapshot: before.clone(),
                    shift: None,
                });
            }
            let mut attempt = transaction.begin().await?;
            match replace(&mut attempt, &before.plan, &cut, &merged, &hold).await? {
                Some(refused) if hold.insert(refused) => attempt.rollback().await?,
                Some(_) => return Err(StoreFault::Content("an entry that cannot be kept".into()).into()),
                None => {
                    attempt.commit().await?;
                    return woven(transaction, before, &strands, &cut, merged, synced).await;
                }
            }
        }
    }

    /// What was altered in the merge is signed anew when it was written here; somebody else's word stays a claim.
    fn sign_and_link(&self, merged: &mut Merged, second: &[Entry], after: &Head) {
        let pen = self.pen();
        let key = pen.as_ref().map(|pen| pen.key());
        for entry in merged.entries.iter_mut().filter(|entry| entry.signed.is_none()) {
            let was = second.iter().find(|known| known.id == entry.id);
            let by = was
                .and_then(|known| known.signed.as_ref())
                .map(|signed| &signed.key);
            if by.is_some() && by == key.as_ref() {
                entry.signed = pen.as_ref().map(|pen| pen.sign(entry));
            }
        }
        link(&mut merged.entries, after.seq, &after.hash);
    }
}

/// Two runs of entries after one base, and what stands in the journal after it now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strands<'a> {
    pub(super) base: &'a Head,
    pub(super) existing: &'a [Entry],
    pub(super) first: &'a [Entry],
    pub(super) second: &'a [Entry],
}

/// What of the journal stays, goes and comes before the replayed entries.
#[derive(Debug)]
struct Cut<'a> {
    kept: Head,
    taken_out: &'a [Entry],
    put_in: &'a [Entry],
}

async fn woven(
    transaction: &mut SqliteConnection,
    before: &Snapshot,
    strands: &Strands<'_>,
    cut: &Cut<'_>,
    merged: Merged,
    synced: &mut Synced,
) -> Result<Woven, SharingError> {
    let known: BTreeSet<EntryId> = strands.existing.iter().map(|entry| entry.id).collect();
    let new = cut.put_in.iter().chain(&merged.entries);
    synced
        .pulled
        .extend(new.map(|entry| entry.id).filter(|id| !known.contains(id)));
    synced.touched.extend(touched(cut.put_in));
    synced.touched.extend(touched(cut.taken_out));
    synced.touched.extend(touched(&merged.entries));
    synced.conflicts.extend(&merged.conflicts);
    synced.renumbered.extend(merged.renumbered);
    let trail = if cut.taken_out.is_empty() {
        let mut trail = (*before.trail).clone();
        for entry in cut.put_in.iter().chain(&merged.entries) {
            trail.follow(&entry.into());
        }
        trail
    } else {
        trail(transaction).await?
    };
    let head = journal::head(transaction).await?;
    Ok(Woven {
        snapshot: Snapshot {
            plan: Arc::new(merged.plan),
            trail: Arc::new(trail),
            hash: head.hash,
        },
        shift: (!cut.taken_out.is_empty()).then(|| Shift {
            base: cut.kept.seq,
            end: cut.kept.seq + i64::try_from(cut.taken_out.len()).unwrap_or_default(),
            theirs: head_of(cut.put_in, &cut.kept).seq,
        }),
    })
}

/// What a merge left behind.
pub(super) struct Woven {
    pub(super) snapshot: Snapshot,
    pub(super) shift: Option<Shift>,
}

pub(super) fn head_of(entries: &[Entry], otherwise: &Head) -> Head {
    entries.last().map_or_else(
        || otherwise.clone(),
        |last| Head {
            seq: last.seq,
            hash: last.hash.clone(),
        },
    )
}

/// The plan before the entries.
pub(super) fn taken_back(plan: &Plan, entries: &[Entry], seq: i64) -> Result<Plan, StoreFault> {
    let mut plan = plan.clone();
    plan.take_back(entries).map_err(StoreFault::Content)?;
    plan.seq = seq;
    Ok(plan)
}

/// Writes journal and rows anew after what is kept. Answers the replayed entry that breaks a rule of the plan file.
async fn replace(
    connection: &mut SqliteConnection,
    now: &Plan,
    cut: &Cut<'_>,
    merged: &Merged,
    hold: &BTreeSet<EntryId>,
) -> Result<Option<EntryId>, SharingError> {
    let mut plan = taken_back(now, cut.taken_out, cut.kept.seq)?;
    if !cut.taken_out.is_empty() {
        journal::cut(connection, &cut.kept).await?;
    }
    for entry in cut.put_in {
        for change in &entry.changes {
            plan.apply(change).map_err(|what| HubFault::Damaged { what })?;
        }
        append(connection, entry).await?;
    }
    rows::save(connection, &changed(&net(now, &plan, cut)), &plan)
        .await
        .map_err(|error| HubFault::Damaged {
            what: explain::explain(error, now, &plan).to_string(),
        })?;
    for entry in &merged.entries {
        for change in &entry.changes {
            plan.apply(change)
                .map_err(|why| StoreFault::Content(format!("“{}”: {why}", entry.sentence)))?;
        }
        match rows::save(connection, &changed(&entry.changes), &plan).await {
            Ok(()) => {}
            Err(error) if primary_code(&error) == Some(19) => return Ok(Some(entry.id)),
            Err(error) => return Err(error.into()),
        }
        append(connection, entry).await?;
    }
    if merged.entries.is_empty() || !any_dangles(connection).await? {
        return Ok(None);
    }
    // The merge ties every record it touches; should one be loose all the same, the last entry gives way first.
    let last = merged
        .entries
        .iter()
        .rev()
        .find(|entry| !hold.contains(&entry.id));
    Ok(last.or(merged.entries.last()).map(|entry| entry.id))
}

fn changed(changes: &[RowChange]) -> Vec<rows::Changed> {
    changes.iter().map(rows::Changed::from).collect()
}

async fn append(connection: &mut SqliteConnection, entry: &Entry) -> Result<(), sqlx::Error> {
    let rows = changed(&entry.changes);
    journal::append(connection, entry, &rows, canonical_changes(&entry.changes)).await
}

/// Foreign keys wait for the commit; this looks before.
async fn any_dangles(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let loose = sqlx::query("PRAGMA foreign_key_check")
        .fetch_optional(connection)
        .await?;
    Ok(loose.is_some())
}

/// The rows that differ between two plans, among those that the cut touches.
fn net(from: &Plan, to: &Plan, cut: &Cut<'_>) -> Vec<RowChange> {
    let touched: BTreeSet<_> = cut
        .taken_out
        .iter()
        .chain(cut.put_in)
        .flat_map(|entry| entry.changes.iter().map(|change| (change.table, change.id)))
        .collect();
    touched
        .into_iter()
        .filter_map(|(table, id)| RowChange::between(table, id, from.row(table, id), to.row(table, id)))
        .collect()
}

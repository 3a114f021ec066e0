//! The seal on a plan: the key of this computer, and the checkpoints that are kept outside the plan file.

pub mod kept;
pub mod key;
mod verified;

pub use key::Keychain;
pub use verified::{Signing, Standing, Verified, verify};

use crate::desk::Session;
use crate::{Desk, Edge};
use kept::Kept;
use planning::Instant;
use store::Store;
use store::hub::Checkpoint;

/// Minutes after which a write is worth a new checkpoint.
const EVERY: i64 = 3;

/// Signs where the plan stands and keeps that outside the file. What cannot be kept now is kept after the next
/// write: a full disk must not stop anybody's work.
///
/// What waited for a hub may meanwhile stand behind what others shared first. Checkpoints of such positions would
/// speak of a journal that was never falsified, so they are dropped.
pub async fn keep(edge: &dyn Edge, store: &Store) -> Option<Checkpoint> {
    let (home, path) = (edge.home(), store.path()?);
    if let Some(base) = store.take_moved() {
        let _ = kept::forget_after(&home, store.id(), path, base);
    }
    let checkpoint = store.checkpoint(&edge.author(), edge.now()).await.ok()??;
    let _ = kept::keep(&home, path, &checkpoint);
    Some(checkpoint)
}

/// The same for the open plan.
pub(crate) async fn keep_of(desk: &Desk, session: &Session) {
    keep(desk.edge(), session.present()).await;
    session.sealed(desk.edge().now());
}

/// The same when some minutes have gone by since the last time.
pub(crate) async fn keep_if_due(desk: &Desk, session: &Session) {
    let now = desk.edge().now();
    if session.last_sealed().is_none_or(|last| is_due(last, now)) {
        keep_of(desk, session).await;
    }
}

fn is_due(last: Instant, now: Instant) -> bool {
    now - last >= chrono::TimeDelta::minutes(EVERY) || now < last
}

/// Keeps what other members signed at a hub.
pub fn keep_of_others(edge: &dyn Edge, checkpoints: &[Checkpoint]) {
    for checkpoint in checkpoints.iter().filter(|each| each.is_signed()) {
        let _ = kept::keep_seen(&edge.home(), checkpoint);
    }
}

/// The checkpoints this computer keeps of the open plan.
#[must_use]
pub fn known(edge: &dyn Edge, store: &Store) -> Kept {
    store
        .path()
        .map_or_else(Kept::default, |path| kept::read(&edge.home(), store.id(), path))
}

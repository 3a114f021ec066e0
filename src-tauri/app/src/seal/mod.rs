//! The seal on a plan: the key of this computer, and the checkpoints that are kept outside the plan file.

pub mod key;
pub mod kept;
mod verified;

pub use verified::{Signing, Standing, Verified, verify};

use crate::Desk;
use crate::desk::Session;
use kept::Kept;
use planning::Instant;
use store::hub::Checkpoint;

/// Minutes after which a write is worth a new checkpoint.
const EVERY: i64 = 3;

/// Signs where the plan stands and keeps that outside the file. What cannot be kept now is kept after the next
/// write: a full disk must not stop anybody's work.
pub async fn keep(desk: &Desk, session: &Session) {
    let (now, author) = (desk.edge().now(), desk.edge().author());
    if let Ok(Some(checkpoint)) = session.store.checkpoint(&author, now).await {
        let _ = kept::keep(&desk.edge().home(), &session.path, &checkpoint);
    }
    session.sealed(now);
}

/// The same when some minutes have gone by since the last time.
pub(crate) async fn keep_if_due(desk: &Desk, session: &Session) {
    let now = desk.edge().now();
    if session
        .last_sealed()
        .is_none_or(|last| is_due(last, now))
    {
        keep(desk, session).await;
    }
}

fn is_due(last: Instant, now: Instant) -> bool {
    now - last >= chrono::TimeDelta::minutes(EVERY) || now < last
}

/// Keeps what other members signed at a hub.
pub fn keep_of_others(desk: &Desk, checkpoints: &[Checkpoint]) {
    for checkpoint in checkpoints.iter().filter(|each| each.is_signed()) {
        let _ = kept::keep_seen(&desk.edge().home(), checkpoint);
    }
}

/// Drops this computer's checkpoints of the file after a position: what waited was put behind what others shared
/// first, so its positions moved with everybody's knowledge.
pub fn forget_after(desk: &Desk, session: &Session, seq: i64) {
    let _ = kept::forget_after(&desk.edge().home(), session.store.id(), &session.path, seq);
}

/// The checkpoints this computer keeps of the open plan.
#[must_use]
pub fn known(desk: &Desk, session: &Session) -> Kept {
    kept::read(&desk.edge().home(), session.store.id(), &session.path)
}

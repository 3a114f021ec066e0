//! Where a release may go, and taking a way out.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{Day, Move, Plan, ReleaseId, Window, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where may a release go?
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SlotQuestion {
    /// The release.
    pub release: ReleaseId,
    /// First day.
    pub from: Day,
    /// First day after.
    pub until: Day,
}

/// Take a way out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeWayOut {
    /// What it says, for the log.
    pub sentence: String,
    /// Its moves.
    pub moves: Vec<Move>,
}

/// Where a release may go: inside a window, outside every freeze.
///
/// # Errors
/// Malformed when the span is empty.
pub async fn legal_slots(desk: &Desk, question: SlotQuestion) -> Result<Vec<Window>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let zone = plan.settings().zone;
    let span = Window::new(question.from.starts_in(zone), question.until.starts_in(zone))
        .map_err(WireFailure::malformed)?;
    let slots = planning::calendar::legal_slots(&plan, question.release, span);
    Ok(slots.into_iter().map(|slot| slot.deploy).collect())
}

/// Makes the moves of a way out as one operation.
///
/// # Errors
/// Refused when a record of the moves is not in the plan any more.
pub async fn take_way_out(desk: &Desk, question: TakeWayOut) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    put_moves(&mut tx, &question.moves, &question.sentence)?;
    let receipt = tx
        .commit(desk.entry("take_way_out", question.sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Puts every record that the moves change. A change that is deferred by them keeps `why` as its reason and counts it.
pub(crate) fn put_moves(tx: &mut store::Tx, moves: &[Move], why: &str) -> Result<(), WireFailure> {
    let after = tx.plan().with_moves(moves);
    for step in moves {
        match step {
            Move::PlaceChange { change, release } => {
                if release.is_some_and(|id| !after.releases.contains(&id)) {
                    return Err(WireFailure::unknown("release"));
                }
                let before = tx.plan().changes.get(change).and_then(|change| change.release);
                let mut record = after
                    .changes
                    .get(change)
                    .cloned()
                    .ok_or_else(|| WireFailure::unknown("change"))?;
                match release {
                    Some(_) => record.deferral_reason = String::new(),
                    None if before.is_some() => {
                        record.deferrals += 1;
                        why.clone_into(&mut record.deferral_reason);
                    }
                    None => {}
                }
                tx.put(record).map_err(failure::from_store)?;
            }
            Move::MoveRelease { release, .. } => {
                let record = after
                    .releases
                    .get(release)
                    .cloned()
                    .ok_or_else(|| WireFailure::unknown("release"))?;
                tx.put(record).map_err(failure::from_store)?;
            }
            Move::MoveFreeze { freeze, .. } => {
                let record = after
                    .freezes
                    .get(freeze)
                    .cloned()
                    .ok_or_else(|| WireFailure::unknown("freeze"))?;
                tx.put(record).map_err(failure::from_store)?;
            }
        }
    }
    Ok(())
}

/// A move in words.
#[must_use]
pub fn words(plan: &Plan, step: &Move) -> String {
    let zone = plan.settings().zone;
    let release = |id: &ReleaseId| {
        plan.releases
            .get(id)
            .map(|release| release.reference.to_string())
            .unwrap_or_default()
    };
    match step {
        Move::PlaceChange {
            change,
            release: target,
        } => {
            let change = plan
                .changes
                .get(change)
                .map(|change| change.reference.to_string())
                .unwrap_or_default();
            match target {
                Some(id) => format!("{change} to {}", release(id)),
                None => format!("{change} waits"),
            }
        }
        Move::MoveRelease {
            release: id, deploy, ..
        } => {
            format!("{} to {}", release(id), wording::moment(deploy.start(), zone))
        }
        Move::MoveFreeze { freeze, window } => {
            let freeze = plan
                .freezes
                .get(freeze)
                .map(|freeze| freeze.name.clone())
                .unwrap_or_default();
            format!("{freeze} to {}", wording::days(*window, zone))
        }
    }
}

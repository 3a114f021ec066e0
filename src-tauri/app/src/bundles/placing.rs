//! Placing a change: what it would do to the meters and collisions, the move itself, and pins.

use super::board::number;
use super::ways_forward::Assumed;
use crate::calendar::{Reason, Tone};
use crate::contract::{Nothing, Written};
use crate::frame::facts;
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::collision::Index;
use planning::plan::TableName;
use planning::{ChangeId, Move, Plan, ReleaseId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a card is held while it is dragged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewPlace {
    /// The change.
    pub change: ChangeId,
    /// The release; `None` is the waiting lane.
    pub release: Option<ReleaseId>,
    /// Number of the question; the answer carries it back.
    #[serde(default)]
    pub sequence: u32,
}

/// Several moves at once: a proposal, or what would bring a change forward.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewMoves {
    /// The moves.
    pub moves: Vec<Move>,
    /// Facts that are taken to be true already.
    #[serde(default)]
    pub assuming: Vec<Assumed>,
    /// Number of the question; the answer carries it back.
    #[serde(default)]
    pub sequence: u32,
}

/// What a release would carry.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MeterDelta {
    /// The release.
    pub release: ReleaseId,
    /// Effort points after it.
    pub points: u32,
    /// Risk points after it.
    pub risk: u32,
    /// Minutes after it, back-out reserve included.
    pub minutes: u32,
}

/// What placing a change would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlacePreview {
    /// The question's number.
    pub sequence: u32,
    /// Releases whose load changes.
    pub loads: Vec<MeterDelta>,
    /// Collisions it clears.
    pub clears: u32,
    /// Collisions it adds.
    pub adds: u32,
    /// Every reason for and against.
    pub reasons: Vec<Reason>,
}

/// Place a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlaceChange {
    /// The change.
    pub change: ChangeId,
    /// The release; `None` defers it.
    pub release: Option<ReleaseId>,
    /// Why it is deferred; needed to defer.
    #[serde(default)]
    pub reason: String,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Pin or unpin a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PinChange {
    /// The change.
    pub change: ChangeId,
    /// True to pin it.
    pub pinned: bool,
}

/// What placing a change would do.
///
/// # Errors
/// Refused when change or release is not in the plan.
pub async fn preview_place(desk: &Desk, question: PreviewPlace) -> Result<PlacePreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let change = plan
        .changes
        .get(&question.change)
        .ok_or_else(|| WireFailure::unknown("change"))?;
    known_release(&plan, question.release)?;
    let step = Move::PlaceChange {
        change: change.id,
        release: question.release,
    };
    Ok(previewed(&plan, &facts.index, &[step], question.sequence))
}

/// What several moves at once would do.
///
/// # Errors
/// Refused when no plan is open. Moves of unknown records are left out.
pub async fn preview_moves(desk: &Desk, question: PreviewMoves) -> Result<PlacePreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    if question.assuming.is_empty() {
        return Ok(previewed(&plan, &facts.index, &question.moves, question.sequence));
    }
    let today = desk.edge().now().day_in(plan.settings().zone);
    let mut then = Plan::clone(&plan);
    for assumed in &question.assuming {
        let change = then
            .changes
            .get(&assumed.change)
            .ok_or_else(|| WireFailure::unknown("change"))?;
        let change = assumed.fact.applied(change, today);
        then.put(change);
    }
    Ok(previewed(
        &then,
        &Index::of(&then),
        &question.moves,
        question.sequence,
    ))
}

fn previewed(plan: &Plan, index: &Index, moves: &[Move], sequence: u32) -> PlacePreview {
    let preview = planning::collision::preview(plan, index, moves);
    let loads = preview
        .loads
        .iter()
        .map(|delta| MeterDelta {
            release: delta.release,
            points: delta.after.points,
            risk: delta.after.risk,
            minutes: delta.after.minutes + delta.after.back_out_minutes,
        })
        .collect();
    let said = |tone: Tone, sentence: String| Reason { tone, sentence };
    let mut reasons: Vec<Reason> = preview
        .clears
        .iter()
        .map(|gone| said(Tone::For, format!("Clears: {}", gone.sentence)))
        .collect();
    reasons.extend(
        preview
            .adds
            .iter()
            .map(|new| said(crate::calendar::tone_of(new), new.sentence.clone())),
    );
    PlacePreview {
        sequence,
        loads,
        clears: number(preview.clears.len()),
        adds: number(preview.adds.len()),
        reasons,
    }
}

/// Places a change in a release, or defers it with a reason.
///
/// # Errors
/// Refused when a deferral has no reason, or when records are unknown;
/// stale when somebody was faster.
pub async fn place_change(desk: &Desk, question: PlaceChange) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Change, question.change.0, question.seen).await?;
    let target = known_release(tx.plan(), question.release)?;
    let mut change = tx
        .plan()
        .changes
        .get(&question.change)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("change"))?;
    let sentence = match target {
        Some(reference) => {
            change.deferral_reason = String::new();
            format!("Put {} into {reference}", change.reference)
        }
        None => {
            let reason = question.reason.trim();
            if reason.is_empty() {
                return Err(WireFailure::refused(
                    "no-reason",
                    "A deferral needs a reason: its requester will ask.",
                ));
            }
            if change.release.is_some() {
                change.deferrals += 1;
            }
            reason.clone_into(&mut change.deferral_reason);
            format!("Deferred {}: {reason}", change.reference)
        }
    };
    change.release = question.release;
    tx.put(change).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("place_change", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Pins or unpins a change.
///
/// # Errors
/// Refused when the change is unknown.
pub async fn pin_change(desk: &Desk, question: PinChange) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut change = tx
        .plan()
        .changes
        .get(&question.change)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("change"))?;
    change.pinned = question.pinned;
    let place = known_release(tx.plan(), change.release)?.unwrap_or_else(|| "the waiting lane".into());
    let sentence = if question.pinned {
        format!("Pinned {} to {place}", change.reference)
    } else {
        format!("Unpinned {}", change.reference)
    };
    tx.put(change).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("pin_change", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn known_release(plan: &Plan, release: Option<ReleaseId>) -> Result<Option<String>, WireFailure> {
    match release {
        Some(id) => {
            let release = plan
                .releases
                .get(&id)
                .ok_or_else(|| WireFailure::unknown("release"))?;
            Ok(Some(release.reference.to_string()))
        }
        None => Ok(None),
    }
}

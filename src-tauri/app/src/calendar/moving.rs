//! Moving a release: what it would clear and cost, and the move itself.

use super::release_card::WayOutView;
use crate::contract::Written;
use crate::frame::facts;
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{Instant, Move, Plan, Release, ReleaseId, Window, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a release is held while it is dragged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewMove {
    /// The release.
    pub release: ReleaseId,
    /// Where its deployment would start.
    pub deploy_start: Instant,
    /// True to leave scope lock and test start where they are.
    #[serde(default)]
    pub keep_lock: bool,
    /// Number of the question; the answer carries it back, so that late answers can be dropped.
    #[serde(default)]
    pub sequence: u32,
}

/// How a reason weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Speaks for it.
    For,
    /// Worth weighing.
    Weigh,
    /// Speaks against it.
    Against,
}

/// One reason for or against a place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Reason {
    /// How it weighs.
    pub tone: Tone,
    /// In words.
    pub sentence: String,
}

/// What a move would clear and cost.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MovePreview {
    /// The question's number.
    pub sequence: u32,
    /// Where the deployment would be, after snapping to a window.
    pub deploy: Window,
    /// Said when the place was snapped.
    pub snapped: Option<String>,
    /// Days moved; negative is earlier.
    #[ts(type = "number")]
    pub days: i64,
    /// Collisions it clears.
    pub clears: u32,
    /// Collisions it adds.
    pub adds: u32,
    /// Every reason for and against.
    pub reasons: Vec<Reason>,
    /// Ids of collisions that would remain or come, for the collision lane.
    pub collisions_after: Vec<super::CollisionMark>,
    /// Other ways out.
    pub ways_out: Vec<WayOutView>,
}

/// Move a release.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MoveRelease {
    /// The release.
    pub release: ReleaseId,
    /// Where its deployment starts.
    pub deploy_start: Instant,
    /// True to leave scope lock and test start where they are.
    #[serde(default)]
    pub keep_lock: bool,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Where the release is now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Moved {
    /// Its deployment.
    pub deploy: Window,
}

/// What a move would clear and cost.
///
/// # Errors
/// Refused when the release is not in the plan or can no longer move.
pub async fn preview_move(desk: &Desk, question: PreviewMove) -> Result<MovePreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let release = movable(&plan, question.release)?;
    let (deploy, snapped) = target(&plan, release, question.deploy_start);
    let step = Move::MoveRelease {
        release: release.id,
        deploy,
        keep_lock: question.keep_lock,
    };
    let preview = planning::collision::preview(&plan, &facts.index, std::slice::from_ref(&step));
    let zone = plan.settings().zone;
    let mut reasons = Vec::new();
    reasons.extend(preview.clears.iter().map(|gone| Reason {
        tone: Tone::For,
        sentence: format!("Clears: {}", gone.sentence),
    }));
    reasons.extend(preview.adds.iter().map(|new| Reason {
        tone: tone_of(new),
        sentence: new.sentence.clone(),
    }));
    reasons.extend(preview.remain.iter().map(|old| Reason {
        tone: tone_of(old),
        sentence: format!("Stays: {}", old.sentence),
    }));
    reasons.extend(preview.notes.iter().map(|note| Reason {
        tone: Tone::For,
        sentence: note.clone(),
    }));
    let days = (deploy.start().day_in(zone).0 - release.deploy.start().day_in(zone).0).num_days();
    let after = preview.adds.iter().chain(&preview.remain);
    let ways_out = facts
        .about(planning::Subject::Release(release.id))
        .flat_map(|collision| &collision.ways_out)
        .map(WayOutView::from)
        .collect();
    Ok(MovePreview {
        sequence: question.sequence,
        deploy,
        snapped,
        days,
        clears: u32::try_from(preview.clears.len()).unwrap_or(u32::MAX),
        adds: u32::try_from(preview.adds.len()).unwrap_or(u32::MAX),
        reasons,
        collisions_after: after
            .map(|collision| super::lanes::mark(&plan, collision))
            .collect(),
        ways_out,
    })
}

pub(crate) fn tone_of(collision: &planning::collision::Collision) -> Tone {
    if collision.severity == planning::Severity::Error {
        Tone::Against
    } else {
        Tone::Weigh
    }
}

/// Moves a release, snapped to the nearest window.
///
/// # Errors
/// Refused when the release can no longer move; stale when somebody was faster.
pub async fn move_release(desk: &Desk, question: MoveRelease) -> Result<Written<Moved>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Release, question.release.0, question.seen).await?;
    let zone = tx.plan().settings().zone;
    let release = movable(tx.plan(), question.release)?.clone();
    let (deploy, _) = target(tx.plan(), &release, question.deploy_start);
    let step = Move::MoveRelease {
        release: release.id,
        deploy,
        keep_lock: question.keep_lock,
    };
    let moved = tx.plan().with_moves(&[step]).releases.get(&release.id).cloned();
    let moved = moved.ok_or_else(|| WireFailure::unknown("release"))?;
    tx.put(moved).map_err(failure::from_store)?;
    let sentence = format!(
        "Moved {} to {}",
        release.reference,
        wording::moment(deploy.start(), zone)
    );
    let receipt = tx
        .commit(desk.entry("move_release", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Moved { deploy }))
}

fn movable(plan: &Plan, id: ReleaseId) -> Result<&Release, WireFailure> {
    let release = plan
        .releases
        .get(&id)
        .ok_or_else(|| WireFailure::unknown("release"))?;
    if release.is_open() {
        Ok(release)
    } else {
        Err(WireFailure::refused(
            "not-movable",
            format!(
                "{} is {} and stays where it is.",
                release.reference, release.state
            ),
        ))
    }
}

/// The place of a deployment that starts near the given moment: the nearest window when there is one.
fn target(plan: &Plan, release: &Release, start: Instant) -> (Window, Option<String>) {
    let wanted = release.deploy.shifted(start - release.deploy.start());
    match planning::calendar::place(plan, release.id, wanted) {
        Some(place) if place.slot.deploy != wanted => (place.slot.deploy, Some(place.note)),
        _ => (wanted, None),
    }
}

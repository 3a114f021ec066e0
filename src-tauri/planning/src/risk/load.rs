//! What a release carries against its limits.

use super::{RiskIndex, risk};
use crate::{Change, ChangeState, Plan, Release, ReleaseId};
use serde::Serialize;
use ts_rs::TS;

/// What a release carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Load {
    /// Changes that ride it.
    pub changes: u32,
    /// Sum of their effort points.
    pub points: u32,
    /// Effort points it may hold: its own limit or its train's.
    pub capacity: Option<u32>,
    /// Sum of their risk points.
    pub risk: u32,
    /// Risk points it may hold: its own limit or its train's.
    pub budget: Option<u32>,
    /// Sum of the minutes they add to the deployment.
    pub minutes: u32,
    /// Minutes kept free at the end: the longest back-out of one change; where nobody has measured it, its deployment
    /// minutes are taken.
    pub back_out_minutes: u32,
    /// Length of its deployment window.
    pub window_minutes: u32,
    /// Tests shown.
    pub evidence_seen: u32,
    /// Tests asked for.
    pub evidence_needed: u32,
}

impl Load {
    /// The load of the release with these changes and their risk points.
    pub(crate) fn of<'a>(
        plan: &Plan,
        release: &Release,
        changes: impl Iterator<Item = (&'a Change, u32)>,
    ) -> Self {
        let train = release.train.and_then(|train| plan.trains.get(&train));
        let mut load = Self {
            capacity: release
                .capacity_points
                .or(train.and_then(|train| train.capacity_points)),
            budget: release.risk_budget.or(train.and_then(|train| train.risk_budget)),
            window_minutes: u32::try_from(release.deploy.minutes()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        for (change, risk) in changes.filter(|(change, _)| change.state != ChangeState::Cancelled) {
            load.changes += 1;
            load.points = load.points.saturating_add(change.effort_points);
            load.risk = load.risk.saturating_add(risk);
            load.minutes = load.minutes.saturating_add(change.deploy_minutes);
            load.back_out_minutes = load
                .back_out_minutes
                .max(change.back_out_minutes.unwrap_or(change.deploy_minutes));
            load.evidence_seen += change.risk.evidence_seen.min(change.risk.evidence_needed);
            load.evidence_needed = load.evidence_needed.saturating_add(change.risk.evidence_needed);
        }
        load
    }
}

/// What the release carries; `None` when it is unknown.
#[must_use]
pub fn release_load(plan: &Plan, index: &RiskIndex, release: ReleaseId) -> Option<Load> {
    let release = plan.releases.get(&release)?;
    let riding = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id));
    let scored = riding.map(|change| {
        (
            change,
            risk(plan, index, change.id).map_or(0, |score| score.points),
        )
    });
    Some(Load::of(plan, release, scored))
}

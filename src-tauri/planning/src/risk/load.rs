//! What a release carries against its limits.

use super::{RiskIndex, risk};
use crate::schedule::{Needed, needed};
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
    /// Sum of their risk points, and what they add to each other.
    pub risk: u32,
    /// Of that, what they add to each other where they meet.
    pub interaction: u32,
    /// Risk points it may hold: its own limit or its train's.
    pub budget: Option<u32>,
    /// Minutes from the first start to the last check, with the crews there are: what the night's schedule says.
    pub minutes: u32,
    /// Minutes to back everything out, in reverse order: what the night's schedule says.
    pub back_out_minutes: u32,
    /// Length of its deployment window.
    pub window_minutes: u32,
    /// Tests shown.
    pub evidence_seen: u32,
    /// Tests asked for.
    pub evidence_needed: u32,
}

impl Load {
    /// The load of the release with these changes, their risk points, and what deploying them needs.
    pub(crate) fn of<'a>(
        plan: &Plan,
        release: &Release,
        needed: &Needed,
        index: &RiskIndex,
        changes: impl Iterator<Item = (&'a Change, u32)>,
    ) -> Self {
        let train = release.train.and_then(|train| plan.trains.get(&train));
        let mut load = Self {
            capacity: release
                .capacity_points
                .or(train.and_then(|train| train.capacity_points)),
            budget: release.risk_budget.or(train.and_then(|train| train.risk_budget)),
            minutes: needed.forward,
            back_out_minutes: needed.back_out,
            window_minutes: u32::try_from(release.deploy.minutes()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        let riding: Vec<(&Change, u32)> = changes
            .filter(|(change, _)| change.state != ChangeState::Cancelled)
            .collect();
        load.interaction = index.interaction(riding.iter().map(|(change, _)| *change));
        load.risk = load.interaction;
        for (change, risk) in riding {
            load.changes += 1;
            load.points = load.points.saturating_add(change.effort_points);
            load.risk = load.risk.saturating_add(risk);
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
    let needed = needed(plan, index.graph(), riding.clone(), release.environment);
    let scored = riding.map(|change| {
        (
            change,
            risk(plan, index, change.id).map_or(0, |score| score.points),
        )
    });
    Some(Load::of(plan, release, &needed, index, scored))
}

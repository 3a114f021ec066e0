//! What a release carries against its limits.

use super::{RiskIndex, risk};
use crate::schedule::{Needed, needed};
use crate::{BookingState, Change, ChangeState, EnvironmentClass, Plan, Release, ReleaseId, ServiceId};
use serde::Serialize;
use std::collections::BTreeMap;
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
    /// Tests that are still to be shown.
    pub tests_missing: u32,
    /// Tests that can be shown in the days for which test environments are booked for it; `None` where none of them
    /// says how many it takes a day, or one of them takes any number.
    pub tests_possible: Option<u32>,
    /// What it brings to services of tier 0, the most first; empty where its train sets no limit.
    pub critical: Vec<CriticalLoad>,
    /// Risk points that it may bring to one service of tier 0.
    pub critical_budget: Option<u32>,
}

/// What a release brings to one service of tier 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CriticalLoad {
    /// The service.
    pub service: ServiceId,
    /// Risk points of the changes that touch it.
    pub risk: u32,
}

/// Tests that can be shown in the days for which test environments are booked for the release.
#[must_use]
pub fn tests_possible(plan: &Plan, release: ReleaseId) -> Option<u32> {
    let booked = plan
        .bookings
        .iter()
        .filter(|booking| booking.release == Some(release) && booking.state == BookingState::Booked);
    let mut sum = None;
    for booking in booked {
        let environment = plan.environments.get(&booking.environment)?;
        if environment.class == EnvironmentClass::Production {
            continue;
        }
        let days = u32::try_from(booking.window.minutes().max(0) / (24 * 60) + 1).unwrap_or(u32::MAX);
        let most = environment.tests_per_day?.saturating_mul(days);
        sum = Some(most.saturating_add(sum.unwrap_or(0)));
    }
    sum
}

/// The services of tier 0 that the change touches.
pub fn critical_services<'a>(plan: &'a Plan, change: &'a Change) -> impl Iterator<Item = ServiceId> + 'a {
    let critical = |id: &&ServiceId| {
        let service = plan.services.get(id);
        service.is_some_and(|service| service.tier.number() == 0)
    };
    change.services.iter().filter(critical).copied()
}

impl Load {
    /// Services of tier 0 to which it brings more than they take, with what they take.
    pub fn over_critical(&self) -> impl Iterator<Item = (CriticalLoad, u32)> {
        self.critical_budget.into_iter().flat_map(|budget| {
            self.critical
                .iter()
                .filter(move |one| one.risk > budget)
                .map(move |one| (*one, budget))
        })
    }
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
        load.tests_possible = tests_possible(plan, release.id);
        load.critical_budget = train.and_then(|train| train.critical_risk_budget);
        let mut critical: BTreeMap<ServiceId, u32> = BTreeMap::new();
        for (change, risk) in riding {
            if load.critical_budget.is_some() {
                for service in critical_services(plan, change) {
                    let sum = critical.entry(service).or_default();
                    *sum = sum.saturating_add(risk);
                }
            }
            load.tests_missing = load.tests_missing.saturating_add(change.risk.tests_missing());
            load.changes += 1;
            load.points = load.points.saturating_add(change.effort_points);
            load.risk = load.risk.saturating_add(risk);
            load.evidence_seen += change.risk.evidence_seen.min(change.risk.evidence_needed);
            load.evidence_needed = load.evidence_needed.saturating_add(change.risk.evidence_needed);
        }
        load.critical = (critical.into_iter())
            .map(|(service, risk)| CriticalLoad { service, risk })
            .collect();
        load.critical.sort_by_key(|one| std::cmp::Reverse(one.risk));
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

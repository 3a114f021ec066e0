//! Legal slots of a release: inside an open window it may use, and outside every freeze of its changes.

use super::closing::{covers_environment, is_excepted, opens_environment};
use super::{Opening, openings, stopped};
use crate::{
    Change, DeploymentWindow, DeploymentWindowId, Freeze, Plan, Release, ReleaseId, ServiceId, Window,
    wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use ts_rs::TS;

/// Days on either side in which [`snap`] looks.
const SNAP_DAYS: i64 = 45;

/// A place in time where the release may be deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Slot {
    /// The window it opens in.
    pub window: DeploymentWindowId,
    /// The deployment.
    pub deploy: Window,
}

/// The nearest legal slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Snap {
    /// The slot.
    pub slot: Slot,
    /// What to say, e.g. `Moved to the nearest open slot, Wed 18 Nov 22:00 in EMEA nights.`
    pub note: String,
}

/// What decides where a release may go.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// The release.
    pub release: &'a Release,
    /// Its changes.
    pub changes: Vec<&'a Change>,
    /// Their services, sorted.
    pub services: Vec<ServiceId>,
}

impl<'a> Shape<'a> {
    /// The shape of the release with the changes that ride it now.
    #[must_use]
    pub fn of(plan: &'a Plan, release: &'a Release) -> Self {
        let changes = plan
            .changes
            .iter()
            .filter(|change| change.release == Some(release.id));
        Self::with(release, changes.collect())
    }
    /// The shape of the release with these changes.
    #[must_use]
    pub fn with(release: &'a Release, changes: Vec<&'a Change>) -> Self {
        let mut services: Vec<ServiceId> = changes
            .iter()
            .flat_map(|change| &change.services)
            .copied()
            .collect();
        services.sort_unstable();
        services.dedup();
        Self {
            release,
            changes,
            services,
        }
    }
    /// True when the release may use the window.
    #[must_use]
    pub fn may_use(&self, plan: &Plan, window: &DeploymentWindow) -> bool {
        opens_environment(plan, window.environment, self.release.environment)
            && (window.trains.is_empty()
                || self
                    .release
                    .train
                    .is_some_and(|train| window.trains.contains(&train)))
            && (window.services.is_empty()
                || self
                    .services
                    .iter()
                    .all(|service| window.services.contains(service)))
    }
    /// The openings it may use, overlapping or touching ones joined; the first window lends its name.
    #[must_use]
    pub fn usable(&self, plan: &Plan, all: &[Opening]) -> Vec<Opening> {
        let mut may: Vec<DeploymentWindowId> = Vec::new();
        for window in &plan.windows {
            if self.may_use(plan, window) {
                may.push(window.id);
            }
        }
        let mut joined: Vec<Opening> = Vec::new();
        for opening in all
            .iter()
            .filter(|opening| may.binary_search(&opening.window).is_ok())
        {
            match joined.last_mut() {
                Some(last) if opening.at.start() <= last.at.end() => {
                    if let Ok(longer) = Window::new(last.at.start(), last.at.end().max(opening.at.end())) {
                        last.at = longer;
                    }
                }
                _ => joined.push(*opening),
            }
        }
        joined
    }
    /// True when the freeze stops the release at `deploy`: deployment and watch, scope, level and exceptions.
    #[must_use]
    pub fn is_stopped(&self, plan: &Plan, freeze: &Freeze, deploy: Window) -> bool {
        let watch = TimeDelta::hours(i64::from(self.release.watch_hours));
        let exposed = Window::new(deploy.start(), deploy.end() + watch).unwrap_or(deploy);
        if !freeze.is_live() || !freeze.window.overlaps(exposed) {
            return false;
        }
        if self.changes.is_empty() {
            return freeze.scope.is_everything()
                && covers_environment(plan, &freeze.scope, self.release.environment)
                && !is_excepted(plan, freeze, self.release, deploy, None);
        }
        !stopped(plan, freeze, self.release, deploy, self.changes.iter().copied()).is_empty()
    }
    /// Legal slots among the openings, in order. A release keeps its length; where it does not fit, there is none.
    #[must_use]
    pub fn slots(&self, plan: &Plan, all: &[Opening]) -> Vec<Slot> {
        let minutes = u32::try_from(self.release.deploy.minutes()).unwrap_or(u32::MAX);
        let slots = self.usable(plan, all).into_iter().filter_map(|opening| {
            let deploy = Window::lasting(opening.at.start(), minutes);
            let closed = || {
                plan.freezes
                    .iter()
                    .any(|freeze| self.is_stopped(plan, freeze, deploy))
            };
            (opening.at.covers(deploy) && !closed()).then_some(Slot {
                window: opening.window,
                deploy,
            })
        });
        slots.collect()
    }
}

/// Legal slots of the release that start in the span, in order.
#[must_use]
pub fn legal_slots(plan: &Plan, release: ReleaseId, span: Window) -> Vec<Slot> {
    let Some(release) = plan.releases.get(&release) else {
        return Vec::new();
    };
    let mut slots = Shape::of(plan, release).slots(plan, &openings(plan, span));
    slots.retain(|slot| span.contains(slot.deploy.start()));
    slots
}

/// The legal slot nearest to `wanted`; the earlier of two equally near. `None` when there is none within 45 days.
#[must_use]
pub fn snap(plan: &Plan, release: ReleaseId, wanted: Window) -> Option<Snap> {
    let around = TimeDelta::days(SNAP_DAYS);
    let span = Window::new(wanted.start() - around, wanted.start() + around).ok()?;
    let slots = legal_slots(plan, release, span);
    let slot = *slots
        .iter()
        .min_by_key(|slot| (slot.deploy.start() - wanted.start()).abs())?;
    let window = plan.windows.get(&slot.window)?;
    let at = wording::moment(slot.deploy.start(), plan.settings().zone);
    let note = if slot.deploy.start() == wanted.start() {
        format!("{at} is open in {}.", window.name)
    } else {
        format!("Moved to the nearest open slot, {at} in {}.", window.name)
    };
    Some(Snap { slot, note })
}

//! Releases: a shape in time (scope lock, test, deploy, watch).

use super::words;
use crate::{DepartureId, EnvironmentId, Instant, Origin, PersonId, Reference, ReleaseId, TrainId, Window};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why a release exists.
    ReleaseKind {
        /// Rides a train or was planned by itself.
        Planned = "planned",
        /// Between two departures.
        Hotfix = "hotfix",
        /// Out of band; owes a review.
        Emergency = "emergency",
    }
}
words! {
    /// How far a release is.
    ReleaseState {
        /// Being planned.
        Planned = "planned",
        /// Scope is closed.
        Locked = "locked",
        /// Approved to go.
        Approved = "approved",
        /// In production, watched.
        Deployed = "deployed",
        /// Watch is over.
        Closed = "closed",
        /// Taken back.
        BackedOut = "backed-out",
        /// Will not happen.
        Cancelled = "cancelled",
    }
}

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Release {
    /// Identity.
    pub id: ReleaseId,
    /// Unique reference, e.g. `RO-23`.
    pub reference: Reference,
    /// Name people say.
    pub title: String,
    /// Why it exists.
    pub kind: ReleaseKind,
    /// How far it is.
    pub state: ReleaseState,
    /// The train it rides; `None` for one by itself.
    pub train: Option<TrainId>,
    /// The train's date it uses.
    pub departure: Option<DepartureId>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Who stands in.
    pub deputy: Option<PersonId>,
    /// When scope closes.
    pub scope_lock: Instant,
    /// When test starts; not before the scope lock on a sound plan.
    pub test_starts: Instant,
    /// When it is deployed.
    pub deploy: Window,
    /// Hours of watch after deployment.
    pub watch_hours: u32,
    /// Where it goes.
    pub environment: Option<EnvironmentId>,
    /// Effort points it may hold; `None` takes the train's.
    pub capacity_points: Option<u32>,
    /// Risk points it may hold; `None` takes the train's.
    pub risk_budget: Option<u32>,
    /// The release into which a hotfix was merged, so that the next train does not take it back.
    #[serde(default)]
    #[ts(as = "Option<ReleaseId>")]
    pub merged_into: Option<ReleaseId>,
    /// Anything worth saying.
    pub note: String,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Release {
    /// End of the watch.
    #[must_use]
    pub fn watch_ends(&self) -> Instant {
        self.deploy.end() + TimeDelta::hours(i64::from(self.watch_hours))
    }
    /// Deployment and watch together: the stretch that a freeze collides with.
    #[must_use]
    pub fn exposed(&self) -> Window {
        Window::new(self.deploy.start(), self.watch_ends()).unwrap_or(self.deploy)
    }
    /// The whole shape moved by `delta`: scope lock and test start move along.
    #[must_use]
    pub fn shifted(&self, delta: TimeDelta) -> Self {
        let mut moved = self.clone();
        moved.scope_lock = self.scope_lock + delta;
        moved.test_starts = self.test_starts + delta;
        moved.deploy = self.deploy.shifted(delta);
        moved
    }
    /// True when it may still be planned: neither in production nor cancelled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            ReleaseState::Planned | ReleaseState::Locked | ReleaseState::Approved
        )
    }
}

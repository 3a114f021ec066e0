//! Release trains and their dates.

use crate::{DepartureId, Instant, Origin, Recurrence, Reference, TeamId, TrainId, Window};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A release train: a cadence with cut-offs and limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleaseTrain {
    /// Identity.
    pub id: TrainId,
    /// Prefix of its releases, e.g. `RO`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// When it departs; `None` when its dates are listed one by one.
    pub cadence: Option<Recurrence>,
    /// Days from scope lock to deployment.
    pub scope_lock_days: u32,
    /// Days of test before deployment.
    pub test_days: u32,
    /// Hours of watch after deployment.
    pub watch_hours: u32,
    /// Effort points one release may hold; `None` for no limit.
    pub capacity_points: Option<u32>,
    /// Risk points one release may hold; `None` for no limit.
    pub risk_budget: Option<u32>,
    /// Teams whose changes ride it; empty means any.
    pub teams: Vec<TeamId>,
    /// Position among the lanes, from zero.
    pub order_index: u32,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

/// One date of a train.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Departure {
    /// Identity.
    pub id: DepartureId,
    /// The train.
    pub train: TrainId,
    /// What people call it, e.g. `R-5` or `Milestone 3`.
    pub name: String,
    /// When the deployment may take place.
    pub departs: Window,
    /// When scope closes; `None` when it does not.
    pub scope_lock: Option<Instant>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

//! Release trains and their dates.

use super::words;
use crate::{DepartureId, Instant, LocalTime, Origin, Recurrence, Reference, TeamId, TrainId, Window};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a train does when its day is a holiday or closed by a freeze.
    ShiftRule {
        /// It stays: somebody has to decide.
        Stay = "stay",
        /// It does not depart.
        Skip = "skip",
        /// It departs on the next working day that is open.
        Next = "next-working-day",
        /// It departs on the last working day before that is open.
        Previous = "previous-working-day",
    }
}
words! {
    /// What a change must have by a cut-off to stay on board.
    CutOffNeed {
        /// Nothing: the date is only said.
        Nothing = "nothing",
        /// It rides the release.
        Scope = "scope",
        /// It is built: ready or approved.
        Code = "code",
        /// It has shown all of its tests.
        Evidence = "evidence",
        /// It is approved.
        Approval = "approval",
    }
}

/// A named date before or after a departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CutOff {
    /// Name people say, e.g. `Code complete`.
    pub name: String,
    /// Working days from the departure; negative is before it.
    pub working_days: i32,
    /// Time of that day, in the train's zone.
    pub at: LocalTime,
    /// What a change must have by then.
    pub needs: CutOffNeed,
}

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
    /// Risk points that the changes of one release may bring to one service of tier 0; `None` for no limit.
    #[serde(default)]
    #[ts(as = "Option<u32>")]
    pub critical_risk_budget: Option<u32>,
    /// Teams whose changes ride it; empty means any.
    pub teams: Vec<TeamId>,
    /// Position among the lanes, from zero.
    pub order_index: u32,
    /// Its cut-offs, the earliest first.
    #[serde(default)]
    #[ts(as = "Vec<CutOff>")]
    pub cut_offs: Vec<CutOff>,
    /// What it does when its day is a holiday or frozen.
    #[serde(default = "stay")]
    #[ts(as = "ShiftRule")]
    pub shift: ShiftRule,
    /// Regions whose holidays are no working days for it; empty for those of all.
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub regions: Vec<String>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

fn stay() -> ShiftRule {
    ShiftRule::Stay
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

//! The calendar: what windows open, what freezes close, where a release may go.
//!
//! ```text
//! Recurrence::occurrences(&self, span) -> Vec<Window>         (time) expansion in an IANA zone
//! openings(&Plan, span) -> Vec<Opening>                       every window that opens in the span
//! open_at(&Plan, at) -> Vec<Opening>                          windows open at a moment
//! clock_changes(zone, span) -> Vec<ClockChange>               when clocks go forward or back
//! departures_of(&ReleaseTrain, span) -> Vec<Window>           dates of a train's cadence
//! legal_slots(&Plan, ReleaseId, span) -> Vec<Slot>            inside a window, outside every freeze
//! place(&Plan, ReleaseId, wanted) -> Option<Snap>            the nearest opening, frozen or not, within three days
//! snap(&Plan, ReleaseId, wanted) -> Option<Snap>              the nearest legal slot, with what to say about it
//! BusinessTime::happens(&Plan, span) -> Vec<Window>           holidays, peaks, closures, by date or by rule
//! WorkingDays::of(&Plan, regions, span).plus(day, n)         counting working days
//! best_slots(&Plan, ReleaseId, span) -> Vec<BestSlot>        fewest users × most hands first
//! FreezeScope::covers(&Service, environment)                  does the freeze cover it
//! stopped(&Plan, &Freeze, &Release, deploy, changes)          which changes the freeze stops, exceptions taken out
//! ```

mod best;
mod business;
mod clock;
mod closing;
mod place;
mod slots;

pub use best::{BestSlot, Cover, best_slots, touching};
pub use business::{WorkingDays, wall};
pub use clock::{ClockChange, clock_changes};
pub use closing::{covers_environment, passes, stopped, stops, stops_kind};
pub(crate) use closing::{is_excepted, opens_environment};
pub use place::place;
pub use slots::{Shape, Slot, Snap, legal_slots, snap};

use crate::{
    DeploymentWindow, DeploymentWindowId, EnvironmentClass, EnvironmentId, Instant, Plan, ReleaseTrain,
    Window,
};
use serde::Serialize;
use ts_rs::TS;

/// One time a window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Opening {
    /// The window's rule.
    pub window: DeploymentWindowId,
    /// When it is open.
    pub at: Window,
}

impl DeploymentWindow {
    /// The times it is open that share a moment with `span`, in order.
    #[must_use]
    pub fn openings(&self, span: Window) -> Vec<Window> {
        let mut found = self.recurrence.occurrences(span);
        if let Some(until) = self.until {
            found.retain(|opening| opening.start().day_in(self.recurrence.zone) <= until);
        }
        found
    }
}

/// Every opening that shares a moment with `span`, in order of start.
#[must_use]
pub fn openings(plan: &Plan, span: Window) -> Vec<Opening> {
    let mut found: Vec<Opening> = Vec::new();
    for window in &plan.windows {
        found.extend(window.openings(span).into_iter().map(|at| Opening {
            window: window.id,
            at,
        }));
    }
    found.sort_by_key(|opening| (opening.at.start(), opening.window));
    found
}

/// Windows open at the moment.
#[must_use]
pub fn open_at(plan: &Plan, at: Instant) -> Vec<Opening> {
    openings(plan, Window::lasting(at, 1))
        .into_iter()
        .filter(|opening| opening.at.contains(at))
        .collect()
}

/// Dates of the train's cadence in the span; none when its dates are listed one by one.
#[must_use]
pub fn departures_of(train: &ReleaseTrain, span: Window) -> Vec<Window> {
    train
        .cadence
        .as_ref()
        .map(|cadence| cadence.occurrences(span))
        .unwrap_or_default()
}

/// True when `environment` is production; none named means production.
#[must_use]
pub fn is_production(plan: &Plan, environment: Option<EnvironmentId>) -> bool {
    let Some(id) = environment else { return true };
    plan.environments
        .get(&id)
        .is_some_and(|environment| environment.class == EnvironmentClass::Production)
}

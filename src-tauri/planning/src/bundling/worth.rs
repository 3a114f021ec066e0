//! What a change of the plan is worth to the optimiser, in the plan's currency.

use super::deferral;
use crate::{Change, DueKind};

/// Value a week that is taken when no change of the plan states one.
const UNSTATED: i64 = 100;
/// Largest amount the optimiser takes.
const LARGEST: i64 = 1_000_000_000;

/// The prices that follow from what changes usually earn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    /// Median value a week of the changes that state one.
    pub(super) usual: i64,
    /// Value a week of a change that states none.
    assumed: i64,
}

impl Worth {
    pub(super) fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Self {
        let mut stated: Vec<i64> = changes
            .map(|change| i64::from(change.value_per_week))
            .filter(|value| *value > 0)
            .collect();
        stated.sort_unstable();
        match stated.get(stated.len() / 2) {
            Some(&usual) => Self {
                usual,
                assumed: (usual / 4).max(1),
            },
            None => Self {
                usual: UNSTATED,
                assumed: UNSTATED,
            },
        }
    }
    /// What the change earns each week once it is live.
    pub(super) fn weekly(&self, change: &Change) -> i64 {
        match i64::from(change.value_per_week) {
            0 => self.assumed,
            stated => stated.min(LARGEST),
        }
    }
    /// A risk point costs a hundredth of a usual week.
    pub(super) fn risk_point(&self) -> i64 {
        (self.usual / 100).max(1)
    }
    /// Moving a change costs a quarter of a usual week.
    pub(super) fn moving(&self) -> i64 {
        (self.usual / 4).max(1)
    }
    /// Taking a change out of its release costs half a usual week.
    pub(super) fn taking_out(&self) -> i64 {
        (self.usual / 2).max(1)
    }
    /// A day after the due date costs half a day's value for a wish, two for a contract, ten for the law.
    pub(super) fn late_day(&self, change: &Change) -> i64 {
        let week = self.weekly(change).max(self.usual);
        let cost = change.due.map_or(0, |due| match due.kind {
            DueKind::Wish => self.weekly(change) / 14,
            DueKind::Contract => week * 2 / 7,
            DueKind::Legal => week * 10 / 7,
        });
        cost.min(LARGEST)
    }
    /// Deferring costs a week for a wish, eight for a contract, forty for the law, and for each time it was deferred
    /// before a quarter of a usual week, from the third time on a whole one.
    pub(super) fn deferral(&self, change: &Change) -> i64 {
        let week = self.weekly(change).max(self.usual);
        let promised = change.due.map_or(0, |due| match due.kind {
            DueKind::Wish => self.weekly(change),
            DueKind::Contract => week * 8,
            DueKind::Legal => week * 40,
        });
        (promised + deferral::quarters(change.deferrals) * self.usual / 4).min(LARGEST)
    }
    /// Opening a soft freeze for a release costs a usual week; a notice costs nothing to open.
    pub(super) fn opening(&self) -> i64 {
        self.usual
    }
    /// Each change that passes a soft freeze costs a quarter of a usual week.
    pub(super) fn passing(&self) -> i64 {
        (self.usual / 4).max(1)
    }
    /// Each change that passes a notice costs a twentieth of a usual week.
    pub(super) fn acknowledging(&self) -> i64 {
        (self.usual / 20).max(1)
    }
}

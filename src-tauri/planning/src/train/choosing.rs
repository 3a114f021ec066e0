//! The train of a change.

use crate::{Change, Plan, TrainId};

/// The train that the change rides or, when it waits, the first that takes its team; `None` for no train.
#[must_use]
pub fn train_of(plan: &Plan, change: &Change) -> Option<TrainId> {
    if let Some(release) = change.release.and_then(|id| plan.releases.get(&id)) {
        return release.train;
    }
    let trains = plan.trains.iter().filter(|train| {
        train.teams.is_empty() || change.team.is_some_and(|team| train.teams.contains(&team))
    });
    trains.min_by_key(|train| train.order_index).map(|train| train.id)
}

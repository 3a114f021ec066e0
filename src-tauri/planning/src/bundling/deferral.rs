//! The memory of deferrals: what counts as one, and what repeated waiting weighs.

use crate::{Change, Plan};

/// The deferral from which on waiting weighs a whole usual week each time; before, a quarter.
pub const OFTEN: u32 = 3;

/// Changes that a new version defers: they rode a release in the last published one, and now wait or ride a later
/// release. Answered with the deferral counted; one that was counted when it was put among the waiting since is left
/// out, so that no version counts a change twice.
#[must_use]
pub fn deferred_since(published: &Plan, plan: &Plan) -> Vec<Change> {
    let open = plan.changes.iter().filter(|change| change.is_open());
    let deferred = open.filter(|change| {
        let Some(before) = published.changes.get(&change.id) else {
            return false;
        };
        let Some(rode) = before.release else {
            return false;
        };
        let promised = plan.releases.get(&rode).or_else(|| published.releases.get(&rode));
        let goes = change.release.and_then(|release| plan.releases.get(&release));
        let later = match (promised, goes) {
            (Some(promised), Some(goes)) => {
                promised.id != goes.id && goes.deploy.start() > promised.deploy.start()
            }
            (_, None) => true,
            (None, Some(_)) => false,
        };
        later && change.deferrals <= before.deferrals
    });
    deferred
        .map(|change| Change {
            deferrals: change.deferrals + 1,
            ..change.clone()
        })
        .collect()
}

/// Quarters of a usual week that the deferrals so far weigh.
pub(super) fn quarters(deferrals: u32) -> i64 {
    let few = deferrals.min(OFTEN - 1);
    i64::from(few) + 4 * i64::from(deferrals.min(100) - few)
}

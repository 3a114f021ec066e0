//! BUN-05: a release with more changes than four in five of its train's past ones.

use super::{Asked, Rule};
use crate::{ChangeState, Release, ReleaseState, Severity, Subject, TrainId};
use std::collections::BTreeMap;

/// Past releases below which nothing is called usual.
const FEWEST_PAST: usize = 5;

pub(super) const RULE: Rule = Rule {
    id: "BUN-05",
    sentence: "A release is larger than usual.",
    why: "Large batches fail more often, and it takes longer to find which part failed.",
    find: |asked| {
        let usual = usual_sizes(asked);
        let found = asked.plan.releases.iter().filter(|release| release.is_open());
        let found = found.filter_map(|release| {
            let held = held(asked, release);
            let (past, most) = usual.get(&release.train?)?;
            if held <= *most {
                return None;
            }
            let sentence = format!(
                "{} holds {held} changes; four in five of the {past} past releases of its train held {most} or fewer.",
                release.reference
            );
            Some(
                RULE.found(Severity::Note, &[Subject::Release(release.id)], sentence)
                    .with_way("Move the changes that wait for nothing to the next release."),
            )
        });
        found.collect()
    },
};

/// Changes of the release that were not cancelled.
fn held(asked: &Asked<'_>, release: &Release) -> usize {
    let changes = asked.index.changes_of(release.id).into_iter();
    changes
        .filter_map(|id| asked.plan.changes.get(&id))
        .filter(|change| change.state != ChangeState::Cancelled)
        .count()
}

/// By train, how many past releases are known and what the 80th percentile of them held (nearest rank).
fn usual_sizes(asked: &Asked<'_>) -> BTreeMap<TrainId, (usize, usize)> {
    let mut sizes: BTreeMap<TrainId, Vec<usize>> = BTreeMap::new();
    for release in &asked.plan.releases {
        let gone = matches!(
            release.state,
            ReleaseState::Deployed | ReleaseState::Closed | ReleaseState::BackedOut
        );
        if let Some(train) = release.train.filter(|_| gone) {
            sizes.entry(train).or_default().push(held(asked, release));
        }
    }
    sizes.retain(|_, sizes| sizes.len() >= FEWEST_PAST);
    sizes
        .into_iter()
        .map(|(train, mut sizes)| {
            sizes.sort_unstable();
            let rank = (sizes.len() * 4).div_ceil(5);
            (train, (sizes.len(), sizes[rank - 1]))
        })
        .collect()
}

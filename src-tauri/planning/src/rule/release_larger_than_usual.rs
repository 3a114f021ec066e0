//! BUN-05: a release with more changes than four in five of its train's past ones.

use super::Rule;
use crate::{ChangeState, Plan, ReleaseState, Severity, Subject, TrainId};
use std::collections::BTreeMap;

/// Past releases below which nothing is called usual.
const FEWEST_PAST: usize = 5;

pub(super) const RULE: Rule = Rule {
    id: "BUN-05",
    sentence: "A release is larger than usual.",
    why: "Large batches fail more often, and it takes longer to find which part failed.",
    find: |asked| {
        let usual = usual_sizes(asked.plan);
        let found = asked.open_releases().filter_map(|(release, changes)| {
            let (past, most) = usual.get(&release.train?)?;
            if changes.len() <= *most {
                return None;
            }
            let sentence = format!(
                "{} holds {} changes; four in five of the {past} past releases of its train held {most} or fewer.",
                release.reference,
                changes.len()
            );
            Some(
                RULE.found(Severity::Note, &[Subject::Release(release.id)], sentence)
                    .with_way("Move the changes that wait for nothing to the next release."),
            )
        });
        found.collect()
    },
};

/// By train, how many past releases are known and what the 80th percentile of them held (nearest rank).
fn usual_sizes(plan: &Plan) -> BTreeMap<TrainId, (usize, usize)> {
    let mut held: BTreeMap<_, usize> = BTreeMap::new();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.state != ChangeState::Cancelled)
    {
        if let Some(release) = change.release {
            *held.entry(release).or_default() += 1;
        }
    }
    let mut sizes: BTreeMap<TrainId, Vec<usize>> = BTreeMap::new();
    for release in &plan.releases {
        let gone = matches!(
            release.state,
            ReleaseState::Deployed | ReleaseState::Closed | ReleaseState::BackedOut
        );
        if let Some(train) = release.train.filter(|_| gone) {
            let size = held.get(&release.id).copied().unwrap_or(0);
            sizes.entry(train).or_default().push(size);
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

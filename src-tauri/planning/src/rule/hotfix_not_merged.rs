//! TRN-01: a hotfix is in production, and the next release of the same services does not have it.

use super::Rule;
use crate::{ChangeState, Plan, Release, ReleaseKind, ReleaseState, ServiceId, Severity, Subject, wording};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "TRN-01",
    sentence: "A hotfix is not merged into the next release of what it repaired.",
    why: "The next train takes the repair back, and the fault is in production again.",
    find: |asked| {
        let hotfixes = asked.plan.releases.iter().filter(|release| {
            release.kind != ReleaseKind::Planned
                && !matches!(release.state, ReleaseState::Cancelled | ReleaseState::BackedOut)
        });
        let mut found = Vec::new();
        for hotfix in hotfixes {
            let repaired = services(asked.plan, hotfix);
            let Some(next) = next_with(asked.plan, hotfix, &repaired) else {
                continue;
            };
            let merged = hotfix.merged_into.and_then(|id| asked.plan.releases.get(&id));
            // Merged into an earlier one means that the next one has it from there.
            if merged.is_some_and(|merged| merged.deploy.start() <= next.deploy.start()) {
                continue;
            }
            let into = match merged {
                Some(merged) => format!("it is merged only into {}", merged.reference),
                None => "nobody has said that it is merged".to_owned(),
            };
            let sentence = format!(
                "{} deploys what {} repaired on {}, and {into}.",
                next.reference,
                hotfix.reference,
                wording::day(next.deploy.start().day_in(asked.zone))
            );
            let subjects = [Subject::Release(hotfix.id), Subject::Release(next.id)];
            let way = format!(
                "Merge {} into {} and say so there.",
                hotfix.reference, next.reference
            );
            found.push(RULE.found(Severity::Error, &subjects, sentence).with_way(way));
        }
        found
    },
};

fn services(plan: &Plan, release: &Release) -> BTreeSet<ServiceId> {
    plan.changes
        .iter()
        .filter(|change| change.release == Some(release.id))
        .filter(|change| !matches!(change.state, ChangeState::Cancelled | ChangeState::BackedOut))
        .flat_map(|change| change.services.iter().copied())
        .collect()
}

/// The first planned release after the hotfix that deploys one of its services and is still to come.
fn next_with<'a>(plan: &'a Plan, hotfix: &Release, repaired: &BTreeSet<ServiceId>) -> Option<&'a Release> {
    plan.releases
        .iter()
        .filter(|release| release.kind == ReleaseKind::Planned && release.is_open())
        .filter(|release| release.deploy.start() > hotfix.deploy.start())
        .filter(|release| !services(plan, release).is_disjoint(repaired))
        .min_by_key(|release| (release.deploy.start(), release.id))
}

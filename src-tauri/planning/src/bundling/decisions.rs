//! The decision list: what each release includes, what is deferred, and why.

use super::explain::{ChangeExplanation, explain_change};
use super::from_plan::problem_from_plan;
use super::problem::Placement;
use crate::train::train_of;
use crate::{ChangeId, Instant, Plan, ReleaseId, TrainId};

/// Where a change goes, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The change.
    pub change: ChangeId,
    /// The release that includes it; `None` when it is deferred.
    pub release: Option<ReleaseId>,
    /// Why there: what a person has said, then what stands in the way of the nearest earlier release, or of any for
    /// one that is deferred.
    pub reasons: Vec<String>,
}

/// Every open change of the plan: by release, the deferred last; within, by reference.
#[must_use]
pub fn decisions(plan: &Plan, now: Instant) -> Vec<Decision> {
    let mut by_train: std::collections::BTreeMap<Option<TrainId>, Vec<ChangeId>> =
        std::collections::BTreeMap::new();
    for change in plan.changes.iter().filter(|change| change.is_open()) {
        by_train
            .entry(train_of(plan, change))
            .or_default()
            .push(change.id);
    }
    let mut listed = vec![];
    for (train, changes) in by_train {
        let releases: Vec<ReleaseId> = plan
            .releases
            .iter()
            .filter(|release| release.train == train)
            .map(|release| release.id)
            .collect();
        let (problem, mapping) = problem_from_plan(plan, &releases, &changes, now);
        let placement = Placement::prior(&problem);
        for (number, &id) in mapping.changes.iter().enumerate() {
            let explanation = explain_change(&problem, &placement, number, vec![]);
            let mut reasons = said(plan, id);
            reasons.extend(nearest(&explanation).map_or_else(Vec::new, |option| {
                let blockers = option.blockers.iter();
                blockers.map(|blocker| blocker.sentence(&problem)).collect()
            }));
            listed.push(decision(plan, id, reasons));
        }
        for left in mapping.left_out {
            let mut reasons = said(plan, left.change);
            reasons.push(left.reason);
            listed.push(decision(plan, left.change, reasons));
        }
    }
    listed.sort_by_key(|decision| {
        let release = decision.release.and_then(|id| plan.releases.get(&id));
        let starts = release.map(|release| release.deploy.start());
        let reference = plan
            .changes
            .get(&decision.change)
            .map(|change| change.reference.clone());
        (starts.is_none(), starts, decision.release, reference)
    });
    listed
}

fn decision(plan: &Plan, change: ChangeId, reasons: Vec<String>) -> Decision {
    Decision {
        change,
        release: plan.changes.get(&change).and_then(|change| change.release),
        reasons,
    }
}

/// The nearest release before its own with something in the way; any, when it is deferred.
fn nearest(explanation: &ChangeExplanation) -> Option<&super::explain::ReleaseOption> {
    explanation.options.iter().find(|option| {
        let earlier = explanation.release.is_none_or(|here| option.release < here);
        earlier && !option.blockers.is_empty()
    })
}

/// What a person has said of it.
fn said(plan: &Plan, change: ChangeId) -> Vec<String> {
    let Some(change) = plan.changes.get(&change) else {
        return vec![];
    };
    let mut said = vec![];
    let reason = change.deferral_reason.trim();
    if change.release.is_none() && !reason.is_empty() {
        said.push(format!("{}.", reason.trim_end_matches('.')));
    }
    if change.pinned {
        said.push("It is pinned there.".into());
    }
    said
}

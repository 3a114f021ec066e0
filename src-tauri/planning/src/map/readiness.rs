//! Who holds whom: a change is only as ready as the hard providers that go in the same release.

use crate::cab::{Hold, held_by};
use crate::graph::Graph;
use crate::records::words;
use crate::risk::RiskIndex;
use crate::{Change, ChangeId, ChangeState, Plan, ReleaseId, Strength, wording};
use serde::Serialize;
use ts_rs::TS;

words! {
    /// How ready a change is.
    ReadyLevel {
        /// Not built, not tested or not assessed.
        NotReady = "not-ready",
        /// Built and tested.
        Ready = "ready",
        /// Approved.
        Approved = "approved",
        /// In production.
        Deployed = "deployed",
    }
}

/// How ready a change of a release is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Readiness {
    /// The change.
    pub change: ChangeId,
    /// Its reference.
    pub reference: String,
    /// By itself.
    pub own: ReadyLevel,
    /// With everything in the release that it breaks without.
    pub effective: ReadyLevel,
    /// Who holds it down; `None` when it stands by itself.
    pub held_by: Option<ChangeId>,
    /// Changes that it holds down.
    pub holds: Vec<ChangeId>,
    /// In words.
    pub sentence: String,
}

/// How ready each change of the release is: the least ready first.
#[must_use]
pub fn readiness(plan: &Plan, graph: &Graph, release: ReleaseId) -> Vec<Readiness> {
    let riding: Vec<&Change> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release) && change.state != ChangeState::Cancelled)
        .collect();
    let needs: Vec<Vec<usize>> = riding
        .iter()
        .map(|change| needed_by(graph, &riding, change))
        .collect();
    let index = RiskIndex::of_decided(plan, graph);
    let held_back: Vec<Vec<Hold>> = riding
        .iter()
        .map(|change| match &index {
            Some(index) => held_by(plan, index, change),
            None => Vec::new(),
        })
        .collect();
    let own: Vec<ReadyLevel> = riding
        .iter()
        .zip(&held_back)
        .map(|(change, holds)| own(change, holds))
        .collect();
    let mut effective = own.clone();
    let mut held: Vec<Option<usize>> = vec![None; riding.len()];
    loop {
        let mut settled = true;
        for (number, needs) in needs.iter().enumerate() {
            for need in needs {
                if effective[*need] < effective[number] {
                    effective[number] = effective[*need];
                    held[number] = Some(held[*need].unwrap_or(*need));
                    settled = false;
                }
            }
        }
        if settled {
            break;
        }
    }
    let mut found: Vec<Readiness> = riding
        .iter()
        .enumerate()
        .map(|(number, change)| {
            let holds = (0..riding.len()).filter(|other| held[*other] == Some(number));
            let holds: Vec<ChangeId> = holds.map(|other| riding[other].id).collect();
            let by = held[number].map(|by| riding[by]);
            Readiness {
                change: change.id,
                reference: change.reference.to_string(),
                own: own[number],
                effective: effective[number],
                held_by: by.map(|by| by.id),
                sentence: sentence(
                    plan,
                    change,
                    own[number],
                    by.map(|by| (by, own[held[number].unwrap_or(number)])),
                    (&holds, &held_back[number]),
                ),
                holds,
            }
        })
        .collect();
    found.sort_by_key(|one| (one.effective, std::cmp::Reverse(one.holds.len()), one.change));
    found
}

/// Changes of the release that the change breaks without: what it requires, and those of its hard providers.
fn needed_by(graph: &Graph, riding: &[&Change], change: &Change) -> Vec<usize> {
    let providers: Vec<_> = change
        .services
        .iter()
        .filter_map(|service| graph.number(*service))
        .flat_map(|number| graph.providers_of(number))
        .filter(|link| link.strength == Strength::Hard && link.redundancy.is_none())
        .map(|link| graph.service(link.provider))
        .collect();
    let needs = |other: &Change| {
        change.requires.contains(&other.id)
            || other.services.iter().any(|service| providers.contains(service))
    };
    (0..riding.len())
        .filter(|other| riding[*other].id != change.id && needs(riding[*other]))
        .collect()
}

/// By itself: an approval with something open is not yet one.
fn own(change: &Change, holds: &[Hold]) -> ReadyLevel {
    let shown = change.risk.tests_missing() == 0;
    match change.state {
        ChangeState::Deployed => ReadyLevel::Deployed,
        ChangeState::Approved if holds.is_empty() => ReadyLevel::Approved,
        ChangeState::Approved => ReadyLevel::Ready,
        ChangeState::Ready if shown => ReadyLevel::Ready,
        _ => ReadyLevel::NotReady,
    }
}

fn sentence(
    plan: &Plan,
    change: &Change,
    own: ReadyLevel,
    by: Option<(&Change, ReadyLevel)>,
    (holds, held_back): (&[ChangeId], &[Hold]),
) -> String {
    let reference = &change.reference;
    let mut said = match (own, change.state) {
        (ReadyLevel::NotReady, state) => format!(
            "{reference} is {state} with {} of {} tests shown",
            change.risk.evidence_seen, change.risk.evidence_needed
        ),
        (level, _) => format!("{reference} is {level}"),
    };
    if let Some((by, level)) = by {
        said.push_str(&format!(", held by {}, which is {level}", by.reference));
    }
    if !holds.is_empty() {
        let names: Vec<&str> = holds
            .iter()
            .filter_map(|id| plan.changes.get(id))
            .map(|change| change.reference.as_str())
            .collect();
        said.push_str(&format!("; it holds {}", wording::list(&names)));
    }
    said.push('.');
    for hold in held_back {
        said.push(' ');
        said.push_str(&hold.sentence);
    }
    said
}

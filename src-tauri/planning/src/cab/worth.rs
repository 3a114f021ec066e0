//! What the board is worth: how often it changed something, what need not come before it, how well its voters guess.
//!
//! Below [`TOO_FEW`] cases a rate says nothing, and nothing is said.

use super::last_decision;
use crate::risk::wilson;
use crate::{
    CabVerdict, Change, ChangeId, ChangeKind, ChangeState, Instant, PersonId, Plan, ServiceId, Subject,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Cases below which nothing is said.
pub const TOO_FEW: u32 = 20;
/// Likelihood of success from which a class may become standard.
const GOOD_ENOUGH: f64 = 0.98;

/// A service whose changes may become standard changes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Candidate {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Past changes the board decided, none of which it changed and none of which failed.
    pub changes: u32,
    /// The mean of what may be expected of the next one, after (successes + 1) ÷ (changes + 2).
    pub expected: f64,
}

/// How well a voter guesses: the mean of (stated − outcome)², 0 is perfect.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct VoterBrier {
    /// The voter.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Guesses with an outcome.
    pub guesses: u32,
    /// `None` below [`TOO_FEW`].
    pub score: Option<f64>,
}

/// What the board is worth.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Worth {
    /// Since when.
    pub since: Instant,
    /// Items decided.
    pub decided: u32,
    /// Of those, where the board changed something.
    pub changed: u32,
    /// Ends of the 95 % interval of that share; `None` below [`TOO_FEW`].
    pub share: Option<(f64, f64)>,
    /// `The board changed something in 3 of 9 items. Too few to say a rate: 20 are needed.`
    pub sentence: String,
    /// Voters with at least one guess whose outcome is known, by name.
    pub voters: Vec<VoterBrier>,
    /// Services whose changes may become standard.
    pub candidates: Vec<Candidate>,
    /// Why there is no candidate, when there is none.
    pub no_candidate: String,
}

/// What the board is worth since a moment.
#[must_use]
pub fn worth(plan: &Plan, since: Instant) -> Worth {
    let decided: Vec<_> = plan
        .cab_decisions
        .iter()
        .filter(|decision| decision.decided_at >= since && decision.verdict != CabVerdict::Noted)
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let changed = count(
        decided
            .iter()
            .filter(|decision| decision.changed_something)
            .count(),
    );
    let all = count(decided.len());
    let share = (all >= TOO_FEW).then(|| wilson(changed, all));
    let said = match share {
        Some((low, high)) => format!("Between {:.0} and {:.0} %.", low * 100.0, high * 100.0),
        None => format!("Too few for a rate: {TOO_FEW} are needed."),
    };
    let items = if all == 1 { "item" } else { "items" };
    let candidates = candidates(plan);
    Worth {
        since,
        decided: all,
        changed,
        share,
        sentence: format!("The board changed something in {changed} of {all} {items}. {said}"),
        voters: voters(plan),
        no_candidate: if candidates.is_empty() {
            format!(
                "No service has {TOO_FEW} decided changes that all succeeded and that the board left as they were."
            )
        } else {
            String::new()
        },
        candidates,
    }
}

/// Whether the change succeeded; `None` while nobody knows.
fn outcome(change: &Change) -> Option<bool> {
    match change.state {
        ChangeState::Deployed => Some(true),
        ChangeState::BackedOut => Some(false),
        _ => None,
    }
}

fn voters(plan: &Plan) -> Vec<VoterBrier> {
    let mut squares: BTreeMap<PersonId, (u32, f64)> = BTreeMap::new();
    for vote in &plan.cab_votes {
        let Some(chance) = vote.chance else { continue };
        let item = plan.agenda_items.get(&vote.item);
        let Some(Subject::Change(id)) = item.and_then(|item| item.subject) else {
            continue;
        };
        let Some(succeeded) = plan.changes.get(&id).and_then(outcome) else {
            continue;
        };
        let off = f64::from(chance) / 100.0 - if succeeded { 1.0 } else { 0.0 };
        let known = squares.entry(vote.person).or_default();
        known.0 += 1;
        known.1 += off * off;
    }
    let mut voters: Vec<VoterBrier> = squares
        .into_iter()
        .map(|(person, (guesses, sum))| VoterBrier {
            person,
            name: plan
                .people
                .get(&person)
                .map(|one| one.name.clone())
                .unwrap_or_default(),
            guesses,
            score: (guesses >= TOO_FEW).then(|| sum / f64::from(guesses)),
        })
        .collect();
    voters.sort_by(|one, other| one.name.cmp(&other.name));
    voters
}

fn candidates(plan: &Plan) -> Vec<Candidate> {
    let mut of_service: BTreeMap<ServiceId, (u32, bool)> = BTreeMap::new();
    let decided: Vec<ChangeId> = plan
        .agenda_items
        .iter()
        .filter_map(|item| match item.subject {
            Some(Subject::Change(id)) => Some(id),
            _ => None,
        })
        .collect();
    let mut decided = decided;
    decided.sort_unstable();
    decided.dedup();
    for id in decided {
        let (Some(change), Some((decision, _))) = (plan.changes.get(&id), last_decision(plan, id)) else {
            continue;
        };
        let Some(succeeded) = outcome(change).filter(|_| change.kind == ChangeKind::Normal) else {
            continue;
        };
        for service in &change.services {
            let known = of_service.entry(*service).or_default();
            known.0 += 1;
            known.1 |= decision.changed_something || !succeeded;
        }
    }
    of_service
        .into_iter()
        .filter(|(_, (changes, spoiled))| *changes >= TOO_FEW && !spoiled)
        .map(|(service, (changes, _))| Candidate {
            service,
            name: plan.name_of(Subject::Service(service)),
            changes,
            expected: f64::from(changes + 1) / f64::from(changes + 2),
        })
        .filter(|candidate| candidate.expected >= GOOD_ENOUGH)
        .collect()
}

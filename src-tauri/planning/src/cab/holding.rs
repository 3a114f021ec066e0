//! Why an approved change may not go yet: conditions that nobody has ticked, and approvals that no longer hold.

use super::{differences, footing_of, is_condition, last_decision, step_in_words, steps_of};
use crate::risk::RiskIndex;
use crate::{CabVerdict, Change, ChangeState, OwedStepId, Plan};
use serde::Serialize;
use ts_rs::TS;

/// One reason why a change waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Hold {
    /// The condition; `None` when the approval itself has expired.
    pub step: Option<OwedStepId>,
    /// `CHG-2140 waits for: Second back-out rehearsal (Tomás Rey, by Thu 15 Oct).`
    pub sentence: String,
}

/// Why the approval of the change has expired, in words; `None` when it holds or there is none.
#[must_use]
pub fn approval_expired(plan: &Plan, index: &RiskIndex, change: &Change) -> Option<String> {
    if change.state != ChangeState::Approved {
        return None;
    }
    let (decision, _) = last_decision(plan, change.id)?;
    if !matches!(decision.verdict, CabVerdict::Approved | CabVerdict::ApprovedIf) {
        return None;
    }
    let was = decision.stands_on.as_ref()?;
    let material: Vec<String> = differences(plan, was, &footing_of(plan, index, change))
        .into_iter()
        .filter(|one| one.material)
        .map(|one| one.sentence)
        .collect();
    (!material.is_empty()).then(|| material.join("; "))
}

/// Everything that holds an approved change. A change that no CAB has decided is held by nothing here.
#[must_use]
pub fn held_by(plan: &Plan, index: &RiskIndex, change: &Change) -> Vec<Hold> {
    let mut holds = open_conditions(plan, change);
    if let Some(why) = approval_expired(plan, index, change) {
        holds.push(Hold {
            step: None,
            sentence: format!(
                "The approval of {} has expired: {}.",
                change.reference,
                lower(&why)
            ),
        });
    }
    holds
}

/// Conditions of the standing approval that nobody has ticked.
#[must_use]
pub fn open_conditions(plan: &Plan, change: &Change) -> Vec<Hold> {
    if !change.is_open() {
        return Vec::new();
    }
    let Some((decision, item)) = last_decision(plan, change.id) else {
        return Vec::new();
    };
    if decision.verdict != CabVerdict::ApprovedIf {
        return Vec::new();
    }
    steps_of(plan, item.id)
        .filter(|step| is_condition(step) && step.done_at.is_none())
        .map(|step| Hold {
            step: Some(step.id),
            sentence: format!("{} waits for: {}.", change.reference, step_in_words(plan, step)),
        })
        .collect()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

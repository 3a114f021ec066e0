//! Who sits at the table of a freeze and under which policy it stands; and sending what was drafted.

use super::offers::{act, put, refused};
use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::talks::{self as core, Seating};
use planning::{
    FreezeEvent, FreezeId, FreezePolicyId, Instant, NegotiationId, NegotiationState, Party, PersonId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Seat the parties: the whole table as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SeatParties {
    /// The talks.
    pub negotiation: NegotiationId,
    /// Parties, in their order.
    pub parties: Vec<Party>,
    /// Who decides when they do not agree.
    #[serde(default)]
    pub decider: Option<PersonId>,
    /// Who keeps the talks going.
    #[serde(default)]
    pub mediator: Option<PersonId>,
    /// When the talks must end.
    #[serde(default)]
    pub ends_by: Option<Instant>,
    /// What the freeze is to protect, and what an hour of it is worth.
    #[serde(default)]
    pub event: Option<FreezeEvent>,
    /// Journal position at which the person saw the table.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Send a draft.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendAsk {
    /// The talks.
    pub negotiation: NegotiationId,
    /// Who asks, in words; who the freeze says asks when empty.
    #[serde(default)]
    pub by_name: String,
    /// What is said along with it; the freeze's reason when empty.
    #[serde(default)]
    pub message: String,
}

/// Put a freeze under a policy.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetFreezePolicy {
    /// The freeze.
    pub freeze: FreezeId,
    /// The policy; `None` for what holds where none was written.
    pub policy: Option<FreezePolicyId>,
    /// Journal position at which the person saw the freeze.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Seats the parties: names, roles, weights, delegates, who decides, the event and what an hour of it is worth.
///
/// # Errors
/// Refused with the reason of the talks; stale when somebody was faster.
pub async fn seat_parties(desk: &Desk, question: SeatParties) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let id = question.negotiation;
    still_as_seen(&mut tx, TableName::Negotiation, id.0, question.seen).await?;
    let talks = tx.plan().negotiations.get(&id).cloned();
    let talks = talks.ok_or_else(|| WireFailure::unknown("negotiation"))?;
    let seating = Seating {
        parties: question.parties,
        decider: question.decider,
        mediator: question.mediator,
        ends_by: question.ends_by,
        event: question.event,
    };
    let outcome = core::seat(tx.plan(), &talks, seating).map_err(refused)?;
    let sentence = outcome.sentence.clone();
    put(&mut tx, outcome)?;
    let receipt = tx
        .commit(desk.entry("seat_parties", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Sends a draft: it becomes the first ask, and the time to answer begins.
///
/// # Errors
/// Refused when it was sent already or is over.
pub async fn send_ask(desk: &Desk, question: SendAsk) -> Result<Written<Nothing>, WireFailure> {
    act(desk, "send_ask", None, question.negotiation, |plan, talks| {
        let freeze = plan.freezes.get(&talks.freeze);
        let or = |said: &str, other: Option<&String>| match said.trim() {
            "" => other.cloned().unwrap_or_default(),
            said => said.to_owned(),
        };
        let mut by = or(&question.by_name, freeze.map(|freeze| &freeze.asked_by));
        if by.is_empty() {
            by = desk.edge().author();
        }
        let message = or(&question.message, freeze.map(|freeze| &freeze.reason));
        core::send(plan, talks, &by, &message, desk.edge().now(), &mut || {
            desk.edge().mint()
        })
    })
    .await
}

/// Puts a freeze under a policy: until it is agreed, its talks take the silence rule and its exceptions the criteria.
///
/// # Errors
/// Refused when the freeze or the policy is unknown; stale when somebody was faster.
pub async fn set_freeze_policy(
    desk: &Desk,
    question: SetFreezePolicy,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Freeze, question.freeze.0, question.seen).await?;
    let freeze = tx.plan().freezes.get(&question.freeze).cloned();
    let mut freeze = freeze.ok_or_else(|| WireFailure::unknown("freeze"))?;
    if question
        .policy
        .is_some_and(|id| !tx.plan().freeze_policies.contains(&id))
    {
        return Err(WireFailure::unknown("freeze policy"));
    }
    let policy = core::policy(tx.plan(), question.policy);
    freeze.policy = question.policy;
    if core::agreements_of(tx.plan(), freeze.id).is_empty() {
        freeze.criteria = policy.criteria.clone();
    }
    let talked: Vec<_> = tx
        .plan()
        .negotiations
        .iter()
        .filter(|talks| talks.freeze == freeze.id)
        .cloned()
        .collect();
    for mut talks in talked {
        talks.policy = question.policy;
        if matches!(talks.state, NegotiationState::Draft | NegotiationState::Open) {
            talks.silence_rule = policy.silence_rule;
        }
        tx.put(talks).map_err(failure::from_store)?;
    }
    let under = match question.policy {
        Some(_) => format!("the policy {}", policy.name),
        None => "no policy of its own".to_owned(),
    };
    let sentence = format!("Put {} under {under}", freeze.name);
    tx.put(freeze).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("set_freeze_policy", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

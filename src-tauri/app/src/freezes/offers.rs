//! Offers, positions and decisions: the verbs of the talks, written as operations.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure, rights};
use planning::talks::{self as core, Outcome};
use planning::{Act, Negotiation, NegotiationId, OfferId, OfferPhase, PersonId, Plan, Side, Stance};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Make an offer, a counter-offer, or the ask for the next version of what was agreed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MakeOffer {
    /// The talks.
    pub negotiation: NegotiationId,
    /// Which side makes it.
    pub side: Side,
    /// Who makes it, in words; the person at the keyboard when empty.
    #[serde(default)]
    pub by_name: String,
    /// What is offered.
    pub phases: Vec<OfferPhase>,
    /// What is said along with it.
    #[serde(default)]
    pub message: String,
}

/// Say what a party thinks of the standing offer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakePosition {
    /// The talks.
    pub negotiation: NegotiationId,
    /// The party.
    pub party: String,
    /// `accept`, `accept-if` or `object`.
    pub stance: Stance,
    /// Conditions or objection.
    #[serde(default)]
    pub conditions: String,
}

/// Decide the talks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DecideTalks {
    /// The talks.
    pub negotiation: NegotiationId,
    /// Who decides.
    pub person: PersonId,
    /// The offer that is taken.
    pub offer: OfferId,
}

/// Take an ask back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WithdrawAsk {
    /// The talks.
    pub negotiation: NegotiationId,
}

/// The offer with who makes it: somebody of the plan when the name is theirs.
pub(super) fn bid(desk: &Desk, plan: &Plan, question: &MakeOffer) -> core::Bid {
    let named = question.by_name.trim();
    let by_name = if named.is_empty() {
        desk.edge().author()
    } else {
        named.to_owned()
    };
    let by = plan.people.iter().find(|person| person.name == by_name);
    core::Bid {
        side: question.side,
        by: by.map(|person| person.id),
        by_name,
        phases: question.phases.clone(),
        message: question.message.trim().to_owned(),
    }
}

/// Puts an offer against the standing one.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn make_offer(desk: &Desk, question: MakeOffer) -> Result<Written<Nothing>, WireFailure> {
    act(desk, "make_offer", None, question.negotiation, |plan, talks| {
        core::counter(
            plan,
            talks,
            bid(desk, plan, &question),
            desk.edge().now(),
            &mut || desk.edge().mint(),
        )
    })
    .await
}

/// Says what a party thinks of the standing offer. When every required party accepts, the freeze is agreed.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn take_position(desk: &Desk, question: TakePosition) -> Result<Written<Nothing>, WireFailure> {
    let (party, conditions) = (question.party.as_str(), question.conditions.trim());
    let at = desk.edge().now();
    if !matches!(
        question.stance,
        Stance::Accept | Stance::AcceptIf | Stance::Object
    ) {
        return Err(WireFailure::malformed(
            "A position is accept, accept-if or object.",
        ));
    }
    act(
        desk,
        "take_position",
        Some(Act::Sign),
        question.negotiation,
        |plan, talks| {
            let mut mint = || desk.edge().mint();
            match question.stance {
                Stance::Accept => core::accept(plan, talks, party, at, &mut mint),
                Stance::AcceptIf => core::accept_if(plan, talks, party, conditions, at, &mut mint),
                _ => core::object(plan, talks, party, conditions, at, &mut mint),
            }
        },
    )
    .await
}

/// The decider takes one of the offers.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn decide_talks(desk: &Desk, question: DecideTalks) -> Result<Written<Nothing>, WireFailure> {
    act(
        desk,
        "decide_talks",
        Some(Act::DecideTalks),
        question.negotiation,
        |plan, talks| {
            core::decide(
                plan,
                talks,
                question.person,
                question.offer,
                desk.edge().now(),
                &mut || desk.edge().mint(),
            )
        },
    )
    .await
}

/// The event side takes its ask back.
///
/// # Errors
/// Refused with the reason of the talks.
pub async fn withdraw_ask(desk: &Desk, question: WithdrawAsk) -> Result<Written<Nothing>, WireFailure> {
    act(desk, "withdraw_ask", None, question.negotiation, |plan, talks| {
        core::withdraw(plan, talks, Side::Event)
    })
    .await
}

/// Loads the talks, lets the verb decide, and writes what came of it.
pub(super) async fn act(
    desk: &Desk,
    operation: &str,
    kept: Option<Act>,
    talks: NegotiationId,
    verb: impl FnOnce(&Plan, &Negotiation) -> Result<Outcome, core::Refusal>,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    if let Some(kept) = kept {
        rights::demand(desk, &session, tx.plan(), kept)?;
    }
    let outcome = {
        let plan = tx.plan();
        let talks = plan
            .negotiations
            .get(&talks)
            .ok_or_else(|| WireFailure::unknown("negotiation"))?;
        verb(plan, talks).map_err(refused)?
    };
    let sentence = outcome.sentence.clone();
    put(&mut tx, outcome)?;
    let receipt = tx
        .commit(desk.entry(operation, sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Why the talks say no, for whoever asked.
#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
pub(super) fn refused(refusal: core::Refusal) -> WireFailure {
    WireFailure::refused(refusal.code(), refusal.to_string())
}

/// Writes what came of a verb.
pub(super) fn put(tx: &mut store::Tx, outcome: Outcome) -> Result<(), WireFailure> {
    tx.put(outcome.negotiation).map_err(failure::from_store)?;
    if let Some(offer) = outcome.offer {
        tx.put(offer).map_err(failure::from_store)?;
    }
    for position in outcome.positions {
        tx.put(position).map_err(failure::from_store)?;
    }
    if let Some(agreement) = outcome.agreement {
        tx.put(agreement).map_err(failure::from_store)?;
    }
    for freeze in outcome.freezes {
        tx.put(freeze).map_err(failure::from_store)?;
    }
    Ok(())
}

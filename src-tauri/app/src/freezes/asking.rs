//! Asking for a freeze: the freeze, the talks about it and the first ask in one operation.

use crate::contract::Written;
use crate::{Desk, WireFailure, failure};
use chrono::TimeDelta;
use planning::{
    Freeze, FreezeId, FreezeLevel, FreezeScope, FreezeState, Negotiation, NegotiationId, NegotiationState,
    Offer, OfferId, OfferPhase, Party, Reference, Side, SilenceRule, Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ask for a freeze.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AskFreeze {
    /// Name, e.g. `Anniversary sale`.
    pub name: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// When.
    pub window: Window,
    /// How closed.
    pub level: FreezeLevel,
    /// What it covers.
    #[serde(default)]
    pub scope: FreezeScope,
    /// Who asks, in words.
    pub asked_by: String,
    /// True when both sides agree already; then there are no talks.
    #[serde(default)]
    pub agreed: bool,
}

/// The freeze that was asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AskedFreeze {
    /// Its id.
    pub id: FreezeId,
    /// Its reference.
    pub reference: String,
}

/// Days the delivery side has to answer an ask.
const RESPONSE_DAYS: i64 = 5;

/// Asks for a freeze and opens the talks about it, or writes down one that both sides agree on.
///
/// # Errors
/// Malformed when the name is empty.
pub async fn ask_freeze(desk: &Desk, question: AskFreeze) -> Result<Written<AskedFreeze>, WireFailure> {
    let name = question.name.trim().to_owned();
    if name.is_empty() {
        return Err(WireFailure::malformed("A freeze needs a name."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let now = desk.edge().now();
    let freeze = Freeze {
        id: FreezeId(desk.edge().mint()),
        reference: next("FZ", tx.plan().freezes.iter().map(|freeze| &freeze.reference))?,
        name: name.clone(),
        reason: question.reason.trim().to_owned(),
        level: question.level,
        state: if question.agreed {
            FreezeState::Agreed
        } else {
            FreezeState::Asked
        },
        window: question.window,
        zone: tx.plan().settings().zone,
        scope: question.scope.clone(),
        asked_by: question.asked_by.trim().to_owned(),
        criteria: Vec::new(),
        allowed: Vec::new(),
        in_flight: planning::InFlight::Stop,
        policy: None,
        origin: None,
    };
    let answer = AskedFreeze {
        id: freeze.id,
        reference: freeze.reference.to_string(),
    };
    if !question.agreed {
        let asks = if freeze.asked_by.is_empty() {
            "Event".to_owned()
        } else {
            freeze.asked_by.clone()
        };
        let talks = Negotiation {
            id: NegotiationId(desk.edge().mint()),
            reference: next("NEG", tx.plan().negotiations.iter().map(|talks| &talks.reference))?,
            freeze: freeze.id,
            state: NegotiationState::Open,
            parties: vec![
                Party::required(&asks, None, Side::Event),
                Party::required(&desk.edge().author(), None, Side::Delivery),
            ],
            decider: None,
            silence_rule: SilenceRule::Escalate,
            ends_by: None,
            event: None,
            mediator: None,
            policy: None,
            supersedes: None,
            escalation: String::new(),
            review: None,
        };
        let ask = Offer {
            id: OfferId(desk.edge().mint()),
            negotiation: talks.id,
            round: 1,
            side: Side::Event,
            by_name: asks,
            by: None,
            made_at: now,
            phases: vec![OfferPhase::new(
                &name,
                question.window,
                question.level,
                question.scope,
            )],
            message: freeze.reason.clone(),
            replies_by: Some(now + TimeDelta::days(RESPONSE_DAYS)),
            via: planning::Channel::Desk,
        };
        tx.put(talks).map_err(failure::from_store)?;
        tx.put(ask).map_err(failure::from_store)?;
    }
    let days = planning::wording::days(freeze.window, freeze.zone);
    let verb = if question.agreed {
        "Wrote down"
    } else {
        "Asked for"
    };
    tx.put(freeze).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("ask_freeze", format!("{verb} the freeze {name}, {days}")))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, answer))
}

/// The prefix with the number after the highest one in use.
pub(super) fn next<'a>(
    prefix: &str,
    used: impl Iterator<Item = &'a Reference>,
) -> Result<Reference, WireFailure> {
    Reference::new(&crate::reference::next(prefix, used)).map_err(WireFailure::malformed)
}

//! Asking for a freeze: the freeze, the talks about it and the first ask in one operation.

use super::offers::{put, refused};
use crate::contract::Written;
use crate::{Desk, WireFailure, failure};
use planning::talks as core;
use planning::{
    Freeze, FreezeId, FreezeLevel, FreezePolicyId, FreezeScope, FreezeState, Negotiation, NegotiationId,
    NegotiationState, Party, Reference, Side, Window,
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
    /// True when nobody is asked yet: it is written, weighed and sent later.
    #[serde(default)]
    pub draft: bool,
    /// The policy it stands under; `None` for what holds where none was written.
    #[serde(default)]
    pub policy: Option<FreezePolicyId>,
}

/// The freeze that was asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AskedFreeze {
    /// Its id.
    pub id: FreezeId,
    /// Its reference.
    pub reference: String,
}

/// Asks for a freeze and opens the talks about it, drafts the ask, or writes down one that both sides agree on.
///
/// # Errors
/// Malformed when the name is empty; refused when what is asked for is over.
pub async fn ask_freeze(desk: &Desk, question: AskFreeze) -> Result<Written<AskedFreeze>, WireFailure> {
    let name = question.name.trim().to_owned();
    if name.is_empty() {
        return Err(WireFailure::malformed("A freeze needs a name."));
    }
    if question.agreed && question.draft {
        return Err(WireFailure::malformed("What both sides agree on is no draft."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let policy = core::policy(tx.plan(), question.policy);
    let known = question
        .policy
        .filter(|id| tx.plan().freeze_policies.contains(id));
    let freeze = Freeze {
        id: FreezeId(desk.edge().mint()),
        reference: next("FZ", tx.plan().freezes.iter().map(|freeze| &freeze.reference))?,
        name: name.clone(),
        reason: question.reason.trim().to_owned(),
        level: question.level,
        state: if question.agreed {
            FreezeState::Agreed
        } else {
            FreezeState::Draft
        },
        window: question.window,
        zone: tx.plan().settings().zone,
        scope: question.scope.clone(),
        asked_by: question.asked_by.trim().to_owned(),
        criteria: known.map_or_else(Vec::new, |_| policy.criteria.clone()),
        allowed: Vec::new(),
        in_flight: planning::InFlight::Stop,
        policy: known,
        origin: None,
    };
    let answer = AskedFreeze {
        id: freeze.id,
        reference: freeze.reference.to_string(),
    };
    let days = planning::wording::days(freeze.window, freeze.zone);
    let asks = match freeze.asked_by.as_str() {
        "" => "Event".to_owned(),
        name => name.to_owned(),
    };
    let (freeze_id, reason) = (freeze.id, freeze.reason.clone());
    tx.put(freeze).map_err(failure::from_store)?;
    if !question.agreed {
        let talks = Negotiation {
            id: NegotiationId(desk.edge().mint()),
            reference: next("NEG", tx.plan().negotiations.iter().map(|talks| &talks.reference))?,
            freeze: freeze_id,
            state: NegotiationState::Draft,
            parties: vec![
                Party::required(&asks, None, Side::Event),
                Party::required(&desk.edge().author(), None, Side::Delivery),
            ],
            decider: None,
            silence_rule: policy.silence_rule,
            ends_by: None,
            event: None,
            mediator: None,
            policy: known,
            supersedes: None,
            escalation: String::new(),
            review: None,
        };
        tx.put(talks.clone()).map_err(failure::from_store)?;
        if !question.draft {
            let at = desk.edge().now();
            let sent = core::send(tx.plan(), &talks, &asks, &reason, at, &mut || desk.edge().mint());
            put(&mut tx, sent.map_err(refused)?)?;
        }
    }
    let verb = match (question.agreed, question.draft) {
        (true, _) => "Wrote down",
        (_, true) => "Drafted",
        _ => "Asked for",
    };
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

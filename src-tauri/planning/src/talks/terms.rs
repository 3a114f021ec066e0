//! What an agreement is about, word for word: its terms, their digest, and the policy the talks stand under.

use crate::journal::canonical;
use crate::{FreezePolicy, FreezePolicyId, Negotiation, Offer, Plan, Reference};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The policy the talks stand under, or what holds where none was written.
#[must_use]
pub fn policy(plan: &Plan, id: Option<FreezePolicyId>) -> FreezePolicy {
    let known = id.and_then(|id| plan.freeze_policies.get(&id)).cloned();
    known.unwrap_or_else(|| {
        let nil = FreezePolicyId(uuid::Uuid::nil());
        let reference = Reference::new("house").unwrap_or_else(|_| unreachable!("house is a reference"));
        FreezePolicy::of_the_house(nil, reference)
    })
}

/// Days in which an offer of the talks is answered.
pub(super) fn response_days(plan: &Plan, talks: &Negotiation) -> i64 {
    i64::from(policy(plan, talks.policy).response_days)
}

/// What is signed: the freeze, the phases of the offer, what an exception must show, what was given for it.
#[must_use]
pub fn terms(plan: &Plan, talks: &Negotiation, offer: &Offer, version: u32) -> Value {
    let freeze = plan.freezes.get(&talks.freeze);
    let given: Vec<Value> = plan
        .concessions
        .iter()
        .filter(|given| given.negotiation == talks.id && given.accepted_at.is_some())
        .map(|given| json!([given.giver, given.taker, given.gives, given.gets]))
        .collect();
    json!({
        "talks": talks.reference,
        "freeze": freeze.map(|freeze| freeze.reference.to_string()),
        "criteria": freeze.map(|freeze| freeze.criteria.clone()),
        "parties": talks.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(),
        "phases": offer.phases,
        "concessions": given,
        "version": version,
    })
}

/// SHA-256 of the terms in canonical JSON, 64 hexadecimal digits.
#[must_use]
pub fn terms_digest(plan: &Plan, talks: &Negotiation, offer: &Offer, version: u32) -> String {
    value_digest(&terms(plan, talks, offer, version))
}

/// SHA-256 of any value in canonical JSON, 64 hexadecimal digits.
#[must_use]
pub fn value_digest(value: &Value) -> String {
    hex::encode(Sha256::digest(canonical(value).as_bytes()))
}

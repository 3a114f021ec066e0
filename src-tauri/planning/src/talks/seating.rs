//! Who sits at the table and what for; and how a draft becomes the first ask.

use super::decisions::{Bid, Outcome, counter, made};
use super::{Refusal, ask};
use crate::{
    Freeze, FreezeEvent, FreezeState, Instant, Negotiation, NegotiationState, Party, PersonId, Plan, Side,
    wording,
};
use uuid::Uuid;

/// Least and most a party's loss may count, in tenths.
pub const WEIGHTS: std::ops::RangeInclusive<u32> = 1..=100;

/// The whole table, as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    /// Parties, in their order.
    pub parties: Vec<Party>,
    /// Who decides when they do not agree.
    pub decider: Option<PersonId>,
    /// Who keeps the talks going.
    pub mediator: Option<PersonId>,
    /// When the talks must end.
    pub ends_by: Option<Instant>,
    /// What the freeze is to protect.
    pub event: Option<FreezeEvent>,
}

/// Seats the parties anew: names, roles, weights, delegates, the decider, the event and its worth.
///
/// # Errors
/// Refused when the talks are over, a seat has no name or one that another has, nobody required sits on a side, a
/// weight is out of bounds, a party that has spoken would leave its seat, or the event ends before it begins.
pub fn seat(plan: &Plan, talks: &Negotiation, seating: Seating) -> Result<Outcome, Refusal> {
    if !matches!(
        talks.state,
        NegotiationState::Draft | NegotiationState::Open | NegotiationState::Escalated
    ) {
        return Err(Refusal::TalksClosed {
            reference: talks.reference.to_string(),
            state: talks.state,
        });
    }
    let mut seated = talks.clone();
    seated.parties = seating.parties;
    for party in &mut seated.parties {
        party.name = party.name.trim().to_owned();
    }
    (seated.decider, seated.mediator) = (seating.decider, seating.mediator);
    (seated.ends_by, seated.event) = (seating.ends_by, seating.event);
    for (number, party) in seated.parties.iter().enumerate() {
        if party.name.is_empty() {
            return Err(Refusal::NamelessSeat);
        }
        if seated.parties[..number]
            .iter()
            .any(|other| other.name == party.name)
        {
            return Err(Refusal::SeatedTwice {
                party: party.name.clone(),
            });
        }
        if !WEIGHTS.contains(&party.weight) {
            return Err(Refusal::WeightOutOfBounds {
                party: party.name.clone(),
                tenths: party.weight,
            });
        }
    }
    for side in [Side::Event, Side::Delivery] {
        if !seated
            .parties
            .iter()
            .any(|party| party.required && party.side == side)
        {
            return Err(Refusal::NobodyOnTheSide { side });
        }
    }
    let stays = |party: &&Party| {
        seated
            .parties
            .iter()
            .any(|other| other.name == party.name && other.side == party.side)
    };
    let gone = talks.parties.iter().filter(|party| !stays(party));
    if let Some(party) = gone.into_iter().find(|party| has_spoken(plan, talks, party)) {
        return Err(Refusal::HasSpoken {
            party: party.name.clone(),
            reference: talks.reference.to_string(),
        });
    }
    if let Some(event) = seated.event.as_ref().filter(|event| event.end <= event.start) {
        return Err(Refusal::EventEndsFirst {
            event: event.name.clone(),
        });
    }
    let sentence = said(talks, &seated);
    Ok(Outcome::of(seated, sentence))
}

/// True when the party made an offer, took a position, or has a need or a concession to its name.
fn has_spoken(plan: &Plan, talks: &Negotiation, party: &Party) -> bool {
    let name = &party.name;
    plan.offers
        .iter()
        .any(|offer| offer.negotiation == talks.id && offer.side == party.side && made(offer, party))
        || plan
            .positions
            .iter()
            .any(|position| position.negotiation == talks.id && position.party == *name)
        || plan
            .interests
            .iter()
            .any(|interest| interest.negotiation == talks.id && interest.party == *name)
        || plan
            .concessions
            .iter()
            .any(|given| given.negotiation == talks.id && (given.giver == *name || given.taker == *name))
}

/// What became of the table, in words.
fn said(before: &Negotiation, after: &Negotiation) -> String {
    let of = |talks: &Negotiation| -> Vec<String> {
        talks.parties.iter().map(|party| party.name.clone()).collect()
    };
    let (old, new) = (of(before), of(after));
    let came: Vec<String> = new.iter().filter(|name| !old.contains(name)).cloned().collect();
    let left: Vec<String> = old.iter().filter(|name| !new.contains(name)).cloned().collect();
    let mut parts = Vec::new();
    if !came.is_empty() {
        parts.push(format!("{} sat down", wording::list(&came)));
    }
    if !left.is_empty() {
        parts.push(format!("{} left", wording::list(&left)));
    }
    if parts.is_empty() {
        return format!("Changed who sits where at the table of {}.", before.reference);
    }
    format!("At the table of {}, {}.", before.reference, wording::list(&parts))
}

/// Sends a draft: the freeze as it stands becomes the first ask, and the time to answer begins.
///
/// # Errors
/// Refused when it was sent already, or the freeze is over by then.
pub fn send(
    plan: &Plan,
    talks: &Negotiation,
    by_name: &str,
    message: &str,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    if talks.state != NegotiationState::Draft {
        return Err(Refusal::SentAlready {
            reference: talks.reference.to_string(),
        });
    }
    let opened = Negotiation {
        state: NegotiationState::Open,
        ..talks.clone()
    };
    let by = plan.people.iter().find(|person| person.name == by_name);
    let bid = Bid {
        side: Side::Event,
        by_name: by_name.to_owned(),
        by: by.map(|person| person.id),
        phases: ask(plan, talks),
        message: message.to_owned(),
    };
    let mut outcome = counter(plan, &opened, bid, at, mint)?;
    let freeze = plan.freezes.get(&talks.freeze);
    outcome.freezes = freeze
        .map(|freeze| Freeze {
            state: FreezeState::Asked,
            ..freeze.clone()
        })
        .into_iter()
        .collect();
    let name = freeze.map_or_else(|| talks.reference.to_string(), |freeze| freeze.name.clone());
    outcome.sentence = format!("{by_name} asked for {name}.");
    Ok(outcome)
}

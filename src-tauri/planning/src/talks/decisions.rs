//! The verbs of the talks. Each gives the records that would be written, or says why not.

use super::agreeing::settle;
use super::terms::response_days;
use super::{Refusal, round, standing_offer};
use crate::{
    Agreement, Channel, Freeze, FreezeState, Instant, Negotiation, NegotiationState, Offer, OfferId,
    OfferPhase, Party, PersonId, Plan, Position, PositionId, Side, Stance,
};
use chrono::TimeDelta;
use uuid::Uuid;

/// What a decision writes. Records that are there are replaced, others are added.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The talks as they are now.
    pub negotiation: Negotiation,
    /// The new offer.
    pub offer: Option<Offer>,
    /// New positions.
    pub positions: Vec<Position>,
    /// What was agreed or decided.
    pub agreement: Option<Agreement>,
    /// The freeze as it is now, and one more for each further phase of what was agreed.
    pub freezes: Vec<Freeze>,
    /// What happened, in words.
    pub sentence: String,
}

impl Outcome {
    pub(super) fn of(negotiation: Negotiation, sentence: String) -> Self {
        Self {
            negotiation,
            offer: None,
            positions: Vec::new(),
            agreement: None,
            freezes: Vec::new(),
            sentence,
        }
    }

    /// The plan with the decision made.
    #[must_use]
    pub fn on(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        plan.put(self.negotiation.clone());
        self.freezes.iter().for_each(|freeze| plan.put(freeze.clone()));
        if let Some(offer) = &self.offer {
            plan.put(offer.clone());
        }
        for position in &self.positions {
            plan.put(position.clone());
        }
        if let Some(agreement) = &self.agreement {
            plan.put(agreement.clone());
        }
        plan
    }

    /// The same, said by somebody in some way other than at the desk.
    #[must_use]
    pub fn said_by(mut self, by: &str, via: Channel) -> Self {
        for position in &mut self.positions {
            by.clone_into(&mut position.by);
            position.via = via;
        }
        if let Some(offer) = &mut self.offer {
            offer.via = via;
        }
        self
    }
}

pub(super) fn open(talks: &Negotiation) -> Result<(), Refusal> {
    if talks.state == NegotiationState::Open {
        return Ok(());
    }
    Err(Refusal::TalksClosed {
        reference: talks.reference.to_string(),
        state: talks.state,
    })
}

fn seat<'a>(talks: &'a Negotiation, party: &str) -> Result<&'a Party, Refusal> {
    let absent = || Refusal::NotAtTheTable {
        party: party.to_owned(),
        reference: talks.reference.to_string(),
    };
    talks
        .parties
        .iter()
        .find(|seat| seat.name == party)
        .ok_or_else(absent)
}

pub(super) fn standing<'a>(plan: &'a Plan, talks: &Negotiation) -> Result<&'a Offer, Refusal> {
    standing_offer(plan, talks.id).ok_or_else(|| Refusal::NothingOffered {
        reference: talks.reference.to_string(),
    })
}

/// An offer as it is put on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// Which side makes it.
    pub side: Side,
    /// Who makes it, in words.
    pub by_name: String,
    /// The same, when it is somebody of the plan.
    pub by: Option<PersonId>,
    /// What is offered.
    pub phases: Vec<OfferPhase>,
    /// What is said along with it.
    pub message: String,
}

/// Puts an offer against the standing one. The first ask of the talks is made the same way.
///
/// # Errors
/// Refused when the talks are closed, the side made the standing offer itself, the offer does not differ from it, has
/// no phase, or a phase is over.
pub fn counter(
    plan: &Plan,
    talks: &Negotiation,
    bid: Bid,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    open(talks)?;
    if bid.phases.is_empty() {
        return Err(Refusal::NoPhases);
    }
    if let Some(over) = bid.phases.iter().find(|phase| phase.window.end() <= at) {
        return Err(Refusal::PhaseIsOver {
            phase: over.name.clone(),
            end: over.window.end(),
        });
    }
    if let Some(standing) = standing_offer(plan, talks.id) {
        if standing.side == bid.side {
            return Err(Refusal::OwnStandingOffer {
                by: standing.by_name.clone(),
                round: standing.round,
            });
        }
        if standing.phases == bid.phases {
            return Err(Refusal::SameOffer {
                round: standing.round,
            });
        }
    }
    let offer = Offer {
        id: OfferId(mint()),
        negotiation: talks.id,
        round: round(plan, talks.id) + u32::from(is_new_round(plan, talks, bid.side)),
        side: bid.side,
        by_name: bid.by_name,
        by: bid.by,
        made_at: at,
        phases: bid.phases,
        message: bid.message,
        replies_by: Some(at + TimeDelta::days(response_days(plan, talks))),
        via: Channel::Desk,
    };
    let sentence = format!(
        "{} made an offer in round {} of {}.",
        offer.by_name, offer.round, talks.reference
    );
    Ok(Outcome {
        offer: Some(offer),
        ..Outcome::of(talks.clone(), sentence)
    })
}

/// A round is an ask and its answer: the side that opened the talks opens each round.
fn is_new_round(plan: &Plan, talks: &Negotiation, side: Side) -> bool {
    super::offers_of(plan, talks.id)
        .first()
        .is_none_or(|first| first.side == side)
}

/// The party agrees to the standing offer; when every required party has, the talks are over and the freeze is as
/// offered.
///
/// # Errors
/// Refused when the talks are closed, nothing is offered, or the party is not at the table or made the offer.
pub fn accept(
    plan: &Plan,
    talks: &Negotiation,
    party: &str,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    let mut outcome = say(plan, talks, party, Stance::Accept, "", at, mint)?;
    let offer = standing(plan, talks)?;
    let agreed = |seat: &Party| {
        seat.name == party
            || made(offer, seat)
            || last_stance(plan, offer, &seat.name) == Some(Stance::Accept)
    };
    if talks.parties.iter().filter(|seat| seat.required).all(agreed) {
        outcome.negotiation.state = NegotiationState::Agreed;
        settle(&mut outcome, plan, offer, None, at, mint);
        outcome.sentence = format!(
            "{party} agreed; {} ends with round {}.",
            talks.reference, offer.round
        );
    }
    Ok(outcome)
}

/// The party agrees on conditions; the talks go on.
///
/// # Errors
/// As [`accept`], and when no condition is named.
pub fn accept_if(
    plan: &Plan,
    talks: &Negotiation,
    party: &str,
    conditions: &str,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    if conditions.trim().is_empty() {
        return Err(Refusal::NoReason {
            party: party.to_owned(),
        });
    }
    say(plan, talks, party, Stance::AcceptIf, conditions.trim(), at, mint)
}

/// The party does not agree to the standing offer.
///
/// # Errors
/// As [`accept`], and when no reason is named.
pub fn object(
    plan: &Plan,
    talks: &Negotiation,
    party: &str,
    reason: &str,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason {
            party: party.to_owned(),
        });
    }
    say(plan, talks, party, Stance::Object, reason.trim(), at, mint)
}

fn say(
    plan: &Plan,
    talks: &Negotiation,
    party: &str,
    stance: Stance,
    conditions: &str,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    open(talks)?;
    let seat = seat(talks, party)?;
    let offer = standing(plan, talks)?;
    if made(offer, seat) {
        return Err(Refusal::OwnStandingOffer {
            by: offer.by_name.clone(),
            round: offer.round,
        });
    }
    let position = Position {
        id: PositionId(mint()),
        negotiation: talks.id,
        offer: offer.id,
        party: party.to_owned(),
        stance,
        conditions: conditions.to_owned(),
        at,
        by: String::new(),
        via: Channel::Desk,
    };
    let word = match stance {
        Stance::Accept => "agreed to",
        Stance::AcceptIf => "agreed on conditions to",
        _ => "objected to",
    };
    let sentence = format!("{party} {word} round {} of {}.", offer.round, talks.reference);
    Ok(Outcome {
        positions: vec![position],
        ..Outcome::of(talks.clone(), sentence)
    })
}

pub(super) fn made(offer: &Offer, seat: &Party) -> bool {
    seat.side == offer.side
        && (seat.name == offer.by_name || (seat.person.is_some() && seat.person == offer.by))
}

pub(super) fn last_stance(plan: &Plan, offer: &Offer, party: &str) -> Option<Stance> {
    let said = plan
        .positions
        .iter()
        .filter(|position| position.offer == offer.id && position.party == party);
    said.max_by_key(|position| (position.at, position.id))
        .map(|position| position.stance)
}

/// The event side takes its ask back: the talks are over and the freeze closes nothing.
///
/// # Errors
/// Refused when the talks are closed or the side is not the one that asked.
pub fn withdraw(plan: &Plan, talks: &Negotiation, side: Side) -> Result<Outcome, Refusal> {
    if !matches!(talks.state, NegotiationState::Draft | NegotiationState::Escalated) {
        open(talks)?;
    }
    let freeze = plan.freezes.get(&talks.freeze);
    let name = freeze.map_or_else(|| talks.reference.to_string(), |freeze| freeze.name.clone());
    if side != Side::Event {
        return Err(Refusal::NotYourAsk { freeze: name });
    }
    let mut outcome = Outcome::of(talks.clone(), format!("{name} was withdrawn."));
    outcome.negotiation.state = NegotiationState::Withdrawn;
    // The ask for a new version leaves what was agreed as it is.
    let asked = freeze.filter(|_| talks.supersedes.is_none());
    outcome.freezes = asked
        .map(|freeze| Freeze {
            state: FreezeState::Withdrawn,
            ..freeze.clone()
        })
        .into_iter()
        .collect();
    Ok(outcome)
}

/// The decider takes one of the offers, once the time of the talks is over or a party has objected.
///
/// # Errors
/// Refused when the talks are closed, somebody else decides, it is too early, or the offer is of other talks.
pub fn decide(
    plan: &Plan,
    talks: &Negotiation,
    who: PersonId,
    offer: OfferId,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    if talks.state != NegotiationState::Escalated {
        open(talks)?;
    }
    let reference = || talks.reference.to_string();
    let name = plan
        .people
        .get(&who)
        .map_or_else(|| "Somebody unknown".to_owned(), |person| person.name.clone());
    if talks.decider != Some(who) {
        return Err(Refusal::NotTheDecider {
            who: name,
            reference: reference(),
        });
    }
    let taken = plan
        .offers
        .get(&offer)
        .filter(|offer| offer.negotiation == talks.id);
    let taken = taken.ok_or_else(|| Refusal::UnknownOffer {
        reference: reference(),
    })?;
    let standing = standing(plan, talks)?;
    let objected = talks
        .parties
        .iter()
        .any(|seat| last_stance(plan, standing, &seat.name) == Some(Stance::Object));
    let called = objected || talks.state == NegotiationState::Escalated;
    if let Some(until) = talks.ends_by.filter(|until| at < *until && !called) {
        return Err(Refusal::TooEarly {
            reference: reference(),
            until,
        });
    }
    let sentence = format!(
        "{name} decided {} for the offer of round {} by {}.",
        talks.reference, taken.round, taken.by_name
    );
    let mut outcome = Outcome::of(talks.clone(), sentence);
    outcome.negotiation.state = NegotiationState::Decided;
    settle(&mut outcome, plan, taken, Some(who), at, mint);
    Ok(outcome)
}

//! An answer that came back in a file: what it says, and whether it may be taken.

use super::decisions::{Bid, accept, accept_if, counter, made, object, open};
use super::{Outcome, Refusal, standing_offer};
use crate::{
    Channel, FreezeLevel, Instant, Negotiation, NegotiationId, OfferId, OfferPhase, Plan, Side, Stance,
    Window,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a party wants a phase to be instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyPhase {
    /// Number of the phase in the offer, from zero.
    pub number: usize,
    /// First moment.
    pub start: Instant,
    /// First moment after it.
    pub end: Instant,
    /// How closed.
    pub level: FreezeLevel,
}

/// What a party says in a response file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The talks.
    pub negotiation: NegotiationId,
    /// The offer that is answered.
    pub offer: OfferId,
    /// Its round.
    pub round: u32,
    /// The party that answers.
    pub party: String,
    /// Who answers for it.
    pub who: String,
    /// When it was answered, by the clock of whoever did.
    pub at: Instant,
    /// `accept`, `accept-if`, `object`, or `counter`.
    pub stance: String,
    /// Conditions, objection, or what is said along with the counter-offer.
    pub conditions: String,
    /// The counter-offer: phases as they should be instead; empty unless the stance is `counter`.
    pub phases: Vec<ReplyPhase>,
}

/// What comes of the reply. `now` is when it was read: an answer dated later counts as given now.
///
/// # Errors
/// Refused when the talks are unknown or over, the party is not at the table, the round is not the standing one, the
/// party has answered it, or what it says cannot be taken.
pub fn take_reply(
    plan: &Plan,
    reply: &Reply,
    now: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    let talks = plan
        .negotiations
        .get(&reply.negotiation)
        .ok_or(Refusal::UnknownTalks)?;
    let reference = || talks.reference.to_string();
    let seat = talks
        .parties
        .iter()
        .find(|seat| seat.name == reply.party)
        .ok_or_else(|| Refusal::NotAtTheTable {
            party: reply.party.clone(),
            reference: reference(),
        })?;
    open(talks)?;
    let standing = standing_offer(plan, talks.id).ok_or_else(|| Refusal::NothingOffered {
        reference: reference(),
    })?;
    if standing.id != reply.offer {
        let own = made(standing, seat) && standing.via == Channel::ResponseFile;
        return Err(if own {
            Refusal::AnsweredAlready {
                party: reply.party.clone(),
                round: reply.round,
            }
        } else {
            Refusal::OldRound {
                round: reply.round,
                standing: standing.round,
                by: standing.by_name.clone(),
            }
        });
    }
    let answered = plan.positions.iter().any(|position| {
        position.offer == standing.id
            && position.party == reply.party
            && !matches!(position.stance, Stance::NotOpened | Stance::Reading)
    });
    if answered {
        return Err(Refusal::AnsweredAlready {
            party: reply.party.clone(),
            round: reply.round,
        });
    }
    let at = reply.at.min(now).max(standing.made_at);
    let outcome = match reply.stance.as_str() {
        "accept" => accept(plan, talks, &reply.party, at, mint)?,
        "accept-if" => accept_if(plan, talks, &reply.party, &reply.conditions, at, mint)?,
        "object" => object(plan, talks, &reply.party, &reply.conditions, at, mint)?,
        "counter" => against(plan, talks, seat.side, reply, &standing.phases, at, mint)?,
        other => {
            return Err(Refusal::UnknownStance {
                stance: other.to_owned(),
            });
        }
    };
    Ok(outcome.said_by(&reply.who, Channel::ResponseFile))
}

fn against(
    plan: &Plan,
    talks: &Negotiation,
    side: Side,
    reply: &Reply,
    standing: &[OfferPhase],
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    let mut phases = standing.to_vec();
    for wanted in &reply.phases {
        let Some(phase) = phases.get_mut(wanted.number) else {
            return Err(Refusal::NoPhases);
        };
        phase.window = Window::new(wanted.start, wanted.end).map_err(|_| Refusal::EndsBeforeItBegins {
            phase: phase.name.clone(),
        })?;
        phase.level = wanted.level;
    }
    let by = talks
        .parties
        .iter()
        .find(|seat| seat.name == reply.party)
        .and_then(|seat| seat.person);
    counter(
        plan,
        talks,
        Bid {
            side,
            by_name: reply.party.clone(),
            by,
            phases,
            message: reply.conditions.clone(),
        },
        at,
        mint,
    )
}

//! What happens when talks stand still: the deadline of a round, the silence rule, the way to the decider.

use super::agreeing::settle;
use super::decisions::{Outcome, last_stance, made, open, standing};
use super::{Refusal, agreement_of, offers_of, standing_offer};
use crate::records::words;
use crate::{
    Channel, Instant, Negotiation, NegotiationState, Offer, Party, Plan, Position, PositionId, SilenceRule,
    Stance, wording,
};
use uuid::Uuid;

words! {
    /// How far talks and what came of them are, as people and time have it.
    Stage {
        /// Being written; nobody else is asked yet.
        Draft = "draft",
        /// The ask is on the table and nobody has answered.
        Circulated = "circulated",
        /// Offers go back and forth.
        Round = "round",
        /// Before the decider.
        Escalated = "escalated",
        /// Agreed, and not published yet.
        Agreed = "agreed",
        /// Decided, and not published yet.
        Decided = "decided",
        /// Agreed or decided and published; the freeze has not begun.
        Published = "published",
        /// The freeze is in force.
        Active = "active",
        /// The freeze is over; what waited for it goes by the thaw plan.
        Thawing = "thawing",
        /// Over.
        Closed = "closed",
        /// Over, and looked at.
        Reviewed = "reviewed",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// How far the talks and what came of them are.
#[must_use]
pub fn stage(plan: &Plan, talks: &Negotiation, now: Instant) -> Stage {
    let ended = match talks.state {
        NegotiationState::Draft => return Stage::Draft,
        NegotiationState::Withdrawn => return Stage::Withdrawn,
        NegotiationState::Escalated => return Stage::Escalated,
        NegotiationState::Open => {
            let offers = offers_of(plan, talks.id);
            let answered = plan.positions.iter().any(|position| {
                position.negotiation == talks.id
                    && !matches!(position.stance, Stance::NotOpened | Stance::Reading)
            });
            let one_sided = offers.iter().all(|offer| offer.side == offers[0].side);
            return if one_sided && !answered {
                Stage::Circulated
            } else {
                Stage::Round
            };
        }
        NegotiationState::Agreed => Stage::Agreed,
        NegotiationState::Decided => Stage::Decided,
    };
    if talks.review.is_some() {
        return Stage::Reviewed;
    }
    let agreement = agreement_of(plan, talks.id);
    let taken = agreement.and_then(|agreement| plan.offers.get(&agreement.offer));
    let freeze = plan.freezes.get(&talks.freeze);
    let Some(span) = taken
        .and_then(Offer::span)
        .or_else(|| freeze.map(|freeze| freeze.window))
    else {
        return ended;
    };
    if span.contains(now) {
        return Stage::Active;
    }
    if now >= span.end() {
        let today = now.day_in(plan.settings().zone);
        let thaws = plan
            .thaw_plans
            .iter()
            .filter(|thaw| thaw.freeze == talks.freeze)
            .any(|thaw| thaw.days.iter().any(|day| day.on >= today));
        return if thaws { Stage::Thawing } else { Stage::Closed };
    }
    let published = agreement.is_some_and(|agreement| {
        plan.publications
            .iter()
            .any(|publication| publication.published_at >= agreement.agreed_at)
    });
    if published { Stage::Published } else { ended }
}

/// Required parties on the other side of the standing offer that have not said what they think of it.
#[must_use]
pub fn silent_parties<'a>(plan: &Plan, talks: &'a Negotiation) -> Vec<&'a Party> {
    let Some(offer) = standing_offer(plan, talks.id) else {
        return Vec::new();
    };
    let is_silent = |party: &&Party| {
        party.required
            && party.side != offer.side
            && matches!(
                last_stance(plan, offer, &party.name),
                None | Some(Stance::NotOpened | Stance::Reading)
            )
    };
    talks.parties.iter().filter(is_silent).collect()
}

/// Lets the silence rule speak for those who have not answered by the deadline.
///
/// # Errors
/// Refused when the talks are closed, the deadline has not passed or none is set, or nobody is silent.
pub fn apply_silence(
    plan: &Plan,
    talks: &Negotiation,
    at: Instant,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Outcome, Refusal> {
    open(talks)?;
    let offer = standing(plan, talks)?;
    if offer.replies_by.is_none_or(|until| at < until) {
        return Err(Refusal::StillTime {
            reference: talks.reference.to_string(),
            until: offer.replies_by,
        });
    }
    let silent = silent_parties(plan, talks);
    if silent.is_empty() {
        return Err(Refusal::NobodyIsSilent {
            reference: talks.reference.to_string(),
        });
    }
    let names: Vec<&str> = silent.iter().map(|party| party.name.as_str()).collect();
    let has = if names.len() == 1 { "has" } else { "have" };
    let named = wording::list(&names);
    let mut outcome = Outcome::of(talks.clone(), String::new());
    let stance = match talks.silence_rule {
        SilenceRule::Escalate => {
            outcome.negotiation.state = NegotiationState::Escalated;
            outcome.negotiation.escalation = format!("{named} {has} not answered round {}.", offer.round);
            outcome.sentence = format!(
                "{named} {has} not answered round {} of {}; the decider decides.",
                offer.round, talks.reference
            );
            return Ok(outcome);
        }
        SilenceRule::Consent => Stance::Accept,
        SilenceRule::Object => Stance::Object,
    };
    outcome.positions = names
        .iter()
        .map(|party| Position {
            id: PositionId(mint()),
            negotiation: talks.id,
            offer: offer.id,
            party: (*party).to_owned(),
            stance,
            conditions: "Silent at the deadline.".to_owned(),
            at,
            by: String::new(),
            via: Channel::Silence,
        })
        .collect();
    let word = if stance == Stance::Accept {
        "agreed"
    } else {
        "an objection"
    };
    outcome.sentence = format!(
        "{named} {has} not answered round {} of {}; silence counts as {word}.",
        offer.round, talks.reference
    );
    let agreed = |seat: &Party| {
        names.contains(&seat.name.as_str())
            || made(offer, seat)
            || last_stance(plan, offer, &seat.name) == Some(Stance::Accept)
    };
    if stance == Stance::Accept && talks.parties.iter().filter(|seat| seat.required).all(agreed) {
        outcome.negotiation.state = NegotiationState::Agreed;
        settle(&mut outcome, plan, offer, None, at, mint);
    }
    Ok(outcome)
}

/// Calls the decider.
///
/// # Errors
/// Refused when the talks are closed, nobody is named to decide, or no reason is given.
pub fn escalate(talks: &Negotiation, by: &str, reason: &str) -> Result<Outcome, Refusal> {
    open(talks)?;
    if talks.decider.is_none() {
        return Err(Refusal::NoDecider {
            reference: talks.reference.to_string(),
        });
    }
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason { party: by.to_owned() });
    }
    let mut outcome = Outcome::of(
        talks.clone(),
        format!(
            "{by} called the decider of {}: {}",
            talks.reference,
            reason.trim()
        ),
    );
    outcome.negotiation.state = NegotiationState::Escalated;
    outcome.negotiation.escalation = reason.trim().to_owned();
    Ok(outcome)
}

//! Talks about a freeze: decisions as verbs, and the numbers of each offer.
//!
//! ```text
//! standing_offer(&Plan, NegotiationId) -> Option<&Offer>      the last one made; it is the one to answer
//! last_offer_of(&Plan, NegotiationId, Side) -> Option<&Offer> each side's last word: the ask and the offer
//! offers_of(&Plan, NegotiationId) -> Vec<&Offer>              all, in order
//! round(&Plan, NegotiationId) -> u32                          rounds so far
//! gap_days(&Plan, NegotiationId) -> Option<i64>               days that one side wants closed and the other open
//! scope_note(&Plan, &FreezeScope) -> String                   `Retail Online, Payments; production`
//! seat, send, counter, accept, accept_if, object, withdraw, decide       -> Result<Outcome, Refusal>; nothing is written
//! consequences(&Plan, &Index, &Negotiation, &[OfferPhase]) -> Consequences
//! alternatives(&Plan, &Index, &Negotiation) -> Vec<Alternative>
//! trade_off(&Plan, &Index, &Negotiation) -> TradeOff          everything tried, the Pareto set, its knee in words
//! ```

mod advice;
mod agreeing;
mod alternatives;
mod cascade;
mod consequences;
mod coverage;
mod deadline;
mod decisions;
mod in_words;
mod paper;
mod price;
mod refusal;
mod reply;
mod seating;
mod terms;
mod thaw;
mod trade_off;

pub use advice::{
    Advice, AdvicePart, ExceptionBudget, UseJudged, advice, days_asked, days_before, earlier_requests,
    exception_budget, reviews_owed, uses_judged,
};
pub use agreeing::{
    Stretch, agreement_of, agreements_of, amend, channel_note, is_intact, sign, signatures_of, stretches,
    taken_offer, zones_of_regions,
};
pub use alternatives::{Alternative, alternatives};
pub use cascade::{CascadeRow, LeadDays, cascade};
pub use consequences::{Consequences, Displaced, PhaseDays, Thaw, consequences};
pub use deadline::{Stage, apply_silence, escalate, silent_parties, stage};
pub use decisions::{Bid, Outcome, accept, accept_if, counter, decide, object, withdraw};
pub use in_words::difference;
pub use paper::{AgreementPaper, PaperPhase, agreement_paper};
pub use price::{Delay, Drain, Exposure, ExposureRow, Price, Share, fails_permille};
pub use refusal::Refusal;
pub use reply::{Reply, ReplyPhase, take_reply};
pub use seating::{Seating, WEIGHTS, seat, send};
pub use terms::{policy, terms, terms_digest, value_digest};
pub use thaw::{ThawLoad, ThawProposal, ThawStep, thaw_loads, thaw_proposal};
pub use trade_off::{Measure, TradeOff, Tried, trade_off};

use crate::{FreezeScope, NegotiationId, Offer, OfferPhase, Plan, Side, Subject, Window, wording};

/// Every offer of the talks, in the order in which they were made.
#[must_use]
pub fn offers_of(plan: &Plan, talks: NegotiationId) -> Vec<&Offer> {
    let mut offers: Vec<&Offer> = plan
        .offers
        .iter()
        .filter(|offer| offer.negotiation == talks)
        .collect();
    offers.sort_by_key(|offer| (offer.round, offer.made_at, offer.id));
    offers
}

/// The last offer made: the one to answer.
#[must_use]
pub fn standing_offer(plan: &Plan, talks: NegotiationId) -> Option<&Offer> {
    offers_of(plan, talks).pop()
}

/// The last offer of one side.
#[must_use]
pub fn last_offer_of(plan: &Plan, talks: NegotiationId, side: Side) -> Option<&Offer> {
    offers_of(plan, talks)
        .into_iter()
        .rfind(|offer| offer.side == side)
}

/// The round the talks are in; zero before the first offer.
#[must_use]
pub fn round(plan: &Plan, talks: NegotiationId) -> u32 {
    standing_offer(plan, talks).map_or(0, |offer| offer.round)
}

/// Days that one side wants closed and the other open; `None` until both have spoken.
#[must_use]
pub fn gap_days(plan: &Plan, talks: NegotiationId) -> Option<i64> {
    let ask = last_offer_of(plan, talks, Side::Event)?.span()?;
    let offer = last_offer_of(plan, talks, Side::Delivery)?.span()?;
    let both = ask.intersection(offer).map_or(0, Window::minutes);
    Some((ask.minutes() + offer.minutes() - 2 * both).div_euclid(24 * 60))
}

/// What the scope covers, in a few words.
#[must_use]
pub fn scope_note(plan: &Plan, scope: &FreezeScope) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |names: Vec<String>| {
        if !names.is_empty() {
            parts.push(wording::list(&names));
        }
    };
    add(scope.systems.clone());
    add(scope
        .teams
        .iter()
        .map(|id| {
            plan.teams
                .get(id)
                .map_or("unknown team".into(), |team| team.name.clone())
        })
        .collect());
    add(scope
        .services
        .iter()
        .map(|id| plan.name_of(Subject::Service(*id)))
        .collect());
    add(scope.kinds.iter().map(|kind| format!("every {kind}")).collect());
    if parts.is_empty() {
        parts.push("all services".to_owned());
    }
    if !scope.environments.is_empty() {
        let names: Vec<String> = scope
            .environments
            .iter()
            .map(|id| plan.name_of(Subject::Environment(*id)))
            .collect();
        parts.push(wording::list(&names));
    }
    let mut said = parts.join("; ");
    if !scope.except_services.is_empty() {
        let names: Vec<String> = scope
            .except_services
            .iter()
            .map(|id| plan.name_of(Subject::Service(*id)))
            .collect();
        said.push_str(&format!(", without {}", wording::list(&names)));
    }
    said
}

/// What the event side asks for: its last offer, or the freeze as it stands.
#[must_use]
pub fn ask(plan: &Plan, talks: &crate::Negotiation) -> Vec<OfferPhase> {
    if let Some(offer) = last_offer_of(plan, talks.id, Side::Event) {
        return offer.phases.clone();
    }
    let freeze = plan.freezes.get(&talks.freeze);
    let phase = freeze.map(|freeze| OfferPhase {
        allowed: freeze.allowed.clone(),
        in_flight: freeze.in_flight,
        ..OfferPhase::new(&freeze.name, freeze.window, freeze.level, freeze.scope.clone())
    });
    phase.into_iter().collect()
}

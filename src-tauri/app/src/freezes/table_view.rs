//! The table of the talks: parties, rounds, gap, options, concessions, and what was agreed.

use super::impact::impact;
use super::list::other_side;
use super::room_view::*;
use crate::frame::{Facts, initials, mark};
use planning::talks as core;
use planning::{
    Agreement, Channel, Instant, Negotiation, NegotiationState, Offer, Plan, Side, Stance, Subject, Window,
};
use std::collections::BTreeMap;

pub(super) fn view(plan: &Plan, facts: &Facts, talks: &Negotiation, now: Instant) -> TalksView {
    let offers = core::offers_of(plan, talks.id);
    let standing = offers.last().copied();
    let trade_off = core::trade_off(plan, &facts.index, talks);
    TalksView {
        id: talks.id,
        reference: talks.reference.to_string(),
        state: talks.state,
        round: core::round(plan, talks.id),
        turn: standing.map(|offer| other_side(offer.side)),
        replies_by: standing.and_then(|offer| offer.replies_by),
        silence_rule: talks.silence_rule,
        ends_by: talks.ends_by,
        decider: talks.decider.and_then(|id| plan.people.get(&id)).map(mark),
        parties: talks
            .parties
            .iter()
            .map(|party| party_line(plan, talks, party, standing))
            .collect(),
        rounds: offers
            .iter()
            .enumerate()
            .rev()
            .map(|(number, offer)| {
                let before = number.checked_sub(1).and_then(|number| offers.get(number));
                round_line(plan, offer, before.copied(), standing)
            })
            .collect(),
        gaps: gaps(&offers),
        options: options(plan, facts, talks, &trade_off),
        trade_off,
        stage: core::stage(plan, talks, now),
        event: talks.event.clone(),
        mediator: talks.mediator.and_then(|id| plan.people.get(&id)).map(mark),
        escalation: talks.escalation.clone(),
        silence_due: talks.state == NegotiationState::Open
            && standing
                .and_then(|offer| offer.replies_by)
                .is_some_and(|until| until <= now)
            && !core::silent_parties(plan, talks).is_empty(),
        concessions: concessions(plan, talks),
        agreement: core::agreement_of(plan, talks.id).map(|agreement| agreement_view(plan, talks, agreement)),
        supersedes: talks
            .supersedes
            .map(|id| plan.name_of(Subject::Negotiation(id)))
            .unwrap_or_default(),
        review: talks.review.clone(),
    }
}

fn concessions(plan: &Plan, talks: &Negotiation) -> Vec<ConcessionLine> {
    let mut found: Vec<ConcessionLine> = plan
        .concessions
        .iter()
        .filter(|given| given.negotiation == talks.id)
        .map(|given| ConcessionLine {
            id: given.id,
            round: given.round,
            giver: given.giver.clone(),
            taker: given.taker.clone(),
            gives: given.gives.clone(),
            gets: given.gets.clone(),
            exception: given
                .exception
                .map(|id| plan.name_of(Subject::FreezeException(id)))
                .unwrap_or_default(),
            accepted_at: given.accepted_at,
        })
        .collect();
    found.sort_by_key(|given| (given.round, given.id));
    found
}

fn agreement_view(plan: &Plan, talks: &Negotiation, agreement: &Agreement) -> AgreementView {
    let taken = plan.offers.get(&agreement.offer);
    let before = core::agreements_of(plan, agreement.freeze)
        .into_iter()
        .rfind(|other| other.version < agreement.version)
        .and_then(|other| plan.offers.get(&other.offer));
    let signed = core::signatures_of(plan, agreement.id);
    let mut signatures: Vec<SignatureLine> = signed
        .iter()
        .map(|signature| SignatureLine {
            party: signature.party.clone(),
            person: signature.person.clone(),
            at: Some(signature.at),
            method: Some(signature.method),
            proved: signature
                .key
                .as_ref()
                .zip(signature.signature.as_ref())
                .is_some_and(|(key, seal)| store::is_signed_by(key, agreement.digest.as_bytes(), seal)),
        })
        .collect();
    for seat in talks.parties.iter().filter(|seat| seat.required) {
        if !signed.iter().any(|signature| signature.party == seat.name) {
            signatures.push(SignatureLine {
                party: seat.name.clone(),
                person: String::new(),
                at: None,
                method: None,
                proved: false,
            });
        }
    }
    let phases = taken.map(|offer| offer.phases.clone()).unwrap_or_default();
    AgreementView {
        id: agreement.id,
        version: agreement.version,
        agreed_at: agreement.agreed_at,
        decided_by: agreement
            .decided_by
            .and_then(|id| plan.people.get(&id))
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        review_on: agreement.review_on,
        digest: agreement.digest.clone(),
        intact: core::is_intact(plan, agreement),
        changed: before.map_or_else(Vec::new, |before| core::difference(plan, &before.phases, &phases)),
        phases,
        signatures,
    }
}

fn party_line(
    plan: &Plan,
    talks: &Negotiation,
    party: &planning::Party,
    standing: Option<&Offer>,
) -> PartyLine {
    let last = standing.and_then(|offer| {
        plan.positions
            .iter()
            .filter(|position| position.offer == offer.id && position.party == party.name)
            .max_by_key(|position| (position.at, position.id))
    });
    let speaker = party.person.and_then(|id| plan.people.get(&id));
    let proposed = standing.is_some_and(|offer| {
        offer.by_name == party.name
            || (offer.by.is_some() && offer.by == party.person)
            || speaker.is_some_and(|person| person.name == offer.by_name)
    });
    PartyLine {
        name: party.name.clone(),
        person: speaker.map(mark),
        side: party.side,
        required: party.required,
        stance: last.map_or(Stance::NotOpened, |position| position.stance),
        proposed,
        conditions: last
            .map(|position| position.conditions.clone())
            .unwrap_or_default(),
        role: party.role,
        weight: party.weight,
        delegate: party.delegate.and_then(|id| plan.people.get(&id)).map(mark),
        by: last.map(|position| position.by.clone()).unwrap_or_default(),
        via: last.map_or(Channel::Desk, |position| position.via),
        silent: talks.state == NegotiationState::Open
            && core::silent_parties(plan, talks)
                .iter()
                .any(|silent| silent.name == party.name),
        interests: plan
            .interests
            .iter()
            .filter(|interest| interest.negotiation == talks.id && interest.party == party.name)
            .map(|interest| InterestLine {
                id: interest.id,
                about: interest
                    .change
                    .map(|id| plan.name_of(Subject::Change(id)))
                    .or_else(|| interest.release.map(|id| plan.name_of(Subject::Release(id))))
                    .unwrap_or_default(),
                need: interest.need.clone(),
                value_per_day: interest.value_per_day,
                hard_date: interest.hard_date,
            })
            .collect(),
    }
}

fn round_line(plan: &Plan, offer: &Offer, before: Option<&Offer>, standing: Option<&Offer>) -> RoundLine {
    RoundLine {
        id: offer.id,
        round: offer.round,
        side: offer.side,
        by: offer.by_name.clone(),
        initials: initials(&offer.by_name),
        at: offer.made_at,
        phases: offer.phases.clone(),
        message: offer.message.clone(),
        replies_by: offer.replies_by,
        via: offer.via,
        difference: before.map_or_else(Vec::new, |before| {
            core::difference(plan, &before.phases, &offer.phases)
        }),
        standing: standing.is_some_and(|standing| standing.id == offer.id),
    }
}

fn gaps(offers: &[&Offer]) -> Vec<GapLine> {
    let mut rounds: BTreeMap<u32, GapLine> = BTreeMap::new();
    for offer in offers {
        let line = rounds.entry(offer.round).or_insert(GapLine {
            round: offer.round,
            ask: None,
            offer: None,
            days: None,
        });
        match offer.side {
            Side::Event => line.ask = offer.span(),
            Side::Delivery => line.offer = offer.span(),
        }
    }
    let mut lines: Vec<GapLine> = rounds.into_values().collect();
    for line in &mut lines {
        line.days = line.ask.zip(line.offer).map(|(ask, offer)| {
            let both = ask.intersection(offer).map_or(0, Window::minutes);
            (ask.minutes() + offer.minutes() - 2 * both).div_euclid(24 * 60)
        });
    }
    lines
}

fn options(plan: &Plan, facts: &Facts, talks: &Negotiation, trade_off: &core::TradeOff) -> Vec<OptionRow> {
    let mut rows: Vec<OptionRow> = Vec::new();
    if talks.state == NegotiationState::Draft {
        let phases = core::ask(plan, talks);
        rows.push(OptionRow {
            kind: "ask".into(),
            letter: String::new(),
            name: "Draft".into(),
            sentence: "Nobody is asked yet".into(),
            impact: impact(
                plan,
                facts,
                &phases,
                &core::consequences(plan, &facts.index, talks, &phases),
            ),
            phases,
            dominated_by: String::new(),
        });
    }
    for (kind, name, side) in [
        ("ask", "Ask", Side::Event),
        ("offer", "Our offer", Side::Delivery),
    ] {
        if let Some(offer) = core::last_offer_of(plan, talks.id, side) {
            rows.push(OptionRow {
                kind: kind.into(),
                letter: String::new(),
                name: name.into(),
                sentence: offer.message.clone(),
                phases: offer.phases.clone(),
                impact: impact(
                    plan,
                    facts,
                    &offer.phases,
                    &core::consequences(plan, &facts.index, talks, &offer.phases),
                ),
                dominated_by: String::new(),
            });
        }
    }
    rows.extend(
        core::alternatives(plan, &facts.index, talks)
            .into_iter()
            .map(|option| OptionRow {
                kind: "computed".into(),
                letter: option.letter.to_string(),
                name: option.name,
                sentence: option.sentence,
                impact: impact(plan, facts, &option.phases, &option.consequences),
                phases: option.phases,
                dominated_by: String::new(),
            }),
    );
    for row in &mut rows {
        let tried = trade_off.tried.iter().find(|tried| tried.phases == row.phases);
        let by = tried.and_then(|tried| tried.dominated_by.first());
        let Some(by) = by.and_then(|by| trade_off.tried.get(*by as usize)) else {
            continue;
        };
        row.dominated_by = match by.label.as_str() {
            "" => by.phases.first().map_or_else(String::new, |phase| {
                planning::wording::days(phase.window, plan.settings().zone)
            }),
            "Ask" => "the ask".to_owned(),
            "Offer" => "our offer".to_owned(),
            letter => letter.to_owned(),
        };
    }
    rows
}

//! The room in which a freeze is talked about: options with their consequences, rounds, gap, sign-offs, exceptions.

use super::impact::{impact, services_in};
use super::list::{line, other_side};
use super::room_view::*;
use crate::frame::{Facts, facts, initials, mark};
use crate::{Desk, WireFailure};
use chrono::TimeDelta;
use planning::calendar::stopped;
use planning::talks as core;
use planning::{
    ChangeId, Freeze, FreezeId, Negotiation, NegotiationId, NegotiationState, Offer, OfferPhase, Plan,
    Release, Side, Stance, Subject, Window,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Which freeze.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeQuestion {
    /// The freeze.
    pub freeze: FreezeId,
}

/// What would an offer cost?
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewOffer {
    /// The talks.
    pub negotiation: NegotiationId,
    /// What would be offered.
    pub phases: Vec<OfferPhase>,
}

/// The room of a freeze.
///
/// # Errors
/// Refused when the freeze is not in the plan.
pub async fn talks(desk: &Desk, question: FreezeQuestion) -> Result<FreezeRoom, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let freeze = plan
        .freezes
        .get(&question.freeze)
        .ok_or_else(|| WireFailure::unknown("freeze"))?;
    // Open talks before closed ones; among closed ones the last.
    let talks = plan
        .negotiations
        .iter()
        .filter(|talks| talks.freeze == freeze.id)
        .max_by_key(|talks| (talks.state == NegotiationState::Open, talks.id));
    let span = span(&plan, freeze, talks);
    let closing = closing(&plan, freeze, talks);
    let mut releases: Vec<ReleaseTick> = plan
        .releases
        .iter()
        .filter(|release| span.overlaps(release.deploy))
        .map(|release| {
            let stopped = if release.is_open() {
                stopped_by(&plan, &facts, &closing, release)
            } else {
                0
            };
            ReleaseTick {
                id: release.id,
                reference: release.reference.to_string(),
                title: release.title.clone(),
                deploy: release.deploy,
                inside: stopped > 0,
                stopped,
            }
        })
        .collect();
    releases.sort_by_key(|tick| tick.deploy.start());
    Ok(FreezeRoom {
        freeze: line(&plan, freeze),
        reason: freeze.reason.clone(),
        asked_by: freeze.asked_by.clone(),
        criteria: freeze.criteria.clone(),
        services: services_in(&plan, &freeze.scope),
        span,
        releases,
        talks: talks.map(|talks| view(&plan, &facts, talks)),
        exceptions: exceptions(&plan, freeze),
        seq: plan.seq,
    })
}

/// What an offer would cost and protect, before it is made.
///
/// # Errors
/// Refused when the talks are not in the plan.
pub async fn preview_offer(desk: &Desk, question: PreviewOffer) -> Result<Impact, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let talks = plan
        .negotiations
        .get(&question.negotiation)
        .ok_or_else(|| WireFailure::unknown("negotiation"))?;
    Ok(impact(
        &plan,
        &facts,
        &question.phases,
        &core::consequences(&plan, &facts.index, talks, &question.phases),
    ))
}

/// What the freeze closes as it is asked for now; once the talks are over, as it was agreed.
fn closing(plan: &Plan, freeze: &Freeze, talks: Option<&Negotiation>) -> Vec<Freeze> {
    let open = talks.filter(|talks| talks.state == NegotiationState::Open);
    let ask = open.and_then(|talks| core::last_offer_of(plan, talks.id, Side::Event));
    ask.map_or_else(
        || vec![freeze.clone()],
        |offer| {
            let phase = |phase: &OfferPhase| Freeze {
                window: phase.window,
                level: phase.level,
                scope: phase.scope.clone(),
                ..freeze.clone()
            };
            offer.phases.iter().map(phase).collect()
        },
    )
}

/// How many changes of the release the freezes stop.
fn stopped_by(plan: &Plan, facts: &Facts, freezes: &[Freeze], release: &Release) -> u32 {
    let met: Vec<&Freeze> = freezes
        .iter()
        .filter(|freeze| freeze.window.overlaps(release.exposed()))
        .collect();
    if met.is_empty() {
        return 0;
    }
    let changes = || {
        facts
            .changes_of(release.id)
            .iter()
            .filter_map(|id| plan.changes.get(id))
    };
    let found: BTreeSet<ChangeId> = met
        .iter()
        .flat_map(|freeze| stopped(plan, freeze, release, release.deploy, changes()))
        .map(|change| change.id)
        .collect();
    u32::try_from(found.len()).unwrap_or(u32::MAX)
}

/// From a week before the first to a week after the last thing on the table.
fn span(plan: &Plan, freeze: &Freeze, talks: Option<&Negotiation>) -> Window {
    let offered = talks
        .map(|talks| core::offers_of(plan, talks.id))
        .unwrap_or_default();
    let spans = offered.into_iter().filter_map(Offer::span).chain([freeze.window]);
    let (start, end) = spans.fold(
        (freeze.window.start(), freeze.window.end()),
        |(start, end), span| (start.min(span.start()), end.max(span.end())),
    );
    let week = TimeDelta::days(7);
    Window::new(start - week, end + week).unwrap_or(freeze.window)
}

fn view(plan: &Plan, facts: &Facts, talks: &Negotiation) -> TalksView {
    let offers = core::offers_of(plan, talks.id);
    let standing = offers.last().copied();
    let trade_off = core::trade_off(plan, &facts.index, talks);
    TalksView {
        id: talks.id,
        reference: talks.reference.to_string(),
        state: talks.state,
        round: core::round(plan, talks.id),
        turn: standing.map(|offer| other_side(offer.side)),
        replies_by: talks.replies_by,
        silence_rule: talks.silence_rule,
        ends_by: talks.ends_by,
        decider: talks.decider.and_then(|id| plan.people.get(&id)).map(mark),
        parties: talks
            .parties
            .iter()
            .map(|party| party_line(plan, party, standing))
            .collect(),
        rounds: offers
            .iter()
            .rev()
            .map(|offer| round_line(offer, standing))
            .collect(),
        gaps: gaps(&offers),
        options: options(plan, facts, talks),
        trade_off,
    }
}

fn party_line(plan: &Plan, party: &planning::Party, standing: Option<&Offer>) -> PartyLine {
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
    }
}

fn round_line(offer: &Offer, standing: Option<&Offer>) -> RoundLine {
    RoundLine {
        id: offer.id,
        round: offer.round,
        side: offer.side,
        by: offer.by_name.clone(),
        initials: initials(&offer.by_name),
        at: offer.made_at,
        phases: offer.phases.clone(),
        message: offer.message.clone(),
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

fn options(plan: &Plan, facts: &Facts, talks: &Negotiation) -> Vec<OptionRow> {
    let mut rows: Vec<OptionRow> = Vec::new();
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
                dominated: false,
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
                dominated: false,
            }),
    );
    let scores: Vec<(i64, u32)> = rows
        .iter()
        .map(|row| (row.impact.change_days_lost, row.impact.coverage_permille))
        .collect();
    for (row, score) in rows.iter_mut().zip(&scores) {
        row.dominated = scores
            .iter()
            .any(|other| other != score && other.0 <= score.0 && other.1 >= score.1);
    }
    rows
}

fn exceptions(plan: &Plan, freeze: &Freeze) -> Vec<ExceptionLine> {
    let mut lines: Vec<ExceptionLine> = plan
        .exceptions
        .iter()
        .filter(|request| request.freeze == freeze.id)
        .map(|request| {
            let changes = request.changes.iter().filter_map(|id| plan.changes.get(id));
            let mut names: Vec<String> = changes
                .map(|change| format!("{} {}", change.reference, change.title))
                .collect();
            names.extend(request.release.map(|id| plan.name_of(Subject::Release(id))));
            ExceptionLine {
                id: request.id,
                reference: request.reference.to_string(),
                subject: planning::wording::list(&names),
                requester: request.requester.clone(),
                reason: request.reason.clone(),
                criteria_met: request.criteria_met.clone(),
                verdict: request.verdict,
                filed_at: request.filed_at,
                decided_at: request.decided_at,
                conditions: request.conditions.clone(),
                slot: request.slot,
                decided_by: request
                    .decided_by
                    .and_then(|id| plan.people.get(&id))
                    .map(|person| person.name.clone())
                    .unwrap_or_default(),
            }
        })
        .collect();
    lines.sort_by(|a, b| a.reference.cmp(&b.reference));
    lines
}

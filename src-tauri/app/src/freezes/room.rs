//! The room in which a freeze is talked about: options with their consequences, rounds, gap, sign-offs, exceptions.

use super::exception_lines::lines_of;
use super::impact::{impact, services_in};
use super::list::line;
use super::room_view::*;
use crate::contract::Nothing;
use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure};
use chrono::TimeDelta;
use planning::calendar::stopped;
use planning::talks as core;
use planning::{
    ChangeId, Freeze, FreezeId, FreezePolicy, FreezeState, Negotiation, NegotiationId, NegotiationState,
    Offer, OfferPhase, Plan, Release, Side, Window,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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
        talks: talks.map(|talks| super::table_view::view(&plan, &facts, talks, desk.edge().now())),
        exceptions: lines_of(&plan, &facts, freeze),
        budget: core::exception_budget(&plan, freeze),
        policy: freeze
            .policy
            .and_then(|id| plan.freeze_policies.get(&id))
            .cloned(),
        house: core::policy(&plan, None),
        policies: policies(&plan),
        passes: if freeze.allowed.is_empty() {
            planning::passing_at(freeze.level)
        } else {
            freeze.allowed.clone()
        },
        seq: plan.seq,
    })
}

/// Every freeze policy, by name.
///
/// # Errors
/// Refused when no plan is open.
pub async fn freeze_policies(desk: &Desk, _: Nothing) -> Result<Vec<FreezePolicy>, WireFailure> {
    Ok(policies(&desk.session().await?.store.plan()))
}

fn policies(plan: &Plan) -> Vec<FreezePolicy> {
    let mut found: Vec<FreezePolicy> = plan.freeze_policies.iter().cloned().collect();
    found.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    found
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
    if freeze.state == FreezeState::Draft {
        // What it would stop is what one wants to know while it is written.
        return vec![Freeze {
            state: FreezeState::Asked,
            ..freeze.clone()
        }];
    }
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

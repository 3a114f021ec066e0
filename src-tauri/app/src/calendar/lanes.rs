//! The lanes of the Calendar, from the plan and its derived facts.

use super::view::*;
use crate::frame::Facts;
use planning::calendar::clock_changes;
use planning::collision::{Collision, CollisionKind};
use planning::{
    Freeze, FreezeState, Negotiation, NegotiationState, Plan, Release, ReleaseId, ReleaseKind, ReleaseTrain,
    Side, Subject, Window, WindowClass,
};
use std::collections::BTreeSet;

/// Collisions inside the span, by time.
pub(super) fn collision_marks(plan: &Plan, facts: &Facts, span: Window) -> Vec<CollisionMark> {
    let mut marks: Vec<CollisionMark> = facts
        .collisions
        .iter()
        .map(|collision| mark(plan, collision))
        .filter(|mark| mark.at.is_some_and(|at| span.contains(at)))
        .collect();
    marks.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
    marks
}

pub(super) fn mark(plan: &Plan, collision: &Collision) -> CollisionMark {
    CollisionMark {
        id: collision.id.clone(),
        at: moment_of(plan, collision),
        label: label(plan, collision),
        sentence: collision.sentence.clone(),
        severity: collision.severity,
        releases: releases_of(collision),
    }
}

/// Where a collision is drawn: at the deployment it concerns, else where its freeze begins.
fn moment_of(plan: &Plan, collision: &Collision) -> Option<planning::Instant> {
    let of = |subject: &Subject| match subject {
        Subject::Release(id) => plan.releases.get(id).map(|release| release.deploy.start()),
        Subject::Change(id) => {
            let release = plan.changes.get(id)?.release?;
            plan.releases.get(&release).map(|release| release.deploy.start())
        }
        Subject::Freeze(id) => plan.freezes.get(id).map(|freeze| freeze.window.start()),
        _ => None,
    };
    let releases = collision
        .subjects
        .iter()
        .filter(|subject| matches!(subject, Subject::Release(_)))
        .filter_map(of)
        .min();
    releases.or_else(|| collision.subjects.iter().filter_map(of).min())
}

/// Two or three words: the freeze's name, or what does not go together.
fn label(plan: &Plan, collision: &Collision) -> String {
    let freeze = collision.subjects.iter().find_map(|subject| match subject {
        Subject::Freeze(id) => plan.freezes.get(id),
        _ => None,
    });
    if let Some(freeze) = freeze {
        return freeze.name.clone();
    }
    match collision.kind {
        CollisionKind::ReleaseInFreeze => "Freeze",
        CollisionKind::OutsideWindow => "No window",
        CollisionKind::SameService => "Same service",
        CollisionKind::ProviderAndConsumer => "Provider and consumer",
        CollisionKind::ProviderLater
        | CollisionKind::RequirementLater
        | CollisionKind::RequirementDeferred => "Order",
        CollisionKind::OverCapacity => "Capacity",
        CollisionKind::OverRiskBudget => "Risk budget",
        CollisionKind::TooManyTests => "Too many tests",
        CollisionKind::WindowTooShort => "Window too short",
        CollisionKind::DueDateMissed => "Due date",
        CollisionKind::NotReady => "Not ready",
        CollisionKind::EnvironmentShared => "Environment",
        CollisionKind::SameServiceSoon => "Still watched",
        CollisionKind::CrewShared => "Crew",
        CollisionKind::DatabaseShared => "Database",
        CollisionKind::TogetherSplit => "Together",
        CollisionKind::ApartTogether => "Apart",
    }
    .to_owned()
}

fn releases_of(collision: &Collision) -> Vec<ReleaseId> {
    collision
        .subjects
        .iter()
        .filter_map(|subject| match subject {
            Subject::Release(id) => Some(*id),
            _ => None,
        })
        .collect()
}

/// A lane for each name of a window rule; rules of one name share it.
pub(super) fn window_lanes(plan: &Plan, span: Window) -> Vec<WindowLane> {
    let agreed: Vec<&Freeze> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.state == FreezeState::Agreed)
        .collect();
    let mut lanes: Vec<WindowLane> = Vec::new();
    let mut rules: Vec<_> = plan.windows.iter().collect();
    rules.sort_by(|a, b| a.class.cmp(&b.class).then_with(|| a.reference.cmp(&b.reference)));
    for rule in rules {
        let name = if rule.region.is_empty() {
            rule.name.clone()
        } else {
            rule.region.clone()
        };
        let extended = rule.class == WindowClass::Extended;
        let open = rule.openings(span).into_iter().map(|window| OpenWindow {
            window,
            extended,
            closed_by: agreed
                .iter()
                .find(|freeze| freeze.scope.is_everything() && freeze.window.covers(window))
                .map(|freeze| freeze.name.clone()),
        });
        if let Some(lane) = lanes.iter_mut().find(|lane| lane.name == name) {
            lane.open.extend(open);
            continue;
        }
        let starts = rule.recurrence.starts.0;
        let ends = starts
            .overflowing_add_signed(chrono::TimeDelta::minutes(i64::from(rule.recurrence.minutes)))
            .0;
        lanes.push(WindowLane {
            name,
            local: format!("{}–{}", starts.format("%H:%M"), ends.format("%H:%M")),
            zone: rule.recurrence.zone,
            open: open.collect(),
            clock_changes: clock_changes(rule.recurrence.zone, span)
                .into_iter()
                .map(|change| ClockMark {
                    at: change.at,
                    minutes: change.minutes,
                })
                .collect(),
        });
    }
    for lane in &mut lanes {
        lane.open
            .sort_by_key(|open| (open.window.start(), open.window.end()));
    }
    lanes
}

/// A lane for each live freeze, by start.
pub(super) fn freeze_lanes(plan: &Plan, span: Window) -> Vec<FreezeLane> {
    let mut lanes: Vec<(planning::Instant, FreezeLane)> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_said())
        .map(|freeze| (freeze.window.start(), freeze_lane(plan, freeze)))
        .filter(|(_, lane)| lane.bands.iter().any(|band| band.window.overlaps(span)))
        .collect();
    lanes.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.reference.cmp(&b.1.reference)));
    lanes.into_iter().map(|(_, lane)| lane).collect()
}

fn freeze_lane(plan: &Plan, freeze: &Freeze) -> FreezeLane {
    let talks = plan
        .negotiations
        .iter()
        .find(|talks| talks.freeze == freeze.id && talks.state == NegotiationState::Open);
    let mut bands = match talks {
        Some(talks) => talk_bands(plan, talks),
        None => Vec::new(),
    };
    if bands.is_empty() {
        let kind = if freeze.state == FreezeState::Agreed {
            "agreed"
        } else {
            "ask"
        };
        bands.push(FreezeBand {
            kind: kind.into(),
            window: freeze.window,
        });
    }
    let note = match talks {
        Some(talks) => format!("round {}", planning::talks::round(plan, talks.id)),
        None => planning::talks::scope_note(plan, &freeze.scope),
    };
    FreezeLane {
        id: freeze.id,
        reference: freeze.reference.to_string(),
        name: freeze.name.clone(),
        note,
        level: freeze.level,
        state: freeze.state,
        bands,
    }
}

/// The last ask and the last offer, and what lies in both.
fn talk_bands(plan: &Plan, talks: &Negotiation) -> Vec<FreezeBand> {
    let last =
        |side: Side| planning::talks::last_offer_of(plan, talks.id, side).and_then(planning::Offer::span);
    let (ask, offer) = (last(Side::Event), last(Side::Delivery));
    let both = ask.zip(offer).and_then(|(ask, offer)| ask.intersection(offer));
    [("ask", ask), ("offer", offer), ("both", both)]
        .into_iter()
        .filter_map(|(kind, window)| {
            Some(FreezeBand {
                kind: kind.into(),
                window: window?,
            })
        })
        .collect()
}

/// A lane for each train, in the plan's order.
pub(super) fn train_lanes(
    plan: &Plan,
    facts: &Facts,
    span: Window,
    published: Option<&Plan>,
) -> Vec<TrainLane> {
    let mut trains: Vec<&ReleaseTrain> = plan.trains.iter().collect();
    trains.sort_by(|a, b| {
        a.order_index
            .cmp(&b.order_index)
            .then_with(|| a.reference.cmp(&b.reference))
    });
    trains
        .into_iter()
        .map(|train| {
            let releases: Vec<&Release> = plan
                .releases
                .iter()
                .filter(|release| release.train == Some(train.id) && release.kind == ReleaseKind::Planned)
                .filter(|release| drawn(release, span))
                .collect();
            TrainLane {
                id: train.id,
                name: train.name.clone(),
                cadence: train
                    .cadence
                    .as_ref()
                    .map(planning::cadence::cadence)
                    .unwrap_or_default(),
                freezes: lane_freezes(plan, facts, train, span),
                departures: departures(plan, train, span),
                releases: shapes(facts, releases, published),
            }
        })
        .collect()
}

/// Departures of the train, shifted by its rule.
fn departures(plan: &Plan, train: &ReleaseTrain, span: Window) -> Vec<DepartureMark> {
    planning::train::timetable(plan, train, span)
        .into_iter()
        .map(|stop| DepartureMark {
            window: stop.departs.unwrap_or(stop.scheduled),
            skipped: stop.departs.is_none(),
            used: !stop.releases.is_empty(),
            note: stop.note,
        })
        .collect()
}

/// Emergencies and hotfixes, and releases on no train.
pub(super) fn loose(plan: &Plan, facts: &Facts, span: Window, published: Option<&Plan>) -> Vec<ReleaseShape> {
    let releases = plan
        .releases
        .iter()
        .filter(|release| release.train.is_none() || release.kind != ReleaseKind::Planned)
        .filter(|release| drawn(release, span))
        .collect();
    shapes(facts, releases, published)
}

fn drawn(release: &Release, span: Window) -> bool {
    release.scope_lock.min(release.deploy.start()) < span.end() && span.start() < release.watch_ends()
}

fn shapes(facts: &Facts, mut releases: Vec<&Release>, published: Option<&Plan>) -> Vec<ReleaseShape> {
    releases.sort_by_key(|release| (release.deploy.start(), release.reference.clone()));
    releases
        .into_iter()
        .map(|release| shape(facts, release, published))
        .collect()
}

fn shape(facts: &Facts, release: &Release, published: Option<&Plan>) -> ReleaseShape {
    ReleaseShape {
        id: release.id,
        reference: release.reference.to_string(),
        title: release.title.clone(),
        kind: release.kind,
        state: release.state,
        level: facts.level_of(release.id),
        changes: u32::try_from(facts.changes_of(release.id).len()).unwrap_or(u32::MAX),
        scope_lock: release.scope_lock,
        test_starts: release.test_starts,
        deploy: release.deploy,
        watch_ends: release.watch_ends(),
        collisions: facts
            .about(Subject::Release(release.id))
            .map(|collision| collision.id.clone())
            .collect(),
        published: published
            .and_then(|plan| plan.releases.get(&release.id))
            .map(|before| before.deploy)
            .filter(|before| *before != release.deploy),
        movable: release.is_open(),
    }
}

/// Freezes that cover a service some change on the train touches, or every service.
fn lane_freezes(plan: &Plan, facts: &Facts, train: &ReleaseTrain, span: Window) -> Vec<LaneBand> {
    let touched: BTreeSet<_> = plan
        .releases
        .iter()
        .filter(|release| release.train == Some(train.id))
        .flat_map(|release| facts.changes_of(release.id))
        .filter_map(|change| plan.changes.get(change))
        .flat_map(|change| change.services.iter().copied())
        .collect();
    plan.freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.window.overlaps(span))
        .filter(|freeze| {
            touched
                .iter()
                .filter_map(|id| plan.services.get(id))
                .any(|service| freeze.scope.covers(service))
        })
        .map(|freeze| LaneBand {
            id: freeze.id,
            window: freeze.window,
            agreed: freeze.state == FreezeState::Agreed,
        })
        .collect()
}

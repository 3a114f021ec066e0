//! The gate a pipeline asks: may this service be deployed there and then?
//!
//! ```text
//! gate(&Plan, ServiceId, Option<EnvironmentId>, at) -> Gate
//! ```
//! Agreed freezes of level soft and above close it, and so does a moment outside every window that opens the service.
//! A freeze that is only asked for, or is a notice, is said but closes nothing. No environment means production.
//! So does a condition of the CAB that nobody has ticked, and an approval that expired, while the change's release deploys.

use crate::cab::{held_by, last_decision};
use crate::calendar::{covers_environment, openings, opens_environment};
use crate::risk::RiskIndex;
use crate::{
    DeploymentWindowId, EnvironmentId, Freeze, FreezeLevel, FreezeState, Instant, Plan, Service, ServiceId,
    Subject, Window, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use ts_rs::TS;

/// Days in which the next open moment is looked for.
const LOOK_AHEAD_DAYS: i64 = 400;

/// The answer of the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Gate {
    /// True when the service may be deployed.
    pub open: bool,
    /// Why it is closed, or what to know when it is open.
    pub reasons: Vec<String>,
    /// When it opens next; `None` when it is open, or stays closed for more than a year.
    pub opens_next: Option<Instant>,
}

/// Asks the gate. An unknown service is closed.
#[must_use]
pub fn gate(plan: &Plan, service: ServiceId, environment: Option<EnvironmentId>, at: Instant) -> Gate {
    let Some(service) = plan.services.get(&service) else {
        return Gate {
            open: false,
            reasons: vec!["The plan does not know this service.".into()],
            opens_next: None,
        };
    };
    let zone = plan.settings().zone;
    let freezes: Vec<&Freeze> = plan
        .freezes
        .iter()
        .filter(|freeze| covers(plan, freeze, service, environment))
        .collect();
    let open = openings_for(plan, service, environment, at);
    let mut reasons: Vec<String> = Vec::new();
    let mut is_open = true;
    for freeze in freezes.iter().filter(|freeze| freeze.window.contains(at)) {
        let until = wording::moment(freeze.window.end(), zone);
        if closes(freeze) {
            is_open = false;
            let only = passing(freeze);
            reasons.push(format!(
                "{} ({}) is in force until {until}{only}.",
                freeze.name, freeze.level
            ));
            reasons.extend(excepted(plan, freeze, service, at));
        } else {
            reasons.push(format!(
                "{} ({}, {}) until {until} closes nothing.",
                freeze.name, freeze.state, freeze.level
            ));
        }
    }
    if let Some(windows) = &open {
        match windows.iter().find(|window| window.0.contains(at)) {
            Some((window, name)) => {
                reasons.push(format!(
                    "{name} is open until {}.",
                    wording::moment(window.end(), zone)
                ));
            }
            None => {
                is_open = false;
                reasons.push(match windows.iter().find(|(window, _)| window.start() > at) {
                    Some((next, name)) => format!(
                        "No window is open for {}; {name} opens {}.",
                        service.name,
                        wording::moment(next.start(), zone)
                    ),
                    None => format!(
                        "No window is open for {}, and none opens within {LOOK_AHEAD_DAYS} days.",
                        service.name
                    ),
                });
            }
        }
    }
    let held = held(plan, service, at);
    is_open &= held.is_empty();
    reasons.extend(held);
    let opens_next = if is_open {
        None
    } else {
        next(&freezes, open.as_deref(), at)
    };
    Gate {
        open: is_open,
        reasons,
        opens_next,
    }
}

/// Why changes of the service that deploy at the moment may not go yet.
fn held(plan: &Plan, service: &Service, at: Instant) -> Vec<String> {
    let mut changes = plan
        .changes
        .iter()
        .filter(|change| change.is_open() && change.services.contains(&service.id))
        .filter(|change| {
            let release = change.release.and_then(|id| plan.releases.get(&id));
            release.is_some_and(|release| release.deploy.contains(at))
        })
        .filter(|change| last_decision(plan, change.id).is_some())
        .peekable();
    // The graph is walked only when the CAB has decided something that goes now.
    if changes.peek().is_none() {
        return Vec::new();
    }
    let index = RiskIndex::of(plan);
    changes
        .flat_map(|change| held_by(plan, &index, change))
        .map(|hold| hold.sentence)
        .collect()
}

fn covers(plan: &Plan, freeze: &Freeze, service: &Service, environment: Option<EnvironmentId>) -> bool {
    freeze.is_live() && freeze.scope.covers(service) && covers_environment(plan, &freeze.scope, environment)
}

/// What passes all the same, in words.
fn passing(freeze: &Freeze) -> String {
    if freeze.allowed.is_empty() {
        return if freeze.level == FreezeLevel::Soft {
            "; standard changes may go".to_owned()
        } else {
            String::new()
        };
    }
    let classes: Vec<String> = freeze
        .allowed
        .iter()
        .map(|class| class.word().replace('-', " "))
        .collect();
    format!("; changes that are {} may go", wording::list(&classes))
}

fn closes(freeze: &Freeze) -> bool {
    freeze.state == FreezeState::Agreed && freeze.level >= FreezeLevel::Soft
}

/// Openings from the moment on, with the name of their window; `None` when no window opens the service at all.
fn openings_for(
    plan: &Plan,
    service: &Service,
    environment: Option<EnvironmentId>,
    at: Instant,
) -> Option<Vec<(Window, String)>> {
    let may = |id: DeploymentWindowId| {
        plan.windows.get(&id).filter(|window| {
            opens_environment(plan, window.environment, environment)
                && (window.services.is_empty() || window.services.contains(&service.id))
        })
    };
    plan.windows.iter().find(|window| may(window.id).is_some())?;
    let span = Window::new(at, at + TimeDelta::days(LOOK_AHEAD_DAYS)).ok()?;
    let known = openings(plan, span);
    let opening = |opening: &crate::calendar::Opening| Some((opening.at, may(opening.window)?.name.clone()));
    Some(known.iter().filter_map(opening).collect())
}

/// Exceptions that let single changes of the service through.
fn excepted(plan: &Plan, freeze: &Freeze, service: &Service, at: Instant) -> Vec<String> {
    let mut found = Vec::new();
    for exception in plan.exceptions.iter().filter(|exception| {
        exception.freeze == freeze.id
            && exception.is_granted()
            && exception.valid.is_none_or(|valid| valid.contains(at))
    }) {
        for change in plan
            .changes
            .iter()
            .filter(|change| change.services.contains(&service.id))
        {
            let by_release = exception.release.is_some() && exception.release == change.release;
            if by_release || exception.changes.contains(&change.id) {
                let name = plan.name_of(Subject::Change(change.id));
                found.push(format!("{} lets {name} through.", exception.reference));
            }
        }
    }
    found
}

/// The first moment that a window holds and no freeze.
fn next(freezes: &[&Freeze], open: Option<&[(Window, String)]>, at: Instant) -> Option<Instant> {
    let closing: Vec<Window> = freezes
        .iter()
        .filter(|freeze| closes(freeze))
        .map(|freeze| freeze.window)
        .collect();
    let after = closing.iter().map(|freeze| freeze.end());
    let mut moments: Vec<Instant> = match open {
        Some(windows) => windows
            .iter()
            .map(|(window, _)| window.start())
            .chain(after)
            .collect(),
        None => after.collect(),
    };
    moments.retain(|moment| *moment > at);
    moments.sort_unstable();
    moments.into_iter().find(|moment| {
        !closing.iter().any(|freeze| freeze.contains(*moment))
            && open.is_none_or(|windows| windows.iter().any(|(window, _)| window.contains(*moment)))
    })
}

//! Offers that nobody has made yet, computed from the plan: later, split, with an open slot, softer.

use super::consequences::{Consequences, Weighed};
use super::coverage::covered;
use super::{last_offer_of, scope_note};
use crate::collision::Index;
use crate::graph::{Direction, Reach};
use crate::{
    FreezeLevel, Negotiation, OfferPhase, Plan, ReleaseId, ServiceId, Side, Strength, Subject, TrainId,
    Window, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Days by which a start may come later.
const LATEST_START_DAYS: i64 = 10;

/// A computed offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Alternative {
    /// `A` to `D`.
    pub letter: char,
    /// What it is, e.g. `Start later`.
    pub name: String,
    /// How it differs from the ask, in words.
    pub sentence: String,
    /// What would be offered.
    pub phases: Vec<OfferPhase>,
    /// What it costs and protects.
    pub consequences: Consequences,
}

/// Computed offers that cost less than the ask, each with its numbers. `index` must be of `plan`.
#[must_use]
pub fn alternatives(plan: &Plan, index: &Index, talks: &Negotiation) -> Vec<Alternative> {
    computed(plan, index, talks, &Weighed::of(plan, index, talks))
}

pub(super) fn computed(
    plan: &Plan,
    index: &Index,
    talks: &Negotiation,
    weighed: &Weighed<'_>,
) -> Vec<Alternative> {
    if weighed.ask.is_empty() {
        return Vec::new();
    }
    let asked = weighed.weigh(&weighed.ask);
    let options = [
        ("Start later", start_later(plan, weighed, &asked)),
        (
            "Split by train",
            split_by_train(plan, index, talks, weighed, &asked),
        ),
        ("One open slot", one_open_slot(plan, index, weighed, &asked)),
        ("Lower level", lower_level(weighed)),
    ];
    let mut found = Vec::new();
    let mut letter = b'A';
    for (name, option) in options {
        let Some((phases, sentence)) = option else {
            continue;
        };
        let consequences = weighed.weigh(&phases);
        if consequences.change_days_lost < asked.change_days_lost {
            found.push(Alternative {
                letter: char::from(letter),
                name: name.to_owned(),
                sentence,
                phases,
                consequences,
            });
            letter += 1;
        }
    }
    found
}

/// Phases and how they differ from the ask, in words.
type Computed = Option<(Vec<OfferPhase>, String)>;

/// Phases that start later by whole days; those that would be empty go.
pub(super) fn later(phases: &[OfferPhase], start_days: i64, end_days: i64) -> Vec<OfferPhase> {
    let moved = phases.iter().filter_map(|phase| {
        let start = phase.window.start() + TimeDelta::days(start_days);
        let window = Window::new(start, phase.window.end() - TimeDelta::days(end_days)).ok()?;
        Some(OfferPhase {
            window,
            ..phase.clone()
        })
    });
    moved.collect()
}

/// The start that saves most change-days for each point of cover it gives up.
fn start_later(plan: &Plan, weighed: &Weighed<'_>, asked: &Consequences) -> Computed {
    let mut best: Option<(i64, i64, Vec<OfferPhase>)> = None;
    for days in 1..=LATEST_START_DAYS {
        let phases = later(&weighed.ask, days, 0);
        if phases.len() < weighed.ask.len() {
            break;
        }
        let weighed = weighed.weigh(&phases);
        let saved = asked.change_days_lost - weighed.change_days_lost;
        let given = i64::from(asked.coverage_permille - weighed.coverage_permille).max(1);
        if saved > 0
            && best
                .as_ref()
                .is_none_or(|(saves, gives, _)| saved * gives > saves * given)
        {
            best = Some((saved, given, phases));
        }
    }
    let (_, _, phases) = best?;
    let start = phases.iter().map(|phase| phase.window.start()).min()?;
    let sentence = format!("Starts {} instead.", wording::moment(start, plan.settings().zone));
    Some((phases, sentence))
}

/// The train that loses most gets the delivery side's dates, except where a service that stays frozen needs it hard.
fn split_by_train(
    plan: &Plan,
    index: &Index,
    talks: &Negotiation,
    weighed: &Weighed<'_>,
    asked: &Consequences,
) -> Computed {
    let mut lost: BTreeMap<TrainId, (i64, BTreeSet<ServiceId>)> = BTreeMap::new();
    for row in &asked.displaced {
        let Some(train) = plan.releases.get(&row.release).and_then(|release| release.train) else {
            continue;
        };
        let entry = lost.entry(train).or_default();
        entry.0 += row.days * row.changes.len() as i64;
        let changes = row.changes.iter().filter_map(|id| plan.changes.get(id));
        entry
            .1
            .extend(changes.flat_map(|change| &change.services).copied());
    }
    let (train, (_, services)) = lost
        .into_iter()
        .max_by(|one, other| one.1.0.cmp(&other.1.0).then(other.0.cmp(&one.0)))?;
    let ask = weighed.ask.first()?;
    let scope: BTreeSet<ServiceId> = covered(plan, &ask.scope)
        .iter()
        .map(|service| service.id)
        .collect();
    let graph = index.graph();
    let stay: Vec<u32> = scope
        .difference(&services)
        .filter_map(|service| graph.number(*service))
        .collect();
    let mut needed: BTreeSet<ServiceId> = BTreeSet::new();
    Reach::of(graph).visit(graph, &stay, Direction::Providers, 3, |number, _, strength| {
        if strength == Strength::Hard {
            needed.insert(graph.service(number));
        }
    });
    let free: Vec<ServiceId> = services
        .intersection(&scope)
        .filter(|service| !needed.contains(service))
        .copied()
        .collect();
    if free.is_empty() || free.len() == scope.len() {
        return None;
    }
    let offered = last_offer_of(plan, talks.id, Side::Delivery).and_then(|offer| offer.span());
    let short = offered
        .and_then(|offered| offered.intersection(ask.window))
        .or_else(|| {
            let quarter = TimeDelta::minutes(ask.window.minutes() / 4);
            Window::new(ask.window.start() + quarter, ask.window.end() - quarter).ok()
        })?;
    let name = plan.name_of(Subject::Train(train));
    let mut rest = ask.clone();
    rest.scope.except_services.extend(&free);
    rest.name = "Everything else".to_owned();
    let mut apart = ask.clone();
    apart.name = name.clone();
    apart.window = short;
    apart.scope.services = free;
    let kept = services
        .iter()
        .filter(|service| needed.contains(service) && scope.contains(service))
        .count();
    let kept = match kept {
        0 => String::new(),
        kept => format!(
            "; {} that frozen services need stay in",
            wording::count(kept, "service")
        ),
    };
    let sentence = format!(
        "{name} ({}) is closed {} only{kept}.",
        scope_note(
            plan,
            &crate::FreezeScope {
                services: apart.scope.services.clone(),
                ..Default::default()
            }
        ),
        wording::days(short, plan.settings().zone)
    );
    let mut phases = vec![rest, apart];
    phases.extend(weighed.ask.iter().skip(1).cloned());
    Some((phases, sentence))
}

/// The release that loses most goes as planned: a gap as long as its deployment and watch.
fn one_open_slot(plan: &Plan, index: &Index, weighed: &Weighed<'_>, asked: &Consequences) -> Computed {
    let mut rows: Vec<(i64, ReleaseId)> = asked
        .displaced
        .iter()
        .map(|row| (-(row.days * row.changes.len() as i64), row.release))
        .collect();
    rows.sort_unstable();
    let open = |id: &ReleaseId| {
        let release = plan.releases.get(id)?;
        let inside = index
            .openings()
            .iter()
            .any(|opening| opening.at.covers(release.deploy));
        (inside || plan.windows.is_empty()).then_some(release)
    };
    let release = rows.iter().find_map(|(_, id)| open(id))?;
    let gap = release.exposed();
    let mut phases = Vec::new();
    for phase in &weighed.ask {
        let mut part = |start, end, word: &str| {
            if let Ok(window) = Window::new(start, end) {
                phases.push(OfferPhase {
                    name: format!("{}{word}", phase.name),
                    window,
                    ..phase.clone()
                });
            }
        };
        if phase.window.overlaps(gap) {
            part(
                phase.window.start(),
                gap.start().min(phase.window.end()),
                ", before the slot",
            );
            part(
                gap.end().max(phase.window.start()),
                phase.window.end(),
                ", after the slot",
            );
        } else {
            part(phase.window.start(), phase.window.end(), "");
        }
    }
    let zone = plan.settings().zone;
    let sentence = format!(
        "As asked, open {} to {} for {} and its watch.",
        wording::moment(gap.start(), zone),
        wording::moment(gap.end(), zone),
        release.reference
    );
    (!phases.is_empty()).then_some((phases, sentence))
}

/// As asked, but standard changes may go.
fn lower_level(weighed: &Weighed<'_>) -> Computed {
    if weighed.ask.iter().all(|phase| phase.level <= FreezeLevel::Soft) {
        return None;
    }
    let softer = weighed.ask.iter().map(|phase| OfferPhase {
        level: phase.level.min(FreezeLevel::Soft),
        ..phase.clone()
    });
    Some((
        softer.collect(),
        "As asked, but standard changes may go.".to_owned(),
    ))
}

//! Calendar, night, dependency map and heat map of a release.

use super::gather::Source;
use chrono::{Datelike, TimeDelta};
use planning::graph::order_of_release;
use planning::{Freeze, FreezeState, Instant, Release, Subject, Window, wording};
use report::value::{
    Calendar, DependencyMap, Event, FreezeBand, Gate, GateKind, HeatMap, HeatMark, Lane, MapLink, MapNode,
    Night, Part, Prose,
};
use std::collections::BTreeMap;

/// Eight whole weeks: three before the week of the release, five from it on.
pub(super) fn weeks(source: &Source) -> Option<Window> {
    let zone = source.zone();
    let day = source.release.deploy.start().day_in(zone);
    let monday = day.plus(-i64::from(day.0.weekday().num_days_from_monday()));
    Window::new(monday.plus(-21).starts_in(zone), monday.plus(35).starts_in(zone)).ok()
}

/// The release in its steps, other trains, freezes.
pub(super) fn calendar(source: &Source) -> Part<Calendar> {
    let Some(span) = weeks(source) else {
        return Part::Nothing;
    };
    let release = source.release;
    let mut lanes = vec![own_lane(release)];
    let own = super::poster::bookings(source.plan, span, |booking| {
        booking.release == Some(release.id)
            || booking
                .change
                .is_some_and(|id| source.facts.changes_of(release.id).contains(&id))
    });
    if !own.is_empty() {
        lanes.push(Lane {
            name: "Environments".into(),
            quiet: format!("booked for {}", release.reference),
            events: own,
        });
    }
    lanes.extend(super::poster::board_lane(source.plan, span));
    let mut trains: Vec<_> = source.plan.trains.iter().collect();
    trains.sort_by_key(|train| train.order_index);
    for (hue, train) in (1_u8..).zip(trains) {
        let events: Vec<Event> = source
            .plan
            .releases
            .iter()
            .filter(|other| {
                other.train == Some(train.id) && other.id != release.id && span.overlaps(other.exposed())
            })
            .map(|other| bar(source, other, hue % 6))
            .collect();
        if !events.is_empty() {
            let quiet = train
                .cadence
                .as_ref()
                .map(planning::cadence::cadence)
                .unwrap_or_default();
            lanes.push(Lane {
                name: train.name.clone(),
                quiet,
                events,
            });
        }
        if lanes.len() == 9 {
            break;
        }
    }
    let freezes: Vec<FreezeBand> = near(source, span)
        .into_iter()
        .filter_map(|freeze| band(freeze, span))
        .collect();
    let alt = format!(
        "Calendar of eight weeks around {}, deployed {}. {} in these weeks.",
        release.reference,
        source.moment(release.deploy.start()),
        wording::count(freezes.len(), "freeze")
    );
    let today = span
        .contains(source.now)
        .then(|| (source.now, format!("Today, {}", source.day(source.now))));
    Part::Given(Calendar {
        span,
        lanes,
        freezes,
        today,
        alt,
    })
}

/// Freezes that close anything in these weeks, by start.
pub(super) fn near<'a>(source: &'a Source, span: Window) -> Vec<&'a Freeze> {
    let mut freezes: Vec<&Freeze> = source
        .plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.window.overlaps(span))
        .collect();
    freezes.sort_by_key(|freeze| (freeze.window.start(), freeze.reference.clone()));
    freezes
}

fn own_lane(release: &Release) -> Lane {
    let mut events = Vec::new();
    let mut stretch = |from: Instant, to: Instant, label: &str, solid: bool| {
        if let Ok(window) = Window::new(from, to) {
            events.push(Event::Bar {
                window,
                label: label.into(),
                number: None,
                solid,
                hue: 0,
                collides: false,
            });
        }
    };
    stretch(release.test_starts, release.deploy.start(), "Test", false);
    stretch(release.deploy.start(), release.deploy.end(), "Deploy", true);
    stretch(release.deploy.end(), release.watch_ends(), "Watch", false);
    events.push(Event::Milestone {
        at: release.scope_lock,
        label: "Scope lock".into(),
        decision: true,
    });
    Lane {
        name: release.reference.to_string(),
        quiet: release.title.clone(),
        events,
    }
}

fn bar(source: &Source, other: &Release, hue: u8) -> Event {
    let collides = source
        .facts
        .about(Subject::Release(other.id))
        .any(|collision| collision.subjects.contains(&Subject::Release(source.release.id)));
    Event::Bar {
        window: other.exposed(),
        label: other.reference.to_string(),
        number: None,
        solid: !other.is_open(),
        hue,
        collides,
    }
}

/// The night by wave, with the point of no return and the last safe back-out.
pub(super) fn night(source: &Source) -> Part<Night> {
    let Some(schedule) = source
        .schedule
        .as_ref()
        .filter(|schedule| !schedule.steps.is_empty())
    else {
        return Part::Missing(format!(
            "no change of {} has minutes to deploy",
            source.release.reference
        ));
    };
    let mut waves: BTreeMap<u32, Vec<Event>> = BTreeMap::new();
    for (number, step) in (1..).zip(&schedule.steps) {
        let hue = u8::try_from(step.wave.saturating_sub(1) % 6).unwrap_or(0);
        waves.entry(step.wave).or_default().push(Event::Bar {
            window: step.deploy,
            label: step.label.clone(),
            number: Some(number.to_string()),
            solid: step.critical,
            hue,
            collides: false,
        });
    }
    let lanes = waves
        .into_iter()
        .map(|(wave, events)| Lane {
            name: format!("Wave {wave}"),
            quiet: wording::count(events.len(), "step"),
            events,
        })
        .collect();
    let mut gates = Vec::new();
    if let Some(at) = schedule.point_of_no_return {
        gates.push(Gate {
            at,
            letter: "N".into(),
            kind: GateKind::PointOfNoReturn,
        });
    }
    if let Some(at) = schedule.last_safe_back_out {
        gates.push(Gate {
            at,
            letter: "B".into(),
            kind: GateKind::LastSafeBackOut,
        });
    }
    let hour = TimeDelta::minutes(15);
    let span =
        Window::new(schedule.window.start() - hour, schedule.window.end() + hour).unwrap_or(schedule.window);
    Part::Given(Night {
        title: format!("The night of {}", source.moment(schedule.window.start())),
        quiet: format!(
            "{} of {} on the critical path",
            wording::minutes(i64::from(schedule.critical_minutes)),
            wording::minutes(i64::from(schedule.window_minutes))
        ),
        span,
        lanes,
        gates,
        alt: schedule.sentence.clone(),
    })
}

/// The map of the release's services, providers left.
pub(super) fn map(source: &Source) -> Part<DependencyMap> {
    let mut services: Vec<_> = source
        .changes()
        .iter()
        .flat_map(|change| change.services.iter().copied())
        .collect();
    services.sort_unstable();
    services.dedup();
    if services.is_empty() {
        return Part::Nothing;
    }
    let layout = source.facts.graph().layout(source.plan, &services);
    let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    let level = |ids: &[planning::ServiceId]| {
        source
            .changes()
            .iter()
            .filter(|change| change.services.iter().any(|service| ids.contains(service)))
            .map(|change| source.risk(change))
            .max()
    };
    let critical: Vec<planning::ServiceId> = source
        .schedule
        .iter()
        .flat_map(|schedule| &schedule.steps)
        .filter(|step| step.critical)
        .flat_map(|step| step.services.iter().copied())
        .collect();
    let is_critical = |number: u32| {
        layout
            .nodes
            .get(number as usize)
            .is_some_and(|node| node.services.iter().any(|id| critical.contains(id)))
    };
    let nodes: Vec<MapNode> = layout
        .nodes
        .iter()
        .map(|node| MapNode {
            reference: match node.services.as_slice() {
                [one] => source
                    .plan
                    .services
                    .get(one)
                    .map(|service| service.reference.to_string())
                    .unwrap_or_default(),
                several => wording::count(several.len(), "service"),
            },
            title: node.label.clone(),
            risk: level(&node.services),
            wave: small(node.wave),
            row: small(node.row),
        })
        .collect();
    let links: Vec<MapLink> = layout
        .links
        .iter()
        .map(|link| MapLink {
            from: link.provider as usize,
            to: link.consumer as usize,
            via: link
                .via
                .iter()
                .map(|point| (small(point.wave), small(point.row)))
                .collect(),
            critical: is_critical(link.provider) && is_critical(link.consumer),
        })
        .collect();
    let alt = format!(
        "Dependency map of {} with {} in {}, providers on the left.",
        wording::count(nodes.len(), "box").replace("boxs", "boxes"),
        wording::count(links.len(), "link"),
        wording::count(layout.waves as usize, "wave")
    );
    Part::Given(DependencyMap {
        waves: (1..=layout.waves).map(|wave| format!("Wave {wave}")).collect(),
        nodes,
        links,
        alt,
    })
}

/// Probability against impact, for changes that somebody has assessed.
pub(super) fn heat(source: &Source) -> Part<HeatMap> {
    let marks: Vec<HeatMark> = source
        .changes()
        .iter()
        .filter_map(|change| {
            Some(HeatMark {
                likelihood: change.risk.probability?.number(),
                impact: change.risk.impact?.number(),
                label: change.reference.to_string(),
            })
        })
        .collect();
    if marks.is_empty() {
        return Part::Missing("no change of this release has been assessed".into());
    }
    let unassessed = source.changes().len() - marks.len();
    let mut heat = HeatMap::usual();
    heat.alt = format!(
        "{} by probability and impact.",
        wording::count(marks.len(), "change")
    );
    if unassessed > 0 {
        heat.notes.push(Prose::from(format!(
            "{} not assessed and not drawn.",
            wording::count(unassessed, "change")
        )));
    }
    heat.marks = marks;
    Part::Given(heat)
}

/// Why one goes before another, over all waves.
pub(super) fn reasons(source: &Source) -> Vec<(String, String, String)> {
    order_of_release(source.plan, source.facts.graph(), source.release.id)
        .iter()
        .flat_map(|wave| &wave.steps)
        .flat_map(|step| &step.because)
        .map(|because| {
            (
                source.plan.name_of(because.first),
                source.plan.name_of(because.second),
                because.sentence.clone(),
            )
        })
        .collect()
}

/// True when the freeze is agreed.
pub(super) fn agreed(freeze: &Freeze) -> bool {
    freeze.state == FreezeState::Agreed
}

/// The freeze over the weeks that are drawn; none where it lies outside them.
pub(super) fn band(freeze: &Freeze, span: Window) -> Option<FreezeBand> {
    Some(FreezeBand {
        window: freeze.window.intersection(span)?,
        label: freeze.name.clone(),
        quiet: format!(
            "{}, {}, {}",
            wording::days(freeze.window, freeze.zone),
            freeze.state,
            freeze.level
        ),
        lanes: None,
    })
}

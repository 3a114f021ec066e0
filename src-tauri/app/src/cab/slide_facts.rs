//! The four facts of a slide, from live data: when, who feels it, what proves it, the way back.

use crate::frame::Facts;
use planning::cab::{CabProof, proof};
use planning::calendar::openings;
use planning::graph::Direction;
use planning::schedule::Schedule;
use planning::{
    Change, Day, FreezeState, Instant, Plan, Release, Reversible, ServiceId, Subject, Window, Zone, wording,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Links away at which the picture of who feels it ends.
const WAVES: u32 = 4;

/// A day of the week in which it is deployed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SlideDay {
    /// The day.
    pub day: Day,
    /// `M`, `T`, …
    pub letter: String,
    /// Where the deployment lies in the day, from 0 to 1; `None` on other days.
    pub deploys: Option<(f32, f32)>,
    /// True when a window is open on the day.
    pub open: bool,
    /// Name of the freeze that closes it; empty when none does.
    pub frozen: String,
}

/// When it goes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SlideWhen {
    /// `Sun 18 Oct, 02:00`.
    pub headline: String,
    /// Minutes of the window, freezes, collisions.
    pub sentence: String,
    /// The deployment of the release.
    pub deploy: Window,
    /// Its week.
    pub week: Vec<SlideDay>,
}

/// A service that feels it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FeltDot {
    /// Name.
    pub name: String,
    /// True for tier 0 and 1.
    pub critical: bool,
    /// True when it breaks, false when it degrades.
    pub hard: bool,
}

/// Who feels it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SlideFelt {
    /// `11 services`.
    pub headline: String,
    /// Who they are.
    pub sentence: String,
    /// The services that change, then those one link away, then two …
    pub waves: Vec<Vec<FeltDot>>,
}

/// One gate of the proof.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SlideProof {
    /// `7 of 7 gates`.
    pub headline: String,
    /// What is missing, or what was shown.
    pub sentence: String,
    /// Every gate.
    pub gates: Vec<CabProof>,
}

/// The way back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SlideWayBack {
    /// `55 min`.
    pub headline: String,
    /// When it was rehearsed, who decides until when.
    pub sentence: String,
    /// The window of the release.
    pub window: Option<Window>,
    /// Last moment at which backing out ends inside the window.
    pub last_safe: Option<Instant>,
    /// Moment from which it cannot be taken back.
    pub no_return: Option<Instant>,
}

fn clock(at: Instant, zone: Zone) -> String {
    at.utc().with_timezone(&zone.0).format("%H:%M").to_string()
}

/// When a release goes, with its week.
pub(super) fn when(
    plan: &Plan,
    facts: &Facts,
    release: &Release,
    change: Option<&Change>,
    night: Option<&Schedule>,
) -> SlideWhen {
    let zone = plan.settings().zone;
    let deploy = release.deploy;
    let frozen = |span: Window| {
        plan.freezes.iter().find(|freeze| {
            freeze.state == FreezeState::Agreed && freeze.is_live() && freeze.window.overlaps(span)
        })
    };
    let own = change.map(|change| Subject::Change(change.id));
    let mut about: Vec<&str> = std::iter::once(Subject::Release(release.id))
        .chain(own)
        .flat_map(|subject| facts.about(subject))
        .map(|collision| collision.id.as_str())
        .collect();
    about.sort_unstable();
    about.dedup();
    let collisions = about.len();
    let step = change.and_then(|change| night?.steps.iter().find(|step| step.changes.contains(&change.id)));
    let takes = step.map_or(deploy.minutes(), |step| step.deploy.minutes());
    let freeze = match frozen(release.exposed()) {
        Some(freeze) => format!("Inside {}", freeze.name),
        None => "No freeze".to_owned(),
    };
    let collides = match collisions {
        0 => "no collision".to_owned(),
        count => wording::count(count, "collision"),
    };
    SlideWhen {
        headline: format!(
            "{}, {}",
            wording::day(deploy.start().day_in(zone)),
            clock(deploy.start(), zone)
        ),
        sentence: format!(
            "{} of a window of {}. {freeze}, {collides}.",
            wording::minutes(takes),
            wording::minutes(deploy.minutes())
        ),
        deploy,
        week: week(plan, deploy, zone, |span| {
            frozen(span).map(|freeze| freeze.name.clone())
        }),
    }
}

fn week(plan: &Plan, deploy: Window, zone: Zone, frozen: impl Fn(Window) -> Option<String>) -> Vec<SlideDay> {
    use chrono::Datelike;
    let first = deploy.start().day_in(zone);
    let monday = first.plus(-i64::from(first.0.weekday().num_days_from_monday()));
    let span = Window::new(monday.starts_in(zone), monday.plus(7).starts_in(zone)).ok();
    let open = span.map(|span| openings(plan, span)).unwrap_or_default();
    (0..7)
        .filter_map(|number| {
            let day = monday.plus(number);
            let whole = Window::new(day.starts_in(zone), day.plus(1).starts_in(zone)).ok()?;
            let share = |at: Instant| {
                let seconds = (at - whole.start()).num_seconds() as f32;
                seconds / (whole.minutes() * 60) as f32
            };
            let letter = day.0.format("%a").to_string().chars().take(1).collect();
            Some(SlideDay {
                day,
                letter,
                deploys: deploy
                    .intersection(whole)
                    .map(|part| (share(part.start()), share(part.end()))),
                open: open.iter().any(|opening| opening.at.overlaps(whole)),
                frozen: frozen(whole).unwrap_or_default(),
            })
        })
        .collect()
}

/// Who feels a change of the services, by links away.
pub(super) fn felt(plan: &Plan, facts: &Facts, services: &[ServiceId]) -> SlideFelt {
    let dot = |id: ServiceId, hard: bool| {
        let service = plan.services.get(&id)?;
        Some(FeltDot {
            name: service.name.clone(),
            critical: service.tier.number() <= 1,
            hard,
        })
    };
    let mut nearest: BTreeMap<ServiceId, (u32, bool)> = BTreeMap::new();
    for service in services {
        for reached in facts.graph().blast_radius(*service, Direction::Consumers, WAVES) {
            let hard = reached.strength == planning::Strength::Hard;
            let known = nearest.entry(reached.service).or_insert((reached.hops, hard));
            *known = (known.0.min(reached.hops), known.1 || hard);
        }
    }
    for service in services {
        nearest.remove(service);
    }
    let own: Vec<FeltDot> = services.iter().filter_map(|id| dot(*id, true)).collect();
    let mut waves = vec![own];
    for hops in 1..=WAVES {
        let mut wave: Vec<FeltDot> = nearest
            .iter()
            .filter(|(_, (away, _))| *away == hops)
            .filter_map(|(id, (_, hard))| dot(*id, *hard))
            .collect();
        wave.sort_by(|one, other| (!one.critical, &one.name).cmp(&(!other.critical, &other.name)));
        if !wave.is_empty() {
            waves.push(wave);
        }
    }
    let critical: Vec<&str> = waves
        .iter()
        .skip(1)
        .flatten()
        .filter(|one| one.critical)
        .map(|one| one.name.as_str())
        .collect();
    let broken = nearest.values().filter(|(_, hard)| *hard).count();
    let sentence = match (nearest.len(), critical.is_empty()) {
        (0, _) => "No known service needs what it touches.".to_owned(),
        (_, true) => format!("{broken} of them break when it fails; none is of tier 0 or 1."),
        (_, false) => format!(
            "{broken} of them break when it fails: {}.",
            wording::list(&critical)
        ),
    };
    SlideFelt {
        headline: wording::count(nearest.len() + services.len(), "service"),
        sentence,
        waves,
    }
}

/// What proves a change.
pub(super) fn proven(plan: &Plan, facts: &Facts, change: &Change) -> SlideProof {
    let collisions: Vec<&str> = facts
        .about(Subject::Change(change.id))
        .map(|collision| collision.sentence.as_str())
        .collect();
    let gates = proof(plan, change, &collisions);
    let met = gates.iter().filter(|gate| gate.met).count();
    let open: Vec<&str> = gates
        .iter()
        .filter(|gate| !gate.met)
        .map(|gate| gate.sentence.as_str())
        .collect();
    let sentence = if open.is_empty() {
        gates
            .iter()
            .filter(|gate| gate.name == "Tests")
            .map(|gate| gate.sentence.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        open.join(" ")
    };
    SlideProof {
        headline: format!("{met} of {} gates", gates.len()),
        sentence,
        gates,
    }
}

/// The way back of a change.
pub(super) fn way_back(
    plan: &Plan,
    change: &Change,
    release: Option<&Release>,
    night: Option<&Schedule>,
) -> SlideWayBack {
    let zone = plan.settings().zone;
    let step = night.and_then(|night| night.steps.iter().find(|step| step.changes.contains(&change.id)));
    let last_safe = step.and_then(|step| step.last_safe_back_out);
    let rehearsed = change
        .risk
        .back_out_rehearsed_on
        .map_or("Never rehearsed.".to_owned(), |day| {
            format!("Rehearsed {}.", wording::day(day))
        });
    let decider = release
        .and_then(|release| release.owner)
        .and_then(|id| plan.people.get(&id))
        .map_or("Somebody", |person| person.name.as_str());
    let until = match (change.reversible, last_safe) {
        (Reversible::No, _) => "It cannot be taken back: forward fix only.".to_owned(),
        (_, Some(at)) => format!("{decider} decides alone until {}.", clock(at, zone)),
        (_, None) if step.is_some() => "Backing out does not fit into the window.".to_owned(),
        (_, None) => "No window is set.".to_owned(),
    };
    SlideWayBack {
        headline: match (change.reversible, change.back_out_minutes) {
            (Reversible::No, _) => "No way back".into(),
            (_, Some(minutes)) => wording::minutes(i64::from(minutes)),
            (_, None) => "Not measured".into(),
        },
        sentence: format!("{rehearsed} {until}"),
        window: release.map(|release| release.deploy),
        last_safe,
        no_return: step.and_then(|step| step.no_return_at),
    }
}

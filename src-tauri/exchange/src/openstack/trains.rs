//! The series as a train: a departure per week, a release per week in which something is released.

use super::Read;
use super::schedule::{Event, Week, week_window};
use crate::{Batch, Edge};
use chrono::Datelike;
use planning::plan::TableName;
use planning::{
    Day, Departure, DepartureId, Instant, Reference, Release, ReleaseId, ReleaseKind, ReleaseState,
    ReleaseTrain, TrainId, Window, Zone,
};
use std::collections::{BTreeMap, BTreeSet};

/// Releases by the Monday of their week.
pub(super) type ByMonday = BTreeMap<Day, ReleaseId>;

/// The Monday of the week in which a moment lies, in UTC.
pub(super) fn monday_of(at: Instant) -> Day {
    let day = at.day_in(Zone::UTC);
    day.plus(-i64::from(day.0.weekday().num_days_from_monday()))
}

/// Makes the train, its departures and its releases; `dated` are the Mondays of weeks with released versions.
pub(super) fn read(read: &Read, dated: &BTreeSet<Day>, batch: &mut Batch, edge: &mut Edge) -> ByMonday {
    let mut releases = ByMonday::new();
    let schedule = &read.schedule;
    let Ok(reference) = Reference::new(&read.series) else {
        return releases;
    };
    let train = ReleaseTrain {
        id: edge.id::<TrainId>(),
        reference,
        name: read.title(),
        cadence: None,
        scope_lock_days: 0,
        test_days: 0,
        watch_hours: 0,
        capacity_points: None,
        risk_budget: None,
        critical_risk_budget: None,
        teams: Vec::new(),
        order_index: 0,
        cut_offs: Vec::new(),
        shift: planning::ShiftRule::Stay,
        regions: Vec::new(),
        origin: Some(read.origin("train", &schedule.file, None)),
    };
    batch.state(&train, &["name"]);
    let release_monday = schedule.release_week().map(|week| week.monday);
    let mut departures: BTreeMap<Day, DepartureId> = BTreeMap::new();
    for week in &schedule.weeks {
        let departs = match read.release_day {
            Some(day) if Some(week.monday) == release_monday => {
                Window::lasting(day.starts_in(Zone::UTC), 24 * 60)
            }
            _ => week.window(),
        };
        let departure = Departure {
            id: edge.id::<DepartureId>(),
            train: train.id,
            name: departure_name(week),
            departs,
            scope_lock: None,
            origin: Some(read.origin(&week.monday.to_string(), &schedule.file, week.line)),
        };
        departures.insert(week.monday, departure.id);
        batch.state(&departure, &["name", "departs", "train"]);
    }
    let weeks: BTreeMap<Day, &Week> = schedule.weeks.iter().map(|week| (week.monday, week)).collect();
    let with_events = schedule
        .weeks
        .iter()
        .filter(|week| {
            week.events
                .iter()
                .any(|event| own(read, event) && releases_something(event))
        })
        .map(|week| week.monday);
    let mondays: BTreeSet<Day> = with_events.chain(dated.iter().copied()).collect();
    for monday in mondays {
        let week = weeks.get(&monday).copied();
        let number = release_monday.map(|release| (monday.0 - release.0).num_days().div_euclid(7));
        let Some(made) = release(read, monday, week, number, dated.contains(&monday)) else {
            continue;
        };
        let made = Release {
            id: edge.id::<ReleaseId>(),
            train: Some(train.id),
            departure: departures.get(&monday).copied(),
            ..made
        };
        releases.insert(monday, made.id);
        batch.state(
            &made,
            &[
                "title",
                "state",
                "train",
                "departure",
                "scope_lock",
                "test_starts",
                "deploy",
                "note",
            ],
        );
    }
    for table in [TableName::ReleaseTrain, TableName::Departure, TableName::Release] {
        batch.covers(table, &read.system, &schedule.file);
    }
    releases
}

/// `R-5 Epoxy-3 milestone +6`: the week, its first event and how many more there are.
fn departure_name(week: &Week) -> String {
    let name = if week.name.is_empty() {
        week.monday.0.format("%-d %b %Y").to_string()
    } else {
        week.name.clone()
    };
    match week.events.as_slice() {
        [] => name,
        [only] => format!("{name} {}", only.title()),
        [first, more @ ..] => format!("{name} {} +{}", first.title(), more.len()),
    }
}

/// True for events of this series; the table also lists those of the series before and after.
fn own(read: &Read, event: &Event) -> bool {
    read.series
        .chars()
        .next()
        .is_some_and(|initial| event.label.starts_with(initial))
}

/// Milestones, candidates and finals; not elections, meetings and freezes.
fn releases_something(event: &Event) -> bool {
    let milestone = event.suffix().parse::<u32>().is_ok();
    let known = [
        "final",
        "rc1",
        "finalrc",
        "final-lib",
        "final-clientlib",
        "cycle-trail",
    ];
    milestone || known.contains(&event.suffix())
}

fn release(
    read: &Read,
    monday: Day,
    week: Option<&Week>,
    number: Option<i64>,
    released: bool,
) -> Option<Release> {
    let name = match (week, number) {
        (Some(week), _) if !week.name.is_empty() => week.name.clone(),
        (_, Some(number)) => format!("R{number:+}"),
        _ => monday.to_string(),
    };
    let reference = Reference::new(&format!("{} {name}", read.series)).ok()?;
    let events: Vec<&Event> = week.into_iter().flat_map(|week| &week.events).collect();
    let headline = events
        .iter()
        .find(|event| own(read, event) && releases_something(event))
        .map(|event| event.title().to_owned());
    let is_final = number == Some(0);
    let after = number.is_some_and(|number| number > 0);
    let plain = if after { "stable releases" } else { "releases" };
    let title = match headline {
        Some(headline) => headline,
        None => format!(
            "{} {plain}, week of {}",
            read.name(),
            monday.0.format("%-d %b %Y")
        ),
    };
    let deploy = match read.release_day {
        Some(day) if is_final => Window::lasting(day.starts_in(Zone::UTC), 24 * 60),
        _ => week.map_or_else(|| week_window(monday), Week::window),
    };
    // The final release closes its scope with feature freeze and is tested from its first candidates.
    let deadline = |suffix: &str| {
        read.schedule
            .event(suffix)
            .map(Event::deadline)
            .filter(|at| *at <= deploy.start())
    };
    let scope_lock = deadline("ff").filter(|_| is_final).unwrap_or(deploy.start());
    let test_starts = deadline("rc1")
        .filter(|at| is_final && *at >= scope_lock)
        .unwrap_or(deploy.start());
    let lines: Vec<String> = events
        .iter()
        .map(|event| match event.section.text.is_empty() {
            true => format!("{} ({})", event.title(), event.day),
            false => format!("{} ({}): {}", event.title(), event.day, event.section.text),
        })
        .collect();
    Some(Release {
        id: ReleaseId(uuid::Uuid::nil()),
        reference,
        title,
        kind: ReleaseKind::Planned,
        state: if released {
            ReleaseState::Deployed
        } else {
            ReleaseState::Planned
        },
        train: None,
        departure: None,
        owner: None,
        deputy: None,
        scope_lock,
        test_starts,
        deploy,
        watch_hours: 0,
        environment: None,
        capacity_points: None,
        risk_budget: None,
        merged_into: None,
        note: lines.join("\n\n"),
        origin: Some(read.origin(
            &format!("release {monday}"),
            &read.schedule.file,
            week.and_then(|week| week.line),
        )),
    })
}

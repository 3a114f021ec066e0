//! The calendar poster: trains, boards, environments and freezes of a quarter, drawn and in words.

use super::gather::{Stamp, stamped};
use super::pictures;
use planning::collision::Collision;
use planning::{Day, Freeze, FreezeState, Instant, Plan, Release, ReleaseState, Subject, Window, wording};
use report::value::{
    Calendar, Event, FreezeBand, Lane, Part, PosterDocument, PosterRow, Standing, State, Verdict,
};

/// Weeks on a poster when nobody says how many.
const WEEKS: u32 = 15;
/// The most that can still be read.
const MOST_WEEKS: u32 = 30;

pub(super) fn poster(
    plan: &Plan,
    collisions: &[Collision],
    stamp: &Stamp,
    from: Option<Day>,
    weeks: Option<u32>,
) -> Option<PosterDocument> {
    use chrono::Datelike;
    let zone = plan.settings().zone;
    let first = from.unwrap_or_else(|| stamp.now.day_in(zone).plus(-7));
    let monday = first.plus(-i64::from(first.0.weekday().num_days_from_monday()));
    let weeks = weeks.unwrap_or(WEEKS).clamp(4, MOST_WEEKS);
    let end = monday.plus(7 * i64::from(weeks));
    let span = Window::new(monday.starts_in(zone), end.starts_in(zone)).ok()?;
    let releases = releases(plan, span);
    let freezes = freezes(plan, span);
    let mut lanes = train_lanes(plan, &releases, collisions);
    lanes.extend(board_lane(plan, span));
    lanes.extend(environment_lanes(plan, span));
    let bands: Vec<FreezeBand> = freezes
        .iter()
        .filter_map(|freeze| pictures::band(freeze, span))
        .collect();
    let days = format!("{} – {}", wording::dated(monday), wording::dated(end.plus(-1)));
    let alt = format!(
        "Calendar {days}: {} and {}.",
        wording::count(releases.len(), "release"),
        wording::count(freezes.len(), "freeze")
    );
    Some(PosterDocument {
        imprint: stamped(plan, stamp, plan.settings().name, "Calendar", Standing::Approved),
        title: format!("{} · {days}", plan.settings().name),
        note: format!(
            "{} and {}. Times are {zone}. Hatched is frozen, tinted is planned, solid is done; a red outline collides.",
            wording::count(releases.len(), "release"),
            wording::count(freezes.len(), "freeze"),
        ),
        calendar: Part::Given(Calendar {
            span,
            lanes,
            freezes: bands,
            today: span.contains(stamp.now).then(|| {
                let today = stamp.now.utc().with_timezone(&zone.0).format("%-d %b");
                (stamp.now, format!("Today, {today}"))
            }),
            alt,
        }),
        rows: rows(plan, &releases, &freezes, collisions).into(),
    })
}

fn releases(plan: &Plan, span: Window) -> Vec<&Release> {
    let mut releases: Vec<&Release> = plan
        .releases
        .iter()
        .filter(|release| release.deploy.overlaps(span))
        .collect();
    releases.sort_by_key(|release| (release.deploy.start(), release.reference.clone()));
    releases
}

fn freezes(plan: &Plan, span: Window) -> Vec<&Freeze> {
    let mut freezes: Vec<&Freeze> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.window.overlaps(span))
        .collect();
    freezes.sort_by_key(|freeze| (freeze.window.start(), freeze.reference.clone()));
    freezes
}

fn collides(collisions: &[Collision], release: &Release) -> bool {
    collisions
        .iter()
        .any(|collision| collision.subjects.contains(&Subject::Release(release.id)))
}

fn train_lanes(plan: &Plan, releases: &[&Release], collisions: &[Collision]) -> Vec<Lane> {
    let bar = |release: &Release, hue: u8| Event::Bar {
        window: release.deploy,
        label: release.reference.to_string(),
        number: None,
        solid: !release.is_open(),
        hue: hue % 6,
        collides: collides(collisions, release),
    };
    let mut trains: Vec<_> = plan.trains.iter().collect();
    trains.sort_by_key(|train| (train.order_index, train.id));
    let mut lanes: Vec<Lane> = (0_u8..)
        .zip(&trains)
        .map(|(hue, train)| Lane {
            name: train.name.clone(),
            quiet: train
                .cadence
                .as_ref()
                .map(planning::cadence::cadence)
                .unwrap_or_default(),
            events: releases
                .iter()
                .filter(|release| release.train == Some(train.id))
                .map(|release| bar(release, hue))
                .collect(),
        })
        .filter(|lane| !lane.events.is_empty())
        .collect();
    let loose: Vec<Event> = releases
        .iter()
        .filter(|release| release.train.is_none_or(|id| plan.trains.get(&id).is_none()))
        .map(|release| bar(release, 5))
        .collect();
    if !loose.is_empty() {
        lanes.push(Lane {
            name: "Without a train".into(),
            quiet: wording::count(loose.len(), "release"),
            events: loose,
        });
    }
    lanes
}

/// Dates of all series of meetings, as one lane; `None` when there are none.
pub(super) fn board_lane(plan: &Plan, span: Window) -> Option<Lane> {
    let mut events: Vec<(Instant, Event)> = Vec::new();
    for series in &plan.meetings {
        let zone = series.recurrence.zone;
        for window in series.recurrence.occurrences(span) {
            if series
                .until
                .is_none_or(|until| window.start().day_in(zone) <= until)
            {
                events.push((
                    window.start(),
                    Event::Milestone {
                        at: window.start(),
                        label: series.reference.to_string(),
                        decision: false,
                    },
                ));
            }
        }
    }
    events.sort_by_key(|(at, _)| *at);
    (!events.is_empty()).then(|| Lane {
        name: "Boards".into(),
        quiet: wording::count(plan.meetings.len(), "series").replace("seriess", "series"),
        events: events.into_iter().map(|(_, event)| event).collect(),
    })
}

fn environment_lanes(plan: &Plan, span: Window) -> Vec<Lane> {
    let mut environments: Vec<_> = plan.environments.iter().collect();
    environments.sort_by_key(|environment| (environment.order_index, environment.id));
    environments
        .into_iter()
        .filter_map(|environment| {
            let events = bookings(plan, span, |booking| booking.environment == environment.id);
            (!events.is_empty()).then(|| Lane {
                name: environment.name.clone(),
                quiet: wording::count(events.len(), "booking"),
                events,
            })
        })
        .collect()
}

/// Bookings of environments as bars: planned ones tinted, waiting ones not drawn.
pub(super) fn bookings(plan: &Plan, span: Window, wanted: impl Fn(&planning::Booking) -> bool) -> Vec<Event> {
    let mut found: Vec<&planning::Booking> = plan
        .bookings
        .iter()
        .filter(|booking| booking.state == planning::BookingState::Booked)
        .filter(|booking| booking.window.overlaps(span) && wanted(booking))
        .collect();
    found.sort_by_key(|booking| (booking.window.start(), booking.id));
    found
        .into_iter()
        .filter_map(|booking| {
            Some(Event::Bar {
                window: booking.window.intersection(span)?,
                label: format!("{} {}", booking.reference, booking.purpose),
                number: None,
                solid: false,
                hue: 5,
                collides: false,
            })
        })
        .collect()
}

fn rows(plan: &Plan, releases: &[&Release], freezes: &[&Freeze], collisions: &[Collision]) -> Vec<PosterRow> {
    let zone = plan.settings().zone;
    let mut rows: Vec<(Instant, PosterRow)> = releases
        .iter()
        .map(|release| {
            let verdict = match release.state {
                _ if collides(collisions, release) => Verdict::new(State::Failed, "collides"),
                ReleaseState::Deployed | ReleaseState::Closed => Verdict::new(State::Done, "deployed"),
                ReleaseState::Approved => Verdict::new(State::Done, "approved"),
                _ => Verdict::new(State::Pending, "planned"),
            };
            let row = PosterRow {
                when: wording::moment(release.deploy.start(), zone),
                reference: release.reference.to_string(),
                what: format!(
                    "{}, {} in the window",
                    release.title,
                    wording::minutes(release.deploy.minutes())
                ),
                verdict,
            };
            (release.deploy.start(), row)
        })
        .collect();
    rows.extend(freezes.iter().map(|freeze| {
        let verdict = if freeze.state == FreezeState::Agreed {
            Verdict::new(State::Done, "agreed")
        } else {
            Verdict::new(State::Pending, "asked")
        };
        let row = PosterRow {
            when: wording::days(freeze.window, freeze.zone),
            reference: freeze.reference.to_string(),
            what: format!(
                "{}, {}: {}",
                freeze.name,
                freeze.level,
                planning::talks::scope_note(plan, &freeze.scope)
            ),
            verdict,
        };
        (freeze.window.start(), row)
    }));
    rows.sort_by(|one, other| (one.0, &one.1.reference).cmp(&(other.0, &other.1.reference)));
    rows.into_iter().map(|(_, row)| row).collect()
}

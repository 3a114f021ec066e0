//! Releases and freezes as iCalendar events with stable ids.

use super::zone;
use chrono::NaiveTime;
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, Event, EventLike, EventStatus};
use planning::{
    Freeze, FreezeLevel, FreezeState, Instant, OwedStep, Plan, Release, ReleaseState, Window, Zone,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How a calendar is written.
#[derive(Clone, Debug)]
pub struct CalendarOptions {
    /// When it is written: the stamp of every event.
    pub written_at: Instant,
    /// How often each record has moved, for `SEQUENCE`; without a count the plan's journal position is used, which
    /// only grows.
    pub moves: BTreeMap<Uuid, u32>,
    /// Zone in which times are written; `None` writes UTC.
    pub zone: Option<Zone>,
    /// Write releases.
    pub releases: bool,
    /// Write freezes.
    pub freezes: bool,
}

impl CalendarOptions {
    /// Everything, in UTC.
    #[must_use]
    pub fn everything(written_at: Instant) -> Self {
        Self {
            written_at,
            moves: BTreeMap::new(),
            zone: None,
            releases: true,
            freezes: true,
        }
    }
}

/// Writes the plan's releases and freezes as one calendar.
#[must_use]
pub fn ics(plan: &Plan, options: &CalendarOptions) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Slipway//Release plan//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.name(&plan.settings().name);
    let mut windows: Vec<Window> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    if options.releases {
        for release in &plan.releases {
            windows.push(release.deploy);
            events.push(release_event(plan, release, options));
        }
    }
    if options.freezes {
        for freeze in plan
            .freezes
            .iter()
            .filter(|freeze| freeze.state != FreezeState::Draft)
        {
            windows.push(freeze.window);
            events.push(freeze_event(plan, freeze, options));
        }
    }
    let first = windows.iter().map(|window| window.start()).min();
    let last = windows.iter().map(|window| window.end()).max();
    for event in events {
        calendar.push(event);
    }
    let text = calendar.done().to_string();
    match (written_zone(options), first, last) {
        (Some(zone), Some(first), Some(last)) => text.replacen(
            "BEGIN:VEVENT",
            &format!("{}BEGIN:VEVENT", zone::timezone(zone, first, last)),
            1,
        ),
        _ => text,
    }
}

/// Steps that somebody owes, each on the day it is due, as one calendar. What has no day is on none.
#[must_use]
pub fn steps_ics(plan: &Plan, steps: &[&OwedStep], written_at: Instant) -> String {
    let options = CalendarOptions::everything(written_at);
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Slipway//Release plan//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    for step in steps {
        let Some(due) = step.due else { continue };
        let mut event = base(plan, "step", step.id.0, &options);
        let about = step.subject.map(|subject| format!("{}: ", plan.name_of(subject)));
        event.summary(&format!("{}{}", about.unwrap_or_default(), step.text));
        let owner = step.owner.and_then(|id| plan.people.get(&id));
        event.description(&format!(
            "{}, {}.",
            step.kind,
            owner.map_or("nobody yet", |person| person.name.as_str())
        ));
        event.all_day(due.0);
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

/// The zone to write times in; UTC needs no definition.
fn written_zone(options: &CalendarOptions) -> Option<Zone> {
    options.zone.filter(|zone| *zone != Zone::UTC)
}

fn base(plan: &Plan, kind: &str, id: Uuid, options: &CalendarOptions) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{kind}-{id}@slipway"));
    event.timestamp(options.written_at.utc());
    event.last_modified(options.written_at.utc());
    let counted = options.moves.get(&id).copied();
    event.sequence(counted.unwrap_or_else(|| u32::try_from(plan.seq).unwrap_or(0)));
    event
}

fn release_event(plan: &Plan, release: &Release, options: &CalendarOptions) -> Event {
    let mut event = base(plan, "release", release.id.0, options);
    event.summary(&format!("{} {}", release.reference, release.title));
    let riding: Vec<String> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id))
        .map(|change| format!("{} {}", change.reference, change.title))
        .collect();
    let mut lines = vec![
        format!("State: {}.", release.state),
        format!("Scope closes {}.", release.scope_lock),
    ];
    if !riding.is_empty() {
        lines.push(format!("Changes ({}):", riding.len()));
        lines.extend(riding);
    }
    if !release.note.is_empty() {
        lines.push(release.note.clone());
    }
    event.description(&lines.join("\n"));
    event.categories(["RELEASE"]);
    event.add_property("TRANSP", "OPAQUE");
    event.status(match release.state {
        ReleaseState::Cancelled | ReleaseState::BackedOut => EventStatus::Cancelled,
        ReleaseState::Planned | ReleaseState::Locked => EventStatus::Tentative,
        ReleaseState::Approved | ReleaseState::Deployed | ReleaseState::Closed => EventStatus::Confirmed,
    });
    timed(&mut event, release.deploy, options);
    event
}

fn freeze_event(plan: &Plan, freeze: &Freeze, options: &CalendarOptions) -> Event {
    let mut event = base(plan, "freeze", freeze.id.0, options);
    event.summary(&format!("Freeze: {} ({})", freeze.name, freeze.level));
    let mut lines = vec![format!("{}. Asked by {}.", freeze.reference, freeze.asked_by)];
    if !freeze.reason.is_empty() {
        lines.push(freeze.reason.clone());
    }
    event.description(&lines.join("\n"));
    event.categories(["FREEZE"]);
    let closed = matches!(freeze.level, FreezeLevel::Hard | FreezeLevel::Lockdown);
    event.add_property("TRANSP", if closed { "OPAQUE" } else { "TRANSPARENT" });
    event.status(match freeze.state {
        FreezeState::Draft | FreezeState::Asked => EventStatus::Tentative,
        FreezeState::Agreed => EventStatus::Confirmed,
        FreezeState::Withdrawn => EventStatus::Cancelled,
    });
    let midnight = |at: Instant| at.utc().with_timezone(&freeze.zone.0).time() == NaiveTime::MIN;
    if midnight(freeze.window.start()) && midnight(freeze.window.end()) {
        // Whole days in the freeze's own zone. The end of a window is the first moment after it, and `DTEND` of a
        // whole-day event is the first day after it: the same day.
        event.starts(freeze.window.start().day_in(freeze.zone).0);
        event.ends(freeze.window.end().day_in(freeze.zone).0);
    } else {
        timed(&mut event, freeze.window, options);
    }
    event
}

fn timed(event: &mut Event, window: Window, options: &CalendarOptions) {
    let moment = |at: Instant| -> DatePerhapsTime {
        match written_zone(options) {
            None => at.utc().into(),
            Some(zone) => {
                let date_time = at.utc().with_timezone(&zone.0).naive_local();
                CalendarDateTime::WithTimezone {
                    date_time,
                    tzid: zone.to_string(),
                }
                .into()
            }
        }
    };
    event.starts(moment(window.start()));
    event.ends(moment(window.end()));
}

//! What speaks against a booking.

use super::{excludes, requester, sharing};
use crate::records::words;
use crate::version::takes;
use crate::{
    Booking, BookingId, BookingState, Day, FreezeState, Installed, Instant, Plan, ServiceId, Severity,
    Subject, Window, Zone, wording,
};
use chrono::Datelike;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// What speaks against a booking.
    BookingConflictKind {
        /// Somebody else has the environment then, and one of the two wants it alone.
        Overlap = "overlap",
        /// Another version runs there than it needs.
        WrongVersion = "wrong-version",
        /// A freeze closes the environment then.
        Frozen = "frozen",
        /// The team books more than its share.
        OverQuota = "over-quota",
    }
}

/// Something that speaks against a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BookingConflict {
    /// What.
    pub kind: BookingConflictKind,
    /// How much it weighs.
    pub severity: Severity,
    /// The bookings, the later asked first.
    pub bookings: Vec<BookingId>,
    /// Further records it names.
    pub subjects: Vec<Subject>,
    /// The fact.
    pub sentence: String,
}

/// Everything that speaks against bookings that are not over, each pair once.
#[must_use]
pub fn conflicts(plan: &Plan, now: Instant) -> Vec<BookingConflict> {
    let mut found: Vec<BookingConflict> = Vec::new();
    for booking in plan
        .bookings
        .iter()
        .filter(|booking| booking.state == BookingState::Booked && booking.window.end() > now)
    {
        for conflict in against(plan, booking, now) {
            let again = conflict.kind == BookingConflictKind::Overlap
                && found.iter().any(|known| {
                    known.kind == conflict.kind
                        && known.bookings.iter().all(|id| conflict.bookings.contains(id))
                });
            let same = found
                .iter()
                .any(|known| known.kind == conflict.kind && known.sentence == conflict.sentence);
            if !again && !same {
                found.push(conflict);
            }
        }
    }
    found.sort_by(|one, other| {
        (other.severity.cmp(&one.severity)).then_with(|| one.sentence.cmp(&other.sentence))
    });
    found
}

/// What speaks against one booking, which may be in the plan or not.
#[must_use]
pub fn against(plan: &Plan, booking: &Booking, now: Instant) -> Vec<BookingConflict> {
    let zone = plan.settings().zone;
    let mut found = overlaps(plan, booking, zone);
    found.extend(wrong_versions(plan, booking, now));
    found.extend(frozen(plan, booking, zone));
    found.extend(over_quota(plan, booking, zone));
    found
}

fn name(plan: &Plan, booking: &Booking) -> String {
    plan.name_of(Subject::Environment(booking.environment))
}

fn overlaps(plan: &Plan, booking: &Booking, zone: Zone) -> Vec<BookingConflict> {
    let shared = sharing(plan, booking.environment);
    plan.bookings
        .iter()
        .filter(|other| other.id != booking.id && other.state == BookingState::Booked)
        .filter(|other| shared.contains(&other.environment))
        .filter(|other| excludes((booking.mode, booking.window), (other.mode, other.window)))
        .map(|other| {
            let both = booking
                .window
                .intersection(other.window)
                .unwrap_or(booking.window);
            let place = if other.environment == booking.environment {
                name(plan, booking)
            } else {
                format!(
                    "the data that {} and {} share",
                    name(plan, booking),
                    name(plan, other)
                )
            };
            BookingConflict {
                kind: BookingConflictKind::Overlap,
                severity: Severity::Error,
                bookings: vec![booking.id, other.id],
                subjects: vec![Subject::Environment(booking.environment)],
                sentence: format!(
                    "{} ({}) and {} ({}) both have {place} from {} to {}.",
                    booking.reference,
                    requester(plan, booking),
                    other.reference,
                    requester(plan, other),
                    wording::moment(both.start(), zone),
                    wording::moment(both.end(), zone)
                ),
            }
        })
        .collect()
}

/// What is needed must be what was last seen there.
fn wrong_versions(plan: &Plan, booking: &Booking, now: Instant) -> Vec<BookingConflict> {
    let last = |service: ServiceId| -> Option<&Installed> {
        plan.installed
            .iter()
            .filter(|one| {
                one.environment == booking.environment && one.service == service && one.observed_at <= now
            })
            .max_by_key(|one| (one.observed_at, one.id))
    };
    let mut found = Vec::new();
    for needed in &booking.needs {
        let service = plan.name_of(Subject::Service(needed.service));
        let (severity, sentence) = match last(needed.service) {
            None => (
                Severity::Note,
                format!(
                    "{} needs {service} {} on {}, where nobody has seen it.",
                    booking.reference,
                    needed.version,
                    name(plan, booking)
                ),
            ),
            Some(one)
                if one.version == needed.version || takes(&needed.version, &one.version) == Some(true) =>
            {
                continue;
            }
            Some(one) => (
                Severity::Warning,
                format!(
                    "{} needs {service} {} on {}, which runs {}.",
                    booking.reference,
                    needed.version,
                    name(plan, booking),
                    one.version
                ),
            ),
        };
        found.push(BookingConflict {
            kind: BookingConflictKind::WrongVersion,
            severity,
            bookings: vec![booking.id],
            subjects: vec![
                Subject::Environment(booking.environment),
                Subject::Service(needed.service),
            ],
            sentence,
        });
    }
    found
}

/// A freeze that names the environment closes it; one that names none is about production.
fn frozen(plan: &Plan, booking: &Booking, zone: Zone) -> Vec<BookingConflict> {
    plan.freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.window.overlaps(booking.window))
        .filter(|freeze| freeze.scope.environments.contains(&booking.environment))
        .map(|freeze| BookingConflict {
            kind: BookingConflictKind::Frozen,
            severity: if freeze.state == FreezeState::Agreed {
                Severity::Error
            } else {
                Severity::Warning
            },
            bookings: vec![booking.id],
            subjects: vec![Subject::Freeze(freeze.id)],
            sentence: format!(
                "{} books {} inside {} ({}, {}).",
                booking.reference,
                name(plan, booking),
                freeze.name,
                freeze.state,
                wording::days(freeze.window, zone)
            ),
        })
        .collect()
}

/// Monday of the week in which the day lies.
fn monday(day: Day) -> Day {
    day.plus(-i64::from(day.0.weekday().num_days_from_monday()))
}

fn over_quota(plan: &Plan, booking: &Booking, zone: Zone) -> Vec<BookingConflict> {
    let quota = plan
        .environments
        .get(&booking.environment)
        .and_then(|environment| environment.quota_hours);
    let (Some(quota), Some(team)) = (quota, booking.team) else {
        return Vec::new();
    };
    let mut minutes: BTreeMap<Day, i64> = BTreeMap::new();
    let of_team = plan.bookings.iter().filter(|other| {
        other.id != booking.id
            && other.environment == booking.environment
            && other.team == Some(team)
            && other.state == BookingState::Booked
    });
    for other in of_team.chain([booking]) {
        let mut week = monday(other.window.start().day_in(zone));
        while week.starts_in(zone) < other.window.end() {
            let whole = Window::new(week.starts_in(zone), week.plus(7).starts_in(zone));
            let part = whole.ok().and_then(|whole| whole.intersection(other.window));
            *minutes.entry(week).or_default() += part.map_or(0, Window::minutes);
            week = week.plus(7);
        }
    }
    let (first, last) = (
        monday(booking.window.start().day_in(zone)),
        wording::last_day(booking.window, zone),
    );
    minutes
        .into_iter()
        .filter(|(week, minutes)| *week >= first && *week <= last && *minutes > i64::from(quota) * 60)
        .map(|(week, minutes)| BookingConflict {
            kind: BookingConflictKind::OverQuota,
            severity: Severity::Warning,
            bookings: vec![booking.id],
            subjects: vec![Subject::Environment(booking.environment)],
            sentence: format!(
                "{} has {} of {} in the week of {}, {} more than its {quota} h.",
                requester(plan, booking),
                wording::minutes(minutes),
                name(plan, booking),
                wording::day(week),
                wording::minutes(minutes - i64::from(quota) * 60)
            ),
        })
        .collect()
}

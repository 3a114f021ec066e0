//! The next free stretch of an environment, and who of those who wait gets it.

use super::{excludes, sharing};
use crate::{
    Booking, BookingId, BookingMode, BookingState, EnvironmentClass, EnvironmentId, Instant, Plan, Window,
};
use chrono::TimeDelta;

/// Days that are searched.
const DAYS_AHEAD: i64 = 60;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Where.
    pub environment: EnvironmentId,
    /// For how long.
    pub minutes: u32,
    /// Alone or together.
    pub mode: BookingMode,
    /// Not before.
    pub from: Instant,
    /// It ends by then; `None` for sixty days.
    pub until: Option<Instant>,
    /// A booking that is not in the way of itself.
    pub except: Option<BookingId>,
}

/// The earliest stretch that nobody else needs alone and no freeze closes.
#[must_use]
pub fn find_next(plan: &Plan, wanted: &Wanted) -> Option<Window> {
    let taken = taken(plan, wanted);
    let last = wanted.until.unwrap_or(wanted.from + TimeDelta::days(DAYS_AHEAD));
    let mut starts: Vec<Instant> = vec![wanted.from];
    starts.extend(
        taken
            .iter()
            .map(|(_, window)| window.end())
            .filter(|end| *end > wanted.from),
    );
    starts.sort_unstable();
    starts
        .into_iter()
        .map(|start| Window::lasting(start, wanted.minutes))
        .filter(|window| window.end() <= last)
        .find(|window| !taken.iter().any(|other| excludes((wanted.mode, *window), *other)))
}

/// What is in the way: bookings of the environment and of those that share its data; freezes that name it.
fn taken(plan: &Plan, wanted: &Wanted) -> Vec<(BookingMode, Window)> {
    let shared = sharing(plan, wanted.environment);
    let bookings = plan
        .bookings
        .iter()
        .filter(|other| other.state == BookingState::Booked && Some(other.id) != wanted.except)
        .filter(|other| shared.contains(&other.environment))
        .map(|other| (other.mode, other.window));
    let freezes = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.is_live() && freeze.scope.environments.contains(&wanted.environment))
        .map(|freeze| (BookingMode::Exclusive, freeze.window));
    bookings.chain(freezes).collect()
}

/// Bookings that wait and can be booked now, as they would be then: the highest priority first, among equals the one
/// that was asked for first. Each takes its own time, or the next free one before its last moment.
#[must_use]
pub fn moves_up(plan: &Plan, now: Instant) -> Vec<Booking> {
    let mut plan = plan.clone();
    let mut waiting: Vec<Booking> = plan
        .bookings
        .iter()
        .filter(|booking| booking.state == BookingState::Waiting)
        .cloned()
        .collect();
    waiting.sort_by_key(|booking| (std::cmp::Reverse(booking.priority), booking.asked_at, booking.id));
    let mut placed = Vec::new();
    for booking in waiting {
        let minutes = u32::try_from(booking.window.minutes()).unwrap_or(u32::MAX);
        let wanted = |from: Instant, until: Instant| Wanted {
            environment: booking.environment,
            minutes,
            mode: booking.mode,
            from,
            until: Some(until),
            except: Some(booking.id),
        };
        let own = (booking.window.start() >= now)
            .then(|| find_next(&plan, &wanted(booking.window.start(), booking.window.end())))
            .flatten();
        let later = || {
            let until = booking.until?;
            find_next(&plan, &wanted(booking.window.start().max(now), until))
        };
        if let Some(window) = own.or_else(later) {
            let booked = Booking {
                window,
                state: BookingState::Booked,
                ..booking.clone()
            };
            plan.put(booked.clone());
            placed.push(booked);
        }
    }
    placed
}

/// Share of the span's hours in which the environment is booked, in percent; overlapping bookings count once.
#[must_use]
pub fn utilisation(plan: &Plan, environment: EnvironmentId, span: Window) -> u32 {
    let mut booked: Vec<Window> = plan
        .bookings
        .iter()
        .filter(|booking| booking.environment == environment && booking.state == BookingState::Booked)
        .filter_map(|booking| booking.window.intersection(span))
        .collect();
    booked.sort_by_key(|window| window.start());
    let (mut minutes, mut reached) = (0, span.start());
    for window in booked {
        let start = window.start().max(reached);
        minutes += (window.end() - start).num_minutes().max(0);
        reached = reached.max(window.end());
    }
    u32::try_from(minutes * 100 / span.minutes().max(1)).unwrap_or(100)
}

/// Environments that are booked: all but production and its spare.
#[must_use]
pub fn bookable(class: EnvironmentClass) -> bool {
    !matches!(class, EnvironmentClass::Production | EnvironmentClass::Recovery)
}

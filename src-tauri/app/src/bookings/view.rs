//! A week of every test environment.

use crate::{Desk, WireFailure};
use chrono::Datelike;
use planning::booking::{BookingConflict, bookable, conflicts, utilisation};
use planning::{
    Booking, BookingId, BookingMode, BookingState, Day, Environment, EnvironmentId, Instant, Plan, Subject,
    Window, wording,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which week.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct BookingsQuestion {
    /// A day of it; `None` takes today.
    #[serde(default)]
    pub day: Option<Day>,
}

/// A week of every test environment.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BookingsView {
    /// Its Monday.
    pub monday: Day,
    /// First moments of its seven days, and of the one after.
    pub days: Vec<Instant>,
    /// Environments in their order.
    pub environments: Vec<EnvironmentWeek>,
    /// Who waits, in the order in which they move up.
    pub waiting: Vec<BookingLine>,
    /// What speaks against bookings that are not over, of all weeks.
    pub conflicts: Vec<BookingConflict>,
    /// Open releases, for a new booking.
    pub releases: Vec<BookingChoice>,
    /// Teams, for a new booking.
    pub teams: Vec<BookingChoice>,
    /// Services, for the versions a booking needs.
    pub services: Vec<BookingChoice>,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BookingChoice {
    /// Identity.
    #[ts(type = "string")]
    pub id: uuid::Uuid,
    /// What people call it.
    pub label: String,
}

/// An environment in a week.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvironmentWeek {
    /// Identity.
    pub id: EnvironmentId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// Hours a team may book in a week; `None` for no limit.
    pub quota_hours: Option<u32>,
    /// Tests that can be shown in it in a day; `None` for no limit.
    pub tests_per_day: Option<u32>,
    /// Environments that work on the same data.
    pub shares_data_with: Vec<EnvironmentId>,
    /// Share of the week that is booked, in percent.
    pub booked_percent: u32,
    /// Bookings that touch the week, by time.
    pub bookings: Vec<BookingLine>,
}

/// A booking.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BookingLine {
    /// Identity.
    pub id: BookingId,
    /// Reference.
    pub reference: String,
    /// The environment's reference.
    pub environment: String,
    /// What for.
    pub purpose: String,
    /// Release or change it is for; empty when for none.
    pub of: String,
    /// Alone or together.
    pub mode: BookingMode,
    /// When.
    pub window: Window,
    /// Booked, waiting or given back.
    pub state: BookingState,
    /// 5 goes first.
    pub priority: u8,
    /// Who asks.
    pub requester: String,
    /// Versions and data it needs, in words; empty when none.
    pub needs: String,
    /// What speaks against it.
    pub conflicts: Vec<String>,
}

/// The week of the day.
///
/// # Errors
/// Refused when no plan is open.
pub async fn bookings(desk: &Desk, question: BookingsQuestion) -> Result<BookingsView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let (zone, now) = (plan.settings().zone, desk.edge().now());
    let day = question.day.unwrap_or_else(|| now.day_in(zone));
    let monday = day.plus(-i64::from(day.0.weekday().num_days_from_monday()));
    let week = Window::new(monday.starts_in(zone), monday.plus(7).starts_in(zone))
        .map_err(WireFailure::malformed)?;
    let conflicts = conflicts(&plan, now);
    let mut known: Vec<&Environment> = plan
        .environments
        .iter()
        .filter(|one| bookable(one.class))
        .collect();
    known.sort_by_key(|one| (one.order_index, one.id));
    let environments = known
        .into_iter()
        .map(|one| EnvironmentWeek {
            id: one.id,
            reference: one.reference.to_string(),
            name: one.name.clone(),
            quota_hours: one.quota_hours,
            tests_per_day: one.tests_per_day,
            shares_data_with: one.shares_data_with.clone(),
            booked_percent: utilisation(&plan, one.id, week),
            bookings: lines(&plan, &conflicts, |booking| {
                booking.environment == one.id
                    && booking.state != BookingState::Released
                    && booking.window.overlaps(week)
            }),
        })
        .collect();
    let mut waiting: Vec<&Booking> = plan
        .bookings
        .iter()
        .filter(|one| one.state == BookingState::Waiting)
        .collect();
    waiting.sort_by_key(|one| (std::cmp::Reverse(one.priority), one.asked_at, one.id));
    let waiting = waiting
        .into_iter()
        .map(|one| line(&plan, &conflicts, one))
        .collect();
    let mut releases: Vec<_> = plan.releases.iter().filter(|one| one.is_open()).collect();
    releases.sort_by_key(|one| (one.deploy.start(), one.id));
    let choice = |id: uuid::Uuid, label: String| BookingChoice { id, label };
    let mut services: Vec<BookingChoice> = plan
        .services
        .iter()
        .map(|one| choice(one.id.0, one.name.clone()))
        .collect();
    services.sort_by(|one, other| one.label.cmp(&other.label));
    Ok(BookingsView {
        monday,
        days: (0..=7).map(|day| monday.plus(day).starts_in(zone)).collect(),
        environments,
        waiting,
        conflicts,
        releases: releases
            .into_iter()
            .map(|one| choice(one.id.0, one.reference.to_string()))
            .collect(),
        teams: plan
            .teams
            .iter()
            .map(|one| choice(one.id.0, one.name.clone()))
            .collect(),
        services,
    })
}

fn lines(plan: &Plan, conflicts: &[BookingConflict], keep: impl Fn(&Booking) -> bool) -> Vec<BookingLine> {
    let mut found: Vec<&Booking> = plan.bookings.iter().filter(|booking| keep(booking)).collect();
    found.sort_by_key(|booking| (booking.window.start(), booking.id));
    found
        .into_iter()
        .map(|booking| line(plan, conflicts, booking))
        .collect()
}

pub(super) fn line(plan: &Plan, conflicts: &[BookingConflict], booking: &Booking) -> BookingLine {
    let of = booking
        .release
        .map(Subject::Release)
        .or(booking.change.map(Subject::Change))
        .map(|subject| plan.name_of(subject))
        .unwrap_or_default();
    let team = booking.team.and_then(|team| plan.teams.get(&team));
    let mut needs: Vec<String> = booking
        .needs
        .iter()
        .map(|needed| {
            format!(
                "{} {}",
                plan.name_of(Subject::Service(needed.service)),
                needed.version
            )
        })
        .collect();
    if !booking.data.is_empty() {
        needs.push(booking.data.clone());
    }
    BookingLine {
        id: booking.id,
        reference: booking.reference.to_string(),
        environment: plan.name_of(Subject::Environment(booking.environment)),
        purpose: booking.purpose.clone(),
        of,
        mode: booking.mode,
        window: booking.window,
        state: booking.state,
        priority: booking.priority.number(),
        requester: team.map_or_else(|| booking.requester.clone(), |team| team.name.clone()),
        needs: wording::list(&needs),
        conflicts: conflicts
            .iter()
            .filter(|conflict| conflict.bookings.contains(&booking.id))
            .map(|conflict| conflict.sentence.clone())
            .collect(),
    }
}

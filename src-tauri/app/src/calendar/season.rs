//! The lanes beside releases: projects, meetings, test environments, and the times of the business.

use super::view::*;
use crate::{Desk, WireFailure};
use planning::booking::{BookingConflictKind, bookable, conflicts};
use planning::{
    Booking, BookingState, BusinessTimeKind, Day, Environment, Instant, LocalTime, Milestone, Plan, Subject,
    Window, Zone, wording,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Projects in order of name, with their milestones.
pub(super) fn projects(plan: &Plan) -> Vec<ProjectLane> {
    let mut lanes: BTreeMap<&str, Vec<MilestoneMark>> = BTreeMap::new();
    for milestone in &plan.milestones {
        let days = milestone.days_late(plan);
        lanes
            .entry(&milestone.project)
            .or_default()
            .push(mark(plan, milestone, days));
    }
    lanes
        .into_iter()
        .map(|(name, mut milestones)| {
            milestones.sort_by_key(|mark| (mark.at, mark.id));
            ProjectLane {
                name: name.to_owned(),
                milestones,
            }
        })
        .collect()
}

/// Which milestone.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MilestoneQuestion {
    /// The milestone.
    pub milestone: planning::MilestoneId,
}

/// When a coming milestone is likely reached, as others like it went; `None` once it is reached.
///
/// # Errors
/// Refused when no plan is open or the milestone is not in it.
pub async fn outlook(
    desk: &Desk,
    question: MilestoneQuestion,
) -> Result<Option<planning::slip::Outlook>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    if !plan.milestones.contains(&question.milestone) {
        return Err(WireFailure::unknown("milestone"));
    }
    let today = desk.edge().now().day_in(plan.settings().zone);
    Ok(planning::slip::outlook(&plan, question.milestone, today))
}

fn noon(day: Day, zone: Zone) -> Instant {
    let noon = chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    planning::calendar::wall(day, LocalTime(noon), zone)
}

fn mark(plan: &Plan, milestone: &Milestone, late_days: u32) -> MilestoneMark {
    let zone = plan.settings().zone;
    let release = milestone
        .release
        .map(|id| plan.name_of(Subject::Release(id)))
        .unwrap_or_default();
    let expected = milestone.expected();
    let verb = if milestone.reached.is_some() {
        "reached"
    } else {
        "expected"
    };
    let mut sentence = format!(
        "{}: {}, {verb} {}",
        milestone.project,
        milestone.name,
        wording::day(expected)
    );
    if expected != milestone.planned {
        sentence.push_str(&format!(", planned {}", wording::day(milestone.planned)));
    }
    if late_days > 0 {
        let days = wording::count(late_days as usize, "day");
        sentence.push_str(&format!(", {days} too late for {release}"));
    }
    MilestoneMark {
        id: milestone.id,
        name: milestone.name.clone(),
        at: noon(expected, zone),
        planned: noon(milestone.planned, zone),
        reached: milestone.reached.is_some(),
        release,
        late_days,
        forecasts: milestone.forecasts.clone(),
        sentence: format!("{sentence}."),
    }
}

/// Series of meetings with their dates.
pub(super) fn meetings(plan: &Plan, span: Window) -> Vec<MeetingLane> {
    plan.meetings
        .iter()
        .map(|series| {
            let zone = series.recurrence.zone;
            let mut at = series.recurrence.occurrences(span);
            at.retain(|window| {
                series
                    .until
                    .is_none_or(|until| window.start().day_in(zone) <= until)
            });
            MeetingLane {
                id: series.id,
                name: series.name.clone(),
                cadence: format!(
                    "{} {}",
                    planning::cadence::cadence(&series.recurrence),
                    series.recurrence.starts
                ),
                at,
            }
        })
        .collect()
}

/// Test environments in their order, with their bookings of the span.
pub(super) fn environments(plan: &Plan, now: Instant, span: Window) -> Vec<EnvironmentLane> {
    let mut known: Vec<&Environment> = plan
        .environments
        .iter()
        .filter(|environment| bookable(environment.class))
        .collect();
    known.sort_by_key(|environment| (environment.order_index, environment.id));
    let overlaps: Vec<_> = conflicts(plan, now)
        .into_iter()
        .filter(|conflict| conflict.kind == BookingConflictKind::Overlap)
        .collect();
    known
        .into_iter()
        .map(|environment| {
            let of_it = |booking: &&Booking| {
                booking.environment == environment.id
                    && booking.state != BookingState::Released
                    && booking.window.overlaps(span)
            };
            let mut bookings: Vec<&Booking> = plan.bookings.iter().filter(of_it).collect();
            bookings.sort_by_key(|booking| (booking.window.start(), booking.id));
            let collides = overlaps.iter().filter_map(|conflict| {
                let mut windows = conflict.bookings.iter().filter_map(|id| plan.bookings.get(id));
                let (one, other) = (windows.next()?, windows.next()?);
                let here = one.environment == environment.id || other.environment == environment.id;
                one.window.intersection(other.window).filter(|_| here)
            });
            EnvironmentLane {
                id: environment.id,
                reference: environment.reference.to_string(),
                name: environment.name.clone(),
                collides: collides.collect(),
                bookings: bookings.into_iter().map(|booking| band(plan, booking)).collect(),
            }
        })
        .collect()
}

fn band(plan: &Plan, booking: &Booking) -> BookingBand {
    let zone = plan.settings().zone;
    let release = booking.release.and_then(|id| plan.releases.get(&id));
    let label = release.map_or_else(
        || booking.purpose.clone(),
        |release| release.reference.to_string(),
    );
    BookingBand {
        id: booking.id,
        label,
        sentence: format!(
            "{} {}: {}, {} to {}, {}.",
            booking.reference,
            booking.state,
            booking.purpose,
            wording::moment(booking.window.start(), zone),
            wording::moment(booking.window.end(), zone),
            booking.mode
        ),
        window: booking.window,
        state: booking.state,
    }
}

/// Peaks, holidays, closures and vendor windows of the span, by time; trading hours are every day and left out.
pub(super) fn business(plan: &Plan, span: Window) -> Vec<BusinessBand> {
    let mut found: Vec<BusinessBand> = plan
        .business_times
        .iter()
        .filter(|time| time.kind != BusinessTimeKind::Hours)
        .flat_map(|time| {
            time.happens(plan, span).into_iter().map(|window| BusinessBand {
                name: time.name.clone(),
                kind: time.kind,
                region: time.region.clone(),
                window,
            })
        })
        .collect();
    found.sort_by(|one, other| {
        (one.window.start().cmp(&other.window.start())).then_with(|| one.name.cmp(&other.name))
    });
    found
}

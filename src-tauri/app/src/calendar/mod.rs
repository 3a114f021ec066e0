//! The Calendar: windows, freezes, trains with releases as shapes in time, and moving a release.

mod lanes;
mod moving;
mod release_card;
mod repairing;
mod season;
mod time_axis;
mod view;
mod ways;

pub(crate) use moving::tone_of;
pub use moving::{MovePreview, MoveRelease, Moved, PreviewMove, Reason, Tone, move_release, preview_move};
pub use release_card::{ChangeLine, Meter, ReleaseCard, ReleaseQuestion, WayOutView, release_card};
pub(crate) use release_card::{change_line, meters};
pub use repairing::{
    BestSlots, BestSlotsQuestion, TrainQuestion, TrainRules, best_slots, boarding, repair, train_rules,
};
pub use season::{MilestoneQuestion, outlook};
pub use time_axis::{MonthMark, TimeAxis, WeekMark};
pub use view::*;
pub(crate) use ways::put_moves;
pub use ways::{SlotQuestion, TakeWayOut, legal_slots, take_way_out, words};

use crate::frame::facts;
use crate::{Desk, WireFailure, failure, publish};
use planning::{Day, Plan, Window};

/// Everything the Calendar draws over a span of days.
///
/// # Errors
/// Refused when no plan is open; malformed when the span is empty.
pub async fn calendar(desk: &Desk, question: CalendarQuestion) -> Result<CalendarView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let now = desk.edge().now();
    let span = span_of(&plan, &question, now)?;
    let published = match publish::last(&plan).filter(|_| question.compare) {
        Some(last) => Some(
            session
                .store
                .plan_at(last.seq)
                .await
                .map_err(failure::from_store)?,
        ),
        None => None,
    };
    Ok(CalendarView {
        span,
        now,
        zone: plan.settings().zone,
        axis: time_axis::axis(span, plan.settings().zone),
        collisions: lanes::collision_marks(&plan, &facts, span),
        windows: lanes::window_lanes(&plan, span),
        freezes: lanes::freeze_lanes(&plan, span),
        trains: lanes::train_lanes(&plan, &facts, span, published.as_ref()),
        loose: lanes::loose(&plan, &facts, span, published.as_ref()),
        projects: season::projects(&plan),
        meetings: season::meetings(&plan, span),
        environments: season::environments(&plan, now, span),
        business: season::business(&plan, span),
        saved: plan.saved_views.iter().cloned().collect(),
        extent: extent(&plan),
    })
}

/// The span asked for; without one, from the Monday before this week over fifteen weeks, or the plan's own
/// extent when today lies outside it.
fn span_of(plan: &Plan, question: &CalendarQuestion, now: planning::Instant) -> Result<Window, WireFailure> {
    let zone = plan.settings().zone;
    let (from, until) = match (question.from, question.until) {
        (Some(from), Some(until)) => (from, until),
        (from, _) => {
            let today = now.day_in(zone);
            let inside = extent(plan).is_none_or(|extent| extent.contains(now));
            let start = from.unwrap_or_else(|| match extent(plan) {
                Some(extent) if !inside => extent.start().day_in(zone),
                _ => today.plus(-7),
            });
            let monday = monday(start);
            (monday, monday.plus(15 * 7))
        }
    };
    Window::new(from.starts_in(zone), until.starts_in(zone)).map_err(WireFailure::malformed)
}

fn monday(day: Day) -> Day {
    use chrono::Datelike;
    day.plus(-i64::from(day.0.weekday().num_days_from_monday()))
}

/// From the first scope lock to the last end of watch or freeze.
fn extent(plan: &Plan) -> Option<Window> {
    let starts = plan
        .releases
        .iter()
        .map(|release| release.scope_lock.min(release.deploy.start()))
        .chain(plan.freezes.iter().map(|freeze| freeze.window.start()));
    let ends = plan
        .releases
        .iter()
        .map(planning::Release::watch_ends)
        .chain(plan.freezes.iter().map(|freeze| freeze.window.end()));
    Window::new(starts.min()?, ends.max()?).ok()
}

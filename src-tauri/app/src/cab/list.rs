//! Every series with its members and its meetings: the way in.

use crate::contract::Nothing;
use crate::frame::{PersonMark, mark};
use crate::{Desk, WireFailure};
use chrono::TimeDelta;
use planning::cab::{self, items_of, meetings_of, worth};
use planning::{
    AgendaRule, BoardMember, CabMeetingId, Instant, MeetingKind, MeetingSeries, MeetingSeriesId,
    MeetingState, Plan, StepKind, Window,
};
use serde::Serialize;
use ts_rs::TS;

/// Days in which the next meeting is looked for.
const AHEAD_DAYS: i64 = 60;
/// Days of history that the worth of the board looks at: a quarter.
const QUARTER_DAYS: i64 = 91;

/// A meeting as a row.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabMeetingRow {
    /// Identity.
    pub id: CabMeetingId,
    /// `CAB of Thu 8 Oct`.
    pub name: String,
    /// When it starts or started.
    pub starts_at: Instant,
    /// How far it is.
    pub state: MeetingState,
    /// Items on its agenda.
    pub items: u32,
    /// Items decided.
    pub decided: u32,
    /// Conditions and actions of it that are still open.
    pub open_steps: u32,
}

/// A member with the names that people know.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabMember {
    /// The seat.
    pub seat: BoardMember,
    /// Who sits on it.
    pub person: PersonMark,
    /// Who stands in.
    pub delegate: Option<PersonMark>,
}

/// A series with its meetings.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabSeries {
    /// Identity.
    pub id: MeetingSeriesId,
    /// Name.
    pub name: String,
    /// Normal or emergency.
    pub kind: MeetingKind,
    /// `Thu, weekly 14:00`.
    pub cadence: String,
    /// Minutes it sits.
    pub minutes: u32,
    /// Members.
    pub members: Vec<CabMember>,
    /// Voters that must be there.
    pub quorum: u32,
    /// Its rule.
    pub agenda: AgendaRule,
    /// Meetings, the latest first.
    pub meetings: Vec<CabMeetingRow>,
    /// The next date without a meeting; `None` when the series is over.
    pub next: Option<Instant>,
}

/// Every series.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabView {
    /// Series, by name.
    pub series: Vec<CabSeries>,
    /// Everybody who could sit in them, by name.
    pub people: Vec<PersonMark>,
    /// What the boards were worth in the last quarter.
    pub worth: cab::Worth,
}

/// Every series with its members and its meetings.
///
/// # Errors
/// Refused when no plan is open.
pub async fn meetings(desk: &Desk, _question: Nothing) -> Result<CabView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let now = desk.edge().now();
    let mut series: Vec<CabSeries> = plan.meetings.iter().map(|one| of(&plan, one, now)).collect();
    series.sort_by(|one, other| one.name.cmp(&other.name));
    let mut people: Vec<PersonMark> = plan.people.iter().map(mark).collect();
    people.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(CabView {
        series,
        people,
        worth: worth(&plan, now - TimeDelta::days(QUARTER_DAYS)),
    })
}

fn of(plan: &Plan, series: &MeetingSeries, now: Instant) -> CabSeries {
    let person = |id| plan.people.get(&id).map(mark);
    let held = meetings_of(plan, series.id);
    let taken = |start: &Instant| held.iter().any(|meeting| meeting.starts_at == *start);
    let span = Window::new(now, now + TimeDelta::days(AHEAD_DAYS)).ok();
    let dates = span
        .map(|span| series.recurrence.occurrences(span))
        .unwrap_or_default();
    let zone = series.recurrence.zone;
    let next = dates
        .into_iter()
        .map(Window::start)
        .filter(|start| series.until.is_none_or(|until| start.day_in(zone) <= until))
        .find(|start| *start >= now && !taken(start));
    CabSeries {
        id: series.id,
        name: series.name.clone(),
        kind: series.kind,
        cadence: format!(
            "{} {}",
            planning::cadence::cadence(&series.recurrence),
            series.recurrence.starts
        ),
        minutes: series.recurrence.minutes,
        members: series
            .members
            .iter()
            .filter_map(|seat| {
                Some(CabMember {
                    person: person(seat.person)?,
                    delegate: seat.delegate.and_then(person),
                    seat: seat.clone(),
                })
            })
            .collect(),
        quorum: series.quorum,
        agenda: series.agenda,
        meetings: held.iter().rev().map(|meeting| row(plan, meeting)).collect(),
        next,
    }
}

fn row(plan: &Plan, meeting: &planning::CabMeeting) -> CabMeetingRow {
    let items = items_of(plan, meeting.id);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let decided = items
        .iter()
        .filter(|item| cab::decision_of(plan, item.id).is_some());
    let steps = items.iter().flat_map(|item| cab::steps_of(plan, item.id));
    let open = steps.filter(|step| step.done_at.is_none() && step.kind != StepKind::Review);
    CabMeetingRow {
        id: meeting.id,
        name: plan.name_of_meeting(meeting),
        starts_at: meeting.starts_at,
        state: meeting.state,
        decided: count(decided.count()),
        open_steps: count(open.count()),
        items: count(items.len()),
    }
}

//! One meeting: its agenda as lines, who is there, its clocks, what the rules say of it.

use super::held::{MeetingQuestion, held, series_of};
use super::undoing::undoes;
use crate::frame::{Facts, PersonMark, facts, mark};
use crate::{Desk, WireFailure};
use planning::cab::{self, Phase, Priority, Proposed, Seat, items_of};
use planning::finding::check_rule;
use planning::{
    AgendaBlock, AgendaItem, AgendaItemId, CabMeeting, CabMeetingId, CabVerdict, Change, Finding, Instant,
    MeetingSeries, MeetingSeriesId, MeetingState, PersonId, Plan, PreRead, Subject, Zone,
};
use serde::Serialize;
use ts_rs::TS;

/// An item as a line of the agenda.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabItemLine {
    /// Identity.
    pub id: AgendaItemId,
    /// What it is about.
    pub subject: Option<Subject>,
    /// Its reference; empty for a matter in words.
    pub reference: String,
    /// What it is called, without its reference.
    pub title: String,
    /// Its block.
    pub block: AgendaBlock,
    /// Minutes it may take.
    pub minutes: u32,
    /// Seconds it took.
    pub seconds: u32,
    /// How much of its time is used.
    pub phase: Phase,
    /// Who presents it.
    pub presenter: Option<PersonMark>,
    /// What was decided.
    pub verdict: Option<CabVerdict>,
    /// A word for how it stands: `approved`, `3 open`; empty when nothing yet.
    pub standing: String,
    /// Risk level; 0 without one.
    pub level: u8,
    /// How pressing it is, by rule; `None` when the rule does not bring it any more.
    pub priority: Option<Priority>,
    /// Why it is on the agenda.
    pub why: String,
    /// True when it changed since the members read it.
    pub stale: bool,
    /// What it lacks to be approved together.
    pub lacks: Vec<String>,
}

/// A seat with the names that people know.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabSeat {
    /// The seat.
    pub seat: Seat,
    /// Whose.
    pub person: PersonMark,
    /// Who stands in when asked.
    pub delegate: Option<PersonMark>,
}

/// One meeting.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabMeetingView {
    /// Identity.
    pub id: CabMeetingId,
    /// Its series.
    pub series: MeetingSeriesId,
    /// `CAB`.
    pub series_name: String,
    /// `CAB of Thu 8 Oct`.
    pub name: String,
    /// When it is to start.
    pub starts_at: Instant,
    /// The zone of its series.
    pub zone: Zone,
    /// How far it is.
    pub state: MeetingState,
    /// Minutes it has.
    pub minutes: u32,
    /// Minutes of its agenda.
    pub agenda_minutes: u32,
    /// The moment at which the clocks below were read.
    pub as_of: Instant,
    /// Seconds it has sat.
    pub elapsed: u32,
    /// How much of its time is used.
    pub phase: Phase,
    /// True while its clocks stand.
    pub paused: bool,
    /// True while the audience sees nothing.
    pub blank: bool,
    /// When it was opened.
    pub opened_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// The item that stands.
    pub standing: Option<AgendaItemId>,
    /// Items in order.
    pub items: Vec<CabItemLine>,
    /// Seats, the chair's first.
    pub seats: Vec<CabSeat>,
    /// Everybody who is written down as there.
    pub present: Vec<PersonId>,
    /// True when it may decide.
    pub quorum_met: bool,
    /// `7 of 8 present, quorum met`.
    pub quorum: String,
    /// When the members were given the agenda, and the last entry they know.
    pub pre_read: Option<PreRead>,
    /// Titles that the rule would bring now and that are not on the agenda.
    pub missing: Vec<String>,
    /// What the rules say of it.
    pub findings: Vec<Finding>,
    /// What `U` takes back; `None` when nothing.
    pub undoes: Option<String>,
}

/// One meeting.
///
/// # Errors
/// Refused when it is not in the plan.
pub async fn meeting(desk: &Desk, question: MeetingQuestion) -> Result<CabMeetingView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let derived = facts(&session, &plan);
    let now = desk.edge().now();
    let meeting = held(&plan, question.meeting)?;
    let series = series_of(&plan, &meeting)?;
    let items = items_of(&plan, meeting.id);
    let by_rule = if meeting.state == MeetingState::Closed {
        Vec::new()
    } else {
        cab::agenda(&plan, &derived.index, series, meeting.starts_at)
    };
    let quorum = cab::quorum(&plan, &meeting);
    let person = |id: PersonId| plan.people.get(&id).map(mark);
    let elapsed = cab::elapsed(&meeting, now);
    let undoes = match meeting.state {
        MeetingState::Running => undoes(&session).await?,
        _ => None,
    };
    Ok(CabMeetingView {
        id: meeting.id,
        series: series.id,
        series_name: series.name.clone(),
        name: plan.name_of_meeting(&meeting),
        starts_at: meeting.starts_at,
        zone: series.recurrence.zone,
        state: meeting.state,
        minutes: series.recurrence.minutes,
        agenda_minutes: cab::minutes_of(&series.agenda, &items),
        as_of: now,
        elapsed,
        phase: Phase::of(elapsed, series.recurrence.minutes),
        paused: meeting.paused_at.is_some(),
        blank: meeting.blank,
        opened_at: meeting.opened_at,
        closed_at: meeting.closed_at,
        standing: meeting.standing,
        missing: missing(&by_rule, &items, meeting.state),
        items: items
            .iter()
            .map(|item| line(&plan, &derived, &meeting, series, item, &by_rule, now))
            .collect(),
        seats: quorum
            .seats
            .into_iter()
            .filter_map(|seat| {
                let delegate = series.members.iter().find(|member| member.person == seat.person);
                Some(CabSeat {
                    person: person(seat.person)?,
                    delegate: delegate.and_then(|member| member.delegate).and_then(person),
                    seat,
                })
            })
            .collect(),
        present: meeting.present.clone(),
        quorum_met: quorum.met,
        quorum: quorum.sentence,
        pre_read: meeting.pre_read,
        findings: findings(&plan, &derived, &meeting, now),
        undoes,
    })
}

/// What the rule brings and nobody has put on the agenda; a meeting that runs is not disturbed by it.
fn missing(by_rule: &[Proposed], items: &[&AgendaItem], state: MeetingState) -> Vec<String> {
    if state != MeetingState::Planned {
        return Vec::new();
    }
    let is_there = |one: &Proposed| {
        items.iter().any(|item| match one.subject {
            Some(subject) => item.subject == Some(subject),
            None => item.subject.is_none() && item.title == one.title,
        })
    };
    by_rule
        .iter()
        .filter(|one| !is_there(one))
        .map(|one| one.title.clone())
        .collect()
}

fn findings(plan: &Plan, derived: &Facts, meeting: &CabMeeting, now: Instant) -> Vec<Finding> {
    const RULES: [&str; 5] = ["CAB-01", "CAB-02", "CAB-03", "CAB-05", "CAB-07"];
    let about = Subject::CabMeeting(meeting.id);
    RULES
        .iter()
        .flat_map(|rule| check_rule(plan, &derived.index, now, rule))
        .filter(|finding| finding.subjects.contains(&about))
        .collect()
}

/// Reference and title of an item: its title begins with the name of what it is about.
pub(crate) fn parted(plan: &Plan, item: &AgendaItem) -> (String, String) {
    let Some(subject) = item.subject else {
        return (String::new(), item.title.clone());
    };
    let name = plan.name_of(subject);
    let rest = item
        .title
        .strip_prefix(&name)
        .map(str::trim_start)
        .map(|rest| rest.trim_start_matches(": "));
    match rest {
        Some(rest) if !rest.is_empty() => (name, rest.to_owned()),
        _ => (String::new(), item.title.clone()),
    }
}

fn line(
    plan: &Plan,
    derived: &Facts,
    meeting: &CabMeeting,
    series: &MeetingSeries,
    item: &AgendaItem,
    by_rule: &[Proposed],
    now: Instant,
) -> CabItemLine {
    let proposed = by_rule
        .iter()
        .find(|one| one.subject.is_some() && one.subject == item.subject);
    let change = match item.subject {
        Some(Subject::Change(id)) => plan.changes.get(&id),
        _ => None,
    };
    let verdict = cab::decision_of(plan, item.id).map(|decision| decision.verdict);
    let seconds = cab::spent(meeting, item, now);
    let (reference, title) = parted(plan, item);
    let minutes = if item.block == AgendaBlock::Consent {
        series.agenda.minutes_low
    } else {
        item.minutes
    };
    CabItemLine {
        id: item.id,
        subject: item.subject,
        reference,
        title,
        block: item.block,
        minutes: item.minutes,
        seconds,
        phase: Phase::of(seconds, minutes),
        presenter: item.presenter.and_then(|id| plan.people.get(&id)).map(mark),
        verdict,
        standing: standing(plan, item, verdict),
        level: change.map_or(0, |change| derived.level(change.id)),
        priority: proposed.map(|one| one.priority),
        why: proposed.map(|one| one.why.clone()).unwrap_or_default(),
        stale: verdict.is_none()
            && meeting.pre_read.is_some()
            && change.is_some_and(|change| {
                let is = cab::footing(plan, derived.level(change.id), change);
                item.read_as.as_ref().is_some_and(|was| *was != is)
            }),
        lacks: lacks(change),
    }
}

/// What the change lacks to be approved together with others.
pub(super) fn lacks(change: Option<&Change>) -> Vec<String> {
    let lacks = change.into_iter().flat_map(cab::not_admissible);
    lacks.map(str::to_owned).collect()
}

fn standing(plan: &Plan, item: &AgendaItem, verdict: Option<CabVerdict>) -> String {
    match verdict {
        Some(CabVerdict::Approved) => "approved".into(),
        Some(CabVerdict::ApprovedIf) => "approved if".into(),
        Some(CabVerdict::Deferred) => "deferred".into(),
        Some(CabVerdict::Rejected) => "rejected".into(),
        Some(CabVerdict::Noted) => "noted".into(),
        None if item.subject.is_none() && item.block == AgendaBlock::Review => {
            let open = plan
                .owed_steps
                .iter()
                .filter(|step| step.done_at.is_none())
                .count();
            if open == 0 {
                "all met".into()
            } else {
                format!("{open} open")
            }
        }
        None => String::new(),
    }
}

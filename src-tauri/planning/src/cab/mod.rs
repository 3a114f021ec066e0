//! The CAB: what comes on its agenda, who may decide, what a decision does, and how long it holds.
//!
//! ```text
//! agenda(&Plan, &Index, &MeetingSeries, starts_at) -> Vec<Proposed>      the items that the rule brings, in order
//! meetings_of(&Plan, series), items_of(&Plan, meeting)                   in order of time, in order of the agenda
//! footing(&Plan, level, &Change) -> Footing                              the facts a decision stands on
//! differences(&Plan, &Footing, &Footing) -> Vec<Differing>               what changed in them, material or not
//! quorum(&Plan, &CabMeeting) -> Quorum                                   who is there, who votes, what is missing
//! decide(&Plan, &Index, &Deciding) -> Result<Outcome, Refusal>           the records a verdict writes
//! proof(&Plan, &Change, collisions) -> Vec<CabProof>                     what shows that it works, met or not
//! held_by(&Plan, &RiskIndex, &Change) -> Vec<Hold>                       why an approved change may not go yet
//! elapsed(&CabMeeting, now), spent(&CabMeeting, &AgendaItem, now)        seconds, from instants alone
//! worth(&Plan, ...) -> Worth                                             what the board changed, and how well voters guess
//! ```

mod agenda;
mod clock;
mod deciding;
mod footing;
mod holding;
mod proof;
mod quorum;
mod worth;

pub use agenda::{Priority, Proposed, agenda, minutes_for, minutes_of, not_admissible, since};
pub use clock::{Phase, elapsed, leave, opened, paused, resumed, spent, stand};
pub use deciding::{Deciding, Outcome, Refusal, decide};
pub use footing::{Differing, differences, footing, footing_of};
pub use holding::{Hold, approval_expired, held_by, open_conditions};
pub use proof::{CabProof, proof};
pub use quorum::{Quorum, Seat, Voter, interest, quorum, tally};
pub use worth::{Candidate, TOO_FEW, VoterBrier, Worth, worth};

use crate::{
    AgendaBlock, AgendaItem, AgendaItemId, CabDecision, CabMeeting, CabMeetingId, CabVerdict, ChangeId,
    MeetingSeriesId, OwedStep, PersonId, Plan, ServiceId, StepKind, Subject,
};

/// Meetings of a series, in order of time.
#[must_use]
pub fn meetings_of(plan: &Plan, series: MeetingSeriesId) -> Vec<&CabMeeting> {
    let mut meetings: Vec<&CabMeeting> = plan
        .cab_meetings
        .iter()
        .filter(|meeting| meeting.series == series)
        .collect();
    meetings.sort_by_key(|meeting| (meeting.starts_at, meeting.id));
    meetings
}

/// Items of a meeting, in order of its agenda.
#[must_use]
pub fn items_of(plan: &Plan, meeting: CabMeetingId) -> Vec<&AgendaItem> {
    let mut items: Vec<&AgendaItem> = plan
        .agenda_items
        .iter()
        .filter(|item| item.meeting == meeting)
        .collect();
    items.sort_by_key(|item| (item.order_index, item.id));
    items
}

/// True when an item is about a change of the person, of their team, or of a service their team owns.
#[must_use]
pub fn touches(plan: &Plan, item: &AgendaItem, person: PersonId) -> bool {
    let Some(Subject::Change(id)) = item.subject else {
        return false;
    };
    let Some(change) = plan.changes.get(&id) else {
        return false;
    };
    let team = plan.people.get(&person).and_then(|person| person.team);
    let owned = |id: &ServiceId| plan.services.get(id).is_some_and(|service| service.owner == team);
    change.owner == Some(person)
        || team.is_some() && (change.team == team || change.services.iter().any(owned))
}

/// Items of a meeting that are approved together and have no decision yet, in order of its agenda.
#[must_use]
pub fn consent_of(plan: &Plan, meeting: CabMeetingId) -> Vec<AgendaItemId> {
    items_of(plan, meeting)
        .into_iter()
        .filter(|item| item.block == AgendaBlock::Consent && decision_of(plan, item.id).is_none())
        .map(|item| item.id)
        .collect()
}

/// What was decided about an item: the last word.
#[must_use]
pub fn decision_of(plan: &Plan, item: AgendaItemId) -> Option<&CabDecision> {
    plan.cab_decisions
        .iter()
        .filter(|decision| decision.item == item)
        .max_by_key(|decision| (decision.decided_at, decision.id))
}

/// The last decision about a change that said more than *noted*, with its item.
#[must_use]
pub fn last_decision(plan: &Plan, change: ChangeId) -> Option<(&CabDecision, &AgendaItem)> {
    plan.cab_decisions
        .iter()
        .filter(|decision| decision.verdict != CabVerdict::Noted)
        .filter_map(|decision| Some((decision, plan.agenda_items.get(&decision.item)?)))
        .filter(|(_, item)| item.subject == Some(Subject::Change(change)))
        .max_by_key(|(decision, _)| (decision.decided_at, decision.id))
}

/// Steps of an item, in order of id.
pub fn steps_of(plan: &Plan, item: AgendaItemId) -> impl Iterator<Item = &OwedStep> {
    plan.owed_steps.iter().filter(move |step| step.item == Some(item))
}

/// `Second back-out rehearsal (Tomás Rey, by Thu 15 Oct)`; says who and when are missing.
#[must_use]
pub fn step_in_words(plan: &Plan, step: &OwedStep) -> String {
    let owner = step.owner.and_then(|id| plan.people.get(&id));
    let due = step.due.map_or("no date".to_owned(), |day| {
        format!("by {}", crate::wording::day(day))
    });
    match (owner, step.owner) {
        (Some(owner), _) => format!("{} ({}, {due})", step.text, owner.name),
        (None, None) => format!("{} (nobody yet, {due})", step.text),
        // An excerpt of the plan carries no people.
        (None, Some(_)) => format!("{} ({due})", step.text),
    }
}

/// True when the step has to be done before its item's approval holds.
#[must_use]
pub fn is_condition(step: &OwedStep) -> bool {
    step.kind == StepKind::Condition
}

//! A verdict of the CAB, and what it does to the plan: one truth with the state of the change.

use super::{decision_of, footing_of, quorum, steps_of};
use crate::collision::Index;
use crate::{
    AgendaItem, AgendaItemId, CabDecision, CabDecisionId, CabMeeting, CabVerdict, Change, ChangeKind,
    ChangeState, Instant, MeetingState, Plan, StepKind, Subject, wording,
};

/// Somebody writes down a verdict.
#[derive(Clone, Debug)]
pub struct Deciding<'a> {
    /// The item.
    pub item: AgendaItemId,
    /// The verdict.
    pub verdict: CabVerdict,
    /// Why; needed unless it is plainly approved or noted.
    pub note: &'a str,
    /// Identity of a new decision.
    pub id: CabDecisionId,
    /// Who writes it down.
    pub by: &'a str,
    /// When.
    pub now: Instant,
    /// When the series meets next; what deploys before then cannot wait for it in its release.
    pub next_meeting: Option<Instant>,
}

/// What would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The decision.
    pub decision: CabDecision,
    /// The change as the verdict leaves it; `None` when the item is about none, or nothing changes in it.
    pub change: Option<Change>,
    /// `CHG-2140 approved with 2 conditions`.
    pub sentence: String,
}

/// Why the CAB cannot decide that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody sits.
    #[error("{0} is not open; open it first.")]
    NotOpen(String),
    /// It is over.
    #[error("{0} is closed; its minutes stand.")]
    Closed(String),
    /// Too few voters are there.
    #[error("{0}. Nothing can be decided.")]
    NoQuorum(String),
    /// Whoever reads the minutes will ask.
    #[error("Say why {0} is {1}: whoever reads the minutes will ask.")]
    NoNote(String, &'static str),
    /// Conditions are what makes it conditional.
    #[error("{0} is approved with conditions, and none is written down.")]
    NoCondition(String),
    /// CAB-04.
    #[error("The condition “{0}” needs an owner and a date.")]
    OpenCondition(String),
    /// CAB-08.
    #[error("{0} is an emergency: say when it is reviewed, and by whom.")]
    NoReview(String),
    /// There is nothing to approve.
    #[error("{0} is {1}; there is nothing left to approve.")]
    Settled(String, ChangeState),
    /// The item is gone.
    #[error("The item is not on the agenda any more.")]
    Unknown,
}

impl Refusal {
    /// The same in every language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOpen(_) => "meeting-not-open",
            Self::Closed(_) => "meeting-closed",
            Self::NoQuorum(_) => "no-quorum",
            Self::NoNote(..) => "no-note",
            Self::NoCondition(_) => "no-condition",
            Self::OpenCondition(_) => "condition-without-owner",
            Self::NoReview(_) => "no-review",
            Self::Settled(..) => "settled",
            Self::Unknown => "unknown-item",
        }
    }
}

/// Decides an item of a running meeting.
///
/// # Errors
/// [`Refusal`] says what is missing.
pub fn decide(plan: &Plan, index: &Index, asked: &Deciding<'_>) -> Result<Outcome, Refusal> {
    let item = plan.agenda_items.get(&asked.item).ok_or(Refusal::Unknown)?;
    let meeting = plan.cab_meetings.get(&item.meeting).ok_or(Refusal::Unknown)?;
    may_decide(plan, meeting)?;
    let change = match item.subject {
        Some(Subject::Change(id)) => plan.changes.get(&id),
        _ => None,
    };
    let name = change.map_or_else(|| item.title.clone(), |change| change.reference.to_string());
    let note = asked.note.trim();
    let needs_note = matches!(asked.verdict, CabVerdict::Deferred | CabVerdict::Rejected);
    if needs_note && note.is_empty() {
        return Err(Refusal::NoNote(name, said(asked.verdict)));
    }
    let conditions = conditions(plan, item, asked.verdict, &name)?;
    let approves = matches!(asked.verdict, CabVerdict::Approved | CabVerdict::ApprovedIf);
    if let Some(change) = change.filter(|_| approves) {
        if !change.is_open() {
            return Err(Refusal::Settled(name, change.state));
        }
        needs_review(plan, item, change)?;
    }
    let after = change.and_then(|change| after(plan, change, item, asked, meeting));
    let moved = change.is_some_and(|change| {
        let stood = item.read_as.as_ref();
        stood.is_some_and(|was| was.release != change.release || was.deploy != deploy_of(plan, change))
    });
    let decision = CabDecision {
        id: decision_of(plan, item.id).map_or(asked.id, |known| known.id),
        item: item.id,
        verdict: asked.verdict,
        note: note.to_owned(),
        changed_something: moved
            || matches!(
                asked.verdict,
                CabVerdict::ApprovedIf | CabVerdict::Deferred | CabVerdict::Rejected
            ),
        decided_at: asked.now,
        by: asked.by.to_owned(),
        stands_on: change.map(|change| footing_of(plan, index.risk(), change)),
    };
    let with = match asked.verdict {
        CabVerdict::ApprovedIf => format!(" with {}", wording::count(conditions, "condition")),
        _ => String::new(),
    };
    let waits = after
        .as_ref()
        .is_some_and(|after| after.release.is_none() && change.is_some_and(|was| was.release.is_some()));
    let leaves = if waits { ", leaves its release" } else { "" };
    let because = if note.is_empty() {
        String::new()
    } else {
        format!(": {note}")
    };
    Ok(Outcome {
        sentence: format!("{name} {}{with}{leaves}{because}", said(asked.verdict)),
        decision,
        change: after,
    })
}

/// What the verdict is called in sentences.
fn said(verdict: CabVerdict) -> &'static str {
    match verdict {
        CabVerdict::Approved | CabVerdict::ApprovedIf => "approved",
        CabVerdict::Deferred => "deferred",
        CabVerdict::Rejected => "rejected",
        CabVerdict::Noted => "noted",
    }
}

fn may_decide(plan: &Plan, meeting: &CabMeeting) -> Result<(), Refusal> {
    let name = plan.name_of_meeting(meeting);
    match meeting.state {
        MeetingState::Planned => return Err(Refusal::NotOpen(name)),
        MeetingState::Closed => return Err(Refusal::Closed(name)),
        MeetingState::Running => {}
    }
    let quorum = quorum(plan, meeting);
    if quorum.met {
        Ok(())
    } else {
        Err(Refusal::NoQuorum(quorum.sentence))
    }
}

/// How many conditions the approval has; each with owner and date.
fn conditions(plan: &Plan, item: &AgendaItem, verdict: CabVerdict, name: &str) -> Result<usize, Refusal> {
    if verdict != CabVerdict::ApprovedIf {
        return Ok(0);
    }
    let conditions: Vec<_> = steps_of(plan, item.id)
        .filter(|step| step.kind == StepKind::Condition)
        .collect();
    if conditions.is_empty() {
        return Err(Refusal::NoCondition(name.to_owned()));
    }
    match conditions
        .iter()
        .find(|step| step.owner.is_none() || step.due.is_none())
    {
        Some(step) => Err(Refusal::OpenCondition(step.text.clone())),
        None => Ok(conditions.len()),
    }
}

fn needs_review(plan: &Plan, item: &AgendaItem, change: &Change) -> Result<(), Refusal> {
    let reviewed = steps_of(plan, item.id)
        .any(|step| step.kind == StepKind::Review && step.owner.is_some() && step.due.is_some());
    if change.kind == ChangeKind::Emergency && !reviewed {
        return Err(Refusal::NoReview(change.reference.to_string()));
    }
    Ok(())
}

fn deploy_of(plan: &Plan, change: &Change) -> Option<crate::Window> {
    Some(plan.releases.get(&change.release?)?.deploy)
}

/// The change after the verdict: approved; back to ready; or out of its release.
fn after(
    plan: &Plan,
    change: &Change,
    item: &AgendaItem,
    asked: &Deciding<'_>,
    meeting: &CabMeeting,
) -> Option<Change> {
    if !change.is_open() || item.block == crate::AgendaBlock::Review {
        return None;
    }
    let mut after = change.clone();
    let unapproved = |state: ChangeState| {
        if state == ChangeState::Approved {
            ChangeState::Ready
        } else {
            state
        }
    };
    let name = plan.name_of_meeting(meeting);
    match asked.verdict {
        CabVerdict::Approved | CabVerdict::ApprovedIf => after.state = ChangeState::Approved,
        CabVerdict::Noted => return None,
        CabVerdict::Deferred => {
            after.state = unapproved(change.state);
            let in_time = match (deploy_of(plan, change), asked.next_meeting) {
                (Some(deploy), Some(next)) => next < deploy.start(),
                (Some(_), None) => false,
                (None, _) => true,
            };
            if !in_time {
                after.release = None;
                after.pinned = false;
                after.deferrals += 1;
                after.deferral_reason = format!("Deferred, {name}: {}", asked.note.trim());
            }
        }
        CabVerdict::Rejected => {
            after.state = ChangeState::Proposed;
            if change.release.is_some() {
                after.release = None;
                after.pinned = false;
                after.deferrals += 1;
            }
            after.deferral_reason = format!("Rejected, {name}: {}", asked.note.trim());
        }
    }
    (after != *change).then_some(after)
}

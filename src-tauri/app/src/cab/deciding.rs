//! Verdicts: on one item, or on everything that is approved together.

use super::held::{put, running, written};
use crate::contract::Written;
use crate::desk::Session;
use crate::frame::facts;
use crate::{Desk, WireFailure, failure};
use chrono::TimeDelta;
use planning::cab::{self, Deciding};
use planning::{
    AgendaItemId, CabDecisionId, CabMeeting, CabMeetingId, CabVerdict, Instant, Plan, Window, wording,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days in which the next meeting of the series is looked for.
const NEXT_WITHIN_DAYS: i64 = 120;

/// Decide an item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DecideItem {
    /// The item.
    pub item: AgendaItemId,
    /// The verdict.
    pub verdict: CabVerdict,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// Approve everything in the block that is approved together.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ApproveTogether {
    /// The meeting.
    pub meeting: CabMeetingId,
}

/// What was decided.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Decided {
    /// Decisions that were written.
    pub decisions: Vec<CabDecisionId>,
}

/// When the series meets next after the meeting.
fn next_meeting(plan: &Plan, meeting: &CabMeeting) -> Option<Instant> {
    let series = plan.meetings.get(&meeting.series)?;
    let after = meeting.starts_at + TimeDelta::minutes(1);
    let span = Window::new(after, after + TimeDelta::days(NEXT_WITHIN_DAYS)).ok()?;
    let by_rule = series.recurrence.occurrences(span).into_iter().map(Window::start);
    let by_rule = by_rule.filter(|start| *start > meeting.starts_at).min();
    by_rule.filter(|start| {
        series
            .until
            .is_none_or(|until| start.day_in(series.recurrence.zone) <= until)
    })
}

fn decide_in(
    desk: &Desk,
    session: &Session,
    tx: &mut store::Tx,
    item: AgendaItemId,
    verdict: CabVerdict,
    note: &str,
) -> Result<(CabDecisionId, String), WireFailure> {
    let derived = facts(session, &session.store.plan());
    let meeting = tx.plan().agenda_items.get(&item).map(|item| item.meeting);
    let meeting = meeting.and_then(|id| tx.plan().cab_meetings.get(&id));
    let asked = Deciding {
        item,
        verdict,
        note,
        id: CabDecisionId(desk.edge().mint()),
        by: &desk.edge().author(),
        now: desk.edge().now(),
        next_meeting: meeting.and_then(|meeting| next_meeting(tx.plan(), meeting)),
    };
    let outcome = cab::decide(tx.plan(), &derived.index, &asked)
        .map_err(|no| WireFailure::refused(no.code(), no.to_string()))?;
    let id = outcome.decision.id;
    put(tx, outcome.decision)?;
    if let Some(change) = outcome.change {
        put(tx, change)?;
    }
    Ok((id, outcome.sentence))
}

/// Decides an item of a running meeting. An approval is the state of its change.
///
/// # Errors
/// Refused without quorum, without a note where one is needed, with conditions that nobody owns, or when the person
/// may not write down decisions.
pub async fn decide_item(desk: &Desk, question: DecideItem) -> Result<Written<Decided>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (id, sentence) = decide_in(
        desk,
        &session,
        &mut tx,
        question.item,
        question.verdict,
        &question.note,
    )?;
    let answer = Decided { decisions: vec![id] };
    written(desk, &session, tx, "decide_item", sentence, answer).await
}

/// Approves everything in the block that is approved together and has no decision yet, as one operation.
///
/// # Errors
/// Refused when there is nothing, and for every reason for which one of them would be.
pub async fn approve_together(
    desk: &Desk,
    question: ApproveTogether,
) -> Result<Written<Decided>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    running(tx.plan(), question.meeting)?;
    let items = cab::consent_of(tx.plan(), question.meeting);
    if items.is_empty() {
        return Err(WireFailure::refused(
            "nothing-to-approve",
            "Nothing is left to approve together.",
        ));
    }
    let mut decisions = Vec::new();
    for item in items {
        let (id, _) = decide_in(desk, &session, &mut tx, item, CabVerdict::Approved, "")?;
        decisions.push(id);
    }
    let sentence = format!("Approved {} together", wording::count(decisions.len(), "change"));
    written(
        desk,
        &session,
        tx,
        "approve_together",
        sentence,
        Decided { decisions },
    )
    .await
}

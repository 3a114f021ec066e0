//! Opening, going on, pausing, closing. Every step is a row, so a meeting that was cut off goes on where it stood.

use super::held::{MeetingQuestion, open, put, running, written};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::cab::{self, items_of};
use planning::{AgendaItemId, CabMeeting, CabMeetingId, Instant, MeetingState, wording};
use serde::{Deserialize, Serialize};
use store::Tx;
use ts_rs::TS;

/// Go to an item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GoToItem {
    /// The item.
    pub item: AgendaItemId,
}

/// Stop or start the clocks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PauseMeeting {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// True to pause.
    pub paused: bool,
}

/// Show the audience nothing, or the slide again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BlankScreen {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// True for nothing.
    pub blank: bool,
}

/// Opens a meeting at its first item.
///
/// # Errors
/// Refused when it is over, runs already, has no agenda, or when another one of its series runs.
pub async fn open_meeting(desk: &Desk, question: MeetingQuestion) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let meeting = open(tx.plan(), question.meeting)?;
    let name = tx.plan().name_of_meeting(&meeting);
    if meeting.state == MeetingState::Running {
        return Err(WireFailure::refused(
            "meeting-open",
            format!("{name} is open already."),
        ));
    }
    let Some(first) = items_of(tx.plan(), meeting.id).first().map(|item| item.id) else {
        return Err(WireFailure::refused(
            "no-agenda",
            format!("{name} has nothing on its agenda."),
        ));
    };
    let opened = cab::opened(&meeting, Some(first), desk.edge().now());
    put(&mut tx, opened)?;
    written(
        desk,
        &session,
        tx,
        "open_meeting",
        format!("Opened the {name}"),
        Nothing {},
    )
    .await
}

/// Writes the time of the standing item into it.
pub(super) fn leave_standing(tx: &mut Tx, meeting: &CabMeeting, now: Instant) -> Result<(), WireFailure> {
    let standing = meeting.standing.and_then(|id| tx.plan().agenda_items.get(&id));
    match standing.map(|item| cab::leave(meeting, item, now)) {
        Some(item) => put(tx, item),
        None => Ok(()),
    }
}

/// Goes to an item of a running meeting.
///
/// # Errors
/// Refused when the meeting does not run.
pub async fn go_to_item(desk: &Desk, question: GoToItem) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let item = tx.plan().agenda_items.get(&question.item).cloned();
    let item = item.ok_or_else(|| WireFailure::unknown("item of the agenda"))?;
    let meeting = running(tx.plan(), item.meeting)?;
    let now = desk.edge().now();
    leave_standing(&mut tx, &meeting, now)?;
    put(&mut tx, cab::stand(&meeting, item.id, now))?;
    let sentence = format!("Went to {}", item.title);
    written(desk, &session, tx, "go_to_item", sentence, Nothing {}).await
}

/// Stops or starts the clocks of a running meeting.
///
/// # Errors
/// Refused when the meeting does not run.
pub async fn pause_meeting(desk: &Desk, question: PauseMeeting) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let meeting = running(tx.plan(), question.meeting)?;
    let now = desk.edge().now();
    let name = tx.plan().name_of_meeting(&meeting);
    let sentence = if question.paused {
        leave_standing(&mut tx, &meeting, now)?;
        put(&mut tx, cab::paused(&meeting, now))?;
        format!("Paused the {name}")
    } else {
        put(&mut tx, cab::resumed(&meeting, now))?;
        format!("Went on with the {name}")
    };
    written(desk, &session, tx, "pause_meeting", sentence, Nothing {}).await
}

/// Shows the audience nothing, or the slide again.
///
/// # Errors
/// Refused when the meeting does not run.
pub async fn blank_screen(desk: &Desk, question: BlankScreen) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut meeting = running(tx.plan(), question.meeting)?;
    meeting.blank = question.blank;
    put(&mut tx, meeting)?;
    let sentence = if question.blank {
        "Blanked the audience screen"
    } else {
        "Showed the audience the slide again"
    };
    written(desk, &session, tx, "blank_screen", sentence.into(), Nothing {}).await
}

/// Closes a running meeting: from here on its minutes stand. It cannot be undone.
///
/// # Errors
/// Refused when the meeting does not run.
pub async fn close_meeting(desk: &Desk, question: MeetingQuestion) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let meeting = running(tx.plan(), question.meeting)?;
    let now = desk.edge().now();
    leave_standing(&mut tx, &meeting, now)?;
    let resumed = cab::resumed(&meeting, now);
    let sat = cab::elapsed(&meeting, now) / 60;
    put(
        &mut tx,
        CabMeeting {
            state: MeetingState::Closed,
            item_since: None,
            closed_at: Some(now),
            blank: false,
            ..resumed
        },
    )?;
    let decided = items_of(tx.plan(), meeting.id)
        .iter()
        .filter(|item| cab::decision_of(tx.plan(), item.id).is_some())
        .count();
    let sentence = format!(
        "Closed the {} after {}: {} decided",
        tx.plan().name_of_meeting(&meeting),
        wording::minutes(i64::from(sat)),
        wording::count(decided, "item")
    );
    crate::rights::demand_changes(desk, &session, &tx)?;
    let mut entry = desk.entry("close_meeting", sentence);
    entry.undoable = false;
    let receipt = tx.commit(entry).await.map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

//! What every operation of a meeting needs: the meeting, its item, its journal line.

use crate::contract::Written;
use crate::desk::Session;
use crate::{Desk, WireFailure, failure};
use planning::{AgendaItem, AgendaItemId, CabMeeting, CabMeetingId, MeetingSeries, MeetingState, Plan};
use serde::{Deserialize, Serialize};
use store::Tx;
use ts_rs::TS;

/// Which meeting.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MeetingQuestion {
    /// The meeting.
    pub meeting: CabMeetingId,
}

pub(super) fn held(plan: &Plan, id: CabMeetingId) -> Result<CabMeeting, WireFailure> {
    let meeting = plan.cab_meetings.get(&id);
    meeting.cloned().ok_or_else(|| WireFailure::unknown("meeting"))
}

pub(super) fn series_of<'a>(plan: &'a Plan, meeting: &CabMeeting) -> Result<&'a MeetingSeries, WireFailure> {
    let series = plan.meetings.get(&meeting.series);
    series.ok_or_else(|| WireFailure::unknown("series of meetings"))
}

/// A meeting that can still be changed.
pub(super) fn open(plan: &Plan, id: CabMeetingId) -> Result<CabMeeting, WireFailure> {
    let meeting = held(plan, id)?;
    if meeting.state == MeetingState::Closed {
        return Err(WireFailure::refused(
            "meeting-closed",
            format!("{} is closed; its minutes stand.", plan.name_of_meeting(&meeting)),
        ));
    }
    Ok(meeting)
}

/// A meeting that sits.
pub(super) fn running(plan: &Plan, id: CabMeetingId) -> Result<CabMeeting, WireFailure> {
    let meeting = open(plan, id)?;
    if meeting.state == MeetingState::Planned {
        return Err(WireFailure::refused(
            "meeting-not-open",
            format!("{} is not open; open it first.", plan.name_of_meeting(&meeting)),
        ));
    }
    Ok(meeting)
}

/// An item of a meeting that can still be changed.
pub(super) fn item_of_open(plan: &Plan, id: AgendaItemId) -> Result<(AgendaItem, CabMeeting), WireFailure> {
    let item = plan.agenda_items.get(&id);
    let item = item
        .cloned()
        .ok_or_else(|| WireFailure::unknown("item of the agenda"))?;
    let meeting = open(plan, item.meeting)?;
    Ok((item, meeting))
}

/// Rights, the journal line, the receipt.
pub(super) async fn written<A>(
    desk: &Desk,
    session: &Session,
    tx: Tx,
    operation: &str,
    sentence: String,
    answer: A,
) -> Result<Written<A>, WireFailure> {
    crate::rights::demand_changes(desk, session, &tx)?;
    let receipt = tx
        .commit(desk.entry(operation, sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, answer))
}

/// Puts a record.
pub(super) fn put<R: planning::plan::Record>(tx: &mut Tx, record: R) -> Result<(), WireFailure> {
    tx.put(record).map_err(failure::from_store)
}

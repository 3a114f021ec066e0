//! `U` in the room: takes back the last thing that was said, not the last step through the agenda.

use super::held::{MeetingQuestion, running};
use crate::contract::{Nothing, Written};
use crate::desk::Session;
use crate::{Desk, WireFailure, failure, rights};
use planning::journal::Entry;
use std::collections::BTreeSet;
use store::{EntryFilter, EntryOrder};

/// What `U` takes back: what is said in the room. Steps through the agenda and clocks are not.
const SAID: [&str; 12] = [
    "decide_item",
    "approve_together",
    "vote_on_item",
    "add_step",
    "change_step",
    "tick_step",
    "drop_step",
    "note_item",
    "ask_in_room",
    "edit_agenda_item",
    "set_attendance",
    "move_release",
];
/// Lines of the log in which it is looked for.
const LOOK_BACK: u32 = 200;

/// The last thing that was said and not taken back since the meeting was opened.
pub(super) async fn last_said(session: &Session) -> Result<Option<Entry>, WireFailure> {
    let entries = session
        .store
        .find_entries(
            &EntryFilter::default(),
            i64::MAX,
            LOOK_BACK,
            EntryOrder::NewestFirst,
        )
        .await
        .map_err(failure::from_store)?;
    let mut taken_back = BTreeSet::new();
    for entry in entries {
        if let Some(of) = entry.undoes {
            // A redo is the undo of an undo: it gives back what was taken.
            if !taken_back.contains(&entry.id) {
                taken_back.insert(of);
            }
        } else if entry.operation == "open_meeting" {
            return Ok(None);
        } else if SAID.contains(&entry.operation.as_str()) && !taken_back.contains(&entry.id) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// The sentence of what `U` would take back.
///
/// # Errors
/// When the file cannot be read.
pub(super) async fn undoes(session: &Session) -> Result<Option<String>, WireFailure> {
    Ok(last_said(session).await?.map(|entry| entry.sentence))
}

/// Takes back the last thing that was said in a running meeting.
///
/// # Errors
/// Refused when there is nothing, when it was changed since, or when the meeting does not run.
pub async fn undo_in_meeting(
    desk: &Desk,
    question: MeetingQuestion,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    running(&session.store.plan(), question.meeting)?;
    let Some(entry) = last_said(&session).await? else {
        return Err(WireFailure::refused(
            "nothing-to-undo",
            "Nothing was said since the meeting was opened.",
        ));
    };
    rights::demand_undoing(desk, &session, &entry)?;
    let draft = desk.entry("undo_in_meeting", format!("Undid: {}", entry.sentence));
    let receipt = session
        .store
        .undo_entry(entry.id, draft)
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

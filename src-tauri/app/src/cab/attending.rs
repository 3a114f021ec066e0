//! Who is there.

use super::held::{open, put, written};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{CabMeetingId, PersonId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody came or went.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetAttendance {
    /// The meeting.
    pub meeting: CabMeetingId,
    /// Who.
    pub person: PersonId,
    /// True when there.
    pub present: bool,
}

/// Writes down that somebody came or went.
///
/// # Errors
/// Refused when the meeting is over or the person is unknown.
pub async fn set_attendance(desk: &Desk, question: SetAttendance) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut meeting = open(tx.plan(), question.meeting)?;
    let name = tx
        .plan()
        .people
        .get(&question.person)
        .map(|person| person.name.clone());
    let name = name.ok_or_else(|| WireFailure::unknown("person"))?;
    meeting.present.retain(|person| *person != question.person);
    if question.present {
        meeting.present.push(question.person);
    }
    let verb = if question.present { "is at" } else { "is not at" };
    let sentence = format!("{name} {verb} the {}", tx.plan().name_of_meeting(&meeting));
    put(&mut tx, meeting)?;
    written(desk, &session, tx, "set_attendance", sentence, Nothing {}).await
}

//! Series of meetings, such as the CAB's.

use crate::{Day, MeetingSeriesId, Origin, Recurrence, Reference};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingSeries {
    /// Identity.
    pub id: MeetingSeriesId,
    /// Short unique key, e.g. `CAB`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// When it meets, for how long, in which zone.
    pub recurrence: Recurrence,
    /// Last day on which it may meet; `None` for no end.
    pub until: Option<Day>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

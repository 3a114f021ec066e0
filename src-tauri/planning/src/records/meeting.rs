//! Series of meetings, such as the CAB's: who sits in them, and what comes on their agenda.

use super::words;
use crate::{Day, MeetingSeriesId, Origin, PersonId, Recurrence, Reference, Score};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a series of meetings decides.
    MeetingKind {
        /// Normal changes, by rule.
        Normal = "normal",
        /// Emergency changes, when there is one.
        Emergency = "emergency",
    }
}
words! {
    /// What a member is.
    MemberRole {
        /// Leads the meeting.
        Chair = "chair",
        /// Sits in it.
        Member = "member",
    }
}

/// Who sits in the meetings of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BoardMember {
    /// Who.
    pub person: PersonId,
    /// Chair or member.
    pub role: MemberRole,
    /// True when the member has a vote.
    pub votes: bool,
    /// Who votes when the member is away.
    pub delegate: Option<PersonId>,
}

/// What comes on the agenda, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaRule {
    /// Risk level from which a change is discussed; what lies below it is approved together.
    pub discuss_from: Score,
    /// Minutes for a risk of 1 or 2.
    pub minutes_low: u32,
    /// Minutes for a risk of 3, and for what has no risk.
    pub minutes_medium: u32,
    /// Minutes for a risk of 4 or 5.
    pub minutes_high: u32,
    /// Days after the meeting in which a deployment brings its changes on the agenda.
    pub days_ahead: u32,
}

impl Default for AgendaRule {
    fn default() -> Self {
        Self {
            discuss_from: Score::MEDIUM,
            minutes_low: 2,
            minutes_medium: 5,
            minutes_high: 10,
            days_ahead: 14,
        }
    }
}

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingSeries {
    /// Identity.
    pub id: MeetingSeriesId,
    /// Short unique key, e.g. `CAB`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// What it decides.
    #[serde(default = "normal")]
    #[ts(as = "MeetingKind")]
    pub kind: MeetingKind,
    /// When it meets, for how long, in which zone.
    pub recurrence: Recurrence,
    /// Last day on which it may meet; `None` for no end.
    pub until: Option<Day>,
    /// Who sits in it.
    #[serde(default)]
    #[ts(as = "Vec<BoardMember>")]
    pub members: Vec<BoardMember>,
    /// Voters that must be there for a decision; 0 for no quorum.
    #[serde(default)]
    #[ts(as = "u32")]
    pub quorum: u32,
    /// What comes on its agenda.
    #[serde(default)]
    #[ts(as = "AgendaRule")]
    pub agenda: AgendaRule,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

fn normal() -> MeetingKind {
    MeetingKind::Normal
}

//! One meeting of the CAB: its agenda, its votes, its decisions.

use super::words;
use crate::{
    AgendaItemId, CabDecisionId, CabMeetingId, CabVoteId, Instant, MeetingSeriesId, PersonId, ReleaseId,
    ServiceId, Subject, Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How far a meeting is.
    MeetingState {
        /// Its agenda is being made.
        Planned = "planned",
        /// It sits.
        Running = "running",
        /// It is over, and its minutes stand.
        Closed = "closed",
    }
}
words! {
    /// What the meeting does with an item.
    AgendaBlock {
        /// What was decided before and what came of it.
        Review = "review",
        /// Talked about one by one.
        Discuss = "discuss",
        /// Approved together; any member may pull a line.
        Consent = "consent",
        /// Told.
        Inform = "inform",
    }
}
words! {
    /// What a voter says.
    VoteChoice {
        /// For it.
        For = "for",
        /// Against it.
        Against = "against",
        /// Neither yet.
        Unsure = "unsure",
    }
}
words! {
    /// What the CAB decided.
    CabVerdict {
        /// It may go.
        Approved = "approved",
        /// It may go once its conditions are met.
        ApprovedIf = "approved-if",
        /// It is decided another time.
        Deferred = "deferred",
        /// It may not go.
        Rejected = "rejected",
        /// Heard, nothing to decide.
        Noted = "noted",
    }
}

/// Where the plan stood when the members were given something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreRead {
    /// When.
    pub at: Instant,
    /// The last journal entry that it knows.
    #[ts(type = "number")]
    pub seq: i64,
}

/// A meeting of the CAB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CabMeeting {
    /// Identity.
    pub id: CabMeetingId,
    /// The series it belongs to.
    pub series: MeetingSeriesId,
    /// When it is to start.
    pub starts_at: Instant,
    /// How far it is.
    pub state: MeetingState,
    /// Who is there.
    pub present: Vec<PersonId>,
    /// The item that stands.
    pub standing: Option<AgendaItemId>,
    /// When it was opened.
    pub opened_at: Option<Instant>,
    /// Since when it pauses; `None` when it does not.
    pub paused_at: Option<Instant>,
    /// Seconds of the pauses that are over.
    pub paused_seconds: u32,
    /// Since when the standing item is talked about; `None` in a pause.
    pub item_since: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// True while the audience sees nothing.
    pub blank: bool,
    /// Where the plan stood at the pre-read; `None` before it.
    pub pre_read: Option<PreRead>,
}

impl CabMeeting {
    /// A meeting to come, of which nothing has happened yet.
    #[must_use]
    pub fn planned(id: CabMeetingId, series: MeetingSeriesId, starts_at: Instant) -> Self {
        Self {
            id,
            series,
            starts_at,
            state: MeetingState::Planned,
            present: Vec::new(),
            standing: None,
            opened_at: None,
            paused_at: None,
            paused_seconds: 0,
            item_since: None,
            closed_at: None,
            blank: false,
            pre_read: None,
        }
    }
}

/// The facts of a change on which an item or a decision stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Footing {
    /// The release it rides.
    pub release: Option<ReleaseId>,
    /// When that is deployed.
    pub deploy: Option<Window>,
    /// Components it touches, in order of id.
    pub services: Vec<ServiceId>,
    /// Its risk level.
    pub level: u8,
    /// Tests it has shown.
    pub evidence_seen: u32,
    /// Tests it must show.
    pub evidence_needed: u32,
    /// Minutes to back out.
    pub back_out_minutes: Option<u32>,
}

/// A question that was asked in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoomQuestion {
    /// Who asked.
    pub by: Option<PersonId>,
    /// What.
    pub text: String,
    /// The answer; empty until there is one.
    pub answer: String,
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaItemId,
    /// The meeting.
    pub meeting: CabMeetingId,
    /// Where it stands on the agenda, from 0.
    pub order_index: u32,
    /// What it is about; `None` for a matter in words.
    pub subject: Option<Subject>,
    /// What it is called.
    pub title: String,
    /// What the meeting does with it.
    pub block: AgendaBlock,
    /// Minutes it may take.
    pub minutes: u32,
    /// Who presents it.
    pub presenter: Option<PersonId>,
    /// Seconds it took so far, without the time since it stands now.
    pub seconds_spent: u32,
    /// What to keep of it; not shown to the audience.
    pub note: String,
    /// What was asked in the room.
    pub questions: Vec<RoomQuestion>,
    /// The facts as the members read them; `None` when it is about no change.
    pub read_as: Option<Footing>,
}

/// What one voter says of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CabVote {
    /// Identity.
    pub id: CabVoteId,
    /// The item.
    pub item: AgendaItemId,
    /// The voter.
    pub person: PersonId,
    /// For, against or unsure.
    pub choice: VoteChoice,
    /// How likely the voter thinks it succeeds, in per cent.
    pub chance: Option<u8>,
    /// When.
    pub at: Instant,
}

/// What the CAB decided about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CabDecision {
    /// Identity.
    pub id: CabDecisionId,
    /// The item.
    pub item: AgendaItemId,
    /// What was decided.
    pub verdict: CabVerdict,
    /// Why, in words.
    pub note: String,
    /// True when the board changed something: a condition, another date, a refusal.
    pub changed_something: bool,
    /// When.
    pub decided_at: Instant,
    /// Who wrote it down.
    pub by: String,
    /// The facts it stands on; when they change materially it has to be decided again.
    pub stands_on: Option<Footing>,
}

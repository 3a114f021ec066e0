//! The clocks of a meeting, from instants alone: a meeting that was killed goes on at the right second.

use crate::records::words;
use crate::{AgendaItem, AgendaItemId, CabMeeting, Instant, MeetingState};

words! {
    /// How much of its time something has used.
    Phase {
        /// Less than half.
        Early = "early",
        /// Half and more.
        Half = "half",
        /// Four fifths and more.
        Late = "late",
        /// All of it.
        Over = "over",
    }
}

impl Phase {
    /// The phase after so many seconds of so many minutes. Without minutes there is no hurry.
    #[must_use]
    pub fn of(seconds: u32, minutes: u32) -> Self {
        let (used, all) = (u64::from(seconds) * 100, u64::from(minutes) * 60);
        match all {
            0 => Self::Early,
            _ if used >= all * 100 => Self::Over,
            _ if used >= all * 80 => Self::Late,
            _ if used >= all * 50 => Self::Half,
            _ => Self::Early,
        }
    }
}

fn seconds(from: Instant, to: Instant) -> u32 {
    u32::try_from((to - from).num_seconds()).unwrap_or(0)
}

/// Seconds the meeting has sat, without its pauses.
#[must_use]
pub fn elapsed(meeting: &CabMeeting, now: Instant) -> u32 {
    let Some(opened) = meeting.opened_at else {
        return 0;
    };
    let until = meeting.paused_at.or(meeting.closed_at).unwrap_or(now);
    seconds(opened, until).saturating_sub(meeting.paused_seconds)
}

/// Seconds the item took, with the time since it stands.
#[must_use]
pub fn spent(meeting: &CabMeeting, item: &AgendaItem, now: Instant) -> u32 {
    let stands = meeting.standing == Some(item.id);
    let running = meeting.item_since.filter(|_| stands);
    item.seconds_spent + running.map_or(0, |since| seconds(since, now))
}

/// The meeting as it is opened at the item.
#[must_use]
pub fn opened(meeting: &CabMeeting, first: Option<AgendaItemId>, now: Instant) -> CabMeeting {
    CabMeeting {
        state: MeetingState::Running,
        opened_at: Some(meeting.opened_at.unwrap_or(now)),
        standing: meeting.standing.or(first),
        item_since: Some(now),
        ..meeting.clone()
    }
}

/// The item as it is left: what it took is written into it.
#[must_use]
pub fn leave(meeting: &CabMeeting, item: &AgendaItem, now: Instant) -> AgendaItem {
    AgendaItem {
        seconds_spent: spent(meeting, item, now),
        ..item.clone()
    }
}

/// The meeting with another item standing. In a pause no clock starts.
#[must_use]
pub fn stand(meeting: &CabMeeting, item: AgendaItemId, now: Instant) -> CabMeeting {
    CabMeeting {
        standing: Some(item),
        item_since: meeting.paused_at.is_none().then_some(now),
        ..meeting.clone()
    }
}

/// The meeting in a pause.
#[must_use]
pub fn paused(meeting: &CabMeeting, now: Instant) -> CabMeeting {
    CabMeeting {
        paused_at: Some(meeting.paused_at.unwrap_or(now)),
        item_since: None,
        ..meeting.clone()
    }
}

/// The meeting after the pause; one that does not pause stays as it is.
#[must_use]
pub fn resumed(meeting: &CabMeeting, now: Instant) -> CabMeeting {
    let Some(since) = meeting.paused_at else {
        return meeting.clone();
    };
    let paused = seconds(since, now);
    CabMeeting {
        paused_at: None,
        paused_seconds: meeting.paused_seconds.saturating_add(paused),
        item_since: meeting.standing.map(|_| now),
        ..meeting.clone()
    }
}

//! How the plan is shared: what the status bar says.

use super::Visitor;
use crate::{WireFailure, failure};
use planning::Instant;
use serde::{Deserialize, Serialize};
use store::hub::Seen;
use ts_rs::TS;

/// How the plan is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharingState {
    /// Whether it is.
    pub kind: SharingKind,
    /// The hub in words people know, e.g. `Team share \\srv\plans`; empty when alone.
    pub hub: String,
    /// The hub's address without a password; empty when alone.
    pub address: String,
    /// How the last visit went.
    pub connection: Connection,
    /// Edits that the hub does not have yet.
    #[ts(type = "number")]
    pub waiting: i64,
    /// Conflicts in which the second edit was made under my name.
    pub conflicts_mine: u32,
    /// Conflicts of others.
    pub conflicts_others: u32,
    /// Entries of others that I have not looked at yet.
    pub away: u32,
    /// Everybody who was seen at the hub; me first, then the last seen.
    pub members: Vec<Member>,
    /// When the hub was last reached from here, in this session.
    pub last_visit: Option<Instant>,
}

/// Whether a plan is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SharingKind {
    /// It lives in this file alone.
    Alone,
    /// Its journal meets others at a hub.
    Shared,
}

/// How the last visit to the hub went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Connection {
    /// The hub has everything, and so has this file.
    UpToDate,
    /// A visit is under way, or none has ended yet.
    Syncing,
    /// The hub does not answer. Everything but publishing works; the next try comes by itself.
    Offline {
        /// Since when.
        since: Instant,
        /// Why, and what is safe.
        sentence: String,
    },
    /// Visits have stopped until somebody does something.
    Stopped {
        /// Stable word, e.g. `hub-parted`.
        code: String,
        /// Why, and what is safe.
        sentence: String,
        /// What to do, a sentence.
        way_out: String,
    },
}

/// Somebody who was seen at the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    /// Who, in words.
    pub author: String,
    /// On which computer.
    pub computer: String,
    /// Two letters.
    pub initials: String,
    /// First digits of the computer's key.
    pub key: String,
    /// True for this computer.
    pub me: bool,
    /// When, by the member's own clock.
    pub seen_at: Instant,
    /// The place the member was in, e.g. `freezes`; empty when closed.
    pub place: String,
    /// Entries of the hub the member had not seen then.
    #[ts(type = "number")]
    pub behind: i64,
}

impl SharingState {
    /// A plan that lives in its file alone.
    #[must_use]
    pub fn alone() -> Self {
        Self {
            kind: SharingKind::Alone,
            hub: String::new(),
            address: String::new(),
            connection: Connection::UpToDate,
            waiting: 0,
            conflicts_mine: 0,
            conflicts_others: 0,
            away: 0,
            members: Vec::new(),
            last_visit: None,
        }
    }
}

/// How the plan is shared, as far as the last visit knows. Reaches nowhere.
pub(crate) async fn state(visitor: &Visitor) -> Result<SharingState, WireFailure> {
    let store = &visitor.store;
    let sharing = store.sharing().await.map_err(failure::from_store)?;
    let away = visitor.unseen_count().await.map_err(failure::from_store)?;
    let me = visitor.edge.author();
    let plan = store.plan();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mine = plan
        .merge_conflicts
        .iter()
        .filter(|each| each.mine_by == me)
        .count();
    let mut state = SharingState {
        conflicts_mine: number(mine),
        conflicts_others: number(plan.merge_conflicts.len() - mine),
        away,
        ..SharingState::alone()
    };
    let Some(sharing) = sharing else {
        return Ok(state);
    };
    let found = visitor.found().clone();
    state.kind = SharingKind::Shared;
    state.hub = visitor.edge.hubs().words(&sharing.hub);
    state.address = sharing.hub;
    state.waiting = sharing.waiting;
    state.connection = match found.connection {
        Connection::UpToDate if sharing.waiting > 0 => Connection::Syncing,
        known => known,
    };
    state.last_visit = found.last_visit;
    let my_key = store.pen().map(|pen| pen.key()).unwrap_or_default();
    state.members = found
        .members
        .iter()
        .map(|seen| member(seen, &my_key, sharing.shared.seq))
        .collect();
    state
        .members
        .sort_by_key(|member| (!member.me, std::cmp::Reverse(member.seen_at), member.key.clone()));
    Ok(state)
}

fn member(seen: &Seen, my_key: &str, newest: i64) -> Member {
    Member {
        author: seen.author.clone(),
        computer: seen.computer.clone(),
        initials: crate::frame::initials(&seen.author),
        key: seen.key.chars().take(8).collect(),
        me: seen.key == my_key,
        seen_at: seen.at,
        place: seen.place.clone(),
        behind: (newest - seen.seq).max(0),
    }
}

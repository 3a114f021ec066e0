//! One visit to the hub: bring mine, take theirs, tell every screen.

use super::copies::not_shared;
use crate::contract::Nothing;
use crate::{Desk, WireFailure};
use planning::MergeConflictId;
use planning::journal::Renumbered;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a visit did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Visited {
    /// In words, e.g. `4 edits came in, 2 went out; 1 conflict to settle.`
    pub sentence: String,
    /// Entries of others that came in.
    pub pulled: u32,
    /// Entries of mine that went out.
    pub pushed: u32,
    /// Conflicts it made.
    pub conflicts: Vec<MergeConflictId>,
    /// Records of mine whose reference was taken.
    pub renumbered: Vec<Renumbered>,
}

/// Which place of the window I am in, for colleagues to see.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct IAmAt {
    /// The place, e.g. `freezes`; empty when the window closes.
    pub place: String,
}

/// Visits the hub now.
///
/// # Errors
/// Refused when the plan is not shared or the hub does not answer; what waits still waits.
pub async fn sync_now(desk: &Desk, _question: Nothing) -> Result<Visited, WireFailure> {
    let _session = desk.session().await?;
    Err(not_shared())
}

/// Notes where I am. Told to the hub with the next visit.
///
/// # Errors
/// None; without a shared plan nothing is noted.
pub async fn i_am_at(_desk: &Desk, _question: IAmAt) -> Result<Nothing, WireFailure> {
    Ok(Nothing {})
}

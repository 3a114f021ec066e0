//! Visiting the hub when a person asks, and telling colleagues where one is.

use crate::contract::Nothing;
use crate::{Desk, WireFailure};
use planning::MergeConflictId;
use planning::journal::Renumbered;
use planning::wording::count;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a visit did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Visited {
    /// In words, e.g. `4 edits came in, 2 went out. 1 conflict to settle.`
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

impl Visited {
    /// What the visit did, in words.
    pub(super) fn in_words(&self) -> String {
        let mut said = match (self.pulled, self.pushed) {
            (0, 0) => "Everything is up to date.".to_owned(),
            (0, out) => format!("{} went out.", count(out as usize, "edit")),
            (came, 0) => format!("{} came in.", count(came as usize, "edit")),
            (came, out) => format!("{} came in, {out} went out.", count(came as usize, "edit")),
        };
        if !self.conflicts.is_empty() {
            said.push_str(&format!(
                " {} to settle.",
                count(self.conflicts.len(), "conflict")
            ));
        }
        for told in &self.renumbered {
            said.push_str(&format!(" {} was taken and is now {}.", told.from, told.to));
        }
        said
    }
}

/// Visits the hub now.
///
/// # Errors
/// Refused when the plan is not shared or the hub does not answer; what waits still waits.
pub async fn sync_now(desk: &Desk, _question: Nothing) -> Result<Visited, WireFailure> {
    let visitor = desk.visitor().await?;
    let synced = visitor.visit().await?;
    visitor.wake.notify_one();
    Ok(Visited::from(&synced))
}

/// Notes where I am. Told to the hub with the next visit.
///
/// # Errors
/// None; without an open plan nothing is noted.
pub async fn i_am_at(desk: &Desk, question: IAmAt) -> Result<Nothing, WireFailure> {
    if let Ok(visitor) = desk.visitor().await {
        visitor.found().place = question.place;
    }
    Ok(Nothing {})
}

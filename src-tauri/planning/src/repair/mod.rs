//! The calendar without collisions, by the fewest moves, each with its reason.
//!
//! ```text
//! repair(&Plan, &Index, now, Limits, &mut watch) -> Repair
//! ```
//!
//! Looked through are, for each collision that is a warning or worse, the releases it names and their changes: an open release
//! may go to a legal slot within six weeks, an unpinned change to a release of the same train. Each is moved at most once.
//! One of those a collision names has to move if the collision is to go: so the search branches on them and nothing else,
//! best first, and collisions that have nobody in common need a move each, which is the bound. A collision that would
//! take more than [`WORTH`] moves, or that no move clears, is left, and said.

mod options;
mod search;

pub use search::{Answer, Limits, Progress, repair};

use crate::collision::Collision;
use crate::{Move, WayOut};
use serde::Serialize;
use ts_rs::TS;

/// How many moves it is worth to clear one collision.
pub const WORTH: u32 = 4;

/// A move of a repair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RepairMove {
    /// The move in words.
    pub sentence: String,
    /// The move.
    pub step: Move,
    /// Days a release goes later; negative is earlier; 0 for a change.
    #[ts(type = "number")]
    pub days: i64,
    /// What would come back without it.
    pub reasons: Vec<String>,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Repair {
    /// The moves, in order of what they move.
    pub moves: Vec<RepairMove>,
    /// Collisions that go.
    pub clears: Vec<Collision>,
    /// Collisions that stay: no move that was looked at clears them.
    pub stays: Vec<Collision>,
    /// True when no other moves of those looked at do with fewer.
    pub proven: bool,
    /// Fewest moves and left collisions that any solution needs, each left collision counted as four moves.
    pub bound: u32,
    /// The same of this one.
    pub cost: u32,
    /// Calendars that were looked at.
    pub looked_at: u32,
    /// In words.
    pub sentence: String,
}

impl Repair {
    /// The moves as one way out.
    #[must_use]
    pub fn way_out(&self) -> WayOut {
        WayOut {
            sentence: self.sentence.clone(),
            moves: self.moves.iter().map(|one| one.step.clone()).collect(),
        }
    }
}

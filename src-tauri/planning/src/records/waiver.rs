//! Findings that were weighed and taken as they are.

use crate::{Instant, Subject, WaiverId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The decision to go on although a rule has found something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Waiver {
    /// Identity.
    pub id: WaiverId,
    /// The rule, e.g. `DEP-03`.
    pub rule: String,
    /// What the finding is about.
    pub subjects: Vec<Subject>,
    /// What it said, word for word: when it says something else, it has to be weighed again.
    pub finding: String,
    /// Why it was taken.
    pub reason: String,
    /// Who decided, in words.
    pub decided_by: String,
    /// When.
    pub decided_at: Instant,
}

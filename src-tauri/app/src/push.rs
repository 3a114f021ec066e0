//! What the desk says unasked: rows were touched, long work moves on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A message to every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Push {
    /// An operation was committed.
    Touched {
        /// Journal position after it.
        #[ts(type = "number")]
        seq: i64,
        /// Tables whose rows changed.
        tables: Vec<String>,
    },
    /// How the plan is shared changed: a visit began or ended, somebody was seen.
    Sharing,
    /// Another plan was opened, or the plan was closed.
    Plan,
    /// Long work moved on.
    Progress(Progress),
}

/// How far a piece of long work is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// Names the work, for `stop`.
    pub job: String,
    /// What it is, e.g. `Solving 64 changes`.
    pub title: String,
    /// Best result so far, in words.
    pub detail: String,
    /// 0 to 1; `None` when it cannot be said.
    pub fraction: Option<f64>,
    /// True with the last message.
    pub done: bool,
}

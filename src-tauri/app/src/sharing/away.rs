//! “While you were away”: what others did since I last looked, as one difference.

use crate::contract::Nothing;
use crate::{Desk, WireFailure};
use planning::Instant;
use planning::difference::Difference;
use planning::journal::Renumbered;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What others did since I last looked.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct AwayView {
    /// When I last looked; `None` when I never did.
    pub since: Option<Instant>,
    /// Journal position I had seen.
    #[ts(type = "number")]
    pub from_seq: i64,
    /// Journal position now; `seen_away` marks everything up to it.
    #[ts(type = "number")]
    pub to_seq: i64,
    /// Entries of others in between.
    pub entries: u32,
    /// Who made them, the busiest first.
    pub colleagues: Vec<AwayColleague>,
    /// What differs, each thing once, with who changed it.
    pub differences: Vec<AwayDifference>,
    /// Records of mine whose reference was taken.
    pub renumbered: Vec<Renumbered>,
    /// Conflicts that wait for somebody.
    pub conflicts: u32,
}

/// A colleague who was busy meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayColleague {
    /// Who, as the log says it.
    pub author: String,
    /// Two letters.
    pub initials: String,
    /// Entries.
    pub entries: u32,
    /// The last of them.
    pub last_at: Instant,
}

/// One thing that differs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayDifference {
    /// What differs.
    pub what: Difference,
    /// Who changed it, in order of name.
    pub by: Vec<String>,
}

/// What others did since I last looked.
///
/// # Errors
/// Refused when no plan is open; fault when the log cannot be read.
pub async fn away(desk: &Desk, _question: Nothing) -> Result<AwayView, WireFailure> {
    let _session = desk.session().await?;
    Ok(AwayView::default())
}

/// Marks everything that is here now as looked at.
///
/// # Errors
/// Refused when no plan is open; fault when the mark cannot be kept.
pub async fn seen_away(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    let _session = desk.session().await?;
    Ok(Nothing {})
}

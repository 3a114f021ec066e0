//! Merging by file, for teams without a hub: a copy that was edited elsewhere comes home.

use super::{VisitFault, Visited};
use crate::file::absolute;
use crate::{Desk, Push, WireFailure, failure};
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
pub async fn merge_copy(desk: &Desk, question: MergeCopy) -> Result<Visited, WireFailure> {
    let path = absolute(&question.path)?;
    let visitor = desk.visitor().await?;
    visitor.look_first().await.map_err(failure::from_store)?;
    let synced = visitor.store.merge_copy(&path).await.map_err(VisitFault::from)?;
    // What moved in the merge must not be asked for where it stood.
    crate::seal::keep(desk.edge(), &visitor.store).await;
    visitor.note_renumbered(&synced);
    visitor.touched(synced.touched.iter().copied());
    let _ = visitor.pushes.send(Push::Sharing);
    let mut visited = Visited::from(&synced);
    if synced.pulled.is_empty() {
        visited.sentence = "The copy holds nothing that this plan does not have.".into();
    }
    Ok(visited)
}

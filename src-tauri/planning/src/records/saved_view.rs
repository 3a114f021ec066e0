//! Views of the calendar that were given a name.

use crate::SavedViewId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A view of the calendar: how far it reaches, what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedView {
    /// Identity.
    pub id: SavedViewId,
    /// Name people say.
    pub name: String,
    /// Days from its left to its right edge.
    pub days: u32,
    /// Lanes that are shown, e.g. `windows`; empty for all.
    pub lanes: Vec<String>,
    /// What the filter says.
    pub filter: String,
}

//! Where an imported fact comes from: the key by which a second import finds it again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The source of an imported record. `(system, key)` is unique per kind of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Origin {
    /// The source system or file set, e.g. `openstack/epoxy` or `csv/services`.
    pub system: String,
    /// The record's key there.
    pub key: String,
    /// File it was read from, relative to the imported folder.
    pub file: String,
    /// Row or line, counted from one; `None` for whole-file records.
    pub row: Option<u32>,
}

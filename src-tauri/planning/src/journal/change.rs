//! The change of one row, field by field.

use crate::plan::TableName;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;
use uuid::Uuid;

/// The change of one row. An update holds only the fields that differ, on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RowChange {
    /// The table.
    pub table: TableName,
    /// The row's id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Field values before; `None` when the row was added.
    #[ts(type = "Record<string, unknown> | null")]
    pub before: Option<Map<String, Value>>,
    /// Field values after; `None` when the row was removed.
    #[ts(type = "Record<string, unknown> | null")]
    pub after: Option<Map<String, Value>>,
}

/// One field of a row that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// Value before.
    pub before: Option<&'a Value>,
    /// Value after.
    pub after: Option<&'a Value>,
}

impl RowChange {
    /// The change from one whole row to another; `None` when they are equal or both absent.
    #[must_use]
    pub fn between(
        table: TableName,
        id: Uuid,
        before: Option<Map<String, Value>>,
        after: Option<Map<String, Value>>,
    ) -> Option<Self> {
        match (before, after) {
            (None, None) => None,
            (Some(mut before), Some(mut after)) => {
                before.retain(|field, value| after.get(field) != Some(value));
                after.retain(|field, _| before.contains_key(field));
                (!after.is_empty()).then_some(Self {
                    table,
                    id,
                    before: Some(before),
                    after: Some(after),
                })
            }
            (before, after) => Some(Self {
                table,
                id,
                before,
                after,
            }),
        }
    }

    /// Fields that changed, in order of name.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldChange<'_>> {
        let mut names: Vec<&str> = self
            .before
            .iter()
            .chain(&self.after)
            .flat_map(Map::keys)
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .map(|field| FieldChange {
                field,
                before: self.before.as_ref().and_then(|row| row.get(field)),
                after: self.after.as_ref().and_then(|row| row.get(field)),
            })
            .collect()
    }
}

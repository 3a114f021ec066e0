//! Going back: the last entries taken off a plan, and undo, which is refused where somebody has since changed the
//! same field.

use super::{Entry, RowChange};
use crate::Plan;
use crate::plan::TableName;
use uuid::Uuid;

/// Why an entry cannot be undone: somebody has since changed the same thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} was changed since{}", table, field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default())]
pub struct Changed {
    /// The table.
    pub table: TableName,
    /// The row.
    pub id: Uuid,
    /// The field; `None` when the whole row came or went.
    pub field: Option<String>,
}

/// The changes that take the given changes back on the plan, last first.
///
/// # Errors
/// [`Changed`] names the first row or field that is no longer as the changes left it.
pub fn reverse(plan: &Plan, changes: &[RowChange]) -> Result<Vec<RowChange>, Changed> {
    let mut reversed = Vec::with_capacity(changes.len());
    for change in changes.iter().rev() {
        let current = plan.row(change.table, change.id);
        let lost = |field: Option<&str>| Changed {
            table: change.table,
            id: change.id,
            field: field.map(str::to_owned),
        };
        match (&current, &change.after) {
            (None, None) => {}
            (None, Some(_)) | (Some(_), None) => return Err(lost(None)),
            (Some(row), Some(after)) => {
                for (field, value) in after {
                    if row.get(field) != Some(value) {
                        return Err(lost(Some(field)));
                    }
                }
            }
        }
        reversed.push(change.reversed());
    }
    Ok(reversed)
}

impl RowChange {
    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self {
            table: self.table,
            id: self.id,
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

impl Plan {
    /// Takes the last entries off the plan, which then stands where it stood before the first of them.
    ///
    /// # Errors
    /// Which entry does not fit the plan; the plan is then of no use.
    pub fn take_back(&mut self, entries: &[Entry]) -> Result<(), String> {
        for entry in entries.iter().rev() {
            for change in entry.changes.iter().rev() {
                self.apply(&change.reversed())
                    .map_err(|why| format!("entry {}: {why}", entry.seq))?;
            }
            self.seq = entry.seq - 1;
        }
        Ok(())
    }
}

//! A person settles a conflict: mine, theirs or what was before.

use crate::journal::RowChange;
use crate::plan::TableName;
use crate::records::words;
use crate::{ConflictReason, MergeConflict, Plan};
use serde_json::Value;

words! {
    /// Which value of a conflict a person takes.
    Choice {
        /// The edit that came second.
        Mine = "mine",
        /// What the plan holds now.
        Theirs = "theirs",
        /// What both started from.
        Was = "was",
    }
}

/// Why a conflict cannot be settled so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsettled {
    /// The record is gone; its field cannot be set.
    #[error("The record was taken out since; only “theirs” is left to take.")]
    Gone,
    /// A version is published on the newest plan, not put back.
    #[error(
        "A version cannot be put back after others have changed the plan. Keep theirs, look at the difference, and publish again."
    )]
    PublishAgain,
    /// The record it would make breaks a rule.
    #[error("This cannot be taken: {0}.")]
    NoRecord(String),
}

impl Unsettled {
    /// Stable name for scripts and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gone => "record-gone",
            Self::PublishAgain => "publish-again",
            Self::NoRecord(_) => "breaks-rule",
        }
    }
}

/// The changes that settle the conflict and take it out.
///
/// # Errors
/// [`Unsettled`] when the choice cannot be made any more.
pub fn settle(plan: &Plan, conflict: &MergeConflict, choice: Choice) -> Result<Vec<RowChange>, Unsettled> {
    let done = RowChange {
        table: TableName::MergeConflict,
        id: conflict.id.0,
        before: plan.row(TableName::MergeConflict, conflict.id.0),
        after: None,
    };
    let value = match choice {
        Choice::Theirs => return Ok(vec![done]),
        Choice::Mine => &conflict.mine,
        Choice::Was => &conflict.was,
    };
    if conflict.reason == ConflictReason::Overtaken && !value.is_null() {
        return Err(Unsettled::PublishAgain);
    }
    let (table, id) = (conflict.table, conflict.record);
    let now = plan.row(table, id);
    let after = match (&conflict.field, value) {
        (Some(field), value) => {
            let mut row = now.clone().ok_or(Unsettled::Gone)?;
            row.insert(field.clone(), value.clone());
            Some(row)
        }
        (None, Value::Object(row)) => Some(row.clone()),
        (None, _) => None,
    };
    let change = RowChange::between(table, id, now, after);
    if let Some(change) = &change {
        plan.clone().apply(change).map_err(Unsettled::NoRecord)?;
    }
    Ok(change.into_iter().chain([done]).collect())
}

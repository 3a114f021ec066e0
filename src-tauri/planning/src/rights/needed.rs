//! Which acts changes of rows amount to, however they came about: an edit by hand, an import, an undo.

use crate::journal::RowChange;
use crate::plan::TableName;
use crate::{Act, Plan};
use serde_json::Value;
use std::collections::BTreeSet;

/// The acts that the changes amount to on the plan as it stands before them.
///
/// A new person with a role is a matter of rights only where some act is kept to that role.
#[must_use]
pub fn needed(plan: &Plan, changes: &[RowChange]) -> BTreeSet<Act> {
    changes.iter().flat_map(|change| acts(plan, change)).collect()
}

/// Tables whose rows can amount to an act at all: of the others no change need be looked at.
#[must_use]
pub fn concerns(table: TableName) -> bool {
    matches!(
        table,
        TableName::PlanSettings
            | TableName::Person
            | TableName::Publication
            | TableName::Release
            | TableName::FreezeException
            | TableName::MergeConflict
            | TableName::Waiver
            | TableName::CabDecision
    )
}

fn acts(plan: &Plan, change: &RowChange) -> Vec<Act> {
    if !concerns(change.table) {
        return Vec::new();
    }
    let differs = |field: &str| {
        let value = |row: &Option<serde_json::Map<String, Value>>| {
            row.as_ref()
                .and_then(|row| row.get(field))
                .filter(|value| !is_empty(value))
                .cloned()
        };
        value(&change.before) != value(&change.after)
    };
    let becomes = |field: &str, word: &str| {
        let is = |row: &Option<serde_json::Map<String, Value>>| {
            row.as_ref()
                .and_then(|row| row.get(field))
                .and_then(Value::as_str)
                == Some(word)
        };
        is(&change.before) != is(&change.after)
    };
    let when = |truth: bool, act: Act| if truth { vec![act] } else { Vec::new() };
    match change.table {
        TableName::PlanSettings => when(differs("rights"), Act::SetRights),
        TableName::Person => {
            let named = differs("keys") || gives_rights(plan, change);
            when(named, Act::SetRights)
        }
        TableName::Publication => vec![Act::Publish],
        TableName::Release => when(becomes("state", "approved"), Act::ApproveRelease),
        TableName::FreezeException => {
            let decided = change.before.is_some() && differs("verdict")
                || change.before.is_none() && !becomes("verdict", "filed");
            when(decided, Act::DecideException)
        }
        TableName::Waiver => vec![Act::ApproveRelease],
        TableName::CabDecision => vec![Act::DecideChange],
        TableName::MergeConflict => when(change.after.is_none(), Act::SettleConflict),
        _ => Vec::new(),
    }
}

/// True when a person would gain or lose a role that some act is kept to, or pass for somebody who carries one.
fn gives_rights(plan: &Plan, change: &RowChange) -> bool {
    let known = plan.people.get(&crate::PersonId(change.id));
    let text = |row: &Option<serde_json::Map<String, Value>>, field: &str| {
        row.as_ref()
            .and_then(|row| row.get(field))
            .and_then(Value::as_str)
            .map(|text| text.trim().to_lowercase())
    };
    let before = (
        known.map(|person| person.name.trim().to_lowercase()),
        known.map(|person| person.role.trim().to_lowercase()),
    );
    let after = match &change.after {
        None => (None, None),
        row => (
            text(row, "name").or_else(|| before.0.clone()),
            text(row, "role").or_else(|| before.1.clone()),
        ),
    };
    if before == after {
        return false;
    }
    let kept: BTreeSet<String> = plan
        .settings()
        .rights
        .iter()
        .flat_map(|right| right.roles.iter())
        .map(|role| role.trim().to_lowercase())
        .collect();
    [before.1, after.1]
        .into_iter()
        .flatten()
        .any(|role| kept.contains(&role))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

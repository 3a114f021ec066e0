//! Values of the journal as people read them: ids become names, windows their first moment.

use planning::journal::{Entry, RowChange};
use planning::plan::TableName;
use planning::{Instant, Plan, wording};
use serde_json::{Map, Value};

/// Fields that say what happened when a row changed in several.
const LEADING: [&str; 4] = ["deploy", "release", "state", "window"];

/// Longest value that fits a line.
const SHORT: usize = 48;

/// What people call the row: as it is, or as it was.
pub(super) fn name(plan: &Plan, change: &RowChange) -> String {
    let known = crate::edit::label(plan, change.table, change.id);
    if !known.is_empty() {
        return known;
    }
    let of = |row: &Option<Map<String, Value>>| {
        row.as_ref()
            .map(crate::edit::name_of)
            .filter(|name| !name.is_empty())
    };
    of(&change.before)
        .or_else(|| of(&change.after))
        .unwrap_or_default()
}

pub(super) fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// A value as people read it: ids become names.
pub(crate) fn show(plan: &Plan, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => match text.parse() {
            Ok(id) => TableName::ALL
                .iter()
                .map(|table| crate::edit::label(plan, *table, id))
                .find(|name| !name.is_empty())
                .unwrap_or_else(|| text.clone()),
            Err(_) => text.clone(),
        },
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| show(plan, Some(item)))
            .collect::<Vec<_>>()
            .join(", "),
        Some(Value::Object(fields)) => fields
            .iter()
            .filter(|(_, value)| !is_empty(Some(value)))
            .map(|(name, value)| format!("{} {}", name.replace('_', " "), show(plan, Some(value))))
            .collect::<Vec<_>>()
            .join(", "),
        Some(other) => other.to_string(),
    }
}

/// The one field that tells the change of a single row, before and after; `None` when a sentence tells it better.
pub(crate) fn leading(plan: &Plan, entry: &Entry) -> Option<(String, String)> {
    let [change] = entry.changes.as_slice() else {
        return None;
    };
    if change.before.is_none() || change.after.is_none() {
        return None;
    }
    let fields = change.fields();
    let field = match fields.as_slice() {
        [only] => only,
        several => LEADING
            .iter()
            .find_map(|name| several.iter().find(|field| field.field == *name))?,
    };
    let (before, after) = (short(plan, field.before)?, short(plan, field.after)?);
    (before != after).then_some((before, after))
}

/// The value in few words; `None` when it takes many.
fn short(plan: &Plan, value: Option<&Value>) -> Option<String> {
    let zone = plan.settings().zone;
    let text = match value {
        Some(Value::Object(window)) => {
            let start: Instant = window.get("start")?.as_str()?.parse().ok()?;
            wording::moment(start, zone)
        }
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Value::String(text)) => match text.parse::<Instant>() {
            Ok(at) => wording::moment(at, zone),
            Err(_) => show(plan, value),
        },
        Some(Value::Array(_)) => return None,
        other if is_empty(other) => String::new(),
        other => show(plan, other),
    };
    let text = if text.is_empty() { "none".to_owned() } else { text };
    (text.chars().count() <= SHORT).then_some(text)
}

/// The reason that was given, if the entry holds one.
pub(crate) fn reason(entry: &Entry) -> Option<String> {
    const FIELDS: [&str; 5] = ["reason", "deferral_reason", "message", "note", "conditions"];
    // What an edit or an import sets is the change itself, not the reason for it.
    if ["edit", "import", "fill_sample"].contains(&entry.operation.as_str()) {
        return None;
    }
    let said = |row: &Map<String, Value>| {
        let overridden = row
            .get("risk")
            .and_then(|risk| risk.pointer("/overridden/reason"));
        FIELDS
            .iter()
            .filter_map(|field| row.get(*field))
            .chain(overridden)
            .find_map(|value| value.as_str().map(str::trim).filter(|text| !text.is_empty()))
            .map(str::to_owned)
    };
    entry
        .changes
        .iter()
        .filter_map(|change| change.after.as_ref())
        .find_map(said)
}

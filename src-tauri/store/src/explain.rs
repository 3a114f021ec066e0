//! Sentences for what SQLite refuses: which record, which value, which other record.

use crate::fault::{Refusal, StoreError, StoreFault, primary_code};
use crate::shape::{Field, shape};
use planning::Plan;
use planning::plan::TableName;
use planning::wording::capital;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A failed write as a refusal with a sentence when a record breaks a rule, else as what it is.
pub(crate) fn explain(error: sqlx::Error, before: &Plan, after: &Plan) -> StoreError {
    if primary_code(&error) != Some(19) {
        return error.into();
    }
    let message = error
        .as_database_error()
        .map(|error| error.message().to_owned())
        .unwrap_or_default();
    let sentence = if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        taken(columns, after)
    } else if message.starts_with("FOREIGN KEY") {
        dangling(before, after)
    } else {
        let rule = message.strip_prefix("CHECK constraint failed: ");
        rule.map(|rule| format!("A record breaks a rule of the plan file: {rule}. Nothing was written."))
    };
    match sentence {
        Some(sentence) => Refusal::Broken { sentence }.into(),
        None => StoreFault::from(error).into(),
    }
}

/// A row in words: its table and its reference, its name or its id.
pub(crate) fn name_of(table: TableName, id: Uuid, row: Option<&Map<String, Value>>) -> String {
    let text = |field: &str| row.and_then(|row| row.get(field)).and_then(Value::as_str);
    let name = text("reference")
        .or_else(|| text("name"))
        .map_or_else(|| id.to_string(), str::to_owned);
    format!("{} {name}", table.word().replace('_', " "))
}

/// Which two rows share what is unique. `columns` is SQLite's list, e.g. `service.reference`.
fn taken(columns: &str, plan: &Plan) -> Option<String> {
    let table: TableName = columns.split('.').next()?.parse().ok()?;
    let columns: Vec<&str> = columns
        .split(", ")
        .filter_map(|column| column.split('.').nth(1))
        .collect();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut found = None;
    plan.for_each_row(|of, row| {
        if of != table || found.is_some() {
            return;
        }
        let values: Vec<String> = columns.iter().filter_map(|column| value(&row, column)).collect();
        if values.len() < columns.len() {
            return;
        }
        let key = values.join(" / ");
        let name = text(&row, "name")
            .or_else(|| text(&row, "title"))
            .unwrap_or_else(|| key.clone());
        if let Some(other) = seen.insert(key.clone(), name.clone()) {
            let kind = table.word().replace('_', " ");
            let what = columns.join(" and ").replace('_', " ");
            found = Some(format!(
                "The {what} “{key}” is taken: {kind} “{other}” has it, and so would “{name}”."
            ));
        }
    });
    found
}

/// The value of a column in the row's JSON: `origin_key` is `key` of `origin`.
fn value(row: &Map<String, Value>, column: &str) -> Option<String> {
    let value = match row.get(column) {
        Some(value) => value,
        None => {
            let (outer, inner) = column.split_once('_')?;
            row.get(outer)?.get(inner)?
        }
    };
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn text(row: &Map<String, Value>, field: &str) -> Option<String> {
    row.get(field)?.as_str().map(str::to_owned)
}

/// The first record that refers to one that is not there.
fn dangling(before: &Plan, after: &Plan) -> Option<String> {
    let mut found = None;
    after.for_each_row(|table, row| {
        if found.is_some() {
            return;
        }
        let missing = references(table, &row)
            .into_iter()
            .find(|(target, id)| after.row(*target, *id).is_none());
        if let Some((target, id)) = missing {
            let owner = row
                .get("id")
                .and_then(Value::as_str)
                .and_then(|id| id.parse().ok())
                .unwrap_or_default();
            let owner = name_of(table, owner, Some(&row));
            found = Some(capital(&match before.row(target, id) {
                Some(gone) => format!("{} is still used by {owner}.", name_of(target, id, Some(&gone))),
                None => format!(
                    "{owner} refers to a {} that is not in the plan.",
                    name_of(target, id, None)
                ),
            }));
        }
    });
    found
}

/// The records that a row refers to.
pub(crate) fn references(table: TableName, row: &Map<String, Value>) -> Vec<(TableName, Uuid)> {
    let mut references = Vec::new();
    collect(shape(table), row, &mut references);
    references
}

fn collect(fields: &[Field], row: &Map<String, Value>, references: &mut Vec<(TableName, Uuid)>) {
    let id = |value: &Value| value.as_str().and_then(|text| text.parse().ok());
    for field in fields {
        match field {
            Field::Id(name, target) => {
                references.extend(row.get(*name).and_then(id).map(|id| (*target, id)));
            }
            Field::Links(name, link) => {
                let items = row.get(*name).and_then(Value::as_array).into_iter().flatten();
                references.extend(items.filter_map(id).map(|id| (link.target, id)));
            }
            Field::Part(name, inner) | Field::Maybe(name, inner) => {
                if let Some(Value::Object(part)) = row.get(*name) {
                    collect(inner, part, references);
                }
            }
            Field::Plain(_) | Field::Truth(_) | Field::List(_) => {}
        }
    }
}

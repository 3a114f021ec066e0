//! References and origins in use, so that two records made apart do not share one.

use crate::Plan;
use crate::plan::TableName;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Which record has which reference and which origin.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    references: BTreeMap<(TableName, String), Uuid>,
    origins: BTreeMap<(TableName, String, String), Uuid>,
}

impl Names {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut names = Self::default();
        plan.for_each_row(|table, row| {
            if let Some(id) = id_of(&row) {
                names.note(table, id, &row);
            }
        });
        names
    }

    pub(super) fn note(&mut self, table: TableName, id: Uuid, row: &Map<String, Value>) {
        if let Some(reference) = text(row, "reference") {
            self.references.insert((table, reference.to_owned()), id);
        }
        if let Some((system, key)) = origin(row) {
            self.origins
                .insert((table, system.to_owned(), key.to_owned()), id);
        }
    }

    pub(super) fn forget(&mut self, table: TableName, row: &Map<String, Value>) {
        if let Some(reference) = text(row, "reference") {
            self.references.remove(&(table, reference.to_owned()));
        }
        if let Some((system, key)) = origin(row) {
            self.origins.remove(&(table, system.to_owned(), key.to_owned()));
        }
    }

    /// Another record that was read from the same place in the same system.
    pub(super) fn same_origin(&self, table: TableName, id: Uuid, row: &Map<String, Value>) -> Option<Uuid> {
        let (system, key) = origin(row)?;
        let known = self
            .origins
            .get(&(table, system.to_owned(), key.to_owned()))
            .copied()?;
        (known != id).then_some(known)
    }

    /// True when another record has the row's reference or its origin.
    pub(super) fn is_taken(&self, table: TableName, id: Uuid, row: &Map<String, Value>) -> bool {
        self.reference_taken(table, id, row).is_some() || self.same_origin(table, id, row).is_some()
    }

    /// The row's reference when another record has it.
    pub(super) fn reference_taken<'a>(
        &self,
        table: TableName,
        id: Uuid,
        row: &'a Map<String, Value>,
    ) -> Option<&'a str> {
        let reference = text(row, "reference")?;
        let known = self.references.get(&(table, reference.to_owned()))?;
        (*known != id).then_some(reference)
    }

    /// The next reference that nobody has: `CHG-1042` leads to `CHG-1043`, `billing` to `billing-2`.
    pub(super) fn next_free(&self, table: TableName, reference: &str) -> String {
        let digits = reference.len()
            - reference
                .trim_end_matches(|last: char| last.is_ascii_digit())
                .len();
        let (stem, number) = reference.split_at(reference.len() - digits);
        let (stem, mut number, width) = match number.parse::<u64>() {
            Ok(number) if number < u64::MAX / 2 => (stem.to_owned(), number, digits),
            _ => (format!("{reference}-"), 1, 1),
        };
        loop {
            number += 1;
            let free = format!("{stem}{number:0width$}");
            if !self.references.contains_key(&(table, free.clone())) {
                return free;
            }
        }
    }
}

/// Puts other ids in place of those that are known by another, wherever they stand.
pub(super) fn translate(value: &mut Value, alias: &BTreeMap<Uuid, Uuid>) {
    match value {
        Value::String(text) if text.len() == 36 => {
            if let Some(id) = text.parse().ok().and_then(|id: Uuid| alias.get(&id)) {
                *text = id.to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| translate(item, alias)),
        Value::Object(fields) => fields.values_mut().for_each(|item| translate(item, alias)),
        _ => {}
    }
}

/// True when the value holds the id anywhere.
pub(super) fn mentions(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text == id,
        Value::Array(items) => items.iter().any(|item| mentions(item, id)),
        Value::Object(fields) => fields.values().any(|item| mentions(item, id)),
        _ => false,
    }
}

fn id_of(row: &Map<String, Value>) -> Option<Uuid> {
    text(row, "id")?.parse().ok()
}

fn text<'a>(row: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    row.get(field)?.as_str()
}

fn origin(row: &Map<String, Value>) -> Option<(&str, &str)> {
    let origin = row.get("origin")?.as_object()?;
    Some((text(origin, "system")?, text(origin, "key")?))
}

//! Canonical JSON: one spelling of a value, whatever order its fields came in.

use super::RowChange;
use crate::Plan;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The value as JSON with the fields of every object in order of name and no spaces.
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The changes of an entry in canonical JSON: what is stored, and what the hash covers.
#[must_use]
pub fn canonical_changes(changes: &[RowChange]) -> String {
    canonical(&serde_json::to_value(changes).unwrap_or_default())
}

/// SHA-256 of every row of the plan in canonical JSON, in hexadecimal. The journal position does not count.
#[must_use]
pub fn digest(plan: &Plan) -> String {
    let mut hasher = Sha256::new();
    plan.for_each_row(|table, row| {
        let mut text = String::new();
        write_object(&row, &mut text);
        for field in [table.word(), &text] {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
    });
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => write_object(fields, text),
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn write_object(fields: &Map<String, Value>, text: &mut String) {
    let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    text.push('{');
    for (at, (name, value)) in sorted.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&Value::from(name.as_str()).to_string());
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

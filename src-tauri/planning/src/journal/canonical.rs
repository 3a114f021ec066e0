//! Canonical JSON: one spelling of a value, whatever order its fields came in.

use super::RowChange;
use crate::Plan;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

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
    let mut text = CanonicalChanges::default();
    changes.iter().for_each(|change| text.push(change));
    text.finish()
}

/// The same, written change by change: of an entry of very many rows only the text need be held.
#[derive(Debug, Default)]
pub struct CanonicalChanges {
    text: String,
}

impl CanonicalChanges {
    /// The next change.
    pub fn push(&mut self, change: &RowChange) {
        let text = &mut self.text;
        text.push(if text.is_empty() { '[' } else { ',' });
        text.push_str("{\"after\":");
        write_row(change.after.as_ref(), text);
        text.push_str(",\"before\":");
        write_row(change.before.as_ref(), text);
        // Neither an id nor a table's name holds anything to escape.
        let _ = write!(
            text,
            ",\"id\":\"{}\",\"table\":\"{}\"}}",
            change.id,
            change.table.word()
        );
    }

    /// The text of all of them.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.text.is_empty() {
            self.text.push('[');
        }
        self.text.push(']');
        self.text
    }
}

/// SHA-256 of every row of the plan in canonical JSON, in hexadecimal. The journal position does not count.
#[must_use]
pub fn digest(plan: &Plan) -> String {
    let mut hasher = Sha256::new();
    let mut text = String::new();
    plan.for_each_row(|table, row| {
        text.clear();
        write_object(&row, &mut text);
        for field in [table.word(), &text] {
            hasher.update((field.len() as u64).to_be_bytes());
            hasher.update(field.as_bytes());
        }
    });
    hex::encode(hasher.finalize())
}

fn write_row(row: Option<&Map<String, Value>>, text: &mut String) {
    match row {
        Some(row) => write_object(row, text),
        None => text.push_str("null"),
    }
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
        Value::String(string) => write_string(string, text),
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => {
            let _ = write!(text, "{number}");
        }
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
        write_string(name, text);
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

/// As serde_json escapes: quote, backslash and control characters, nothing else.
fn write_string(string: &str, text: &mut String) {
    if string
        .bytes()
        .any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
    {
        text.push_str(&Value::from(string).to_string());
    } else {
        text.push('"');
        text.push_str(string);
        text.push('"');
    }
}

//! The Log: every operation with who, when and what, before and after, and whether the chain holds.

use crate::{Desk, WireFailure, failure};
use planning::journal::{Entry, RowChange};
use planning::{EntryId, Instant, Plan};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{EntryFilter, EntryOrder};
use ts_rs::TS;

pub use crate::seal::{Verified, verify};

/// Which page of the log.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LogQuestion {
    /// Entries before this position; `None` starts with the newest.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Words that sentence, author or operation must hold.
    #[serde(default)]
    pub text: String,
}

/// A page of the log, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogPage {
    /// Lines.
    pub lines: Vec<LogLine>,
    /// Entries in all.
    #[ts(type = "number")]
    pub total: i64,
    /// Position to ask before for the next page; `None` at the end.
    #[ts(type = "number | null")]
    pub next: Option<i64>,
}

/// A line of the log.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogLine {
    /// Identity.
    pub id: EntryId,
    /// Position.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub author: String,
    /// Name of the operation.
    pub operation: String,
    /// What was done.
    pub sentence: String,
    /// Rows it changed.
    pub rows: u32,
    /// First digits of its hash.
    pub hash: String,
    /// The entry it takes back.
    pub undoes: Option<EntryId>,
}

/// Which entry.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogEntryQuestion {
    /// Its position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// An entry with before and after.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogEntry {
    /// Its line.
    pub line: LogLine,
    /// Hash of the entry before.
    pub previous_hash: String,
    /// Its hash.
    pub hash: String,
    /// Fields that changed, row by row; the first two hundred rows.
    pub changes: Vec<RowView>,
    /// Rows that are not shown.
    pub more: u32,
}

/// A row that changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RowView {
    /// Kind of record.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// `added`, `changed` or `removed`.
    pub what: String,
    /// Fields.
    pub fields: Vec<FieldView>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldView {
    /// Its name, in words.
    pub field: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

const PAGE: u32 = 100;
const MOST_ROWS: usize = 200;

/// A page of the log, newest first.
///
/// # Errors
/// Refused when no plan is open; fault when the log cannot be read.
pub async fn log(desk: &Desk, question: LogQuestion) -> Result<LogPage, WireFailure> {
    let session = desk.session().await?;
    let entries = session
        .store
        .find_entries(
            &EntryFilter {
                text: Some(question.text.trim().to_owned()).filter(|text| !text.is_empty()),
                ..EntryFilter::default()
            },
            question.before.unwrap_or(i64::MAX),
            PAGE,
            EntryOrder::NewestFirst,
        )
        .await
        .map_err(failure::from_store)?;
    let full = entries.len() >= PAGE as usize;
    Ok(LogPage {
        next: entries
            .last()
            .map(|entry| entry.seq)
            .filter(|seq| full && *seq > 1),
        lines: entries.iter().map(line).collect(),
        total: session.store.plan().seq,
    })
}

/// An entry with before and after.
///
/// # Errors
/// Refused when there is no such entry.
pub async fn log_entry(desk: &Desk, question: LogEntryQuestion) -> Result<LogEntry, WireFailure> {
    let session = desk.session().await?;
    let entry = session
        .store
        .entries(question.seq - 1, 1)
        .await
        .map_err(failure::from_store)?
        .into_iter()
        .find(|entry| entry.seq == question.seq)
        .ok_or_else(|| WireFailure::unknown("log line"))?;
    let plan = session.store.plan();
    let shown = entry.changes.len().min(MOST_ROWS);
    Ok(LogEntry {
        line: line(&entry),
        previous_hash: entry.previous_hash.clone(),
        hash: entry.hash.clone(),
        changes: entry
            .changes
            .iter()
            .take(shown)
            .map(|change| row(&plan, change))
            .collect(),
        more: u32::try_from(entry.changes.len() - shown).unwrap_or(u32::MAX),
    })
}

fn line(entry: &Entry) -> LogLine {
    LogLine {
        id: entry.id,
        seq: entry.seq,
        at: entry.at,
        author: entry.author.clone(),
        operation: entry.operation.clone(),
        sentence: entry.sentence.clone(),
        rows: u32::try_from(entry.changes.len()).unwrap_or(u32::MAX),
        hash: entry.hash.chars().take(8).collect(),
        undoes: entry.undoes,
    }
}

fn row(plan: &Plan, change: &RowChange) -> RowView {
    let what = match (&change.before, &change.after) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let known = crate::edit::label(plan, change.table, change.id);
    let named = |row: &Option<serde_json::Map<String, Value>>| {
        row.as_ref()
            .map(crate::edit::name_of)
            .filter(|name| !name.is_empty())
    };
    let name = if known.is_empty() {
        named(&change.before)
            .or_else(|| named(&change.after))
            .unwrap_or_default()
    } else {
        known
    };
    let fields = change
        .fields()
        .into_iter()
        .filter(|field| field.field != "id")
        .filter(|field| what == "changed" || !is_empty(field.before.or(field.after)))
        .map(|field| FieldView {
            field: field.field.replace('_', " "),
            before: show(plan, field.before),
            after: show(plan, field.after),
        })
        .collect();
    RowView {
        kind: change.table.word().replace('_', " "),
        name,
        what: what.into(),
        fields,
    }
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// A value as people read it: ids become names.
fn show(plan: &Plan, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => match text.parse() {
            Ok(id) => planning::plan::TableName::ALL
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

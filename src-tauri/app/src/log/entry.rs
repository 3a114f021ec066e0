//! One entry: what changed, why, what followed, its seal, and whether it can be taken back.

use super::line::{LogLine, PlaceKind, Writers, line};
use super::values;
use crate::{Desk, WireFailure, failure};
use planning::journal::{Entry, RowChange};
use planning::wording::thousands;
use planning::{Instant, Plan};
use serde::{Deserialize, Serialize};
use store::{EntryFilter, EntryOrder, Store};
use ts_rs::TS;

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
    /// Its seal.
    pub seal: LogSeal,
    /// The reason that was given.
    pub reason: Option<String>,
    /// Fields that changed, row by row; the first two hundred rows.
    pub changes: Vec<RowView>,
    /// Rows that are not shown.
    pub more: u32,
    /// Later entries that changed the same rows, the next first.
    pub followed: Vec<LogFollower>,
    /// Later entries that are not listed.
    #[ts(type = "number")]
    pub followed_more: i64,
    /// The entry that it takes back.
    pub takes_back: Option<LogFollower>,
    /// The entry that took it back.
    pub taken_back: Option<LogFollower>,
    /// Why it cannot be taken back now; `None` when it can.
    pub not_reversible: Option<String>,
}

/// What ties an entry to the chain and to a computer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogSeal {
    /// Hash of the entry before; empty for the first.
    pub before: String,
    /// Its own hash.
    pub entry: String,
    /// What the signature shows.
    pub kind: PlaceKind,
    /// In words.
    pub sentence: String,
}

/// Another entry about the same rows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogFollower {
    /// Its position.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub author: String,
    /// What was done.
    pub sentence: String,
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

const MOST_ROWS: usize = 200;
const MOST_FOLLOWERS: u32 = 6;

/// The entry at a position.
pub(super) async fn at(store: &Store, seq: i64) -> Result<Entry, WireFailure> {
    store
        .entries(seq - 1, 1)
        .await
        .map_err(failure::from_store)?
        .into_iter()
        .find(|entry| entry.seq == seq)
        .ok_or_else(|| WireFailure::unknown("log line"))
}

/// An entry with before and after.
///
/// # Errors
/// Refused when there is no such entry.
pub async fn log_entry(desk: &Desk, question: LogEntryQuestion) -> Result<LogEntry, WireFailure> {
    let session = desk.session().await?;
    let store = session.present();
    let entry = at(store, question.seq).await?;
    let plan = store.plan();
    let writers = Writers::of(store).await?;
    let shown = entry.changes.len().min(MOST_ROWS);
    let same_rows = EntryFilter {
        same_rows_as: Some(entry.seq),
        ..EntryFilter::default()
    };
    let followed = find(
        store,
        &same_rows,
        entry.seq,
        MOST_FOLLOWERS,
        EntryOrder::OldestFirst,
    )
    .await?;
    let in_all = store
        .count_entries(&same_rows)
        .await
        .map_err(failure::from_store)?;
    let upto = EntryFilter {
        upto: Some(entry.seq),
        ..same_rows
    };
    let until_here = store.count_entries(&upto).await.map_err(failure::from_store)?;
    let undoing = EntryFilter {
        undoes: Some(entry.id),
        ..EntryFilter::default()
    };
    let taken_back = find(store, &undoing, i64::MAX, 1, EntryOrder::NewestFirst)
        .await?
        .pop();
    let takes_back = match entry.undoes {
        Some(id) => store.entry(id).await.map_err(failure::from_store)?,
        None => None,
    };
    let not_reversible = store.cannot_undo(&entry).map(|why| match &taken_back {
        Some(by) if entry.undoable => {
            format!("Entry {} took it back already.", thousands(by.seq.unsigned_abs()))
        }
        _ => why,
    });
    Ok(LogEntry {
        seal: seal(&entry, &writers),
        reason: values::reason(&entry),
        changes: entry
            .changes
            .iter()
            .take(shown)
            .map(|change| row(&plan, change))
            .collect(),
        more: u32::try_from(entry.changes.len() - shown).unwrap_or(u32::MAX),
        followed_more: (in_all - until_here - followed.len() as i64).max(0),
        followed,
        takes_back: takes_back.as_ref().map(follower),
        taken_back,
        not_reversible,
        line: line(&plan, &entry, &writers),
    })
}

async fn find(
    store: &Store,
    filter: &EntryFilter,
    from: i64,
    limit: u32,
    order: EntryOrder,
) -> Result<Vec<LogFollower>, WireFailure> {
    let found = store.find_entries(filter, from, limit, order).await;
    Ok(found.map_err(failure::from_store)?.iter().map(follower).collect())
}

fn follower(entry: &Entry) -> LogFollower {
    LogFollower {
        seq: entry.seq,
        at: entry.at,
        author: entry.author.clone(),
        sentence: entry.sentence.clone(),
    }
}

fn seal(entry: &Entry, writers: &Writers) -> LogSeal {
    let kind = writers.place(entry).kind;
    let mark = entry
        .signed
        .as_ref()
        .map(|signed| signed.mark())
        .unwrap_or_default();
    let sentence = match kind {
        PlaceKind::Here | PlaceKind::Shared => format!("signed ed25519, key {mark} on this computer"),
        PlaceKind::Key => format!(
            "signed ed25519 by key {mark}; the name {} is what it claims",
            entry.author
        ),
        PlaceKind::Claim => format!("not signed: the name {} is a claim", entry.author),
        PlaceKind::Broken => format!("the signature by key {mark} does not hold"),
    };
    LogSeal {
        before: if entry.seq > 1 {
            entry.previous_hash.clone()
        } else {
            String::new()
        },
        entry: entry.hash.clone(),
        kind,
        sentence,
    }
}

fn row(plan: &Plan, change: &RowChange) -> RowView {
    let what = match (&change.before, &change.after) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let fields = change
        .fields()
        .into_iter()
        .filter(|field| field.field != "id")
        .filter(|field| what == "changed" || !values::is_empty(field.before.or(field.after)))
        .map(|field| FieldView {
            field: field.field.replace('_', " "),
            before: values::show(plan, field.before),
            after: values::show(plan, field.after),
        })
        .collect();
    RowView {
        kind: change.table.word().replace('_', " "),
        name: values::name(plan, change),
        what: what.into(),
        fields,
    }
}

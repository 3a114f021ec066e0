//! The Log: every operation with who, when and what, before and after, and whether the chain holds.

mod document;
mod effects;
mod entry;
mod filter;
mod filter_times;
mod line;
mod past;
mod reverse;
mod table;
mod values;

pub use document::{CheckDocument, CheckedDocument, DocumentVerdict, check_document};
pub(crate) use effects::EffectsKept;
pub use effects::{EntryEffects, Shift, entry_effects};
pub use entry::{FieldView, LogEntry, LogEntryQuestion, LogFollower, LogSeal, RowView, log_entry};
pub use line::{LogLine, LogPlace, PlaceKind};
pub(crate) use past::past_moment;
pub use past::{PastMoment, SeePlanAt, back_to_now, see_plan_at};
pub use reverse::{Reversed, reverse_entry};
pub use table::{ExportLog, ExportedLog, export_log};
pub(crate) use values::{leading, reason, show};

use crate::{Desk, WireFailure, failure};
use line::Writers;
use serde::{Deserialize, Serialize};
use store::EntryOrder;
use ts_rs::TS;

pub use crate::seal::{Verified, verify};

/// Which page of the log.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LogQuestion {
    /// Entries before this position; `None` starts with the newest.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Words, and parts such as `since:1-Oct`, `by:name`, `on:RO-23`, `did:move`, `signed:no`, `is:decision`.
    #[serde(default)]
    pub text: String,
}

/// A page of the log, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogPage {
    /// Lines.
    pub lines: Vec<LogLine>,
    /// Entries that fit.
    #[ts(type = "number")]
    pub count: i64,
    /// Entries in all.
    #[ts(type = "number")]
    pub total: i64,
    /// Position to ask before for the next page; `None` at the end.
    #[ts(type = "number | null")]
    pub next: Option<i64>,
    /// Everybody who wrote in the log, the most first.
    pub people: Vec<LogAuthor>,
}

/// Somebody who wrote in the log.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogAuthor {
    /// The name entries carry.
    pub name: String,
    /// Entries of that name.
    #[ts(type = "number")]
    pub entries: i64,
}

const PAGE: u32 = 100;

/// A page of the log, newest first.
///
/// # Errors
/// Refused when no plan is open or a part of the filter is not known; fault when the log cannot be read.
pub async fn log(desk: &Desk, question: LogQuestion) -> Result<LogPage, WireFailure> {
    let session = desk.session().await?;
    let store = session.present();
    let plan = store.plan();
    let filter = filter::read(store, &question.text, desk.edge().now()).await?;
    let entries = store
        .find_entries(
            &filter,
            question.before.unwrap_or(i64::MAX),
            PAGE,
            EntryOrder::NewestFirst,
        )
        .await
        .map_err(failure::from_store)?;
    let full = entries.len() >= PAGE as usize;
    let count = if question.text.trim().is_empty() {
        plan.seq
    } else {
        store.count_entries(&filter).await.map_err(failure::from_store)?
    };
    let authors = store.authors().await.map_err(failure::from_store)?;
    let writers = Writers::of(store).await?;
    Ok(LogPage {
        next: entries
            .last()
            .map(|entry| entry.seq)
            .filter(|seq| full && *seq > 1),
        lines: entries
            .iter()
            .map(|entry| line::line(&plan, entry, &writers))
            .collect(),
        count,
        total: plan.seq,
        people: authors
            .into_iter()
            .map(|(name, entries)| LogAuthor { name, entries })
            .collect(),
    })
}

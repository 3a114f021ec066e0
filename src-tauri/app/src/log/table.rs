//! The filtered log as a table for spreadsheets.

use super::line::{Writers, line};
use crate::{Desk, WireFailure, failure, file};
use serde::{Deserialize, Serialize};
use store::EntryOrder;
use ts_rs::TS;

/// Which entries to write, and where to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportLog {
    /// The filter, as in the field above the log.
    #[serde(default)]
    pub text: String,
    /// Where to.
    pub path: String,
}

/// The table that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportedLog {
    /// Where it is.
    pub path: String,
    /// Its entries.
    #[ts(type = "number")]
    pub entries: u64,
    /// In words.
    pub sentence: String,
}

const HEAD: [&str; 12] = [
    "seq",
    "at",
    "author",
    "operation",
    "subject",
    "sentence",
    "before",
    "after",
    "rows",
    "written_on",
    "hash",
    "key",
];
const PAGE: u32 = 500;

/// Writes the entries that fit the filter as CSV, newest first.
///
/// # Errors
/// Refused when a part of the filter is not known; fault when the file cannot be written.
pub async fn export_log(desk: &Desk, question: ExportLog) -> Result<ExportedLog, WireFailure> {
    let path = file::absolute(&question.path)?;
    let store = desk.session().await?.present().clone();
    let filter = super::filter::read(&store, &question.text, desk.edge().now()).await?;
    let writers = Writers::of(&store).await?;
    let plan = store.plan();
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    let mut before = i64::MAX;
    loop {
        let page = store
            .find_entries(&filter, before, PAGE, EntryOrder::NewestFirst)
            .await
            .map_err(failure::from_store)?;
        for entry in &page {
            let line = line(&plan, entry, &writers);
            rows.push(vec![
                line.seq.to_string(),
                line.at.to_string(),
                line.author,
                line.operation,
                line.subject,
                line.sentence,
                line.before,
                line.after,
                line.rows.to_string(),
                line.place.text,
                entry.hash.clone(),
                entry
                    .signed
                    .as_ref()
                    .map(|signed| signed.key.clone())
                    .unwrap_or_default(),
            ]);
        }
        match page.last() {
            Some(last) if page.len() >= PAGE as usize => before = last.seq,
            _ => break,
        }
    }
    let entries = rows.len() as u64 - 1;
    let text = exchange::export::table(&rows, false);
    file::write_out(&path, &text)?;
    let path = path.to_string_lossy().into_owned();
    let what = if entries == 1 { "entry" } else { "entries" };
    Ok(ExportedLog {
        sentence: format!(
            "{} {what} written to {path}",
            planning::wording::thousands(entries)
        ),
        entries,
        path,
    })
}

//! Taking the plan out: a calendar, one table, or every record.

use crate::frame::facts;
use crate::{Desk, WireFailure, failure, file};
use exchange::export::{Beside, CalendarOptions, Sheet};
use planning::bundling::decisions;
use planning::plan::TableName;
use planning::{Plan, wording};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{EntryFilter, EntryOrder};
use ts_rs::TS;
use uuid::Uuid;

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// iCalendar: releases and freezes.
    Ics,
    /// One table as text.
    Csv,
    /// One table as a workbook.
    Xlsx,
    /// Every record.
    Json,
}

/// What to write, and where to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportQuestion {
    /// The format.
    pub format: ExportFormat,
    /// The table of a CSV or XLSX; of a calendar, `releases` or `freezes` alone; `None` takes changes, or both.
    #[serde(default)]
    pub what: Option<Sheet>,
    /// Where to.
    pub path: String,
}

/// The file that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Where it is.
    pub path: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In words.
    pub sentence: String,
}

/// Writes the plan in a format of other tools.
///
/// # Errors
/// Refused when the format has no such part; fault when the file cannot be written.
pub async fn export(desk: &Desk, question: ExportQuestion) -> Result<Exported, WireFailure> {
    let path = file::absolute(&question.path)?;
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let (bytes, what): (Vec<u8>, String) = match question.format {
        ExportFormat::Csv | ExportFormat::Xlsx => {
            let sheet = question.what.unwrap_or(Sheet::Changes);
            let decided = match sheet {
                Sheet::Decisions => decisions(&plan, desk.edge().now()),
                _ => Vec::new(),
            };
            let beside = Beside {
                collisions: &facts.collisions,
                decisions: &decided,
            };
            let bytes = if question.format == ExportFormat::Xlsx {
                exchange::export::workbook(word(sheet), &exchange::export::rows(&plan, sheet, beside))
            } else {
                exchange::export::csv(&plan, sheet, beside, false).into_bytes()
            };
            let rows = wording::count(rows(&plan, sheet, beside), "row");
            (bytes, format!("{rows} of {}", word(sheet)))
        }
        ExportFormat::Json => match question.what {
            Some(sheet) => return Err(no_such_part("JSON holds every record", sheet)),
            None => (
                exchange::export::json(&plan).into_bytes(),
                "The whole plan".to_owned(),
            ),
        },
        ExportFormat::Ics => {
            let (releases, freezes, what) = match question.what {
                None => (true, true, "Releases and freezes"),
                Some(Sheet::Releases) => (true, false, "Releases"),
                Some(Sheet::Freezes) => (false, true, "Freezes"),
                Some(other) => return Err(no_such_part("A calendar holds releases and freezes", other)),
            };
            let options = CalendarOptions {
                moves: moves(&session.store).await?,
                zone: Some(plan.settings().zone),
                releases,
                freezes,
                ..CalendarOptions::everything(desk.edge().now())
            };
            (
                exchange::export::ics(&plan, &options).into_bytes(),
                what.to_owned(),
            )
        }
    };
    crate::file::write_out(&path, &bytes)?;
    let path = path.to_string_lossy().into_owned();
    Ok(Exported {
        sentence: format!("{what} written to {path}"),
        bytes: bytes.len() as u64,
        path,
    })
}

fn no_such_part(why: &str, sheet: Sheet) -> WireFailure {
    WireFailure::refused(
        "no-such-part",
        format!("{why}, not {} alone. Nothing was written.", word(sheet)),
    )
}

fn word(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Services => "services",
        Sheet::Dependencies => "dependencies",
        Sheet::Changes => "changes",
        Sheet::Releases => "releases",
        Sheet::Freezes => "freezes",
        Sheet::Collisions => "collisions",
        Sheet::Teams => "teams",
        Sheet::Decisions => "decisions",
    }
}

fn rows(plan: &Plan, sheet: Sheet, beside: Beside<'_>) -> usize {
    match sheet {
        Sheet::Services => plan.services.len(),
        Sheet::Dependencies => plan.dependencies.len(),
        Sheet::Changes => plan.changes.len(),
        Sheet::Releases => plan.releases.len(),
        Sheet::Freezes => plan.freezes.len(),
        Sheet::Collisions => beside.collisions.len(),
        Sheet::Teams => plan.teams.len(),
        Sheet::Decisions => beside.decisions.len(),
    }
}

/// How often each release and freeze was changed, which calendars want to know to take the newer event.
async fn moves(store: &store::Store) -> Result<BTreeMap<Uuid, u32>, WireFailure> {
    const PAGE: u32 = 500;
    let mut moves = BTreeMap::new();
    let mut before = i64::MAX;
    loop {
        let entries = store
            .find_entries(&EntryFilter::default(), before, PAGE, EntryOrder::NewestFirst)
            .await
            .map_err(failure::from_store)?;
        for change in entries.iter().flat_map(|entry| &entry.changes) {
            if matches!(change.table, TableName::Release | TableName::Freeze) && change.before.is_some() {
                *moves.entry(change.id).or_insert(0) += 1;
            }
        }
        match entries.last() {
            Some(last) if entries.len() >= PAGE as usize => before = last.seq,
            _ => return Ok(moves),
        }
    }
}

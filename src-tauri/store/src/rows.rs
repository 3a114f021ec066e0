//! Records in and out of their tables, as JSON arrays: one query a table.

use crate::fault::StoreFault;
use crate::statement::statements;
use planning::Plan;
use planning::journal::RowChange;
use planning::plan::{Record, Table, TableName};
use serde_json::Value;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows that go into one statement.
const BATCH: usize = 1000;

/// Every record of every table, at the journal position of the transaction.
pub(crate) async fn load(connection: &mut SqliteConnection, seq: i64) -> Result<Plan, StoreFault> {
    Ok(Plan {
        seq,
        settings: read(connection).await?,
        teams: read(connection).await?,
        people: read(connection).await?,
        environments: read(connection).await?,
        services: read(connection).await?,
        dependencies: read(connection).await?,
        installed: read(connection).await?,
        compatibilities: read(connection).await?,
        trains: read(connection).await?,
        departures: read(connection).await?,
        releases: read(connection).await?,
        changes: read(connection).await?,
        windows: read(connection).await?,
        freeze_policies: read(connection).await?,
        freezes: read(connection).await?,
        exceptions: read(connection).await?,
        negotiations: read(connection).await?,
        offers: read(connection).await?,
        positions: read(connection).await?,
        interests: read(connection).await?,
        concessions: read(connection).await?,
        agreements: read(connection).await?,
        signatures: read(connection).await?,
        thaw_plans: read(connection).await?,
        business_times: read(connection).await?,
        load_curves: read(connection).await?,
        meetings: read(connection).await?,
        cab_meetings: read(connection).await?,
        agenda_items: read(connection).await?,
        cab_votes: read(connection).await?,
        cab_decisions: read(connection).await?,
        owed_steps: read(connection).await?,
        milestones: read(connection).await?,
        bookings: read(connection).await?,
        saved_views: read(connection).await?,
        scenarios: read(connection).await?,
        waivers: read(connection).await?,
        publications: read(connection).await?,
        merge_conflicts: read(connection).await?,
    })
}

async fn read<R: Record>(connection: &mut SqliteConnection) -> Result<Table<R>, StoreFault> {
    let sql = statements(R::TABLE).read.as_str();
    let text: String = sqlx::query_scalar(sql).fetch_one(connection).await?;
    let records: Vec<R> = serde_json::from_str(&text)
        .map_err(|error| StoreFault::Content(format!("table {}: {error}", R::TABLE)))?;
    Ok(records.into_iter().collect())
}

/// A row that a write changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed {
    pub(crate) table: TableName,
    pub(crate) id: Uuid,
    /// True when it was there before.
    pub(crate) was_there: bool,
}

impl From<&RowChange> for Changed {
    fn from(change: &RowChange) -> Self {
        Self {
            table: change.table,
            id: change.id,
            was_there: change.before.is_some(),
        }
    }
}

/// Makes the rows what they are in `after`. Of very many, only one batch is held as JSON at a time.
///
/// A changed row is taken out and put in again: inside the transaction foreign keys wait, so two rows may swap
/// what is unique, and added and changed rows take the same way.
pub(crate) async fn save(
    connection: &mut SqliteConnection,
    changes: &[Changed],
    after: &Plan,
) -> Result<(), sqlx::Error> {
    let mut gone: BTreeMap<TableName, Vec<Uuid>> = BTreeMap::new();
    let mut there: BTreeMap<TableName, Vec<Uuid>> = BTreeMap::new();
    for change in changes {
        if change.was_there {
            gone.entry(change.table).or_default().push(change.id);
        }
        there.entry(change.table).or_default().push(change.id);
    }
    for (table, ids) in gone.iter().rev() {
        for batch in ids.chunks(BATCH) {
            run(connection, &statements(*table).remove, &json(batch)).await?;
        }
    }
    for (table, ids) in &there {
        for batch in ids.chunks(BATCH) {
            let rows = batch.iter().filter_map(|id| after.row(*table, *id));
            let rows: Vec<Value> = rows.map(Value::Object).collect();
            if rows.is_empty() {
                continue;
            }
            run(connection, &statements(*table).insert, &json(&rows)).await?;
            for (pointer, link) in &statements(*table).link {
                let lists = lists(&rows, pointer);
                if !lists.is_empty() {
                    run(connection, link, &json(&lists)).await?;
                }
            }
        }
    }
    Ok(())
}

/// The records' ids with their lists at the pointer, where there is anything in them.
fn lists<'a>(rows: &'a [Value], pointer: &str) -> Vec<(&'a Value, &'a Value)> {
    rows.iter()
        .filter_map(|row| Some((row.get("id")?, row.pointer(pointer)?)))
        .filter(|(_, list)| list.as_array().is_some_and(|list| !list.is_empty()))
        .collect()
}

fn json<T: serde::Serialize>(items: &[T]) -> String {
    serde_json::to_string(items).unwrap_or_default()
}

async fn run(connection: &mut SqliteConnection, sql: &'static str, json: &str) -> Result<(), sqlx::Error> {
    sqlx::query(sql).bind(json).execute(connection).await?;
    Ok(())
}

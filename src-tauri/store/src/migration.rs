//! The schema, step by step: each step is one numbered file, run once, all in one transaction.

use crate::connection::APPLICATION_ID;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// The `user_version` after it.
    pub(crate) version: i64,
    /// Its statements.
    pub(crate) sql: &'static str,
}

/// Every step, in order.
pub(crate) const STEPS: &[Step] = &[Step {
    version: 1,
    sql: include_str!("../migrations/0001_plan.sql"),
}];

/// The schema this application writes.
pub(crate) fn newest(steps: &[Step]) -> i64 {
    steps.last().map_or(0, |step| step.version)
}

pub(crate) async fn version(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(connection)
        .await
}

/// Runs the steps that are missing, inside the caller's transaction; looks at the version under the lock, because
/// another application may have been faster. Answers the version before.
pub(crate) async fn run(transaction: &mut SqliteConnection, steps: &[Step]) -> Result<i64, sqlx::Error> {
    let before = version(transaction).await?;
    for step in steps.iter().filter(|step| step.version > before) {
        sqlx::raw_sql(step.sql).execute(&mut *transaction).await?;
        // A pragma takes no parameter; the version is a number of ours.
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA user_version = {}", step.version)))
            .execute(&mut *transaction)
            .await?;
    }
    if before == 0 {
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}")))
            .execute(&mut *transaction)
            .await?;
    }
    Ok(before)
}

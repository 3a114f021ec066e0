//! A push: one transaction that begins with the lock of the head.

use super::statement::{APPEND, HASH_AT, Statements, TAKE_HEAD};
use crate::hub::{Head, HubFault};
use planning::journal::Entry;
use sqlx::postgres::PgPool;

/// Entries as columns.
pub(super) struct Lines {
    seqs: Vec<i64>,
    ids: Vec<String>,
    hashes: Vec<String>,
    texts: Vec<String>,
}

impl Lines {
    pub(super) fn of(entries: &[Entry]) -> Result<Self, HubFault> {
        Ok(Self {
            seqs: entries.iter().map(|entry| entry.seq).collect(),
            ids: entries.iter().map(|entry| entry.id.to_string()).collect(),
            hashes: entries.iter().map(|entry| entry.hash.clone()).collect(),
            texts: entries.iter().map(super::write).collect::<Result<_, _>>()?,
        })
    }
}

/// How it ended. Nothing is there unless it is `Done`.
pub(super) enum Ended {
    Done,
    Moved,
    /// The hub wants at least this application.
    TooOld(String),
}

/// Adds the lines, which follow one another from `expected`, when the journal still ends there.
pub(super) async fn push(
    pool: &PgPool,
    on: &Statements,
    expected: &Head,
    next: &Head,
    lines: &Lines,
) -> Result<Ended, sqlx::Error> {
    let mut tx = pool
        .begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        .await?;
    let taken: Option<(String, String)> = sqlx::query_as(on.on(TAKE_HEAD))
        .bind(expected.seq)
        .bind(&expected.hash)
        .bind(next.seq)
        .bind(&next.hash)
        .fetch_optional(&mut *tx)
        .await?;
    let Some((min_app, _)) = taken else {
        // The last hash covers all before it: when it is there, an earlier push got here and its answer was lost.
        let there: Option<String> = sqlx::query_scalar(on.on(HASH_AT))
            .bind(next.seq)
            .fetch_optional(&mut *tx)
            .await?;
        tx.rollback().await?;
        let done = there.as_ref() == Some(&next.hash);
        return Ok(if done { Ended::Done } else { Ended::Moved });
    };
    if super::found::writable(&min_app).is_err() {
        tx.rollback().await?;
        return Ok(Ended::TooOld(min_app));
    }
    sqlx::query(on.on(APPEND))
        .bind(&lines.seqs)
        .bind(&lines.ids)
        .bind(&lines.hashes)
        .bind(&lines.texts)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(Ended::Done)
}

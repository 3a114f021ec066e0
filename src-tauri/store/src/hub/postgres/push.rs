//! A push: one transaction that begins with the lock of the head.

use super::statement::{APPEND, Statements, TAKE_HEAD};
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

/// How it ended. Nothing was written unless it is `Done`.
pub(super) enum Ended {
    Done,
    Moved,
    /// The head was as expected, but the lines do not follow one another.
    Broken,
    /// The hub wants at least this application.
    TooOld(String),
}

/// Adds the lines when the journal still ends as expected. `fits` says whether they follow one another: that is
/// worked out before the lock is taken, and told only when nobody else was faster.
pub(super) async fn push(
    pool: &PgPool,
    on: &Statements,
    expected: &Head,
    next: &Head,
    fits: bool,
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
    let refused = match taken {
        None => Some(Ended::Moved),
        Some((min_app, _)) if super::found::writable(&min_app).is_err() => Some(Ended::TooOld(min_app)),
        Some(_) if !fits => Some(Ended::Broken),
        Some(_) => None,
    };
    if let Some(refused) = refused {
        tx.rollback().await?;
        return Ok(refused);
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

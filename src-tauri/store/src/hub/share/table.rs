//! The statements of a hub on a share. Each runs inside the visit's transaction.

use super::trouble;
use crate::hub::{Checkpoint, Head, HubFault, HubIdentity, Pushed, Seen};
use crate::opening::numbers;
use planning::journal::Entry;
use sqlx::SqliteConnection;
use std::path::Path;

/// Lines of the journal written in one statement.
const AT_ONCE: usize = 500;

/// The tables of the hub at a path, for one transaction.
pub(super) struct Table<'a> {
    pub(super) path: &'a Path,
    pub(super) connection: &'a mut SqliteConnection,
    /// SQLite could not make sense of the file.
    pub(super) malformed: bool,
}

fn damaged(what: String) -> HubFault {
    HubFault::Damaged { what }
}

impl Table<'_> {
    fn trouble(&mut self, error: &sqlx::Error) -> HubFault {
        self.malformed |= trouble::is_malformed(error);
        match error {
            sqlx::Error::RowNotFound => damaged("a row it always has is missing".into()),
            error => trouble::database(self.path, error),
        }
    }

    pub(super) async fn run(&mut self, sql: &'static str) -> Result<(), HubFault> {
        sqlx::raw_sql(sql)
            .execute(&mut *self.connection)
            .await
            .map(|_| ())
            .map_err(|error| self.trouble(&error))
    }

    pub(super) async fn identity(&mut self) -> Result<HubIdentity, HubFault> {
        let row: (String, String, String, String, String) =
            sqlx::query_as("SELECT hub, plan, name, founded_at, min_app FROM meta WHERE one = 1")
                .fetch_one(&mut *self.connection)
                .await
                .map_err(|error| self.trouble(&error))?;
        let (hub, plan, name, founded_at, min_app) = row;
        let wrong = |text: &str| damaged(format!("“{text}” is not what a hub says of itself"));
        Ok(HubIdentity {
            hub: hub.parse().map_err(|_| wrong(&hub))?,
            plan: plan.parse().map_err(|_| wrong(&plan))?,
            founded_at: founded_at.parse().map_err(|_| wrong(&founded_at))?,
            name,
            min_app,
        })
    }

    /// An application older than the hub asks for reads and does not write.
    pub(super) async fn may_write(&mut self) -> Result<(), HubFault> {
        let (needed, ours) = (self.identity().await?.min_app, env!("CARGO_PKG_VERSION"));
        if numbers(&needed) > numbers(ours) {
            let ours = ours.into();
            return Err(HubFault::Newer { needed, ours });
        }
        Ok(())
    }

    pub(super) async fn head(&mut self) -> Result<Head, HubFault> {
        let (seq, hash) = sqlx::query_as("SELECT seq, hash FROM head WHERE one = 1")
            .fetch_one(&mut *self.connection)
            .await
            .map_err(|error| self.trouble(&error))?;
        Ok(Head { seq, hash })
    }

    pub(super) async fn hash_at(&mut self, seq: i64) -> Result<Option<String>, HubFault> {
        if seq == 0 {
            return Ok(Some(Head::start().hash));
        }
        sqlx::query_scalar("SELECT hash FROM journal WHERE seq = ?")
            .bind(seq)
            .fetch_optional(&mut *self.connection)
            .await
            .map_err(|error| self.trouble(&error))
    }

    /// The journal's lines after a position as they stand there; reading them is the caller's, after the visit.
    pub(super) async fn lines_after(&mut self, seq: i64, limit: u32) -> Result<Vec<String>, HubFault> {
        sqlx::query_scalar("SELECT entry FROM journal WHERE seq > ? ORDER BY seq LIMIT ?")
            .bind(seq)
            .bind(i64::from(limit))
            .fetch_all(&mut *self.connection)
            .await
            .map_err(|error| self.trouble(&error))
    }

    pub(super) async fn seen(&mut self) -> Result<Vec<Seen>, HubFault> {
        let lines: Vec<String> = sqlx::query_scalar(
            "SELECT json_object('key', key, 'author', author, 'computer', computer, 'at', at, 'seq', seq,
                                'place', place) FROM seen ORDER BY key",
        )
        .fetch_all(&mut *self.connection)
        .await
        .map_err(|error| self.trouble(&error))?;
        lines.iter().map(|line| parse(line)).collect()
    }

    pub(super) async fn checkpoints(&mut self) -> Result<Vec<Checkpoint>, HubFault> {
        let lines: Vec<String> = sqlx::query_scalar(
            "SELECT json_object('key', key, 'author', author, 'plan', plan, 'seq', seq, 'hash', hash, 'at', at,
                                'signature', signature) FROM checkpoint ORDER BY key",
        )
        .fetch_all(&mut *self.connection)
        .await
        .map_err(|error| self.trouble(&error))?;
        lines.iter().map(|line| parse(line)).collect()
    }

    /// Adds the entries after `expected`, whose chain the caller has verified.
    pub(super) async fn push(&mut self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault> {
        if self.head().await? != *expected {
            return Ok(if self.holds(expected, entries).await? {
                Pushed::Done
            } else {
                Pushed::Moved
            });
        }
        let Some(last) = entries.last() else {
            return Ok(Pushed::Done);
        };
        for some in entries.chunks(AT_ONCE) {
            self.append(some).await?;
        }
        sqlx::query("UPDATE head SET seq = ?, hash = ? WHERE one = 1")
            .bind(last.seq)
            .bind(&last.hash)
            .execute(&mut *self.connection)
            .await
            .map_err(|error| self.trouble(&error))?;
        Ok(Pushed::Done)
    }

    /// True when an earlier push of these entries got here and its answer was lost.
    async fn holds(&mut self, expected: &Head, entries: &[Entry]) -> Result<bool, HubFault> {
        if entries.is_empty() || self.hash_at(expected.seq).await?.as_ref() != Some(&expected.hash) {
            return Ok(false);
        }
        let hashes: Vec<String> =
            sqlx::query_scalar("SELECT hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?")
                .bind(expected.seq)
                .bind(i64::try_from(entries.len()).unwrap_or(i64::MAX))
                .fetch_all(&mut *self.connection)
                .await
                .map_err(|error| self.trouble(&error))?;
        Ok(hashes.iter().eq(entries.iter().map(|entry| &entry.hash)))
    }

    async fn append(&mut self, entries: &[Entry]) -> Result<(), HubFault> {
        let mut lines = Vec::with_capacity(entries.len());
        for entry in entries {
            let line = serde_json::to_string(entry).map_err(|error| damaged(error.to_string()))?;
            lines.push((entry.seq, entry.id, &entry.hash, line));
        }
        let lines = serde_json::to_string(&lines).map_err(|error| damaged(error.to_string()))?;
        let twice: Option<String> = sqlx::query_scalar(
            "SELECT id FROM journal WHERE id IN (SELECT value ->> 1 FROM json_each(?)) LIMIT 1",
        )
        .bind(&lines)
        .fetch_optional(&mut *self.connection)
        .await
        .map_err(|error| self.trouble(&error))?;
        if let Some(id) = twice {
            return Err(damaged(format!("entry {id} is there already")));
        }
        sqlx::query(
            "INSERT INTO journal (seq, id, hash, entry)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
        )
        .bind(&lines)
        .execute(&mut *self.connection)
        .await
        .map(|_| ())
        .map_err(|error| self.trouble(&error))
    }

    pub(super) async fn note(
        &mut self,
        seen: &Seen,
        checkpoint: Option<&Checkpoint>,
    ) -> Result<(), HubFault> {
        sqlx::query(
            "INSERT OR REPLACE INTO seen (key, author, computer, at, seq, place) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&seen.key)
        .bind(&seen.author)
        .bind(&seen.computer)
        .bind(seen.at.to_string())
        .bind(seen.seq)
        .bind(&seen.place)
        .execute(&mut *self.connection)
        .await
        .map_err(|error| self.trouble(&error))?;
        let Some(checkpoint) = checkpoint else {
            return Ok(());
        };
        sqlx::query(
            "INSERT INTO checkpoint (key, author, plan, seq, hash, at, signature) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET author = excluded.author, plan = excluded.plan, seq = excluded.seq,
                 hash = excluded.hash, at = excluded.at, signature = excluded.signature
             WHERE excluded.seq > checkpoint.seq",
        )
        .bind(&checkpoint.key)
        .bind(&checkpoint.author)
        .bind(checkpoint.plan.to_string())
        .bind(checkpoint.seq)
        .bind(&checkpoint.hash)
        .bind(checkpoint.at.to_string())
        .bind(&checkpoint.signature)
        .execute(&mut *self.connection)
        .await
        .map(|_| ())
        .map_err(|error| self.trouble(&error))
    }
}

fn parse<T: serde::de::DeserializeOwned>(line: &str) -> Result<T, HubFault> {
    serde_json::from_str(line).map_err(|error| damaged(format!("one of its lines: {error}")))
}

/// The entries of the lines.
pub(super) fn entries(lines: &[String]) -> Result<Vec<Entry>, HubFault> {
    lines.iter().map(|line| parse(line)).collect()
}

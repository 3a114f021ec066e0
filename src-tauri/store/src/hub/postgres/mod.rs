//! A hub in PostgreSQL, for teams that outgrow a share: a schema with a journal and nothing of the plan's own tables.

mod address;
mod fault;
mod found;
mod line;
mod push;
mod statement;

pub use address::PostgresAddress;

use super::{Checkpoint, Head, Hub, HubFault, HubIdentity, Pulled, Pushed, Seen};
use async_trait::async_trait;
use line::Line;
use planning::journal::{Entry, verify_chain};
use push::{Ended, Lines};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::postgres::{PgListener, PgPool};
use statement::{HASH_AT, HEAD, IDENTITY, NOTE_CHECKPOINT, NOTE_SEEN, PULL, Statements};
use std::fmt;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until, timeout_at};

/// How often the head is looked at while listening: a notice can get lost on a network that died silently.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How often it is looked at when nobody can listen.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// A hub in a schema of a PostgreSQL database.
pub struct PostgresHub {
    address: PostgresAddress,
    schema: String,
    on: Statements,
    line: Line,
    /// One connection listens at a time; whoever else waits looks at the head instead.
    listener: Mutex<Option<PgListener>>,
}

impl PostgresHub {
    /// Founds a hub where there is none, and opens it. The role needs the right to create a schema, or to own the
    /// empty schema that is there.
    ///
    /// # Errors
    /// [`HubFault::Exists`] when there is one; any other [`HubFault`] with a sentence.
    pub async fn found(address: &PostgresAddress, identity: &HubIdentity) -> Result<Self, HubFault> {
        let (line, connection) = Line::open(address).await?;
        line::once(address, connection, async |connection| {
            found::found(connection, address, identity).await
        })
        .await?;
        Ok(Self::on(address, line))
    }

    /// Opens the hub at the address, after a look at what is there: every statement is prepared.
    ///
    /// # Errors
    /// [`HubFault`] with a sentence.
    pub async fn open(address: &PostgresAddress) -> Result<Self, HubFault> {
        let (line, connection) = Line::open(address).await?;
        line::once(address, connection, async |connection| {
            found::check(connection, address).await
        })
        .await?;
        Ok(Self::on(address, line))
    }

    /// Where it is, as it may be written down.
    #[must_use]
    pub fn address_without_password(&self) -> String {
        self.address.without_password()
    }

    fn on(address: &PostgresAddress, line: Line) -> Self {
        let schema = address.schema();
        Self {
            address: address.clone(),
            on: Statements::new(&schema),
            schema,
            line,
            listener: Mutex::new(None),
        }
    }
}

#[async_trait]
impl Hub for PostgresHub {
    async fn identity(&self) -> Result<HubIdentity, HubFault> {
        let read = |pool: PgPool| async move { sqlx::query_as(self.on.on(IDENTITY)).fetch_one(&pool).await };
        found::identity(self.line.visit(read).await?)
    }

    async fn head(&self) -> Result<Head, HubFault> {
        let read = |pool: PgPool| async move { sqlx::query_as(self.on.on(HEAD)).fetch_one(&pool).await };
        let (seq, hash) = self.line.visit(read).await?;
        Ok(Head { seq, hash })
    }

    async fn hash_at(&self, seq: i64) -> Result<Option<String>, HubFault> {
        if seq == 0 {
            return Ok(Some(Head::start().hash));
        }
        let read = |pool: PgPool| async move {
            let hash = sqlx::query_scalar(self.on.on(HASH_AT)).bind(seq);
            hash.fetch_optional(&pool).await
        };
        self.line.visit(read).await
    }

    async fn pull(&self, after: &Head, limit: u32) -> Result<Pulled, HubFault> {
        type Row = (Option<i64>, Option<String>, Vec<String>, Vec<String>, Vec<String>);
        let seq = after.seq;
        let visit = |pool: PgPool| async move {
            let row = sqlx::query_as(self.on.on(PULL)).bind(seq).bind(i64::from(limit));
            row.fetch_one(&pool).await
        };
        let (newest, hash, entries, seen, checkpoints): Row = self.line.visit(visit).await?;
        let known = if seq == 0 { Some(Head::start().hash) } else { hash };
        if known.as_ref() != Some(&after.hash) {
            return Err(HubFault::Parted { seq });
        }
        Ok(Pulled {
            entries: read(&entries, "a line of the journal")?,
            newest: newest.ok_or_else(|| HubFault::Damaged {
                what: "its head is missing".into(),
            })?,
            seen: read(&seen, "what it knows of a member")?,
            checkpoints: read(&checkpoints, "a checkpoint")?,
        })
    }

    async fn push(&self, expected: &Head, entries: &[Entry]) -> Result<Pushed, HubFault> {
        let Some(last) = entries.last() else {
            let there = self.head().await? == *expected;
            return Ok(if there { Pushed::Done } else { Pushed::Moved });
        };
        if let Err(broken) = verify_chain(entries, expected.seq + 1, &expected.hash) {
            return if self.head().await? == *expected {
                Err(HubFault::Damaged {
                    what: broken.to_string(),
                })
            } else {
                Ok(Pushed::Moved)
            };
        }
        let lines = &Lines::of(entries)?;
        let next = &Head {
            seq: last.seq,
            hash: last.hash.clone(),
        };
        let visit = |pool: PgPool| async move { push::push(&pool, &self.on, expected, next, lines).await };
        match self.line.visit(visit).await? {
            Ended::Done => Ok(Pushed::Done),
            Ended::Moved => Ok(Pushed::Moved),
            Ended::TooOld(min_app) => Err(found::newer(&min_app)),
        }
    }

    async fn note(&self, seen: &Seen, checkpoint: Option<&Checkpoint>) -> Result<(), HubFault> {
        let member = write(seen)?;
        let signed = match checkpoint {
            Some(checkpoint) => Some((checkpoint, write(checkpoint)?)),
            None => None,
        };
        let visit = |pool: PgPool| async move {
            let seen = sqlx::query(self.on.on(NOTE_SEEN)).bind(&seen.key).bind(member);
            seen.execute(&pool).await?;
            if let Some((checkpoint, note)) = signed {
                let noted = sqlx::query(self.on.on(NOTE_CHECKPOINT)).bind(&checkpoint.key);
                noted.bind(checkpoint.seq).bind(note).execute(&pool).await?;
            }
            Ok(())
        };
        self.line.visit(visit).await
    }

    async fn moved(&self, since: &Head, at_most: Duration) -> Result<bool, HubFault> {
        let until = Instant::now() + at_most;
        let mut listener = self.listener.try_lock().ok();
        loop {
            // Listen first, look then: what is committed in between is either seen or heard.
            if let Some(kept) = listener.as_deref_mut()
                && kept.is_none()
            {
                *kept = self.line.listen(&self.schema).await.ok();
            }
            if self.head().await? != *since {
                return Ok(true);
            }
            if Instant::now() >= until {
                return Ok(false);
            }
            match listener.as_deref_mut() {
                Some(kept @ Some(_)) => hear(kept, until.min(Instant::now() + LOOK_EVERY)).await,
                _ => sleep_until(until.min(Instant::now() + POLL_EVERY)).await,
            }
        }
    }
}

impl fmt::Debug for PostgresHub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresHub({})", self.address)
    }
}

/// Waits for a notice. A broken listener is forgotten; the next look makes another.
async fn hear(kept: &mut Option<PgListener>, until: Instant) {
    if let Some(listener) = kept.as_mut()
        && let Ok(Ok(None) | Err(_)) = timeout_at(until, listener.try_recv()).await
    {
        *kept = None;
    }
}

fn write(value: &impl Serialize) -> Result<String, HubFault> {
    serde_json::to_string(value).map_err(|error| HubFault::Damaged {
        what: error.to_string(),
    })
}

fn read<T: DeserializeOwned>(texts: &[String], what: &str) -> Result<Vec<T>, HubFault> {
    let values: Result<_, _> = texts.iter().map(|text| serde_json::from_str(text)).collect();
    values.map_err(|error| HubFault::Damaged {
        what: format!("{what} can't be read: {error}"),
    })
}

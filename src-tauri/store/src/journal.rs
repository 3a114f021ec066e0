//! The journal's lines in and out of their table.

use crate::fault::StoreFault;
use crate::filter::EntryFilter;
use crate::hub::Head;
use crate::rows::Changed;
use planning::journal::Entry;
use planning::plan::TableName;
use planning::{EntryId, Instant};
use sqlx::{AssertSqlSafe, QueryBuilder, SqliteConnection};
use uuid::Uuid;

/// In which order entries come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryOrder {
    /// First things first.
    #[default]
    OldestFirst,
    /// Last things first.
    NewestFirst,
}

const ENTRY: &str = "json_object('id', j.id, 'seq', j.seq, 'at', j.at, 'author', j.author, 'operation', \
    j.operation, 'sentence', j.sentence, 'undoable', json(iif(j.undoable, 'true', 'false')), 'undoes', j.undoes, \
    'changes', json(j.changes), \
    'signed', json(iif(j.key IS NULL, 'null', json_object('key', j.key, 'signature', j.signature))), 'previous_hash', j.previous_hash, 'hash', j.hash)";

pub(crate) async fn head(connection: &mut SqliteConnection) -> Result<Head, sqlx::Error> {
    let (seq, hash) = sqlx::query_as("SELECT seq, hash FROM head WHERE one = 1")
        .fetch_one(connection)
        .await?;
    Ok(Head { seq, hash })
}

/// Adds the entry and moves the head. The rows are the caller's, who says which they are; `changes` is their canonical text.
/// The changes of the entry itself are not read.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    entry: &Entry,
    rows: &[Changed],
    changes: String,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO journal (seq, id, at, author, operation, sentence, undoable, undoes, changes, key, signature,
                              previous_hash, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(entry.seq)
    .bind(entry.id.to_string())
    .bind(entry.at.to_string())
    .bind(&entry.author)
    .bind(&entry.operation)
    .bind(&entry.sentence)
    .bind(entry.undoable)
    .bind(entry.undoes.map(|id| id.to_string()))
    .bind(changes)
    .bind(entry.signed.as_ref().map(|signed| &signed.key))
    .bind(entry.signed.as_ref().map(|signed| &signed.signature))
    .bind(&entry.previous_hash)
    .bind(&entry.hash)
    .execute(&mut *connection)
    .await?;
    for batch in rows.chunks(10_000) {
        let touched: Vec<_> = batch.iter().map(|row| (row.table, row.id)).collect();
        sqlx::query(
            "INSERT OR IGNORE INTO journal_row (record, id, seq)
             SELECT value ->> 0, value ->> 1, ?2 FROM json_each(?1)",
        )
        .bind(serde_json::to_string(&touched).unwrap_or_default())
        .bind(entry.seq)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("UPDATE head SET seq = ?, hash = ? WHERE one = 1 AND seq = ? AND hash = ?")
        .bind(entry.seq)
        .bind(&entry.hash)
        .bind(entry.seq - 1)
        .bind(&entry.previous_hash)
        .execute(&mut *connection)
        .await
        .and_then(|done| {
            if done.rows_affected() == 1 {
                Ok(())
            } else {
                Err(sqlx::Error::RowNotFound)
            }
        })
}

/// Entries after a position, oldest first.
pub(crate) async fn after(
    connection: &mut SqliteConnection,
    seq: i64,
    limit: i64,
) -> Result<Vec<Entry>, StoreFault> {
    find(
        connection,
        seq,
        limit,
        &EntryFilter::default(),
        EntryOrder::OldestFirst,
    )
    .await
}

/// Entries on one side of a position: after it when oldest come first, before it when newest come first.
pub(crate) async fn find(
    connection: &mut SqliteConnection,
    from: i64,
    limit: i64,
    filter: &EntryFilter,
    order: EntryOrder,
) -> Result<Vec<Entry>, StoreFault> {
    let (side, direction) = match order {
        EntryOrder::OldestFirst => (">", "ASC"),
        EntryOrder::NewestFirst => ("<", "DESC"),
    };
    let mut query = QueryBuilder::new(format!("SELECT {ENTRY} FROM journal AS j WHERE j.seq {side} "));
    query.push_bind(from);
    filter.push(&mut query);
    query
        .push(format!(" ORDER BY j.seq {direction} LIMIT "))
        .push_bind(limit);
    let texts: Vec<String> = query.build_query_scalar().fetch_all(connection).await?;
    texts.iter().map(|text| parse(text)).collect()
}

/// How many entries fit the filter.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    filter: &EntryFilter,
) -> Result<i64, sqlx::Error> {
    let mut query = QueryBuilder::new("SELECT count(*) FROM journal AS j WHERE true");
    filter.push(&mut query);
    query.build_query_scalar().fetch_one(connection).await
}

/// Who wrote, and how many entries each.
pub(crate) async fn authors(connection: &mut SqliteConnection) -> Result<Vec<(String, i64)>, sqlx::Error> {
    sqlx::query_as("SELECT author, count(*) FROM journal GROUP BY author ORDER BY count(*) DESC, author")
        .fetch_all(connection)
        .await
}

/// Rows that bore the reference, capital or small, at any time.
pub(crate) async fn records_called(
    connection: &mut SqliteConnection,
    reference: &str,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT DISTINCT c.value ->> '$.id' FROM journal AS j, json_each(j.changes) AS c
         WHERE instr(lower(j.changes), ?1) > 0
           AND ?1 IN (lower(c.value ->> '$.before.reference'), lower(c.value ->> '$.after.reference'))",
    )
    .bind(reference.to_ascii_lowercase())
    .fetch_all(connection)
    .await
}

pub(crate) async fn one(connection: &mut SqliteConnection, id: EntryId) -> Result<Option<Entry>, StoreFault> {
    let sql = format!("SELECT {ENTRY} FROM journal AS j WHERE j.id = ?1");
    let text: Option<String> = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?;
    text.as_deref().map(parse).transpose()
}

/// The sentence of the entry with the id; its rows are not read.
pub(crate) async fn sentence(
    connection: &mut SqliteConnection,
    id: EntryId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT sentence FROM journal WHERE id = ?")
        .bind(id.to_string())
        .fetch_optional(connection)
        .await
}

/// When the last entry up to a position was written; its rows are not read.
pub(crate) async fn written_at(
    connection: &mut SqliteConnection,
    up_to: i64,
) -> Result<Option<Instant>, StoreFault> {
    let at: Option<String> =
        sqlx::query_scalar("SELECT at FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1")
            .bind(up_to)
            .fetch_optional(connection)
            .await?;
    at.map(|at| at.parse())
        .transpose()
        .map_err(|error| StoreFault::Content(format!("a line of the journal: {error}")))
}

/// The last entry that touched the row after one position and up to another.
pub(crate) async fn later(
    connection: &mut SqliteConnection,
    table: TableName,
    id: Uuid,
    after: i64,
    up_to: i64,
) -> Result<Option<Entry>, StoreFault> {
    let sql = format!(
        "SELECT {ENTRY} FROM journal AS j WHERE j.seq =
           (SELECT max(r.seq) FROM journal_row AS r WHERE r.record = ?1 AND r.id = ?2 AND r.seq > ?3
             AND r.seq <= ?4)"
    );
    let text: Option<String> = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(table.word())
        .bind(id.to_string())
        .bind(after)
        .bind(up_to)
        .fetch_optional(connection)
        .await?;
    text.as_deref().map(parse).transpose()
}

fn parse(text: &str) -> Result<Entry, StoreFault> {
    serde_json::from_str(text).map_err(|error| StoreFault::Content(format!("a line of the journal: {error}")))
}

/// The hash of the entry at a position.
pub(crate) async fn hash_at(
    connection: &mut SqliteConnection,
    seq: i64,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT hash FROM journal WHERE seq = ?")
        .bind(seq)
        .fetch_optional(connection)
        .await
}

/// The last entry that two journals have in common, by halving.
pub(crate) async fn common(
    one: &mut SqliteConnection,
    other: &mut SqliteConnection,
) -> Result<Head, sqlx::Error> {
    let end = head(one).await?.seq.min(head(other).await?.seq);
    let (mut common, mut beyond) = (Head::start(), end + 1);
    while beyond - common.seq > 1 {
        let seq = common.seq + (beyond - common.seq) / 2;
        match (hash_at(one, seq).await?, hash_at(other, seq).await?) {
            (Some(hash), Some(same)) if hash == same => common = Head { seq, hash },
            _ => beyond = seq,
        }
    }
    Ok(common)
}

/// Takes out the entries after a position and puts the head there. Only what waits can be taken out.
pub(crate) async fn cut(connection: &mut SqliteConnection, to: &Head) -> Result<(), sqlx::Error> {
    for sql in [
        "DELETE FROM journal_row WHERE seq > ?",
        "DELETE FROM journal WHERE seq > ?",
    ] {
        sqlx::query(sql).bind(to.seq).execute(&mut *connection).await?;
    }
    sqlx::query("UPDATE head SET seq = ?, hash = ? WHERE one = 1")
        .bind(to.seq)
        .bind(&to.hash)
        .execute(connection)
        .await?;
    Ok(())
}

//! Which entries of the journal are asked for, as a condition that SQLite answers.

use planning::plan::TableName;
use planning::{EntryId, Instant};
use sqlx::{QueryBuilder, Sqlite};
use uuid::Uuid;

/// Which entries are asked for. Empty fields do not restrict; the rest are joined with AND.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// Entries that touched this table.
    pub table: Option<TableName>,
    /// Entries that touched this row.
    pub record: Option<Uuid>,
    /// Entries of this author, word for word.
    pub author: Option<String>,
    /// Entries whose sentence, author or operation holds this text, capital or small.
    pub text: Option<String>,
    /// Entries whose sentence, author or operation holds each of these, capital or small.
    pub words: Vec<String>,
    /// Entries that touched one of these rows.
    pub records: Vec<Uuid>,
    /// Entries that touched a row which the entry at this position touched.
    pub same_rows_as: Option<i64>,
    /// Entries whose author's name holds one of these, capital or small.
    pub authors: Vec<String>,
    /// Entries whose operation's name holds one of these.
    pub operations: Vec<String>,
    /// Entries at or after this time.
    pub since: Option<Instant>,
    /// Entries before this time.
    pub until: Option<Instant>,
    /// Entries with a signature, or without.
    pub signed: Option<bool>,
    /// The entry that takes this one back.
    pub undoes: Option<EntryId>,
    /// Entries after this position.
    pub after: Option<i64>,
    /// Entries up to this position.
    pub upto: Option<i64>,
    /// Entries of anybody but this author, word for word.
    pub not_by: Option<String>,
    /// Entries that bear each of these.
    pub signs: Vec<EntrySign>,
}

/// What an entry bears when any one of these holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntrySign {
    /// Its operation is one of these, word for word.
    pub operations: Vec<String>,
    /// It touched one of these tables.
    pub tables: Vec<TableName>,
    /// It cannot be undone, and its operation is none of these; `None` does not ask.
    pub last_word_except: Option<Vec<String>>,
}

impl EntryFilter {
    /// Adds the conditions on `journal AS j`, each with its AND.
    pub(crate) fn push(&self, query: &mut QueryBuilder<Sqlite>) {
        if self.table.is_some() || self.record.is_some() {
            query.push(" AND j.seq IN (SELECT r.seq FROM journal_row AS r WHERE true");
            if let Some(table) = self.table {
                query.push(" AND r.record = ").push_bind(table.word());
            }
            if let Some(record) = self.record {
                query.push(" AND r.id = ").push_bind(record.to_string());
            }
            query.push(")");
        }
        if !self.records.is_empty() {
            query.push(" AND j.seq IN (SELECT r.seq FROM journal_row AS r WHERE r.id");
            among(query, self.records.iter().map(Uuid::to_string));
            query.push(")");
        }
        if let Some(seq) = self.same_rows_as {
            query
                .push(
                    " AND j.seq IN (SELECT r.seq FROM journal_row AS one
                      JOIN journal_row AS r ON r.record = one.record AND r.id = one.id WHERE one.seq = ",
                )
                .push_bind(seq)
                .push(")");
        }
        if let Some(author) = &self.author {
            query.push(" AND j.author = ").push_bind(author.clone());
        }
        for text in self.text.iter().chain(&self.words) {
            query
                .push(" AND instr(lower(j.sentence || char(10) || j.author || char(10) || j.operation), ")
                .push_bind(text.to_ascii_lowercase())
                .push(") > 0");
        }
        any_held(query, "lower(j.author)", &self.authors);
        any_held(query, "j.operation", &self.operations);
        if let Some(since) = self.since {
            query.push(" AND j.at >= ").push_bind(since.to_string());
        }
        if let Some(until) = self.until {
            query.push(" AND j.at < ").push_bind(until.to_string());
        }
        match self.signed {
            Some(true) => drop(query.push(" AND j.key IS NOT NULL")),
            Some(false) => drop(query.push(" AND j.key IS NULL")),
            None => {}
        }
        if let Some(of) = self.undoes {
            query.push(" AND j.undoes = ").push_bind(of.to_string());
        }
        if let Some(after) = self.after {
            query.push(" AND j.seq > ").push_bind(after);
        }
        if let Some(upto) = self.upto {
            query.push(" AND j.seq <= ").push_bind(upto);
        }
        if let Some(author) = &self.not_by {
            query.push(" AND j.author <> ").push_bind(author.clone());
        }
        for sign in &self.signs {
            sign.push(query);
        }
    }
}

impl EntrySign {
    fn push(&self, query: &mut QueryBuilder<Sqlite>) {
        query.push(" AND (j.operation");
        among(query, self.operations.iter().cloned());
        query.push(" OR EXISTS (SELECT 1 FROM journal_row AS r WHERE r.seq = j.seq AND r.record");
        among(query, self.tables.iter().map(|table| table.word().to_owned()));
        query.push(")");
        if let Some(except) = &self.last_word_except {
            query.push(" OR (NOT j.undoable AND NOT j.operation");
            among(query, except.iter().cloned());
            query.push(")");
        }
        query.push(")");
    }
}

/// ` IN (…)` with the values bound one by one.
fn among(query: &mut QueryBuilder<Sqlite>, values: impl Iterator<Item = String>) {
    query.push(" IN (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    query.push(")");
}

/// The column holds one of the texts, capital or small.
fn any_held(query: &mut QueryBuilder<Sqlite>, column: &str, texts: &[String]) {
    for (number, text) in texts.iter().enumerate() {
        query.push(if number == 0 { " AND (" } else { " OR " });
        query
            .push("instr(")
            .push(column)
            .push(", ")
            .push_bind(text.to_ascii_lowercase())
            .push(") > 0");
    }
    if !texts.is_empty() {
        query.push(")");
    }
}

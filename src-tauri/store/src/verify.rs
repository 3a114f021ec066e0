//! Proof that the rows are what the journal says, and the plan as it was at any entry.

use crate::explain::name_of;
use crate::fault::{Refusal, StoreError, StoreFault};
use crate::hub::Checkpoint;
use crate::journal;
use crate::rows;
use crate::store::Store;
use crate::testimony::Testimony;
use planning::Plan;
use planning::journal::{Entry, GENESIS, digest, verify_chain};
use planning::plan::TableName;
use planning::wording::capital;
use serde::Serialize;
use serde_json::{Map, Value};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Entries read at a time.
const PAGE: i64 = 500;

/// How many differing rows a report names.
const NAMED: usize = 20;

/// What a check of the whole file found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Journal entries that were read.
    pub entries: i64,
    /// Hash of the last entry.
    pub head: String,
    /// SHA-256 of the plan's records.
    pub digest: String,
    /// What does not hold, in sentences; empty when everything does.
    pub problems: Vec<String>,
    /// Who wrote how many entries, and with which key; most first.
    pub writers: Vec<Writer>,
    /// How many of the known checkpoints hold.
    pub checkpoints: usize,
}

/// The entries of one author that one key has signed, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Writer {
    /// Who, in words.
    pub author: String,
    /// The public key whose signature holds for all of them; without one the name is a claim.
    pub key: Option<String>,
    /// How many.
    pub entries: i64,
}

impl VerifyReport {
    /// True when everything holds.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Store {
    /// Checks the pages, the foreign keys, the chain of the journal without a gap, every signature, and that
    /// replaying every entry from nothing gives exactly the rows.
    ///
    /// # Errors
    /// When the file cannot be read at all; what can be read but does not hold is in the report.
    pub async fn verify(&self) -> Result<VerifyReport, StoreFault> {
        self.verify_against(&[]).await
    }

    /// The same, and that the journal is the one which the checkpoints saw. Whoever rewrites a journal with all
    /// its hashes, or cuts it short, cannot rewrite what members keep outside the file.
    ///
    /// # Errors
    /// When the file cannot be read at all; what can be read but does not hold is in the report.
    pub async fn verify_against(&self, known: &[Checkpoint]) -> Result<VerifyReport, StoreFault> {
        let mut testimony = Testimony::about(self.id(), known);
        let mut transaction = self.0.pool.begin().await?;
        let mut problems = structure(&mut transaction).await?;
        let head = journal::head(&mut transaction).await?;
        let (mut replayed, mut hash) = (Plan::default(), GENESIS.to_owned());
        while replayed.seq < head.seq {
            let page = match journal::after(&mut transaction, replayed.seq, PAGE).await {
                Ok(page) if page.is_empty() => {
                    problems.push(format!(
                        "The journal ends at {}, its head says {}.",
                        replayed.seq, head.seq
                    ));
                    break;
                }
                Ok(page) => page,
                Err(StoreFault::Content(what)) => {
                    problems.push(format!("After entry {}: {what}.", replayed.seq));
                    break;
                }
                Err(fault) => return Err(fault),
            };
            match verify_chain(&page, replayed.seq + 1, &hash) {
                Ok(last) => hash = last,
                Err(broken) => {
                    problems.push(format!("Entry {}: {}.", broken.seq, broken.why));
                    hash = page.last().map(|entry| entry.hash.clone()).unwrap_or_default();
                }
            }
            testimony.hear(&page);
            replay(&mut replayed, &page, &mut problems);
        }
        if hash != head.hash && problems.is_empty() {
            problems.push("The head of the journal names another hash than its last entry.".into());
        }
        match rows::load(&mut transaction, head.seq).await {
            Ok(stored) => differences(&replayed, &stored, &mut problems),
            Err(StoreFault::Content(what)) => problems.push(format!("The rows cannot be read: {what}.")),
            Err(fault) => return Err(fault),
        }
        transaction.rollback().await?;
        let heard = testimony.close(head.seq);
        problems.extend(heard.problems);
        Ok(VerifyReport {
            entries: head.seq,
            head: head.hash,
            digest: digest(&replayed),
            problems,
            writers: heard.writers,
            checkpoints: heard.held,
        })
    }

    /// The plan as it was after the entry at the position; 0 is before the first.
    ///
    /// # Errors
    /// A refusal when there is no such entry, or a fault.
    pub async fn plan_at(&self, seq: i64) -> Result<Plan, StoreError> {
        let mut plan = (*self.plan()).clone();
        if seq < 0 || seq > plan.seq {
            let sentence = format!("The log ends at entry {}; there is no entry {seq}.", plan.seq);
            return Err(Refusal::Broken { sentence }.into());
        }
        while plan.seq > seq {
            let first = seq.max(plan.seq - PAGE);
            let page = self
                .entries(first, u32::try_from(plan.seq - first).unwrap_or(u32::MAX))
                .await?;
            plan.take_back(&page).map_err(StoreFault::Content)?;
            plan.seq = first;
        }
        Ok(plan)
    }
}

async fn structure(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreFault> {
    let mut problems: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)")
        .fetch_all(&mut *connection)
        .await?;
    problems.retain(|found| found != "ok");
    for problem in &mut problems {
        *problem = format!("The file is damaged: {problem}.");
    }
    let dangling: Vec<(String, Option<i64>, String, i64)> = sqlx::query_as("PRAGMA foreign_key_check")
        .fetch_all(&mut *connection)
        .await?;
    for (table, _, parent, _) in dangling.iter().take(NAMED) {
        problems.push(format!("A row of {table} names a {parent} that is not there."));
    }
    let unlisted: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM (
            SELECT c.value ->> '$.table', c.value ->> '$.id', j.seq FROM journal AS j, json_each(j.changes) AS c
            EXCEPT SELECT record, id, seq FROM journal_row)",
    )
    .fetch_one(&mut *connection)
    .await?;
    let listed: (i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM journal_row),
                (SELECT count(*) FROM journal AS j, json_each(j.changes) AS c)",
    )
    .fetch_one(&mut *connection)
    .await?;
    if unlisted > 0 || listed.0 != listed.1 {
        problems.push("The list of touched rows is not that of the journal.".into());
    }
    Ok(problems)
}

fn replay(plan: &mut Plan, page: &[Entry], problems: &mut Vec<String>) {
    for entry in page {
        for change in &entry.changes {
            if let Err(why) = plan.apply(change)
                && problems.len() < NAMED
            {
                problems.push(format!("Entry {}: {why}.", entry.seq));
            }
        }
        plan.seq = entry.seq;
    }
}

type Rows = BTreeMap<(TableName, Uuid), Map<String, Value>>;

fn differences(replayed: &Plan, stored: &Plan, problems: &mut Vec<String>) {
    if digest(replayed) == digest(stored) {
        return;
    }
    let (journalled, found) = (rows_of(replayed), rows_of(stored));
    for ((table, id), row) in &found {
        match journalled.get(&(*table, *id)) {
            Some(same) if same == row => {}
            Some(_) => problems.push(format!(
                "{} is not what the journal says.",
                name_of(*table, *id, Some(row))
            )),
            None => problems.push(format!(
                "{} is in no journal entry.",
                name_of(*table, *id, Some(row))
            )),
        }
    }
    for ((table, id), row) in &journalled {
        if !found.contains_key(&(*table, *id)) {
            problems.push(format!(
                "{} is in the journal, but its row is gone.",
                name_of(*table, *id, Some(row))
            ));
        }
    }
    problems.truncate(NAMED);
    for problem in problems {
        *problem = capital(problem);
    }
}

fn rows_of(plan: &Plan) -> Rows {
    let mut rows = Rows::new();
    plan.for_each_row(|table, row| {
        let id = row
            .get("id")
            .and_then(Value::as_str)
            .and_then(|id| id.parse().ok())
            .unwrap_or_default();
        rows.insert((table, id), row);
    });
    rows
}

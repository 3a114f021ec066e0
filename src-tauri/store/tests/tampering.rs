//! Three ways to falsify a plan file, and what finds each: replay, signature, checkpoint.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::journal::{Entry, GENESIS, canonical_changes, link};
use planning::{PlanSettings, Service};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};
use std::path::Path;
use std::time::Instant as Clock;
use store::hub::Checkpoint;
use store::{Pen, Store};
use support::*;

fn ines() -> Pen {
    Pen::from_secret([7; 32])
}

/// A plan of five entries, all signed, and the checkpoints that its writer kept after each.
async fn signed_plan(folder: &Path) -> Vec<Checkpoint> {
    let store = Store::create_signed(
        folder.join("plan.slipway"),
        uuid(1),
        PlanSettings::default(),
        draft(0, "Made the plan"),
        Some(ines()),
    )
    .await
    .unwrap();
    let mut kept = Vec::new();
    for number in 1..5 {
        let mut tx = store.begin().await.unwrap();
        tx.put(Service {
            name: format!("Ledger {number}"),
            ..service(30, "ledger-core")
        })
        .unwrap();
        tx.commit(draft(number, "Named it")).await.unwrap();
        let now = at("2026-11-03T15:00:00Z");
        kept.push(store.checkpoint("Inês Costa", now).await.unwrap().unwrap());
    }
    let report = store.verify_against(&kept).await.unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!(report.checkpoints, 4);
    let [writer] = report.writers.as_slice() else {
        panic!("{:?}", report.writers);
    };
    assert_eq!((writer.author.as_str(), writer.entries), ("Inês Costa", 5));
    assert_eq!(writer.key, Some(ines().key()));
    store.close().await;
    kept
}

async fn raw(folder: &Path) -> SqliteConnection {
    sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("plan.slipway"))
        .foreign_keys(false)
        .connect()
        .await
        .unwrap()
}

/// Opens the plan, lets the forger have its entries, and writes what he makes of them over the journal with every
/// hash computed anew. The rows become what the journal says.
async fn rewrite(folder: &Path, forge: impl FnOnce(&mut Vec<Entry>)) {
    let store = Store::open(folder.join("plan.slipway")).await.unwrap();
    let mut entries = store.entries(0, 100).await.unwrap();
    store.close().await;
    forge(&mut entries);
    let head = link(&mut entries, 0, GENESIS);
    let last = entries.len();
    let mut connection = raw(folder).await;
    let mut sql = String::from(
        "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_shortened;
         DROP TRIGGER journal_row_is_never_changed; DROP TRIGGER journal_row_is_never_shortened;",
    );
    sql.push_str(&format!(
        "DELETE FROM journal_row WHERE seq > {last}; DELETE FROM journal WHERE seq > {last};
         UPDATE head SET seq = {last}, hash = '{head}';"
    ));
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
    for entry in &entries {
        sqlx::query(
            "UPDATE journal SET author = ?, sentence = ?, changes = ?, key = ?, signature = ?, previous_hash = ?,
             hash = ? WHERE seq = ?",
        )
        .bind(&entry.author)
        .bind(&entry.sentence)
        .bind(canonical_changes(&entry.changes))
        .bind(entry.signed.as_ref().map(|signed| &signed.key))
        .bind(entry.signed.as_ref().map(|signed| &signed.signature))
        .bind(&entry.previous_hash)
        .bind(&entry.hash)
        .bind(entry.seq)
        .execute(&mut connection)
        .await
        .unwrap();
    }
    let name = entries
        .iter()
        .rev()
        .find_map(|entry| entry.changes[0].after.as_ref()?.get("name")?.as_str())
        .unwrap();
    sqlx::query("UPDATE service SET name = ?")
        .bind(name)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// What verify says without and with the checkpoints.
async fn found(folder: &Path, kept: &[Checkpoint]) -> (Vec<String>, Vec<String>) {
    let store = Store::open(folder.join("plan.slipway")).await.unwrap();
    let alone = store.verify().await.unwrap().problems;
    let against = store.verify_against(kept).await.unwrap().problems;
    store.close().await;
    (alone, against)
}

#[tokio::test]
async fn an_edited_row_is_found_by_replaying_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let kept = signed_plan(folder.path()).await;
    let mut connection = raw(folder.path()).await;
    sqlx::raw_sql("UPDATE service SET tier = 0")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let (alone, _) = found(folder.path(), &kept).await;
    assert_eq!(alone, ["Service ledger-core is not what the journal says."]);
}

#[tokio::test]
async fn a_rewritten_author_is_found_by_the_signature_though_every_hash_fits() {
    let folder = tempfile::tempdir().unwrap();
    let kept = signed_plan(folder.path()).await;
    rewrite(folder.path(), |entries| {
        entries[2].author = "Somebody else".into()
    })
    .await;
    let (alone, against) = found(folder.path(), &kept).await;
    let forged = format!(
        "Entry 3 says that Somebody else wrote it with key {}, but its signature does not hold.",
        &ines().key()[..8]
    );
    assert_eq!(alone, [forged]);
    assert_eq!(against.len(), 2, "{against:?}");
}

#[tokio::test]
async fn an_author_rewritten_without_hashes_is_found_by_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    signed_plan(folder.path()).await;
    let mut connection = raw(folder.path()).await;
    sqlx::raw_sql("DROP TRIGGER journal_is_never_changed; UPDATE journal SET author = 'x' WHERE seq = 3")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let (alone, _) = found(folder.path(), &[]).await;
    assert!(
        alone.contains(&"Entry 3: its content is not what was written.".to_owned()),
        "{alone:?}"
    );
}

#[tokio::test]
async fn a_journal_rewritten_with_its_hashes_and_unsigned_is_found_by_the_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let kept = signed_plan(folder.path()).await;
    rewrite(folder.path(), |entries| {
        entries[2].author = "Somebody else".into();
        for entry in entries {
            entry.signed = None;
        }
    })
    .await;
    let (alone, against) = found(folder.path(), &kept).await;
    assert_eq!(alone, Vec::<String>::new(), "the file alone cannot tell");
    assert_eq!(against.len(), 1, "{against:?}");
    assert!(
        against[0].starts_with("Inês Costa saw entry 2 with hash "),
        "{against:?}"
    );
    assert!(
        against[0].ends_with("The journal was rewritten. 3 more checkpoints do not hold."),
        "{against:?}"
    );
}

#[tokio::test]
async fn a_journal_cut_short_is_found_by_the_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let kept = signed_plan(folder.path()).await;
    rewrite(folder.path(), |entries| entries.truncate(3)).await;
    let (alone, against) = found(folder.path(), &kept).await;
    assert_eq!(alone, Vec::<String>::new(), "the file alone cannot tell");
    assert_eq!(against.len(), 1, "{against:?}");
    assert!(
        against[0].contains("saw entry 4 with hash ")
            && against[0].ends_with(
                "the journal ends at 3. It was cut short, or this is an older copy. One more checkpoint does not hold."
            ),
        "{against:?}"
    );
}

#[tokio::test]
async fn a_checkpoint_that_somebody_changed_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = signed_plan(folder.path()).await;
    kept[1].hash = kept[0].hash.clone();
    let (_, against) = found(folder.path(), &kept).await;
    assert_eq!(
        against,
        ["The checkpoint kept of entry 3 was changed: its signature does not hold."]
    );
}

#[tokio::test]
async fn a_copy_vouches_only_for_what_the_hub_has() {
    let folder = tempfile::tempdir().unwrap();
    signed_plan(folder.path()).await;
    let mut connection = raw(folder.path()).await;
    sqlx::raw_sql(
        "INSERT INTO sharing (one, hub, hub_id, seq, hash)
         SELECT 1, '/hub', '019200ee-0000-7000-8000-0000000000ff', seq, hash FROM journal WHERE seq = 3",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    let store = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    assert_eq!(store.settled().await.unwrap().seq, 3);
    let now = at("2026-11-03T15:00:00Z");
    assert_eq!(
        store.checkpoint("x", now).await.unwrap(),
        None,
        "there is no pen here"
    );
    store.write_with(ines());
    let checkpoint = store.checkpoint("x", now).await.unwrap().unwrap();
    assert_eq!(checkpoint.seq, 3);
    assert!(store.holds(&checkpoint).await.unwrap());
}

/// Figures for the decision record: what a signature costs.
#[test]
fn signing_and_checking_cost_less_than_a_millisecond() {
    let pen = ines();
    let head = store::hub::Head {
        seq: 5,
        hash: "ab".repeat(32),
    };
    let now = at("2026-11-03T15:00:00Z");
    let rounds = 200;
    let start = Clock::now();
    let notes: Vec<Checkpoint> = (0..rounds)
        .map(|_| Checkpoint::sign(&pen, "x", uuid(1), &head, now))
        .collect();
    let signed = start.elapsed() / rounds;
    let start = Clock::now();
    assert!(notes.iter().all(Checkpoint::is_signed));
    let checked = start.elapsed() / rounds;
    println!("sign {} µs, check {} µs", signed.as_micros(), checked.as_micros());
    assert!(signed.as_millis() < 20 && checked.as_millis() < 20);
}

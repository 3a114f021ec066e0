//! What verify finds, the plan at an earlier entry, backups, and the journal that nobody rewrites.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::{PlanSettings, Service};
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::Path;
use store::{EntryFilter, EntryOrder, Store};
use support::*;

async fn some_history(folder: &Path) -> Store {
    let store = on_disk(folder).await;
    for (number, name) in [(1, "Ledger"), (2, "Ledger core"), (3, "The ledger")] {
        let mut tx = store.begin().await.unwrap();
        tx.put(Service {
            name: name.into(),
            ..service(30, "ledger-core")
        })
        .unwrap();
        tx.commit(draft(number, &format!("Named it {name}")))
            .await
            .unwrap();
    }
    let mut tx = store.begin().await.unwrap();
    tx.put(service(31, "other")).unwrap();
    tx.remove::<Service>(id(30)).unwrap();
    tx.commit(draft(4, "Replaced it")).await.unwrap();
    store
}

/// Runs statements behind the store's back on the closed file, then says what verify finds.
async fn tampered(sql: &'static str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    some_history(folder.path()).await.close().await;
    let path = folder.path().join("plan.slipway");
    let mut connection = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&path)
        .foreign_keys(false)
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let store = Store::open(&path).await.unwrap();
    let report = store.verify().await.unwrap();
    assert!(!report.is_sound());
    report.problems
}

#[tokio::test]
async fn an_untouched_plan_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let store = some_history(folder.path()).await;
    let report = store.verify().await.unwrap();
    assert_eq!(
        (report.entries, report.problems.len()),
        (5, 0),
        "{:?}",
        report.problems
    );
    assert_eq!(report.digest, store.digest());
}

#[tokio::test]
async fn a_row_edited_by_hand_is_found_by_name() {
    let found = tampered("UPDATE service SET name = 'x'").await;
    assert_eq!(found, ["Service other is not what the journal says."]);
}

#[tokio::test]
async fn a_row_taken_out_by_hand_is_found() {
    let found = tampered("DELETE FROM service").await;
    assert_eq!(found, ["Service other is in the journal, but its row is gone."]);
}

#[tokio::test]
async fn a_rewritten_journal_line_breaks_the_chain() {
    let found = tampered(
        "DROP TRIGGER journal_is_never_changed; UPDATE journal SET author = 'Somebody else' WHERE seq = 3",
    )
    .await;
    assert_eq!(found, ["Entry 3: its content is not what was written."]);
}

#[tokio::test]
async fn a_journal_line_taken_out_is_found() {
    let found = tampered("DROP TRIGGER journal_is_never_shortened; DELETE FROM journal WHERE seq = 3").await;
    assert!(
        found
            .iter()
            .any(|problem| problem.contains("position 3 is missing")),
        "{found:?}"
    );
}

#[tokio::test]
async fn the_journal_is_never_changed_and_never_shortened() {
    let folder = tempfile::tempdir().unwrap();
    some_history(folder.path()).await.close().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join("plan.slipway"));
    let mut connection = options.connect().await.unwrap();
    for sql in [
        "UPDATE journal SET author = 'x'",
        "DELETE FROM journal",
        "UPDATE journal_row SET id = 'x'",
        "DELETE FROM journal_row",
    ] {
        let error = sqlx::raw_sql(sql).execute(&mut connection).await.unwrap_err();
        assert!(
            error.to_string().contains("the journal is never"),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn the_plan_at_an_earlier_entry_is_the_plan_of_then() {
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut then = vec![(*store.plan()).clone()];
    for number in 1..=4 {
        let mut tx = store.begin().await.unwrap();
        tx.put(Service {
            name: format!("Name {number}"),
            ..service(30 + number % 2, &format!("s{}", number % 2))
        })
        .unwrap();
        if number == 4 {
            tx.remove::<Service>(id(31)).unwrap();
        }
        tx.commit(draft(number, "Edit")).await.unwrap();
        then.push((*store.plan()).clone());
    }
    for plan in &then {
        assert_eq!(&store.plan_at(plan.seq).await.unwrap(), plan);
    }
    assert_eq!(store.plan_at(0).await.unwrap(), planning::Plan::default());
    assert_eq!(
        store.plan_at(9).await.unwrap_err().to_string(),
        "The log ends at entry 5; there is no entry 9."
    );
}

#[tokio::test]
async fn entries_are_found_by_row_table_author_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let store = some_history(folder.path()).await;
    let seqs = async |filter: EntryFilter, order| {
        let from = if order == EntryOrder::NewestFirst {
            i64::MAX
        } else {
            0
        };
        let found = store.find_entries(&filter, from, 3, order).await.unwrap();
        found.iter().map(|entry| entry.seq).collect::<Vec<_>>()
    };
    let old = EntryOrder::OldestFirst;
    assert_eq!(
        seqs(EntryFilter::default(), EntryOrder::NewestFirst).await,
        [5, 4, 3]
    );
    assert_eq!(
        seqs(
            EntryFilter {
                record: Some(uuid(31)),
                ..Default::default()
            },
            old
        )
        .await,
        [5]
    );
    let settings = Some(planning::plan::TableName::PlanSettings);
    assert_eq!(
        seqs(
            EntryFilter {
                table: settings,
                ..Default::default()
            },
            old
        )
        .await,
        [1]
    );
    assert_eq!(
        seqs(
            EntryFilter {
                text: Some("CORE".into()),
                ..Default::default()
            },
            old
        )
        .await,
        [3]
    );
    assert_eq!(
        seqs(
            EntryFilter {
                author: Some("Nobody".into()),
                ..Default::default()
            },
            old
        )
        .await,
        [0; 0]
    );
}

#[tokio::test]
async fn a_backup_is_a_whole_plan_and_ten_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let store = some_history(folder.path()).await;
    for day in 10..=21 {
        let now = at(&format!("2026-11-{day}T19:00:00Z"));
        assert!(store.backup_of_the_day(&backups, now).await.unwrap().is_some());
        let later = at(&format!("2026-11-{day}T23:00:00Z"));
        assert!(
            store.backup_of_the_day(&backups, later).await.unwrap().is_none(),
            "one a day"
        );
    }
    let copies = store.backups(&backups).unwrap();
    assert_eq!(copies.len(), 10);
    assert!(copies[0].to_string_lossy().contains("2026-11-12"), "{copies:?}");
    let other = Store::open_in_memory(uuid(77), PlanSettings::default(), draft(0, "Other"))
        .await
        .unwrap();
    assert_eq!(
        other.backups(&backups).unwrap().len(),
        0,
        "another plan's copies are not ours"
    );
    let copy = Store::open(&copies[9]).await.unwrap();
    assert_eq!(copy.digest(), store.digest());
    assert!(copy.verify().await.unwrap().is_sound());
    let mut tx = copy.begin().await.unwrap();
    tx.put(team(10, "payments")).unwrap();
    tx.commit(draft(50, "A backup can be worked on")).await.unwrap();
}

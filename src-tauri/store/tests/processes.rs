//! Several processes and sudden death: nothing acknowledged is lost, nobody overwrites anybody.
//!
//! The tests start themselves again as another process; what it is to do stands in its environment.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::EntryId;
use sqlx::{ConnectOptions as _, Connection as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use store::Store;
use support::*;

const ROLE: &str = "SLIPWAY_TEST_ROLE";
const FILE: &str = "SLIPWAY_TEST_FILE";
const FROM: &str = "SLIPWAY_TEST_FROM";

/// This test again, in another process. It speaks on standard error, which no test harness captures.
fn again(test: &str, role: &str, file: &Path, from: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(ROLE, role)
        .env(FILE, file)
        .env(FROM, from.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{text}").unwrap();
    out.flush().unwrap();
}

/// Adds services from a number on and says each entry once it is acknowledged.
async fn write_services(count: u128) {
    let store = Store::open(std::env::var(FILE).unwrap()).await.unwrap();
    let from: u128 = std::env::var(FROM).unwrap().parse().unwrap();
    for number in from..from + count {
        let mut tx = store.begin().await.unwrap();
        tx.put(service(number, &format!("svc-{number}"))).unwrap();
        let receipt = tx
            .commit(draft(number, &format!("Added svc-{number}")))
            .await
            .unwrap();
        say(&format!("ack {}", receipt.entry.id));
    }
    store.close().await;
}

#[tokio::test]
async fn a_writer_killed_at_any_moment_loses_nothing_acknowledged() {
    const NAME: &str = "a_writer_killed_at_any_moment_loses_nothing_acknowledged";
    if role().is_some() {
        return write_services(1000).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.slipway");
    on_disk(folder.path()).await.close().await;
    let mut acknowledged: Vec<EntryId> = Vec::new();
    for round in 0..8 {
        let mut child = again(NAME, "write", &path, 10_000 * (round + 1));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut acks = 0;
        for line in lines.by_ref().map(Result::unwrap) {
            if let Some(id) = line.strip_prefix("ack ") {
                acknowledged.push(id.parse().unwrap());
                acks += 1;
            }
            if acks == 25 {
                break;
            }
        }
        assert_eq!(acks, 25, "the writer stopped by itself");
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some(id) = line.strip_prefix("ack ") {
                acknowledged.push(id.parse().unwrap());
            }
        }
        let store = Store::open(&path).await.unwrap();
        let report = store.verify().await.unwrap();
        assert!(report.is_sound(), "round {round}: {:?}", report.problems);
        for id in &acknowledged {
            assert!(
                store.entry(*id).await.unwrap().is_some(),
                "round {round}: {id} was acknowledged and is gone"
            );
        }
        assert!(store.plan().services.len() >= acknowledged.len());
        store.close().await;
    }
    println!(
        "8 kills, {} acknowledged writes, none missing",
        acknowledged.len()
    );
    assert!(acknowledged.len() >= 200);
}

#[tokio::test]
async fn two_processes_write_the_same_plan_and_see_each_other() {
    const NAME: &str = "two_processes_write_the_same_plan_and_see_each_other";
    if role().is_some() {
        return write_services(30).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut child = again(NAME, "write", &folder.path().join("plan.slipway"), 10_000);
    for number in 1..=30 {
        let mut tx = store.begin().await.unwrap();
        tx.put(team(number, &format!("team-{number}"))).unwrap();
        tx.commit(draft(number, "Added a team")).await.unwrap();
    }
    assert!(child.wait().unwrap().success());
    store.refresh().await.unwrap();
    assert_eq!(
        (
            store.plan().seq,
            store.plan().teams.len(),
            store.plan().services.len()
        ),
        (61, 30, 30)
    );
    let report = store.verify().await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
    assert_eq!(report.digest, store.digest());
}

#[tokio::test]
async fn a_refresh_names_the_tables_another_window_touched() {
    let folder = tempfile::tempdir().unwrap();
    let mine = on_disk(folder.path()).await;
    let theirs = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    assert_eq!(mine.refresh().await.unwrap(), []);
    let mut tx = theirs.begin().await.unwrap();
    tx.put(service(30, "ledger-core")).unwrap();
    tx.commit(draft(1, "Added ledger-core")).await.unwrap();
    assert_eq!(mine.plan().services.len(), 0);
    assert_eq!(
        mine.refresh().await.unwrap(),
        [planning::plan::TableName::Service]
    );
    assert_eq!(mine.digest(), theirs.digest());
    // The edit of a row that the other window changed meanwhile is stale.
    let seen = mine.plan().seq;
    theirs.undo(draft(2, "Undo")).await.unwrap();
    let mut tx = mine.begin().await.unwrap();
    let stale = tx
        .expect_unchanged(planning::plan::TableName::Service, uuid(30), seen)
        .await;
    assert_eq!(
        stale.unwrap_err().to_string(),
        "Inês Costa changed this since you looked: Undo. Look again before you change it."
    );
    assert_eq!(
        tx.plan().services.len(),
        0,
        "a write starts from the head of the journal"
    );
}

#[tokio::test]
async fn a_plan_that_another_process_keeps_to_itself_is_locked() {
    const NAME: &str = "a_plan_that_another_process_keeps_to_itself_is_locked";
    if role().is_some() {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(std::env::var(FILE).unwrap());
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql("PRAGMA locking_mode = EXCLUSIVE; UPDATE head SET seq = seq")
            .execute(&mut connection)
            .await
            .unwrap();
        say("locked");
        std::io::stdin().read_line(&mut String::new()).unwrap();
        connection.close().await.unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.slipway");
    on_disk(folder.path()).await.close().await;
    let mut child = again(NAME, "lock", &path, 0);
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.by_ref().map(Result::unwrap).any(|line| line == "locked"));
    let before = std::fs::read(&path).unwrap();
    let fault = Store::open(&path).await.unwrap_err();
    assert_eq!(fault.code(), "locked", "{fault}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(Store::open(&path).await.unwrap().plan().seq, 1);
}

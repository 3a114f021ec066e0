//! What a visit costs, as a ratio to plain SQLite in the same run. Prints figures:
//! `cargo test -p store --test share_hub_pace -- --ignored --nocapture`
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod hub_contract;
mod share;

use hub_contract::*;
use share::*;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use std::path::Path;
use std::time::{Duration, Instant};
use store::hub::share::ShareSettings;
use store::hub::{Head, Hub, ShareHub};

const ROUNDS: usize = 3;
const VISITS: usize = 60;

async fn plain(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await
        .unwrap()
}

async fn insert(connection: &mut SqliteConnection, line: &str) {
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut *connection)
        .await
        .unwrap();
    sqlx::query("INSERT INTO journal (entry) VALUES (?)")
        .bind(line)
        .execute(&mut *connection)
        .await
        .unwrap();
    sqlx::raw_sql("COMMIT").execute(connection).await.unwrap();
}

#[tokio::test]
#[ignore = "prints figures, decides nothing"]
async fn the_pace_of_visits() {
    let folder = tempfile::tempdir().unwrap();
    let settings = ShareSettings {
        ttl: Duration::from_secs(20),
        rest: (Duration::ZERO, Duration::ZERO),
        ..quick()
    };
    let hub = ShareHub::found_with(hub_path(folder.path()), &identity(), who("Anna"), settings)
        .await
        .unwrap();
    let raw = folder.path().join("raw.db");
    let mut kept = plain(&raw).await;
    sqlx::raw_sql("CREATE TABLE journal (seq INTEGER PRIMARY KEY, entry TEXT)")
        .execute(&mut kept)
        .await
        .unwrap();
    let mut head = Head::start();
    let mut number = 0;
    println!("round  kept open  opened anew  visit    pull     counter  (ms each)   visit : opened anew");
    for round in 1..=ROUNDS {
        let mut took = [Duration::ZERO; 5];
        for _ in 0..VISITS {
            let entries = entries_after(&head, number, 1);
            number += 1;
            let line = serde_json::to_string(&entries[0]).unwrap();
            let start = Instant::now();
            insert(&mut kept, &line).await;
            took[0] += start.elapsed();
            let start = Instant::now();
            let mut anew = plain(&raw).await;
            insert(&mut anew, &line).await;
            anew.close().await.unwrap();
            took[1] += start.elapsed();
            let start = Instant::now();
            hub.push(&head, &entries).await.unwrap();
            took[2] += start.elapsed();
            head = head_of(&entries);
            let start = Instant::now();
            hub.pull(&head, 10).await.unwrap();
            took[3] += start.elapsed();
            let start = Instant::now();
            assert!(!hub.moved(&head, Duration::ZERO).await.unwrap());
            took[4] += start.elapsed();
        }
        let [kept, anew, visit, pull, counter] = took.map(|took| took.as_secs_f64() * 1000.0 / VISITS as f64);
        println!(
            "{round:>5}  {kept:>9.2}  {anew:>11.2}  {visit:>5.2}  {pull:>7.2}  {counter:>9.3}               {:.2}",
            visit / anew
        );
    }
}

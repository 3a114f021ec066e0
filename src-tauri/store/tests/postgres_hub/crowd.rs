//! Many processes on one hub, killed at any moment, and a server that restarts in the middle: nothing acknowledged
//! is lost and nothing is there twice. `SLIPWAY_LONG=1` runs it at full size.
//!
//! The tests start themselves again as another process; what it is to do stands in its environment.

use crate::hub_contract::{entries_after, identity};
use crate::{address, found};
use planning::journal::{Entry, GENESIS, verify_chain};
use sqlx::{ConnectOptions as _, Connection as _};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::hub::{Head, Hub, HubAddress, PostgresHub, Pushed, open_hub};
use testkit::postgres::Server;

const HUB: &str = "SLIPWAY_TEST_HUB";
const FROM: &str = "SLIPWAY_TEST_FROM";
const COUNT: &str = "SLIPWAY_TEST_COUNT";

fn long() -> bool {
    std::env::var_os("SLIPWAY_LONG").is_some()
}

/// This test again, in another process. It speaks on standard error, which no test harness captures.
fn again(test: &str, hub: &str, from: u128, count: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(HUB, hub)
        .env(FROM, from.to_string())
        .env(COUNT, count.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Pushes one entry after another and says each once it is acknowledged. True when this process was started for it.
async fn is_pusher() -> bool {
    let Ok(hub) = std::env::var(HUB) else { return false };
    let number = |name: &str| std::env::var(name).unwrap().parse::<u128>().unwrap();
    let hub = loop {
        match PostgresHub::open(&address(&hub)).await {
            Ok(hub) => break hub,
            Err(fault) => assert!(fault.passes(), "{fault}"),
        }
    };
    let (mut worst, mut moved) = (Duration::ZERO, 0);
    for number in number(FROM)..number(FROM) + number(COUNT) {
        let begun = Instant::now();
        moved += push_one(&hub, number).await;
        worst = worst.max(begun.elapsed());
        say(&format!("ack {number}"));
    }
    say(&format!("worst {} moved {moved}", worst.as_millis()));
    true
}

/// Pushes until it is done, as a member does: a head that moved is followed, a lost answer is asked for again.
async fn push_one(hub: &PostgresHub, number: u128) -> u32 {
    let mut moved = 0;
    loop {
        let head = match hub.head().await {
            Ok(head) => head,
            Err(fault) => {
                assert!(fault.passes(), "{fault}");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let entry = entries_after(&head, number, 1);
        loop {
            match hub.push(&head, &entry).await {
                Ok(Pushed::Done) => return moved,
                Ok(Pushed::Moved) => break,
                // The outcome is unknown: the same again tells it.
                Err(fault) => {
                    assert!(fault.passes(), "{fault}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        moved += 1;
    }
}

fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{text}").unwrap();
    out.flush().unwrap();
}

/// What the pushers said.
#[derive(Default)]
struct Said {
    acknowledged: BTreeSet<u128>,
    worst: u128,
    moved: u64,
    killed: u32,
    finished: bool,
}

/// Reads what a pusher says; kills it after so many acknowledgements, if any.
fn listen(mut child: Child, kill_after: Option<usize>) -> Said {
    let mut said = Said::default();
    let mut other = Vec::new();
    for line in BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
    {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["ack", number] => {
                assert!(said.acknowledged.insert(number.parse().unwrap()));
                if Some(said.acknowledged.len()) == kill_after {
                    child.kill().unwrap();
                    said.killed = 1;
                }
            }
            ["worst", worst, "moved", moved] => {
                (said.worst, said.moved) = (worst.parse().unwrap(), moved.parse().unwrap());
                said.finished = true;
            }
            _ => other.push(line),
        }
    }
    let status = child.wait().unwrap();
    assert!(said.killed == 1 || status.success(), "{}", other.join("\n"));
    said
}

/// Every line of the hub, and that it is one sound chain without anything twice that holds what was acknowledged.
async fn sound(hub: &PostgresHub, acknowledged: &BTreeSet<u128>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let after = crate::head_of(&entries);
        let pulled = hub.pull(&after, 1000).await.unwrap();
        if pulled.entries.is_empty() {
            break;
        }
        entries.extend(pulled.entries);
    }
    verify_chain(&entries, 1, GENESIS).unwrap();
    assert_eq!(hub.head().await.unwrap(), crate::head_of(&entries));
    let there: BTreeSet<_> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(there.len(), entries.len(), "an entry is there twice");
    for number in acknowledged {
        let id = entries_after(&Head::start(), *number, 1)[0].id;
        assert!(there.contains(&id), "{number} was acknowledged and is gone");
    }
    entries
}

fn start(
    test: &'static str,
    hub: &str,
    from: u128,
    count: u128,
    kill_after: Option<usize>,
) -> std::thread::JoinHandle<Said> {
    let child = again(test, hub, from, count);
    std::thread::spawn(move || listen(child, kill_after))
}

fn joined(pushers: Vec<std::thread::JoinHandle<Said>>) -> Said {
    let mut all = Said::default();
    for pusher in pushers {
        let said = pusher.join().unwrap();
        all.acknowledged.extend(said.acknowledged);
        all.worst = all.worst.max(said.worst);
        all.moved += said.moved;
        all.killed += said.killed;
    }
    all
}

/// Commits a second of one connection that adds one row at a time: what the server and its disk can do.
async fn raw_rate(database: &str, rows: u32) -> f64 {
    let options: sqlx::postgres::PgConnectOptions = database.parse().unwrap();
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql("CREATE TABLE raw (seq BIGINT PRIMARY KEY, entry TEXT)")
        .execute(&mut connection)
        .await
        .unwrap();
    let text = serde_json::to_string(&entries_after(&Head::start(), 1, 1)[0]).unwrap();
    let begun = Instant::now();
    for seq in 0..i64::from(rows) {
        let row = sqlx::query("INSERT INTO raw VALUES ($1, $2)")
            .bind(seq)
            .bind(&text);
        row.execute(&mut connection).await.unwrap();
    }
    let rate = f64::from(rows) / begun.elapsed().as_secs_f64();
    connection.close().await.unwrap();
    rate
}

#[tokio::test]
async fn eight_processes_push_at_once_and_nothing_acknowledged_is_lost() {
    const NAME: &str = "crowd::eight_processes_push_at_once_and_nothing_acknowledged_is_lost";
    if is_pusher().await {
        return;
    }
    let Some(server) = Server::shared() else { return };
    let each = if long() { 500 } else { 15 };
    let database = server.database();
    let hub = found(&database).await;
    let raw = raw_rate(&database, if long() { 1000 } else { 50 }).await;
    let begun = Instant::now();
    for number in 0..each {
        push_one(&hub, number).await;
    }
    let alone = each as f64 / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let pushers = (1..=8).map(|pusher| start(NAME, &database, pusher * 100_000, each, None));
    let said = joined(pushers.collect());
    let together = 8.0 * each as f64 / begun.elapsed().as_secs_f64();
    let entries = sound(&hub, &said.acknowledged).await;
    assert_eq!(
        (said.acknowledged.len() as u128, entries.len() as u128),
        (8 * each, 9 * each)
    );
    println!(
        "8 processes × {each}: lost 0, {} pushes anew after Moved, longest wait {} ms; {together:.0} pushes/s together, \
         {alone:.0} alone, ratio to raw inserts ({raw:.0}/s): {:.2} and {:.2}",
        said.moved,
        said.worst,
        together / raw,
        alone / raw
    );
}

#[tokio::test]
async fn members_killed_at_any_moment_lose_nothing_acknowledged_and_block_nobody() {
    const NAME: &str = "crowd::members_killed_at_any_moment_lose_nothing_acknowledged_and_block_nobody";
    if is_pusher().await {
        return;
    }
    let Some(server) = Server::shared() else { return };
    let rounds = if long() { 50 } else { 2 };
    let database = server.database();
    let hub = found(&database).await;
    let (mut acknowledged, mut killed) = (BTreeSet::new(), 0);
    for round in 1..=rounds {
        let pushers = (1..=4_u128).map(|pusher| {
            let from = round * 100_000 + pusher * 1000;
            let kill_after = 1 + usize::try_from((round * 7 + pusher * 5) % 11).unwrap();
            start(NAME, &database, from, 900, Some(kill_after))
        });
        let said = joined(pushers.collect());
        acknowledged.extend(said.acknowledged);
        killed += said.killed;
        // Whoever comes next is not kept waiting by the dead.
        let begun = Instant::now();
        push_one(&hub, round).await;
        acknowledged.insert(round);
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }
    let entries = sound(&hub, &acknowledged).await;
    println!(
        "{killed} kills, {} acknowledged of {} pushes that arrived, none missing",
        acknowledged.len(),
        entries.len()
    );
    assert_eq!(u128::from(killed), 4 * rounds);
}

#[tokio::test]
async fn a_server_that_crashes_in_the_middle_of_pushes_loses_nothing_acknowledged() {
    const NAME: &str = "crowd::a_server_that_crashes_in_the_middle_of_pushes_loses_nothing_acknowledged";
    if is_pusher().await {
        return;
    }
    let Some(server) = Server::own() else { return };
    let (crashes, each) = if long() { (20, 400) } else { (2, 25) };
    let database = server.database();
    let hub = found(&database).await;
    let pushed = Arc::new(AtomicUsize::new(0));
    let pushers: Vec<_> = (1..=4)
        .map(|pusher| {
            let child = again(NAME, &database, pusher * 100_000, each);
            let pushed = pushed.clone();
            std::thread::spawn(move || {
                let said = listen(child, None);
                pushed.fetch_add(1, Ordering::SeqCst);
                said
            })
        })
        .collect();
    let mut done = 0;
    for crash in 1..=crashes {
        // A crash for each share of the work, so that it is in the middle whatever the machine.
        let share = i64::try_from(4 * each).unwrap() * crash / (crashes + 1);
        loop {
            match hub.head().await {
                Ok(head) if head.seq >= share => break,
                Ok(_) => {}
                Err(fault) => assert!(fault.passes(), "{fault}"),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        if pushed.load(Ordering::SeqCst) < 4 {
            server.crash_and_restart();
            done += 1;
        }
    }
    let said = joined(pushers);
    let entries = sound(&hub, &said.acknowledged).await;
    assert_eq!(
        (said.acknowledged.len() as u128, entries.len() as u128),
        (4 * each, 4 * each)
    );
    println!(
        "{done} crashes of the server, {} acknowledged pushes, none missing, none twice; longest wait {} ms",
        entries.len(),
        said.worst
    );
    assert!(done > 0);
}

#[tokio::test]
async fn the_password_comes_from_the_password_file() {
    const NAME: &str = "crowd::the_password_comes_from_the_password_file";
    if let Ok(hub) = std::env::var(HUB) {
        let hub: HubAddress = hub.parse().unwrap();
        match open_hub(&hub, "").await {
            Ok(hub) => say(&format!("ack {}", hub.identity().await.unwrap().hub.as_u128())),
            Err(fault) => say(fault.code()),
        }
        say("worst 0 moved 0");
        return;
    }
    let Some(server) = Server::shared() else { return };
    let database = server.database();
    let hub = found(&database).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pgpass");
    let run = |password: &str| {
        std::fs::write(&file, format!("127.0.0.1:{}:*:owner:{password}\n", server.port())).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", NAME, "--nocapture"])
            .env(HUB, hub.address_without_password())
            .env("PGPASSFILE", &file)
            .env_remove("PGPASSWORD")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        listen(child, None).acknowledged
    };
    assert_eq!(run("owners-secret"), BTreeSet::from([identity().hub.as_u128()]));
    assert_eq!(run("something else"), BTreeSet::new());
}

//! Several processes at one hub on a share, and sudden death: nothing acknowledged is lost, the chain holds.
//!
//! The tests start themselves again as another process; what it is to do stands in its environment. Small by default;
//! `SLIPWAY_LONG=1` runs 8 processes × 500 pushes and 1,000 kills.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod hub_contract;
mod share;

use hub_contract::*;
use planning::EntryId;
use planning::journal::{Entry, verify_chain};
use share::*;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::hub::share::ShareSettings;
use store::hub::{Head, Hub, Pushed, ShareHub};

const ROLE: &str = "SLIPWAY_TEST_ROLE";
const FILE: &str = "SLIPWAY_TEST_FILE";
const FROM: &str = "SLIPWAY_TEST_FROM";
const COUNT: &str = "SLIPWAY_TEST_COUNT";

fn again(test: &str, role: &str, file: &Path, from: u128, count: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(ROLE, role)
        .env(FILE, file)
        .env(FROM, from.to_string())
        .env(COUNT, count.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn said(name: &str) -> u128 {
    std::env::var(name).unwrap().parse().unwrap()
}

fn is_long() -> bool {
    std::env::var("SLIPWAY_LONG").is_ok_and(|value| value == "1")
}

fn size(name: &str, short: u128, long: u128) -> u128 {
    let asked = std::env::var(name).ok().and_then(|value| value.parse().ok());
    asked.unwrap_or(if is_long() { long } else { short })
}

fn settings(role: &str) -> ShareSettings {
    ShareSettings {
        patience: Duration::from_secs(60),
        deadline: Duration::from_secs(90),
        rest: (Duration::from_millis(1), Duration::from_millis(20)),
        ..match role {
            // Without SQLite's locks a commit that outlives its lease meets nobody who stops it.
            "lease" => ShareSettings {
                ttl: Duration::from_secs(2),
                ..lease_alone()
            },
            _ => soon(),
        }
    }
}

/// Pushes entries one at a time as git does: moved, so pull, and again. Says each once it is acknowledged.
async fn push_many() {
    let (from, count) = (said(FROM), said(COUNT));
    let role = std::env::var(ROLE).unwrap();
    let hub = loop {
        match opened(Path::new(&std::env::var(FILE).unwrap()), settings(&role)).await {
            Err(fault) if fault.passes() => {}
            hub => break hub.unwrap(),
        }
    };
    let mut head = Head::start();
    let mut mine: Option<(Head, Vec<Entry>)> = None;
    let (mut moved, mut faults) = (0, 0);
    let mut number = from;
    while number < from + count {
        // After a lost answer the same push is asked again, so that its outcome is known before the next.
        let (expected, entries) = mine
            .take()
            .unwrap_or_else(|| (head.clone(), entries_after(&head, number, 1)));
        match hub.push(&expected, &entries).await {
            Ok(Pushed::Done) => {
                say(&format!("ack {}", entries[0].id));
                head = head_of(&entries);
                number += 1;
            }
            Ok(Pushed::Moved) => {
                moved += 1;
                head = caught_up(&hub, &expected).await;
            }
            Err(fault) if fault.passes() => {
                faults += 1;
                mine = Some((expected, entries));
            }
            Err(fault) => panic!("{fault}"),
        }
    }
    say(&format!("moved {moved} faults {faults}"));
}

async fn caught_up(hub: &ShareHub, from: &Head) -> Head {
    loop {
        match hub.pull(from, 10_000).await {
            Ok(pulled) if pulled.entries.is_empty() => return from.clone(),
            Ok(pulled) => return head_of(&pulled.entries),
            Err(fault) if fault.passes() => {}
            Err(fault) => panic!("{fault}"),
        }
    }
}

fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{text}").unwrap();
    out.flush().unwrap();
}

/// What a child says until it ends.
fn acknowledged(child: &mut Child, told: &mut impl FnMut(&str)) -> Vec<EntryId> {
    let mut ids = Vec::new();
    for line in BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok)
    {
        match line.strip_prefix("ack ") {
            Some(id) => ids.extend(id.parse::<EntryId>().ok()),
            None => told(&line),
        }
    }
    ids
}

/// Every acknowledged entry is there once, and the chain holds from the first entry on.
async fn check(hub: &ShareHub, acknowledged: &[EntryId]) -> usize {
    let entries = loop {
        match hub.pull(&Head::start(), u32::MAX).await {
            Err(fault) if fault.passes() => {}
            pulled => break pulled.unwrap().entries,
        }
    };
    verify_chain(&entries, 1, &Head::start().hash).unwrap();
    let there: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
    assert_eq!(there.len(), entries.len(), "an entry is there twice");
    let lost = acknowledged.iter().filter(|id| !there.contains(id)).count();
    assert_eq!(lost, 0, "of {} acknowledged", acknowledged.len());
    entries.len()
}

async fn crowd(test: &str, role: &str) {
    let (processes, each) = (size("SLIPWAY_PROCESSES", 8, 8), size("SLIPWAY_PUSHES", 25, 500));
    let folder = tempfile::tempdir().unwrap();
    let hub = ShareHub::found_with(hub_path(folder.path()), &identity(), who("Anna"), settings(role))
        .await
        .unwrap();
    let started = Instant::now();
    let children: Vec<Child> = (0..processes)
        .map(|number| again(test, role, hub.path(), 1_000_000 * (number + 1), each))
        .collect();
    let readers: Vec<_> = children
        .into_iter()
        .map(|mut child| {
            std::thread::spawn(move || {
                let mut report = String::new();
                let ids = acknowledged(&mut child, &mut |line| {
                    if line.starts_with("moved") || line.contains("panicked") {
                        report = line.to_owned();
                    }
                });
                assert!(child.wait().unwrap().success(), "{report}");
                (ids, report)
            })
        })
        .collect();
    let mut all = Vec::new();
    for reader in readers {
        let (ids, report) = reader.join().unwrap();
        println!("{} pushes, {report}", ids.len());
        all.extend(ids);
    }
    let took = started.elapsed();
    let there = check(&hub, &all).await;
    assert_eq!((all.len(), there as u128), (there, processes * each));
    println!(
        "{processes} processes × {each} pushes ({role}): {there} there, 0 lost, {:.1} pushes/s",
        there as f64 / took.as_secs_f64()
    );
    assert_eq!(names(folder.path()), ["plan.slipway-hub"]);
}

#[tokio::test]
async fn eight_processes_push_to_one_hub_and_none_loses_an_entry() {
    const NAME: &str = "eight_processes_push_to_one_hub_and_none_loses_an_entry";
    if std::env::var(ROLE).is_ok() {
        return push_many().await;
    }
    crowd(NAME, "locks").await;
}

#[tokio::test]
async fn the_lease_alone_keeps_eight_processes_apart() {
    const NAME: &str = "the_lease_alone_keeps_eight_processes_apart";
    if std::env::var(ROLE).is_ok() {
        return push_many().await;
    }
    crowd(NAME, "lease").await;
}

#[tokio::test]
async fn writers_killed_at_any_moment_lose_nothing_acknowledged() {
    const NAME: &str = "writers_killed_at_any_moment_lose_nothing_acknowledged";
    if std::env::var(ROLE).is_ok() {
        return push_many().await;
    }
    let kills = size("SLIPWAY_KILLS", 12, 1000);
    // `lease` to leave SQLite's own locks out, as on a share that has none.
    let role = std::env::var("SLIPWAY_KILL_ROLE").unwrap_or_else(|_| "locks".into());
    let folder = tempfile::tempdir().unwrap();
    let hub = ShareHub::found_with(hub_path(folder.path()), &identity(), who("Anna"), settings(&role))
        .await
        .unwrap();
    let (mut all, mut hot, mut leases) = (Vec::new(), 0, 0);
    let mut moment = 0x9E37_79B9_7F4A_7C15_u64;
    let mut killed = 0;
    while killed < kills {
        // Two at a time, each killed after its first push at a moment of its own.
        let children: Vec<_> = (0..2)
            .map(|number| {
                moment ^= moment << 13;
                moment ^= moment >> 7;
                moment ^= moment << 17;
                let child = again(
                    NAME,
                    "locks",
                    hub.path(),
                    1_000_000 * (killed + number + 1),
                    100_000,
                );
                let after = Duration::from_micros(moment % 40_000);
                std::thread::spawn(move || kill_after(child, after))
            })
            .collect();
        for child in children {
            all.extend(child.join().unwrap());
            killed += 1;
        }
        hot += u32::from(
            hub_path(folder.path())
                .with_extension("slipway-hub-journal")
                .exists(),
        );
        leases += u32::from(lock(hub.path()).exists());
        if killed % 50 < 2 || killed >= kills {
            check(&hub, &all).await;
        }
    }
    let there = check(&hub, &all).await;
    println!(
        "{killed} kills ({role}): {} acknowledged, 0 missing, {there} there; {hot} rounds left a hot journal, {leases} a lease",
        all.len()
    );
    assert!(all.len() as u128 >= kills);
}

fn kill_after(mut child: Child, moment: Duration) -> Vec<EntryId> {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut ids = Vec::new();
    let id_of = |line: String| {
        line.strip_prefix("ack ")
            .and_then(|id| id.parse::<EntryId>().ok())
    };
    for line in lines.by_ref().map_while(Result::ok) {
        if let Some(id) = id_of(line) {
            ids.push(id);
            break;
        }
    }
    assert_eq!(ids.len(), 1, "the writer stopped by itself");
    std::thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    ids.extend(lines.map_while(Result::ok).filter_map(id_of));
    ids
}

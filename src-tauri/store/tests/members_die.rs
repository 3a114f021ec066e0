//! Members with their own plan files at one hub file, killed at any moment: nothing they were told is saved is lost.
//!
//! The test starts itself again as a member. Small by default; `SLIPWAY_LONG=1` runs 8 members and 1,000 kills.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::EntryId;
use planning::journal::EntryDraft;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use store::hub::{Hub, HubAddress, HubIdentity, found_hub, open_hub};
use store::{Pen, SharingError, Store};
use support::*;
use uuid::Uuid;

const FILE: &str = "SLIPWAY_TEST_FILE";
const FROM: &str = "SLIPWAY_TEST_FROM";
const TEST: &str = "members_killed_at_any_moment_lose_nothing_and_end_alike";

fn address(folder: &Path) -> HubAddress {
    folder.join("team.slipway-hub").to_string_lossy().parse().unwrap()
}

fn size(short: usize, long: usize) -> usize {
    if std::env::var("SLIPWAY_LONG").is_ok_and(|value| value == "1") {
        long
    } else {
        short
    }
}

/// Edits and visits until it is killed. Says each entry once the plan file acknowledged it.
async fn member(file: PathBuf, mut number: u128) {
    let folder = file.parent().unwrap().to_owned();
    let store = Store::open(&file).await.unwrap();
    let key = u8::try_from(number >> 32 & 0xff).unwrap();
    store.write_with(Pen::from_secret([key; 32]));
    let hub = loop {
        match open_hub(&address(&folder), &format!("Member {key}")).await {
            Err(fault) if fault.passes() => {}
            hub => break hub.unwrap(),
        }
    };
    loop {
        number += 1;
        let mut tx = store.begin().await.unwrap();
        let hot = number.is_multiple_of(3);
        let mut record = team(if hot { 10 + number % 4 } else { 1_000_000 + number }, "x");
        record.reference = reference(&format!("T{}", record.id));
        record.name = format!("Edit {number}");
        tx.put(record).unwrap();
        let draft = EntryDraft {
            author: format!("Member {key}"),
            ..draft(number, "Edited")
        };
        let receipt = tx.commit(draft).await.unwrap();
        writeln!(std::io::stderr().lock(), "saved {}", receipt.entry.id).unwrap();
        match store.sync(hub.as_ref()).await {
            Err(SharingError::Hub(fault)) if fault.passes() => {}
            done => drop(done.unwrap()),
        }
    }
}

fn start(file: &Path, from: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture"])
        .env(FILE, file)
        .env(FROM, from.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Lets the members work for a while, kills them, and answers what they were told is saved.
fn round(files: &[PathBuf], round: usize) -> Vec<EntryId> {
    let children: Vec<Child> = (1..)
        .zip(files)
        .map(|(number, file)| start(file, (number << 32) + (round as u128) * 10_000))
        .collect();
    let heard: Vec<_> = children
        .into_iter()
        .enumerate()
        .map(|(at, mut child)| {
            let out = BufReader::new(child.stderr.take().unwrap());
            std::thread::spawn(move || {
                let mut saved = Vec::new();
                let mut lines = out.lines().map_while(Result::ok);
                // Each dies after another number of edits, in the middle of whatever comes next.
                for line in lines.by_ref() {
                    match line.strip_prefix("saved ") {
                        Some(id) => saved.push(EntryId(id.parse::<Uuid>().unwrap())),
                        None => panic!("{line}"),
                    }
                    if saved.len() > (at + round) % 5 {
                        break;
                    }
                }
                std::thread::sleep(Duration::from_millis((round * 7 + at * 13) as u64 % 40));
                child.kill().unwrap();
                child.wait().unwrap();
                saved.extend(lines.filter_map(|line| line.strip_prefix("saved ")?.parse().ok().map(EntryId)));
                saved
            })
        })
        .collect();
    heard
        .into_iter()
        .flat_map(|thread| thread.join().unwrap())
        .collect()
}

async fn settled(store: &Store, hub: &dyn Hub) {
    for _ in 0..200 {
        match store.sync(hub).await {
            Ok(synced) if synced.pushed == 0 => return,
            Err(SharingError::Hub(fault)) if !fault.passes() => panic!("{fault}"),
            Err(SharingError::Store(error)) => panic!("{error}"),
            _ => {}
        }
    }
    panic!("never came to rest");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_killed_at_any_moment_lose_nothing_and_end_alike() {
    if let Some(file) = std::env::var_os(FILE) {
        let from = std::env::var(FROM).unwrap().parse().unwrap();
        return member(file.into(), from).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let first = on_disk(folder.path()).await;
    let identity = HubIdentity {
        hub: uuid(900),
        plan: first.id(),
        name: "Q4 2026".into(),
        founded_at: at("2026-11-02T09:00:00Z"),
        min_app: "0.1.0".into(),
    };
    let address = address(folder.path());
    let hub = found_hub(&address, &identity, "The test").await.unwrap();
    first.share_at(hub.as_ref(), &address.to_string()).await.unwrap();
    let mut tx = first.begin().await.unwrap();
    for number in 10..14 {
        let mut record = team(number, "x");
        record.reference = reference(&format!("T{}", record.id));
        tx.put(record).unwrap();
    }
    tx.commit(draft(1, "Added the teams")).await.unwrap();
    settled(&first, hub.as_ref()).await;
    let mut files = vec![first.path().unwrap().to_owned()];
    for number in 1..size(3, 8) {
        let path = folder.path().join(format!("member-{number}.slipway"));
        let joined = Store::join(&path, hub.as_ref(), &address.to_string())
            .await
            .unwrap();
        joined.close().await;
        files.push(path);
    }
    first.close().await;
    let mut saved = Vec::new();
    let rounds = size(4, 1000_usize.div_ceil(8));
    for number in 0..rounds {
        saved.extend(round(&files, number));
    }
    let mut members = Vec::new();
    for file in &files {
        members.push(Store::open(file).await.unwrap());
    }
    for store in members.iter().chain(&members) {
        settled(store, hub.as_ref()).await;
    }
    let journal = members[0].entries(0, 1_000_000).await.unwrap();
    let there: BTreeSet<EntryId> = journal.iter().map(|entry| entry.id).collect();
    assert_eq!(there.len(), journal.len(), "an entry stands twice");
    let lost: Vec<_> = saved.iter().filter(|id| !there.contains(id)).collect();
    assert!(
        lost.is_empty(),
        "{} of {} lost: {lost:?}",
        lost.len(),
        saved.len()
    );
    for store in &members {
        assert_eq!(store.digest(), members[0].digest());
        assert_eq!(store.entries(0, 1_000_000).await.unwrap(), journal);
        let report = store.verify().await.unwrap();
        assert!(report.is_sound(), "{:?}", report.problems);
    }
    let conflicts = members[0].plan().merge_conflicts.len();
    println!(
        "{} kills of {} members: {} entries acknowledged, none lost; {conflicts} conflicts",
        rounds * files.len(),
        files.len(),
        saved.len()
    );
}

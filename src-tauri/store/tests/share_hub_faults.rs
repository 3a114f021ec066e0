//! A share that hangs, is full, may not be written, or loses a member in the middle: a clear sentence, and no loss.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![cfg(unix)]

mod hub_contract;
mod share;

use hub_contract::*;
use share::*;
use sqlx::{ConnectOptions as _, Connection as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use store::hub::share::{ShareSettings, judge_place};
use store::hub::{Head, Hub, Pushed, ShareHub};

/// A pipe nobody writes to: whoever opens it hangs in the kernel, as on a share whose server is gone.
fn hang(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Somebody writes to the pipe at last: the kernel answers.
fn come_back(path: &Path) {
    fs::OpenOptions::new().write(true).open(path).unwrap();
    fs::remove_file(path).unwrap();
}

fn in_no_time() -> ShareSettings {
    ShareSettings {
        deadline: Duration::from_millis(200),
        ..quick()
    }
}

/// A hub opened with a short deadline, however slow this machine is just now.
async fn hasty(path: &Path) -> ShareHub {
    loop {
        match opened(path, in_no_time()).await {
            Ok(hub) => return hub,
            Err(fault) => assert!(fault.passes(), "{fault}"),
        }
    }
}

#[tokio::test]
async fn a_share_that_hangs_blocks_nobody_and_is_used_again_when_it_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let calm = founded(folder.path()).await;
    let path = calm.path().to_path_buf();
    let hub = hasty(&path).await;
    let entries = entries_after(&Head::start(), 0, 1);
    hang(&lock(&path));
    let started = Instant::now();
    for _ in 0..12 {
        let fault = hub.push(&Head::start(), &entries).await.unwrap_err();
        assert_eq!(
            fault.to_string(),
            "The shared plan can't be reached: no answer within 0.2 s. Your edits are saved on this computer and \
             will merge later."
        );
    }
    let unreachable = hub
        .moved(&Head::start(), Duration::from_secs(60))
        .await
        .unwrap_err();
    assert!(unreachable.passes(), "{unreachable}");
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    let threads = threads_at_shares();
    assert!(threads < 8, "one thread hangs, not one a visit: {threads}");
    come_back(&lock(&path));
    // The visits nobody waits for any more wrote nothing.
    assert_eq!(calm.head().await.unwrap(), Head::start());
    assert_eq!(calm.push(&Head::start(), &entries).await.unwrap(), Pushed::Done);
    assert_eq!(names(folder.path()), ["plan.slipway-hub"]);
}

/// Those of the other tests in this process, too.
fn threads_at_shares() -> usize {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten();
    tasks
        .filter_map(Result::ok)
        .filter(|task| {
            fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.trim() == "slipway-share")
        })
        .count()
}

#[tokio::test]
async fn a_file_that_hangs_when_opened_is_unreachable_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = hub_path(folder.path());
    hang(&path);
    let started = Instant::now();
    for _ in 0..2 {
        let fault = opened(&path, in_no_time()).await.unwrap_err();
        assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    }
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{:?}",
        started.elapsed()
    );
    come_back(&path);
}

#[tokio::test]
async fn a_blocked_lease_is_told_within_the_deadline_whatever_the_patience() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let settings = ShareSettings {
        ttl: Duration::from_secs(3600),
        patience: Duration::from_secs(3600),
        ..in_no_time()
    };
    let slow = loop {
        match opened(hub.path(), settings.clone()).await {
            Ok(slow) => break slow,
            Err(fault) => assert!(fault.passes(), "{fault}"),
        }
    };
    leave_lease(hub.path(), "Anna", "anna-laptop");
    let started = Instant::now();
    let fault = slow.head().await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{:?}",
        started.elapsed()
    );
    fs::remove_file(lock(hub.path())).unwrap();
}

/// The visit stands still inside its transaction; meanwhile its lease is broken and taken by somebody else.
#[tokio::test]
async fn a_holder_whose_lease_was_taken_meanwhile_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let patient = ShareSettings {
        ttl: Duration::from_secs(60),
        ..quick()
    };
    let hub = ShareHub::found_with(hub_path(folder.path()), &identity(), who("Anna"), patient)
        .await
        .unwrap();
    let entries = entries_after(&Head::start(), 0, 1);
    let mut program = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(hub.path())
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut program)
        .await
        .unwrap();
    let pushing = tokio::spawn({
        let (hub, entries) = (hub.clone(), entries.clone());
        async move { hub.push(&Head::start(), &entries).await }
    });
    while !fs::read_to_string(lock(hub.path())).is_ok_and(|line| line.ends_with('}')) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    leave_lease(hub.path(), "Carla", "carlas-laptop");
    program.close().await.unwrap();
    let fault = pushing.await.unwrap().unwrap_err();
    assert!(
        fault.to_string().contains("lost its turn; nothing was written"),
        "{fault}"
    );
    assert!(fault.passes());
    // Carla's lease is hers to give back.
    assert!(fs::read_to_string(lock(hub.path())).unwrap().contains("Carla"));
    fs::remove_file(lock(hub.path())).unwrap();
    assert_eq!(hub.head().await.unwrap(), Head::start());
    assert_eq!(hub.push(&Head::start(), &entries).await.unwrap(), Pushed::Done);
}

/// A small file system of its own, gone with the test. `None` without the right to mount one.
struct Mounted(PathBuf);

impl Mounted {
    fn new(path: &Path, options: &str) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(path)
            .output();
        let there = mounted.is_ok_and(|output| output.status.success());
        there.then(|| Self(path.to_path_buf()))
    }

    fn remount(&self, options: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{options}")]).arg(&self.0);
        assert!(mount.status().unwrap().success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_of_the_push_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_mounted) = Mounted::new(folder.path(), "size=256k") else {
        println!("skipped: no right to mount a small disk here");
        return;
    };
    let hub = founded(folder.path()).await;
    let few = entries_after(&Head::start(), 0, 20);
    hub.push(&Head::start(), &few).await.unwrap();
    let many = entries_after(&head_of(&few), 100, 2000);
    let fault = hub.push(&head_of(&few), &many).await.unwrap_err();
    assert_eq!(fault.code(), "hub-denied", "{fault}");
    assert!(fault.to_string().contains("is full"), "{fault}");
    assert_eq!(hub.pull(&Head::start(), 100).await.unwrap().entries, few);
    // Not even room for a lock file.
    let filler = folder.path().join("film.mkv");
    let mut size = 4096;
    fs::write(&filler, "").unwrap();
    while fs::write(&filler, vec![0; size]).is_ok() {
        size += 4096;
    }
    let fault = hub.head().await.unwrap_err();
    assert!(fault.to_string().contains("is full"), "{fault}");
    fs::remove_file(&filler).unwrap();
    let next = entries_after(&head_of(&few), 100, 1);
    assert_eq!(hub.push(&head_of(&few), &next).await.unwrap(), Pushed::Done);
    assert_eq!(names(folder.path()), ["plan.slipway-hub"]);
}

#[tokio::test]
async fn a_folder_that_may_not_be_written_is_denied() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("team");
    fs::create_dir(&inner).unwrap();
    let mounted = Mounted::new(&inner, "size=1m");
    let hub = founded(&inner).await;
    match &mounted {
        Some(mounted) => mounted.remount("ro"),
        None => fs::set_permissions(&inner, fs::Permissions::from_mode(0o555)).unwrap(),
    }
    let probe = fs::write(inner.join("probe"), "");
    let entries = entries_after(&Head::start(), 0, 1);
    if probe.is_ok() {
        println!("skipped: this user may write everywhere and mount nothing");
        return;
    }
    let fault = hub.push(&Head::start(), &entries).await.unwrap_err();
    assert_eq!(fault.code(), "hub-denied", "{fault}");
    let fault = ShareHub::found(inner.join("second.slipway-hub"), &identity(), who("Anna"))
        .await
        .unwrap_err();
    assert_eq!(fault.code(), "hub-denied", "{fault}");
    assert!(fault.to_string().contains("a file can't be created"), "{fault}");
    if mounted.is_none() {
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[tokio::test]
async fn a_folder_in_memory_is_warned_about() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_mounted) = Mounted::new(folder.path(), "size=64k") else {
        println!("skipped: no right to mount a small disk here");
        return;
    };
    let verdict = judge_place(folder.path(), Duration::from_secs(10)).await.unwrap();
    assert_eq!((verdict.file_system.as_str(), verdict.remote), ("tmpfs", false));
    assert!(
        verdict.options.iter().any(|option| option == "size=64k"),
        "{verdict:?}"
    );
}

#[tokio::test]
async fn a_share_that_was_unmounted_is_unreachable_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let share = folder.path().join("share");
    fs::create_dir(&share).unwrap();
    let hub = founded(&share).await;
    fs::rename(&share, folder.path().join("away")).unwrap();
    let fault = hub.head().await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    let fault = hub.moved(&Head::start(), Duration::ZERO).await.unwrap_err();
    assert_eq!(fault.code(), "hub-unreachable", "{fault}");
    fs::rename(folder.path().join("away"), &share).unwrap();
    assert_eq!(hub.head().await.unwrap(), Head::start());
    // The folder is there and the file is not: somebody removed the hub.
    fs::rename(hub.path(), folder.path().join("hub")).unwrap();
    assert_eq!(hub.head().await.unwrap_err().code(), "hub-missing");
    assert_eq!(
        hub.moved(&Head::start(), Duration::ZERO)
            .await
            .unwrap_err()
            .code(),
        "hub-missing"
    );
}

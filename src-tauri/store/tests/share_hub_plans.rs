//! Plans edited apart that meet at a file on a share: joined, cut off, restored, published again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod hub_contract;
mod share;
mod support;

use share::{founded, hub_path, leave_lease, lock, opened, quick, soon, who};
use std::fs;
use std::path::Path;
use std::time::Duration;
use store::hub::share::ShareSettings;
use store::hub::{Hub, HubIdentity, ShareHub};
use store::{Pen, SharingError, Store};
use support::*;

/// A hub for the plan that `in_memory` makes.
async fn hub_for_plan(folder: &Path) -> ShareHub {
    let identity = HubIdentity {
        plan: uuid(1),
        ..hub_contract::identity()
    };
    ShareHub::found_with(hub_path(folder), &identity, who("Anna"), quick())
        .await
        .unwrap()
}

async fn add(store: &Store, number: u128, key: &str) {
    let mut tx = store.begin().await.unwrap();
    tx.put(team(number, key)).unwrap();
    tx.commit(draft(number, &format!("Added {key}"))).await.unwrap();
}

async fn waiting(store: &Store) -> i64 {
    store.sharing().await.unwrap().unwrap().waiting
}

fn code(error: &SharingError) -> &'static str {
    match error {
        SharingError::Hub(fault) => fault.code(),
        SharingError::Store(error) => panic!("{error}"),
    }
}

/// Anna and Ben share a plan with one team in it.
async fn two(folder: &Path) -> (ShareHub, Store, Store) {
    let hub = hub_for_plan(folder).await;
    let anna = in_memory().await;
    anna.write_with(Pen::from_secret([1; 32]));
    anna.share_at(&hub, "share").await.unwrap();
    add(&anna, 10, "PAY").await;
    anna.sync(&hub).await.unwrap();
    let ben = Store::join(folder.join("ben.slipway"), &hub, "share")
        .await
        .unwrap();
    ben.write_with(Pen::from_secret([2; 32]));
    (hub, anna, ben)
}

async fn alike(hub: &ShareHub, anna: &Store, ben: &Store) {
    for member in [anna, ben, anna] {
        member.sync(hub).await.unwrap();
    }
    assert_eq!(anna.digest(), ben.digest());
    let entries = anna.entries(0, 1000).await.unwrap();
    assert_eq!(entries, ben.entries(0, 1000).await.unwrap());
    assert_eq!(hub.head().await.unwrap(), hub_contract::head_of(&entries));
    assert!(ben.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn plans_edited_apart_meet_at_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, anna, ben) = two(folder.path()).await;
    let at_bens = opened(hub.path(), quick()).await.unwrap();
    add(&anna, 11, "SHOP").await;
    add(&ben, 12, "LEDGER").await;
    let (one, other) = tokio::join!(anna.sync(&hub), ben.sync(&at_bens));
    one.unwrap();
    other.unwrap();
    alike(&hub, &anna, &ben).await;
    assert_eq!(anna.plan().teams.len(), 3);
}

#[tokio::test]
async fn what_waits_while_the_share_is_away_goes_out_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let share = folder.path().join("share");
    fs::create_dir(&share).unwrap();
    let (hub, anna, ben) = two(&share).await;
    ben.sync(&hub).await.unwrap();
    fs::rename(&share, folder.path().join("away")).unwrap();
    add(&anna, 11, "SHOP").await;
    let away = anna.sync(&hub).await.unwrap_err();
    assert_eq!((code(&away), waiting(&anna).await), ("hub-unreachable", 1));
    fs::rename(folder.path().join("away"), &share).unwrap();
    // It is back, and somebody left a lease behind.
    leave_lease(hub.path(), "Carla", "carlas-laptop");
    let hasty = ShareSettings {
        patience: Duration::from_millis(10),
        ..quick()
    };
    let hasty = opened(hub.path(), hasty).await;
    assert_eq!(hasty.unwrap_err().code(), "hub-busy");
    let patient = opened(hub.path(), soon()).await.unwrap();
    anna.sync(&patient).await.unwrap();
    assert_eq!(waiting(&anna).await, 0);
    assert!(!lock(hub.path()).exists());
    alike(&hub, &anna, &ben).await;
}

#[tokio::test]
async fn a_hub_restored_from_an_older_copy_gets_everything_back_from_a_member() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, anna, ben) = two(folder.path()).await;
    let backup = fs::read(hub.path()).unwrap();
    add(&anna, 11, "SHOP").await;
    anna.sync(&hub).await.unwrap();
    ben.sync(&hub).await.unwrap();
    fs::write(hub.path(), &backup).unwrap();
    for member in [&anna, &ben] {
        let parted = member.sync(&hub).await.unwrap_err();
        assert_eq!(code(&parted), "hub-parted", "{parted}");
    }
    add(&ben, 12, "LEDGER").await;
    ben.republish(&hub).await.unwrap();
    anna.sync(&hub).await.unwrap();
    alike(&hub, &anna, &ben).await;
    assert_eq!(anna.plan().teams.len(), 3);
}

#[tokio::test]
async fn a_hub_of_another_plan_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let anna = in_memory().await;
    let other = anna.share_at(&hub, "share").await.unwrap_err();
    assert_eq!(code(&other), "other-plan");
    assert_eq!(hub.head().await.unwrap().seq, 0);
}

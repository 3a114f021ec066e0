//! A large plan: 10,000 changes, 2,000 services, 20,000 dependencies. Times are printed, not judged.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::{Change, Dependency};
use std::time::Instant;
use store::Store;
use support::*;

#[tokio::test]
async fn a_large_plan_is_written_once_read_once_and_proved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.slipway");
    let store = on_disk(folder.path()).await;
    let clock = Instant::now();
    let mut tx = store.begin().await.unwrap();
    for number in 0..2_000 {
        tx.put(service(10_000 + number, &format!("svc-{number}")))
            .unwrap();
    }
    for number in 0..20_000_u128 {
        let (consumer, provider) = (10_000 + number % 2_000, 10_000 + (number * 7 + 1) % 2_000);
        tx.put(Dependency {
            note: "imported".into(),
            ..dependency(100_000 + number, consumer, provider)
        })
        .unwrap();
    }
    for number in 0..10_000_u128 {
        let services = (0..3)
            .map(|step| id(10_000 + (number * 3 + step * 11) % 2_000))
            .collect();
        let requires = if number > 0 {
            vec![id(200_000 + number - 1)]
        } else {
            vec![]
        };
        let change = change(200_000 + number, &format!("CHG-{number}"));
        tx.put(Change {
            services,
            requires,
            origin: origin(&format!("c{number}")),
            ..change
        })
        .unwrap();
    }
    println!("32,000 puts: {:?}", clock.elapsed());
    let clock = Instant::now();
    tx.commit(draft(1, "Imported")).await.unwrap();
    println!("commit: {:?}", clock.elapsed());

    let clock = Instant::now();
    let mut tx = store.begin().await.unwrap();
    tx.put(Change {
        title: "Renamed".into(),
        ..change(200_000, "CHG-0")
    })
    .unwrap();
    tx.commit(draft(2, "Renamed CHG-0")).await.unwrap();
    println!("one edit: {:?}", clock.elapsed());
    let clock = Instant::now();
    store.undo(draft(3, "Undo")).await.unwrap();
    println!("one undo: {:?}", clock.elapsed());
    let plan = store.plan();
    store.close().await;
    println!("file: {} KB", std::fs::metadata(&path).unwrap().len() / 1024);

    let clock = Instant::now();
    let store = Store::open(&path).await.unwrap();
    println!("open: {:?}", clock.elapsed());
    assert_eq!(store.plan(), plan);
    let clock = Instant::now();
    let report = store.verify().await.unwrap();
    println!("verify: {:?}", clock.elapsed());
    assert!(report.is_sound(), "{:?}", report.problems);
    let clock = Instant::now();
    let copy = store
        .backup(&folder.path().join("backups"), at("2026-11-02T09:00:00Z"))
        .await
        .unwrap();
    println!("backup: {:?}", clock.elapsed());
    assert_eq!(Store::open(copy).await.unwrap().plan(), plan);
}

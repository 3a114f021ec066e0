//! Every record comes back from its table as it went in.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::plan::TableName;
use std::collections::BTreeSet;
use store::Store;
use support::full::{full, put_all};
use support::*;

#[tokio::test]
async fn every_field_of_every_record_survives_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut plan = full();
    let mut tx = store.begin().await.unwrap();
    put_all(&mut tx, &plan);
    let receipt = tx.commit(draft(1, "Filled the plan")).await.unwrap();
    assert_eq!(
        receipt.touched,
        TableName::ALL.to_vec(),
        "the full plan has a record of every kind"
    );
    store.close().await;

    let store = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    plan.seq = 2;
    assert_eq!(*store.plan(), plan);
}

/// If this fails a field of the full plan is empty, and the test above proves less than it says.
#[test]
fn the_full_plan_leaves_no_field_empty() {
    let mut kinds = BTreeSet::new();
    let mut seen: BTreeSet<(TableName, String)> = BTreeSet::new();
    let mut all: BTreeSet<(TableName, String)> = BTreeSet::new();
    full().for_each_row(|table, row| {
        kinds.insert(table);
        for (field, value) in row {
            let empty =
                value.is_null() || value.as_array().is_some_and(Vec::is_empty) || value.as_str() == Some("");
            all.insert((table, field.clone()));
            if !empty {
                seen.insert((table, field));
            }
        }
    });
    assert_eq!(kinds.len(), TableName::ALL.len());
    assert_eq!(
        all.difference(&seen).collect::<Vec<_>>(),
        Vec::<&(TableName, String)>::new()
    );
}

#[tokio::test]
async fn a_conflict_about_nothing_comes_back_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut conflict = full().merge_conflicts.iter().next().unwrap().clone();
    (conflict.was, conflict.mine, conflict.theirs) = Default::default();
    (conflict.field, conflict.theirs_at, conflict.theirs_entry) = (None, None, None);
    let mut tx = store.begin().await.unwrap();
    tx.put(conflict.clone()).unwrap();
    tx.commit(draft(1, "Merged")).await.unwrap();
    store.close().await;
    let store = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    assert_eq!(store.plan().merge_conflicts.get(&conflict.id), Some(&conflict));
    assert!(store.verify().await.unwrap().is_sound());
}

#[tokio::test]
async fn an_empty_list_and_an_absent_part_come_back_empty() {
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(change(60, "CHG-1")).unwrap();
    tx.put(service(30, "a")).unwrap();
    tx.commit(draft(1, "Added two")).await.unwrap();
    store.close().await;
    let store = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    assert_eq!(store.plan().changes.get(&id(60)), Some(&change(60, "CHG-1")));
    assert_eq!(store.plan().services.get(&id(30)), Some(&service(30, "a")));
}

//! The one write path: rows, journal line and head together, receipts, refusals, undo and redo.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::journal::verify_chain;
use planning::plan::TableName;
use planning::*;
use store::{Refusal, Store, StoreError};
use support::*;

fn refusal<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Refusal {
    match result {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("no refusal: {other:?}"),
    }
}

async fn put_service(store: &Store, number: u128, service: Service) -> store::Receipt {
    let mut tx = store.begin().await.unwrap();
    tx.put(service).unwrap();
    tx.commit(draft(number, &format!("Edit {number}"))).await.unwrap()
}

#[tokio::test]
async fn a_commit_answers_with_position_entry_and_touched_tables() {
    let store = in_memory().await;
    let mut tx = store.begin().await.unwrap();
    tx.put(team(10, "payments")).unwrap();
    tx.put(Service {
        owner: Some(id(10)),
        ..service(30, "ledger-core")
    })
    .unwrap();
    let receipt = tx.commit(draft(1, "Added ledger-core")).await.unwrap();
    assert_eq!(receipt.seq, 2);
    assert_eq!(receipt.touched, [TableName::Team, TableName::Service]);
    assert_eq!(store.plan().seq, 2);
    assert_eq!(store.plan().services.len(), 1);
    let entries = store.entries(0, 10).await.unwrap();
    assert_eq!(entries[1], receipt.entry);
    verify_chain(&entries, 1, planning::journal::GENESIS).unwrap();
}

#[tokio::test]
async fn a_dropped_write_leaves_nothing() {
    let store = in_memory().await;
    let before = store.digest();
    let mut tx = store.begin().await.unwrap();
    tx.put(service(30, "ledger-core")).unwrap();
    drop(tx);
    assert_eq!(store.digest(), before);
    put_service(&store, 1, service(31, "other")).await;
    assert_eq!(store.plan().services.len(), 1);
}

#[tokio::test]
async fn putting_what_is_there_already_is_nothing_to_do() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "ledger-core")).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(30, "ledger-core")).unwrap();
    assert_eq!(
        refusal(tx.commit(draft(2, "Again")).await).code(),
        "nothing-to-do"
    );
    assert_eq!(store.plan().seq, 2);
}

#[tokio::test]
async fn an_update_journals_only_the_fields_that_differ() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "ledger-core")).await;
    let receipt = put_service(
        &store,
        2,
        Service {
            name: "Ledger".into(),
            ..service(30, "ledger-core")
        },
    )
    .await;
    let fields: Vec<_> = receipt.entry.changes[0]
        .fields()
        .into_iter()
        .map(|field| field.field.to_owned())
        .collect();
    assert_eq!(fields, ["name"]);
}

#[tokio::test]
async fn two_services_may_swap_their_references_in_one_write() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "a")).await;
    put_service(&store, 2, service(31, "b")).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(30, "b")).unwrap();
    tx.put(service(31, "a")).unwrap();
    tx.commit(draft(3, "Swapped")).await.unwrap();
    assert_eq!(
        store.plan().services.get(&id(30)).unwrap().reference.as_str(),
        "b"
    );
}

#[tokio::test]
async fn a_taken_reference_is_refused_with_both_names() {
    let store = in_memory().await;
    put_service(
        &store,
        1,
        Service {
            name: "Ledger".into(),
            ..service(30, "ledger-core")
        },
    )
    .await;
    let mut tx = store.begin().await.unwrap();
    tx.put(Service {
        name: "New ledger".into(),
        ..service(31, "ledger-core")
    })
    .unwrap();
    let refusal = refusal(tx.commit(draft(2, "Add")).await);
    assert_eq!(
        refusal.to_string(),
        "The reference “ledger-core” is taken: service “Ledger” has it, and so would “New ledger”."
    );
    put_service(&store, 3, service(31, "free")).await;
}

#[tokio::test]
async fn a_record_in_use_cannot_be_removed() {
    let store = in_memory().await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(30, "ledger-core")).unwrap();
    tx.put(Change {
        services: vec![id(30)],
        ..change(60, "CHG-1042")
    })
    .unwrap();
    tx.commit(draft(1, "Added both")).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.remove::<Service>(id(30)).unwrap();
    let refusal = refusal(tx.commit(draft(2, "Remove")).await);
    assert_eq!(
        refusal.to_string(),
        "Service ledger-core is still used by change CHG-1042."
    );
    assert_eq!(store.plan().services.len(), 1);
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused() {
    let store = in_memory().await;
    let mut tx = store.begin().await.unwrap();
    tx.put(Service {
        owner: Some(id(10)),
        ..service(30, "ledger-core")
    })
    .unwrap();
    let refusal = refusal(tx.commit(draft(1, "Add")).await);
    assert!(
        refusal
            .to_string()
            .starts_with("Service ledger-core refers to a team "),
        "{refusal}"
    );
}

#[tokio::test]
async fn an_edit_of_something_older_is_stale() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "ledger-core")).await;
    let seen = store.plan().seq;
    put_service(&store, 2, service(31, "other")).await;
    let mut tx = store.begin().await.unwrap();
    tx.expect_unchanged(TableName::Service, uuid(30), seen)
        .await
        .unwrap();
    drop(tx);
    put_service(
        &store,
        3,
        Service {
            name: "Ledger".into(),
            ..service(30, "ledger-core")
        },
    )
    .await;
    let mut tx = store.begin().await.unwrap();
    match refusal(tx.expect_unchanged(TableName::Service, uuid(30), seen).await) {
        Refusal::Stale { entry } => assert_eq!(entry.sentence, "Edit 3"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn undo_and_redo_walk_back_and_forth_across_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.slipway");
    let store = on_disk(folder.path()).await;
    put_service(&store, 1, service(30, "a")).await;
    let one = store.digest();
    put_service(&store, 2, service(31, "b")).await;
    let two = store.digest();
    put_service(
        &store,
        3,
        Service {
            name: "B".into(),
            ..service(31, "b")
        },
    )
    .await;
    let three = store.digest();
    store.undo(draft(4, "Undo")).await.unwrap();
    assert_eq!(store.digest(), two);
    store.close().await;

    let store = Store::open(&path).await.unwrap();
    assert_eq!(store.undo_target().await.unwrap().unwrap().sentence, "Edit 2");
    assert_eq!(store.redo_target().await.unwrap().unwrap().sentence, "Undo");
    store.undo(draft(5, "Undo")).await.unwrap();
    assert_eq!(store.digest(), one);
    store.redo(draft(6, "Redo")).await.unwrap();
    store.close().await;

    let store = Store::open(&path).await.unwrap();
    assert_eq!(store.digest(), two);
    store.redo(draft(7, "Redo")).await.unwrap();
    assert_eq!(store.digest(), three);
    assert_eq!(
        refusal(store.redo(draft(8, "Redo")).await).to_string(),
        "There is nothing to redo."
    );
    for (number, digest) in [(9, &two), (10, &one)] {
        store.undo(draft(number, "Undo")).await.unwrap();
        assert_eq!(&store.digest(), digest);
    }
    put_service(&store, 11, service(32, "c")).await;
    assert!(
        store.redo_target().await.unwrap().is_none(),
        "a new entry clears redo"
    );
}

#[tokio::test]
async fn undo_stops_at_what_cannot_be_undone() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "a")).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service(31, "b")).unwrap();
    let published = planning::journal::EntryDraft {
        undoable: false,
        ..draft(2, "Published version 3")
    };
    tx.commit(published).await.unwrap();
    assert!(store.undo_target().await.unwrap().is_none());
    assert_eq!(
        refusal(store.undo(draft(3, "Undo")).await).to_string(),
        "“Published version 3” cannot be undone, and nothing after it is left to undo."
    );
}

#[tokio::test]
async fn an_old_entry_whose_field_was_changed_since_is_not_undone() {
    let store = in_memory().await;
    put_service(&store, 1, service(30, "a")).await;
    let old = put_service(
        &store,
        2,
        Service {
            name: "A".into(),
            ..service(30, "a")
        },
    )
    .await;
    put_service(
        &store,
        3,
        Service {
            name: "AA".into(),
            ..service(30, "a")
        },
    )
    .await;
    assert_eq!(
        refusal(store.undo_entry(old.entry.id, draft(4, "Undo")).await).to_string(),
        "“Edit 2” cannot be undone: name of service a was changed since."
    );
    put_service(
        &store,
        5,
        Service {
            tier: Tier::new(0).unwrap(),
            name: "AA".into(),
            ..service(30, "a")
        },
    )
    .await;
    let last = store.undo_target().await.unwrap().unwrap();
    assert_eq!(last.sentence, "Edit 5");
}

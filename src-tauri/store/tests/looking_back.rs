//! The filter of the journal and the plan as it was: what is found, what is counted, and that the past is never written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::journal::EntryDraft;
use planning::plan::TableName;
use planning::{EntryId, Service};
use store::{EntryFilter, EntryOrder, EntrySign, Pen, Store};
use support::*;

/// Entry 1 makes the plan, 2 and 3 are edits by Inês, 4 is a signed decision by Tomás, 5 takes 3 back.
async fn some_history() -> Store {
    let store = in_memory().await;
    let write = async |number: u128, name: &str, entry: EntryDraft| {
        let mut tx = store.begin().await.unwrap();
        tx.put(Service {
            name: name.into(),
            ..service(30 + number % 2, &format!("ledger-{}", number % 2))
        })
        .unwrap();
        tx.commit(entry).await.unwrap()
    };
    write(1, "One", draft(1, "Named the ledger One")).await;
    write(2, "Two", draft(2, "Named the ledger Two")).await;
    store.write_with(Pen::from_secret([7; 32]));
    let decision = EntryDraft {
        at: at("2026-11-03T10:30:00Z"),
        author: "Tomás Rey".into(),
        operation: "decide_talks".into(),
        undoable: false,
        ..draft(3, "Decided for One")
    };
    write(3, "Decided", decision).await;
    store
        .undo_entry(id(0xE000_0002), draft(4, "Undid it"))
        .await
        .unwrap();
    store
}

async fn found(store: &Store, filter: EntryFilter) -> Vec<i64> {
    let entries = store
        .find_entries(&filter, i64::MAX, 100, EntryOrder::NewestFirst)
        .await
        .unwrap();
    assert_eq!(store.count_entries(&filter).await.unwrap(), entries.len() as i64);
    entries.iter().map(|entry| entry.seq).collect()
}

#[tokio::test]
async fn each_part_of_the_filter_finds_its_entries_and_counts_them() {
    let store = some_history().await;
    let none = EntryFilter::default;
    let cases = [
        (
            EntryFilter {
                words: vec!["LEDGER".into(), "two".into()],
                ..none()
            },
            vec![3],
        ),
        (
            EntryFilter {
                authors: vec!["rey".into(), "nobody".into()],
                ..none()
            },
            vec![4],
        ),
        (
            EntryFilter {
                operations: vec!["decide".into()],
                ..none()
            },
            vec![4],
        ),
        (
            EntryFilter {
                records: vec![uuid(30)],
                ..none()
            },
            vec![5, 3],
        ),
        (
            EntryFilter {
                since: Some(at("2026-11-03T00:00:00Z")),
                ..none()
            },
            vec![4],
        ),
        (
            EntryFilter {
                until: Some(at("2026-11-03T10:30:00Z")),
                ..none()
            },
            vec![5, 3, 2, 1],
        ),
        (
            EntryFilter {
                signed: Some(true),
                ..none()
            },
            vec![5, 4],
        ),
        (
            EntryFilter {
                signed: Some(false),
                ..none()
            },
            vec![3, 2, 1],
        ),
        (
            EntryFilter {
                undoes: Some(id::<EntryId>(0xE000_0002)),
                ..none()
            },
            vec![5],
        ),
        (
            EntryFilter {
                upto: Some(2),
                ..none()
            },
            vec![2, 1],
        ),
        (
            EntryFilter {
                words: vec!["no such word".into()],
                ..none()
            },
            vec![],
        ),
        (none(), vec![5, 4, 3, 2, 1]),
    ];
    for (filter, expected) in cases {
        assert_eq!(found(&store, filter.clone()).await, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn an_entry_bears_a_sign_when_one_part_of_it_holds_and_every_sign_counts() {
    let store = some_history().await;
    let last_word = EntrySign {
        last_word_except: Some(vec![]),
        ..Default::default()
    };
    let spared = EntrySign {
        last_word_except: Some(vec!["decide_talks".into()]),
        ..Default::default()
    };
    let settings = EntrySign {
        tables: vec![TableName::PlanSettings],
        ..Default::default()
    };
    let either = EntrySign {
        operations: vec!["decide_talks".into()],
        ..settings.clone()
    };
    let of = |signs: Vec<EntrySign>| EntryFilter {
        signs,
        ..Default::default()
    };
    assert_eq!(found(&store, of(vec![last_word])).await, [4, 1]);
    assert_eq!(found(&store, of(vec![spared])).await, [1]);
    assert_eq!(found(&store, of(vec![either.clone()])).await, [4, 1]);
    assert_eq!(found(&store, of(vec![either, settings])).await, [1]);
}

#[tokio::test]
async fn who_wrote_and_what_once_bore_a_reference_is_known() {
    let store = some_history().await;
    assert_eq!(
        store.authors().await.unwrap(),
        [("Inês Costa".to_owned(), 4), ("Tomás Rey".to_owned(), 1)]
    );
    let mut tx = store.begin().await.unwrap();
    tx.remove::<Service>(id(31)).unwrap();
    tx.commit(draft(9, "Took it out")).await.unwrap();
    assert_eq!(store.records_called("Ledger-1").await.unwrap(), [uuid(31)]);
    assert!(store.records_called("ledger").await.unwrap().is_empty());
}

#[tokio::test]
async fn the_past_shows_what_was_and_writes_nothing() {
    let store = some_history().await;
    let then = store.at(3).await.unwrap();
    assert_eq!((then.past(), store.past()), (Some(3), None));
    assert_eq!(*then.plan(), store.plan_at(3).await.unwrap());
    assert_eq!(found(&then, EntryFilter::default()).await, [3, 2, 1]);
    assert_eq!(then.entries(1, 500).await.unwrap().len(), 2);
    assert!(then.is_read_only());
    assert_eq!((then.now().past(), then.now().plan().seq), (None, 5));
    let refused = then.begin().await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "You see the plan as it was after entry 3. Go back to now to change it."
    );
    assert!(then.undo(draft(9, "Undo")).await.is_err());
    assert!(then.refresh().await.unwrap().is_empty());
    assert_eq!(then.undo_target().await.unwrap(), None);
    let mut tx = store.begin().await.unwrap();
    tx.put(service(40, "later")).unwrap();
    tx.commit(draft(10, "Later")).await.unwrap();
    assert_eq!(
        then.plan().seq,
        3,
        "what is written meanwhile does not show in the past"
    );
    assert!(store.at(99).await.is_err());
}

#[tokio::test]
async fn why_an_entry_cannot_be_taken_back_is_known_before_it_is_tried() {
    let store = some_history().await;
    let entries = store.entries(0, 9).await.unwrap();
    let why = |seq: usize| store.cannot_undo(&entries[seq - 1]);
    assert_eq!(why(5), None);
    assert_eq!(why(4).unwrap(), "“Decided for One” cannot be undone.");
    assert_eq!(
        why(2).unwrap(),
        "“Named the ledger One” cannot be undone: name of service ledger-1 was changed since."
    );
}

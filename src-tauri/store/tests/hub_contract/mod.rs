//! What every hub does, whatever it is made of: each body is run against each kind of hub.
//!
//! `CONTRACT` lists the bodies that want one fresh hub; [`two_handles`] wants two handles on one fresh hub. A hub is
//! made with [`identity`].
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test binary uses its own part, and a test that cannot go on stops"
)]

use planning::journal::{Entry, EntryDraft, link};
use planning::{EntryId, Instant};
use std::time::Duration;
use store::hub::{Checkpoint, Head, Hub, HubFault, HubIdentity, Pushed, Seen};
use uuid::Uuid;

/// Long enough that a hub which answers at once is told from one that sleeps.
const LONG: Duration = Duration::from_secs(20);

/// The plan the hub is for.
pub fn identity() -> HubIdentity {
    HubIdentity {
        hub: Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_aaaa),
        plan: Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_bbbb),
        name: "Q4 2026 “peak”".into(),
        founded_at: at("2026-11-02T09:00:00Z"),
        min_app: "0.1.0".into(),
    }
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Where a journal stands after its last entry.
pub fn head_of(entries: &[Entry]) -> Head {
    entries.last().map_or_else(Head::start, |last| Head {
        seq: last.seq,
        hash: last.hash.clone(),
    })
}

/// Entries that follow a head, with ids counted from `from`.
pub fn entries_after(head: &Head, from: u128, count: u128) -> Vec<Entry> {
    let mut entries: Vec<Entry> = (from..from + count).map(entry).collect();
    link(&mut entries, head.seq, &head.hash);
    entries
}

fn entry(number: u128) -> Entry {
    let draft = EntryDraft {
        id: EntryId::from(Uuid::from_u128(
            0x0192_0000_0000_7000_8000_0001_0000_0000 + number,
        )),
        at: at("2026-11-02T09:00:00Z"),
        author: "Inês Costa".into(),
        operation: "edit".into(),
        sentence: format!("Edit {number}: “quoted”, it's\nover two lines \\ 10 €"),
        undoable: true,
        undoes: None,
    };
    Entry {
        id: draft.id,
        seq: 0,
        at: draft.at,
        author: draft.author,
        operation: draft.operation,
        sentence: draft.sentence,
        undoable: draft.undoable,
        undoes: draft.undoes,
        changes: vec![],
        signed: None,
        previous_hash: String::new(),
        hash: String::new(),
    }
}

pub fn seen(key: &str, seq: i64) -> Seen {
    Seen {
        key: key.repeat(64),
        author: "Inês Costa".into(),
        computer: "inês' laptop".into(),
        at: at("2026-11-02T09:00:00Z"),
        seq,
        place: "freezes".into(),
    }
}

pub fn checkpoint(key: &str, head: &Head) -> Checkpoint {
    Checkpoint {
        key: key.repeat(64),
        author: "Inês Costa".into(),
        plan: identity().plan,
        seq: head.seq,
        hash: head.hash.clone(),
        at: at("2026-11-02T09:00:00Z"),
        signature: "5".repeat(128),
    }
}

/// Every body that wants one fresh hub.
pub async fn one_handle(name: &str, hub: &dyn Hub) {
    match name {
        "is_empty" => a_fresh_hub_is_empty_and_knows_its_plan(hub).await,
        "brings_back" => what_was_pushed_is_pulled_word_for_word(hub).await,
        "pages" => a_pull_brings_at_most_what_was_asked_for(hub).await,
        "moved_on" => a_push_on_an_old_head_writes_nothing(hub).await,
        "all_or_none" => entries_that_do_not_follow_one_another_are_refused_whole(hub).await,
        "idempotent" => a_push_repeated_is_not_written_twice(hub).await,
        "once" => an_entry_is_at_a_hub_once(hub).await,
        "parted" => a_pull_after_what_the_hub_does_not_hold_is_parted(hub).await,
        "notes" => a_member_is_seen_once_with_the_newest_checkpoint(hub).await,
        "moved" => moved_tells_at_once_what_has_happened_and_waits_otherwise(hub).await,
        other => panic!("{other} is not in the contract"),
    }
}

/// Names for [`one_handle`], each with a hub of its own.
pub const CONTRACT: &[&str] = &[
    "is_empty",
    "brings_back",
    "pages",
    "moved_on",
    "all_or_none",
    "idempotent",
    "once",
    "parted",
    "notes",
    "moved",
];

async fn a_fresh_hub_is_empty_and_knows_its_plan(hub: &dyn Hub) {
    assert_eq!(hub.identity().await.unwrap(), identity());
    assert_eq!(hub.head().await.unwrap(), Head::start());
    assert_eq!(hub.hash_at(0).await.unwrap(), Some(Head::start().hash));
    assert_eq!(hub.hash_at(1).await.unwrap(), None);
    let pulled = hub.pull(&Head::start(), 10).await.unwrap();
    assert_eq!((pulled.entries.len(), pulled.newest), (0, 0));
    assert_eq!((pulled.seen.len(), pulled.checkpoints.len()), (0, 0));
}

async fn what_was_pushed_is_pulled_word_for_word(hub: &dyn Hub) {
    let entries = entries_after(&Head::start(), 0, 3);
    assert_eq!(hub.push(&Head::start(), &entries).await.unwrap(), Pushed::Done);
    assert_eq!(hub.head().await.unwrap(), head_of(&entries));
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, entries);
    for entry in &entries {
        assert_eq!(hub.hash_at(entry.seq).await.unwrap().as_ref(), Some(&entry.hash));
    }
    assert_eq!(hub.hash_at(4).await.unwrap(), None);
    let more = entries_after(&head_of(&entries), 3, 2);
    assert_eq!(hub.push(&head_of(&entries), &more).await.unwrap(), Pushed::Done);
    assert_eq!(hub.pull(&head_of(&entries), 10).await.unwrap().entries, more);
    // Nothing to push is done already.
    assert_eq!(hub.push(&head_of(&more), &[]).await.unwrap(), Pushed::Done);
    assert_eq!(hub.head().await.unwrap(), head_of(&more));
}

async fn a_pull_brings_at_most_what_was_asked_for(hub: &dyn Hub) {
    let entries = entries_after(&Head::start(), 0, 7);
    hub.push(&Head::start(), &entries).await.unwrap();
    let mut got: Vec<Entry> = Vec::new();
    for expected in [3, 3, 1, 0] {
        let pulled = hub.pull(&head_of(&got), 3).await.unwrap();
        assert_eq!((pulled.entries.len(), pulled.newest), (expected, 7));
        got.extend(pulled.entries);
    }
    assert_eq!(got, entries);
}

async fn a_push_on_an_old_head_writes_nothing(hub: &dyn Hub) {
    let theirs = entries_after(&Head::start(), 0, 2);
    hub.push(&Head::start(), &theirs).await.unwrap();
    let mine = entries_after(&Head::start(), 10, 1);
    assert_eq!(hub.push(&Head::start(), &mine).await.unwrap(), Pushed::Moved);
    // The right position with another hash is another journal.
    let other = entries_after(&Head::start(), 20, 2);
    let mine = entries_after(&head_of(&other), 30, 1);
    assert_eq!(hub.push(&head_of(&other), &mine).await.unwrap(), Pushed::Moved);
    // And a position the hub has not reached.
    let ahead = entries_after(&head_of(&theirs), 40, 1);
    let mine = entries_after(&head_of(&ahead), 50, 1);
    assert_eq!(hub.push(&head_of(&ahead), &mine).await.unwrap(), Pushed::Moved);
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, theirs);
}

async fn entries_that_do_not_follow_one_another_are_refused_whole(hub: &dyn Hub) {
    let mut entries = entries_after(&Head::start(), 0, 3);
    entries[2].sentence.push('!');
    let fault = hub.push(&Head::start(), &entries).await.unwrap_err();
    assert_eq!(fault.code(), "hub-damaged", "{fault}");
    let gap = &entries_after(&Head::start(), 0, 3)[1..];
    let fault = hub.push(&Head::start(), gap).await.unwrap_err();
    assert_eq!(fault.code(), "hub-damaged", "{fault}");
    assert_eq!(hub.head().await.unwrap(), Head::start());
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, []);
}

/// The line broke after the commit: who asks again gets the same answer and nothing is there twice.
async fn a_push_repeated_is_not_written_twice(hub: &dyn Hub) {
    let mine = entries_after(&Head::start(), 0, 3);
    assert_eq!(hub.push(&Head::start(), &mine).await.unwrap(), Pushed::Done);
    assert_eq!(hub.push(&Head::start(), &mine).await.unwrap(), Pushed::Done);
    let theirs = entries_after(&head_of(&mine), 10, 1);
    hub.push(&head_of(&mine), &theirs).await.unwrap();
    assert_eq!(hub.push(&Head::start(), &mine).await.unwrap(), Pushed::Done);
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries.len(), 4);
    // Half of it there is not all of it there.
    let longer = entries_after(&Head::start(), 0, 4);
    assert_eq!(hub.push(&Head::start(), &longer).await.unwrap(), Pushed::Moved);
    assert_eq!(hub.head().await.unwrap(), head_of(&theirs));
}

async fn an_entry_is_at_a_hub_once(hub: &dyn Hub) {
    let entries = entries_after(&Head::start(), 0, 2);
    hub.push(&Head::start(), &entries).await.unwrap();
    let again = entries_after(&head_of(&entries), 1, 2);
    let fault = hub.push(&head_of(&entries), &again).await.unwrap_err();
    assert_eq!(fault.code(), "hub-damaged", "{fault}");
    assert_eq!(hub.head().await.unwrap(), head_of(&entries));
}

async fn a_pull_after_what_the_hub_does_not_hold_is_parted(hub: &dyn Hub) {
    let theirs = entries_after(&Head::start(), 0, 2);
    hub.push(&Head::start(), &theirs).await.unwrap();
    let other = entries_after(&Head::start(), 10, 2);
    let fault = hub.pull(&head_of(&other), 10).await.unwrap_err();
    assert_eq!(fault, HubFault::Parted { seq: 2 });
    let ahead = entries_after(&head_of(&theirs), 20, 3);
    let fault = hub.pull(&head_of(&ahead), 10).await.unwrap_err();
    assert_eq!(fault, HubFault::Parted { seq: 5 });
}

async fn a_member_is_seen_once_with_the_newest_checkpoint(hub: &dyn Hub) {
    let entries = entries_after(&Head::start(), 0, 3);
    hub.push(&Head::start(), &entries).await.unwrap();
    let (early, late) = (head_of(&entries[..1]), head_of(&entries));
    hub.note(&seen("b", 0), None).await.unwrap();
    hub.note(&seen("a", 1), Some(&checkpoint("a", &early)))
        .await
        .unwrap();
    hub.note(&seen("a", 3), Some(&checkpoint("a", &late)))
        .await
        .unwrap();
    // An older one does not replace a newer one.
    hub.note(&seen("a", 2), Some(&checkpoint("a", &early)))
        .await
        .unwrap();
    let mut pulled = hub.pull(&late, 10).await.unwrap();
    pulled.seen.sort_by(|one, other| one.key.cmp(&other.key));
    assert_eq!(pulled.seen, [seen("a", 2), seen("b", 0)]);
    assert_eq!(pulled.checkpoints, [checkpoint("a", &late)]);
    assert_eq!(hub.head().await.unwrap(), late, "a note is no entry");
}

async fn moved_tells_at_once_what_has_happened_and_waits_otherwise(hub: &dyn Hub) {
    let nothing = hub.moved(&Head::start(), Duration::from_millis(30)).await;
    assert!(!nothing.unwrap());
    let entries = entries_after(&Head::start(), 0, 1);
    hub.push(&Head::start(), &entries).await.unwrap();
    assert!(hub.moved(&Head::start(), LONG).await.unwrap());
    // A note wakes nobody.
    hub.note(&seen("a", 1), None).await.unwrap();
    let nothing = hub.moved(&head_of(&entries), Duration::from_millis(30)).await;
    assert!(!nothing.unwrap());
}

/// Two handles on one fresh hub: what one does the other sees.
pub async fn two_handles(mine: &dyn Hub, theirs: &dyn Hub) {
    let first = entries_after(&Head::start(), 0, 2);
    assert_eq!(mine.push(&Head::start(), &first).await.unwrap(), Pushed::Done);
    let late = entries_after(&Head::start(), 10, 1);
    assert_eq!(theirs.push(&Head::start(), &late).await.unwrap(), Pushed::Moved);
    assert_eq!(theirs.pull(&Head::start(), 10).await.unwrap().entries, first);
    // Who waits is told.
    let head = head_of(&first);
    let second = entries_after(&head, 10, 1);
    let (told, pushed) = tokio::join!(mine.moved(&head, LONG), theirs.push(&head, &second));
    assert_eq!(pushed.unwrap(), Pushed::Done);
    assert!(told.unwrap());
    assert_eq!(mine.pull(&head, 10).await.unwrap().entries, second);
    theirs.note(&seen("c", 3), None).await.unwrap();
    let pulled = mine.pull(&head_of(&second), 10).await.unwrap();
    assert_eq!(pulled.seen, [seen("c", 3)]);
    // Both push at once: one is done, the other pulls and pushes again.
    let head = head_of(&second);
    let (one, other) = (entries_after(&head, 20, 1), entries_after(&head, 30, 1));
    let (a, b) = tokio::join!(mine.push(&head, &one), theirs.push(&head, &other));
    let mut outcomes = [a.unwrap(), b.unwrap()];
    outcomes.sort_by_key(|outcome| *outcome == Pushed::Moved);
    assert_eq!(outcomes, [Pushed::Done, Pushed::Moved]);
    assert_eq!(mine.head().await.unwrap(), theirs.head().await.unwrap());
}

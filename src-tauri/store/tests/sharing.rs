//! Plans that are edited apart and meet at a hub.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::journal::{Choice, settle};
use planning::*;
use serde_json::json;
use std::path::Path;
use store::hub::{Hub, HubFault, HubIdentity, MemoryHub};
use store::{Pen, SharingError, Store, StoreError, Synced};
use support::*;

fn hub() -> MemoryHub {
    MemoryHub::new(HubIdentity {
        hub: uuid(900),
        plan: uuid(1),
        name: "Q4 2026".into(),
        founded_at: at("2026-11-02T09:00:00Z"),
        min_app: "0.1.0".into(),
    })
}

/// A member: a plan file, a pen, a name.
struct Member {
    store: Store,
    name: &'static str,
    next: u128,
}

impl Member {
    fn sit(store: Store, name: &'static str, number: u8) -> Self {
        store.write_with(Pen::from_secret([number; 32]));
        Self {
            store,
            name,
            next: u128::from(number) * 1000,
        }
    }

    async fn first(hub: &MemoryHub) -> Self {
        let member = Self::sit(in_memory().await, "Anna", 1);
        member.store.share_at(hub, "memory").await.unwrap();
        member
    }

    async fn joins(folder: &Path, hub: &MemoryHub, name: &'static str, number: u8) -> Self {
        let path = folder.join(format!("{name}.slipway"));
        Self::sit(Store::join(path, hub, "memory").await.unwrap(), name, number)
    }

    fn draft(&mut self, sentence: &str) -> journal::EntryDraft {
        self.next += 1;
        journal::EntryDraft {
            author: self.name.into(),
            ..draft(self.next, sentence)
        }
    }

    async fn put<R: plan::Record>(&mut self, sentence: &str, record: R) {
        let draft = self.draft(sentence);
        let mut tx = self.store.begin().await.unwrap();
        tx.put(record).unwrap();
        tx.commit(draft).await.unwrap();
    }

    async fn remove<R: plan::Record>(&mut self, id: R::Id) {
        let draft = self.draft("Removed");
        let mut tx = self.store.begin().await.unwrap();
        tx.remove::<R>(id).unwrap();
        tx.commit(draft).await.unwrap();
    }

    async fn rename(&mut self, number: u128, name: &str) {
        let mut team = self.team(number).unwrap();
        team.name = name.into();
        self.put(&format!("Renamed to {name}"), team).await;
    }

    fn team(&self, number: u128) -> Option<Team> {
        self.store.plan().teams.get(&id(number)).cloned()
    }

    fn conflicts(&self) -> Vec<MergeConflict> {
        self.store.plan().merge_conflicts.iter().cloned().collect()
    }

    async fn sync(&self, hub: &dyn Hub) -> Synced {
        self.store.sync(hub).await.unwrap()
    }

    async fn waiting(&self) -> i64 {
        self.store.sharing().await.unwrap().unwrap().waiting
    }
}

async fn alike(hub: &MemoryHub, members: &[&Member]) {
    for member in members {
        member.sync(hub).await;
    }
    for member in members {
        member.sync(hub).await;
        assert_eq!(
            member.store.digest(),
            members[0].store.digest(),
            "{}",
            member.name
        );
        let entries = member.store.entries(0, 10_000).await.unwrap();
        assert_eq!(entries, hub.entries(), "{}", member.name);
        let report = member.store.verify().await.unwrap();
        assert!(report.is_sound(), "{}: {:?}", member.name, report.problems);
        assert_eq!(member.waiting().await, 0);
    }
}

async fn two(folder: &Path) -> (MemoryHub, Member, Member) {
    let hub = hub();
    let mut anna = Member::first(&hub).await;
    anna.put("Added", team(10, "PAY")).await;
    anna.sync(&hub).await;
    let lukas = Member::joins(folder, &hub, "Lukas", 2).await;
    (hub, anna, lukas)
}

#[tokio::test]
async fn edits_of_different_fields_are_joined_without_asking() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    let mut payments = lukas.team(10).unwrap();
    payments.contact = "pay@halden".into();
    lukas.put("Contact", payments).await;
    anna.sync(&hub).await;
    let synced = lukas.sync(&hub).await;
    assert_eq!((synced.pulled.len(), synced.pushed), (1, 1));
    assert_eq!(synced.conflicts, []);
    alike(&hub, &[&anna, &lukas]).await;
    let both = anna.team(10).unwrap();
    assert_eq!(
        (both.name.as_str(), both.contact.as_str()),
        ("Payments", "pay@halden")
    );
}

#[tokio::test]
async fn an_entry_that_merges_unaltered_keeps_its_signature() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    lukas.put("Added", team(11, "SHOP")).await;
    let written = lukas.store.entries(0, 100).await.unwrap().pop().unwrap();
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    let merged = lukas.store.entry(written.id).await.unwrap().unwrap();
    assert_ne!(merged.hash, written.hash);
    assert_eq!(merged.signed, written.signed);
    assert!(store::is_signed(&merged));
}

#[tokio::test]
async fn two_edits_of_one_field_become_one_conflict_that_a_person_settles() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    lukas.rename(10, "Pay").await;
    lukas.rename(10, "Paying").await;
    anna.sync(&hub).await;
    assert_eq!(lukas.waiting().await, 2);
    let synced = lukas.sync(&hub).await;
    assert_eq!(synced.conflicts.len(), 1);
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.team(10).unwrap().name, "Payments");
    let [conflict] = &anna.conflicts()[..] else {
        panic!("one conflict")
    };
    assert_eq!(
        (&conflict.was, &conflict.mine, &conflict.theirs),
        (&json!("Team PAY"), &json!("Paying"), &json!("Payments"))
    );
    assert_eq!(
        (conflict.mine_by.as_str(), conflict.theirs_by.as_str()),
        ("Lukas", "Anna")
    );
    let merged = lukas.store.entry(conflict.mine_entry).await.unwrap().unwrap();
    assert!(store::is_signed(&merged), "altered by the merge, signed anew");

    let draft = lukas.draft("Took mine");
    let mut tx = lukas.store.begin().await.unwrap();
    let changes = settle(tx.plan(), conflict, Choice::Mine).unwrap();
    tx.apply(&changes).unwrap();
    tx.commit(draft).await.unwrap();
    alike(&hub, &[&lukas, &anna]).await;
    assert_eq!(anna.team(10).unwrap().name, "Paying");
    assert_eq!(anna.conflicts(), []);
}

#[tokio::test]
async fn the_same_edit_twice_and_an_edit_taken_back_are_no_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    lukas.rename(10, "Pay").await;
    lukas.rename(10, "Payments").await;
    anna.sync(&hub).await;
    assert_eq!(lukas.sync(&hub).await.conflicts, []);
    alike(&hub, &[&anna, &lukas]).await;
    anna.rename(10, "Money").await;
    lukas.rename(10, "Cash").await;
    let draft = lukas.draft("Undid");
    lukas.store.undo(draft).await.unwrap();
    anna.sync(&hub).await;
    assert_eq!(lukas.sync(&hub).await.conflicts, []);
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(lukas.team(10).unwrap().name, "Money");
}

#[tokio::test]
async fn a_record_taken_out_here_and_changed_there_is_a_conflict_and_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.remove::<Team>(id(10)).await;
    lukas.rename(10, "Payments").await;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.team(10), None);
    let conflict = anna.conflicts().pop().unwrap();
    assert_eq!(conflict.reason, ConflictReason::RemovedByThem);
    let draft = lukas.draft("Put it back");
    let mut tx = lukas.store.begin().await.unwrap();
    let changes = settle(tx.plan(), &conflict, Choice::Mine).unwrap();
    tx.apply(&changes).unwrap();
    tx.commit(draft).await.unwrap();
    alike(&hub, &[&lukas, &anna]).await;
    assert_eq!(anna.team(10).unwrap().name, "Payments");

    // The other way round: the change is there first, taking it out is disputed.
    anna.rename(10, "Money").await;
    lukas.remove::<Team>(id(10)).await;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.team(10).unwrap().name, "Money");
    assert_eq!(
        lukas.conflicts().pop().unwrap().reason,
        ConflictReason::RemovedByMe
    );
}

#[tokio::test]
async fn what_names_a_record_that_is_gone_is_disputed_and_the_plan_file_stays_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    let owned = |number, key: &str| Service {
        owner: Some(id(10)),
        ..service(number, key)
    };
    anna.remove::<Team>(id(10)).await;
    lukas.put("Added", owned(20, "ledger")).await;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.store.plan().services.get(&id(20)).unwrap().owner, None);
    let conflict = anna.conflicts().pop().unwrap();
    assert_eq!(conflict.reason, ConflictReason::NamesRemoved);
    assert_eq!(conflict.field.as_deref(), Some("owner"));

    // The other way round: it is needed by the time the removal arrives.
    anna.put("Added", team(11, "SHOP")).await;
    alike(&hub, &[&anna, &lukas]).await;
    let shop = Service {
        owner: Some(id(11)),
        ..service(21, "shop")
    };
    anna.put("Added", shop).await;
    lukas.remove::<Team>(id(11)).await;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    alike(&hub, &[&anna, &lukas]).await;
    assert!(anna.team(11).is_some());
    assert!(
        anna.conflicts()
            .iter()
            .any(|known| known.reason == ConflictReason::RemovedByMe)
    );
}

#[tokio::test]
async fn two_records_with_one_reference_are_both_kept_and_the_later_is_renumbered() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.put("Added", team(30, "TEAM-7")).await;
    lukas.put("Added TEAM-7", team(31, "TEAM-7")).await;
    lukas.rename(31, "Search").await;
    anna.sync(&hub).await;
    let synced = lukas.sync(&hub).await;
    let told = &synced.renumbered[0];
    assert_eq!((told.from.as_str(), told.to.as_str()), ("TEAM-7", "TEAM-8"));
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.team(30).unwrap().reference, reference("TEAM-7"));
    assert_eq!(anna.team(31).unwrap().reference, reference("TEAM-8"));
    assert_eq!(anna.team(31).unwrap().name, "Search");
    let entries = hub.entries();
    assert!(
        entries
            .iter()
            .any(|entry| entry.sentence == "Added TEAM-7 (TEAM-7 was taken; it became TEAM-8)")
    );
}

#[tokio::test]
async fn the_same_record_imported_twice_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    let imported = |number| Team {
        origin: origin("row-1"),
        ..team(number, "SEARCH")
    };
    anna.put("Imported", imported(40)).await;
    lukas.put("Imported", imported(41)).await;
    let owned = Service {
        owner: Some(id(41)),
        ..service(42, "search")
    };
    lukas.put("Added", owned).await;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    alike(&hub, &[&anna, &lukas]).await;
    assert_eq!(anna.team(41), None);
    assert_eq!(
        anna.store.plan().services.get(&id(42)).unwrap().owner,
        Some(id(40))
    );
}

#[tokio::test]
async fn undo_takes_back_ones_own_and_never_a_colleagues() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    lukas.put("Added", team(11, "SHOP")).await;
    alike(&hub, &[&lukas, &anna]).await;
    anna.rename(10, "Payments").await;
    alike(&hub, &[&anna, &lukas]).await;
    let target = lukas.store.undo_target().await.unwrap().unwrap();
    assert_eq!(target.author, "Lukas");
    let draft = lukas.draft("Undid");
    lukas.store.undo(draft).await.unwrap();
    alike(&hub, &[&lukas, &anna]).await;
    assert_eq!(anna.team(11), None);
    assert_eq!(anna.team(10).unwrap().name, "Payments");
}

#[tokio::test]
async fn what_slid_in_before_my_edits_makes_an_older_look_stale() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    lukas.put("Added", team(11, "SHOP")).await;
    let looked_at = lukas.store.plan().seq;
    anna.sync(&hub).await;
    lukas.sync(&hub).await;
    let mut tx = lukas.store.begin().await.unwrap();
    let stale = tx
        .expect_unchanged(plan::TableName::Team, uuid(10), looked_at)
        .await;
    assert!(
        matches!(stale, Err(StoreError::Refused(store::Refusal::Stale { entry })) if entry.author == "Anna")
    );
    tx.expect_unchanged(plan::TableName::Team, uuid(11), looked_at)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_hub_restored_from_an_old_copy_is_noticed_and_published_to_again() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, mut lukas) = two(folder.path()).await;
    let old = anna.store.plan().seq;
    anna.rename(10, "Payments").await;
    lukas.put("Added", team(11, "SHOP")).await;
    alike(&hub, &[&anna, &lukas]).await;
    hub.forget_after(old);
    anna.put("Added", team(12, "OPS")).await;
    let noticed = anna.store.sync(&hub).await;
    assert!(matches!(noticed, Err(SharingError::Hub(HubFault::Parted { .. }))));
    assert_eq!(anna.waiting().await, 1);
    anna.store.republish(&hub).await.unwrap();
    lukas.store.republish(&hub).await.unwrap();
    alike(&hub, &[&anna, &lukas]).await;
    assert!(lukas.team(11).is_some() && lukas.team(12).is_some());
    assert_eq!(lukas.team(10).unwrap().name, "Payments");
}

#[tokio::test]
async fn a_push_whose_answer_was_lost_is_not_pushed_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, lukas) = two(folder.path()).await;
    anna.rename(10, "Payments").await;
    let shared = anna.store.sharing().await.unwrap().unwrap().shared;
    let waiting = anna.store.entries(shared.seq, 10).await.unwrap();
    hub.push(&shared, &waiting).await.unwrap();
    assert_eq!(anna.waiting().await, 1, "the answer never came");
    let synced = anna.sync(&hub).await;
    assert_eq!((synced.pulled.len(), synced.pushed), (0, 0));
    alike(&hub, &[&anna, &lukas]).await;
}

#[tokio::test]
async fn what_was_shared_can_no_longer_be_taken_out_of_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (hub, mut anna, lukas) = two(folder.path()).await;
    anna.sync(&hub).await;
    anna.rename(10, "Payments").await;
    let path = lukas.store.path().unwrap().to_owned();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut raw = sqlx::ConnectOptions::connect(&options).await.unwrap();
    let cut = sqlx::query("DELETE FROM journal WHERE seq = 1")
        .execute(&mut raw)
        .await;
    assert!(cut.unwrap_err().to_string().contains("never shortened"));
}

#[tokio::test]
async fn copies_merged_back_and_forth_end_alike() {
    let folder = tempfile::tempdir().unwrap();
    let mut anna = Member::sit(on_disk(folder.path()).await, "Anna", 1);
    anna.put("Added", team(10, "PAY")).await;
    let copy = folder.path().join("copy.slipway");
    anna.store.copy_to(&copy).await.unwrap();
    let mut lukas = Member::sit(Store::open(&copy).await.unwrap(), "Lukas", 2);
    anna.rename(10, "Payments").await;
    lukas.put("Added", team(11, "SHOP")).await;
    let synced = anna.store.merge_copy(&copy).await.unwrap();
    assert_eq!(synced.pulled.len(), 1);
    lukas.put("Added", team(12, "OPS")).await;
    let original = anna.store.path().unwrap().to_owned();
    lukas.store.merge_copy(&original).await.unwrap();
    anna.store.merge_copy(&copy).await.unwrap();
    assert_eq!(anna.store.digest(), lukas.store.digest());
    assert_eq!(
        anna.store.entries(0, 100).await.unwrap(),
        lukas.store.entries(0, 100).await.unwrap()
    );
    assert!(anna.store.verify().await.unwrap().is_sound());
    assert_eq!(anna.store.plan().teams.len(), 3);
    let again = anna.store.merge_copy(&copy).await.unwrap();
    assert_eq!(again, Synced::default());
}

//! The hub on a share: the contract every hub keeps, and what a share does to it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod hub_contract;
mod share;

use hub_contract::*;
use share::*;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use store::hub::share::{Holder, conflicted_copies};
use store::hub::{Head, Hub, HubFault, Pushed, ShareHub};

#[tokio::test]
async fn the_hub_on_a_share_keeps_the_contract() {
    for name in CONTRACT {
        let folder = tempfile::tempdir().unwrap();
        one_handle(name, &founded(folder.path()).await).await;
        assert_eq!(names(folder.path()), ["plan.slipway-hub"], "{name}");
    }
    let folder = tempfile::tempdir().unwrap();
    let mine = founded(folder.path()).await;
    two_handles(&mine, &opened(mine.path(), quick()).await.unwrap()).await;
}

#[tokio::test]
async fn it_keeps_the_contract_with_the_lease_as_its_only_lock() {
    for name in CONTRACT {
        let folder = tempfile::tempdir().unwrap();
        let hub = ShareHub::found_with(hub_path(folder.path()), &identity(), who("Anna"), lease_alone())
            .await
            .unwrap();
        one_handle(name, &hub).await;
    }
}

#[tokio::test]
async fn a_hub_is_founded_once_and_only_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let entries = entries_after(&Head::start(), 0, 2);
    hub.push(&Head::start(), &entries).await.unwrap();
    let again = ShareHub::found(hub.path(), &identity(), who("Ben")).await;
    assert_eq!(again.unwrap_err().code(), "hub-exists");
    assert_eq!(hub.head().await.unwrap(), head_of(&entries));
    let note = folder.path().join("note.slipway-hub");
    fs::write(&note, "shopping").unwrap();
    let fault = ShareHub::found(&note, &identity(), who("Ben")).await.unwrap_err();
    assert_eq!(fault.code(), "hub-exists");
    assert_eq!(fs::read_to_string(&note).unwrap(), "shopping");
    let nowhere = folder.path().join("gone/plan.slipway-hub");
    let fault = ShareHub::found(&nowhere, &identity(), who("Ben"))
        .await
        .unwrap_err();
    assert_eq!(fault.code(), "hub-missing");
    assert_eq!(names(folder.path()), ["note.slipway-hub", "plan.slipway-hub"]);
}

#[tokio::test]
async fn what_is_no_hub_is_not_opened_and_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let missing = opened(&hub_path(folder.path()), quick()).await.unwrap_err();
    assert_eq!(missing.code(), "hub-missing");
    let plan = folder.path().join("plan.slipway");
    let draft = planning::journal::EntryDraft {
        id: uuid::Uuid::from_u128(7).into(),
        at: at("2026-11-02T09:00:00Z"),
        author: "Anna".into(),
        operation: "edit".into(),
        sentence: "Made the plan".into(),
        undoable: true,
        undoes: None,
    };
    let settings = planning::PlanSettings::default();
    let store = store::Store::create(&plan, uuid::Uuid::nil(), settings, draft).await;
    store.unwrap().close().await;
    let text = folder.path().join("notes.txt");
    fs::write(&text, "shopping").unwrap();
    let empty = folder.path().join("empty");
    fs::write(&empty, "").unwrap();
    for (path, what) in [
        (plan.as_path(), "it is a plan; open it instead"),
        (&text, "it is another kind of file"),
        (&empty, "it is empty"),
        (folder.path(), "it is a folder"),
    ] {
        let before = fs::read(path).ok();
        let fault = opened(path, quick()).await.unwrap_err();
        assert_eq!(fault.code(), "not-a-hub", "{fault}");
        assert!(fault.to_string().contains(what), "{fault}");
        assert_eq!(fs::read(path).ok(), before);
    }
}

#[tokio::test]
async fn a_write_ahead_log_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    sqlite(
        hub.path(),
        "PRAGMA journal_mode = WAL; INSERT INTO seen VALUES ('k', 'a', 'c', 't', 0, '')",
    )
    .await;
    let before = fs::read(hub.path()).unwrap();
    let fault = hub.head().await.unwrap_err();
    assert_eq!(fault.code(), "hub-unsafe");
    assert!(
        fault.to_string().contains("PRAGMA journal_mode=DELETE"),
        "{fault}"
    );
    assert_eq!(fs::read(hub.path()).unwrap(), before);
    sqlite(hub.path(), "PRAGMA journal_mode = DELETE").await;
    assert_eq!(hub.head().await.unwrap(), Head::start());
}

#[tokio::test]
async fn newer_hubs_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    sqlite(hub.path(), "UPDATE meta SET min_app = '99.0.0'").await;
    let entries = entries_after(&Head::start(), 0, 1);
    let fault = hub.push(&Head::start(), &entries).await.unwrap_err();
    assert_eq!(fault.code(), "hub-newer", "{fault}");
    assert_eq!(
        hub.note(&seen("a", 0), None).await.unwrap_err().code(),
        "hub-newer"
    );
    assert_eq!(
        hub.pull(&Head::start(), 10).await.unwrap().newest,
        0,
        "reading is allowed"
    );
    sqlite(hub.path(), "PRAGMA user_version = 2").await;
    assert_eq!(hub.head().await.unwrap_err().code(), "hub-newer");
}

#[tokio::test]
async fn a_hub_restored_from_an_older_copy_is_parted_and_goes_on_from_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let first = entries_after(&Head::start(), 0, 2);
    hub.push(&Head::start(), &first).await.unwrap();
    let backup = fs::read(hub.path()).unwrap();
    let second = entries_after(&head_of(&first), 10, 2);
    hub.push(&head_of(&first), &second).await.unwrap();
    fs::write(hub.path(), backup).unwrap();
    let fault = hub.pull(&head_of(&second), 10).await.unwrap_err();
    assert_eq!(fault, HubFault::Parted { seq: 4 });
    assert_eq!(hub.hash_at(2).await.unwrap(), Some(head_of(&first).hash));
    assert!(hub.moved(&head_of(&second), Duration::ZERO).await.unwrap());
    // Somebody else writes there: the position is there again, the entry is not.
    let other = entries_after(&head_of(&first), 20, 2);
    hub.push(&head_of(&first), &other).await.unwrap();
    let fault = hub.pull(&head_of(&second), 10).await.unwrap_err();
    assert_eq!(fault, HubFault::Parted { seq: 4 });
}

#[tokio::test]
async fn a_hub_of_another_plan_in_the_same_place_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let other = folder.path().join("other.slipway-hub");
    let identity = store::hub::HubIdentity {
        plan: uuid::Uuid::from_u128(9),
        name: "Q1 2027".into(),
        ..identity()
    };
    ShareHub::found_with(&other, &identity, who("Ben"), quick())
        .await
        .unwrap();
    fs::rename(other, hub.path()).unwrap();
    let fault = hub.head().await.unwrap_err();
    let plan = identity.plan;
    let name = identity.name;
    assert_eq!(fault, HubFault::OtherPlan { name, plan });
}

#[tokio::test]
async fn an_edited_line_and_a_broken_page_are_damage() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let entries = entries_after(&Head::start(), 0, 3);
    hub.push(&Head::start(), &entries).await.unwrap();
    let cut = "DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE seq = 3";
    let whole = fs::read(hub.path()).unwrap();
    sqlite(hub.path(), cut).await;
    let fault = hub.pull(&Head::start(), 10).await.unwrap_err();
    assert_eq!(fault.code(), "hub-damaged", "{fault}");
    fs::write(hub.path(), &whole).unwrap();
    let edit = "DROP TRIGGER journal_is_never_edited;
                UPDATE journal SET entry = replace(entry, 'Edit 1', 'Edit 9') WHERE seq = 2";
    sqlite(hub.path(), edit).await;
    let fault = hub.pull(&Head::start(), 10).await.unwrap_err();
    assert!(
        fault
            .to_string()
            .contains("entry 2: its content is not what was written"),
        "{fault}"
    );
    let mut broken = whole.clone();
    for byte in broken.iter_mut().skip(4096) {
        *byte = 0x5A;
    }
    fs::write(hub.path(), &broken).unwrap();
    let fault = hub.pull(&Head::start(), 10).await.unwrap_err();
    assert_eq!(fault.code(), "hub-damaged", "{fault}");
    fs::write(hub.path(), &whole).unwrap();
    assert_eq!(hub.pull(&Head::start(), 10).await.unwrap().entries, entries);
}

#[tokio::test]
async fn the_journal_of_a_hub_is_only_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    hub.push(&Head::start(), &entries_after(&Head::start(), 0, 1))
        .await
        .unwrap();
    for statement in ["DELETE FROM journal", "UPDATE journal SET entry = ''"] {
        let error = try_sqlite(hub.path(), statement).await.unwrap_err();
        assert!(error.to_string().contains("only added to"), "{error}");
    }
}

#[tokio::test]
async fn a_lease_left_behind_names_its_holder_and_is_broken_after_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let hub = opened(hub.path(), soon()).await.unwrap();
    let entries = entries_after(&Head::start(), 0, 1);
    leave_lease(hub.path(), "Anna", "anna-laptop");
    let hasty = store::hub::share::ShareSettings {
        patience: Duration::from_millis(20),
        ..quick()
    };
    let fault = opened(hub.path(), hasty).await.unwrap_err();
    assert_eq!(
        fault.to_string(),
        "Anna on anna-laptop is saving to the shared plan. Your edits are saved on this computer; the next try is \
         in a moment."
    );
    assert!(fault.passes());
    let started = Instant::now();
    assert_eq!(hub.push(&Head::start(), &entries).await.unwrap(), Pushed::Done);
    assert!(started.elapsed() >= soon().ttl, "{:?}", started.elapsed());
    assert_eq!(names(folder.path()), ["plan.slipway-hub"]);
}

#[tokio::test]
async fn a_member_may_say_nothing_about_itself_and_still_leave_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let hub = opened(hub.path(), soon()).await.unwrap();
    // A process that died between creating the lock file and writing into it.
    fs::write(lock(hub.path()), "").unwrap();
    assert_eq!(hub.head().await.unwrap(), Head::start());
    assert!(!lock(hub.path()).exists());
}

#[tokio::test]
async fn two_names_of_one_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    let second = folder.path().join("second.slipway-hub");
    fs::hard_link(hub.path(), &second).unwrap();
    let fault = opened(&second, quick()).await.unwrap_err();
    assert_eq!(fault.code(), "hub-unsafe", "{fault}");
    fs::remove_file(&second).unwrap();
    #[cfg(unix)]
    {
        // A symbolic link leads to the one file and its one lock.
        std::os::unix::fs::symlink(hub.path(), &second).unwrap();
        assert_eq!(opened(&second, quick()).await.unwrap().path(), hub.path());
    }
}

#[tokio::test]
async fn a_sync_folder_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let dropbox = folder.path().join("Dropbox/plans");
    fs::create_dir_all(&dropbox).unwrap();
    let fault = ShareHub::found(hub_path(&dropbox), &identity(), who("Anna"))
        .await
        .unwrap_err();
    assert_eq!(fault.code(), "hub-unsafe", "{fault}");
    fs::create_dir(folder.path().join(".stfolder")).unwrap();
    let fault = ShareHub::found(hub_path(folder.path()), &identity(), who("Anna"))
        .await
        .unwrap_err();
    assert!(
        fault.to_string().starts_with("Syncthing copies this folder"),
        "{fault}"
    );
    assert_eq!(names(&dropbox), [""; 0]);
}

#[tokio::test]
async fn this_folder_has_a_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("not/yet/there.slipway-hub");
    let verdict = store::hub::share::judge_place(&place, Duration::from_secs(10))
        .await
        .unwrap();
    println!("{verdict:?}");
    assert!(!verdict.file_system.is_empty());
    verdict.refusal().unwrap();
}

#[tokio::test]
async fn copies_a_sync_program_made_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    assert_eq!(conflicted_copies(hub.path()).unwrap(), [] as [&Path; 0]);
    let copies = ["plan (1).slipway-hub", "plan (conflicted copy).slipway-hub"];
    for name in copies {
        fs::copy(hub.path(), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("plan 2.slipway-hub"), "no database").unwrap();
    let found = conflicted_copies(hub.path()).unwrap();
    assert_eq!(found, copies.map(|name| folder.path().join(name)));
}

#[tokio::test]
async fn a_path_is_the_address_of_a_hub_on_a_share() {
    use store::hub::{HubAddress, found_hub, open_hub};
    let folder = tempfile::tempdir().unwrap();
    let address: HubAddress = hub_path(folder.path()).display().to_string().parse().unwrap();
    let none = open_hub(&address, "Inês Costa on LT-0417").await.unwrap_err();
    assert_eq!(none.code(), "hub-missing");
    let founded = found_hub(&address, &identity(), "Inês Costa on LT-0417")
        .await
        .unwrap();
    let entries = entries_after(&Head::start(), 0, 1);
    founded.push(&Head::start(), &entries).await.unwrap();
    let joined = open_hub(&address, "Raj Patel on LT-0099").await.unwrap();
    assert_eq!(joined.identity().await.unwrap(), identity());
    assert_eq!(joined.head().await.unwrap(), head_of(&entries));
}

#[tokio::test]
async fn a_member_is_known_by_the_name_in_the_lock_file() {
    let folder = tempfile::tempdir().unwrap();
    let hub = founded(folder.path()).await;
    leave_lease(hub.path(), "Anna", "anna-laptop");
    let line = fs::read(lock(hub.path())).unwrap();
    let holder: Holder = serde_json::from_slice(&line).unwrap();
    assert_eq!(
        (holder.author.as_str(), holder.computer.as_str()),
        ("Anna", "anna-laptop")
    );
}

//! `hub`, `merge`, `conflicts`: a plan shared by a team.

use super::Folder;
use serde_json::Value;

const HEAD: &str = "Reference;Name;Owner;Tier\r\n";

fn table(folder: &Folder, name: &str, ledger: &str) {
    folder.write(
        name,
        &format!("{HEAD}ledger;{ledger};Payments;1\r\nshop;Shop;Web;2\r\n"),
    );
}

/// `plan.slipway` with two services, and `other.slipway`, which goes on from it.
fn two_copies() -> Folder {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway", "--name", "Q4"]).ends_with(0);
    table(&folder, "services.csv", "Ledger");
    folder
        .run(&["import", "plan.slipway", "services.csv", "--kind", "services"])
        .ends_with(0);
    std::fs::copy(folder.path("plan.slipway"), folder.path("other.slipway")).unwrap();
    folder
}

fn rename(folder: &Folder, plan: &str, ledger: &str) {
    table(folder, "renamed.csv", ledger);
    folder
        .run(&["import", plan, "renamed.csv", "--kind", "services"])
        .ends_with(0);
}

#[test]
fn a_copy_comes_home_and_what_both_changed_is_settled_by_a_person() {
    let folder = two_copies();
    rename(&folder, "plan.slipway", "General ledger");
    rename(&folder, "other.slipway", "Ledger core");
    let merged = folder
        .run(&["merge", "plan.slipway", "other.slipway"])
        .ends_with(0);
    assert!(
        merged.out.contains("1 edit came in. 1 conflict to settle."),
        "{}",
        merged.out
    );

    let list = folder.run(&["conflicts", "plan.slipway"]).ends_with(1);
    assert!(list.out.contains("both changed name of ledger"), "{}", list.out);
    let conflicts = folder
        .run(&["conflicts", "plan.slipway", "--json"])
        .ends_with(1)
        .json();
    let shown: Vec<&str> = conflicts[0]["choices"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|choice| choice["shown"].as_str())
        .collect();
    assert_eq!(shown, ["Ledger core", "General ledger", "Ledger"]);
    let id = conflicts[0]["id"].as_str().unwrap();
    let settled = folder
        .run(&["conflicts", "plan.slipway", "--settle", id, "mine"])
        .ends_with(0);
    assert!(
        settled.out.contains("Settled name of service ledger"),
        "{}",
        settled.out
    );
    let again = folder
        .run(&["conflicts", "plan.slipway", "--settle", id, "was"])
        .ends_with(2);
    assert!(
        again.err.contains("settled this conflict already"),
        "{}",
        again.err
    );

    folder
        .run(&["merge", "other.slipway", "plan.slipway"])
        .ends_with(0);
    let digest = |plan: &str| -> Value {
        folder.run(&["verify", plan, "--json"]).ends_with(0).json()["digest"].clone()
    };
    assert_eq!(digest("plan.slipway"), digest("other.slipway"));
}

#[test]
fn from_which_file_a_row_was_read_last_is_no_conflict() {
    let folder = two_copies();
    for (plan, file, ledger) in [
        ("plan.slipway", "mine.csv", "General ledger"),
        ("other.slipway", "theirs.csv", "Ledger core"),
    ] {
        table(&folder, file, ledger);
        folder
            .run(&["import", plan, file, "--kind", "services"])
            .ends_with(0);
    }
    let merged = folder
        .run(&["merge", "plan.slipway", "other.slipway"])
        .ends_with(0);
    assert!(merged.out.contains("1 conflict to settle."), "{}", merged.out);
}

#[test]
fn a_command_leaves_the_plan_as_one_file() {
    let folder = two_copies();
    rename(&folder, "plan.slipway", "General ledger");
    let beside: Vec<String> = std::fs::read_dir(folder.path("."))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("plan.slipway-"))
        .collect();
    assert_eq!(beside, Vec::<String>::new());
}

#[test]
fn a_plan_that_is_not_shared_says_what_to_do() {
    let folder = Folder::with_sample();
    for what in ["sync", "leave", "republish"] {
        let ran = folder.run(&["hub", what, "plan.slipway"]).ends_with(2);
        assert!(
            ran.err.contains("This plan is not shared. Create a hub"),
            "{}",
            ran.err
        );
    }
    let ran = folder.run(&["hub", "status", "plan.slipway"]).ends_with(1);
    assert!(ran.out.contains("not shared"), "{}", ran.out);
}

#[test]
fn a_plan_is_shared_in_a_file_joined_and_kept_up_to_date() {
    let folder = two_copies();
    let hub = folder.path("team.slipway-hub");
    let hub = hub.to_str().unwrap();
    let made = folder.run(&["hub", "create", "plan.slipway", hub]).ends_with(0);
    assert!(made.out.starts_with("Shared at Team share"), "{}", made.out);
    folder.run(&["hub", "join", hub, "joined.slipway"]).ends_with(0);
    let twice = folder.run(&["hub", "join", hub, "joined.slipway"]).ends_with(2);
    assert!(twice.err.contains("joined.slipway"), "{}", twice.err);

    rename(&folder, "plan.slipway", "General ledger");
    let status = folder.run(&["hub", "status", "plan.slipway"]).ends_with(1);
    assert!(status.out.contains("1 edit"), "{}", status.out);
    let brought = folder.run(&["hub", "sync", "plan.slipway"]).ends_with(0);
    assert!(brought.out.contains("1 edit went out."), "{}", brought.out);
    let fetched = folder.run(&["hub", "sync", "joined.slipway"]).ends_with(0);
    assert!(fetched.out.contains("1 edit came in."), "{}", fetched.out);
    folder.run(&["hub", "status", "joined.slipway"]).ends_with(0);

    std::fs::rename(folder.path("team.slipway-hub"), folder.path("elsewhere")).unwrap();
    let lost = folder.run(&["hub", "sync", "plan.slipway"]).ends_with(2);
    assert!(lost.err.contains("no shared plan at"), "{}", lost.err);
    folder.run(&["hub", "create", "plan.slipway", hub]).ends_with(0);
    folder.run(&["hub", "republish", "joined.slipway"]).ends_with(0);
    folder.run(&["hub", "status", "joined.slipway"]).ends_with(0);
    folder.run(&["hub", "leave", "joined.slipway"]).ends_with(0);
}

//! `bundle` on the sample plan and `bench-bundle` on an instance.

use super::{Folder, real_input};
use serde_json::json;

#[test]
fn the_same_seed_and_iterations_give_the_same_proposal() {
    let folder = Folder::with_sample();
    let words = [
        "bundle",
        "plan.slipway",
        "--seed",
        "7",
        "--iterations",
        "2000",
        "--json",
    ];
    let figures = |folder: &Folder| -> Vec<serde_json::Value> {
        let answer = folder.run(&words).ends_with(0).json();
        let proposals = answer["proposals"].as_array().unwrap();
        proposals
            .iter()
            .map(|one| json!([one["train"], one["proposal"]["solve"], one["proposal"]["moves"]]))
            .collect()
    };
    let first = figures(&folder);
    assert_eq!(first.len(), 5, "{first:?}");
    assert_eq!(first, figures(&folder));
}

#[test]
fn one_train_can_be_solved_alone() {
    let folder = Folder::with_sample();
    let words = ["bundle", "plan.slipway", "--iterations", "500", "--train"];
    let answer = folder
        .run(&[&words[..], &["store systems", "--json"]].concat())
        .ends_with(0)
        .json();
    assert_eq!(answer["proposals"].as_array().unwrap().len(), 1);
    let ran = folder
        .run(&[&words[..], &["Night Express"]].concat())
        .ends_with(2);
    assert!(
        ran.err.contains("Night Express") && ran.err.contains("Retail Online"),
        "{}",
        ran.err
    );
}

#[test]
fn an_adopted_proposal_misses_no_legal_date() {
    let folder = Folder::with_sample();
    let ran = folder
        .run(&["bundle", "plan.slipway", "--iterations", "5000", "--adopt"])
        .ends_with(0);
    assert!(ran.out.contains("Adopted"), "{}", ran.out);
    let answer = folder.run(&["check", "plan.slipway", "--json"]).json();
    let findings = answer["findings"].as_array().unwrap();
    let missed = |finding: &&serde_json::Value| finding["sentence"].as_str().unwrap().contains("(legal)");
    assert_eq!(findings.iter().filter(missed).count(), 0, "{findings:?}");
    folder.run(&["verify", "plan.slipway"]).ends_with(0);
}

#[test]
fn a_proposal_that_is_not_adopted_moves_no_change() {
    let folder = Folder::with_sample();
    let findings = || folder.run(&["check", "plan.slipway"]).ends_with(1).out;
    let before = findings();
    folder
        .run(&["bundle", "plan.slipway", "--iterations", "2000"])
        .ends_with(0);
    assert_eq!(findings(), before);
}

#[test]
fn a_time_that_is_no_time_is_refused() {
    let folder = Folder::with_sample();
    for time in ["0", "-3", "soon"] {
        folder
            .run(&["bundle", "plan.slipway", "--time", time])
            .ends_with(2);
    }
}

#[test]
fn an_instance_is_measured_and_its_plan_and_trace_written() {
    let Some(instances) = real_input("../engine/instances") else {
        return;
    };
    let folder = Folder::empty();
    let instance = instances.join("S-1.json").to_string_lossy().into_owned();
    let words = [
        "bench-bundle",
        &instance,
        "--time",
        "1",
        "--out",
        "plan.json",
        "--trace",
        "trace.jsonl",
        "--json",
    ];
    let answer = folder.run(&words).ends_with(0).json();
    let (objective, bound) = (
        answer["objective"].as_i64().unwrap(),
        answer["bound"].as_i64().unwrap(),
    );
    // Thirty changes are few enough for a proof; how far it comes in a second depends on the machine.
    assert!(
        objective > 8_000 && objective <= 8_758 && bound >= 8_758,
        "{answer}"
    );
    let plan: serde_json::Value = serde_json::from_str(&folder.read("plan.json")).unwrap();
    assert!(plan.is_object() || plan.is_array());
    let trace = folder.read("trace.jsonl");
    let last: serde_json::Value = serde_json::from_str(trace.lines().last().unwrap()).unwrap();
    assert_eq!(last["objective"].as_i64().unwrap(), objective);
}

#[test]
fn what_is_no_instance_is_named() {
    let folder = Folder::empty();
    folder.write("notes.json", "[]");
    let ran = folder.run(&["bench-bundle", "notes.json"]).ends_with(2);
    assert!(ran.err.contains("notes.json"), "{}", ran.err);
    folder.run(&["bench-bundle", "nowhere.json"]).ends_with(2);
}

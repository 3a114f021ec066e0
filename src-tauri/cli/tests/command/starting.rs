//! `new`, `verify`, `completions`, help, and files that cannot be opened.

use super::Folder;

#[test]
fn a_new_plan_has_its_name_and_is_clean() {
    let folder = Folder::empty();
    let ran = folder.run(&["new", "plan.slipway", "--name", "Q4"]).ends_with(0);
    assert!(ran.out.contains("Started the plan Q4 in "), "{}", ran.out);
    let ran = folder.run(&["check", "plan.slipway"]).ends_with(0);
    assert!(ran.out.starts_with("Clean: "), "{}", ran.out);
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let folder = Folder::with_sample();
    let before = std::fs::read(folder.path("plan.slipway")).unwrap();
    let ran = folder.run(&["new", "plan.slipway"]).ends_with(2);
    assert!(
        ran.out.is_empty() && ran.err.starts_with("slipway: "),
        "{}",
        ran.err
    );
    assert_eq!(std::fs::read(folder.path("plan.slipway")).unwrap(), before);
}

#[test]
fn the_sample_verifies() {
    let folder = Folder::with_sample();
    let answer = folder
        .run(&["verify", "plan.slipway", "--json"])
        .ends_with(0)
        .json();
    assert_eq!(answer["holds"], true);
    assert!(answer["entries"].as_u64().unwrap() >= 1, "{answer}");
    assert_eq!(answer["head"].as_str().unwrap().len(), 64);
}

#[test]
fn a_file_that_is_no_plan_is_named_and_left_alone() {
    let folder = Folder::empty();
    folder.write("notes.txt", "this is no plan");
    for command in ["check", "verify", "waves"] {
        let ran = folder.run(&[command, "notes.txt"]).ends_with(2);
        assert!(ran.err.contains("notes.txt"), "{}", ran.err);
        assert_eq!(ran.err.trim_end().lines().count(), 1, "{}", ran.err);
    }
    assert_eq!(folder.read("notes.txt"), "this is no plan");
}

#[test]
fn a_failure_is_json_when_json_is_asked_for() {
    let folder = Folder::empty();
    let ran = folder.run(&["check", "nowhere.slipway", "--json"]).ends_with(2);
    let failure: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(failure["kind"], "refused");
    assert!(
        failure["sentence"].as_str().unwrap().contains("nowhere.slipway"),
        "{failure}"
    );
    assert!(!folder.path("nowhere.slipway").exists());
}

#[test]
fn a_word_that_is_no_command_ends_with_two() {
    let ran = Folder::empty().run(&["dance"]).ends_with(2);
    assert!(ran.err.contains("dance"), "{}", ran.err);
}

#[test]
fn help_shows_examples_for_every_command() {
    let folder = Folder::empty();
    let help = folder.run(&["--help"]).ends_with(0).out;
    assert!(
        help.contains("Examples:") && help.contains("Exit codes:"),
        "{help}"
    );
    for command in [
        "new",
        "import",
        "check",
        "waves",
        "bundle",
        "pdf",
        "cab",
        "meeting",
        "gate",
        "verify",
        "export",
        "bench-bundle",
        "completions",
    ] {
        let help = folder.run(&[command, "--help"]).ends_with(0).out;
        assert!(help.contains("Example"), "{command}: {help}");
    }
}

#[test]
fn completions_know_the_commands() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = folder.run(&["completions", shell]).ends_with(0).out;
        assert!(script.contains("bench-bundle"), "{shell}");
    }
    folder.run(&["completions", "abacus"]).ends_with(2);
}

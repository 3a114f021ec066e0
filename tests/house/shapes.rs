//! Shapes of files.

use crate::sources::{below, rust};

#[test]
fn every_rust_file_says_first_what_it_is_for() {
    let silent: Vec<String> = rust()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    assert!(
        silent.is_empty(),
        "these open without a `//!` sentence:\n{}",
        silent.join("\n")
    );
}

#[test]
fn no_file_is_named_after_everything() {
    let names = [
        "utils", "util", "models", "helpers", "helper", "manager", "common", "misc", "types",
    ];
    let mut files = rust();
    files.extend(below("ui/src", &["ts", "svelte"]));
    let found: Vec<String> = files
        .into_iter()
        .map(|source| source.path)
        .filter(|path| {
            let stem = path
                .rsplit('/')
                .next()
                .and_then(|name| name.split('.').next())
                .unwrap_or_default();
            names.contains(&stem)
        })
        .collect();
    assert!(
        found.is_empty(),
        "say what these are for in their names:\n{}",
        found.join("\n")
    );
}

#[test]
fn only_the_desk_talks_to_the_window_framework() {
    let files = below("ui/src", &["ts", "svelte", "js"]);
    assert!(!files.is_empty(), "the UI is not where it was");
    let found: Vec<String> = files
        .into_iter()
        .filter(|source| !source.path.starts_with("ui/src/desk/") && source.text.contains("@tauri-apps/"))
        .map(|source| source.path)
        .collect();
    assert!(
        found.is_empty(),
        "go through ui/src/desk instead:\n{}",
        found.join("\n")
    );
}

#[test]
fn rooms_of_the_ui_do_not_reach_into_each_other() {
    let mut found = Vec::new();
    // A room's own test may put the whole window around it.
    let rooms = below("ui/src/rooms", &["ts", "svelte"]).into_iter();
    for source in rooms.filter(|source| !source.path.ends_with(".test.ts")) {
        let Some((room, _)) = source.path.trim_start_matches("ui/src/rooms/").split_once('/') else {
            continue;
        };
        let imports = source
            .text
            .lines()
            .filter(|line| line.contains("from '") || line.contains("from \""));
        for line in imports.filter(|line| line.contains("../")) {
            let target = line.rsplit("../").next().unwrap_or_default();
            let folder = target.split('/').next().unwrap_or_default();
            let other = tests::root().join("ui/src/rooms").join(folder).is_dir() && target.contains('/');
            if other && folder != room || line.contains("../shell/") {
                found.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "rooms link through routes only:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = std::fs::read_to_string(tests::root().join("Cargo.toml")).expect("the manifest is there");
    let table = manifest
        .split("[workspace.dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next());
    let silent: Vec<&str> = table
        .expect("the table of dependencies is there")
        .lines()
        .filter(|line| {
            line.contains('=') && !line.starts_with('#') && !line.contains("path =") && !line.contains("# ")
        })
        .collect();
    assert!(silent.is_empty(), "these say no reason:\n{}", silent.join("\n"));
}

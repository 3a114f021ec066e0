//! Who may depend on whom.

use crate::metadata::{cargo_metadata, items, text};

/// Each room and the rooms it may use, besides `testkit` in its tests.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("planning", &[]),
    ("testkit", &["planning"]),
    ("store", &["planning"]),
    ("exchange", &["planning", "office"]),
    ("report", &["planning", "office"]),
    ("exact", &["planning"]),
    ("office", &[]),
    ("app", &["planning", "store", "exchange", "report", "exact"]),
    ("computer", &["app", "planning"]),
    ("cli", &["app", "planning", "computer", "exact"]),
    ("slipway-desktop", &["app", "computer"]),
    ("xtask", &[]),
    (
        "tests",
        &["app", "planning", "store", "exchange", "report", "testkit", "cli"],
    ),
];

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let metadata = cargo_metadata(&["--no-deps"]);
    let packages = items(&metadata, "packages");
    let names: Vec<&str> = packages.iter().map(|package| text(package, "name")).collect();
    for (room, _) in DIRECTIONS {
        assert!(names.contains(room), "there is no room {room} any more");
    }
    for package in packages {
        let name = text(package, "name");
        let (_, allowed) = DIRECTIONS
            .iter()
            .find(|(room, _)| *room == name)
            .unwrap_or_else(|| panic!("{name} is a new room: say in DIRECTIONS whom it may use"));
        for dependency in items(package, "dependencies") {
            let used = text(dependency, "name");
            let in_tests = text(dependency, "kind") == "dev";
            let ours = names.contains(&used);
            let fine = allowed.contains(&used) || in_tests && used == "testkit";
            assert!(!ours || fine, "{name} must not use {used}");
        }
    }
}

#[test]
fn planning_waits_for_nothing_and_reads_no_clock() {
    let metadata = cargo_metadata(&["--no-deps"]);
    let package = room(&metadata, "planning");
    for dependency in items(package, "dependencies") {
        if text(dependency, "kind") == "dev" {
            continue;
        }
        let name = text(dependency, "name");
        let outside = [
            "tokio",
            "futures",
            "async-trait",
            "sqlx",
            "rand",
            "tauri",
            "reqwest",
            "whoami",
            "directories",
        ];
        assert!(!outside.contains(&name), "planning must not use {name}");
        let features: Vec<&str> = items(dependency, "features")
            .iter()
            .filter_map(|feature| feature.as_str())
            .collect();
        for feature in ["clock", "now", "v4", "v7", "rng"] {
            assert!(
                !features.contains(&feature),
                "planning must not use {name} with {feature}"
            );
        }
    }
}

#[test]
fn only_the_edges_have_a_clock() {
    let metadata = cargo_metadata(&["--no-deps"]);
    for name in ["planning", "store", "exchange", "report", "app"] {
        for dependency in items(room(&metadata, name), "dependencies") {
            if text(dependency, "kind") == "dev" || text(dependency, "name") != "chrono" {
                continue;
            }
            let clock = items(dependency, "features")
                .iter()
                .any(|feature| feature == "clock");
            assert!(!clock, "{name} must be given the time, not read it");
        }
    }
}

#[test]
fn the_window_framework_sql_and_the_solver_have_one_room_each() {
    let metadata = cargo_metadata(&["--no-deps"]);
    for package in items(&metadata, "packages") {
        let name = text(package, "name");
        for dependency in items(package, "dependencies") {
            let used = text(dependency, "name");
            assert!(
                !used.starts_with("tauri") || name == "slipway-desktop",
                "{name} must not use {used}"
            );
            assert!(
                !used.starts_with("sqlx") || name == "store",
                "{name} must not use {used}"
            );
            assert!(
                !used.starts_with("highs") || name == "exact",
                "{name} must not use {used}"
            );
        }
    }
}

fn room<'a>(metadata: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    let package = items(metadata, "packages")
        .iter()
        .find(|package| text(package, "name") == name);
    package.unwrap_or_else(|| panic!("there is no room {name}"))
}

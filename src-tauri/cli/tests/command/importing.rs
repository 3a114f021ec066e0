//! `import`: dry run, twice the same, refusals, real input.

use super::{Folder, real_input};
use serde_json::Value;

const SERVICES: &str = "reference,name,tier\nshop,Web shop,1\nledger,Ledger,0\n";

fn count(answer: &Value, table: &str, field: &str) -> u64 {
    let counts = answer["imports"][0]["counts"].as_array().unwrap();
    counts
        .iter()
        .find(|count| count["table"] == table)
        .map_or(0, |count| count[field].as_u64().unwrap())
}

#[test]
fn a_dry_run_says_what_it_would_add_and_writes_nothing() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("services.csv", SERVICES);
    let answer = folder
        .run(&["import", "plan.slipway", "services.csv", "--dry-run", "--json"])
        .ends_with(0)
        .json();
    assert_eq!(count(&answer, "service", "added"), 2);
    let answer = folder
        .run(&["verify", "plan.slipway", "--json"])
        .ends_with(0)
        .json();
    assert_eq!(answer["entries"], 1);
}

#[test]
fn a_second_import_finds_nothing_new() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("services.csv", SERVICES);
    let first = folder
        .run(&["import", "plan.slipway", "services.csv"])
        .ends_with(0);
    assert!(
        first.out.contains("Written as entry 2 of the log."),
        "{}",
        first.out
    );
    let second = folder
        .run(&["import", "plan.slipway", "services.csv"])
        .ends_with(0);
    assert!(second.out.contains("nothing was written"), "{}", second.out);
    let answer = folder
        .run(&["verify", "plan.slipway", "--json"])
        .ends_with(0)
        .json();
    assert_eq!(answer["entries"], 2);
}

#[test]
fn a_named_kind_reads_the_table_as_that_kind() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("services.csv", SERVICES);
    let words = [
        "import",
        "plan.slipway",
        "services.csv",
        "--kind",
        "services",
        "--dry-run",
        "--json",
    ];
    assert_eq!(
        count(&folder.run(&words).ends_with(0).json(), "service", "added"),
        2
    );
}

#[test]
fn a_mapping_that_is_no_json_is_named() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("services.csv", SERVICES);
    folder.write("mapping.json", "{");
    let ran = folder
        .run(&[
            "import",
            "plan.slipway",
            "services.csv",
            "--mapping",
            "mapping.json",
        ])
        .ends_with(2);
    assert!(ran.err.contains("mapping.json"), "{}", ran.err);
}

#[test]
fn a_source_that_is_not_there_changes_nothing() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    let ran = folder.run(&["import", "plan.slipway", "nowhere"]).ends_with(2);
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}

#[test]
fn a_real_openstack_series_comes_in_and_the_second_time_changes_nothing() {
    let Some(releases) = real_input("openstack/releases") else {
        return;
    };
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    let path = releases.to_string_lossy().into_owned();
    let words = ["import", "plan.slipway", &path, "--series", "epoxy", "--json"];
    let answer = folder
        .run(&[&words[..], &["--dry-run"]].concat())
        .ends_with(0)
        .json();
    assert!(
        count(&answer, "service", "added") >= 200,
        "{}",
        answer["imports"][0]["counts"]
    );
    assert_eq!(count(&answer, "dependency", "added"), 1212);
    let first = folder.run(&words).ends_with(0).json();
    assert!(
        first["imports"][0]["written"]["seq"].as_u64() == Some(2),
        "{first}"
    );
    let second = folder.run(&words).ends_with(0).json();
    assert_eq!(second["imports"][0]["written"], Value::Null);
    for words in [
        ["check", "plan.slipway", "--json"],
        ["waves", "plan.slipway", "--json"],
    ] {
        assert!(folder.run(&words).code < 2);
    }
    folder.run(&["verify", "plan.slipway"]).ends_with(0);
}

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

const COMPOSE: &str = "services:\n  shop: {image: shop, depends_on: [ledger]}\n  ledger: {image: ledger}\n";
const FULL: &str =
    "services:\n  shop: {depends_on: {queue: {condition: service_healthy}}}\n  queue: {image: 'kafka:3'}\n";

#[test]
fn compose_files_of_one_folder_are_layers_of_one_project() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("compose.yaml", COMPOSE);
    folder.write("compose.full.yaml", FULL);
    let words = [
        "import",
        "plan.slipway",
        "compose.yaml",
        "compose.full.yaml",
        "--json",
    ];
    let answer = folder
        .run(&[&words[..], &["--dry-run"]].concat())
        .ends_with(0)
        .json();
    assert_eq!(answer["imports"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (
            count(&answer, "service", "added"),
            count(&answer, "dependency", "added")
        ),
        (3, 2)
    );
}

#[test]
fn what_vanished_is_named_line_by_line() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("compose.yaml", COMPOSE);
    folder
        .run(&["import", "plan.slipway", "compose.yaml"])
        .ends_with(0);
    folder.write("compose.yaml", "services:\n  shop: {image: shop}\n");
    let ran = folder
        .run(&["import", "plan.slipway", "compose.yaml"])
        .ends_with(0);
    for line in [
        "Gone: service ledger (compose.yaml)",
        "Gone: dependency shop → ledger (compose.yaml)",
        "Written as entry 3 of the log.",
    ] {
        assert!(ran.out.contains(line), "{}", ran.out);
    }
}

#[test]
fn a_table_of_relations_is_turned_by_its_direction() {
    let folder = Folder::empty();
    folder.run(&["new", "plan.slipway"]).ends_with(0);
    folder.write("links.csv", "from,to\nledger,shop\n");
    let words = ["import", "plan.slipway", "links.csv", "--dry-run", "--json"];
    let label = |more: &[&str]| {
        let answer = folder.run(&[&words[..], more].concat()).ends_with(0).json();
        let rows = answer["imports"][0]["rows"].as_array().unwrap().clone();
        let link = rows
            .iter()
            .find(|row| row["table"] == "dependency")
            .unwrap()
            .clone();
        link["label"].as_str().unwrap().to_owned()
    };
    assert_eq!(label(&[]), "ledger → shop");
    assert_eq!(label(&["--direction", "second-needs-first"]), "shop → ledger");
}

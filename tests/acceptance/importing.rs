//! Real input through the contract: look first, write as one undo, nothing new the second time.

use crate::story::{Story, epoxy};
use serde_json::{Value, json};
use tests::real_input;

fn count(diff: &Value, table: &str, field: &str) -> u64 {
    diff["counts"]
        .as_array()
        .expect("counts")
        .iter()
        .find(|count| count["table"] == table)
        .and_then(|count| count[field].as_u64())
        .unwrap_or(0)
}

#[tokio::test]
async fn openstack_epoxy_imports_with_its_four_cycles_and_a_second_run_changes_nothing() {
    let Some(source) = epoxy() else {
        return;
    };
    let story = Story::with_empty_plan().await;
    let diff = story.ask("preview_import", source.clone()).await;
    assert_eq!(
        story.ask("services", json!({})).await,
        json!([]),
        "looking writes nothing"
    );
    assert_eq!(count(&diff, "dependency", "added"), 1212);
    assert!(count(&diff, "service", "added") >= 224, "{diff}");

    story.ask("apply_import", source.clone()).await;
    let frame = story.ask("frame", json!({})).await;
    assert_eq!(frame["counts"]["cycles"], 4);
    let map = story.ask("map", json!({})).await;
    let rings: Vec<&str> = map["cycles"]
        .as_array()
        .expect("cycles")
        .iter()
        .filter_map(|one| one["ring"].as_str())
        .collect();
    assert!(
        rings
            .iter()
            .any(|ring| ring.contains("oslo.log") && ring.contains("oslo.config")),
        "{rings:?}"
    );
    assert_eq!(
        map["collapsed"], true,
        "more than 150 services are drawn as systems"
    );

    assert_eq!(story.refused("apply_import", source).await.code, "nothing-new");
    assert_eq!(story.ask("verify", json!({})).await["holds"], true);
    story.ask("undo", json!({})).await;
    assert_eq!(
        story.ask("services", json!({})).await,
        json!([]),
        "one undo takes the import back"
    );
}

#[tokio::test]
async fn kubernetes_imports_its_freezes_and_exceptions() {
    let Some(data) = real_input("kubernetes") else {
        return;
    };
    let story = Story::with_empty_plan().await;
    let diff = story
        .ask("preview_import", json!({ "path": data, "release": "1.34" }))
        .await;
    assert_eq!(count(&diff, "freeze_exception", "added"), 12);
    assert_eq!(count(&diff, "change", "added"), 83);
    let refused = diff["refused"].as_array().expect("refused");
    assert!(
        refused.iter().any(|row| row["value"]
            .as_str()
            .is_some_and(|value| value.contains("2025-30-01"))),
        "{refused:?}"
    );
    story
        .ask("apply_import", json!({ "path": data, "release": "1.34" }))
        .await;
    let desk = story.ask("exception_desk", json!({})).await;
    let rows = desk["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 12, "every request of 1.34 stands on the desk");
    assert!(
        rows.iter()
            .all(|row| !row["freeze_name"].as_str().unwrap_or_default().is_empty()
                && row["days_waited"].as_i64().is_some_and(|days| days >= 0)),
        "with its freeze, its decision and its days"
    );
    let list = story.ask("freezes", json!({})).await;
    assert!(list["agreed"].as_array().map_or(0, Vec::len) >= 2, "{list}");
}

#[tokio::test]
async fn a_table_is_mapped_looked_at_and_imported_with_its_bad_row_named() {
    let story = Story::with_empty_plan().await;
    let path = story.path("services.csv");
    std::fs::write(&path, "Reference;Name;Owner;Tier\r\nledger;Ledger;Payments;1\r\nshop;Shop;Web;9\r\ntills;Tills;Stores;2\r\n").expect("written");
    let proposal = story
        .ask("propose_table", json!({ "path": path, "kind": "services" }))
        .await;
    assert_eq!(proposal["mapping"]["delimiter"], ";");
    let question = json!({ "path": path, "mapping": proposal["mapping"] });
    let diff = story.ask("preview_import", question.clone()).await;
    let bad = &diff["refused"][0];
    assert_eq!(
        (bad["row"].as_u64(), bad["value"].as_str()),
        (Some(3), Some("9")),
        "{diff}"
    );
    story.ask("apply_import", question).await;
    let names: Vec<Value> = story
        .ask("services", json!({}))
        .await
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["name"].clone())
        .collect();
    assert!(
        names.contains(&json!("Ledger")) && names.contains(&json!("Tills")),
        "{names:?}"
    );
}

#[tokio::test]
async fn a_path_that_is_no_source_is_refused_with_what_can_be_imported() {
    let story = Story::with_empty_plan().await;
    let failure = story
        .refused("detect_import", json!({ "path": story.path("nothing-here") }))
        .await;
    assert!(failure.sentence.contains("CSV"), "{}", failure.sentence);
}

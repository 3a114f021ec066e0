//! The map through the contract: a night with its proof, missing partners, versions, back doors, and what if.

use crate::story::Story;
use app::sharing::RealHubs;
use serde_json::{Value, json};
use std::sync::Arc;

async fn row(story: &Story, list: &str, reference: &str) -> Value {
    let rows = story.ask(list, json!({})).await;
    Story::find(&rows, "reference", reference).clone()
}

async fn release(story: &Story, reference: &str) -> Value {
    row(story, "releases", reference).await["id"].clone()
}

fn said(rows: &Value) -> String {
    let rows = rows.as_array().expect("a list");
    let sentences: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["sentence"].as_str().or_else(|| row.as_str()))
        .collect();
    sentences.join("\n")
}

#[tokio::test]
async fn the_night_of_the_ledger_is_explained_line_by_line_and_so_is_the_way_back() {
    let story = Story::with_sample().await;
    let release = release(&story, "PL-11").await;
    let night = story.ask("release_order", json!({ "release": release })).await;
    let lines = night["lines"].as_array().expect("lines");
    assert!(
        lines
            .iter()
            .all(|line| !line["starts_because"].as_str().expect("why").is_empty())
    );
    let first = &lines[0];
    assert!(
        first["what"].as_str().expect("what").contains("CHG-2231"),
        "{first}"
    );
    let proof = said(&night["proof"]);
    for part in [
        "Critical path: pg-ledger",
        "Last safe back-out",
        "Point of no return",
        "forward +",
    ] {
        assert!(proof.contains(part), "{part} is missing in\n{proof}");
    }
    let back = night["back_out"].as_array().expect("a way back");
    assert_eq!(back.len(), lines.len());
    let last = &back[back.len() - 1];
    assert!(
        last["forward_fix"]
            .as_str()
            .expect("why")
            .contains("CHG-2231 cannot be taken back"),
        "{last}"
    );
}

#[tokio::test]
async fn the_map_names_partners_versions_and_back_doors() {
    let story = Story::with_sample().await;
    let ledger = release(&story, "PL-11").await;
    let partners = said(&story.ask("missing_partners", json!({ "release": ledger })).await);
    assert!(
        partners.contains("posting-feed of Ledger Core 9.0.0: nobody has tried Data Warehouse"),
        "{partners}"
    );
    let prices = release(&story, "RO-22").await;
    let partners = said(&story.ask("missing_partners", json!({ "release": prices })).await);
    assert!(partners.contains("Contract run 412"), "{partners}");

    let skew = story.ask("version_skew", json!({})).await;
    assert!(
        skew["sentence"]
            .as_str()
            .expect("a sentence")
            .contains("Store API"),
        "{}",
        skew["sentence"]
    );
    let versions = said(
        &story
            .ask(
                "resolve_versions",
                json!({ "environment": null, "release": null }),
            )
            .await,
    );
    assert!(
        versions.contains("Upgrade Store API from 4.1.7 to 4.2.0"),
        "{versions}"
    );
    let after = said(
        &story
            .ask(
                "resolve_versions",
                json!({ "environment": null, "release": ledger }),
            )
            .await,
    );
    assert!(after.contains("Hold Ledger Core at 8.5.2"), "{after}");

    let delta = story.ask("cmdb_delta", json!({ "release": ledger })).await;
    let core = Story::find(&delta, "reference", "ledger-core");
    assert_eq!(
        (core["old"].as_str(), core["new"].as_str()),
        (Some("8.5.2"), Some("9.0.0"))
    );
    let path = story.path("delta.csv");
    let question = json!({ "release": ledger, "shape": "service-now", "path": path });
    story.ask("export_inventory", question).await;
    assert!(
        std::fs::read_to_string(&path)
            .expect("a file")
            .contains("ledger-core")
    );
}

#[tokio::test]
async fn the_map_says_how_far_it_is_to_be_trusted_and_what_to_confirm_first() {
    let story = Story::with_sample().await;
    let health = story.ask("map_health", json!({})).await;
    assert_eq!(health["suggested"].as_array().expect("guesses").len(), 3);
    assert_eq!(health["cycles"], 1);
    let queue = story.ask("link_queue", json!({ "count": 10 })).await;
    assert_eq!(queue.as_array().expect("a queue").len(), 10);
    let cycles = story.ask("cycles", json!({})).await;
    assert_eq!(cycles[0]["ways"].as_array().expect("ways").len(), 2);
    let services = story.ask("services", json!({})).await;
    let vault = Story::find(&services, "reference", "acquirer-north")["id"].clone();
    let blast = story.ask("blast_radius", json!({ "services": [vault] })).await;
    assert_eq!(
        blast["spared"][0]["sentence"],
        "Payments Hub stays up: 1 of 2 card acquirers are left, 1 needed."
    );
    let groups = story.ask("collision_groups", json!({})).await;
    let counted: usize = groups
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| group["collisions"].as_array().expect("collisions").len())
        .sum();
    let frame = story.ask("frame", json!({})).await;
    assert_eq!(Some(counted as u64), frame["counts"]["collisions"].as_u64());
}

#[tokio::test]
async fn a_change_that_is_taken_out_takes_along_what_stands_on_it_and_nothing_is_changed() {
    let story = Story::with_sample().await;
    let board = story.ask("search", json!({ "text": "CHG-2231" })).await;
    let change = board[0]["id"].clone();
    let before = story.ask("frame", json!({})).await;
    let answer = story
        .ask("what_if", json!({ "what": "remove", "change": change }))
        .await;
    let along = said(&answer["must_move"]);
    assert!(
        along.contains("CHG-2242 requires CHG-2231, though it is pinned."),
        "{along}"
    );
    assert!(along.contains("CHG-2240 requires CHG-2231."), "{along}");
    assert!(answer["after"]["critical_minutes"].as_u64() < answer["before"]["critical_minutes"].as_u64());
    assert_eq!(story.ask("frame", json!({})).await, before);
}

#[tokio::test]
async fn a_missing_partner_is_waived_with_a_reason_and_the_waiver_is_taken_back() {
    // Waiving is for those who may approve releases: she is release manager.
    let story = Story::of("Sofia Brandt", 0, Arc::new(RealHubs));
    story.ask("open_sample", Value::Null).await;
    let ledger = release(&story, "PL-11").await;
    let partners = async || story.ask("missing_partners", json!({ "release": ledger })).await;
    let all = partners().await;
    let open = all.as_array().expect("partners");
    let open = open
        .iter()
        .find(|one| !one["severity"].is_null())
        .expect("one to weigh");
    let waive = |reason: &str| json!({ "rule": open["rule"], "subjects": open["subjects"], "finding": open["sentence"], "reason": reason });
    let failure = story.refused("waive_finding", waive("  ")).await;
    assert_eq!(failure.code, "no-reason");
    story
        .ask("waive_finding", waive("Their contract run is green."))
        .await;
    let sentence = open["sentence"].as_str().expect("a sentence");
    let after = partners().await;
    let waived = Story::find(&after, "sentence", sentence);
    assert_eq!(waived["severity"], "note");
    assert_eq!(waived["waived"]["reason"], "Their contract run is green.");
    let findings = story.ask("findings", json!({})).await;
    let listed = Story::find(&findings["findings"], "sentence", sentence);
    assert_eq!(
        (&listed["severity"], &listed["waived"]),
        (&json!("note"), &waived["waived"])
    );

    story.ask("undo", json!({})).await;
    assert_eq!(partners().await, all);
    story.ask("redo", json!({})).await;
    let waiver = waived["waived"]["waiver"].clone();
    story.ask("take_back_waiver", json!({ "waiver": waiver })).await;
    assert_eq!(partners().await, all);
}

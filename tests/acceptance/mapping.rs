//! Working on the map: a filter, links judged, turned, corrected and pasted, each one entry that can be taken back.

use crate::story::Story;
use serde_json::{Value, json};

async fn service(story: &Story, name: &str) -> Value {
    let services = story.ask("services", json!({})).await;
    Story::find(&services, "name", name).clone()
}

/// The link by which one service needs another, as the inspector shows it.
async fn link(story: &Story, consumer: &str, provider: &str) -> Value {
    let (consumer, provider) = (service(story, consumer).await, service(story, provider).await);
    let card = story
        .ask("service_card", json!({ "service": consumer["id"] }))
        .await;
    let line = card["links"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|line| line["needs"] == true && line["other"] == provider["id"])
        .unwrap_or_else(|| panic!("no such link"));
    story.ask("link_card", json!({ "dependency": line["id"] })).await
}

async fn names(story: &Story, filter: &str) -> Vec<String> {
    let fitting = story.ask("fitting_services", json!({ "filter": filter })).await;
    let services = story.ask("services", json!({})).await;
    let ids = fitting["services"].as_array().cloned().unwrap_or_default();
    let rows = services.as_array().into_iter().flatten();
    rows.filter(|row| ids.contains(&row["id"]))
        .map(|row| row["name"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn the_graph_the_matrix_and_the_list_show_what_the_same_filter_leaves() {
    let story = Story::with_sample().await;
    let wanted = names(&story, "needs:ledger-core within:1").await;
    assert!(
        wanted.contains(&"Invoicing".to_owned()) && wanted.len() >= 3,
        "{wanted:?}"
    );
    let question = json!({ "filter": "needs:ledger-core within:1" });
    let map = story.ask("map", question.clone()).await;
    let matrix = story.ask("matrix", question).await;
    let labels = |list: &Value| {
        let mut labels: Vec<String> = list
            .as_array()
            .into_iter()
            .flatten()
            .map(|each| each["label"].as_str().unwrap_or_default().to_owned())
            .collect();
        labels.sort();
        labels
    };
    let mut sorted = wanted;
    sorted.sort();
    assert_eq!(labels(&map["nodes"]), sorted);
    assert_eq!(labels(&matrix["heads"]), sorted);
    let failure = story.refused("map", json!({ "filter": "tear:0" })).await;
    assert_eq!(failure.code, "filter");
}

#[tokio::test]
async fn the_cycle_of_the_sample_is_the_only_block_of_the_matrix_and_one_of_its_marks_goes_against_the_order()
{
    let story = Story::with_sample().await;
    let matrix = story.ask("matrix", json!({})).await;
    let blocks = matrix["blocks"].as_array().cloned().unwrap_or_default();
    assert_eq!(blocks.iter().filter(|block| block["cycle"] == true).count(), 1);
    let against: Vec<&Value> = matrix["marks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|mark| mark["against"] == true)
        .collect();
    assert_eq!(against.len(), 1);
    assert_eq!(matrix["sentence"], "1 mark goes against the order of the rows.");
    for mark in against {
        let (row, column) = (mark["row"].as_u64(), mark["column"].as_u64());
        assert!(row < column, "above the diagonal");
    }
}

#[tokio::test]
async fn several_links_are_confirmed_as_one_entry_and_one_undo_takes_it_back() {
    let story = Story::with_sample().await;
    let before = [
        link(&story, "Pricing", "Promotions").await,
        link(&story, "Promotions", "Pricing").await,
    ];
    let ids: Vec<&Value> = before.iter().map(|card| &card["id"]).collect();
    let answer = story
        .ask(
            "judge_links",
            json!({ "dependencies": ids, "status": "disputed", "seen": before[0]["seq"] }),
        )
        .await;
    assert_eq!(
        answer["sentence"],
        "Disputed 2 links: Pricing to Promotions and Promotions to Pricing"
    );
    assert_eq!(link(&story, "Pricing", "Promotions").await["status"], "disputed");
    story.ask("undo", json!({})).await;
    for card in &before {
        let now = story.ask("link_card", json!({ "dependency": card["id"] })).await;
        assert_eq!(now["status"], card["status"]);
    }
    let none = story
        .refused(
            "judge_links",
            json!({ "dependencies": [], "status": "confirmed" }),
        )
        .await;
    assert_eq!(none.code, "no-links");
}

#[tokio::test]
async fn a_link_is_turned_round_unless_it_would_say_what_another_says() {
    let story = Story::with_sample().await;
    let known = link(&story, "Pricing", "Promotions").await;
    let refused = story
        .refused(
            "flip_link",
            json!({ "dependency": known["id"], "seen": known["seq"] }),
        )
        .await;
    assert_eq!(refused.code, "known-link");
    assert_eq!(known["flip_refused"], refused.sentence.as_str());

    let card = link(&story, "Invoicing", "Ledger Core").await;
    assert_eq!(card["flip_refused"], Value::Null);
    let answer = story
        .ask(
            "flip_link",
            json!({ "dependency": card["id"], "seen": card["seq"] }),
        )
        .await;
    assert_eq!(
        answer["sentence"],
        "Flipped a link: Ledger Core needs Invoicing, not the other way round"
    );
    let now = story.ask("link_card", json!({ "dependency": card["id"] })).await;
    assert_eq!(now["consumer"]["name"], "Ledger Core");
    assert_eq!(now["status"], "asserted");
    story.ask("undo", json!({})).await;
    let back = story.ask("link_card", json!({ "dependency": card["id"] })).await;
    assert_eq!(
        (&back["consumer"], &back["status"]),
        (&card["consumer"], &card["status"])
    );
}

#[tokio::test]
async fn a_link_is_corrected_in_one_entry_that_says_what_and_a_later_eye_is_told() {
    let story = Story::with_sample().await;
    let card = link(&story, "Invoicing", "Ledger Core").await;
    let edit = |changes: Value| {
        let mut question = json!({
            "dependency": card["id"], "seen": card["seq"], "kind": card["kind"], "strength": card["strength"],
            "order": card["order"], "environment": card["environment"], "contract": card["contract"],
            "version_constraint": card["version_constraint"], "min_gap_minutes": card["min_gap_minutes"],
            "redundancy": card["redundancy"], "note": card["note"]
        });
        for (name, value) in changes.as_object().into_iter().flatten() {
            question[name] = value.clone();
        }
        question
    };
    let same = story.refused("edit_link", edit(json!({}))).await;
    assert_eq!(same.code, "nothing-changed");
    let alone = json!({ "redundancy": { "group": "books", "minimum": 2 } });
    let alone = story.refused("edit_link", edit(alone)).await;
    assert_eq!(
        alone.sentence,
        "“books” has 1 link, so 1 to 1 of it can be asked to be up, not 2."
    );
    let answer = story
        .ask(
            "edit_link",
            edit(json!({ "min_gap_minutes": 20, "note": "Month end" })),
        )
        .await;
    assert_eq!(
        answer["sentence"],
        "Corrected the link from Invoicing to Ledger Core: gap and note"
    );
    let now = story.ask("link_card", json!({ "dependency": card["id"] })).await;
    assert!(
        now["proof"]
            .as_str()
            .is_some_and(|proof| proof.contains("then 20 minutes pass")),
        "{now}"
    );
    let late = story
        .desk
        .call("edit_link", edit(json!({ "note": "Quarter end" })))
        .await;
    assert!(late.is_err_and(|failure| failure.changed.is_some()));
}

#[tokio::test]
async fn pasted_rows_are_shown_before_they_are_written_and_added_as_one_entry() {
    let story = Story::with_sample().await;
    let rows = "from\tto\twhat for\nSearch\tVault\tcall\nSearch\tAtlantis\tcall\nLoyalty\tVault\tdata";
    let preview = story.ask("preview_links", json!({ "text": rows })).await;
    assert_eq!(preview["sentence"], "2 links can be added, 1 row cannot.");
    assert_eq!(preview["rows"][1]["wrong"], "No service is called “Atlantis”.");
    let answer = story.ask("add_links", json!({ "text": rows })).await;
    assert_eq!(answer["sentence"], "Added 2 links from pasted rows");
    assert_eq!(link(&story, "Loyalty", "Vault").await["kind"], "data");
    let again = story.refused("add_links", json!({ "text": rows })).await;
    assert_eq!(again.code, "no-links");
    story.ask("undo", json!({})).await;
    let preview = story.ask("preview_links", json!({ "text": rows })).await;
    assert_eq!(preview["ready"], 2);
}

#[tokio::test]
async fn a_picture_is_written_only_when_it_is_one() {
    let story = Story::with_sample().await;
    let path = story.path("map.svg");
    let written = story
        .ask(
            "write_picture",
            json!({ "path": path, "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" }),
        )
        .await;
    assert_eq!(written["sentence"], format!("Picture written to {path}"));
    assert!(std::fs::read_to_string(&path).is_ok_and(|text| text.starts_with("<svg")));
    let failure = story
        .refused(
            "write_picture",
            json!({ "path": story.path("map.png"), "png": [1, 2, 3] }),
        )
        .await;
    assert_eq!(failure.code, "malformed");
    assert!(!std::path::Path::new(&story.path("map.png")).exists());
}

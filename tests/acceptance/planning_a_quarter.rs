//! The Calendar through the contract: move a release off a freeze, undo, redo, publish.

use crate::story::Story;
use serde_json::json;

#[tokio::test]
async fn a_release_dragged_off_a_freeze_clears_its_collision_and_comes_back_with_undo() {
    let story = Story::with_sample().await;
    let steps = story.ask("frame", json!({})).await["first_steps"].clone();
    let route = steps[0]["route"].as_str().expect("a route").to_owned();
    let id = route
        .split("release=")
        .nth(1)
        .expect("a release in the route")
        .to_owned();
    let card = story.ask("release_card", json!({ "release": id })).await;
    let frozen = card["collisions"].as_array().expect("collisions");
    assert!(!frozen.is_empty(), "the sample's first step is about a collision");
    let way = frozen
        .iter()
        .flat_map(|collision| collision["ways_out"].as_array().expect("ways out"))
        .find(|way| way["moves"][0]["move"] == "move-release")
        .expect("a way out that moves the release");
    let start = way["moves"][0]["deploy"]["start"].clone();

    let preview = story
        .ask(
            "preview_move",
            json!({ "release": id, "deploy_start": start, "sequence": 7 }),
        )
        .await;
    assert_eq!(preview["sequence"], 7);
    assert!(preview["clears"].as_u64() >= Some(1), "{preview}");

    let before = story.ask("frame", json!({})).await["counts"]["collisions"]
        .as_u64()
        .expect("a count");
    story
        .ask(
            "move_release",
            json!({ "release": id, "deploy_start": start, "seen": card["seq"] }),
        )
        .await;
    let frame = story.ask("frame", json!({})).await;
    assert!(frame["counts"]["collisions"].as_u64().expect("a count") < before);
    assert!(frame["undo"].as_str().expect("undo").starts_with("Moved RO-"));
    assert_eq!(
        story.ask("frame", json!({})).await["first_steps"][0]["done"],
        true
    );

    story.ask("undo", json!({})).await;
    let after = story.ask("release_card", json!({ "release": id })).await;
    assert_eq!(after["deploy"], card["deploy"]);
    story.ask("redo", json!({})).await;
    let again = story.ask("release_card", json!({ "release": id })).await;
    assert_eq!(again["deploy"]["start"], start);
}

#[tokio::test]
async fn an_edit_of_something_that_changed_meanwhile_is_stale() {
    let story = Story::with_sample().await;
    let releases = story.ask("releases", json!({})).await;
    let open = releases
        .as_array()
        .expect("a list")
        .iter()
        .rfind(|row| row["state"] == "planned")
        .expect("one");
    let id = open["id"].clone();
    let seen = story.ask("release_card", json!({ "release": id })).await["seq"].clone();
    story
        .ask(
            "set_release_state",
            json!({ "release": id, "state": "locked", "seen": seen }),
        )
        .await;
    let failure = story
        .refused(
            "set_release_state",
            json!({ "release": id, "state": "approved", "seen": seen }),
        )
        .await;
    assert_eq!(failure.code, "stale");
    assert!(failure.sentence.contains("Deniz Aydin"), "{}", failure.sentence);
}

#[tokio::test]
async fn publishing_says_what_differs_and_cannot_be_undone() {
    let story = Story::with_sample().await;
    let first = story.ask("publish_preview", json!({})).await;
    let version = first["version"].as_u64().expect("a version");
    let releases = story.ask("releases", json!({})).await;
    let open = releases
        .as_array()
        .expect("a list")
        .iter()
        .rfind(|row| row["state"] == "planned")
        .expect("one")
        .clone();
    let slots = story
        .ask(
            "legal_slots",
            json!({ "release": open["id"], "from": "2026-10-06", "until": "2027-01-20" }),
        )
        .await;
    let other = slots
        .as_array()
        .expect("slots")
        .iter()
        .find(|slot| slot["start"] != open["deploy"]["start"])
        .expect("another slot")
        .clone();
    story
        .ask(
            "move_release",
            json!({ "release": open["id"], "deploy_start": other["start"] }),
        )
        .await;
    let preview = story.ask("publish_preview", json!({})).await;
    let reference = open["reference"].as_str().expect("a reference");
    let sentence = preview["differences"][0]["sentence"]
        .as_str()
        .expect("a sentence");
    assert!(
        sentence.starts_with(&format!("{reference} moves from")),
        "{sentence}"
    );
    assert_eq!(story.ask("frame", json!({})).await["edits_since_published"], 1);
    story.ask("publish", json!({})).await;
    assert_eq!(
        story.ask("frame", json!({})).await["published"]["version"].as_u64(),
        Some(version)
    );
    let failure = story.refused("undo", json!({})).await;
    assert!(failure.sentence.contains("Published"), "{}", failure.sentence);
    assert!(story.refused("publish", json!({})).await.code == "nothing-new");
}

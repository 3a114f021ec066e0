//! Plan files through the contract: undo survives a restart, wrong files are refused and stay as they are.

use crate::story::Story;
use serde_json::json;

#[tokio::test]
async fn undo_and_the_log_survive_a_restart() {
    let story = Story::with_empty_plan().await;
    story
        .ask("edit", json!({ "table": "team", "id": null, "seen": null, "fields": {
            "reference": "payments", "name": "Payments", "lead": null, "contact": "#pay", "points_per_release": 8, "origin": null } }))
        .await;
    story.ask("close_plan", json!({})).await;

    let desk = story.restarted();
    desk.call("open_plan", json!({ "path": story.path("plan.slipway") }))
        .await
        .expect("the plan opens again");
    let frame = desk.call("frame", json!({})).await.expect("a frame");
    assert_eq!(frame["undo"], "Added team payments");
    desk.call("undo", json!({})).await.expect("undo");
    let log = desk.call("log", json!({})).await.expect("the log");
    assert_eq!(log["lines"][0]["sentence"], "Undid: Added team payments");
    assert_eq!(log["lines"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        desk.call("verify", json!({})).await.expect("verified")["holds"],
        true
    );
}

#[tokio::test]
async fn a_file_that_is_no_plan_is_refused_and_not_touched() {
    let story = Story::with_empty_plan().await;
    let path = story.path("holiday.slipway");
    std::fs::write(&path, b"not a database, just a text").expect("written");
    let failure = story.refused("open_plan", json!({ "path": path })).await;
    assert_eq!(failure.code, "not-a-plan");
    assert_eq!(
        std::fs::read(&path).expect("read"),
        b"not a database, just a text"
    );
    let frame = story.ask("frame", json!({})).await;
    assert_eq!(frame["plan"]["name"], "Epoxy", "the open plan stays open");
}

#[tokio::test]
async fn a_new_plan_never_replaces_a_file() {
    let story = Story::with_empty_plan().await;
    let failure = story
        .refused("new_plan", json!({ "path": story.path("plan.slipway") }))
        .await;
    assert_eq!(failure.code, "exists");
    let copy = story.path("copy.slipway");
    story.ask("save_copy", json!({ "path": copy })).await;
    story.ask("open_plan", json!({ "path": copy })).await;
    assert!(
        story
            .refused("save_copy", json!({ "path": copy }))
            .await
            .sentence
            .contains("is there already")
    );
}

#[tokio::test]
async fn opening_a_plan_leaves_a_dated_backup_once_a_day() {
    let story = Story::with_empty_plan().await;
    for _ in 0..2 {
        story
            .ask("open_plan", json!({ "path": story.path("plan.slipway") }))
            .await;
    }
    let count = || {
        std::fs::read_dir(story.path("Slipway backups"))
            .expect("the folder of backups")
            .count()
    };
    assert_eq!(count(), 1);
    story.wait_minutes(24 * 60);
    story
        .ask("open_plan", json!({ "path": story.path("plan.slipway") }))
        .await;
    assert_eq!(count(), 2);
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_malformed_and_names_the_field() {
    let story = Story::with_sample().await;
    let failure = story.refused("release_card", json!({ "release": "RO-22" })).await;
    assert_eq!(failure.code, "malformed");
    let failure = story.refused("no_such_call", json!({})).await;
    assert!(failure.sentence.contains("no_such_call"));
}

//! Documents through the contract: real PDF files, the same bytes for the same plan.

use crate::story::Story;
use serde_json::json;

#[tokio::test]
async fn the_release_plan_of_the_same_plan_has_the_same_bytes() {
    let story = Story::with_sample().await;
    let (one, two) = (story.path("one.pdf"), story.path("two.pdf"));
    for path in [&one, &two] {
        let written = story.ask("write_release_plan", json!({ "path": path })).await;
        assert!(written["bytes"].as_u64() > Some(20_000), "{written}");
    }
    let bytes = std::fs::read(&one).expect("written");
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(bytes, std::fs::read(&two).expect("written"));
}

#[tokio::test]
async fn the_cab_deck_is_written() {
    let story = Story::with_sample().await;
    let path = story.path("cab.pdf");
    story.ask("write_cab_deck", json!({ "path": path })).await;
    assert!(std::fs::read(&path).expect("written").starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_plan_without_a_release_says_so_instead_of_an_empty_page() {
    let story = Story::with_empty_plan().await;
    let failure = story
        .refused("write_release_plan", json!({ "path": story.path("plan.pdf") }))
        .await;
    assert_eq!(failure.code, "no-release");
}

#[tokio::test]
async fn the_gate_is_closed_inside_a_freeze_and_says_why() {
    let story = Story::with_sample().await;
    let list = story.ask("freezes", json!({})).await;
    let freeze = list["agreed"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|freeze| freeze["level"] == "hard")
        .expect("a hard one");
    let service = story.ask("services", json!({})).await[0]["reference"].clone();
    let closed = story
        .ask(
            "gate",
            json!({ "service": service, "at": freeze["window"]["start"] }),
        )
        .await;
    assert_eq!(closed["open"], false, "{closed}");
    assert!(!closed["reasons"].as_array().expect("reasons").is_empty());
    let failure = story
        .refused("gate", json!({ "service": "no-such-service" }))
        .await;
    assert_eq!(failure.code, "unknown");
}

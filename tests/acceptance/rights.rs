//! Who may do what, whose key is whose, and a plan file that was put back to an older one.

use crate::story::Story;
use serde_json::{Value, json};

async fn add_person(story: &Story, name: &str, role: &str) -> Value {
    let reference = name.to_lowercase().replace(' ', ".");
    story
        .ask(
            "edit",
            json!({ "table": "person", "id": null, "seen": null, "fields": {
                "reference": reference, "name": name, "role": role, "team": null, "zone": null, "origin": null } }),
        )
        .await["answer"]["id"]
        .clone()
}

async fn set_right(story: &Story, act: &str, roles: &[&str]) {
    story
        .ask("set_right", json!({ "act": act, "roles": roles }))
        .await;
}

#[tokio::test]
async fn an_act_is_kept_to_a_role_and_the_refusal_names_who_may() {
    let story = Story::with_empty_plan().await;
    add_person(&story, "Deniz Aydin", "Release manager").await;
    add_person(&story, "Sofia Brandt", "CAB chair").await;
    set_right(&story, "publish", &["CAB chair"]).await;
    let failure = story.refused("publish", json!({ "note": "" })).await;
    assert_eq!(failure.code, "no-right");
    assert_eq!(
        failure.sentence,
        "Only CAB chair may publish a version: Sofia Brandt. Deniz Aydin is Release manager."
    );
    let frame = story.ask("frame", json!({})).await;
    assert_eq!(frame["refused"][0]["act"], "publish");
    assert_eq!(frame["refused"][0]["sentence"], failure.sentence.as_str());
    set_right(&story, "publish", &["CAB chair", "Release manager"]).await;
    story.ask("publish", json!({ "note": "" })).await;
    let frame = story.ask("frame", json!({})).await;
    assert_eq!(frame["refused"], json!([]));
}

#[tokio::test]
async fn nobody_raises_themselves_and_nobody_is_locked_out() {
    let story = Story::with_empty_plan().await;
    let deniz = add_person(&story, "Deniz Aydin", "Tester").await;
    let lost = story
        .refused(
            "set_right",
            json!({ "act": "set-rights", "roles": ["Head of release"] }),
        )
        .await;
    assert_eq!(lost.code, "nobody-left");
    assert!(lost.sentence.contains("Head of release"), "{}", lost.sentence);
    add_person(&story, "Sofia Brandt", "Head of release").await;
    set_right(&story, "set-rights", &["Head of release"]).await;

    let raise =
        json!({ "table": "person", "id": deniz, "seen": null, "fields": { "role": "Head of release" } });
    let by_hand = json!({ "table": "settings", "id": null, "seen": null, "fields": { "rights": [] } });
    for (call, question) in [
        ("edit", raise),
        ("edit", by_hand),
        ("undo", json!({})),
        ("add_key", json!({ "person": deniz })),
        ("set_right", json!({ "act": "set-rights", "roles": [] })),
    ] {
        let failure = story.refused(call, question).await;
        assert_eq!(failure.code, "no-right", "{call}: {}", failure.sentence);
        assert!(failure.sentence.contains("Sofia Brandt"), "{}", failure.sentence);
    }
    // What has nothing to do with rights stays open.
    let other = json!({ "table": "settings", "id": null, "seen": null, "fields": { "name": "Q1" } });
    story.ask("edit", other).await;
}

#[tokio::test]
async fn a_key_of_this_computer_makes_a_claim_a_proof() {
    let story = Story::with_empty_plan().await;
    let deniz = add_person(&story, "Deniz Aydin", "Release manager").await;
    let people = story.ask("people", json!({})).await;
    assert_eq!(people["me"]["standing"], "claimed");
    let verified = story.ask("verify", json!({})).await;
    assert_eq!(verified["writers"][0]["standing"], "signed", "{verified}");
    story.ask("add_key", json!({ "person": deniz })).await;
    let people = story.ask("people", json!({})).await;
    assert_eq!(people["me"]["standing"], "proved");
    assert_eq!(people["people"][0]["keys"][0], people["me"]["key"]);
    let verified = story.ask("verify", json!({})).await;
    assert_eq!(verified["holds"], true, "{verified}");
    assert_eq!(verified["writers"][0]["standing"], "proved");
    assert_eq!(
        verified["writers"][0]["entries"], 3,
        "the first entry is signed too"
    );
    let sentence = verified["sentence"].as_str().expect("a sentence");
    assert!(
        sentence.ends_with("3 entries proved by signature: Deniz Aydin."),
        "{sentence}"
    );
    let taken = story.refused("add_key", json!({ "person": deniz })).await;
    assert_eq!(taken.code, "key-taken");
    // A colleague's key in its place: the name alone no longer counts.
    let key = people["me"]["key"].clone();
    story
        .ask("add_key", json!({ "person": deniz, "key": "ab".repeat(32) }))
        .await;
    story
        .ask("remove_key", json!({ "person": deniz, "key": key }))
        .await;
    set_right(&story, "publish", &["Release manager"]).await;
    let failure = story.refused("publish", json!({ "note": "" })).await;
    assert_eq!(failure.code, "other-key", "{}", failure.sentence);
}

#[tokio::test]
async fn a_plan_file_put_back_to_an_older_one_is_found_by_what_is_kept_outside_it() {
    let story = Story::with_empty_plan().await;
    add_person(&story, "Deniz Aydin", "Release manager").await;
    let older = story.path("older.slipway");
    story.ask("save_copy", json!({ "path": older })).await;
    add_person(&story, "Sofia Brandt", "CAB chair").await;
    story.ask("close_plan", json!({})).await;
    let path = story.path("plan.slipway");
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{end}"));
    }
    std::fs::copy(&older, &path).expect("put back");
    story.ask("open_plan", json!({ "path": path })).await;
    let verified = story.ask("verify", json!({})).await;
    assert_eq!(verified["holds"], false, "{verified}");
    let sentence = verified["sentence"].as_str().expect("a sentence");
    assert!(
        sentence.starts_with("Deniz Aydin saw entry 3 with hash ")
            && sentence.ends_with("the journal ends at 2. It was cut short, or this is an older copy."),
        "{sentence}"
    );
    // The copy itself, where it lies, promised nothing.
    story.ask("open_plan", json!({ "path": older })).await;
    let verified = story.ask("verify", json!({})).await;
    assert_eq!(verified["holds"], true, "{verified}");
}

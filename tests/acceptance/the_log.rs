//! The log: found by its filter, explained, taken back, seen as it was, and compared with what was printed.

use crate::story::Story;
use serde_json::{Value, json};

/// The sample plan with three releases set to another state, a challenged risk and a note.
async fn a_few_days() -> Story {
    let story = Story::with_sample().await;
    story.wait_minutes(60);
    let releases = story.ask("releases", json!({})).await;
    let open: Vec<&Value> = releases
        .as_array()
        .expect("releases")
        .iter()
        .filter(|release| release["state"] == "planned")
        .collect();
    for release in open.iter().take(2) {
        story
            .ask(
                "set_release_state",
                json!({ "release": release["id"], "state": "locked" }),
            )
            .await;
        story.wait_minutes(24 * 60);
    }
    story
        .ask("edit", json!({ "table": "team", "id": null, "seen": null, "fields": {
            "reference": "=1+1", "name": "Sums", "lead": null, "contact": "#sum", "points_per_release": 8, "origin": null } }))
        .await;
    story
}

async fn found(story: &Story, text: &str) -> Vec<i64> {
    let page = story.ask("log", json!({ "text": text })).await;
    let lines = page["lines"].as_array().expect("lines").clone();
    assert_eq!(page["count"], lines.len(), "{text}");
    lines
        .iter()
        .map(|line| line["seq"].as_i64().expect("a position"))
        .collect()
}

#[tokio::test]
async fn one_field_filters_by_words_time_person_record_operation_and_seal() {
    let story = a_few_days().await;
    let page = story.ask("log", json!({})).await;
    assert_eq!((&page["total"], &page["count"]), (&json!(6), &json!(6)));
    assert_eq!(page["people"][0], json!({ "name": "Deniz Aydin", "entries": 6 }));
    let line = &page["lines"][1];
    let reference = line["subject"].as_str().expect("a reference").to_owned();
    assert_eq!(
        (&line["before"], &line["after"]),
        (&json!("planned"), &json!("locked"))
    );
    assert_eq!(line["place"], json!({ "kind": "here", "text": "this computer" }));

    assert_eq!(found(&story, "did:set_release_state").await, [5, 4]);
    assert_eq!(
        found(&story, &format!("on:{}", reference.to_lowercase())).await,
        [5, 2]
    );
    assert_eq!(found(&story, "since:7-Oct").await, [6, 5]);
    assert_eq!(found(&story, "until:6-Oct").await, [4, 3, 2, 1]);
    assert_eq!(found(&story, "since:7-Oct until:2026-10-07 by:deniz").await, [5]);
    assert_eq!(found(&story, "by:\"Deniz Aydin\" LOCKED").await, [5, 4]);
    assert_eq!(found(&story, "by:nobody").await, [0; 0]);
    let (signed, claims) = (
        found(&story, "signed:yes").await,
        found(&story, "signed:no").await,
    );
    assert_eq!(signed[..3], [6, 5, 4]);
    assert_eq!(signed.len() + claims.len(), 6);
    assert_eq!(
        found(&story, "is:decision").await,
        [3],
        "the sample's published version"
    );
    assert_eq!(
        found(&story, "is:override by:").await,
        [2],
        "the sample brings its exceptions"
    );

    for (text, says) in [
        ("plan:Q4", "since:, until:, by:, on:, did:, signed: or is:"),
        ("signed:maybe", "signed:yes or signed:no"),
        ("is:nice", "is:decision or is:override"),
        ("since:soon", "1-Oct"),
        ("on:RO-999", "Nothing is called RO-999"),
    ] {
        let failure = story.refused("log", json!({ "text": text })).await;
        assert_eq!(failure.code, "filter");
        assert!(failure.sentence.contains(says), "{}", failure.sentence);
    }
}

#[tokio::test]
async fn an_entry_says_what_followed_and_is_taken_back_where_it_stands() {
    let story = a_few_days().await;
    let entry = story.ask("log_entry", json!({ "seq": 4 })).await;
    assert_eq!(entry["not_reversible"], Value::Null);
    assert_eq!(entry["followed"], json!([]));
    let seal = entry["seal"]["sentence"].as_str().expect("a sentence");
    assert!(seal.starts_with("signed ed25519, key "), "{seal}");
    assert!(seal.ends_with(" on this computer"), "{seal}");
    let first = story.ask("log_entry", json!({ "seq": 2 })).await;
    assert_eq!(first["followed"][0]["seq"], 4);
    assert_eq!(
        first["not_reversible"],
        "“Filled the sample plan” cannot be undone."
    );
    let effects = story.ask("entry_effects", json!({ "seq": 2 })).await;
    let collisions = Story::find(&effects["shifts"], "fact", "Collisions");
    assert_eq!(collisions["before"], 0);
    assert!(collisions["after"].as_u64() > Some(0));
    assert_eq!(
        story.ask("entry_effects", json!({ "seq": 6 })).await["shifts"],
        json!([])
    );

    let written = story.ask("reverse_entry", json!({ "seq": 4 })).await;
    let said = written["sentence"].as_str().expect("a sentence");
    assert!(said.starts_with("Reversed entry 4: Set "), "{said}");
    let entry = story.ask("log_entry", json!({ "seq": 4 })).await;
    assert_eq!(entry["taken_back"]["seq"], 7);
    assert_eq!(entry["not_reversible"], "Entry 7 took it back already.");
    let back = story.ask("log_entry", json!({ "seq": 7 })).await;
    assert_eq!(back["takes_back"]["seq"], 4);
    assert_eq!(
        story.refused("reverse_entry", json!({ "seq": 4 })).await.code,
        "cannot-undo"
    );
    assert_eq!(story.ask("verify", json!({})).await["holds"], true);
}

#[tokio::test]
async fn every_room_shows_the_plan_as_it_was_until_somebody_comes_back() {
    let story = a_few_days().await;
    let count = async || {
        let releases = story.ask("releases", json!({})).await;
        let locked = |release: &&Value| release["state"] == "locked";
        releases
            .as_array()
            .expect("releases")
            .iter()
            .filter(locked)
            .count()
    };
    let now = count().await;
    let past = story.ask("see_plan_at", json!({ "seq": 4 })).await;
    assert_eq!(
        past["sentence"],
        "You see the plan as it was on 6 Oct 2026 12:57, after entry 4. Nothing can be changed here."
    );
    assert_eq!(count().await, now - 1);
    let frame = story.ask("frame", json!({})).await;
    assert_eq!((&frame["past"], &frame["seq"]), (&past, &json!(4)));
    assert_eq!((&frame["undo"], &frame["saved_at"]), (&Value::Null, &past["at"]));
    for (name, question) in [
        ("calendar", json!({})),
        ("map", json!({})),
        ("freezes", json!({})),
        ("board", json!({})),
        ("findings", json!({})),
        ("publish_preview", json!({})),
    ] {
        story.ask(name, question).await;
    }
    for (name, question) in [
        ("undo", json!({})),
        ("publish", json!({})),
        ("reverse_entry", json!({ "seq": 4 })),
    ] {
        let failure = story.refused(name, question).await;
        assert_eq!(failure.code, "past", "{name}: {}", failure.sentence);
    }
    let page = story.ask("log", json!({})).await;
    assert_eq!(page["total"], 6, "the log shows what came later too");
    let earlier = story
        .ask("see_plan_at", json!({ "moment": "2026-10-07T12:57" }))
        .await;
    assert_eq!(earlier["seq"], 5, "from one moment of the past to another");
    let failure = story.refused("see_plan_at", json!({ "moment": "1-Oct" })).await;
    assert_eq!(
        failure.sentence,
        "There was no plan then. Its log begins Tue 6 Oct 11:57."
    );

    story.ask("back_to_now", json!({})).await;
    assert_eq!(count().await, now);
    assert_eq!(story.ask("frame", json!({})).await["past"], Value::Null);
    story.ask("undo", json!({})).await;
}

#[tokio::test]
async fn a_printed_page_is_compared_with_the_log() {
    let story = a_few_days().await;
    let (plan, deck, text) = (
        story.path("plan.pdf"),
        story.path("deck.pdf"),
        story.path("list.txt"),
    );
    story.ask("write_release_plan", json!({ "path": plan })).await;
    let check = async |path: &str| story.ask("check_document", json!({ "path": path })).await;
    let found = check(&plan).await;
    assert_eq!(found["verdict"], "matches");
    assert_eq!(
        found["sentence"],
        "This is the plan as of entry 6, Thu 8 Oct 12:57; nothing was changed since. It matches the log."
    );
    story.ask("undo", json!({})).await;
    let found = check(&plan).await;
    assert_eq!((&found["entry"], &found["since"]), (&json!(6), &json!(1)));

    // Printed in the past, a deck is of that moment.
    story.ask("see_plan_at", json!({ "seq": 4 })).await;
    story.ask("write_cab_deck", json!({ "path": deck })).await;
    story.ask("back_to_now", json!({})).await;
    let found = check(&deck).await;
    assert_eq!(
        (&found["verdict"], &found["entry"]),
        (&json!("matches"), &json!(4))
    );

    std::fs::write(&text, b"milk, bread").expect("written");
    assert_eq!(check(&text).await["verdict"], "unknown");
    story.ask("open_sample", json!({})).await;
    let found = check(&plan).await;
    assert_eq!(found["verdict"], "foreign");
    assert!(
        found["sentence"]
            .as_str()
            .expect("words")
            .contains("another plan")
    );
    let failure = story
        .refused("check_document", json!({ "path": story.path("none.pdf") }))
        .await;
    assert_eq!(failure.code, "unreadable");
}

#[tokio::test]
async fn the_filtered_log_is_a_table_that_runs_nothing() {
    let story = a_few_days().await;
    let path = story.path("log.csv");
    let written = story
        .ask("export_log", json!({ "text": "since:8-Oct", "path": path }))
        .await;
    assert_eq!(written["entries"], 1);
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(
        text.starts_with("\u{feff}seq,at,author,operation,subject"),
        "{text}"
    );
    assert!(text.contains(",edit,'=1+1,Added team =1+1,"), "{text}");
    let failure = story
        .refused("export_log", json!({ "text": "foo:bar", "path": path }))
        .await;
    assert_eq!(failure.code, "filter");
}

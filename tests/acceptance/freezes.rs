//! A freeze talked through the contract: ask, computed options, counter-offer, agreement, exception.

use crate::story::Story;
use serde_json::{Value, json};

async fn ask_for_a_freeze(story: &Story) -> (Value, Value) {
    let asked = story
        .ask("ask_freeze", json!({
            "name": "Winter campaign", "reason": "TV campaign starts", "level": "hard", "asked_by": "Commerce",
            "window": { "start": "2026-11-16T00:00:00Z", "end": "2026-12-05T00:00:00Z" } }))
        .await;
    let freeze = asked["answer"]["id"].clone();
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    (freeze, room)
}

#[tokio::test]
async fn a_computed_option_is_sent_as_a_counter_offer_and_agreed() {
    let story = Story::with_sample().await;
    let (freeze, room) = ask_for_a_freeze(&story).await;
    let talks = &room["talks"];
    assert_eq!(talks["turn"], "delivery");
    let options = talks["options"].as_array().expect("options");
    let ask = Story::find(&talks["options"], "kind", "ask");
    let computed = options
        .iter()
        .find(|option| option["kind"] == "computed")
        .expect("a computed option");
    let lost = |option: &Value| option["impact"]["change_days_lost"].as_i64().expect("a number");
    assert!(
        lost(computed) <= lost(ask),
        "a computed option costs no more than the ask"
    );
    assert_eq!(ask["impact"]["coverage_permille"], 1000);

    let preview = story
        .ask(
            "preview_offer",
            json!({ "negotiation": talks["id"], "phases": computed["phases"] }),
        )
        .await;
    assert_eq!(
        preview["change_days_lost"], computed["impact"]["change_days_lost"],
        "one number, wherever it is asked"
    );

    let offer = json!({ "negotiation": talks["id"], "side": "delivery", "phases": computed["phases"], "message": "Same cover" });
    story.ask("make_offer", offer.clone()).await;
    let failure = story.refused("make_offer", offer).await;
    assert_eq!(
        failure.code, "own-standing-offer",
        "nobody counters their own offer"
    );

    story.wait_minutes(90);
    story
        .ask(
            "take_position",
            json!({ "negotiation": talks["id"], "party": "Commerce", "stance": "accept" }),
        )
        .await;
    let after = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(after["talks"]["state"], "agreed");
    assert_eq!(after["freeze"]["state"], "agreed");
    assert_eq!(
        after["freeze"]["window"]["start"],
        computed["phases"][0]["window"]["start"]
    );
}

#[tokio::test]
async fn an_exception_is_filed_decided_once_and_clears_the_collision() {
    let story = Story::with_sample().await;
    let asked = story
        .ask(
            "ask_freeze",
            json!({
            "name": "Audit week", "level": "hard", "asked_by": "Finance", "agreed": true,
            "window": { "start": "2026-10-05T00:00:00Z", "end": "2027-01-30T00:00:00Z" } }),
        )
        .await;
    let freeze = asked["answer"]["id"].clone();
    let releases = story.ask("releases", json!({})).await;
    let planned = |row: &&Value| row["state"] == "planned" && row["changes"].as_u64() > Some(0);
    let release = releases
        .as_array()
        .expect("a list")
        .iter()
        .find(planned)
        .expect("a release")
        .clone();
    let about = |card: &Value| {
        card["collisions"]
            .as_array()
            .expect("collisions")
            .iter()
            .filter(|one| {
                one["sentence"]
                    .as_str()
                    .is_some_and(|text| text.contains("Audit week"))
            })
            .count()
    };
    let card = story
        .ask("release_card", json!({ "release": release["id"] }))
        .await;
    assert_eq!(about(&card), 1, "{card}");

    let filed = story
        .ask("request_exception", json!({
            "freeze": freeze, "release": release["id"], "requester": "Ines Costa", "reason": "Tax law takes effect" }))
        .await;
    let exception = filed["answer"]["id"].clone();
    let unnamed = json!({ "exception": exception, "verdict": "granted-if", "conditions": [" "] });
    assert_eq!(
        story.refused("decide_exception", unnamed).await.code,
        "no-condition"
    );
    story
        .ask(
            "decide_exception",
            json!({ "exception": exception, "verdict": "granted-if", "conditions": ["Owner on call"] }),
        )
        .await;
    let again = json!({ "exception": exception, "verdict": "rejected" });
    assert_eq!(
        story.refused("decide_exception", again).await.code,
        "already-decided"
    );
    let card = story
        .ask("release_card", json!({ "release": release["id"] }))
        .await;
    assert_eq!(about(&card), 0, "the exception clears it");
}

#[tokio::test]
async fn a_draft_asks_nobody_until_it_is_sent_and_its_table_is_laid_before() {
    let story = Story::with_sample().await;
    let asked = story
        .ask(
            "ask_freeze",
            json!({
            "name": "Summer fair", "level": "hard", "asked_by": "Commerce", "draft": true,
            "window": { "start": "2026-11-16T00:00:00Z", "end": "2026-12-05T00:00:00Z" } }),
        )
        .await;
    let freeze = asked["answer"]["id"].clone();
    let list = story.ask("freezes", json!({})).await;
    assert_eq!(Story::find(&list["drafts"], "name", "Summer fair")["id"], freeze);
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    let talks = &room["talks"];
    assert_eq!(
        (&talks["state"], &room["freeze"]["state"]),
        (&json!("draft"), &json!("draft"))
    );
    let ask = Story::find(&talks["options"], "kind", "ask");
    assert!(
        ask["impact"]["days_frozen"].as_i64().is_some_and(|days| days > 0),
        "it is weighed before it is sent"
    );
    let event = json!({ "name": "Summer fair", "owner": "Commerce", "value_per_hour": 5000,
        "start": "2026-11-16T00:00:00Z", "end": "2026-12-05T00:00:00Z" });
    let mut parties = talks["parties"].clone();
    for party in parties.as_array_mut().expect("parties") {
        party["person"] = Value::Null;
    }
    parties[1]["role"] = json!("operations");
    parties[1]["weight"] = json!(15);
    let seated =
        json!({ "negotiation": talks["id"], "parties": parties, "event": event, "seen": room["seq"] });
    story.ask("seat_parties", seated).await;
    let policy = room["policies"][0].clone();
    story
        .ask(
            "set_freeze_policy",
            json!({ "freeze": freeze, "policy": policy["id"] }),
        )
        .await;
    story.ask("send_ask", json!({ "negotiation": talks["id"] })).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    let talks = &room["talks"];
    assert_eq!((&talks["state"], &talks["round"]), (&json!("open"), &json!(1)));
    assert_eq!(talks["parties"][1]["weight"], 15);
    assert_eq!(talks["silence_rule"], policy["silence_rule"]);
    assert_eq!(room["criteria"], policy["criteria"]);
    let ask = Story::find(&talks["options"], "kind", "ask");
    assert_eq!(ask["impact"]["price"]["exposure"]["value_per_hour"], 5000);
    let again = story
        .refused("send_ask", json!({ "negotiation": talks["id"] }))
        .await;
    assert_eq!(again.code, "sent-already");
}

#[tokio::test]
async fn the_desk_shows_requests_of_all_freezes_what_is_to_be_decided_first() {
    let story = Story::with_sample().await;
    let desk = story.ask("exception_desk", json!({})).await;
    let rows = desk["rows"].as_array().expect("rows");
    let open = |row: &Value| row["verdict"] == "filed" || row["verdict"] == "more-info";
    let count = rows.iter().filter(|row| open(row)).count();
    assert!(count > 0 && rows.len() > count, "{count} of {}", rows.len());
    assert_eq!(desk["open"], count);
    assert!(
        rows[..count].iter().all(open),
        "what is to be decided comes first"
    );
    let first = &rows[0];
    let page = story
        .ask("exception_page", json!({ "exception": first["id"] }))
        .await;
    assert_eq!(page["request"]["reference"], first["reference"]);
    assert_eq!(page["request"]["detail"]["advice"]["score"], first["advice"]);
    assert_eq!(page["freeze"]["id"], first["freeze"]);
    let valid = json!({ "start": "2026-11-20T20:00:00Z", "end": "2026-11-20T22:00:00Z" });
    let grant = json!({ "exception": first["id"], "verdict": "granted", "valid": valid, "uses_allowed": 3 });
    story.ask("decide_exception", grant).await;
    let page = story
        .ask("exception_page", json!({ "exception": first["id"] }))
        .await;
    assert_eq!(page["request"]["detail"]["valid"], valid);
    assert_eq!(page["request"]["detail"]["after"]["uses_allowed"], 3);
}

#[tokio::test]
async fn an_option_that_another_beats_says_which_and_one_is_worth_offering() {
    let story = Story::with_sample().await;
    let list = story.ask("freezes", json!({})).await;
    for line in list["in_talks"].as_array().expect("lines") {
        let room = story.ask("talks", json!({ "freeze": line["id"] })).await;
        let talks = &room["talks"];
        let tried = talks["trade_off"]["tried"].as_array().expect("tried");
        assert!(
            tried
                .iter()
                .all(|one| one["values"].as_array().map(Vec::len) == Some(11))
        );
        let options = talks["options"].as_array().expect("options");
        for option in options {
            let known = tried
                .iter()
                .find(|one| one["phases"] == option["phases"])
                .expect("tried");
            assert_eq!(
                known["worth_offering"].as_bool(),
                Some(option["dominated_by"] == ""),
                "{}: {}",
                option["name"],
                option["dominated_by"]
            );
        }
        let said: Vec<String> = options
            .iter()
            .map(|option| {
                format!(
                    "{}{} beaten by {}",
                    option["letter"], option["kind"], option["dominated_by"]
                )
            })
            .collect();
        let worth = |option: &&Value| option["kind"] == "computed" && option["dominated_by"] == "";
        assert!(options.iter().any(|option| worth(&option)), "{said:?}");
        println!("{}: {} {said:?}", line["name"], talks["trade_off"]["sentence"]);
    }
}

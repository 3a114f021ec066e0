//! A freeze from the ask to the signatures: three rounds, a counter-offer that comes back in a file, an agreement in two
//! versions, its thaw, its cascade, and the exceptions to it.

use crate::story::Story;
use serde_json::{Value, json};

/// What the page saves, made as it makes it: with the digest of all it says.
fn answer(form: &Value, stance: &str, conditions: &str, phases: Value) -> String {
    let reply = json!({
        "negotiation": form["negotiation"], "offer": form["offer"], "round": form["round"], "party": form["party"],
        "who": "Marta Lindqvist", "at": "2026-10-07T08:00:00Z", "stance": stance, "conditions": conditions,
        "phases": phases });
    let reply = serde_json::from_value(reply).expect("a reply");
    exchange::response::write_reply(form["plan"].as_str().expect("a plan"), &reply)
}

async fn asked(story: &Story) -> (Value, Value) {
    let asked = story
        .ask("ask_freeze", json!({
            "name": "Winter campaign", "reason": "TV campaign starts", "level": "hard", "asked_by": "Commerce",
            "window": { "start": "2026-11-16T00:00:00Z", "end": "2026-12-05T00:00:00Z" } }))
        .await;
    let freeze = asked["answer"]["id"].clone();
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    (freeze, room["talks"].clone())
}

/// The form that the party gets, as data.
async fn form(story: &Story, negotiation: &Value, party: &str) -> Value {
    let path = story.path("form.json");
    story
        .ask(
            "write_response_form",
            json!({ "negotiation": negotiation, "party": party, "path": path }),
        )
        .await;
    serde_json::from_str(&std::fs::read_to_string(path).expect("a form")).expect("JSON")
}

fn shifted(phases: &Value, start: &str, end: &str) -> Value {
    let mut phases = phases.clone();
    phases[0]["window"] = json!({ "start": start, "end": end });
    phases
}

#[tokio::test]
async fn three_rounds_with_a_counter_by_file_end_agreed_and_signed_by_both_sides() {
    let story = Story::with_sample().await;
    let (freeze, talks) = asked(&story).await;
    let id = talks["id"].clone();
    assert_eq!(talks["stage"], "circulated");
    let ask = talks["rounds"][0]["phases"].clone();
    let paper = json!({ "freeze": freeze, "path": story.path("early.pdf") });
    let early = story.refused("write_agreement", paper).await;
    assert_eq!(early.code, "not-agreed", "{}", early.sentence);

    // Round 1: ours. Round 2: Commerce answers by file. Ours again, and round 3 by file.
    let ours = shifted(&ask, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    let offer =
        |phases: &Value| json!({ "negotiation": id, "side": "delivery", "phases": phases, "message": "" });
    story.ask("make_offer", offer(&ours)).await;

    let page = story.path("form.html");
    story
        .ask(
            "write_response_form",
            json!({ "negotiation": id, "party": "Commerce", "path": page }),
        )
        .await;
    let html = std::fs::read_to_string(&page).expect("a page");
    assert!(html.contains("Winter campaign") && !html.contains("{{FORM}}"));
    assert!(
        !html.contains("https://") && !html.contains("http://"),
        "the page needs no network"
    );

    let first = form(&story, &id, "Commerce").await;
    let counter = |start: &str| json!([{ "number": 0, "start": start, "end": "2026-12-03T00:00:00Z", "level": "hard" }]);
    let file = story.path("answer.response.json");
    std::fs::write(
        &file,
        answer(
            &first,
            "counter",
            "Cyber Monday counts",
            counter("2026-11-18T00:00:00Z"),
        ),
    )
    .expect("a file");
    let import = json!({ "path": file });
    let said = story.ask("import_response", import.clone()).await;
    assert!(
        said["answer"]["sentence"]
            .as_str()
            .is_some_and(|text| text.contains("Marta Lindqvist") && text.contains("by response file")),
        "{said}"
    );
    let failure = story.refused("import_response", import.clone()).await;
    assert_eq!(failure.code, "answered-already", "{}", failure.sentence);

    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(room["talks"]["round"], 2);
    assert_eq!(room["talks"]["rounds"][0]["via"], "response-file");
    assert_eq!(
        room["talks"]["rounds"][0]["difference"],
        json!(["Winter campaign: start −5 days; end +3 days."])
    );

    story.wait_minutes(30);
    story
        .ask(
            "make_offer",
            offer(&shifted(&ask, "2026-11-21T00:00:00Z", "2026-12-01T00:00:00Z")),
        )
        .await;
    let old = answer(&first, "accept", "", json!([]));
    std::fs::write(&file, old).expect("a file");
    let failure = story.refused("import_response", import.clone()).await;
    assert_eq!(failure.code, "old-round", "{}", failure.sentence);

    let second = form(&story, &id, "Commerce").await;
    std::fs::write(
        &file,
        answer(&second, "counter", "", counter("2026-11-20T00:00:00Z")),
    )
    .expect("a file");
    story.ask("import_response", import.clone()).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(room["talks"]["round"], 3);
    let us = room["talks"]["parties"][1]["name"].clone();
    story
        .ask(
            "take_position",
            json!({ "negotiation": id, "party": us, "stance": "accept" }),
        )
        .await;

    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    let agreement = &room["talks"]["agreement"];
    assert_eq!(room["talks"]["stage"], "agreed");
    assert_eq!(
        (&agreement["version"], &agreement["intact"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(room["freeze"]["window"]["start"], "2026-11-20T00:00:00Z");
    let sign = |party: &Value, person: &str| json!({ "agreement": agreement["id"], "party": party, "person": person });
    story.ask("sign_agreement", sign(&us, "")).await;
    story
        .ask("sign_agreement", sign(&json!("Commerce"), "Marta Lindqvist"))
        .await;
    let twice = story
        .refused("sign_agreement", sign(&json!("Commerce"), "Marta Lindqvist"))
        .await;
    assert_eq!(twice.code, "signed-already");
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    let signatures = &room["talks"]["agreement"]["signatures"];
    assert_eq!(signatures[0]["method"], "key");
    assert_eq!(
        signatures[0]["proved"], true,
        "the key of this computer signed the digest"
    );
    assert_eq!(signatures[1]["method"], "name");

    // On paper: the same bytes for the same plan, and words to tell people.
    let (one, two) = (story.path("one.pdf"), story.path("two.pdf"));
    for path in [&one, &two] {
        let written = story
            .ask("write_agreement", json!({ "freeze": freeze, "path": path }))
            .await;
        assert!(written["bytes"].as_u64() > Some(15_000), "{written}");
    }
    let bytes = std::fs::read(&one).expect("written");
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(bytes, std::fs::read(&two).expect("written"));
    let words = story.ask("announcement", json!({ "freeze": freeze })).await;
    let (short, long) = (&words["short"], &words["long"]);
    assert!(
        short
            .as_str()
            .is_some_and(|text| text.starts_with("Winter campaign (FZ-")),
        "{short}"
    );
    assert!(
        long.as_str().is_some_and(|text| text.contains("(version 1)")
            && text.contains("L3 hard: nothing; anything by exception only")),
        "{long}"
    );

    // What was agreed is not edited: it becomes version 2.
    let edit = json!({ "table": "freeze", "id": freeze, "seen": null, "fields": { "level": "soft" } });
    let failure = story.refused("edit", edit).await;
    assert_eq!(failure.code, "agreed-version");
    let amend = json!({ "negotiation": id, "side": "delivery",
        "phases": shifted(&ask, "2026-11-20T00:00:00Z", "2026-12-02T00:00:00Z") });
    story.ask("amend_agreement", amend).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(
        room["freeze"]["window"]["end"], "2026-12-03T00:00:00Z",
        "version 1 holds until version 2 is agreed"
    );
    let next = room["talks"]["id"].clone();
    story
        .ask(
            "take_position",
            json!({ "negotiation": next, "party": "Commerce", "stance": "accept" }),
        )
        .await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    // We proposed it, so only Commerce had to agree, unless our seat is named otherwise.
    assert_eq!(
        room["talks"]["agreement"]["version"], 2,
        "{}",
        room["talks"]["parties"]
    );
    assert_eq!(room["freeze"]["window"]["end"], "2026-12-02T00:00:00Z");
}

#[tokio::test]
async fn a_damaged_or_foreign_answer_is_refused_with_the_reason_and_nothing_is_written() {
    let story = Story::with_sample().await;
    let (freeze, talks) = asked(&story).await;
    let us = talks["parties"][1]["name"].as_str().expect("a name").to_owned();
    let form = form(&story, &talks["id"], &us).await;
    let good = answer(&form, "object", "Too long", json!([]));
    let file = story.path("answer.json");
    let mut foreign = form.clone();
    foreign["plan"] = json!("another plan");
    let mut unknown = form.clone();
    unknown["party"] = json!("Marketing");
    let cases = [
        (good.replace("Too long", "Too short"), "response-damaged"),
        (good[..good.len() / 2].to_owned(), "no-response"),
        ("hello".to_owned(), "no-response"),
        (answer(&foreign, "object", "Too long", json!([])), "foreign-plan"),
        (
            answer(&unknown, "object", "Too long", json!([])),
            "not-at-the-table",
        ),
    ];
    let before = story.ask("talks", json!({ "freeze": freeze })).await;
    for (text, code) in cases {
        std::fs::write(&file, text).expect("a file");
        let failure = story.refused("import_response", json!({ "path": file })).await;
        assert_eq!(failure.code, code, "{}", failure.sentence);
        assert!(failure.sentence.len() > 20, "{}", failure.sentence);
    }
    let after = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(before["seq"], after["seq"]);
    std::fs::write(&file, good).expect("a file");
    story.ask("import_response", json!({ "path": file })).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(room["talks"]["parties"][1]["stance"], "object");
    assert_eq!(room["talks"]["parties"][1]["by"], "Marta Lindqvist");
    story.ask("undo", json!({})).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(
        room["talks"]["parties"][1]["stance"], "not-opened",
        "and it can be undone"
    );
}

#[tokio::test]
async fn silence_the_thaw_the_cascade_and_an_exception_are_acts_of_the_log() {
    let story = Story::with_sample().await;
    let (freeze, talks) = asked(&story).await;
    let silence = json!({ "negotiation": talks["id"] });
    assert_eq!(
        story.refused("apply_silence", silence.clone()).await.code,
        "still-time"
    );
    story.wait_minutes(6 * 24 * 60);
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(room["talks"]["silence_due"], true);
    story.ask("apply_silence", silence).await;
    let room = story.ask("talks", json!({ "freeze": freeze })).await;
    assert_eq!(room["talks"]["stage"], "escalated");

    let board = story.ask("thaw_board", json!({ "freeze": freeze })).await;
    assert!(board["kept"].is_null());
    let days = board["proposed"]["days"].as_array().expect("days");
    let cap = board["proposed"]["daily_cap"].as_u64().expect("a cap");
    assert!(!days.is_empty(), "the campaign stops releases of the sample");
    for day in days {
        let steps = day["steps"].as_array().map_or(0, Vec::len);
        assert!(day["risk"].as_u64() <= Some(cap) || steps == 1, "{day}");
    }
    story.ask("keep_thaw", json!({ "freeze": freeze })).await;
    let board = story.ask("thaw_board", json!({ "freeze": freeze })).await;
    assert_eq!(board["kept"]["days"], board["proposed"]["days"]);

    // The members' week closes the shop in Asia; what the shop needs is to be frozen before it.
    let list = story.ask("freezes", json!({})).await;
    let members = Story::find(&list["in_talks"], "reference", "FZ-21")["id"].clone();
    let question = json!({ "freeze": members, "default_days": 2 });
    let rows = story.ask("freeze_cascade", question.clone()).await;
    let rows = rows.as_array().expect("rows");
    assert!(
        !rows.is_empty()
            && rows.iter().all(|row| row["sentence"]
                .as_str()
                .is_some_and(|text| text.contains("needs")))
    );
    let group = rows[0]["group"].clone();
    let count = |list: &Value| list["asked"].as_array().map_or(0, Vec::len);
    story
        .ask("take_cascade", json!({ "question": question, "groups": [group] }))
        .await;
    let after = story.ask("freezes", json!({})).await;
    assert_eq!(count(&after), count(&list) + 1);
    story.ask("undo", json!({})).await;
    assert_eq!(count(&story.ask("freezes", json!({})).await), count(&list));

    let room = story
        .ask(
            "talks",
            json!({ "freeze": Story::find(&list["in_talks"], "reference", "FZ-22")["id"] }),
        )
        .await;
    let request = Story::find(&room["exceptions"], "reference", "FX-07");
    let parts = request["detail"]["advice"]["parts"].as_array().expect("parts");
    let sum: i64 = parts.iter().filter_map(|part| part["points"].as_i64()).sum();
    assert_eq!(request["detail"]["advice"]["score"].as_i64(), Some(sum));
    story
        .ask(
            "record_exception_use",
            json!({ "exception": request["id"], "conditions_met": true,
            "deployed": { "start": "2026-10-13T20:00:00Z", "end": "2026-10-13T21:00:00Z" } }),
        )
        .await;
    let room = story
        .ask(
            "talks",
            json!({ "freeze": Story::find(&list["in_talks"], "reference", "FZ-22")["id"] }),
        )
        .await;
    let request = Story::find(&room["exceptions"], "reference", "FX-07");
    assert_eq!(
        request["detail"]["uses"][0]["inside"], false,
        "it was not in its slot"
    );
    assert_eq!(request["detail"]["after"]["review_due"], "2026-10-15");
}

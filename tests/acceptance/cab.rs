//! An evening of the CAB through the contract: the agenda by rule, the room, what is decided, what it does, and what is
//! left when the computer dies in the middle.

use crate::story::Story;
use serde_json::{Value, json};

/// The coming meeting of the first series: its series and its id.
async fn coming(story: &Story) -> (Value, Value) {
    let cab = story.ask("cab", json!({})).await;
    let series = &cab["series"][0];
    let row = Story::find(&series["meetings"], "state", "planned").clone();
    (series.clone(), row["id"].clone())
}

async fn view(story: &Story, meeting: &Value) -> Value {
    story.ask("cab_meeting", json!({ "meeting": meeting })).await
}

async fn everybody_comes(story: &Story, meeting: &Value) {
    let seats = view(story, meeting).await["seats"].clone();
    for seat in seats.as_array().expect("seats") {
        let person = &seat["person"]["id"];
        story
            .ask(
                "set_attendance",
                json!({ "meeting": meeting, "person": person, "present": true }),
            )
            .await;
    }
}

fn line<'a>(view: &'a Value, title: &str) -> &'a Value {
    let items = view["items"].as_array().expect("items");
    items
        .iter()
        .find(|item| item["reference"] == title || item["title"] == title)
        .unwrap_or_else(|| panic!("no item {title} in {items:#?}"))
}

fn first_open<'a>(view: &'a Value, block: &str) -> &'a Value {
    let items = view["items"].as_array().expect("items");
    let fits = |item: &&Value| {
        item["block"] == block && item["verdict"].is_null() && item["subject"]["kind"] == "change"
    };
    items
        .iter()
        .find(fits)
        .unwrap_or_else(|| panic!("nothing to {block}"))
}

/// What CAB-06 says.
async fn expired_approvals(story: &Story) -> Vec<String> {
    let findings = story.ask("findings", json!({})).await;
    let all = findings["findings"].as_array().expect("findings").iter();
    all.filter(|one| one["rule"] == "CAB-06")
        .map(|one| one["sentence"].as_str().expect("a sentence").to_owned())
        .collect()
}

#[tokio::test]
async fn a_whole_evening_ends_with_decisions_that_hold_the_release_until_they_are_met() {
    let story = Story::with_sample().await;
    let (series, meeting) = coming(&story).await;
    assert_eq!(series["members"].as_array().map(Vec::len), Some(8));
    let before = view(&story, &meeting).await;
    assert_eq!(before["items"][0]["title"], "Conditions and actions still open");
    assert_eq!(before["items"][0]["standing"], "3 open");
    assert_eq!(before["quorum"], "0 of 8 present, 5 voters short of the quorum");

    // The pre-read goes out; a day later a release moves, and the agenda says what the members have not read.
    story.ask("give_pre_read", json!({ "meeting": meeting })).await;
    let discussed = first_open(&before, "discuss").clone();
    let slide = story.ask("cab_slide", json!({ "item": discussed["id"] })).await;
    assert_eq!(slide["differences"], json!([]));
    assert_eq!(slide["proof"]["gates"].as_array().map(Vec::len), Some(7));
    assert_eq!(slide["when"]["week"].as_array().map(Vec::len), Some(7));

    // Nothing is decided before it opens, nor without a quorum.
    let decide =
        |verdict: &str, note: &str| json!({ "item": discussed["id"], "verdict": verdict, "note": note });
    assert_eq!(
        story.refused("decide_item", decide("approved", "")).await.code,
        "meeting-not-open"
    );
    story.ask("open_meeting", json!({ "meeting": meeting })).await;
    let refused = story.refused("decide_item", decide("approved", "")).await;
    assert_eq!(refused.code, "no-quorum");
    everybody_comes(&story, &meeting).await;
    let running = view(&story, &meeting).await;
    assert_eq!(running["quorum"], "8 of 8 present, quorum met");
    assert_eq!(
        running["standing"], running["items"][0]["id"],
        "it opens at the first item"
    );

    // Old conditions first: one is met now, and is ticked where it is asked after.
    let owed = story
        .ask("cab_slide", json!({ "item": running["standing"] }))
        .await;
    let condition = owed["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .find(|step| step["step"]["kind"] == "condition")
        .expect("a condition from last time");
    assert_eq!(condition["about"], "CHG-2301");
    story
        .ask(
            "tick_step",
            json!({ "step": condition["step"]["id"], "done": true, "evidence": "run 412" }),
        )
        .await;
    story.wait_minutes(3);

    // The first change: asked, voted, approved with a condition.
    story.ask("go_to_item", json!({ "item": discussed["id"] })).await;
    story
        .ask(
            "ask_in_room",
            json!({ "item": discussed["id"], "text": "Who watches it?", "answer": "Support, until Friday." }),
        )
        .await;
    let slide = story.ask("cab_slide", json!({ "item": discussed["id"] })).await;
    let voters = slide["voters"].as_array().expect("voters").clone();
    assert_eq!(voters.len(), 7, "a member without a vote is no voter");
    for voter in &voters {
        story
            .ask("vote_on_item", json!({ "item": discussed["id"], "person": voter["person"]["id"], "choice": "for", "chance": 80 }))
            .await;
    }
    assert_eq!(
        story.refused("decide_item", decide("approved-if", "")).await.code,
        "no-condition"
    );
    let step = story
        .ask(
            "add_step",
            json!({ "item": discussed["id"], "kind": "condition", "text": "Rehearse the way back" }),
        )
        .await["answer"]["id"]
        .clone();
    assert_eq!(
        story.refused("decide_item", decide("approved-if", "")).await.code,
        "condition-without-owner"
    );
    let owner = voters[1]["person"]["id"].clone();
    story
        .ask(
            "change_step",
            json!({ "step": step, "text": "Rehearse the way back", "owner": owner, "due": "2026-10-12" }),
        )
        .await;
    let done = story.ask("decide_item", decide("approved-if", "")).await;
    let sentence = done["sentence"].as_str().expect("a sentence");
    assert!(sentence.ends_with("approved with 1 condition"), "{sentence}");
    let change = discussed["subject"]["id"].clone();
    let release = slide["release"]["id"].clone();
    let ready = story.ask("readiness", json!({ "release": release })).await;
    let one = ready
        .as_array()
        .expect("readiness")
        .iter()
        .find(|one| one["change"] == change)
        .expect("the change");
    assert_eq!(one["own"], "ready", "approved, and not yet");
    assert!(
        one["sentence"]
            .as_str()
            .expect("words")
            .contains("waits for: Rehearse the way back"),
        "{one}"
    );
    let stopped = story
        .refused(
            "set_release_state",
            json!({ "release": release, "state": "approved" }),
        )
        .await;
    assert_eq!(stopped.code, "conditions-open");

    // A pause stops both clocks.
    story.wait_minutes(2);
    story
        .ask("pause_meeting", json!({ "meeting": meeting, "paused": true }))
        .await;
    story.wait_minutes(10);
    let paused = view(&story, &meeting).await;
    assert_eq!(
        (
            &paused["elapsed"],
            &line(&paused, discussed["reference"].as_str().expect("one"))["seconds"]
        ),
        (&json!(300), &json!(120))
    );
    story
        .ask("pause_meeting", json!({ "meeting": meeting, "paused": false }))
        .await;

    // “U” takes back what was said last, although somebody has stepped on since.
    let next = first_open(&view(&story, &meeting).await, "discuss").clone();
    story.ask("go_to_item", json!({ "item": next["id"] })).await;
    story
        .ask(
            "decide_item",
            json!({ "item": next["id"], "verdict": "rejected", "note": "not before peak" }),
        )
        .await;
    story.ask("go_to_item", json!({ "item": discussed["id"] })).await;
    let said = view(&story, &meeting).await["undoes"].clone();
    assert!(
        said.as_str()
            .expect("something")
            .contains("rejected, leaves its release: not before peak"),
        "{said}"
    );
    story.ask("undo_in_meeting", json!({ "meeting": meeting })).await;
    let after = view(&story, &meeting).await;
    let reference = next["reference"].as_str().expect("a reference");
    assert_eq!(line(&after, reference)["verdict"], Value::Null);
    assert_eq!(after["standing"], discussed["id"], "the room is where it was");

    // What is harmless is approved together, except the line that somebody pulls.
    let consent = first_open(&after, "consent").clone();
    story
        .ask(
            "edit_agenda_item",
            json!({ "item": consent["id"], "block": "discuss" }),
        )
        .await;
    let together = story.ask("approve_together", json!({ "meeting": meeting })).await;
    assert!(
        together["answer"]["decisions"]
            .as_array()
            .expect("decisions")
            .len()
            >= 2
    );
    let after = view(&story, &meeting).await;
    assert_eq!(
        line(&after, consent["reference"].as_str().expect("one"))["verdict"],
        Value::Null
    );

    // “Move it to another night”: the consequences first, then the move; the approval it had has expired.
    let slots = story
        .ask(
            "legal_slots",
            json!({ "release": release, "from": "2026-10-06", "until": "2026-12-24" }),
        )
        .await;
    let now_at = slide["when"]["deploy"]["start"].clone();
    let other = slots
        .as_array()
        .expect("slots")
        .iter()
        .find(|slot| slot["start"] != now_at)
        .expect("another night")["start"]
        .clone();
    let preview = story
        .ask(
            "preview_move",
            json!({ "release": release, "deploy_start": other }),
        )
        .await;
    assert!(preview["reasons"].is_array());
    story
        .ask(
            "move_release",
            json!({ "release": release, "deploy_start": other }),
        )
        .await;
    let expired = expired_approvals(&story).await;
    let name = discussed["reference"].as_str().expect("a reference");
    assert!(expired.iter().any(|one| one.contains(name)), "{expired:?}");
    let moved = story.ask("cab_slide", json!({ "item": discussed["id"] })).await;
    let differing = moved["differences"][0]["sentence"]
        .as_str()
        .expect("a difference");
    assert!(differing.starts_with("Goes "), "{differing}");

    // Decided again, on what is now so.
    story.ask("decide_item", decide("approved-if", "")).await;
    let expired = expired_approvals(&story).await;
    assert!(!expired.iter().any(|one| one.contains(name)), "{expired:?}");

    // The meeting closes, and its minutes stand.
    story.ask("close_meeting", json!({ "meeting": meeting })).await;
    assert_eq!(
        story
            .refused("decide_item", decide("deferred", "later"))
            .await
            .code,
        "meeting-closed"
    );
    assert_eq!(story.refused("undo", json!({})).await.code, "cannot-undo");
    story
        .ask("tick_step", json!({ "step": step, "done": true }))
        .await;
    story
        .ask(
            "set_release_state",
            json!({ "release": release, "state": "locked" }),
        )
        .await;
    let paper = |form: &str| json!({ "meeting": meeting, "form": form });
    let minutes = story.ask("cab_paper", paper("markdown")).await["text"].to_string();
    for said in [
        name,
        "Who watches it? Support, until Friday.",
        "Rehearse the way back",
        "Approved together",
    ] {
        assert!(minutes.contains(said), "{said} in {minutes}");
    }
    let table = story.ask("cab_paper", paper("decisions")).await["text"].to_string();
    assert!(table.contains("approved-if"), "{table}");
    let ready = story.ask("readiness", json!({ "release": release })).await;
    let one = Story::find(&ready, "reference", name);
    assert_eq!(one["own"], "approved", "{one}");
    assert_eq!(story.ask("verify", json!({})).await["holds"], true);
}

#[tokio::test]
async fn a_session_that_dies_in_the_middle_goes_on_at_the_same_item_and_the_same_second() {
    let story = Story::with_sample().await;
    let path = story.ask("frame", json!({})).await["plan"]["file"].clone();
    let (_, meeting) = coming(&story).await;
    everybody_comes(&story, &meeting).await;
    story.ask("open_meeting", json!({ "meeting": meeting })).await;
    let at_open = view(&story, &meeting).await;
    let item = first_open(&at_open, "discuss").clone();
    story.wait_minutes(4);
    story.ask("go_to_item", json!({ "item": item["id"] })).await;
    story.wait_minutes(2);
    story
        .ask(
            "note_item",
            json!({ "item": item["id"], "note": "asked for numbers" }),
        )
        .await;

    // The power fails: nothing is closed, nothing is saved by hand. Five minutes later the computer is back.
    story.wait_minutes(5);
    let desk = story.restarted();
    desk.call("open_plan", json!({ "path": path }))
        .await
        .expect("the plan opens");
    let back = desk
        .call("cab_meeting", json!({ "meeting": meeting }))
        .await
        .expect("the meeting");
    assert_eq!(back["state"], "running");
    assert_eq!(back["standing"], item["id"]);
    assert_eq!(back["elapsed"], 11 * 60);
    let reference = item["reference"].as_str().expect("a reference");
    assert_eq!(line(&back, reference)["seconds"], 7 * 60);
    assert_eq!(back["items"][0]["seconds"], 4 * 60);
    let slide = desk
        .call("cab_slide", json!({ "item": item["id"] }))
        .await
        .expect("the slide");
    assert_eq!(slide["note"], "asked for numbers");
    desk.call(
        "decide_item",
        json!({ "item": item["id"], "verdict": "approved" }),
    )
    .await
    .expect("it goes on");
}

#[tokio::test]
async fn making_the_agenda_again_keeps_what_people_have_set() {
    let story = Story::with_sample().await;
    let (series, meeting) = coming(&story).await;
    let before = view(&story, &meeting).await;
    let pulled = first_open(&before, "consent").clone();
    let reference = pulled["reference"].as_str().expect("a reference").to_owned();
    story
        .ask(
            "edit_agenda_item",
            json!({ "item": pulled["id"], "block": "discuss", "minutes": 7, "place": 1 }),
        )
        .await;
    story
        .ask("add_agenda_item", json!({ "meeting": meeting, "title": "How do we say standard?", "block": "inform", "minutes": 4 }))
        .await;
    let again = json!({ "series": series["id"], "starts_at": before["starts_at"] });
    let nothing = story.refused("make_agenda", again.clone()).await;
    assert_eq!(
        nothing.code, "nothing-to-do",
        "the rule brings nothing that is not there"
    );
    let after = view(&story, &meeting).await;
    assert_eq!(
        (
            &line(&after, &reference)["block"],
            &line(&after, &reference)["minutes"]
        ),
        (&json!("discuss"), &json!(7))
    );
    assert_eq!(line(&after, "How do we say standard?")["minutes"], 4);

    // A change that is cancelled leaves; one that is new comes.
    let gone = first_open(&after, "discuss")["subject"]["id"].clone();
    story
        .ask(
            "edit",
            json!({ "table": "change", "id": gone, "seen": null, "fields": { "state": "cancelled" } }),
        )
        .await;
    let made = story
        .ask(
            "make_agenda",
            json!({ "series": series["id"], "starts_at": before["starts_at"] }),
        )
        .await;
    assert_eq!(made["answer"]["dropped"], 1);
}

#[tokio::test]
async fn the_openstack_plan_meets_with_a_board_of_its_own() {
    let Some(story) = Story::with_epoxy().await else {
        return;
    };
    let mut members = Vec::new();
    for (number, name) in ["Ada", "Ben", "Cleo", "Dan"].iter().enumerate() {
        let fields = json!({ "reference": name.to_lowercase(), "name": name, "role": "", "team": null, "zone": null, "origin": null });
        let person = story
            .ask(
                "edit",
                json!({ "table": "person", "id": null, "seen": null, "fields": fields }),
            )
            .await["answer"]["id"]
            .clone();
        let role = if number == 0 { "chair" } else { "member" };
        members.push(json!({ "person": person, "role": role, "votes": true, "delegate": null }));
    }
    // Epoxy is long out: the week of its final libraries is put back before its release.
    let releases = story.ask("releases", json!({})).await;
    let week = Story::find(&releases, "reference", "epoxy R-6").clone();
    let put_back = |table: &str, id: &Value, state: &str| json!({ "table": table, "id": id, "seen": null, "fields": { "state": state } });
    story
        .ask("edit", put_back("release", &week["id"], "planned"))
        .await;
    let card = story.ask("release_card", json!({ "release": week["id"] })).await;
    for change in card["changes"].as_array().expect("changes") {
        story
            .ask("edit", put_back("change", &change["id"], "proposed"))
            .await;
    }
    let first = week["deploy"]["start"].as_str().expect("a start").to_owned();
    let day = first.split('T').next().expect("a day").to_owned();
    let fields = json!({ "reference": "TC", "name": "Release team",
        "recurrence": { "rule": "FREQ=DAILY", "from": day, "starts": "00:00", "minutes": 60, "zone": "UTC" },
        "until": null, "members": members, "quorum": 3, "origin": null });
    let series = story
        .ask(
            "edit",
            json!({ "table": "meeting_series", "id": null, "seen": null, "fields": fields }),
        )
        .await["answer"]["id"]
        .clone();
    let starts_at = format!("{day}T00:00:00Z");
    let made = story
        .ask("make_agenda", json!({ "series": series, "starts_at": starts_at }))
        .await;
    let meeting = made["answer"]["meeting"].clone();
    // Of 39 changes eleven are standard and skip the board.
    assert_eq!(made["answer"]["added"], 28, "{made}");
    for member in &members {
        story
            .ask(
                "set_attendance",
                json!({ "meeting": meeting, "person": member["person"], "present": true }),
            )
            .await;
    }
    story.ask("open_meeting", json!({ "meeting": meeting })).await;
    let items = view(&story, &meeting).await["items"]
        .as_array()
        .expect("items")
        .clone();
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            story.ask("go_to_item", json!({ "item": item["id"] })).await;
        }
        story.wait_minutes(1);
        let verdict = if item["subject"]["kind"] == "change" {
            "approved"
        } else {
            "noted"
        };
        story
            .ask("decide_item", json!({ "item": item["id"], "verdict": verdict }))
            .await;
    }
    let after = view(&story, &meeting).await;
    assert_eq!(after["elapsed"].as_u64(), Some(60 * items.len() as u64));
    story.ask("close_meeting", json!({ "meeting": meeting })).await;
    println!("{} items of the Epoxy plan decided", items.len());
}

//! Repair, best slots, boarding and bookings through the contract, on the sample.

use crate::story::Story;
use serde_json::{Value, json};

fn array(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[tokio::test]
async fn a_repair_clears_what_it_says_is_one_entry_and_one_undo() {
    let story = Story::with_sample().await;
    let before = story.ask("frame", json!({})).await;
    let repair = story.ask("repair", json!({})).await;
    let moves: Vec<Value> = array(&repair["moves"])
        .iter()
        .map(|one| one["step"].clone())
        .collect();
    assert!(!moves.is_empty(), "{repair}");
    for one in array(&repair["moves"]) {
        assert!(!array(&one["reasons"]).is_empty(), "{one}");
    }
    let clears = array(&repair["clears"]);
    assert!(!clears.is_empty(), "{repair}");
    let sentence = "Repaired the calendar";
    story
        .ask("take_way_out", json!({ "sentence": sentence, "moves": moves }))
        .await;
    let after = story.ask("frame", json!({})).await;
    let collisions = |frame: &Value| frame["counts"]["collisions"].as_u64().expect("a count");
    // A repair may leave a note, never a warning it has cleared.
    assert!(collisions(&after) < collisions(&before), "{}", repair["sentence"]);
    let left = story.ask("collision_groups", json!({})).await.to_string();
    for gone in clears {
        let id = gone["id"].as_str().expect("an id");
        assert!(!left.contains(id), "{gone}");
    }
    assert_eq!(after["undo"], sentence);
    story.ask("undo", json!({})).await;
    assert_eq!(
        collisions(&story.ask("frame", json!({})).await),
        collisions(&before)
    );
}

#[tokio::test]
async fn the_best_slots_of_a_release_are_legal_and_ranked() {
    let story = Story::with_sample().await;
    let releases = story.ask("releases", json!({})).await;
    let of = |name: &str| {
        let found = array(&releases).iter().find(|row| row["reference"] == name);
        found.expect("a release")["id"].clone()
    };
    let best = story.ask("best_slots", json!({ "release": of("RO-22") })).await;
    let slots = array(&best["slots"]);
    assert!(slots.len() > 3, "{best}");
    assert!(
        slots.iter().all(|slot| slot["users"].is_u64()),
        "the sample has load curves"
    );
    let quiet: Vec<u64> = slots
        .iter()
        .filter(|slot| array(&slot["against"]).is_empty())
        .map(|slot| slot["weight"].as_u64().expect("a weight"))
        .collect();
    assert!(quiet.is_sorted(), "{quiet:?}");
}

#[tokio::test]
async fn a_coming_milestone_tells_how_others_went_until_it_is_reached() {
    let story = Story::with_sample().await;
    let calendar = story
        .ask(
            "calendar",
            json!({ "from": null, "until": null, "compare": false }),
        )
        .await;
    let marks: Vec<Value> = array(&calendar["projects"])
        .iter()
        .flat_map(|lane| array(&lane["milestones"]).clone())
        .collect();
    let coming = marks
        .iter()
        .find(|mark| mark["name"] == "Cut-over rehearsal")
        .expect("it is coming");
    let ask = json!({ "milestone": coming["id"] });
    let outlook = story.ask("milestone_outlook", ask.clone()).await;
    let day = |value: &Value| value.as_str().expect("a day").to_owned();
    let (stated, half, most) = (
        day(&outlook["stated"]),
        day(&outlook["likely"]["half"]),
        day(&outlook["likely"]["most"]),
    );
    assert!(stated < half && half < most, "{outlook}");
    // Each number opens to its rows: who was reached, what was said and what it took.
    let past = array(&outlook["past"]);
    assert!(past.len() >= 8, "{outlook}");
    for slip in past {
        let mark = marks
            .iter()
            .find(|mark| mark["id"] == slip["milestone"])
            .expect("a milestone of the plan");
        assert_eq!(mark["reached"], true);
        assert!(slip["said_days"].as_u64() > Some(0) && slip["took_days"].is_u64());
    }
    let edit = json!({ "table": "milestone", "id": coming["id"], "seen": null, "fields": { "reached": "2026-10-06" } });
    story.ask("edit", edit).await;
    assert_eq!(story.ask("milestone_outlook", ask).await, Value::Null);
}

#[tokio::test]
async fn a_booking_that_finds_no_room_waits_and_moves_up_when_room_is_given_back() {
    let story = Story::with_sample().await;
    let week = story.ask("bookings", json!({})).await;
    let environment = array(&week["environments"])
        .iter()
        .find(|one| one["reference"] == "UAT-2")
        .expect("an environment");
    let held: Vec<&Value> = array(&environment["bookings"])
        .iter()
        .filter(|one| one["state"] == "booked")
        .collect();
    assert!(held.len() >= 2, "two have booked it at the same time");
    assert!(!array(&week["conflicts"]).is_empty());
    assert!(array(&week["waiting"]).len() >= 2);

    let window = held[0]["window"].clone();
    let wanted = json!({
        "environment": environment["id"], "purpose": "Try a fix", "mode": "exclusive", "window": window, "priority": 5,
    });
    let preview = story.ask("preview_booking", wanted.clone()).await;
    assert_eq!(preview["waits"], true);
    assert!(preview["next"].is_object());
    assert_eq!(
        story.ask("book", wanted.clone()).await["answer"]["state"],
        "waiting"
    );
    let mut free = wanted;
    free["window"] = preview["next"].clone();
    free["purpose"] = json!("Try it later");
    assert_eq!(story.ask("book", free).await["answer"]["state"], "booked");

    let mut moved_up: Vec<String> = Vec::new();
    for booking in &held {
        let done = story.ask("give_back", json!({ "booking": booking["id"] })).await;
        let said = array(&done["answer"]["moved_up"])
            .iter()
            .filter_map(Value::as_str);
        moved_up.extend(said.map(str::to_owned));
    }
    assert!(
        moved_up.iter().any(|said| said.contains("moves up")),
        "{moved_up:?}"
    );
    let refused = story
        .refused("give_back", json!({ "booking": held[0]["id"] }))
        .await;
    assert_eq!(refused.code, "given-back");
}

#[tokio::test]
async fn a_calendar_of_holidays_comes_in_once_and_shifts_a_departure_by_rule() {
    let story = Story::with_sample().await;
    let calendar = story.ask("calendar", json!({})).await;
    let lane = array(&calendar["trains"])
        .iter()
        .find(|lane| lane["name"] == "Retail Online")
        .expect("a train");
    let next = array(&lane["departures"])
        .iter()
        .rfind(|one| one["note"].is_null() && one["skipped"] == false)
        .expect("a departure");
    let day = next["window"]["start"].as_str().expect("a time")[..10].replace('-', "");
    let path = story.path("holidays.ics");
    let text = format!(
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Holidays of Testland\r\nBEGIN:VEVENT\r\nUID:one\r\nSUMMARY:Day of rest\r\n\
         DTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:two\r\nSUMMARY:No start\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    std::fs::write(&path, text).expect("written");
    let question = json!({ "path": path, "region": "EMEA" });
    assert_eq!(
        story.ask("detect_import", question.clone()).await["kind"],
        "calendar"
    );
    let preview = story.ask("preview_import", question.clone()).await;
    assert_eq!(preview["refused"][0]["row"], 8, "{preview}");
    story.ask("apply_import", question.clone()).await;
    let refused = story.refused("apply_import", question).await;
    assert_eq!(refused.code, "nothing-new");

    let calendar = story.ask("calendar", json!({})).await;
    let lane = array(&calendar["trains"])
        .iter()
        .find(|lane| lane["name"] == "Retail Online")
        .expect("a train");
    let notes: Vec<&str> = array(&lane["departures"])
        .iter()
        .filter_map(|one| one["note"].as_str())
        .collect();
    assert!(
        notes
            .iter()
            .any(|note| note.contains("by its rule the train departs")),
        "{notes:?}"
    );
}

#[tokio::test]
async fn a_view_with_a_name_is_kept_in_the_plan() {
    let story = Story::with_sample().await;
    let fields = json!({ "name": "Nights", "days": 14, "lanes": ["windows"], "filter": "risk:>=4" });
    story
        .ask(
            "edit",
            json!({ "table": "saved_view", "id": null, "seen": null, "fields": fields }),
        )
        .await;
    let calendar = story.ask("calendar", json!({})).await;
    let saved = array(&calendar["saved"]);
    let view = saved
        .iter()
        .find(|view| view["name"] == "Nights")
        .expect("the view");
    assert_eq!(
        (&view["days"], &view["lanes"][0]),
        (&json!(14), &json!("windows"))
    );
    story.ask("undo", json!({})).await;
    let calendar = story.ask("calendar", json!({})).await;
    assert!(
        !array(&calendar["saved"])
            .iter()
            .any(|view| view["name"] == "Nights")
    );
}

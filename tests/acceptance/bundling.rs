//! The optimiser through the contract: propose, compare, adopt as one undo, explain.

use crate::story::Story;
use serde_json::{Value, json};

async fn first_train(story: &Story) -> Value {
    story.ask("board", json!({})).await["train"].clone()
}

#[tokio::test]
async fn a_proposal_is_saved_adopted_and_taken_back_with_one_undo() {
    let story = Story::with_sample().await;
    let train = first_train(&story).await;
    let solved = story
        .ask("solve", json!({ "train": train, "iterations": 20000, "seed": 1 }))
        .await["answer"]
        .clone();
    assert!(solved["solve"]["bound"].as_i64() >= solved["solve"]["objective"].as_i64());
    let conflict = solved["conflict"]
        .as_str()
        .expect("the sample pins into a freeze");
    assert!(
        conflict.starts_with("No plan keeps all 5 pins: CHG-2198 in RO-22 cannot hold.")
            && conflict.contains("Members' week"),
        "{conflict}"
    );
    assert!(
        !solved["name"].as_str().expect("a name").contains("pins kept"),
        "{solved}"
    );
    let board = story.ask("board", json!({ "train": train })).await;
    let proposal = Story::find(&board["scenarios"], "kind", "proposal");
    let draft = Story::find(&board["scenarios"], "kind", "draft");
    let worth = |row: &Value| row["figures"]["collisions"].as_u64().expect("a count");
    assert!(
        worth(proposal) <= worth(draft),
        "a proposal adds no collision: {proposal} {draft}"
    );

    let placed = |board: &Value| -> Vec<(String, Vec<String>)> {
        let name = |value: &Value| value.as_str().expect("a reference").to_owned();
        let cards = |column: &Value| {
            let mut names: Vec<String> = column["cards"]
                .as_array()
                .expect("cards")
                .iter()
                .map(|card| name(&card["reference"]))
                .collect();
            names.sort();
            names
        };
        board["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .map(|column| (name(&column["reference"]), cards(column)))
            .collect()
    };
    let before = placed(&board);
    if solved["moves"].as_u64() == Some(0) {
        return;
    }
    story
        .ask("adopt_scenario", json!({ "scenario": solved["scenario"] }))
        .await;
    let after = placed(&story.ask("board", json!({ "train": train })).await);
    assert_ne!(before, after);
    story.ask("undo", json!({})).await;
    assert_eq!(
        placed(&story.ask("board", json!({ "train": train })).await),
        before
    );
}

#[tokio::test]
async fn the_same_seed_and_iterations_give_the_same_proposal() {
    let story = Story::with_sample().await;
    let train = first_train(&story).await;
    let question = json!({ "train": train, "iterations": 6000, "seed": 5 });
    let one = story.ask("solve", question.clone()).await["answer"]["solve"].clone();
    let two = story.ask("solve", question).await["answer"]["solve"].clone();
    assert_eq!(one, two);
}

#[tokio::test]
async fn why_names_what_stands_in_the_way_and_its_parts_add_up() {
    let story = Story::with_sample().await;
    let board = story
        .ask("board", json!({ "train": first_train(&story).await }))
        .await;
    let waiting = board["deferred"]["cards"].as_array().expect("cards");
    assert!(!waiting.is_empty(), "the sample has changes that wait");
    for card in waiting.iter().take(4) {
        let why = story.ask("why", json!({ "change": card["id"] })).await;
        let sum: i64 = why["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .filter_map(|part| part["points"].as_i64())
            .sum();
        assert_eq!(Some(sum), why["risk"].as_i64(), "{why}");
        assert!(!why["reasons"].as_array().expect("reasons").is_empty(), "{why}");
    }
}

#[tokio::test]
async fn deferring_needs_a_reason_and_counts() {
    let story = Story::with_sample().await;
    let board = story.ask("board", json!({})).await;
    let columns = board["columns"].as_array().expect("columns");
    let card = columns
        .iter()
        .flat_map(|column| column["cards"].as_array().expect("cards"))
        .next()
        .expect("a card");
    let (id, times) = (card["id"].clone(), card["deferrals"].as_u64().expect("a count"));
    let failure = story
        .refused("place_change", json!({ "change": id, "release": null }))
        .await;
    assert_eq!(failure.code, "no-reason");
    story
        .ask(
            "place_change",
            json!({ "change": id, "release": null, "reason": "No test slot" }),
        )
        .await;
    let after = story.ask("why", json!({ "change": id })).await;
    assert_eq!(after["card"]["deferrals"].as_u64(), Some(times + 1));
    assert_eq!(after["card"]["deferral_reason"], "No test slot");
}

#[tokio::test]
async fn every_way_forward_that_is_shown_holds_when_it_is_tried() {
    let story = Story::with_sample().await;
    let board = story
        .ask("board", json!({ "train": first_train(&story).await }))
        .await;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut cards = list(&board["deferred"]["cards"]);
    for column in list(&board["columns"]) {
        cards.extend(list(&column["cards"]));
    }
    let (mut by_moving, mut by_facts, mut told) = (0, 0, vec![]);
    for card in &cards {
        let why = story.ask("why", json!({ "change": card["id"] })).await;
        for way in list(&why["counterfactuals"]) {
            told.push(format!(
                "{}: {} {}",
                why["card"]["reference"], way["sentence"], way["detail"]
            ));
            assert!(!list(&way["moves"]).is_empty(), "{way}");
            if way["needs_leave"] == true {
                continue;
            }
            let question = json!({ "moves": way["moves"], "assuming": way["assuming"], "sequence": 1 });
            let preview = story.ask("preview_moves", question).await;
            // What the optimiser counts against is what the board counts against.
            for load in list(&preview["loads"]) {
                let column = list(&board["columns"])
                    .into_iter()
                    .find(|column| column["id"] == load["release"]);
                let Some(column) = column else { continue };
                let meters = list(&column["meters"]);
                for (meter, after) in [("Capacity", &load["points"]), ("Risk budget", &load["risk"])] {
                    let meter = meters.iter().find(|one| one["name"] == meter).expect("a meter");
                    let most = meter["limit"]
                        .as_u64()
                        .map(|limit| limit.max(meter["used"].as_u64().unwrap_or(0)));
                    assert!(after.as_u64() <= most.or(Some(u64::MAX)), "{way}: {load} {meter}");
                }
            }
            if list(&way["assuming"]).is_empty() {
                by_moving += 1;
            } else {
                by_facts += 1;
            }
        }
        if why["near"] != "" {
            told.push(format!("{}: {}", why["card"]["reference"], why["near"]));
        }
    }
    println!("{}", told.join("\n"));
    assert!(by_moving > 0 && by_facts > 0, "{by_moving} {by_facts}: {told:?}");
}

#[tokio::test]
async fn value_is_weighed_against_safety_and_one_of_the_plans_is_kept_and_adopted() {
    let story = Story::with_sample().await;
    let train = first_train(&story).await;
    let here = story
        .ask("balance", json!({ "train": train, "stops": false }))
        .await;
    let draft = Story::find(&here["points"], "kind", "draft").clone();
    assert!(
        here["points"]
            .as_array()
            .expect("points")
            .iter()
            .all(|point| point["kind"] != "stop")
    );

    let question = json!({ "train": train, "stops": true, "iterations": 40000, "seed": 1 });
    let weighed = story.ask("balance", question.clone()).await;
    let points = weighed["points"].as_array().expect("points").clone();
    let stops: Vec<&Value> = points.iter().filter(|point| point["kind"] == "stop").collect();
    let names: Vec<&str> = stops.iter().filter_map(|stop| stop["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "Value alone",
            "As the house weighs",
            "Towards safety",
            "Mostly safety",
            "Safety first"
        ]
    );
    let number = |point: &Value, figure: &str| point["figures"][figure].as_i64().expect("a figure");
    let said: Vec<_> = (stops.iter())
        .map(|stop| {
            (
                number(stop, "earned"),
                number(stop, "risk"),
                stop["solve"]["gap_basis_points"].clone(),
            )
        })
        .collect();
    assert!(number(stops[4], "risk") <= number(stops[0], "risk"), "{said:?}");
    assert!(stops[0]["risk_point"].as_i64() < stops[4]["risk_point"].as_i64());
    // Nothing on the front is beaten, and everything else is, by somebody it names.
    let front: Vec<u64> = (weighed["front"].as_array().expect("a front").iter())
        .filter_map(Value::as_u64)
        .collect();
    for (place, point) in (0..).zip(&points) {
        let beaten = point["beaten_by"].as_str().expect("a name");
        let twin = front.iter().any(|&other| {
            let other = &points[usize::try_from(other).expect("small")];
            number(other, "risk") == number(point, "risk")
                && number(other, "earned") == number(point, "earned")
        });
        assert_eq!(beaten.is_empty(), front.contains(&place) || twin, "{point}");
    }
    assert_eq!(
        number(&draft, "earned"),
        number(Story::find(&weighed["points"], "kind", "draft"), "earned")
    );
    assert_eq!(
        story.ask("balance", question).await["points"],
        weighed["points"],
        "the same seed, the same plans"
    );

    let kept = stops
        .iter()
        .find(|stop| stop["moves"].as_array().is_some_and(|moves| !moves.is_empty()));
    let kept = *kept.expect("some stop moves something");
    let scenario = story
        .ask(
            "keep_proposal",
            json!({
                "name": kept["name"], "base_seq": weighed["seq"], "moves": kept["moves"], "solve": kept["solve"]
            }),
        )
        .await["answer"]
        .clone();
    let board = story.ask("board", json!({ "train": train })).await;
    let row = Story::find(&board["scenarios"], "kind", "proposal");
    assert_eq!(row["id"], scenario);
    assert_eq!(row["figures"], kept["figures"]);
    story.ask("adopt_scenario", json!({ "scenario": scenario })).await;
    let board = story.ask("board", json!({ "train": train })).await;
    let draft = Story::find(&board["scenarios"], "kind", "draft");
    for figure in ["earned", "risk", "deferred"] {
        assert_eq!(draft["figures"][figure], kept["figures"][figure], "{figure}");
    }
}

#[tokio::test]
async fn the_openstack_cycle_is_packed_anew_within_its_proven_bound() {
    let Some(story) = Story::with_epoxy().await else {
        return;
    };
    // Epoxy is long out: the clock goes back to its beginning, its weeks and what they released before their release.
    story.wait_minutes(-60 * 24 * 900);
    let put_back = |table: &str, id: &Value, state: &str| json!({ "table": table, "id": id, "seen": null, "fields": { "state": state } });
    let releases = story.ask("releases", json!({})).await;
    let mut changes = 0;
    for week in releases.as_array().expect("releases") {
        let card = story.ask("release_card", json!({ "release": week["id"] })).await;
        let riding = card["changes"].as_array().expect("changes");
        if riding.is_empty() {
            continue;
        }
        story
            .ask("edit", put_back("release", &week["id"], "planned"))
            .await;
        for change in riding {
            story
                .ask("edit", put_back("change", &change["id"], "ready"))
                .await;
            changes += 1;
        }
    }
    assert_eq!(changes, 526);
    let train = first_train(&story).await;
    let solved = story
        .ask("solve", json!({ "train": train, "iterations": 20000, "seed": 1 }))
        .await["answer"]
        .clone();
    let (objective, bound) = (&solved["solve"]["objective"], &solved["solve"]["bound"]);
    println!("Epoxy: {changes} changes, value {objective} of at most {bound}");
    assert!(bound.as_i64() >= objective.as_i64(), "{solved}");
    let board = story.ask("board", json!({ "train": train })).await;
    let proposal = Story::find(&board["scenarios"], "kind", "proposal");
    let draft = Story::find(&board["scenarios"], "kind", "draft");
    let collisions = |row: &Value| row["figures"]["collisions"].as_u64().expect("a count");
    assert!(
        collisions(proposal) <= collisions(draft),
        "a proposal adds no collision: {proposal} {draft}"
    );
}

//! A plan shared by a team: edited apart for an evening and merged in every order; offline and back.

use crate::hubs::MemoryHubs;
use crate::story::{Story, epoxy};
use crate::team::{
    Evening, NAMES, ORDERS, assert_each_is_shown_once, journal_of, new_change, open, plan_of, settle_all,
    text,
};
use app::sharing::{Hubs, RealHubs};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The sample plan as a file.
async fn sample(story: &Story) -> PathBuf {
    let path = story.path("start.slipway");
    story
        .ask("new_plan", json!({ "path": path, "sample": true }))
        .await;
    story.ask("close_plan", json!({})).await;
    path.into()
}

/// OpenStack 2025.1 Epoxy as a file.
async fn epoxy_file(story: &Story) -> Option<PathBuf> {
    let source = epoxy()?;
    let path = story.path("epoxy.slipway");
    story
        .ask("new_plan", json!({ "path": path, "name": "Epoxy" }))
        .await;
    story.ask("apply_import", source).await;
    story.ask("close_plan", json!({})).await;
    Some(path.into())
}

/// Everybody comes home to one hub in the given order. Answers the digest everybody ends with.
async fn come_home(
    evening: &Evening,
    order: [usize; 3],
    address: &str,
    hubs: impl Fn(usize) -> Arc<dyn Hubs>,
) -> String {
    let team = evening.go_home(hubs).await;
    let mut shown = 0;
    for by in order {
        // The first makes the hub, the others find it there.
        let visited = team[by].ask("create_hub", json!({ "address": address })).await;
        shown += visited["conflicts"].as_array().expect("a list").len();
    }
    for story in &team {
        story.ask("sync_now", json!({})).await;
        let conflicts = story.ask("conflicts", json!({})).await;
        assert_eq!(
            assert_each_is_shown_once(&conflicts),
            evening.conflicts,
            "in {order:?}"
        );
    }
    assert_eq!(
        shown, evening.conflicts,
        "each conflict is made once, in {order:?}"
    );
    evening
        .assert_nothing_is_lost(&team[0], &journal_of(&team[0]).await)
        .await;
    settle_all(&team[order[1]]).await;
    for story in team.iter().chain(&team) {
        story.ask("sync_now", json!({})).await;
    }
    let hub = journal_of(&team[0]).await;
    for story in &team {
        assert_eq!(story.ask("conflicts", json!({})).await, json!([]));
        let journal = journal_of(story).await;
        assert_eq!(
            journal.last().map(|entry| &entry.hash),
            hub.last().map(|entry| &entry.hash)
        );
        assert_eq!(journal.len(), hub.len());
        let verified = story.ask("verify", json!({})).await;
        assert_eq!(verified["holds"], true, "{verified}");
        let sharing = &story.ask("frame", json!({})).await["sharing"];
        assert_eq!(
            (&sharing["waiting"], &sharing["connection"]["kind"]),
            (&json!(0), &json!("up-to-date"))
        );
    }
    evening.digest(&team[0]).await
}

/// In each of the orders the plan ends the same. `address` makes a new place for each.
async fn ends_alike<H: Hubs + 'static>(
    evening: &Evening,
    orders: &[[usize; 3]],
    address: impl Fn(usize) -> String,
    hubs: impl Fn() -> H,
) -> String {
    let mut ends = Vec::new();
    for (number, order) in orders.iter().enumerate() {
        let address = address(number);
        let started = Instant::now();
        ends.push(come_home(evening, *order, &address, |_| Arc::new(hubs())).await);
        println!("{order:?} at {address}: {:?}", started.elapsed());
    }
    let first = ends.first().expect("an order").clone();
    assert!(ends.iter().all(|end| *end == first), "{ends:#?}");
    first
}

#[tokio::test]
async fn an_evening_apart_merges_in_all_six_orders_to_the_same_sample_plan() {
    let story = Story::new();
    let evening = Evening::of(&sample(&story).await).await;
    let hubs = MemoryHubs::default();
    ends_alike(
        &evening,
        &ORDERS,
        |number| format!("memory:{number}"),
        || hubs.clone(),
    )
    .await;
}

#[tokio::test]
async fn an_evening_apart_merges_in_all_six_orders_to_the_same_openstack_plan() {
    let story = Story::new();
    let Some(plan) = epoxy_file(&story).await else {
        return;
    };
    let evening = Evening::of(&plan).await;
    let hubs = MemoryHubs::default();
    ends_alike(
        &evening,
        &ORDERS,
        |number| format!("memory:{number}"),
        || hubs.clone(),
    )
    .await;
}

#[tokio::test]
async fn an_evening_apart_merges_through_a_file_on_a_share_to_the_same_plan_in_two_orders() {
    let story = Story::new();
    let evening = Evening::of(&sample(&story).await).await;
    let hubs = MemoryHubs::default();
    let in_memory = ends_alike(
        &evening,
        &ORDERS[..1],
        |number| format!("memory:{number}"),
        || hubs.clone(),
    )
    .await;
    let orders = [ORDERS[1], ORDERS[4]];
    let file = |number| story.path(&format!("team-{number}.slipway-hub"));
    let on_a_share = ends_alike(&evening, &orders, file, || RealHubs).await;
    assert_eq!(on_a_share, in_memory);
    let place = story.ask("judge_hub_place", json!({ "address": file(0) })).await;
    assert!(place["holds"].is_string(), "{place}");
}

#[tokio::test]
async fn an_evening_apart_merges_through_postgresql_to_the_same_plan_in_two_orders() {
    let Some(server) = testkit::postgres::Server::shared() else {
        return;
    };
    let story = Story::new();
    let evening = Evening::of(&sample(&story).await).await;
    let hubs = MemoryHubs::default();
    let in_memory = ends_alike(
        &evening,
        &ORDERS[..1],
        |number| format!("memory:{number}"),
        || hubs.clone(),
    )
    .await;
    let orders = [ORDERS[0], ORDERS[5]];
    let on_a_server = ends_alike(&evening, &orders, |_| server.database(), || RealHubs).await;
    assert_eq!(on_a_server, in_memory);
}

#[tokio::test]
async fn copies_passed_around_by_hand_end_alike_too() {
    let story = Story::new();
    let evening = Evening::of(&sample(&story).await).await;
    let hubs = MemoryHubs::default();
    let at_a_hub = ends_alike(
        &evening,
        &ORDERS[..1],
        |number| format!("memory:{number}"),
        || hubs.clone(),
    )
    .await;
    for order in [[0, 1, 2], [2, 0, 1]] {
        let team = evening.go_home(|_| Arc::new(RealHubs)).await;
        let [host, first, second] = order.map(|by| &team[by]);
        let file = |story: &Story| json!({ "path": story.path("plan.slipway") });
        let mut shown = 0;
        for guest in [first, second] {
            let visited = host.ask("merge_copy", file(guest)).await;
            shown += visited["conflicts"].as_array().expect("a list").len();
        }
        assert_eq!(shown, evening.conflicts, "in {order:?}");
        evening
            .assert_nothing_is_lost(host, &journal_of(host).await)
            .await;
        settle_all(host).await;
        for guest in [first, second] {
            guest.ask("merge_copy", file(host)).await;
            assert_eq!(guest.ask("conflicts", json!({})).await, json!([]));
        }
        for story in [host, first, second] {
            assert_eq!(evening.digest(story).await, at_a_hub, "in {order:?}");
            assert_eq!(story.ask("verify", json!({})).await["holds"], true);
        }
        let again = host.ask("merge_copy", file(first)).await;
        assert_eq!(
            (&again["pulled"], &again["pushed"]),
            (&json!(0), &json!(0)),
            "{again}"
        );
    }
}

/// Two people at one hub in memory, both with the sample plan.
async fn two() -> (Story, Story, MemoryHubs, MemoryHubs) {
    let (hubs, jonas_hubs) = {
        let hubs = MemoryHubs::default();
        let other = hubs.on_another_computer();
        (hubs, other)
    };
    let ines = Story::of(NAMES[0], 1, Arc::new(hubs.clone()));
    let path = ines.path("plan.slipway");
    ines.ask("new_plan", json!({ "path": path, "sample": true }))
        .await;
    ines.ask("create_hub", json!({ "address": "memory:team" })).await;
    let jonas = Story::of(NAMES[1], 2, Arc::new(jonas_hubs.clone()));
    let question = json!({ "address": "memory:team", "path": jonas.path("plan.slipway") });
    let opened = jonas.ask("join_hub", question).await;
    assert_eq!(opened["read_only"], false);
    (ines, jonas, hubs, jonas_hubs)
}

async fn sharing(story: &Story) -> Value {
    story.ask("frame", json!({})).await["sharing"].clone()
}

async fn rename(story: &Story, service: usize, name: &str) {
    let services = story.ask("services", json!({})).await;
    let id = &services[service]["id"];
    let edit = json!({ "table": "service", "id": id, "seen": null, "fields": { "name": name } });
    story.ask("edit", edit).await;
}

#[tokio::test]
async fn who_joins_has_the_same_plan_and_the_same_chain() {
    let (ines, jonas, hubs, _) = two().await;
    let (mine, theirs) = (journal_of(&ines).await, journal_of(&jonas).await);
    assert_eq!(mine, theirs);
    assert_eq!(mine, hubs.entries("memory:team"));
    let state = sharing(&jonas).await;
    assert_eq!(state["kind"], "shared");
    assert_eq!(state["hub"], "Memory memory:team");
    assert_eq!(state["connection"]["kind"], "up-to-date");
    assert_eq!(state["away"], 0, "who joins has just looked");
}

#[tokio::test]
async fn colleagues_are_seen_with_their_place_and_how_far_they_are() {
    let (ines, jonas, _, _) = two().await;
    jonas.ask("i_am_at", json!({ "place": "freezes" })).await;
    jonas.ask("sync_now", json!({})).await;
    rename(&ines, 0, "One").await;
    ines.ask("sync_now", json!({})).await;
    let members = sharing(&ines).await["members"].clone();
    assert_eq!(
        (&members[0]["me"], &members[0]["author"]),
        (&json!(true), &json!(NAMES[0]))
    );
    assert_eq!(members.as_array().map(Vec::len), Some(2), "{members}");
    let colleague = &members[1];
    assert_eq!(
        (
            &colleague["author"],
            &colleague["computer"],
            &colleague["initials"]
        ),
        (&json!(NAMES[1]), &json!("LT-0002"), &json!("JW"))
    );
    assert_eq!(
        (&colleague["place"], &colleague["behind"]),
        (&json!("freezes"), &json!(1))
    );
    assert_eq!(text(&colleague["key"]).len(), 8);
}

#[tokio::test]
async fn offline_everything_works_but_publishing_and_comes_back_merged() {
    let (ines, jonas, _, jonas_hubs) = two().await;
    jonas_hubs.line.cut(true);
    for number in 0..3 {
        rename(&jonas, number, &format!("Renamed offline {number}")).await;
    }
    rename(&ines, 0, "Renamed online").await;
    rename(&ines, 5, "Somebody else's").await;
    ines.ask("sync_now", json!({})).await;

    let failure = jonas.refused("sync_now", json!({})).await;
    assert_eq!(failure.code, "hub-unreachable");
    assert!(
        failure.sentence.contains("saved on this computer"),
        "{}",
        failure.sentence
    );
    let state = sharing(&jonas).await;
    assert_eq!(state["waiting"], 3);
    assert_eq!(state["connection"]["kind"], "offline");
    let since = state["connection"]["since"].clone();
    jonas.wait_minutes(7);
    jonas.refused("sync_now", json!({})).await;
    assert_eq!(
        sharing(&jonas).await["connection"]["since"],
        since,
        "since when it was lost"
    );
    let failure = jonas
        .refused("publish", json!({ "note": "from the train" }))
        .await;
    assert_eq!(failure.code, "hub-unreachable");
    assert!(
        failure.sentence.contains("others rely on"),
        "{}",
        failure.sentence
    );

    jonas_hubs.line.cut(false);
    let visited = jonas.ask("sync_now", json!({})).await;
    assert_eq!(
        (&visited["pulled"], &visited["pushed"]),
        (&json!(2), &json!(3)),
        "{visited}"
    );
    let state = sharing(&jonas).await;
    assert_eq!(
        (&state["waiting"], &state["conflicts_mine"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(state["connection"]["kind"], "up-to-date");

    let conflicts = jonas.ask("conflicts", json!({})).await;
    let conflict = &conflicts[0];
    assert_eq!(conflict["field"], "name");
    assert_eq!(conflict["is_mine"], true);
    let shown: Vec<&str> = conflict["choices"]
        .as_array()
        .expect("choices")
        .iter()
        .filter_map(|choice| choice["shown"].as_str())
        .collect();
    assert_eq!(shown[..2], ["Renamed offline 0", "Renamed online"]);
    let settle = json!({ "id": conflict["id"], "choice": "mine" });
    let settled = jonas.ask("settle_conflict", settle.clone()).await;
    assert!(
        text(&settled["sentence"]).contains("Renamed offline 0"),
        "{settled}"
    );
    assert_eq!(
        jonas.refused("settle_conflict", settle).await.code,
        "settled-already"
    );
    jonas.ask("sync_now", json!({})).await;

    ines.ask("sync_now", json!({})).await;
    assert_eq!(sharing(&ines).await["conflicts_others"], 0);
    assert_eq!(journal_of(&ines).await, journal_of(&jonas).await);
}

#[tokio::test]
async fn while_you_were_away_is_one_difference_by_colleague_until_it_is_looked_at() {
    let (ines, jonas, _, _) = two().await;
    let releases = ines.ask("releases", json!({})).await;
    let open = releases
        .as_array()
        .expect("rows")
        .iter()
        .rfind(|row| row["state"] == "planned");
    let id = &open.expect("a planned release")["id"];
    ines.ask(
        "set_release_state",
        json!({ "release": id, "state": "locked", "seen": null }),
    )
    .await;
    rename(&ines, 3, "A new name").await;
    ines.ask("sync_now", json!({})).await;
    rename(&jonas, 4, "My own").await;
    jonas.ask("sync_now", json!({})).await;

    assert_eq!(sharing(&jonas).await["away"], 2);
    let away = jonas.ask("away", json!({})).await;
    assert_eq!(away["entries"], 2);
    assert_eq!(away["colleagues"][0]["author"], NAMES[0]);
    assert_eq!(away["colleagues"][0]["initials"], "IC");
    let differences = away["differences"].as_array().expect("a list");
    assert_eq!(differences.len(), 1, "{away}");
    assert_eq!(differences[0]["what"]["id"], *id);
    assert_eq!(differences[0]["by"], json!([NAMES[0]]));
    let also = text(&away["also"][0]["sentence"]);
    assert!(also.starts_with("Changed service"), "{also}");

    jonas.ask("seen_away", json!({})).await;
    assert_eq!(jonas.ask("away", json!({})).await["entries"], 0);
    let restarted = jonas.restarted();
    let path = jonas.path("plan.slipway");
    restarted
        .call("open_plan", json!({ "path": path }))
        .await
        .expect("it opens");
    let frame = restarted.call("frame", json!({})).await.expect("a frame");
    assert_eq!(frame["sharing"]["away"], 0, "what was looked at is remembered");
}

#[tokio::test]
async fn two_changes_with_one_reference_are_renumbered_visibly() {
    let (ines, jonas, _, _) = two().await;
    ines.ask("add_change", new_change("", "From Ines")).await;
    let answer = jonas.ask("add_change", new_change("", "From Jonas")).await;
    let reference = text(&answer["answer"]["reference"]);
    ines.ask("sync_now", json!({})).await;
    let visited = jonas.ask("sync_now", json!({})).await;
    assert_eq!(visited["renumbered"][0]["from"], reference);
    let to = text(&visited["renumbered"][0]["to"]);
    assert!(
        text(&visited["sentence"]).contains(&format!("{reference} was taken and is now {to}")),
        "{visited}"
    );
    assert_eq!(jonas.ask("away", json!({})).await["renumbered"][0]["to"], to);
    let log = jonas.ask("log", json!({})).await;
    assert!(text(&log["lines"][0]["sentence"]).contains(&to), "{log}");
}

#[tokio::test]
async fn an_edit_of_what_a_colleague_just_changed_is_stale_and_shows_what_changed() {
    let (ines, jonas, _, _) = two().await;
    let services = jonas.ask("services", json!({})).await;
    let (id, name) = (services[2]["id"].clone(), text(&services[2]["name"]));
    let seen = jonas.ask("frame", json!({})).await["seq"].clone();
    rename(&ines, 2, "Renamed by Ines").await;
    ines.ask("sync_now", json!({})).await;
    jonas.ask("sync_now", json!({})).await;
    let edit =
        |seen: &Value| json!({ "table": "service", "id": id, "seen": seen, "fields": { "name": "Mine" } });
    let failure = jonas.refused("edit", edit(&seen)).await;
    assert_eq!(failure.code, "stale");
    let changed = failure.changed.expect("what changed");
    assert_eq!(changed.author, NAMES[0]);
    let field = &changed.fields[0];
    assert_eq!(
        (field.field.as_str(), field.before.as_str()),
        ("name", name.as_str())
    );
    assert_eq!(field.after, "Renamed by Ines");
    jonas.ask("edit", edit(&json!(changed.seq))).await;
}

#[tokio::test]
async fn a_version_that_was_overtaken_is_a_conflict_and_published_again() {
    let (ines, jonas, _, jonas_hubs) = two().await;
    rename(&jonas, 1, "To be published").await;
    jonas.ask("sync_now", json!({})).await;
    jonas_hubs.line.cut_up(true);
    let published = jonas.ask("publish", json!({ "note": "" })).await;
    assert_eq!(published["answer"]["overtaken"], false);
    assert!(
        text(&published["answer"]["told"]).contains("waits on this computer"),
        "{published}"
    );
    ines.ask("sync_now", json!({})).await;
    rename(&ines, 7, "In between").await;
    ines.ask("sync_now", json!({})).await;
    jonas_hubs.line.cut_up(false);
    jonas.ask("sync_now", json!({})).await;
    let conflicts = jonas.ask("conflicts", json!({})).await;
    assert_eq!(conflicts[0]["reason"], "overtaken");
    let mine = &conflicts[0]["choices"][0];
    assert!(text(&mine["blocked"]).contains("publish again"), "{mine}");
    let id = &conflicts[0]["id"];
    assert_eq!(
        jonas
            .refused("settle_conflict", json!({ "id": id, "choice": "mine" }))
            .await
            .code,
        "publish-again"
    );
    jonas
        .ask("settle_conflict", json!({ "id": id, "choice": "theirs" }))
        .await;
    let again = jonas.ask("publish", json!({ "note": "" })).await;
    assert_eq!(again["answer"]["version"], published["answer"]["version"]);
    assert!(
        text(&again["answer"]["told"]).contains("Everybody has this version"),
        "{again}"
    );
    ines.ask("sync_now", json!({})).await;
    let frame = ines.ask("frame", json!({})).await;
    assert_eq!(frame["published"]["version"], again["answer"]["version"]);
}

/// Waits until a push says that something changed and the question is answered as wanted, at most two seconds.
async fn comes(story: &Story, question: &str, wanted: impl Fn(&Value) -> bool) {
    let mut pushes = story.desk.listen();
    let heard = async {
        while !wanted(&story.ask(question, json!({})).await) {
            pushes.recv().await.expect("the desk goes on");
        }
    };
    tokio::time::timeout(Duration::from_secs(2), heard)
        .await
        .unwrap_or_else(|_| panic!("{question} is not answered as wanted within two seconds"));
}

#[tokio::test]
async fn an_open_window_has_a_colleagues_edit_within_two_seconds_and_the_status_of_the_line() {
    let (ines, jonas, _, jonas_hubs) = two().await;
    let (ines, jonas) = (ines.living(), jonas.living());
    for story in [&ines, &jonas] {
        open(story, &PathBuf::from(story.path("plan.slipway"))).await;
    }
    let stands = |kind: &'static str, waiting: i64| {
        move |frame: &Value| {
            frame["sharing"]["connection"]["kind"] == kind && frame["sharing"]["waiting"] == waiting
        }
    };
    comes(&jonas, "frame", stands("up-to-date", 0)).await;
    rename(&ines, 6, "Renamed in another window").await;
    comes(&jonas, "services", |services| {
        services.to_string().contains("Renamed in another window")
    })
    .await;

    jonas_hubs.line.cut(true);
    rename(&jonas, 2, "Nobody hears").await;
    comes(&jonas, "frame", stands("offline", 1)).await;
    jonas_hubs.line.cut(false);
    comes(&jonas, "frame", stands("up-to-date", 0)).await;
}

#[tokio::test]
async fn a_hub_restored_from_an_old_backup_stops_visits_and_is_filled_again() {
    let (ines, jonas, hubs, _) = two().await;
    rename(&ines, 1, "Acknowledged").await;
    ines.ask("sync_now", json!({})).await;
    let before = hubs.entries("memory:team");
    hubs.restore_backup("memory:team", 2);
    assert_eq!(ines.refused("sync_now", json!({})).await.code, "hub-parted");
    let connection = sharing(&ines).await["connection"].clone();
    assert_eq!(
        (&connection["kind"], &connection["code"]),
        (&json!("stopped"), &json!("hub-parted"))
    );
    assert!(
        text(&connection["way_out"]).contains("Publish your copy"),
        "{connection}"
    );
    ines.ask("republish", json!({})).await;
    assert_eq!(hubs.entries("memory:team"), before);
    jonas.ask("sync_now", json!({})).await;
    assert_eq!(journal_of(&jonas).await, before);
}

#[tokio::test]
async fn a_plan_that_is_not_shared_says_so_and_another_plans_hub_is_refused() {
    let story = Story::with_sample().await;
    assert_eq!(sharing(&story).await["kind"], "alone");
    for call in ["sync_now", "leave_hub", "republish"] {
        assert_eq!(story.refused(call, json!({})).await.code, "not-shared", "{call}");
    }
    let (ines, _, hubs, _) = two().await;
    let other = Story::of("Olu Mensah", 5, Arc::new(hubs));
    other
        .ask(
            "new_plan",
            json!({ "path": other.path("other.slipway"), "name": "Other" }),
        )
        .await;
    let place = other
        .ask("judge_hub_place", json!({ "address": "memory:team" }))
        .await;
    assert_eq!(place["holds_this_plan"], false);
    assert!(place["holds"].is_string(), "{place}");
    let failure = other
        .refused("create_hub", json!({ "address": "memory:team" }))
        .await;
    assert_eq!(failure.code, "hub-exists");
    assert_eq!(sharing(&other).await["kind"], "alone", "nothing was changed");
    ines.ask("leave_hub", json!({})).await;
    assert_eq!(sharing(&ines).await["kind"], "alone");
    assert_eq!(plan_of(&ines).await.settings().name, text(&place["holds"]));
}

#[tokio::test]
async fn a_copy_of_another_plan_is_not_merged() {
    let story = Story::with_sample().await;
    let path = PathBuf::from(story.path("other.slipway"));
    let other = Story::of("Olu Mensah", 5, Arc::new(RealHubs));
    other
        .ask("new_plan", json!({ "path": path, "name": "Other" }))
        .await;
    let failure = story.refused("merge_copy", json!({ "path": path })).await;
    assert!(
        failure.sentence.contains("not a copy of this plan"),
        "{}",
        failure.sentence
    );
    open(&other, &path).await;
}

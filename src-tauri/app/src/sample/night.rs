//! What the map says of the sample: one thing to see for each of its analyses.

use super::tests::at;
use planning::graph::Graph;
use planning::map::{
    WhatIfAsked, blast, cmdb_delta, link_queue, map_health, partners, resolve, version_skew, what_if,
};
use planning::schedule::schedule;
use planning::{EnvironmentId, Plan, ReleaseId};

const NOW: &str = "2026-10-06T11:57:00Z";

fn release(plan: &Plan, reference: &str) -> ReleaseId {
    let found = plan
        .releases
        .iter()
        .find(|release| release.reference.as_str() == reference);
    found.unwrap().id
}

fn environment(plan: &Plan, reference: &str) -> EnvironmentId {
    let found = plan
        .environments
        .iter()
        .find(|one| one.reference.as_str() == reference);
    found.unwrap().id
}

fn said(sentences: impl IntoIterator<Item = String>) -> String {
    sentences.into_iter().collect::<Vec<_>>().join("\n")
}

#[test]
fn the_night_of_the_ledger_begins_with_the_schema_and_cannot_go_back_behind_it() {
    let plan = at(NOW);
    let night = schedule(&plan, &Graph::of(&plan), release(&plan, "PL-11")).unwrap();
    assert!(
        night.steps[0].label.contains("CHG-2231"),
        "{}",
        night.steps[0].label
    );
    let proof = night.proof.join("\n");
    for part in [
        "Critical path: pg-ledger",
        "ast safe",
        "Point of no return",
        "forward +",
    ] {
        assert!(proof.contains(part), "{part} is missing in\n{proof}");
    }
    assert!(night.minutes_without_limits < night.critical_minutes, "{proof}");
    let last = night.back_out.last().unwrap();
    let why = last.forward_fix.clone().unwrap_or_default();
    assert!(
        why.contains("CHG-2231 cannot be taken back"),
        "{} {why}",
        last.label
    );
    assert_eq!(night.back_out.len(), night.steps.len());
}

#[test]
fn a_reader_of_the_posting_feed_is_missing_and_checkout_is_shown_to_go_along() {
    let plan = at(NOW);
    let graph = Graph::of(&plan);
    let ledger = said(
        partners(&plan, &graph, release(&plan, "PL-11"))
            .into_iter()
            .map(|one| one.sentence),
    );
    assert!(
        ledger.contains("posting-feed of Ledger Core 9.0.0: nobody has tried Data Warehouse"),
        "{ledger}"
    );
    let prices = said(
        partners(&plan, &graph, release(&plan, "RO-22"))
            .into_iter()
            .map(|one| one.sentence),
    );
    assert!(prices.contains("Contract run 412"), "{prices}");
}

#[test]
fn asia_is_mended_by_one_upgrade_and_the_ledger_night_by_two_holds() {
    let plan = at(NOW);
    assert!(
        version_skew(&plan).sentence.contains("Store API"),
        "{}",
        version_skew(&plan).sentence
    );
    let asia = resolve(&plan, environment(&plan, "PROD-APAC"), None).unwrap();
    assert!(
        asia.sentence.contains("Upgrade Store API from 4.1.7 to 4.2.0"),
        "{}",
        asia.sentence
    );
    let europe = resolve(
        &plan,
        environment(&plan, "PROD-EU"),
        Some(release(&plan, "PL-11")),
    )
    .unwrap();
    assert!(
        europe
            .sentence
            .contains("Hold Ledger Core at 8.5.2 instead of 9.0.0."),
        "{}",
        europe.sentence
    );
    assert_eq!(europe.picks.map(|picks| picks.len()), Some(2));
    let delta = cmdb_delta(&plan, release(&plan, "PL-11"));
    let core = delta.iter().find(|line| line.reference == "ledger-core").unwrap();
    assert_eq!((core.old.as_str(), core.new.as_str()), ("8.5.2", "9.0.0"));
}

#[test]
fn three_guesses_wait_and_an_acquirer_alone_stops_nobody() {
    let plan = at(NOW);
    let graph = Graph::of(&plan);
    let health = map_health(&plan, &graph, NOW.parse().unwrap());
    assert_eq!((health.suggested.len(), health.cycles), (3, 1));
    assert_eq!(link_queue(&plan, &graph, NOW.parse().unwrap(), 10).len(), 10);
    let acquirer = plan
        .services
        .iter()
        .find(|one| one.reference.as_str() == "acquirer-north")
        .unwrap();
    let spared = blast(&plan, &graph, &[acquirer.id]).spared;
    assert_eq!(
        spared[0].sentence,
        "Payments Hub stays up: 1 of 2 card acquirers are left, 1 needed."
    );
}

#[test]
fn without_the_schema_its_readers_wait_too() {
    let plan = at(NOW);
    let index = planning::collision::Index::of(&plan);
    let schema = plan
        .changes
        .iter()
        .find(|one| one.reference.as_str() == "CHG-2231")
        .unwrap();
    let found = what_if(&plan, &index, &WhatIfAsked::Remove { change: schema.id }).unwrap();
    let along = said(found.must_move.iter().map(|one| one.sentence.clone()));
    assert!(
        along.contains("CHG-2242 requires CHG-2231, though it is pinned."),
        "{along}"
    );
    assert!(along.contains("CHG-2240 requires CHG-2231."), "{along}");
    assert!(found.after.critical_minutes < found.before.critical_minutes);
}

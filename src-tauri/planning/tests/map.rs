//! What the map says beyond its order, each with the smallest plan that shows it.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::collision::Index;
use planning::graph::Graph;
use planning::map::*;
use planning::{ChangeId, EnvironmentId, Instant, Plan, ReleaseId, ServiceId};
use testkit::{generate, plan};

fn graph(plan: &Plan) -> Graph {
    Graph::of(plan)
}

fn service(plan: &Plan, name: &str) -> ServiceId {
    let found = plan.services.iter().find(|service| service.name == name);
    found.unwrap().id
}

fn change(plan: &Plan, name: &str) -> ChangeId {
    let found = plan
        .changes
        .iter()
        .find(|change| change.reference.as_str() == name);
    found.unwrap().id
}

fn release(plan: &Plan, name: &str) -> ReleaseId {
    let found = plan
        .releases
        .iter()
        .find(|release| release.reference.as_str() == name);
    found.unwrap().id
}

fn environment(plan: &Plan, name: &str) -> EnvironmentId {
    let found = plan
        .environments
        .iter()
        .find(|one| one.reference.as_str() == name);
    found.unwrap().id
}

fn now() -> Instant {
    "2026-11-02T12:00:00Z".parse().unwrap()
}

#[test]
fn the_blast_radius_weighs_tiers_halves_soft_ways_and_spares_redundant_ones() {
    let plan = plan(
        "
         services  db; api tier 1 uses db; shop tier 0 uses api; mail uses api softly; stats tier 3 uses mail softly
         services  pay tier 0 uses 1 of db/db-2",
    );
    let found = blast(&plan, &graph(&plan), &[service(&plan, "db")]);
    let parts: Vec<String> = found
        .parts
        .iter()
        .map(|part| format!("{} {} {} {}", part.name, part.hops, part.strength, part.milli))
        .collect();
    // mail: tier 2 weighs 2, two links away and the way is soft; stats: tier 3 weighs 1, three links away.
    assert_eq!(
        parts,
        [
            "shop 2 hard 8000",
            "api 1 hard 4000",
            "mail 2 soft 500",
            "stats 3 soft 125"
        ]
    );
    assert_eq!((found.milli, found.number.as_str()), (12_625, "12.6"));
    assert_eq!(
        found.sentence,
        "db can reach 4 services: 2 would break, 2 degrade; tier 0: shop. BR 12.6."
    );
    let spared: Vec<&str> = found.spared.iter().map(|one| one.sentence.as_str()).collect();
    assert_eq!(spared, ["pay stays up: 1 of 2 db/db-2 are left, 1 needed."]);
    let both = blast(
        &plan,
        &graph(&plan),
        &[service(&plan, "db"), service(&plan, "db-2")],
    );
    assert!(both.parts.iter().any(|part| part.name == "pay") && both.spared.is_empty());
}

#[test]
fn the_parts_of_a_blast_add_up_on_any_plan() {
    let plan = generate(7, 300, 40, 20);
    let graph = graph(&plan);
    for service in plan.services.iter().take(60) {
        let found = blast(&plan, &graph, &[service.id]);
        assert_eq!(
            found.milli,
            found.parts.iter().map(|part| part.milli).sum::<u32>()
        );
        assert!(found.parts.iter().all(|part| part.service != service.id));
    }
}

#[test]
fn a_ring_is_broken_first_where_it_is_disputed_then_where_it_is_soft() {
    let plan = plan("services a uses b; b uses c softly confirmed 2026-10-01; c uses a disputed");
    let graph = graph(&plan);
    let cycle = graph.cycles().remove(0);
    let said: Vec<String> = ways_to_break(&plan, &graph, &cycle)
        .into_iter()
        .map(|way| way.sentence)
        .collect();
    assert_eq!(
        said,
        [
            "c → a is disputed, is hard and nobody has confirmed it. Without its order the ring is open.",
            "b → c is soft: the consumer degrades but runs and was last confirmed 1 Oct 2026. Without its order the ring is open.",
            "a → b is hard and nobody has confirmed it. Without its order the ring is open.",
        ]
    );
}

#[test]
fn a_link_that_leaves_another_ring_says_so_and_comes_last() {
    let plan = plan("services a uses b, b contract; b uses a softly");
    let graph = graph(&plan);
    let cycle = graph.cycles().remove(0);
    let ways = ways_to_break(&plan, &graph, &cycle);
    let clears: Vec<bool> = ways.iter().map(|way| way.clears).collect();
    assert_eq!(clears, [true, false]);
    assert!(
        ways[0].sentence.starts_with("b → a is soft"),
        "{}",
        ways[0].sentence
    );
    assert!(
        ways[1].sentence.ends_with("Another ring stays."),
        "{}",
        ways[1].sentence
    );
}

const PARTNERS: &str = "
    environments  PROD production
    services  prices; shop tier 1 uses prices sharing v3; till uses prices sharing v3; app uses prices sharing v3
    services  stats tier 3 uses prices sharing v3; other uses prices
    runs      shop 11.5 on PROD; till 7.3 on PROD; prices 2.9 on PROD
    tried     prices >=3 till <8 broken because run-398; prices >=3 app * ok
    release   A 2026-11-18 22:00 2h
    change    CHG-1 prices 20m makes 3.0.0 changing v3 in A
";

fn partners_of(text: &str) -> Vec<String> {
    let plan = plan(text);
    partners(&plan, &graph(&plan), release(&plan, "A"))
        .into_iter()
        .map(|one| format!("{} {}", one.verdict, one.sentence))
        .collect()
}

#[test]
fn every_partner_of_a_changed_contract_goes_along_or_is_named() {
    assert_eq!(
        partners_of(PARTNERS),
        [
            "untested CHG-1 changes v3 of prices 3.0.0: nobody has tried shop 11.5 with it, and it is not in A.",
            "broken CHG-1 changes v3 of prices 3.0.0: till 7.3 does not work with it. run-398",
            "untested CHG-1 changes v3 of prices 3.0.0: nobody has tried stats with it, and it is not in A.",
            "compatible CHG-1 changes v3 of prices 3.0.0: app works with it.",
        ]
    );
    let along = format!("{PARTNERS}\n    change CHG-2 shop 10m in A; CHG-3 till 10m makes 8.0 in A");
    let found = partners_of(&along);
    assert_eq!(
        found
            .iter()
            .filter(|line| line.starts_with("in-release"))
            .collect::<Vec<_>>(),
        [
            "in-release CHG-1 changes v3 of prices 3.0.0: shop 11.5 goes along with CHG-2.",
            "in-release CHG-1 changes v3 of prices 3.0.0: till 8.0 goes along with CHG-3.",
        ]
    );
    let too_old = format!("{PARTNERS}\n    change CHG-3 till 10m makes 7.9 in A");
    assert!(
        partners_of(&too_old)
            .iter()
            .any(|line| line.starts_with("broken") && line.contains("till 7.9"))
    );
}

#[test]
fn a_freeze_leaks_through_open_providers_that_are_deployed_meanwhile_first() {
    let plan = plan(
        "
         services  shop uses payments; payments uses ledger, mail softly; ledger uses 1 of disk-1/disk-2
         freeze    peak 2026-11-16 .. 2026-11-20 on shop
         release   A 2026-11-18 22:00 2h; B 2026-12-01 22:00 2h
         change    CHG-1 ledger 10m in A; CHG-2 payments 10m in B",
    );
    let freeze = plan.freezes.iter().next().unwrap().id;
    let found = leaks(&plan, &graph(&plan), freeze).unwrap();
    let said: Vec<&str> = found.leaks.iter().map(|leak| leak.sentence.as_str()).collect();
    assert_eq!(
        said,
        [
            "ledger is open while shop → payments → ledger breaks without it: A deploys it meanwhile.",
            "payments is open while shop → payments breaks without it: nothing is planned there.",
        ]
    );
    assert_eq!(found.inherited_releases, [release(&plan, "A")]);
    assert_eq!(
        found.sentence,
        "peak leaves 2 services open that frozen ones break without; deployed meanwhile: 1."
    );
}

#[test]
fn a_change_is_only_as_ready_as_what_it_breaks_without() {
    let plan = plan(
        "
         services  ledger; payments uses ledger; shop uses payments; mail uses ledger softly
         release   A 2026-11-18 22:00 2h
         change    CHG-1 ledger 10m proposed evidence 1/3 in A; CHG-2 payments 10m approved in A
         change    CHG-3 shop 10m in A; CHG-4 mail 10m approved in A",
    );
    let said: Vec<String> = readiness(&plan, &graph(&plan), release(&plan, "A"))
        .into_iter()
        .map(|one| format!("{}: {}", one.effective, one.sentence))
        .collect();
    assert_eq!(
        said,
        [
            "not-ready: CHG-1 is proposed with 1 of 3 tests shown; it holds CHG-2 and CHG-3.",
            "not-ready: CHG-2 is approved, held by CHG-1, which is not-ready.",
            "not-ready: CHG-3 is ready, held by CHG-1, which is not-ready.",
            "approved: CHG-4 is approved.",
        ]
    );
}

#[test]
fn the_map_tells_what_is_fresh_unknown_alone_and_guessed() {
    let plan = plan(
        "
         teams     core
         services  shop tier 0 of core uses ledger confirmed 2026-10-01, mail; ledger of core unknown; mail of core
         services  lost of core; found uses ledger suggested",
    );
    let found = map_health(&plan, &graph(&plan), now());
    assert_eq!(
        (found.links, found.confirmed, found.confirmed_percent),
        (2, 1, 50)
    );
    assert_eq!(found.unknown_near_critical, [service(&plan, "ledger")]);
    assert_eq!(found.orphans, [service(&plan, "lost"), service(&plan, "found")]);
    assert_eq!(found.without_owner, [service(&plan, "found")]);
    assert_eq!(found.suggested.len(), 1);
    assert_eq!(
        found.sentences[0],
        "1 of 2 links were confirmed in the last 90 days: 50 %."
    );
    assert_eq!(found.without_backup.len(), 1);
}

#[test]
fn the_queue_asks_first_for_what_most_hangs_on() {
    let plan = plan(
        "
         services  shop tier 0 uses payments confirmed 2026-10-20; payments tier 1 uses ledger; stats tier 3 uses mail
         services  mail tier 3 uses ledger softly
         release   A 2026-11-18 22:00 2h
         change    CHG-1 stats 10m in A; CHG-2 mail 10m in A",
    );
    let said: Vec<String> = link_queue(&plan, &graph(&plan), now(), 10)
        .into_iter()
        .map(|one| format!("{} {}", one.milli, one.sentence))
        .collect();
    assert_eq!(
        said,
        [
            "12000 payments → ledger: never confirmed; BR 12.0 hangs on it.",
            "2000 stats → mail: never confirmed; BR 1.0 hangs on it, and A is ordered by it.",
            "1000 mail → ledger: never confirmed; BR 1.0 hangs on it.",
        ]
    );
}

const VERSIONS: &str = "
    environments  STAGING staging; PROD production; ASIA production
    services  store; till uses store at-version >=4.2; mail
    runs      store 4.2.0 on STAGING; store 4.2.0 on PROD; store 4.1.7 on ASIA
    runs      till 7.3 on PROD; till 7.3 on ASIA; mail 2.0 on STAGING; mail 1.9 on PROD; mail 1.9 on ASIA
";

#[test]
fn version_skew_names_what_is_older_than_production_and_what_is_a_candidate() {
    let plan = plan(VERSIONS);
    let found = version_skew(&plan);
    assert_eq!(found.environment_names, ["STAGING", "PROD", "ASIA"]);
    let said: Vec<&str> = found.rows.iter().map(|row| row.sentence.as_str()).collect();
    assert_eq!(
        said,
        [
            "store: ASIA runs 4.1.7, older than 4.2.0 in production.",
            "mail: STAGING already runs 2.0.",
            "",
        ]
    );
    assert_eq!(found.sentence, "1 of 3 services want a look: store.");
}

#[test]
fn version_skew_expects_what_the_last_deployed_change_left() {
    let text = format!(
        "{VERSIONS}    release A 2026-10-18 22:00 2h deployed\n    change CHG-1 mail 10m deployed makes 1.9.1 in A"
    );
    let plan = plan(&text);
    let found = version_skew(&plan);
    let mail = found.rows.iter().find(|row| row.name == "mail").unwrap();
    assert!(mail.drifts);
    assert!(
        mail.sentence
            .contains("PROD runs 1.9, though the last change left 1.9.1 there"),
        "{}",
        mail.sentence
    );
}

#[test]
fn an_environment_whose_versions_do_not_go_together_gets_the_fewest_steps() {
    let plan = plan(VERSIONS);
    let asia = resolve(&plan, environment(&plan, "ASIA"), None).unwrap();
    assert_eq!(
        asia.sentence,
        "ASIA: 1 of 1 conditions do not hold. 1 step would do: Upgrade store from 4.1.7 to 4.2.0 (as in PROD)."
    );
    assert_eq!(
        asia.unmet[0].sentence,
        "till 7.3 needs store >=4.2, and meets 4.1.7."
    );
    let europe = resolve(&plan, environment(&plan, "PROD"), None).unwrap();
    assert_eq!(
        europe.sentence,
        "PROD: the versions go together, 1 condition checked."
    );
}

#[test]
fn a_diamond_is_held_back_as_a_whole_or_not_at_all() {
    let plan = plan(
        "
         environments  PROD production
         services  ledger; pay uses ledger; warehouse uses ledger at-version <9
         runs      ledger 8.5 on PROD; pay 11 on PROD; warehouse 3 on PROD
         tried     ledger <9 pay >=12 broken because run-7
         release   A 2026-11-18 22:00 2h
         change    CHG-1 ledger 20m makes 9.0 in A; CHG-2 pay 20m makes 12.0 in A",
    );
    let found = resolve(&plan, environment(&plan, "PROD"), Some(release(&plan, "A"))).unwrap();
    assert_eq!(
        found.sentence,
        "PROD: 1 of 2 conditions do not hold. 2 steps would do: Hold ledger at 8.5 instead of 9.0. Hold pay at 11 instead of 12.0."
    );
}

#[test]
fn no_fewer_steps_would_do() {
    // Every subset of fewer picks is tried by hand against what the search says.
    let plan = plan(
        "
         environments  PROD production; NEXT staging
         services  a uses b at-version >=2, c at-version >=2; b uses d at-version >=2; c uses d at-version >=2; d
         runs      a 1 on PROD; b 1 on PROD; c 1 on PROD; d 1 on PROD
         runs      b 2 on NEXT; c 2 on NEXT; d 2 on NEXT",
    );
    let found = resolve(&plan, environment(&plan, "PROD"), None).unwrap();
    let picks = found.picks.unwrap();
    assert_eq!((found.unmet.len(), picks.len()), (4, 3));
}

#[test]
fn a_version_that_cannot_be_read_is_unknown_and_not_wrong() {
    let plan = plan(
        "
         environments  PROD production
         services  a uses b at-version >=2
         runs      a 1 on PROD; b nightly on PROD",
    );
    let found = resolve(&plan, environment(&plan, "PROD"), None).unwrap();
    assert_eq!((found.unmet.len(), found.checked), (0, 0));
    assert_eq!(found.unknown, ["b nightly is no version that can be compared."]);
}

#[test]
fn the_inventory_gains_what_the_release_changes() {
    let plan = plan(
        "
         environments  PROD production; ASIA production
         services  ledger; fresh planned
         runs      ledger 8.5 on PROD
         release   A 2026-11-18 22:00 2h
         change    CHG-1 ledger 20m makes 9.0 changing posting in A; CHG-2 fresh 5m makes 1.0 in A",
    );
    let lines: Vec<String> = cmdb_delta(&plan, release(&plan, "A"))
        .into_iter()
        .map(|line| {
            let place = line
                .environment
                .and_then(|id| plan.environments.get(&id))
                .map(|one| one.name.as_str());
            format!(
                "{} {} {} → {}",
                line.name,
                [line.attribute, place.unwrap_or("")].join(" "),
                line.old,
                line.new
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "ledger version PROD 8.5 → 9.0",
            "ledger contract  posting → posting (changed)",
            "fresh version PROD  → 1.0",
            "fresh version ASIA  → 1.0",
            "fresh lifecycle  planned → live",
        ]
    );
}

const NIGHT: &str = "
    services  ledger; payments uses ledger; shop uses payments; pair uses shop lockstep
    release   A 2026-11-18 22:00 2h; B 2026-11-25 22:00 2h; C 2026-12-02 22:00 2h
    change    CHG-1 ledger 40m back-out 20m risk 3 in A; CHG-2 payments 20m back-out 10m risk 2 after CHG-1 in A
    change    CHG-3 shop 10m risk 1 after CHG-2 in B; CHG-4 ledger 10m risk 1 in A; CHG-5 pair 5m risk 1 in B
    change    CHG-6 ledger 15m risk 1
";

#[test]
fn removing_a_change_draws_along_all_that_stands_on_it() {
    let plan = plan(NIGHT);
    let index = Index::of(&plan);
    let asked = WhatIfAsked::Remove {
        change: change(&plan, "CHG-1"),
    };
    let found = what_if(&plan, &index, &asked).unwrap();
    let along: Vec<&str> = found.must_move.iter().map(|one| one.sentence.as_str()).collect();
    assert_eq!(
        along,
        [
            "CHG-2 requires CHG-1.",
            "CHG-3 requires CHG-2.",
            "CHG-5 is deployed in lockstep with CHG-3.",
        ]
    );
    assert_eq!(
        (found.before.critical_minutes, found.after.critical_minutes),
        (70, 10)
    );
    let then = plan.with_moves(&found.moves);
    let again = Index::of(&then);
    assert!(
        again
            .collisions()
            .iter()
            .all(|one| index.collisions().iter().any(|old| old.id == one.id)),
        "what is drawn along leaves no new collision"
    );
}

#[test]
fn a_delay_draws_along_only_what_would_come_before() {
    let plan = plan(NIGHT);
    let index = Index::of(&plan);
    let asked = WhatIfAsked::Delay {
        change: change(&plan, "CHG-1"),
        to: release(&plan, "B"),
    };
    let found = what_if(&plan, &index, &asked).unwrap();
    let along: Vec<&str> = found.must_move.iter().map(|one| one.reference.as_str()).collect();
    assert_eq!(along, ["CHG-2"]);
    assert!(
        found
            .sentence
            .starts_with("CHG-1 goes with B instead of A; CHG-2 must move too."),
        "{}",
        found.sentence
    );
}

#[test]
fn a_replacement_takes_the_place_and_what_stood_on_the_old_one_leaves() {
    let plan = plan(NIGHT);
    let index = Index::of(&plan);
    let asked = WhatIfAsked::Replace {
        change: change(&plan, "CHG-4"),
        by: change(&plan, "CHG-6"),
    };
    let found = what_if(&plan, &index, &asked).unwrap();
    assert!(found.must_move.is_empty());
    let labels: Vec<&str> = found.steps.iter().map(|step| step.label.as_str()).collect();
    assert!(
        labels.contains(&"ledger: CHG-6") && labels.contains(&"ledger: CHG-4"),
        "{labels:?}"
    );
    let waiting = WhatIfAsked::Remove {
        change: change(&plan, "CHG-6"),
    };
    assert_eq!(what_if(&plan, &index, &waiting), None);
}

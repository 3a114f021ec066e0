//! Each rule with the smallest plan that shows the failure it catches, and one beside it that is sound.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::finding::{RULES, check};
use planning::graph::Graph;
use planning::map::partners;
use planning::waiving::{NoWaiver, waive};
use planning::{Instant, Plan};
use testkit::{generate, plan};

const NOW: &str = "2026-11-02T12:00:00Z";

fn at(now: &str) -> Instant {
    now.parse().unwrap()
}

/// Sentences of one rule.
fn said(rule: &str, text: &str) -> Vec<String> {
    said_of(rule, &plan(text))
}

fn said_of(rule: &str, plan: &Plan) -> Vec<String> {
    let found = check(plan, at(NOW))
        .into_iter()
        .filter(|finding| finding.rule == rule);
    found
        .map(|finding| format!("{}: {}", finding.severity, finding.sentence))
        .collect()
}

fn nothing() -> [String; 0] {
    []
}

#[test]
fn dep_01_names_the_shortest_ring_and_how_to_break_it() {
    let text = "services a uses b; b uses c; c uses a; d uses a";
    assert_eq!(
        said("DEP-01", text),
        ["error: a → c → b → a wait for each other."]
    );
    let finding = check(&plan(text), at(NOW)).remove(0);
    assert_eq!(finding.ways_out.len(), 3);
    assert_eq!(
        said("DEP-01", "services a uses b; b uses a softly"),
        ["warning: a → b → a wait for each other."]
    );
    assert_eq!(said("DEP-01", "services a uses b; b uses c"), nothing());
}

#[test]
fn dep_02_finds_a_provider_that_goes_after_its_consumer() {
    let text = "
        release   A 2026-11-18 22:00 2h; B 2026-11-25 22:00 2h
        change    CHG-1 10m risk 1 in B; CHG-2 10m risk 1 after CHG-1 in A
    ";
    assert_eq!(
        said("DEP-02", text),
        ["error: CHG-2 goes with A on Wed 18 Nov and requires CHG-1, which goes later: B on Wed 25 Nov."]
    );
}

#[test]
fn dep_04_tells_unknown_from_none() {
    let with = |knowledge: &str| {
        let text = format!(
            "services ledger tier 0 {knowledge}\nrelease A 2026-11-18 22:00 2h\nchange CHG-1 ledger 10m in A"
        );
        said("DEP-04", &text)
    };
    assert_eq!(
        with("unknown"),
        ["warning: ledger (tier 0) is deployed by A and nobody has said what it needs."]
    );
    assert_eq!(with(""), nothing());
}

#[test]
fn dep_05_doubts_an_order_that_nobody_has_confirmed_for_half_a_year() {
    let text = "
        services  ledger; shop uses ledger
        release   A 2026-11-18 22:00 2h
        change    CHG-1 ledger 10m in A; CHG-2 shop 10m in A
    ";
    assert_eq!(
        said("DEP-05", text),
        ["warning: shop → ledger orders A and was never confirmed and no source shows it."]
    );
    let confirmed = |at: &str| {
        let mut plan = plan(text);
        let mut link = plan.dependencies.iter().next().unwrap().clone();
        link.confirmed_at = Some(at.parse().unwrap());
        plan.put(link);
        said_of("DEP-05", &plan)
    };
    assert_eq!(
        confirmed("2026-05-01T12:00:00Z"),
        ["warning: shop → ledger orders A and was last confirmed or seen 185 days ago."]
    );
    assert_eq!(confirmed("2026-05-07T12:00:00Z"), nothing());
}

#[test]
fn dep_07_finds_one_service_in_two_releases_of_one_night() {
    let text = "
        services  ledger
        release   A 2026-11-18 22:00 2h; B 2026-11-18 22:30 2h
        change    CHG-1 ledger 10m in A; CHG-2 ledger 10m in B
    ";
    assert_eq!(
        said("DEP-07", text),
        ["error: A and B both deploy ledger at the same time, Wed 18 Nov 22:00 and Wed 18 Nov 22:30."]
    );
}

#[test]
fn dep_07_warns_of_a_service_that_is_deployed_again_while_it_is_watched() {
    let text = "
        services  ledger
        release   A 2026-11-18 22:00 2h watch 48h; B 2026-11-20 22:00 2h
        change    CHG-1 ledger 10m in A; CHG-2 ledger 10m in B
    ";
    assert_eq!(
        said("DEP-07", text),
        ["warning: B deploys ledger Fri 20 Nov 22:00, while A is still watched until Sat 21 Nov 00:00."]
    );
    assert_eq!(said("DEP-07", &text.replace("watch 48h", "watch 24h")), nothing());
}

#[test]
fn dep_12_and_13_find_releases_that_share_a_crew_or_a_database() {
    let text = "
        teams     core crews 1
        services  db kind database; a of core uses db data; b of core uses db data
        release   A 2026-11-18 22:00 2h; B 2026-11-18 23:00 2h
        change    CHG-1 a 10m in A; CHG-2 b 10m in B
    ";
    assert_eq!(
        said("DEP-12", text),
        ["warning: A and B overlap from Wed 18 Nov 23:00 and both need the one crew of core."]
    );
    assert_eq!(
        said("DEP-13", text),
        ["warning: A and B deploy at the same time and both work on db."]
    );
    assert_eq!(said("DEP-12", &text.replace("crews 1", "crews 2")), nothing());
    assert_eq!(said("DEP-13", &text.replace("db data", "db")), nothing());
}

#[test]
fn a_missing_partner_is_waived_with_a_reason_for_what_was_said_and_no_more() {
    let text = "
        services  prices; shop tier 1 uses prices sharing v3
        release   A 2026-11-18 22:00 2h
        change    CHG-1 prices 10m changing v3 in A
    ";
    let mut plan = plan(text);
    let found = |plan: &Plan| {
        let all = check(plan, at(NOW)).into_iter();
        all.filter(|finding| finding.rule == "DEP-03").collect::<Vec<_>>()
    };
    let finding = found(&plan).remove(0);
    assert!(finding.waivable);
    let decide = |plan: &Plan, reason: &str| {
        let id = planning::WaiverId(uuid::Uuid::from_u128(1));
        waive(
            plan,
            &finding,
            id,
            reason,
            "Inês Costa".into(),
            at("2026-11-03T09:12:00Z"),
        )
    };
    assert_eq!(decide(&plan, "  "), Err(NoWaiver::NoReason));
    let waiver = decide(&plan, "Contract run 412 is green.").unwrap();
    plan.put(waiver);
    let waived = found(&plan).remove(0);
    assert_eq!(
        (waived.severity, waived.waivable),
        (planning::Severity::Note, false)
    );
    assert_eq!(
        waived.waived.unwrap().sentence,
        "Waived by Inês Costa, Tue 3 Nov 09:12: Contract run 412 is green."
    );
    assert_eq!(decide(&plan, "again").unwrap_err().code(), "already-waived");
    let release = plan.releases.iter().next().unwrap().id;
    let partners = partners(&plan, &Graph::of(&plan), release);
    assert!(partners[0].waived.is_some() && partners[0].severity == Some(planning::Severity::Note));
    // Another version is another question.
    let mut change = plan.changes.iter().next().unwrap().clone();
    change.version = "3.1.0".into();
    plan.put(change);
    let again = found(&plan).remove(0);
    assert_eq!((again.severity, again.waived), (planning::Severity::Error, None));
}

#[test]
fn what_has_to_be_cleared_is_not_waived() {
    let plan = plan("services a uses b; b uses a");
    let cycle = check(&plan, at(NOW)).remove(0);
    let id = planning::WaiverId(uuid::Uuid::from_u128(1));
    let refused = waive(&plan, &cycle, id, "we know", "Inês Costa".into(), at(NOW)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "What {} finds has to be cleared; it cannot be waived.",
            cycle.rule
        )
    );
}

#[test]
fn dep_03_finds_a_changed_contract_whose_partner_stays_behind() {
    let text = "
        services  prices; shop tier 1 uses prices sharing v3
        release   A 2026-11-18 22:00 2h
        change    CHG-1 prices 10m changing v3 in A
    ";
    assert_eq!(
        said("DEP-03", text),
        ["error: CHG-1 changes v3 of prices: nobody has tried shop with it, and it is not in A."]
    );
    assert_eq!(said("DEP-03", &text.replace("tier 1", "tier 2")).len(), 1);
    assert!(said("DEP-03", &text.replace("tier 1", "tier 2"))[0].starts_with("warning"));
    assert_eq!(
        said("DEP-03", &format!("{text}\n        change CHG-2 shop 10m in A")),
        nothing()
    );
    assert_eq!(
        said("DEP-03", &format!("{text}\n        tried prices * shop * ok")),
        nothing()
    );
}

#[test]
fn dep_08_asks_for_the_window_and_the_notice_of_somebody_else() {
    let text = "
        services  bank kind third-party notice 20
        release   A 2026-11-18 22:00 2h
        change    CHG-1 bank 10m in A
    ";
    assert_eq!(
        said("DEP-08", text),
        [
            "warning: A touches bank Wed 18 Nov 22:00, in 16 days; they want 20 days of notice.",
            "warning: A touches bank, and no window of theirs is known.",
        ]
    );
    let agreed = format!(
        "{}\n        windows every Wed 22:00-23:59 on bank",
        text.replace("notice 20", "notice 10")
    );
    assert_eq!(said("DEP-08", &agreed), nothing());
}

#[test]
fn dep_10_finds_a_version_that_a_release_would_leave_unmet() {
    let text = "
        environments  PROD production
        services  ledger; warehouse uses ledger at-version <9
        runs      ledger 8.5 on PROD; warehouse 3 on PROD
        release   A 2026-11-18 22:00 2h
        change    CHG-1 ledger 10m makes 9.0 in A
    ";
    assert_eq!(
        said("DEP-10", text),
        ["error: A in PROD: warehouse 3 needs ledger <9, and meets 9.0."]
    );
    assert_eq!(said("DEP-10", &text.replace("makes 9.0", "makes 8.6")), nothing());
    assert_eq!(
        said(
            "DEP-10",
            &text
                .replace("ledger 8.5 on", "ledger 9.1 on")
                .replace("makes 9.0", "makes 9.1")
        ),
        ["warning: PROD today: warehouse 3 needs ledger <9, and meets 9.1."]
    );
}

#[test]
fn dep_09_finds_links_that_contradict_or_repeat_each_other() {
    assert_eq!(
        said("DEP-09", "services a uses b, b first"),
        ["error: a → b is listed provider first and consumer first."]
    );
    assert_eq!(
        said("DEP-09", "services a uses b, b"),
        ["note: a → b is listed twice as call."]
    );
    assert_eq!(said("DEP-09", "services a uses b, b contract"), nothing());
    assert_eq!(said("DEP-09", "services a uses b, b first rejected"), nothing());
}

#[test]
fn frz_02_asks_whether_the_year_of_a_lock_eleven_months_long_is_right() {
    assert_eq!(
        said("FRZ-02", "freeze lock 2026-12-21 .. 2027-11-30"),
        ["warning: lock lasts 345 days, until 30 Nov 2027. Is the year right?"]
    );
    let usual = "freeze a 2026-10-01 .. 2026-10-03; b 2026-11-01 .. 2026-11-04; c 2026-12-01 .. 2026-12-03";
    let odd = format!("{usual}; odd 2026-11-10 .. 2026-12-01");
    assert_eq!(
        said("FRZ-02", &odd),
        [
            "warning: odd lasts 22 days, until 1 Dec 2026; half of the others last 3 days or less. Is the year right?"
        ]
    );
    assert_eq!(said("FRZ-02", usual), nothing());
}

#[test]
fn frz_03_finds_a_calendar_that_was_not_rolled_over() {
    assert_eq!(
        said("FRZ-03", "freeze peak 2025-11-20 .. 2025-11-30 called Peak_2026"),
        ["warning: Peak 2026 runs from 20 Nov 2025 to 30 Nov 2025."]
    );
    assert_eq!(
        said("FRZ-03", "freeze peak 2026-11-20 .. 2026-11-30 called Peak_2026"),
        nothing()
    );
}

#[test]
fn frz_07_finds_a_change_inside_a_freeze_and_offers_ways_out() {
    let text = "
        services  shop
        freeze    peak 2026-11-16 .. 2026-11-20
        release   A 2026-11-18 22:00 2h
        change    CHG-1 shop 10m in A
    ";
    assert_eq!(
        said("FRZ-07", text),
        [
            "error: A deploys Wed 18 Nov 22:00, inside peak (agreed, hard, 16 Nov – 20 Nov), with all its changes."
        ]
    );
    let found = check(&plan(text), at(NOW))
        .into_iter()
        .find(|finding| finding.rule == "FRZ-07")
        .unwrap();
    assert!(!found.ways_out.is_empty());
    assert_eq!(
        said(
            "FRZ-07",
            &format!(
                "{}\nexception FX-1 to peak for CHG-1 granted",
                text.trim().replace("\n        ", "\n")
            )
        ),
        nothing()
    );
}

#[test]
fn frz_10_finds_an_exception_that_was_granted_by_who_asked() {
    let by = |decider: &str| {
        let text = format!(
            "freeze peak 2026-11-16 .. 2026-11-20\nchange CHG-1 10m\nexception FX-1 to peak for CHG-1 by ines granted by {decider}"
        );
        said("FRZ-10", &text)
    };
    assert_eq!(by("ines"), ["warning: FX-1 was asked for and granted by ines."]);
    assert_eq!(by("tom"), nothing());
}

const TALKS: &str = "
    freeze    peak 2026-11-16 .. 2026-12-04 asked by retail
    talks     NEG-1 about peak event retail delivery ops, core silence object
    offer     NEG-1 event retail 2026-10-20 replies 2026-11-01 17:00: 2026-11-16 .. 2026-12-04
    position  NEG-1 core accepts
";

#[test]
fn frz_17_names_who_is_silent_and_what_that_means() {
    assert_eq!(
        said("FRZ-17", TALKS),
        ["warning: ops has not answered round 1 of peak by Sun 1 Nov 17:00; silence counts as an objection."]
    );
    assert_eq!(
        said(
            "FRZ-17",
            &format!("{TALKS}    position NEG-1 ops objects too long")
        ),
        nothing()
    );
    assert_eq!(
        said(
            "FRZ-17",
            &TALKS.replace("replies 2026-11-01", "replies 2026-11-03")
        ),
        nothing()
    );
}

#[test]
fn frz_19_finds_a_thaw_in_one_night() {
    let text = "
        services  shop; web
        train     RO budget 60
        freeze    peak 2026-11-16 .. 2026-11-30
        release   A 2026-12-01 22:00 2h on RO; B 2026-12-02 02:00 2h on RO
        change    CHG-1 shop 10m risk 4 in A; CHG-2 web 10m risk 4 in B
    ";
    assert_eq!(
        said("FRZ-19", text),
        ["warning: A and B go within 48 h after peak with 84 risk points; one release may hold 60."]
    );
    assert_eq!(
        said("FRZ-19", &text.replace("B 2026-12-02", "B 2026-12-09")),
        nothing()
    );
}

#[test]
fn bun_01_finds_two_very_high_risks_in_one_release() {
    let text = "
        release   A 2026-11-18 22:00 2h
        change    CHG-1 10m override 5 because load in A; CHG-2 10m override 5 because data in A; CHG-3 10m risk 1 in A
    ";
    assert_eq!(
        said("BUN-01", text),
        ["warning: A holds CHG-1 and CHG-2, all of risk level 5."]
    );
    assert_eq!(
        said("BUN-01", &text.replace("override 5 because data", "risk 1")),
        nothing()
    );
}

#[test]
fn bun_02_finds_what_cannot_go_back_beside_what_is_not_tested() {
    let text = "
        release   A 2026-11-18 22:00 2h
        change    CHG-1 10m irreversible evidence 2/2 in A; CHG-2 10m evidence 1/3 in A; CHG-3 10m evidence 1/1 in A
    ";
    assert_eq!(
        said("BUN-02", text),
        ["warning: A holds CHG-1, which cannot be backed out, with CHG-2, whose tests are not all shown."]
    );
    assert_eq!(said("BUN-02", &text.replace("1/3", "3/3")), nothing());
    let alone = "release A 2026-11-18 22:00 2h\nchange CHG-1 10m irreversible evidence 0/2 in A";
    assert_eq!(said("BUN-02", alone), nothing(), "alone, it holds nobody up");
}

#[test]
fn bun_04_finds_two_teams_on_one_component() {
    let text = "
        services  ledger
        teams     core; retail
        release   A 2026-11-18 22:00 2h; B 2026-11-25 22:00 2h
        change    CHG-1 ledger 10m of core in A; CHG-2 ledger 10m of retail in A; CHG-3 ledger 10m of core in B
    ";
    assert_eq!(
        said("BUN-04", text),
        ["note: CHG-1 of core and CHG-2 of retail meet on ledger in A."]
    );
    assert_eq!(said("BUN-04", &text.replace("of retail", "of core")), nothing());
    assert_eq!(
        said(
            "BUN-04",
            &text
                .replace("of retail in A", "of retail in B")
                .replace("core in B", "core in A")
        ),
        nothing()
    );
}

#[test]
fn bun_05_knows_what_is_usual_only_from_enough_releases() {
    let past = |count: usize| {
        let releases: String = (1..=count)
            .map(|day| format!("release P{day} 2026-09-{day:02} 22:00 2h on RO closed\n"))
            .collect();
        let changes: String = (1..=count)
            .map(|day| format!("change C{day}a 1m deployed in P{day}; C{day}b 1m deployed in P{day}\n"))
            .collect();
        format!(
            "train RO every Wed 22:00 4h from 2026-10-07\n{releases}release A 2026-11-18 22:00 2h on RO\n{changes}\
             change CHG-1 1m in A; CHG-2 1m in A; CHG-3 1m in A"
        )
    };
    assert_eq!(
        said("BUN-05", &past(5)),
        ["note: A holds 3 changes; four in five of the 5 past releases of its train held 2 or fewer."]
    );
    assert_eq!(said("BUN-05", &past(4)), nothing());
    assert_eq!(said("BUN-05", &past(5).replace("; CHG-3 1m in A", "")), nothing());
}

#[test]
fn bun_11_finds_the_ground_and_the_house_changed_in_one_night() {
    let text = "
        services  k8s kind infrastructure; ledger uses k8s; shop uses ledger; other
        release   A 2026-11-18 22:00 2h; B 2026-11-18 23:00 2h; C 2026-11-19 22:00 2h
        change    CHG-1 k8s 10m in A; CHG-2 shop 10m in B; CHG-3 other 10m in B; CHG-4 ledger 10m in C
    ";
    assert_eq!(
        said("BUN-11", text),
        ["warning: CHG-1 changes k8s on Wed 18 Nov, and CHG-2 changes what stands on it."]
    );
    let later = text.replace("CHG-2 shop 10m in B", "CHG-2 shop 10m in C");
    assert_eq!(said("BUN-11", &later), nothing());
}

#[test]
fn bun_03_keeps_an_emergency_alone() {
    let text = "
        release   A 2026-11-18 22:00 2h
        change    CHG-1 10m emergency in A; CHG-2 10m in A; CHG-3 10m in A
    ";
    assert_eq!(
        said("BUN-03", text),
        ["error: CHG-1 rides A with 2 other changes."]
    );
    assert_eq!(
        said(
            "BUN-03",
            "release A 2026-11-18 22:00 2h\nchange CHG-1 10m emergency in A"
        ),
        nothing()
    );
}

#[test]
fn bun_06_finds_what_nobody_has_assessed() {
    let with = |what: &str| {
        said(
            "BUN-06",
            &format!("release A 2026-11-18 22:00 2h\nchange CHG-1 10m {what} in A"),
        )
    };
    assert_eq!(with(""), ["warning: CHG-1 in A has no probability and impact."]);
    assert_eq!(
        with("standard"),
        ["note: CHG-1 in A has no probability and impact."]
    );
    assert_eq!(with("risk 3"), nothing());
    assert_eq!(with("override 2 because known"), nothing());
}

#[test]
fn bun_07_finds_a_release_over_its_limit() {
    let text = "release A 2026-11-18 22:00 2h capacity 3\nchange CHG-1 10m points 5 in A";
    assert_eq!(
        said("BUN-07", text),
        ["warning: A holds 5 of 3 effort points, 2 over."]
    );
}

#[test]
fn bun_08_finds_a_requirement_that_waits() {
    let text = "release A 2026-11-18 22:00 2h\nchange CHG-1 10m; CHG-2 10m after CHG-1 in A";
    assert_eq!(
        said("BUN-08", text),
        ["error: CHG-2 goes with A on Wed 18 Nov and requires CHG-1, which waits without a release."]
    );
}

#[test]
fn bun_09_finds_dates_that_are_missed_by_the_plan_or_by_waiting() {
    let text = "
        release   A 2026-11-18 22:00 2h
        change    CHG-1 10m due 2026-11-10 in A; CHG-2 10m due 2026-10-30 legal; CHG-3 10m due 2026-11-02
    ";
    assert_eq!(
        said("BUN-09", text),
        [
            "error: CHG-2 was due 30 Oct 2026 (legal) and waits without a release.",
            "warning: CHG-1 is due Tue 10 Nov (contract) and A deploys Wed 18 Nov.",
        ]
    );
}

#[test]
fn bun_10_wants_a_reason_for_an_override() {
    assert_eq!(
        said("BUN-10", "change CHG-1 10m override 2"),
        ["error: CHG-1 is set to risk level 2 without a reason."]
    );
    assert_eq!(
        said("BUN-10", "change CHG-1 10m override 2 because audit"),
        nothing()
    );
}

#[test]
fn bun_12_finds_a_change_that_rots() {
    assert_eq!(
        said("BUN-12", "change CHG-1 10m deferred 3 value 1200"),
        ["warning: CHG-1 was deferred 3 times: nobody has said why. Each week costs €1200."]
    );
    assert_eq!(said("BUN-12", "change CHG-1 10m deferred 2"), nothing());
}

#[test]
fn rules_have_ids_sentences_and_reasons() {
    for rule in RULES {
        let (family, number) = rule.id.split_once('-').unwrap();
        assert!(
            ["BUN", "CAB", "CAL", "DEP", "ENV", "FRZ", "PRJ", "TRN"].contains(&family) && number.len() == 2,
            "{}",
            rule.id
        );
        assert!(
            rule.sentence.ends_with('.') && rule.why.ends_with('.'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn the_same_plan_gives_the_same_findings() {
    let plan = generate(5, 400, 80, 300);
    assert_eq!(check(&plan, at(NOW)), check(&plan.clone(), at(NOW)));
}

/// The findings of a rule after the plan was changed by hand.
fn said_after(rule: &str, text: &str, edit: impl FnOnce(&mut Plan)) -> Vec<String> {
    let mut plan = plan(text);
    edit(&mut plan);
    said_of(rule, &plan)
}

const PEAK: &str = "
    people    sofia
    services  shop uses pay; pay; blog
    freeze    peak 2026-11-20 .. 2026-11-30 asked by retail on shop
    change    CHG-1 shop 1h risk 3; CHG-2 shop 1h risk 2
    talks     NEG-1 about peak event retail delivery ops decider sofia
    offer     NEG-1 event retail 2026-10-20: 2026-11-20 .. 2026-11-30 on shop
";

fn talks(plan: &mut Plan) -> &mut planning::Negotiation {
    let id = plan.negotiations.iter().next().unwrap().id;
    plan.negotiations.get_mut(&id).unwrap()
}

fn with_policy(plan: &mut Plan) -> planning::FreezePolicyId {
    let id = planning::FreezePolicyId(uuid::Uuid::from_u128(7000));
    let reference = planning::Reference::new("peak").unwrap();
    plan.put(planning::FreezePolicy {
        name: "The house".into(),
        ..planning::FreezePolicy::of_the_house(id, reference)
    });
    talks(plan).policy = Some(id);
    let freeze = plan.freezes.iter().next().unwrap().id;
    plan.freezes.get_mut(&freeze).unwrap().policy = Some(id);
    id
}

#[test]
fn frz_01_finds_a_freeze_that_misses_its_event() {
    // No freeze can end before it begins: the record cannot be made.
    assert!(planning::Window::new(at("2026-11-30T00:00:00Z"), at("2026-11-20T00:00:00Z")).is_err());
    let event = |start: &str, end: &str| planning::FreezeEvent {
        name: "Black Friday".into(),
        owner: "retail".into(),
        start: at(start),
        end: at(end),
        value_per_hour: None,
    };
    assert_eq!(
        said_after("FRZ-01", PEAK, |plan| {
            talks(plan).event = Some(event("2026-12-20T00:00:00Z", "2026-12-27T00:00:00Z"));
        }),
        ["error: peak closes 20 Nov – 30 Nov, Black Friday is 20 Dec – 26 Dec."]
    );
    assert_eq!(
        said_after("FRZ-01", PEAK, |plan| {
            talks(plan).event = Some(event("2026-11-27T00:00:00Z", "2026-11-29T00:00:00Z"));
        }),
        nothing()
    );
}

#[test]
fn frz_02_would_have_caught_the_lock_that_ended_eleven_months_late() {
    // A hard lock over the holidays whose end was typed into the wrong year.
    let found = said("FRZ-02", "freeze holidays 2026-12-21 .. 2027-11-30");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("Is the year right?"), "{found:?}");
    assert_eq!(
        said("FRZ-02", "freeze holidays 2026-12-21 .. 2026-12-31"),
        nothing()
    );
}

#[test]
fn frz_04_finds_what_lies_between_two_phases() {
    let phases = |second: &str| {
        PEAK.replace(
            "2026-10-20: 2026-11-20 .. 2026-11-30 on shop",
            &format!("2026-10-20: 2026-11-10 .. 2026-11-16 soft on shop; {second} on shop"),
        )
    };
    assert_eq!(
        said("FRZ-04", &phases("2026-11-20 .. 2026-11-30")),
        ["note: peak is open from Tue 17 Nov 00:00 to Fri 20 Nov 00:00, between phase 1 and phase 2."]
    );
    assert_eq!(
        said("FRZ-04", &phases("2026-11-15 .. 2026-11-30")),
        ["warning: peak is soft and hard at once from Sun 15 Nov 00:00; the stricter holds."]
    );
    assert_eq!(said("FRZ-04", &phases("2026-11-17 .. 2026-11-30")), nothing());
}

#[test]
fn frz_05_finds_a_clock_change_inside() {
    let found = said_after("FRZ-05", "freeze spring 2027-03-25 .. 2027-04-01", |plan| {
        let id = plan.freezes.iter().next().unwrap().id;
        plan.freezes.get_mut(&id).unwrap().zone = "Europe/Berlin".parse().unwrap();
    });
    assert_eq!(found, ["note: Clocks change inside spring, Sun 28 Mar 03:00."]);
    assert_eq!(
        said("FRZ-05", "freeze spring 2027-03-25 .. 2027-04-01"),
        nothing()
    );
}

#[test]
fn frz_06_finds_the_back_door() {
    let text = "
        services  pay; shop uses pay; blog
        freeze    peak 2026-11-20 .. 2026-11-30 on shop
        release   A 2026-11-24 22:00 2h
    ";
    assert_eq!(
        said("FRZ-06", &format!("{text}    change    CHG-1 pay 1h risk 3 in A")),
        ["warning: A deploys pay Tue 24 Nov 22:00, inside peak; shop is frozen and breaks without it."]
    );
    assert_eq!(
        said(
            "FRZ-06",
            &format!("{text}    change    CHG-1 blog 1h risk 3 in A")
        ),
        nothing()
    );
}

/// A request whose answers a test can change.
fn asked(edit: impl FnOnce(&mut planning::FreezeException)) -> Plan {
    let mut plan = plan(&format!("{PEAK}    exception FX-1 to peak for CHG-1 granted"));
    let id = plan.exceptions.iter().next().unwrap().id;
    let request = plan.exceptions.get_mut(&id).unwrap();
    request.case.delta = vec!["CHG-1".into()];
    request.case.risk = "The shop may be slow for a minute.".into();
    request.case.back_out_rehearsed_on = Some(planning::Day("2026-10-30".parse().unwrap()));
    edit(request);
    plan
}

fn of_request(rule: &str, edit: impl FnOnce(&mut planning::FreezeException)) -> Vec<String> {
    said_of(rule, &asked(edit))
}

#[test]
fn a_sound_request_is_not_spoken_about() {
    for rule in [
        "FRZ-08", "FRZ-09", "FRZ-10", "FRZ-11", "FRZ-12", "FRZ-13", "FRZ-14", "FRZ-15",
    ] {
        assert_eq!(of_request(rule, |_| {}), nothing(), "{rule}");
    }
}

#[test]
fn frz_08_finds_a_request_after_the_fact() {
    assert_eq!(
        of_request("FRZ-08", |request| request.filed_at = at("2026-11-25T08:00:00Z")),
        ["note: FX-1 was filed 5 days after peak began."]
    );
    assert_eq!(
        of_request("FRZ-08", |request| request.filed_at = at("2026-11-23T08:00:00Z")),
        nothing(),
        "three days are the custom"
    );
}

#[test]
fn frz_09_finds_a_question_asked_until_it_fits() {
    let text = format!("{PEAK}    exception FX-1 to peak for CHG-1 rejected; FX-2 to peak for CHG-1");
    assert_eq!(
        said_after("FRZ-09", &text, |plan| {
            let second = plan
                .exceptions
                .iter()
                .find(|one| one.reference.as_str() == "FX-2")
                .unwrap()
                .id;
            plan.exceptions.get_mut(&second).unwrap().filed_at = at("2026-11-24T08:00:00Z");
        }),
        ["warning: FX-2 asks again for what FX-1 was about; that was rejected."]
    );
    assert_eq!(
        said(
            "FRZ-09",
            &text.replace("FX-2 to peak for CHG-1", "FX-2 to peak for CHG-2")
        ),
        nothing()
    );
}

#[test]
fn frz_11_finds_a_use_outside_of_its_slot_and_one_too_many() {
    let used = |start: &str| planning::ExceptionUse {
        deployed: planning::Window::lasting(at(start), 60),
        what: String::new(),
        conditions_met: true,
        by: "ines".into(),
    };
    let slot = planning::Window::lasting(at("2026-11-24T22:00:00Z"), 120);
    assert_eq!(
        of_request("FRZ-11", |request| {
            request.slot = Some(slot);
            request.after.uses = vec![used("2026-11-25T09:00:00Z")];
        }),
        ["warning: FX-1: use 1 lies outside its slot."]
    );
    assert_eq!(
        of_request("FRZ-11", |request| {
            request.slot = Some(slot);
            request.after.uses = vec![used("2026-11-24T22:00:00Z"), used("2026-11-24T23:00:00Z")];
        }),
        ["warning: FX-1: use 2 is one more than the 1 granted."]
    );
    assert_eq!(
        of_request("FRZ-11", |request| {
            request.slot = Some(slot);
            request.after.uses = vec![used("2026-11-24T22:30:00Z")];
        }),
        nothing()
    );
}

#[test]
fn frz_12_does_not_believe_in_no_risk() {
    assert_eq!(
        of_request("FRZ-12", |request| request.case.risk = "None.".into()),
        ["warning: FX-1 answers “None.” to what may happen when it goes."]
    );
}

#[test]
fn frz_13_finds_commits_that_are_dragged_along() {
    // A fix of one line went out with every commit that was merged before it.
    assert_eq!(
        of_request("FRZ-13", |request| {
            request.case.delta = vec!["CHG-1".into(), "new header".into(), "library update".into()];
        }),
        ["warning: FX-1 is for 1 change and carries 3 along: CHG-1, new header and library update."]
    );
    assert_eq!(
        of_request("FRZ-13", |request| request.case.delta.clear()),
        ["warning: FX-1 does not say what goes along."]
    );
}

#[test]
fn frz_14_wants_a_rehearsed_way_back() {
    assert_eq!(
        of_request("FRZ-14", |request| request.case.back_out_rehearsed_on = None),
        ["warning: FX-1 opens peak, and its back-out was never rehearsed."]
    );
}

#[test]
fn frz_15_finds_a_review_that_is_owed() {
    let due = |day: &str| Some(planning::Day(day.parse().unwrap()));
    assert_eq!(
        of_request("FRZ-15", |request| request.after.review_due = due("2026-10-30")),
        ["warning: The review of FX-1 was due Fri 30 Oct."]
    );
    assert_eq!(
        of_request("FRZ-15", |request| {
            request.after.review_due = due("2026-10-30");
            request.after.reviewed_at = Some(at("2026-10-30T10:00:00Z"));
        }),
        nothing()
    );
}

#[test]
fn frz_16_finds_last_year_when_nobody_rolled_it_over() {
    // The calendar page of the last winter, found out of date in January.
    let last = "freeze winter 2025-12-20 .. 2026-01-04 called Winter_2025";
    assert_eq!(
        said("FRZ-16", last),
        ["warning: Winter 2025 began 20 Dec 2025 and is not in the calendar for 19 Dec 2026."]
    );
    let again = format!("{last}; next 2026-12-18 .. 2027-01-03 called Winter_2026");
    assert_eq!(said("FRZ-16", &again), nothing());
}

#[test]
fn frz_18_finds_a_freeze_that_comes_at_short_notice() {
    let text = PEAK.replace("2026-11-20 .. 2026-11-30", "2026-11-08 .. 2026-11-30");
    assert_eq!(
        said_after("FRZ-18", &text, |plan| {
            with_policy(plan);
        }),
        ["warning: peak is still talked about 6 days before it begins; The house asks for 10."]
    );
    assert_eq!(
        said_after("FRZ-18", PEAK, |plan| {
            with_policy(plan);
        }),
        nothing()
    );
}

#[test]
fn frz_19_finds_a_day_of_the_thaw_that_is_too_full() {
    let thaw = |changes: &[&str], cap: u32, plan: &mut Plan| {
        let ids = changes.iter().map(|name| {
            plan.changes
                .iter()
                .find(|change| change.reference.as_str() == *name)
                .unwrap()
                .id
        });
        let days = vec![planning::ThawDay {
            on: planning::Day("2026-12-01".parse().unwrap()),
            changes: ids.collect(),
        }];
        let freeze = plan.freezes.iter().next().unwrap().id;
        plan.put(planning::ThawPlan {
            id: planning::ThawPlanId(uuid::Uuid::from_u128(7001)),
            freeze,
            daily_cap: cap,
            tier_cap: None,
            days,
        });
    };
    let found = said_after("FRZ-19", PEAK, |plan| thaw(&["CHG-1", "CHG-2"], 10, plan));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("10 may go on one day"), "{found:?}");
    assert_eq!(
        said_after("FRZ-19", PEAK, |plan| thaw(&["CHG-1"], 100, plan)),
        nothing()
    );
}

#[test]
fn frz_20_keeps_a_way_open_for_a_security_fix() {
    let criteria = |text: &str| {
        let text = text.to_owned();
        move |plan: &mut Plan| {
            let id = plan.freezes.iter().next().unwrap().id;
            plan.freezes.get_mut(&id).unwrap().criteria = vec![text];
        }
    };
    assert_eq!(
        said_after("FRZ-20", PEAK, criteria("The chief executive asks")),
        ["warning: A security fix has no way into peak: none of its criteria admits one."]
    );
    assert_eq!(said_after("FRZ-20", PEAK, criteria("CVSS 9 or above")), nothing());
    assert_eq!(
        said_after("FRZ-20", PEAK, |plan| {
            let policy = with_policy(plan);
            plan.freeze_policies.get_mut(&policy).unwrap().max_exceptions = Some(0);
        }),
        ["warning: A security fix has no way into peak: no exception may be granted."]
    );
}

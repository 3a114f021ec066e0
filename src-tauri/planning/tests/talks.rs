//! Talks about a freeze: who may say what, and the numbers of each offer.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::collision::Index;
use planning::talks::*;
use planning::{FreezeState, Instant, Negotiation, NegotiationState, OfferPhase, PersonId, Plan, Side};
use proptest::prelude::*;
use testkit::{Mint, plan};
use uuid::Uuid;

const TABLE: &str = "
    people    sofia
    services  shop; ledger; pay uses ledger
    freeze    peak 2026-11-16 .. 2026-12-04 asked by retail
    talks     NEG-1 about peak event retail delivery ops, core decider sofia ends 2026-10-16
    offer     NEG-1 event retail 2026-10-01: 2026-11-16 .. 2026-12-04
";
const NOW: &str = "2026-10-05T09:00:00Z";

fn now() -> Instant {
    NOW.parse().unwrap()
}

fn table(plan: &Plan) -> Negotiation {
    plan.negotiations.iter().next().unwrap().clone()
}

fn phases(first: &str, last: &str) -> Vec<OfferPhase> {
    let text = format!(
        "freeze f 2026-01-01 .. 2026-01-02\ntalks N about f\noffer N event x 2026-01-01: {first} .. {last}"
    );
    plan(&text).offers.iter().next().unwrap().phases.clone()
}

fn mint() -> impl FnMut() -> Uuid {
    let mut mint = Mint::new(99);
    move || mint.mint()
}

fn offered(plan: &Plan, side: Side, phases: Vec<OfferPhase>) -> Result<Outcome, Refusal> {
    counter(
        plan,
        &table(plan),
        side,
        "ops",
        None,
        phases,
        "",
        now(),
        &mut mint(),
    )
}

#[test]
fn nobody_counters_their_own_offer() {
    let refused = offered(&plan(TABLE), Side::Event, phases("2026-11-20", "2026-12-01")).unwrap_err();
    assert_eq!(refused.code(), "own-standing-offer");
    assert_eq!(
        refused.to_string(),
        "retail made the standing offer of round 1; the other side answers it."
    );
}

#[test]
fn a_counter_offer_differs_and_has_a_phase_that_is_not_over() {
    let plan = plan(TABLE);
    let code = |phases| offered(&plan, Side::Delivery, phases).unwrap_err().code();
    assert_eq!(code(phases("2026-11-16", "2026-12-04")), "same-offer");
    assert_eq!(code(Vec::new()), "no-phases");
    assert_eq!(code(phases("2026-09-01", "2026-10-01")), "phase-is-over");
}

#[test]
fn offers_go_back_and_forth_in_rounds() {
    let plan = plan(TABLE);
    let plan = offered(&plan, Side::Delivery, phases("2026-11-23", "2026-12-01"))
        .unwrap()
        .on(&plan);
    assert_eq!(
        (round(&plan, table(&plan).id), gap_days(&plan, table(&plan).id)),
        (1, Some(10))
    );
    let mut other = Mint::new(98);
    let phases = phases("2026-11-20", "2026-12-01");
    let answer = counter(
        &plan,
        &table(&plan),
        Side::Event,
        "retail",
        None,
        phases,
        "",
        now(),
        &mut || other.mint(),
    )
    .unwrap();
    let plan = answer.on(&plan);
    assert_eq!(
        (round(&plan, table(&plan).id), gap_days(&plan, table(&plan).id)),
        (2, Some(3))
    );
}

#[test]
fn talks_end_when_every_required_party_has_agreed() {
    let plan = plan(TABLE);
    let first = accept(&plan, &table(&plan), "ops", now(), &mut mint()).unwrap();
    assert_eq!(first.negotiation.state, NegotiationState::Open);
    let plan = first.on(&plan);
    let mut other = Mint::new(98);
    let last = accept(&plan, &table(&plan), "core", now(), &mut || other.mint()).unwrap();
    assert_eq!(last.negotiation.state, NegotiationState::Agreed);
    assert_eq!(last.freezes[0].state, FreezeState::Agreed);
    let plan = last.on(&plan);
    let refused = accept(&plan, &table(&plan), "ops", now(), &mut mint()).unwrap_err();
    assert_eq!(
        (refused.code(), refused.to_string().as_str()),
        ("talks-closed", "NEG-1 is closed: both sides agreed.")
    );
}

#[test]
fn agreeing_on_conditions_does_not_end_the_talks() {
    let plan = plan(TABLE);
    let plan = accept(&plan, &table(&plan), "ops", now(), &mut mint())
        .unwrap()
        .on(&plan);
    let mut other = Mint::new(98);
    let outcome = accept_if(&plan, &table(&plan), "core", "two signatures", now(), &mut || {
        other.mint()
    })
    .unwrap();
    assert_eq!(outcome.negotiation.state, NegotiationState::Open);
}

#[test]
fn only_seats_at_the_table_speak_and_objections_have_a_reason() {
    let plan = plan(TABLE);
    let code = |result: Result<Outcome, Refusal>| result.unwrap_err().code();
    assert_eq!(
        code(accept(&plan, &table(&plan), "vendor", now(), &mut mint())),
        "not-at-the-table"
    );
    assert_eq!(
        code(accept(&plan, &table(&plan), "retail", now(), &mut mint())),
        "own-standing-offer"
    );
    assert_eq!(
        code(object(&plan, &table(&plan), "ops", " ", now(), &mut mint())),
        "no-reason"
    );
    assert_eq!(
        code(withdraw(&plan, &table(&plan), Side::Delivery)),
        "not-your-ask"
    );
}

#[test]
fn a_withdrawn_ask_closes_nothing_any_more() {
    let plan = plan(TABLE);
    let plan = withdraw(&plan, &table(&plan), Side::Event).unwrap().on(&plan);
    assert!(!plan.freezes.iter().next().unwrap().is_live());
    assert_eq!(table(&plan).state, NegotiationState::Withdrawn);
}

#[test]
fn the_decider_decides_after_the_end_or_an_objection_and_nobody_else_does() {
    let plan = plan(TABLE);
    let sofia = plan.people.iter().next().unwrap().id;
    let offer = plan.offers.iter().next().unwrap().id;
    let decided =
        |plan: &Plan, who, at: &str| decide(plan, &table(plan), who, offer, at.parse().unwrap(), &mut mint());
    assert_eq!(
        decided(&plan, PersonId(Uuid::nil()), NOW).unwrap_err().code(),
        "not-the-decider"
    );
    assert_eq!(decided(&plan, sofia, NOW).unwrap_err().code(), "too-early");
    assert!(decided(&plan, sofia, "2026-10-16T00:00:00Z").is_ok());
    let objected = object(&plan, &table(&plan), "ops", "too long", now(), &mut mint())
        .unwrap()
        .on(&plan);
    let outcome = decided(&objected, sofia, NOW).unwrap();
    assert_eq!(outcome.negotiation.state, NegotiationState::Decided);
    assert_eq!(
        outcome.sentence,
        "sofia decided NEG-1 for the offer of round 1 by retail."
    );
}

#[test]
fn each_phase_of_an_agreed_offer_becomes_a_freeze() {
    let text = format!(
        "{TABLE}    offer NEG-1 delivery ops 2026-10-02: 2026-11-20 .. 2026-12-01; 2026-11-23 .. 2026-11-27 soft on pay"
    );
    let plan = plan(&text);
    let sofia = plan.people.iter().next().unwrap().id;
    let offer = standing_offer(&plan, table(&plan).id).unwrap().id;
    let at = "2026-10-16T00:00:00Z".parse().unwrap();
    let outcome = decide(&plan, &table(&plan), sofia, offer, at, &mut mint()).unwrap();
    let said: Vec<String> = outcome
        .freezes
        .iter()
        .map(|freeze| {
            format!(
                "{} {} {} {}",
                freeze.reference,
                freeze.level,
                freeze.window,
                scope_note(&plan, &freeze.scope)
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "peak hard 2026-11-20T00:00:00Z .. 2026-12-02T00:00:00Z all services",
            "peak-2 soft 2026-11-23T00:00:00Z .. 2026-11-28T00:00:00Z pay"
        ]
    );
}

const QUARTER: &str = "
    services  shop; ledger; pay uses ledger; till
    windows   every Tue, Wed 22:00-02:00 from 2026-10-06 until 2026-12-30
    train     RO budget 400; PL budget 400
    freeze    peak 2026-11-16 .. 2026-12-04 asked by retail
    talks     NEG-1 about peak event retail delivery ops
    offer     NEG-1 event retail 2026-10-01: 2026-11-16 .. 2026-12-04
    offer     NEG-1 delivery ops 2026-10-02: 2026-11-23 .. 2026-11-29
    release   RO-1 2026-11-17 22:00 2h on RO; RO-2 2026-11-25 22:00 2h on RO; RO-3 2026-12-08 22:00 2h on RO
    release   PL-1 2026-11-18 22:00 2h on PL; PL-2 2026-12-01 22:00 2h on PL
    change    CHG-1 shop 10m risk 2 in RO-1; CHG-2 shop 10m risk 2 due 2026-11-30 legal in RO-2; CHG-3 till 10m risk 2 in RO-2
    change    CHG-4 pay 10m risk 2 in PL-1; CHG-5 pay 10m risk 2 in PL-1; CHG-6 pay 10m risk 2 in PL-2; CHG-7 shop 10m risk 1 in RO-3
";

fn weigh(plan: &Plan, side: Side) -> Consequences {
    let offer = last_offer_of(plan, table(plan).id, side).unwrap();
    consequences(plan, &Index::of(plan), &table(plan), &offer.phases)
}

#[test]
fn an_offer_shows_what_it_costs_with_its_rows() {
    let plan = plan(QUARTER);
    let ask = weigh(&plan, Side::Event);
    assert_eq!((ask.days_frozen, ask.coverage_permille), (19, 1000));
    let rows: Vec<String> = ask
        .displaced
        .iter()
        .map(|row| {
            let release = plan.releases.get(&row.release).unwrap();
            format!(
                "{} {} changes {} days",
                release.reference,
                row.changes.len(),
                row.days
            )
        })
        .collect();
    // All land on Tue 8 Dec, the first open night after the 4th.
    assert_eq!(
        rows,
        [
            "RO-1 1 changes 21 days",
            "RO-2 2 changes 13 days",
            "PL-1 2 changes 20 days",
            "PL-2 1 changes 7 days"
        ]
    );
    assert_eq!(ask.change_days_lost, 21 + 26 + 40 + 7);
    assert_eq!(
        (
            ask.releases_moved.len(),
            ask.legal_dates_missed.len(),
            ask.likely_exceptions.len()
        ),
        (4, 1, 1)
    );
    let thaw = ask.thaw.unwrap();
    assert_eq!(
        (thaw.on.to_string().as_str(), thaw.releases.len()),
        ("2026-12-08", 5)
    );
}

#[test]
fn a_shorter_offer_costs_less_and_covers_less() {
    let plan = plan(QUARTER);
    let offer = weigh(&plan, Side::Delivery);
    // 7 of 19 days; only RO-2 is inside, and goes on Tue 1 Dec.
    assert_eq!((offer.days_frozen, offer.coverage_permille), (7, 368));
    assert_eq!((offer.change_days_lost, offer.releases_moved.len()), (12, 1));
}

#[test]
fn a_softer_level_covers_less_of_the_ask() {
    let plan = plan(&QUARTER.replace(
        "offer     NEG-1 delivery ops 2026-10-02: 2026-11-23 .. 2026-11-29",
        "offer     NEG-1 delivery ops 2026-10-02: 2026-11-16 .. 2026-12-04 soft",
    ));
    assert_eq!(weigh(&plan, Side::Delivery).coverage_permille, 600);
}

#[test]
fn alternatives_cost_less_than_the_ask_and_say_how_they_differ() {
    let plan = plan(QUARTER);
    let index = Index::of(&plan);
    let found = alternatives(&plan, &index, &table(&plan));
    let said: Vec<String> = found
        .iter()
        .map(|each| format!("{} {}: {}", each.letter, each.name, each.sentence))
        .collect();
    assert!(said.len() >= 3, "{said:?}");
    assert!(
        said.iter().any(|line| line.contains("Start later: Starts ")),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|line| line.contains("One open slot: As asked, open ")),
        "{said:?}"
    );
    let ask = weigh(&plan, Side::Event);
    for option in &found {
        assert!(
            option.consequences.change_days_lost < ask.change_days_lost,
            "{}",
            option.name
        );
        assert!(option.consequences.coverage_permille <= 1000);
        assert_eq!(
            option.consequences,
            consequences(&plan, &index, &table(&plan), &option.phases)
        );
    }
}

#[test]
fn a_split_keeps_what_frozen_services_need_closed() {
    // The payments train changes pay and ledger; the shop, which stays frozen, needs the ledger hard.
    let text = "
        services  ledger; pay uses ledger; shop uses ledger
        windows   every Wed 22:00-02:00
        train     PL; RO
        freeze    peak 2026-11-16 .. 2026-12-04 asked by retail
        talks     NEG-1 about peak event retail delivery ops
        offer     NEG-1 event retail 2026-10-01: 2026-11-16 .. 2026-12-04
        offer     NEG-1 delivery ops 2026-10-02: 2026-11-23 .. 2026-11-29
        release   PL-1 2026-11-18 22:00 2h on PL
        change    CHG-1 pay 10m risk 1 in PL-1; CHG-2 ledger 10m risk 1 in PL-1
    ";
    let plan = plan(text);
    let found = alternatives(&plan, &Index::of(&plan), &table(&plan));
    let split = found.iter().find(|each| each.name == "Split by train").unwrap();
    assert_eq!(
        split.sentence,
        "PL (pay) is closed 23 Nov – 29 Nov only; 1 service that frozen services need stay in."
    );
}

#[test]
fn the_front_holds_no_offer_that_another_beats() {
    let plan = plan(QUARTER);
    let found = trade_off(&plan, &Index::of(&plan), &table(&plan));
    assert!(
        found.tried.len() > 10 && found.front.len() > 2,
        "{} tried, {} on the front",
        found.tried.len(),
        found.front.len()
    );
    for one in &found.tried {
        let beaten = found.tried.iter().any(|other| {
            other.change_days_lost <= one.change_days_lost
                && other.coverage_permille >= one.coverage_permille
                && (other.change_days_lost < one.change_days_lost
                    || other.coverage_permille > one.coverage_permille)
        });
        assert!(
            !(one.worth_offering && beaten),
            "{} days, {} ‰",
            one.change_days_lost,
            one.coverage_permille
        );
        assert!(
            one.worth_offering
                || beaten
                || found.tried.iter().any(|other| {
                    other.worth_offering
                        && other.change_days_lost == one.change_days_lost
                        && other.coverage_permille == one.coverage_permille
                })
        );
    }
    let knee = found.knee.unwrap();
    assert!(found.tried[knee as usize].worth_offering);
    assert!(
        found
            .sentence
            .contains("is the knee. Past it, one more point of cover costs "),
        "{}",
        found.sentence
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the sides talk: turns alternate, rounds never fall, and closed talks stay closed.
    #[test]
    fn turns_alternate_and_rounds_never_fall(steps in prop::collection::vec((0_u8..5, any::<bool>(), 0_i64..9), 1..20)) {
        let mut plan = plan(TABLE);
        let mut ids = Mint::new(97);
        for (verb, delivery, days) in steps {
            let talks = table(&plan);
            let before = (round(&plan, talks.id), offers_of(&plan, talks.id).len());
            let (side, party) = if delivery { (Side::Delivery, "ops") } else { (Side::Event, "retail") };
            let mut mint = || ids.mint();
            let mut wanted = phases("2026-11-16", "2026-12-04");
            wanted[0].window = wanted[0].window.shifted(chrono::TimeDelta::days(days));
            let result = match verb {
                0 | 1 => counter(&plan, &talks, side, party, None, wanted, "", now(), &mut mint),
                2 => accept(&plan, &talks, party, now(), &mut mint),
                3 => object(&plan, &talks, party, "too long", now(), &mut mint),
                _ => accept_if(&plan, &talks, party, "cover", now(), &mut mint),
            };
            let Ok(outcome) = result else { continue };
            prop_assert_eq!(talks.state, NegotiationState::Open);
            plan = outcome.on(&plan);
            let offers = offers_of(&plan, talks.id);
            prop_assert!(round(&plan, talks.id) >= before.0);
            prop_assert!(offers.len() >= before.1);
            prop_assert!(offers.windows(2).all(|pair| pair[0].side != pair[1].side));
        }
    }
}

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

fn bid(side: Side, by_name: &str, phases: Vec<OfferPhase>) -> Bid {
    Bid {
        side,
        by_name: by_name.into(),
        by: None,
        phases,
        message: String::new(),
    }
}

fn offered(plan: &Plan, side: Side, phases: Vec<OfferPhase>) -> Result<Outcome, Refusal> {
    counter(plan, &table(plan), bid(side, "ops", phases), now(), &mut mint())
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
        bid(Side::Event, "retail", phases),
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
        let beaten = found.tried.iter().any(|other| other.dominates(one));
        assert_eq!(one.worth_offering, !beaten, "{} {:?}", one.label, one.values);
        for by in &one.dominated_by {
            let by = &found.tried[*by as usize];
            assert!(
                by.worth_offering && by.dominates(one),
                "{} beats {}",
                by.label,
                one.label
            );
        }
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
                0 | 1 => counter(&plan, &talks, bid(side, party, wanted), now(), &mut mint),
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

// What follows agreement: versions, signatures, silence, files that come back.

fn after(plan: &Plan, outcome: &Outcome) -> Plan {
    outcome.on(plan)
}

fn accepted(plan: &Plan, party: &str) -> Outcome {
    accept(plan, &table(plan), party, now(), &mut mint()).unwrap()
}

/// The ask of the table, agreed by both delivery parties.
fn agreed_plan() -> Plan {
    let first = plan(TABLE);
    let second = after(&first, &accepted(&first, "ops"));
    after(
        &second,
        &accept(&second, &table(&second), "core", now(), &mut numbered(500)).unwrap(),
    )
}

fn numbered(seed: u128) -> impl FnMut() -> Uuid {
    let mut mint = Mint::new(seed as _);
    move || mint.mint()
}

#[test]
fn agreement_is_version_one_and_its_digest_tells_a_later_edit() {
    let mut plan = agreed_plan();
    let agreement = plan.agreements.iter().next().unwrap().clone();
    assert_eq!((agreement.version, agreement.digest.len()), (1, 64));
    assert!(is_intact(&plan, &agreement));
    let freeze = plan.freezes.iter().next().unwrap().id;
    plan.freezes
        .get_mut(&freeze)
        .unwrap()
        .criteria
        .push("Anything".into());
    assert!(!is_intact(&plan, &agreement));
    let refused = sign(
        &plan,
        &agreement,
        "ops",
        "Ines",
        planning::SigningMethod::Name,
        None,
        now(),
        &mut mint(),
    )
    .unwrap_err();
    assert_eq!(refused.code(), "terms-changed");
}

#[test]
fn a_party_signs_once() {
    let mut plan = agreed_plan();
    let agreement = plan.agreements.iter().next().unwrap().clone();
    let by = |plan: &Plan, party: &str| {
        sign(
            plan,
            &agreement,
            party,
            "Ines",
            planning::SigningMethod::Name,
            None,
            now(),
            &mut mint(),
        )
    };
    plan.put(by(&plan, "ops").unwrap());
    assert_eq!(by(&plan, "ops").unwrap_err().code(), "signed-already");
    assert_eq!(by(&plan, "nobody").unwrap_err().code(), "not-at-the-table");
}

#[test]
fn what_changes_after_agreement_is_the_next_version_and_the_old_one_holds_until_then() {
    let plan = agreed_plan();
    let old = table(&plan);
    let shorter = phases("2026-11-20", "2026-12-01");
    let reference = planning::Reference::new("NEG-2").unwrap();
    let ask = |phases| {
        amend(
            &plan,
            &old,
            reference.clone(),
            bid(Side::Delivery, "ops", phases),
            now(),
            &mut numbered(600),
        )
    };
    let same = plan.offers.iter().next().unwrap().phases.clone();
    assert_eq!(ask(same).unwrap_err().code(), "same-as-agreed");
    let asked = after(&plan, &ask(shorter.clone()).unwrap());
    let newer = asked
        .negotiations
        .iter()
        .find(|talks| talks.supersedes == Some(old.id))
        .unwrap()
        .clone();
    let window = |plan: &Plan| plan.freezes.iter().next().unwrap().window;
    assert_eq!(window(&asked), window(&plan), "what was agreed holds");
    let mut asked = asked;
    for party in ["retail", "core"] {
        let said = accept(
            &asked,
            &newer,
            party,
            now(),
            &mut numbered(party.len() as u128 * 1000),
        )
        .unwrap();
        asked = after(&asked, &said);
    }
    let last = agreements_of(&asked, newer.freeze).pop().unwrap();
    assert_eq!((last.version, last.negotiation), (2, newer.id));
    assert_eq!(window(&asked), shorter[0].window);
    let paper = agreement_paper(&asked, &Index::of(&asked), last.id).unwrap();
    assert_eq!(paper.changed, ["phase 1: start +4 days; end −3 days."]);
    assert_eq!(paper.unsigned, ["retail", "ops", "core"]);
}

#[test]
fn silence_speaks_only_after_the_deadline_and_says_what_the_rule_says() {
    let text = |rule: &str| {
        TABLE
            .replace("decider sofia", &format!("decider sofia silence {rule}"))
            .replace("retail 2026-10-01:", "retail 2026-10-01 replies 2026-10-04:")
    };
    let silent = |rule: &str, at: &str| {
        let plan = plan(&text(rule));
        apply_silence(&plan, &table(&plan), at.parse().unwrap(), &mut mint())
    };
    let early = silent("consent", "2026-10-03T00:00:00Z").unwrap_err();
    assert_eq!(early.code(), "still-time");
    let consent = silent("consent", NOW).unwrap();
    assert_eq!(consent.negotiation.state, NegotiationState::Agreed);
    assert!(
        consent
            .positions
            .iter()
            .all(|said| said.via == planning::Channel::Silence)
    );
    assert_eq!(
        consent.sentence,
        "ops and core have not answered round 1 of NEG-1; silence counts as agreed."
    );
    assert!(consent.agreement.is_some());
    let object = silent("object", NOW).unwrap();
    assert_eq!(object.negotiation.state, NegotiationState::Open);
    let escalate = silent("escalate", NOW).unwrap();
    assert_eq!(escalate.negotiation.state, NegotiationState::Escalated);
    assert!(escalate.positions.is_empty());
}

#[test]
fn the_decider_decides_what_was_brought_before_them() {
    let plan = plan(TABLE);
    let called = escalate(&table(&plan), "ops", "We do not meet.").unwrap();
    let plan = after(&plan, &called);
    let sofia = plan.people.iter().next().unwrap().id;
    let offer = plan.offers.iter().next().unwrap().id;
    let decided = decide(&plan, &table(&plan), sofia, offer, now(), &mut mint()).unwrap();
    assert_eq!(decided.agreement.unwrap().decided_by, Some(sofia));
    assert_eq!(
        escalate(&table(&plan), "ops", "Again").unwrap_err().code(),
        "talks-closed"
    );
}

fn reply(plan: &Plan, party: &str, stance: &str) -> Reply {
    let offer = standing_offer(plan, table(plan).id).unwrap();
    Reply {
        negotiation: table(plan).id,
        offer: offer.id,
        round: offer.round,
        party: party.into(),
        who: "Zoë".into(),
        at: now(),
        stance: stance.into(),
        conditions: "Too long".into(),
        phases: vec![ReplyPhase {
            number: 0,
            start: "2026-11-20T00:00:00Z".parse().unwrap(),
            end: "2026-12-01T00:00:00Z".parse().unwrap(),
            level: planning::FreezeLevel::Soft,
        }],
    }
}

#[test]
fn an_answer_in_a_file_is_taken_once_and_only_for_the_standing_offer() {
    let plan = plan(TABLE);
    let take = |plan: &Plan, reply: &Reply| take_reply(plan, reply, now(), &mut numbered(900));
    let said = take(&plan, &reply(&plan, "ops", "object")).unwrap();
    assert_eq!(said.positions[0].by, "Zoë");
    assert_eq!(said.positions[0].via, planning::Channel::ResponseFile);
    let heard = after(&plan, &said);
    assert_eq!(
        take(&heard, &reply(&heard, "ops", "accept")).unwrap_err().code(),
        "answered-already"
    );
    assert_eq!(
        take(&plan, &reply(&plan, "moon", "accept")).unwrap_err().code(),
        "not-at-the-table"
    );
    assert_eq!(
        take(&plan, &reply(&plan, "ops", "shrug")).unwrap_err().code(),
        "unknown-stance"
    );
    let old = reply(&plan, "core", "accept");
    let counter = take(&plan, &reply(&plan, "ops", "counter")).unwrap();
    let offered = counter.offer.clone().unwrap();
    assert_eq!(offered.phases[0].level, planning::FreezeLevel::Soft);
    assert_eq!((offered.by_name.as_str(), offered.round), ("ops", 1));
    let moved = after(&plan, &counter);
    assert_eq!(take(&moved, &old).unwrap_err().code(), "old-round");
    let mut foreign = reply(&plan, "ops", "accept");
    foreign.negotiation = planning::NegotiationId(Uuid::from_u128(1));
    assert_eq!(take(&plan, &foreign).unwrap_err().code(), "unknown-talks");
    let mut backwards = reply(&plan, "ops", "counter");
    backwards.phases[0].end = backwards.phases[0].start;
    assert_eq!(
        take(&plan, &backwards).unwrap_err().code(),
        "ends-before-it-begins"
    );
}

#[test]
fn the_same_hour_in_each_region_is_another_moment() {
    let mut plan = plan(
        "
         services  shop
         windows   every Tue 19:00-22:00 Europe/Berlin
         freeze    peak 2026-11-16 .. 2026-12-04",
    );
    for (number, (region, zone)) in [("EMEA", "Europe/Berlin"), ("APAC", "Asia/Singapore")]
        .into_iter()
        .enumerate()
    {
        let mut window = plan.windows.iter().next().unwrap().clone();
        window.id = planning::DeploymentWindowId(Uuid::from_u128(8000 + number as u128));
        window.reference = planning::Reference::new(&format!("W-{region}")).unwrap();
        window.region = region.into();
        window.recurrence.zone = zone.parse().unwrap();
        plan.put(window);
        let id = planning::EnvironmentId(Uuid::from_u128(8100 + number as u128));
        plan.put(planning::Environment {
            id,
            reference: planning::Reference::new(&format!("PROD-{region}")).unwrap(),
            name: region.into(),
            class: planning::EnvironmentClass::Production,
            region: region.into(),
            order_index: 0,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: None,
        });
    }
    let mut phase = phases("2026-11-16", "2026-12-04").remove(0);
    phase.zone_mode = planning::ZoneMode::Local;
    let found = stretches(&plan, planning::Zone::UTC, &phase);
    let starts: Vec<(String, String)> = found
        .iter()
        .map(|stretch| (stretch.region.clone(), stretch.phase.window.start().to_string()))
        .collect();
    assert_eq!(
        starts,
        [
            ("APAC".to_owned(), "2026-11-15T16:00:00Z".to_owned()),
            ("EMEA".to_owned(), "2026-11-15T23:00:00Z".to_owned())
        ]
    );
}

#[test]
fn the_cascade_freezes_providers_before_their_consumers_and_says_why() {
    // The cut-offs that one project sets by hand: services three weeks before the release, clients two weeks before
    // them, libraries a week before the clients.
    let mut plan = plan(
        "
         services  nova uses novaclient, olso; novaclient uses olso; olso; docs
         freeze    candidates 2026-09-14 .. 2026-10-04 on nova",
    );
    let systems = [("novaclient", "client-library"), ("olso", "library")];
    for (name, system) in systems {
        let id = plan
            .services
            .iter()
            .find(|service| service.reference.as_str() == name)
            .unwrap()
            .id;
        plan.services.get_mut(&id).unwrap().system = system.into();
    }
    let freeze = plan.freezes.iter().next().unwrap().clone();
    let leads = [LeadDays {
        system: "client-library".into(),
        days: 14,
    }];
    let rows = cascade(&plan, &freeze, 7, &leads);
    let said: Vec<(&str, i64, String)> = rows
        .iter()
        .map(|row| (row.group.as_str(), row.lead_days, row.window.start().to_string()))
        .collect();
    assert_eq!(
        said,
        [
            ("library", 21, "2026-08-24T00:00:00Z".to_owned()),
            ("client-library", 14, "2026-08-31T00:00:00Z".to_owned())
        ]
    );
    assert_eq!(
        rows[0].sentence,
        "1 service: 21 days before candidates, because nova needs novaclient, novaclient needs olso."
    );
}

#[test]
fn a_ring_of_providers_ends() {
    let plan = plan(
        "
         services  shop uses a; a uses b; b uses a
         freeze    peak 2026-11-16 .. 2026-12-04 on shop",
    );
    let freeze = plan.freezes.iter().next().unwrap().clone();
    let rows = cascade(&plan, &freeze, 1, &[]);
    assert_eq!(rows.iter().map(|row| row.lead_days).max(), Some(2));
}

proptest! {
    #[test]
    fn the_advice_is_the_sum_of_its_parts(
        reason in 0_usize..6, rehearsed: bool, minutes in proptest::option::of(0_u32..90), evidence: bool,
        staffed: bool, days in proptest::option::of(0_u32..400), filed in 0_i64..40, risk in 1_u32..6,
    ) {
        let mut plan = plan(&format!(
            "
             services  shop
             freeze    peak 2026-11-16 .. 2026-12-04
             change    CHG-1 shop 1h risk {risk}
             exception FX-1 to peak for CHG-1"
        ));
        let id = plan.exceptions.iter().next().unwrap().id;
        let request = plan.exceptions.get_mut(&id).unwrap();
        request.case.reason_code = planning::ExceptionReason::ALL[reason];
        request.case.back_out_rehearsed_on = rehearsed.then(|| planning::Day("2026-10-01".parse().unwrap()));
        request.case.back_out_minutes = minutes;
        request.case.evidence = if evidence { vec!["run".into()] } else { Vec::new() };
        request.case.staffing = if staffed { vec!["Ines".into()] } else { Vec::new() };
        request.case.days_asked = days;
        request.filed_at = "2026-11-26T12:00:00Z".parse::<Instant>().unwrap() - chrono::TimeDelta::days(filed);
        let request = plan.exceptions.get(&id).unwrap();
        let advice = advice(&plan, &Index::of(&plan), request).unwrap();
        prop_assert_eq!(advice.score, advice.parts.iter().map(|part| part.points).sum::<i32>());
        prop_assert!((0..=100).contains(&advice.score));
        for part in &advice.parts {
            prop_assert!(part.points <= part.most && !part.sentence.is_empty());
        }
    }
}

#[test]
fn what_waiting_costs_is_shared_out_whole() {
    let plan = plan(
        "
         services  shop; pay
         windows   every Tue 19:00-22:00 UTC
         freeze    peak 2026-11-16 .. 2026-12-04 asked by retail
         talks     NEG-1 about peak event retail delivery ops
         offer     NEG-1 event retail 2026-10-01: 2026-11-16 .. 2026-12-04
         release   A 2026-11-17 19:00 2h; B 2026-11-24 19:00 2h
         change    CHG-1 shop 1h risk 3 value 700 in A; CHG-2 pay 1h risk 2 value 1400 in B",
    );
    let numbers = consequences(
        &plan,
        &Index::of(&plan),
        &table(&plan),
        &phases("2026-11-16", "2026-12-04"),
    );
    assert!(numbers.price.cost_of_delay > 0);
    let sum: i64 = numbers.price.delays.iter().map(|delay| delay.cost).sum();
    assert_eq!(numbers.price.cost_of_delay, sum);
    assert_eq!(
        numbers
            .price
            .shares
            .iter()
            .map(|share| share.permille)
            .sum::<u32>(),
        1000
    );
    assert_eq!(numbers.price.drain.changes, 2);
    assert_eq!(
        numbers.price.exposure, None,
        "nobody has said what an hour is worth"
    );
}

fn seating(plan: &Plan) -> Seating {
    let talks = table(plan);
    Seating {
        parties: talks.parties,
        decider: talks.decider,
        mediator: None,
        ends_by: talks.ends_by,
        event: None,
    }
}

#[test]
fn a_party_that_has_spoken_keeps_its_name_and_its_side() {
    let plan = plan(TABLE);
    let plan = accept(&plan, &table(&plan), "ops", now(), &mut mint())
        .unwrap()
        .on(&plan);
    let seated = |change: &dyn Fn(&mut Seating)| {
        let mut asked = seating(&plan);
        change(&mut asked);
        seat(&plan, &table(&plan), asked)
    };
    let spoke = seated(&|asked| asked.parties.retain(|party| party.name != "ops")).unwrap_err();
    assert_eq!(
        (spoke.code(), spoke.to_string().as_str()),
        (
            "has-spoken",
            "ops has spoken in NEG-1: it keeps its name, its side and its seat."
        )
    );
    let asker = seated(&|asked| asked.parties[0].name = "trade".into()).unwrap_err();
    assert_eq!(asker.code(), "has-spoken", "retail made the ask");
    let left = seated(&|asked| {
        asked.parties.retain(|party| party.name != "core");
        let mut audit = asked.parties[0].clone();
        audit.name = " Audit ".into();
        asked.parties.push(audit);
    })
    .unwrap();
    assert_eq!(
        left.sentence,
        "At the table of NEG-1, Audit sat down and core left."
    );
    assert_eq!(left.negotiation.parties.last().unwrap().name, "Audit");
}

#[test]
fn a_table_has_named_seats_on_both_sides_and_weights_that_count() {
    let plan = plan(TABLE);
    let code = |change: &dyn Fn(&mut Seating)| {
        let mut asked = seating(&plan);
        change(&mut asked);
        seat(&plan, &table(&plan), asked).unwrap_err().code()
    };
    assert_eq!(
        code(&|asked| asked.parties[1].name = "  ".into()),
        "nameless-seat"
    );
    assert_eq!(
        code(&|asked| asked.parties[1].name = asked.parties[2].name.clone()),
        "seated-twice"
    );
    assert_eq!(code(&|asked| asked.parties[1].weight = 0), "weight-out-of-bounds");
    assert_eq!(
        code(&|asked| asked.parties.iter_mut().for_each(|party| {
            party.required = party.side == Side::Event;
        })),
        "nobody-on-the-side"
    );
    let mut asked = seating(&plan);
    let day = now();
    asked.event = Some(planning::FreezeEvent {
        name: "Sale".into(),
        owner: String::new(),
        start: day,
        end: day,
        value_per_hour: Some(1_200),
    });
    let backwards = seat(&plan, &table(&plan), asked).unwrap_err();
    assert_eq!(backwards.to_string(), "Sale ends before it begins.");
}

#[test]
fn a_weight_and_an_hours_worth_change_the_price_of_the_ask() {
    let plan = plan(TABLE);
    let mut asked = seating(&plan);
    let window = plan.freezes.iter().next().unwrap().window;
    asked.event = Some(planning::FreezeEvent {
        name: "Sale".into(),
        owner: "retail".into(),
        start: window.start(),
        end: window.end(),
        value_per_hour: Some(1_000),
    });
    let before = weigh(&plan, Side::Event);
    let plan = seat(&plan, &table(&plan), asked).unwrap().on(&plan);
    assert!(
        before.price.exposure.is_none(),
        "nobody had said what an hour is worth"
    );
    assert!(weigh(&plan, Side::Event).price.exposure.is_some());
}

#[test]
fn a_draft_closes_nothing_until_it_is_sent_once() {
    let mut plan = plan(
        "services shop\nfreeze peak 2026-11-16 .. 2026-12-04 asked by retail\ntalks NEG-1 about peak event retail delivery ops",
    );
    let mut talks = table(&plan);
    talks.state = NegotiationState::Draft;
    let mut freeze = plan.freezes.iter().next().unwrap().clone();
    freeze.state = FreezeState::Draft;
    assert!(!freeze.is_live());
    let span = freeze.window;
    plan.put(freeze);
    plan.put(talks.clone());
    assert_eq!(stage(&plan, &talks, now()), Stage::Draft);
    let early = accept(&plan, &talks, "ops", now(), &mut mint()).unwrap_err();
    assert_eq!(early.to_string(), "NEG-1 is closed: still a draft.");

    let sent = send(&plan, &talks, "retail", "TV campaign", now(), &mut mint()).unwrap();
    let plan = sent.on(&plan);
    let offer = standing_offer(&plan, talks.id).unwrap();
    assert_eq!(
        (offer.round, offer.side, offer.span()),
        (1, Side::Event, Some(span))
    );
    assert!(
        offer.replies_by.is_some_and(|until| until > now()),
        "the time to answer begins"
    );
    assert_eq!(stage(&plan, &table(&plan), now()), Stage::Circulated);
    assert!(plan.freezes.iter().next().unwrap().is_live());
    let again = send(&plan, &table(&plan), "retail", "", now(), &mut mint()).unwrap_err();
    assert_eq!(again.to_string(), "The ask of NEG-1 was sent already.");
}

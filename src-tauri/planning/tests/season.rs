//! Trains, bookings, business calendars, best slots and repair, each on the smallest plan that shows it.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::booking::{Wanted, against, conflicts, find_next, moves_up, utilisation};
use planning::calendar::best_slots;
use planning::collision::Index;
use planning::finding::check;
use planning::repair::{Answer, Limits, Repair, repair};
use planning::train::{boarding, timetable};
use planning::*;
use testkit::plan;
use uuid::Uuid;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Window {
    Window::new(at(from), at(until)).unwrap()
}

fn holiday(number: u128, date: &str, region: &str) -> BusinessTime {
    BusinessTime {
        id: BusinessTimeId(Uuid::from_u128(number)),
        name: "Thanksgiving".into(),
        kind: BusinessTimeKind::Holiday,
        region: region.into(),
        zone: Zone::UTC,
        occurs: Occurs::Days {
            first: day(date),
            until: day(date).plus(1),
        },
        services: Vec::new(),
        note: String::new(),
        origin: None,
    }
}

fn train(plan: &mut Plan, change: impl Fn(&mut ReleaseTrain)) -> ReleaseTrain {
    let id = plan.trains.iter().next().unwrap().id;
    change(plan.trains.get_mut(&id).unwrap());
    plan.trains.get(&id).unwrap().clone()
}

fn release(plan: &Plan, name: &str) -> ReleaseId {
    let found = plan
        .releases
        .iter()
        .find(|release| release.reference.as_str() == name);
    found.unwrap().id
}

fn said(plan: &Plan, rule: &str, now: &str) -> Vec<String> {
    check(plan, at(now))
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.sentence)
        .collect()
}

/// A Thursday train in November 2026; the 26th is a holiday.
fn thursdays() -> Plan {
    let mut plan = plan("train RO every Thu 22:00 2h from 2026-11-05");
    plan.put(holiday(1, "2026-11-26", ""));
    plan
}

fn stops(plan: &Plan, train: &ReleaseTrain) -> Vec<String> {
    timetable(plan, train, span("2026-11-16T00:00:00Z", "2026-12-05T00:00:00Z"))
        .into_iter()
        .map(|stop| {
            let departs = stop.departs.map(|departs| departs.start().to_string());
            let note = stop.note.map(|note| format!(" {note}")).unwrap_or_default();
            format!("{}{note}", departs.unwrap_or_else(|| "none".into()))
        })
        .collect()
}

#[test]
fn a_departure_on_a_holiday_shifts_by_the_rule_and_says_so() {
    let mut plan = thursdays();
    let by = |plan: &mut Plan, rule: ShiftRule| {
        let train = train(plan, |train| train.shift = rule);
        stops(plan, &train)[1].clone()
    };
    assert_eq!(
        by(&mut plan, ShiftRule::Next),
        "2026-11-27T22:00:00Z Thu 26 Nov is a holiday; by its rule the train departs Fri 27 Nov."
    );
    assert_eq!(
        by(&mut plan, ShiftRule::Previous),
        "2026-11-25T22:00:00Z Thu 26 Nov is a holiday; by its rule the train departs Wed 25 Nov."
    );
    assert_eq!(
        by(&mut plan, ShiftRule::Skip),
        "none Thu 26 Nov is a holiday; by its rule the train skips it."
    );
    assert_eq!(
        by(&mut plan, ShiftRule::Stay),
        "2026-11-26T22:00:00Z Thu 26 Nov is a holiday; the train has no rule for that and stays."
    );
}

#[test]
fn a_departure_in_an_agreed_freeze_shifts_past_its_half_open_end_and_an_ask_moves_nothing() {
    let text = "
        train  RO every Thu 22:00 2h from 2026-11-05
        freeze peak 2026-11-19 .. 2026-11-29
    ";
    let mut agreed = plan(text);
    let next = train(&mut agreed, |train| train.shift = ShiftRule::Next);
    assert_eq!(
        stops(&agreed, &next)[0],
        "2026-11-30T22:00:00Z Thu 19 Nov lies in peak (19 Nov – 29 Nov); by its rule the train departs Mon 30 Nov."
    );
    let mut asked = plan(&text.replace("2026-11-29", "2026-11-29 asked by retail"));
    let next = train(&mut asked, |train| train.shift = ShiftRule::Next);
    assert_eq!(stops(&asked, &next)[0], "2026-11-19T22:00:00Z");
}

#[test]
fn a_shifted_departure_keeps_its_wall_time_across_both_clock_changes() {
    for (holidays, expected) in [
        // Friday before the clocks go back, Monday after.
        (["2026-10-23", "2026-03-01"], "2026-10-26T21:00:00Z"),
        // Friday before they go forward, Monday after.
        (["2026-03-27", "2026-03-01"], "2026-03-30T20:00:00Z"),
    ] {
        let from = holidays[0];
        let mut plan = plan(&format!(
            "plan x in Europe/Berlin\ntrain RO every Fri 22:00 2h from {from}"
        ));
        for (number, date) in (1..).zip(holidays) {
            plan.put(holiday(number, date, ""));
        }
        let train = train(&mut plan, |train| train.shift = ShiftRule::Next);
        let start = day(from).starts_in(Zone::UTC);
        let week = Window::lasting(start, 3 * 24 * 60);
        let stop = timetable(&plan, &train, week).remove(0);
        assert_eq!(stop.departs.unwrap().start().to_string(), expected);
    }
}

#[test]
fn cut_offs_are_counted_in_working_days_of_the_trains_regions() {
    let mut plan = thursdays();
    let cut_off = |days: i32| CutOff {
        name: format!("T{days:+}"),
        working_days: days,
        at: "18:00".parse().unwrap(),
        needs: CutOffNeed::Nothing,
    };
    let american = train(&mut plan, |train| {
        train.cut_offs = vec![cut_off(-5), cut_off(3)];
    });
    let dates = |plan: &Plan, train: &ReleaseTrain| -> Vec<String> {
        let week = span("2026-12-03T00:00:00Z", "2026-12-04T00:00:00Z");
        let stop = timetable(plan, train, week).remove(0);
        stop.cut_offs
            .iter()
            .map(|date| format!("{} {}", date.name, date.at))
            .collect()
    };
    assert_eq!(
        dates(&plan, &american),
        ["T-5 2026-11-25T18:00:00Z", "T+3 2026-12-08T18:00:00Z"]
    );
    let elsewhere = train(&mut plan, |train| train.regions = vec!["APAC".into()]);
    plan.put(holiday(1, "2026-11-26", "Americas"));
    assert_eq!(
        dates(&plan, &elsewhere),
        ["T-5 2026-11-26T18:00:00Z", "T+3 2026-12-08T18:00:00Z"]
    );
}

#[test]
fn a_missed_cut_off_offers_the_next_train_with_its_cost() {
    let mut plan = plan(
        "
         services ledger
         train    RO every Wed 22:00 2h from 2026-11-18
         release  RO-1 2026-11-18 22:00 2h on RO; RO-2 2026-12-02 22:00 2h on RO
         change   CHG-1 ledger 1h value 7000 in RO-1; CHG-2 ledger 1h in RO-1",
    );
    train(&mut plan, |train| {
        train.cut_offs = vec![CutOff {
            name: "Code".into(),
            working_days: -5,
            at: "18:00".parse().unwrap(),
            needs: CutOffNeed::Code,
        }];
    });
    let second = plan
        .changes
        .iter()
        .find(|change| change.reference.as_str() == "CHG-2")
        .unwrap()
        .id;
    plan.changes.get_mut(&second).unwrap().state = ChangeState::Ready;
    let first = plan
        .changes
        .iter()
        .find(|change| change.reference.as_str() == "CHG-1")
        .unwrap()
        .id;
    plan.changes.get_mut(&first).unwrap().state = ChangeState::Proposed;
    let id = release(&plan, "RO-1");
    let before = boarding(&plan, id, at("2026-11-11T17:59:00Z")).unwrap();
    assert_eq!(before.sentence, "2 changes on board of RO-1, all in time.");
    assert_eq!(
        before.passengers[0].next_due.as_ref().unwrap().lacks,
        "is not built"
    );
    // Half-open: at the cut-off itself it is too late.
    let list = boarding(&plan, id, at("2026-11-11T18:00:00Z")).unwrap();
    assert_eq!(list.sentence, "2 changes on board of RO-1, 1 missed a cut-off.");
    let next = list.passengers[0].next_train.as_ref().unwrap();
    assert_eq!(next.cost, 14_000);
    assert_eq!(
        next.way_out.sentence,
        "Move CHG-1 to RO-2, 14 days later; the delay costs €14000."
    );
    let moved = plan.with_moves(&next.way_out.moves);
    assert_eq!(
        moved.changes.get(&first).unwrap().release,
        Some(release(&plan, "RO-2"))
    );
    assert_eq!(
        said(&plan, "TRN-02", "2026-11-12T09:00:00Z"),
        ["CHG-1 rides RO-1 and missed Code (Wed 11 Nov 18:00): it is not built."]
    );
}

#[test]
fn the_next_release_takes_a_hotfix_back_that_is_not_merged() {
    let mut plan = plan(
        "
         services ledger; shop
         release  RO-1 2026-11-18 22:00 2h; RO-2 2026-12-02 22:00 2h; HF-1 2026-11-11 22:00 1h emergency
         change   CHG-1 shop 1h in RO-1; CHG-2 ledger 1h in RO-2; CHG-9 ledger 30m emergency in HF-1",
    );
    let now = "2026-11-12T09:00:00Z";
    assert_eq!(
        said(&plan, "TRN-01", now),
        ["RO-2 deploys what HF-1 repaired on Wed 2 Dec, and nobody has said that it is merged."]
    );
    let (hotfix, into) = (release(&plan, "HF-1"), release(&plan, "RO-2"));
    plan.releases.get_mut(&hotfix).unwrap().merged_into = Some(into);
    assert_eq!(said(&plan, "TRN-01", now), Vec::<String>::new());
}

#[test]
fn a_release_that_rides_a_closed_date_is_offered_the_one_by_rule() {
    let mut plan = thursdays();
    train(&mut plan, |train| train.shift = ShiftRule::Next);
    let id = plan.trains.iter().next().unwrap().id;
    let mut with = testkit::plan("release RO-9 2026-11-26 22:00 2h");
    let mut record = with.releases.iter().next().unwrap().clone();
    record.train = Some(id);
    plan.put(record.clone());
    with.releases.remove(&record.id);
    let found = check(&plan, at("2026-11-02T09:00:00Z"));
    let finding = found.iter().find(|finding| finding.rule == "TRN-03").unwrap();
    assert_eq!(
        finding.sentence,
        "RO-9 rides RO: Thu 26 Nov is a holiday; by its rule the train departs Fri 27 Nov."
    );
    let moved = plan.with_moves(&finding.ways_out[0].moves);
    assert_eq!(
        said(&moved, "TRN-03", "2026-11-02T09:00:00Z"),
        Vec::<String>::new()
    );
}

fn environment(plan: &Plan, name: &str) -> EnvironmentId {
    plan.environments
        .iter()
        .find(|one| one.reference.as_str() == name)
        .unwrap()
        .id
}

struct Asked<'a>(u128, &'a str, &'a str, &'a str, BookingMode, BookingState, u8);

fn book(plan: &mut Plan, Asked(number, place, from, until, mode, state, priority): Asked<'_>) -> BookingId {
    let id = BookingId(Uuid::from_u128(number));
    plan.put(Booking {
        id,
        reference: Reference::new(&format!("BK-{number}")).unwrap(),
        environment: environment(plan, place),
        purpose: "Test".into(),
        release: None,
        change: None,
        mode,
        window: span(from, until),
        needs: Vec::new(),
        data: String::new(),
        priority: Score::new(priority).unwrap(),
        requester: format!("team {number}"),
        team: None,
        state,
        asked_at: at("2026-11-01T09:00:00Z"),
        until: None,
        origin: None,
    });
    id
}

use BookingMode::{Exclusive, Shared};
use BookingState::{Booked, Waiting};

const NOW: &str = "2026-11-02T08:00:00Z";
const TEN: &str = "2026-11-02T10:00:00Z";
const ONE: &str = "2026-11-02T13:00:00Z";
const FOUR: &str = "2026-11-02T16:00:00Z";

#[test]
fn bookings_end_half_open_and_only_one_alone_excludes() {
    let mut plan = plan("environments UAT-1 test; UAT-2 test");
    book(&mut plan, Asked(1, "UAT-1", TEN, ONE, Shared, Booked, 3));
    book(&mut plan, Asked(2, "UAT-1", TEN, ONE, Shared, Booked, 3));
    book(&mut plan, Asked(3, "UAT-1", ONE, FOUR, Exclusive, Booked, 3));
    book(&mut plan, Asked(4, "UAT-2", TEN, ONE, Exclusive, Booked, 3));
    assert_eq!(conflicts(&plan, at(NOW)), []);
    book(
        &mut plan,
        Asked(5, "UAT-1", "2026-11-02T12:00:00Z", FOUR, Shared, Booked, 3),
    );
    let sentences: Vec<String> = conflicts(&plan, at(NOW))
        .into_iter()
        .map(|one| one.sentence)
        .collect();
    assert_eq!(
        sentences,
        ["BK-3 (team 3) and BK-5 (team 5) both have UAT-1 from Mon 2 Nov 13:00 to Mon 2 Nov 16:00."]
    );
}

#[test]
fn environments_on_the_same_data_exclude_each_other() {
    let mut plan = plan("environments UAT-1 test; UAT-2 test");
    let (one, other) = (environment(&plan, "UAT-1"), environment(&plan, "UAT-2"));
    plan.environments.get_mut(&one).unwrap().shares_data_with = vec![other];
    book(&mut plan, Asked(1, "UAT-1", TEN, ONE, Exclusive, Booked, 3));
    book(&mut plan, Asked(2, "UAT-2", TEN, ONE, Shared, Booked, 3));
    let found = conflicts(&plan, at(NOW));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].sentence.contains("the data that UAT-1 and UAT-2 share"),
        "{}",
        found[0].sentence
    );
}

#[test]
fn a_booking_needs_the_version_that_was_last_seen_there() {
    let mut plan = plan(
        "
         services ledger
         environments UAT-1 test
         runs ledger 2.3.0 on UAT-1",
    );
    let id = book(&mut plan, Asked(1, "UAT-1", TEN, ONE, Shared, Booked, 3));
    let service = plan.services.iter().next().unwrap().id;
    let said = |plan: &mut Plan, version: &str| -> Vec<String> {
        plan.bookings.get_mut(&id).unwrap().needs = vec![NeededVersion {
            service,
            version: version.into(),
        }];
        let booking = plan.bookings.get(&id).unwrap().clone();
        against(plan, &booking, at("2027-01-01T00:00:00Z"))
            .into_iter()
            .map(|one| one.sentence)
            .collect()
    };
    assert_eq!(said(&mut plan, ">= 2.1"), Vec::<String>::new());
    assert_eq!(said(&mut plan, "2.3.0"), Vec::<String>::new());
    assert_eq!(
        said(&mut plan, ">= 2.4"),
        ["BK-1 needs ledger >= 2.4 on UAT-1, which runs 2.3.0."]
    );
}

#[test]
fn a_team_over_its_share_of_a_week_is_told() {
    let mut plan = plan("environments UAT-1 test\nteams core");
    let (place, team) = (environment(&plan, "UAT-1"), plan.teams.iter().next().unwrap().id);
    plan.environments.get_mut(&place).unwrap().quota_hours = Some(5);
    for (number, from, until) in [(1, TEN, ONE), (2, ONE, FOUR)] {
        let id = book(
            &mut plan,
            Asked(number, "UAT-1", from, until, Exclusive, Booked, 3),
        );
        plan.bookings.get_mut(&id).unwrap().team = Some(team);
    }
    let sentences: Vec<String> = conflicts(&plan, at(NOW))
        .into_iter()
        .map(|one| one.sentence)
        .collect();
    assert_eq!(
        sentences,
        ["core has 6 h of UAT-1 in the week of Mon 2 Nov, 1 h more than its 5 h."]
    );
}

#[test]
fn the_next_three_hours_lie_behind_what_is_taken_and_before_what_comes() {
    let mut plan = plan("environments UAT-1 test");
    book(&mut plan, Asked(1, "UAT-1", TEN, ONE, Exclusive, Booked, 3));
    book(
        &mut plan,
        Asked(2, "UAT-1", "2026-11-02T15:00:00Z", FOUR, Shared, Booked, 3),
    );
    let place = environment(&plan, "UAT-1");
    let next = |mode, minutes| {
        let wanted = Wanted {
            environment: place,
            minutes,
            mode,
            from: at(NOW),
            until: None,
            except: None,
        };
        find_next(&plan, &wanted).unwrap().start().to_string()
    };
    assert_eq!(next(Exclusive, 180), "2026-11-02T16:00:00Z");
    assert_eq!(next(Exclusive, 120), NOW, "two hours fit before ten");
    assert_eq!(next(Shared, 180), ONE, "shared goes with shared");
}

#[test]
fn the_waiting_list_moves_up_by_priority_then_by_age() {
    let mut plan = plan("environments UAT-1 test");
    let held = book(&mut plan, Asked(1, "UAT-1", TEN, FOUR, Exclusive, Booked, 3));
    book(&mut plan, Asked(2, "UAT-1", TEN, ONE, Exclusive, Waiting, 2));
    let urgent = book(&mut plan, Asked(3, "UAT-1", TEN, ONE, Exclusive, Waiting, 5));
    let flexible = book(&mut plan, Asked(4, "UAT-1", TEN, ONE, Exclusive, Waiting, 1));
    plan.bookings.get_mut(&flexible).unwrap().until = Some(at(FOUR));
    assert_eq!(moves_up(&plan, at(NOW)), []);
    plan.bookings.get_mut(&held).unwrap().state = BookingState::Released;
    let placed: Vec<(BookingId, String)> = moves_up(&plan, at(NOW))
        .into_iter()
        .map(|booking| (booking.id, booking.window.start().to_string()))
        .collect();
    assert_eq!(placed, [(urgent, TEN.to_owned()), (flexible, ONE.to_owned())]);
    for booking in moves_up(&plan, at(NOW)) {
        plan.put(booking);
    }
    assert_eq!(conflicts(&plan, at(NOW)), []);
    assert_eq!(
        utilisation(&plan, environment(&plan, "UAT-1"), span(TEN, FOUR)),
        100
    );
}

#[test]
fn a_forecast_past_its_gate_is_a_finding_until_it_is_reached() {
    let mut plan = plan("release RO-1 2026-11-18 22:00 2h lock 2026-11-09 test from 2026-11-10");
    let mut milestone = Milestone {
        id: MilestoneId(Uuid::from_u128(1)),
        project: "Ledger move".into(),
        name: "Rehearsal".into(),
        planned: day("2026-11-09"),
        forecasts: vec![Forecast {
            said_on: day("2026-11-01"),
            day: day("2026-11-13"),
        }],
        reached: None,
        release: Some(release(&plan, "RO-1")),
        gate: MilestoneGate::Test,
        origin: None,
    };
    plan.put(milestone.clone());
    assert_eq!(
        said(&plan, "PRJ-01", "2026-11-02T09:00:00Z"),
        ["Ledger move: Rehearsal is expected Fri 13 Nov, 3 days after RO-1 starts its test (Tue 10 Nov)."]
    );
    milestone.reached = Some(day("2026-11-13"));
    plan.put(milestone);
    assert_eq!(
        said(&plan, "PRJ-01", "2026-11-02T09:00:00Z"),
        Vec::<String>::new()
    );
}

#[test]
fn a_milestone_in_time_is_noted_when_others_of_its_project_went_too_late() {
    let mut plan = plan("release RO-1 2026-11-18 22:00 2h lock 2026-11-09 test from 2026-11-10");
    let milestone = |number: u128, said_on: &str, said: &str, reached: Option<&str>| Milestone {
        id: MilestoneId(Uuid::from_u128(number)),
        project: "Ledger move".into(),
        name: format!("Step {number}"),
        planned: day(said),
        forecasts: vec![Forecast {
            said_on: day(said_on),
            day: day(said),
        }],
        reached: reached.map(day),
        release: None,
        gate: MilestoneGate::Test,
        origin: None,
    };
    // Ten days were said each time; four in ten took fifteen.
    for number in 0..10 {
        let reached = if number < 6 { "2026-06-11" } else { "2026-06-16" };
        plan.put(milestone(number, "2026-06-01", "2026-06-11", Some(reached)));
    }
    let mut coming = milestone(99, "2026-10-29", "2026-11-08", None);
    coming.release = Some(release(&plan, "RO-1"));
    plan.put(coming.clone());
    let now = "2026-11-02T09:00:00Z";
    assert_eq!(
        said(&plan, "PRJ-03", now),
        [
            "Ledger move: Step 99 is stated for Sun 8 Nov; as the last 10 milestones of Ledger move went it is there by \
          Fri 13 Nov in 85 of 100 cases, and RO-1 starts its test on Tue 10 Nov."
        ]
    );
    assert_eq!(said(&plan, "PRJ-01", now), Vec::<String>::new());
    // Where the stated day is late itself, PRJ-01 says it alone.
    coming.forecasts[0].day = day("2026-11-12");
    plan.put(coming.clone());
    assert_eq!(said(&plan, "PRJ-03", now), Vec::<String>::new());
    assert_eq!(said(&plan, "PRJ-01", now).len(), 1);
    // Days enough before its gate: nothing to say.
    coming.forecasts[0].day = day("2026-11-04");
    plan.put(coming);
    assert_eq!(said(&plan, "PRJ-03", now), Vec::<String>::new());
}

#[test]
fn a_cut_off_that_asks_for_tests_before_they_begin_is_a_finding() {
    let mut plan = plan(
        "
        train   RO every Wed 22:00 2h from 2026-11-18
        release RO-1 2026-11-18 22:00 2h on RO lock 2026-11-09 test from 2026-11-12
        ",
    );
    let on_day = |plan: &mut Plan, working_days: i32, needs: CutOffNeed| {
        train(plan, |train| {
            train.cut_offs = vec![CutOff {
                name: "Tested".into(),
                working_days,
                at: "18:00".parse().unwrap(),
                needs,
            }];
        });
        said(plan, "TRN-04", "2026-11-02T09:00:00Z")
    };
    assert_eq!(
        on_day(&mut plan, -5, CutOffNeed::Evidence),
        [
            "Tested of RO asks for passed tests by Wed 11 Nov 18:00, and RO-1 starts its test on Thu 12 Nov 00:00."
        ]
    );
    assert_eq!(on_day(&mut plan, -5, CutOffNeed::Code), Vec::<String>::new());
    assert_eq!(on_day(&mut plan, -2, CutOffNeed::Evidence), Vec::<String>::new());
}

#[test]
fn the_best_slot_is_the_one_with_the_fewest_users_outside_of_peaks() {
    let mut plan = plan(
        "
         services shop
         windows  every Tue, Wed, Thu 22:00-02:00 UTC
         release  RO-1 2026-11-18 22:00 2h
         change   CHG-1 shop 1h in RO-1",
    );
    // Tuesday nights are quiet, Thursdays loud.
    let users = (0..168_u32)
        .map(|hour| if hour / 24 == 1 { 10 } else { hour })
        .collect();
    plan.put(LoadCurve {
        id: LoadCurveId(Uuid::from_u128(1)),
        service: None,
        region: String::new(),
        zone: Zone::UTC,
        users,
        origin: None,
    });
    let week = span("2026-11-16T00:00:00Z", "2026-11-21T00:00:00Z");
    let best = |plan: &Plan| -> Vec<String> {
        let found = best_slots(plan, release(plan, "RO-1"), week);
        found
            .into_iter()
            .map(|slot| {
                format!(
                    "{} {:?} {}",
                    slot.deploy.start().day_in(Zone::UTC),
                    slot.users,
                    slot.against.len()
                )
            })
            .collect()
    };
    assert_eq!(
        best(&plan),
        [
            "2026-11-17 Some(10) 0",
            "2026-11-18 Some(70) 0",
            "2026-11-19 Some(94) 0"
        ]
    );
    let mut peak = holiday(7, "2026-11-17", "");
    peak.kind = BusinessTimeKind::Peak;
    plan.put(peak);
    assert_eq!(
        best(&plan)[0],
        "2026-11-18 Some(70) 0",
        "a peak goes last, however quiet"
    );
}

fn repaired(plan: &Plan) -> Repair {
    let limits = Limits { calendars: 20_000 };
    repair(
        plan,
        &Index::of(plan),
        at("2026-11-02T09:00:00Z"),
        limits,
        &mut |_| Answer::Continue,
    )
}

#[test]
fn a_repair_takes_the_fewest_moves_and_says_what_each_is_for() {
    let text = "
        services  ledger; shop
        windows   every Tue, Wed, Thu 22:00-02:00 UTC
        freeze    peak 2026-11-17 .. 2026-11-20
        release   RO-1 2026-11-18 22:00 2h; RO-2 2026-11-19 22:00 2h; RO-3 2026-11-24 22:00 2h
        change    CHG-1 ledger 30m back-out 10m risk 1 in RO-1; CHG-2 shop 30m back-out 10m risk 1 in RO-2
        change    CHG-3 ledger 30m back-out 10m risk 1 in RO-3
    ";
    let plan = plan(text);
    let repair = repaired(&plan);
    assert!(repair.proven, "{}", repair.sentence);
    assert_eq!(repair.moves.len(), 2, "{:#?}", repair.moves);
    assert!(repair.stays.is_empty());
    assert_eq!(
        repair.sentence,
        "2 moves clear 2 collisions, and nothing is left; no fewer will do."
    );
    for one in &repair.moves {
        assert!(!one.reasons.is_empty(), "{one:?}");
    }
    let moved = plan.with_moves(&repair.way_out().moves);
    let index = Index::of(&moved);
    let left: Vec<&str> = index
        .collisions()
        .iter()
        .filter(|collision| collision.severity >= Severity::Warning)
        .map(|collision| collision.sentence.as_str())
        .collect();
    assert_eq!(left, Vec::<&str>::new());
    assert_eq!(repaired(&plan), repair, "the same plan gives the same repair");
}

#[test]
fn what_no_move_clears_is_left_and_said() {
    let plan = plan(
        "
         services ledger
         windows  every Tue 22:00-02:00 UTC
         freeze   for-good 2026-09-01 .. 2027-03-31
         release  RO-1 2026-11-17 22:00 2h
         change   CHG-1 ledger 30m back-out 10m risk 1 in RO-1",
    );
    let repair = repaired(&plan);
    assert!(repair.moves.is_empty());
    assert_eq!(repair.stays.len(), 1);
    assert_eq!(repair.sentence, "No move clears the collision.");
}

#[test]
fn a_stopped_repair_says_that_nothing_is_proven() {
    let plan = plan(
        "
         services  ledger
         windows   every Tue, Wed, Thu 22:00-02:00 UTC
         freeze    peak 2026-11-17 .. 2026-11-20
         release   RO-1 2026-11-18 22:00 2h; RO-2 2026-11-19 22:00 2h
         change    CHG-1 ledger 30m back-out 10m risk 1 in RO-1; CHG-2 ledger 30m back-out 10m risk 1 in RO-2",
    );
    let limits = Limits { calendars: 20_000 };
    let stopped = repair(
        &plan,
        &Index::of(&plan),
        at("2026-11-02T09:00:00Z"),
        limits,
        &mut |_| Answer::Stop,
    );
    assert!(!stopped.proven);
    assert!(!stopped.stays.is_empty());
}

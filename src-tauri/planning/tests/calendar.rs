//! Windows, slots, clock changes and what they look like.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use expect_test::expect;
use planning::calendar::{legal_slots, open_at, snap};
use planning::{Day, Recurrence, Window, Zone};
use testkit::{picture, plan};

fn occurrences(
    rule: &str,
    from: &str,
    starts: &str,
    minutes: u32,
    zone: &str,
    first: &str,
    last: &str,
) -> Vec<String> {
    let recurrence = Recurrence {
        rule: rule.into(),
        from: from.parse().unwrap(),
        starts: starts.parse().unwrap(),
        minutes,
        zone: zone.parse().unwrap(),
    };
    let span = Window::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
    recurrence
        .occurrences(span)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_window_keeps_its_wall_time_and_its_length_when_clocks_go_back() {
    let found = occurrences(
        "FREQ=WEEKLY;BYDAY=SA",
        "2026-10-01",
        "22:00",
        480,
        "Europe/Berlin",
        "2026-10-17T00:00:00Z",
        "2026-11-02T00:00:00Z",
    );
    assert_eq!(
        found,
        [
            "2026-10-17T20:00:00Z .. 2026-10-18T04:00:00Z",
            "2026-10-24T20:00:00Z .. 2026-10-25T04:00:00Z",
            "2026-10-31T21:00:00Z .. 2026-11-01T05:00:00Z",
        ]
    );
}

#[test]
fn a_window_inside_the_spring_gap_starts_after_it() {
    let found = occurrences(
        "FREQ=DAILY",
        "2026-03-28",
        "02:30",
        60,
        "Europe/Berlin",
        "2026-03-28T00:00:00Z",
        "2026-03-31T00:00:00Z",
    );
    assert_eq!(
        found,
        [
            "2026-03-28T01:30:00Z .. 2026-03-28T02:30:00Z",
            "2026-03-29T01:00:00Z .. 2026-03-29T02:00:00Z",
            "2026-03-30T00:30:00Z .. 2026-03-30T01:30:00Z",
        ]
    );
}

#[test]
fn a_window_in_the_hour_that_happens_twice_opens_once() {
    let found = occurrences(
        "FREQ=DAILY",
        "2026-10-24",
        "02:30",
        60,
        "Europe/Berlin",
        "2026-10-25T00:00:00Z",
        "2026-10-26T00:00:00Z",
    );
    assert_eq!(found, ["2026-10-25T00:30:00Z .. 2026-10-25T01:30:00Z"]);
}

#[test]
fn until_is_read_as_wall_time_of_the_zone() {
    let rule = |until: &str| {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        let last = "2026-12-01T00:00:00Z";
        occurrences(
            &rule,
            "2026-11-01",
            "22:00",
            60,
            "America/New_York",
            "2026-11-01T00:00:00Z",
            last,
        )
        .len()
    };
    assert_eq!(rule("20261103"), 3);
    // 22:00 in New York on the third is 03:00 UTC on the fourth.
    assert_eq!(rule("20261104T030000Z"), 3);
    assert_eq!(rule("20261104T025959Z"), 2);
}

#[test]
fn the_last_sunday_of_each_month_is_found() {
    let found = occurrences(
        "FREQ=MONTHLY;BYDAY=-1SU",
        "2026-01-01",
        "01:00",
        60,
        "UTC",
        "2026-10-01T00:00:00Z",
        "2026-12-01T00:00:00Z",
    );
    assert_eq!(
        found,
        [
            "2026-10-25T01:00:00Z .. 2026-10-25T02:00:00Z",
            "2026-11-29T01:00:00Z .. 2026-11-29T02:00:00Z"
        ]
    );
}

#[test]
fn an_impossible_rule_ends_and_finds_nothing() {
    let first = "2026-10-01T00:00:00Z";
    let last = "2028-12-01T00:00:00Z";
    assert!(
        occurrences(
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "2026-01-01",
            "01:00",
            60,
            "UTC",
            first,
            last
        )
        .is_empty()
    );
    assert!(occurrences("every Tuesday", "2026-01-01", "01:00", 60, "UTC", first, last).is_empty());
}

const NIGHTS: &str = "
    windows   every Tue 19:00-22:00 called nights until 2026-12-10
    services  ledger; shop
    freeze    black-friday 2026-11-20 .. 2026-11-30 on shop
    release   RO-1 2026-11-17 19:00 2h watch 48h; RO-2 2026-11-18 19:00 2h
    change    CHG-1 ledger 30m in RO-2; CHG-2 shop 30m in RO-1
";

#[test]
fn legal_slots_keep_deployment_and_watch_out_of_freezes() {
    let plan = plan(NIGHTS);
    let span = Window::new(
        "2026-11-15T00:00:00Z".parse().unwrap(),
        "2027-01-01T00:00:00Z".parse().unwrap(),
    )
    .unwrap();
    let slots = |number: usize| -> Vec<String> {
        let release = plan.releases.iter().nth(number).unwrap();
        let slots = legal_slots(&plan, release.id, span);
        slots.iter().map(|slot| slot.deploy.start().to_string()).collect()
    };
    // The shop is frozen from the 20th to the 30th; from the 17th two days of watch end on the 19th.
    assert_eq!(
        slots(0),
        [
            "2026-11-17T19:00:00Z",
            "2026-12-01T19:00:00Z",
            "2026-12-08T19:00:00Z"
        ]
    );
    assert_eq!(
        slots(1),
        [
            "2026-11-17T19:00:00Z",
            "2026-11-24T19:00:00Z",
            "2026-12-01T19:00:00Z",
            "2026-12-08T19:00:00Z"
        ]
    );
}

#[test]
fn a_drop_outside_a_window_snaps_to_the_nearest_with_a_note() {
    let plan = plan(NIGHTS);
    let release = plan.releases.iter().next().unwrap();
    let wanted = Window::lasting("2026-11-26T12:00:00Z".parse().unwrap(), 120);
    let snapped = snap(&plan, release.id, wanted).unwrap();
    assert_eq!(
        snapped.note,
        "Moved to the nearest open slot, Tue 1 Dec 19:00 in nights."
    );
}

#[test]
fn a_window_is_half_open() {
    let plan = plan(NIGHTS);
    assert_eq!(open_at(&plan, "2026-11-17T19:00:00Z".parse().unwrap()).len(), 1);
    assert_eq!(open_at(&plan, "2026-11-17T22:00:00Z".parse().unwrap()).len(), 0);
    assert_eq!(open_at(&plan, "2026-11-17T18:59:59Z".parse().unwrap()).len(), 0);
}

#[test]
fn the_picture_of_a_plan_shows_what_collides() {
    let plan = plan(
        "
        services  ledger; payments uses ledger; shop uses payments
        freeze    black-friday 2026-11-20 .. 2026-11-30 asked by retail
        windows   every Tue 19:00-23:00 called window-Tue
        release   RO-1 2026-11-17 19:00 4h; RO-2 2026-11-24 19:00 4h
        change    CHG-1 ledger 2h risk 3 in RO-1; CHG-2 payments 1h risk 5 after CHG-1 in RO-2
        change    CHG-3 shop 1h risk 1
        ",
    );
    expect![[r#"
        Nov         16 17 18 19 20 21 22 23 24
        freeze       ·  ·  ·  ·  ▒  ▒  ▒  ▒  ▒  black-friday
        window-Tue   ·  ▂  ·  ·  ·  ·  ·  ·  ▂
        RO-1         ·  ◆  ·  ·  ·  ·  ·  ·  ·
        RO-2         ·  ·  ·  ·  ·  ·  ·  ·  ◆  inside black-friday
        CHG-1        ·  ●  ·  ·  ·  ·  ·  ·  ·
        CHG-2        ·  ·  ·  ·  ·  ·  ·  ·  ✗  inside black-friday
        CHG-3        ·  ·  ·  ·  ·  ·  ·  ·  ·  waits
    "#]]
    .assert_eq(&picture(&plan, "2026-11-16", "2026-11-24"));
}

/// A freeze through the last day anywhere on earth ends at noon UTC of the day after, and not a second later.
#[test]
fn a_freeze_to_the_end_of_a_day_anywhere_on_earth_opens_half_open_at_noon_utc() {
    let zone: Zone = "Etc/GMT+12".parse().unwrap();
    let day = |text: &str| -> Day { text.parse().unwrap() };
    let mut plan = plan(
        "
        services  ledger
        windows   every day 00:00 23h
        freeze    code 2026-07-24 .. 2026-07-25
        release   RO-1 2026-07-24 13:00 1h
        change    CHG-1 ledger 10m back-out 5m risk 1 in RO-1
    ",
    );
    let id = plan.freezes.iter().next().unwrap().id;
    let freeze = plan.freezes.get_mut(&id).unwrap();
    freeze.zone = zone;
    freeze.window = Window::new(
        day("2026-07-24").starts_in(zone),
        day("2026-07-26").starts_in(zone),
    )
    .unwrap();
    assert_eq!(freeze.window.end().to_string(), "2026-07-26T12:00:00Z");
    let release = plan.releases.iter().next().unwrap().clone();
    let frozen = |start: &str| {
        let deploy = Window::lasting(start.parse().unwrap(), 60);
        let shape = planning::calendar::Shape::of(&plan, &release);
        shape.is_stopped(&plan, plan.freezes.get(&id).unwrap(), deploy)
    };
    assert!(!frozen("2026-07-24T11:00:00Z"), "it ends as the freeze begins");
    assert!(frozen("2026-07-24T11:30:00Z"));
    assert!(frozen("2026-07-26T11:59:00Z"));
    assert!(!frozen("2026-07-26T12:00:00Z"), "the end does not belong to it");
}

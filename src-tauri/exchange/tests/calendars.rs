//! Our calendars, read back by another reader.

mod common;

use chrono::{NaiveDate, TimeZone, Utc};
use common::now;
use exchange::export::{CalendarOptions, ics, json};
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, Event, EventLike};
use planning::{
    Freeze, FreezeId, FreezeLevel, FreezeScope, FreezeState, InFlight, Plan, Reference, Release, ReleaseId,
    ReleaseKind, ReleaseState, Window, Zone,
};
use uuid::Uuid;

fn window(from: &str, to: &str) -> Window {
    Window::new(from.parse().expect("a time"), to.parse().expect("a time")).expect("a window")
}

fn release(number: u128, deploy: Window) -> Release {
    Release {
        id: ReleaseId(Uuid::from_u128(number)),
        reference: Reference::new("RO-23").expect("a reference"),
        title: "Ledger; tills, and more".into(),
        kind: ReleaseKind::Planned,
        state: ReleaseState::Approved,
        train: None,
        departure: None,
        owner: None,
        deputy: None,
        scope_lock: deploy.start(),
        test_starts: deploy.start(),
        deploy,
        watch_hours: 4,
        environment: None,
        capacity_points: None,
        risk_budget: None,
        merged_into: None,
        note: "A long note with a line\nbreak, a comma; a semicolon and enough words to be folded at 75 octets — ä ö ü.".into(),
        origin: None,
    }
}

fn freeze(number: u128, window: Window, zone: &str) -> Freeze {
    Freeze {
        id: FreezeId(Uuid::from_u128(number)),
        reference: Reference::new("FZ-1").expect("a reference"),
        name: "Peak trading".into(),
        reason: "Black Friday".into(),
        level: FreezeLevel::Hard,
        state: FreezeState::Asked,
        window,
        zone: zone.parse().expect("a zone"),
        scope: FreezeScope::default(),
        asked_by: "Commerce".into(),
        criteria: Vec::new(),
        allowed: Vec::new(),
        in_flight: InFlight::Stop,
        policy: None,
        origin: None,
    }
}

fn plan() -> Plan {
    let mut plan = Plan {
        seq: 7,
        ..Plan::default()
    };
    plan.put(release(1, window("2026-11-18T21:00:00Z", "2026-11-19T01:00:00Z")));
    // Whole days in Berlin: 20 to 30 November, the 1st of December is the first day after it.
    plan.put(freeze(
        2,
        window("2026-11-19T23:00:00Z", "2026-11-30T23:00:00Z"),
        "Europe/Berlin",
    ));
    plan
}

fn events(text: &str) -> Vec<Event> {
    text.parse::<Calendar>()
        .expect("a calendar")
        .events()
        .cloned()
        .collect()
}

fn of<'a>(events: &'a [Event], category: &str) -> &'a Event {
    let wanted = |event: &&Event| {
        event
            .get_categories()
            .is_some_and(|all| all.iter().any(|one| one == category))
    };
    events.iter().find(wanted).expect("an event")
}

#[test]
fn a_calendar_reads_back_as_it_was_written() {
    let text = ics(&plan(), &CalendarOptions::everything(now()));
    let events = events(&text);
    assert_eq!(events.len(), 2);
    let release = of(&events, "RELEASE");
    assert_eq!(
        release.get_uid(),
        Some("release-00000000-0000-0000-0000-000000000001@slipway")
    );
    assert_eq!(release.get_summary(), Some("RO-23 Ledger; tills, and more"));
    assert!(
        release
            .get_description()
            .expect("a text")
            .contains("line\nbreak, a comma; a semicolon")
    );
    let start = Utc
        .with_ymd_and_hms(2026, 11, 18, 21, 0, 0)
        .single()
        .expect("a time");
    assert_eq!(
        release.get_start(),
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(start)))
    );
    assert_eq!(release.get_sequence(), Some(7));
    assert_eq!(release.property_value("STATUS"), Some("CONFIRMED"));
    assert_eq!(of(&events, "FREEZE").property_value("STATUS"), Some("TENTATIVE"));
}

#[test]
fn whole_days_end_on_the_first_day_after_them() {
    let events = events(&ics(&plan(), &CalendarOptions::everything(now())));
    let freeze = of(&events, "FREEZE");
    let day = |month, day| DatePerhapsTime::Date(NaiveDate::from_ymd_opt(2026, month, day).expect("a day"));
    assert_eq!(freeze.get_start(), Some(day(11, 20)));
    assert_eq!(freeze.get_end(), Some(day(12, 1)));
}

#[test]
fn times_in_a_zone_carry_its_clock_changes() {
    let zone: Zone = "Europe/Berlin".parse().expect("a zone");
    let text = ics(
        &plan(),
        &CalendarOptions {
            zone: Some(zone),
            ..CalendarOptions::everything(now())
        },
    );
    assert!(
        text.contains("DTSTART;TZID=Europe/Berlin:20261118T220000"),
        "{text}"
    );
    let part = text
        .split("BEGIN:VTIMEZONE")
        .nth(1)
        .and_then(|rest| rest.split("END:VTIMEZONE").next())
        .expect("the zone");
    assert!(
        part.contains("DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100"),
        "{part}"
    );
    assert!(
        part.contains("DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"),
        "{part}"
    );
    assert!(
        !part.contains("UID") && !part.contains("DTSTAMP"),
        "a zone has neither"
    );
    assert!(text.find("BEGIN:VTIMEZONE") < text.find("BEGIN:VEVENT"));
    assert_eq!(events(&text).len(), 2);
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_lines_of_75_octets() {
    let options = CalendarOptions::everything(now());
    let text = ics(&plan(), &options);
    assert_eq!(text, ics(&plan(), &options));
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn a_move_raises_the_sequence_and_keeps_the_id() {
    let mut moved = plan();
    moved.seq = 8;
    moved.put(release(1, window("2026-11-25T21:00:00Z", "2026-11-26T01:00:00Z")));
    let counted = |count| {
        let mut options = CalendarOptions::everything(now());
        options.moves.insert(Uuid::from_u128(1), count);
        options
    };
    let before = events(&ics(&plan(), &counted(0)));
    let after = events(&ics(&moved, &counted(1)));
    let (before, after) = (of(&before, "RELEASE"), of(&after, "RELEASE"));
    assert_eq!(before.get_uid(), after.get_uid());
    assert_eq!((before.get_sequence(), after.get_sequence()), (Some(0), Some(1)));
    assert_ne!(before.get_start(), after.get_start());
}

#[test]
fn json_holds_every_record() {
    let text = json(&plan());
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["seq"], 7);
    let release: Release = serde_json::from_value(value["tables"]["release"][0].clone()).expect("a release");
    assert_eq!(Some(&release), plan().releases.get(&release.id));
    assert_eq!(value["tables"]["freeze"].as_array().map(Vec::len), Some(1));
}

//! Holidays, closures and load curves out of other people's files.

mod common;

use common::now;
use exchange::{CalendarChoices, Edge, read_calendar, read_load_curves, reconcile};
use planning::{BusinessTime, BusinessTimeKind, LoadCurve, Occurs, Plan, Window, Zone};
use uuid::Uuid;

fn choices(region: &str) -> CalendarChoices {
    CalendarChoices {
        region: region.into(),
        kind: None,
        zone: "Europe/Berlin".parse().expect("a zone"),
    }
}

fn read(file: &str, text: &str) -> exchange::Batch {
    let mut next = 0_u128;
    let mut mint = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let mut edge = Edge {
        mint: &mut mint,
        now: now(),
    };
    read_calendar(file, text.as_bytes(), &choices("EMEA"), &mut edge)
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Holidays\r\n{events}END:VCALENDAR\r\n")
        .replace("\r\n", "\n")
        .replace('\n', "\r\n")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\n{lines}END:VEVENT\n")
}

fn only(batch: &exchange::Batch) -> BusinessTime {
    let all: Vec<BusinessTime> = batch.records();
    assert_eq!(all.len(), 1, "{:?}", batch.refused);
    all[0].clone()
}

#[test]
fn the_end_of_a_day_is_the_first_day_after_whichever_way_it_is_said() {
    for said in ["DTEND;VALUE=DATE:20261226\n", "DURATION:P1D\n", ""] {
        let text = calendar(&event(&format!(
            "UID:a\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\n{said}"
        )));
        let Occurs::Days { first, until } = only(&read("h.ics", &text)).occurs else {
            panic!("no days");
        };
        assert_eq!(
            (first.to_string(), until.to_string()),
            ("2026-12-25".into(), "2026-12-26".into())
        );
    }
}

#[test]
fn a_time_is_read_in_its_own_zone_a_floating_one_in_the_plans_and_an_unknown_one_is_refused_with_its_line() {
    let at = |lines: &str| -> Result<String, String> {
        let batch = read(
            "h.ics",
            &calendar(&event(&format!("UID:a\nSUMMARY:x\n{lines}DURATION:PT2H\n"))),
        );
        match batch.refused.first() {
            Some(refusal) => Err(format!("{}: {}", refusal.row.unwrap_or(0), refusal.reason)),
            None => match only(&batch).occurs {
                Occurs::Once { window } => Ok(window.to_string()),
                other => panic!("{other:?}"),
            },
        }
    };
    assert_eq!(
        at("DTSTART:20261028T100000Z\n").unwrap(),
        "2026-10-28T10:00:00Z .. 2026-10-28T12:00:00Z"
    );
    assert_eq!(
        at("DTSTART;TZID=America/New_York:20261028T100000\n").unwrap(),
        "2026-10-28T14:00:00Z .. 2026-10-28T16:00:00Z"
    );
    assert_eq!(
        at("DTSTART;TZID=W. Europe Standard Time:20261028T100000\n").unwrap(),
        "2026-10-28T09:00:00Z .. 2026-10-28T11:00:00Z"
    );
    assert_eq!(
        at("DTSTART:20261028T100000\n").unwrap(),
        "2026-10-28T09:00:00Z .. 2026-10-28T11:00:00Z"
    );
    assert_eq!(
        at("DTSTART;TZID=Customised Zone:20261028T100000\n").unwrap_err(),
        "4: Nobody knows the time zone “Customised Zone”."
    );
    assert_eq!(at("").unwrap_err(), "4: The event says no start (DTSTART).");
}

#[test]
fn a_rule_stays_a_rule_and_one_with_exceptions_is_written_out_without_them() {
    let second = event("UID:a\nSUMMARY:Day\nDTSTART;VALUE=DATE:20260113\nRRULE:FREQ=MONTHLY;BYDAY=2TU\n");
    assert!(matches!(
        only(&read("h.ics", &calendar(&second))).occurs,
        Occurs::Recurring { .. }
    ));
    let weekly = event(
        "UID:b\nSUMMARY:Week\nDTSTART;VALUE=DATE:20261103\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20261110\n",
    );
    let moved =
        event("UID:b\nSUMMARY:Week\nRECURRENCE-ID;VALUE=DATE:20261117\nDTSTART;VALUE=DATE:20261118\n");
    let batch = read("h.ics", &calendar(&(weekly + &moved)));
    assert_eq!(batch.refused, []);
    let mut days: Vec<String> = batch
        .records::<BusinessTime>()
        .into_iter()
        .map(|time| match time.occurs {
            Occurs::Days { first, .. } => first.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    days.sort();
    assert_eq!(days, ["2026-11-03", "2026-11-18", "2026-11-24"]);
}

#[test]
fn what_is_cancelled_is_left_out_and_a_cut_file_says_where() {
    let gone = event("UID:a\nSUMMARY:x\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20261225\n");
    let batch = read("h.ics", &calendar(&gone));
    assert_eq!(
        (batch.proposals.len(), batch.figure("cancelled events")),
        (0, Some(1))
    );
    let cut = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20261225\n";
    let refused = &read("h.ics", cut).refused[0];
    assert_eq!(refused.row, Some(2));
    assert_eq!(refused.reason, "The event does not end; the file looks cut off.");
}

#[test]
fn a_calendar_read_twice_changes_nothing_and_a_moved_day_changes_one_row() {
    let day = |date: &str| {
        calendar(&event(&format!(
            "UID:a\nSUMMARY:Day\nDTSTART;VALUE=DATE:{date}\n"
        )))
    };
    let mut plan = Plan::default();
    let first = reconcile(&plan, read("h.ics", &day("20261225")));
    assert_eq!(first.totals().0, 1);
    first.records().put_into(&mut plan);
    assert!(reconcile(&plan, read("h.ics", &day("20261225"))).is_empty());
    let moved = reconcile(&plan, read("h.ics", &day("20261228")));
    assert_eq!((moved.totals().0, moved.totals().1), (0, 1));
}

#[test]
fn the_holidays_and_closures_of_real_calendars_are_all_taken_twice_over() {
    let Some(folder) = common::real("calendars/holidays-vacanza") else {
        return;
    };
    let mut events = 0;
    let mut plan = Plan::default();
    for round in [0, 1] {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a calendar");
            // Ids must not repeat over files.
            let mut next = 1_000_000_u128 * (1 + name.bytes().map(u128::from).sum::<u128>());
            let mut mint = || {
                next += 1;
                Uuid::from_u128(next)
            };
            let mut edge = Edge {
                mint: &mut mint,
                now: now(),
            };
            let batch = read_calendar(&name, text.as_bytes(), &choices(""), &mut edge);
            assert_eq!(batch.refused, [], "{name}");
            let closed = name.starts_with("market-");
            for time in batch.records::<BusinessTime>() {
                let expected = if closed {
                    BusinessTimeKind::Closure
                } else {
                    BusinessTimeKind::Holiday
                };
                assert_eq!(time.kind, expected, "{name}");
            }
            events += text.matches("BEGIN:VEVENT").count() * usize::from(round == 0);
            let diff = reconcile(&plan, batch);
            assert_eq!(diff.is_empty(), round == 1, "{name}");
            diff.records().put_into(&mut plan);
        }
    }
    assert_eq!(plan.business_times.len(), events);
    let christmas = plan.business_times.iter().filter(|time| {
        let day = Window::new(
            "2026-12-25T10:00:00Z".parse().expect("a time"),
            "2026-12-25T11:00:00Z".parse().expect("a time"),
        );
        !time.happens(&plan, day.expect("a window")).is_empty()
    });
    println!(
        "{events} holidays and closures, {} on 25 December 2026",
        christmas.count()
    );
}

#[test]
fn japans_second_monday_of_january_is_found_by_its_rule() {
    let Some(folder) = common::real("calendars/mozilla-MPL") else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("JapanHolidays.ics")).expect("a calendar");
    let batch = read("JapanHolidays.ics", &text);
    assert_eq!(batch.refused, []);
    let coming_of_age = batch
        .records::<BusinessTime>()
        .into_iter()
        .find(|time| time.name.contains("Coming-of-age"))
        .expect("the second Monday of January");
    let january = Window::new(
        "2027-01-01T00:00:00Z".parse().expect("a time"),
        "2027-02-01T00:00:00Z".parse().expect("a time"),
    );
    let found = coming_of_age.happens(&Plan::default(), january.expect("a window"));
    let zone: Zone = coming_of_age.zone;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].start().day_in(zone).to_string(), "2027-01-11");
}

fn curves(text: &str) -> exchange::Batch {
    let mut next = 0_u128;
    let mut mint = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let mut edge = Edge {
        mint: &mut mint,
        now: now(),
    };
    read_load_curves("load.csv", text.as_bytes(), Zone::UTC, &mut edge)
}

#[test]
fn a_week_of_hours_becomes_a_curve_and_gaps_doubles_and_strange_hours_are_refused_with_their_rows() {
    let week = |skip: usize| -> String {
        let rows = (0..168)
            .filter(|hour| *hour != skip)
            .map(|hour| format!("EMEA,Europe/Berlin,{hour},{}\n", hour * 10));
        format!("region,zone,hour_of_week,users\n{}", rows.collect::<String>())
    };
    let batch = curves(&week(999));
    assert_eq!(batch.refused, []);
    let curve = &batch.records::<LoadCurve>()[0];
    assert_eq!(
        (
            curve.users.len(),
            curve.users[167],
            curve.zone.to_string().as_str()
        ),
        (168, 1670, "Europe/Berlin")
    );
    assert_eq!(
        curves(&week(17)).refused[0].reason,
        "1 of the 168 hours are missing; a week with gaps is no curve."
    );
    let doubled = week(999) + "EMEA,,0,5\nEMEA,,168,5\nEMEA,,1,many\n";
    let said: Vec<(Option<u32>, String)> = curves(&doubled)
        .refused
        .into_iter()
        .map(|one| (one.row, one.reason))
        .collect();
    assert_eq!(
        said,
        [
            (Some(170), "Hour 0 is there twice, with 0 and 5 users.".to_owned()),
            (
                Some(171),
                "168 is no hour of a week: 0 is Monday 00:00, 167 is Sunday 23:00.".to_owned()
            ),
            (Some(172), "“many” is no number of users.".to_owned()),
        ]
    );
    let by_day = "weekday;hour;users\nMon;7;12\nsunday;23;9\n";
    assert_eq!(
        curves(by_day).refused[0].reason,
        "166 of the 168 hours are missing; a week with gaps is no curve."
    );
}

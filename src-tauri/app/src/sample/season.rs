//! The sample's times of the business, its projects, its meetings, and who has booked which test environment.

use super::dates::{At, BERLIN, FRI, MON, SAT, THU, TUE, WED, wall};
use super::draft::{Draft, reference};
use planning::{
    AgendaRule, Booking, BookingMode, BookingState, BusinessTime, BusinessTimeKind, Day, Forecast, LoadCurve,
    LocalTime, MeetingKind, MeetingSeries, Milestone, MilestoneGate, MonthEnd, NeededVersion, Occurs,
    Recurrence, SavedView, Score, Window, Zone,
};

/// Name, kind, region, zone, rule, starts, minutes.
type Recurring = (
    &'static str,
    BusinessTimeKind,
    &'static str,
    chrono_tz::Tz,
    &'static str,
    &'static str,
    u32,
);

const WORK_WEEK: &str = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";

#[rustfmt::skip]
const RECURRING: &[Recurring] = &[
    ("Trading hours", BusinessTimeKind::Hours, "EMEA", chrono_tz::Europe::Berlin, WORK_WEEK, "08:00", 720),
    ("Trading hours", BusinessTimeKind::Hours, "Americas", chrono_tz::America::Chicago, WORK_WEEK, "08:00", 720),
    ("Trading hours", BusinessTimeKind::Hours, "APAC", chrono_tz::Asia::Singapore, WORK_WEEK, "09:00", 720),
    ("Leaflet day", BusinessTimeKind::Peak, "EMEA", chrono_tz::Europe::Berlin, "FREQ=MONTHLY;BYDAY=2TU", "06:00", 960),
];

/// Name, region, zone, first day, days.
#[rustfmt::skip]
const HOLIDAYS: &[(&str, &str, chrono_tz::Tz, At, i64)] = &[
    ("Founders' day", "EMEA", chrono_tz::Europe::Berlin, (7, THU), 1),
    ("Harvest holiday", "Americas", chrono_tz::America::Chicago, (4, MON), 1),
    ("Lantern festival", "APAC", chrono_tz::Asia::Singapore, (2, THU), 2),
];

/// Region, zone, most users in an hour, hour of the day with most.
#[rustfmt::skip]
const CURVES: &[(&str, chrono_tz::Tz, u32, i64)] = &[
    ("EMEA", chrono_tz::Europe::Berlin, 41_000, 20),
    ("Americas", chrono_tz::America::Chicago, 12_000, 18),
    ("APAC", chrono_tz::Asia::Singapore, 17_500, 21),
];

/// Project, name, planned day, forecasts (weeks ago, day), reached, release and what of it waits.
type MilestoneRow = (
    &'static str,
    &'static str,
    At,
    &'static [(i64, At)],
    bool,
    &'static str,
    MilestoneGate,
);

#[rustfmt::skip]
const MILESTONES: &[MilestoneRow] = &[
    ("Click and Collect 2", "Feature complete", (-1, WED), &[(5, (-1, WED)), (3, (-1, FRI))], true, "RO-19", MilestoneGate::ScopeLock),
    ("Click and Collect 2", "Ready for service", (3, FRI), &[(4, (3, MON)), (1, (3, FRI))], false, "RO-21", MilestoneGate::Deploy),
    ("Click and Collect 2", "Store API agreed", (-7, FRI), &[(12, (-7, FRI)), (8, (-6, TUE))], true, "", MilestoneGate::Deploy),
    ("Click and Collect 2", "Pick list on handhelds", (-5, WED), &[(10, (-5, WED)), (6, (-4, THU))], true, "", MilestoneGate::Deploy),
    ("Click and Collect 2", "Pilot store live", (-3, THU), &[(7, (-3, THU))], true, "", MilestoneGate::Deploy),
    ("Ledger cloud move", "Network to the cloud", (-8, MON), &[(13, (-8, MON)), (9, (-7, WED))], true, "", MilestoneGate::Deploy),
    ("Ledger cloud move", "First copy of the data", (-6, TUE), &[(11, (-6, TUE)), (8, (-6, FRI)), (6, (-5, THU))], true, "", MilestoneGate::Deploy),
    ("Ledger cloud move", "Postings run side by side", (-4, FRI), &[(9, (-4, FRI)), (5, (-3, MON))], true, "", MilestoneGate::Deploy),
    ("Ledger cloud move", "Auditors have signed", (-2, WED), &[(8, (-2, WED))], true, "", MilestoneGate::Deploy),
    ("Ledger cloud move", "Data frozen", (0, FRI), &[(3, (0, FRI))], false, "PL-10", MilestoneGate::Deploy),
    ("Ledger cloud move", "Cut-over rehearsal", (2, WED), &[(5, (2, WED)), (3, (2, FRI)), (1, (3, THU))], false, "PL-11", MilestoneGate::Test),
];

/// Reference, environment, purpose, release, mode, from, time, to, time, priority, team, state, days since asked.
type BookingRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    BookingMode,
    (At, &'static str),
    (At, &'static str),
    u8,
    &'static str,
    BookingState,
    i64,
);

#[rustfmt::skip]
const BOOKINGS: &[BookingRow] = &[
    ("BK-1", "UAT-1", "Accept RO-20 with the shop's editors", "RO-20", BookingMode::Exclusive, ((0, TUE), "09:00"), ((0, THU), "17:00"), 3, "online", BookingState::Booked, 12),
    ("BK-2", "UAT-1", "Accept RO-21", "RO-21", BookingMode::Exclusive, ((1, THU), "09:00"), ((2, TUE), "17:00"), 3, "online", BookingState::Booked, 9),
    ("BK-3", "UAT-1", "Show Click and Collect to the stores", "", BookingMode::Shared, ((0, FRI), "13:00"), ((0, FRI), "16:00"), 2, "stores", BookingState::Booked, 6),
    ("BK-4", "UAT-2", "Run a day of postings", "PL-10", BookingMode::Exclusive, ((0, MON), "07:00"), ((0, SAT), "12:00"), 4, "ledger", BookingState::Booked, 14),
    ("BK-5", "UAT-2", "Tills with the new store API", "ST-32", BookingMode::Exclusive, ((0, THU), "09:00"), ((1, TUE), "17:00"), 3, "stores", BookingState::Booked, 5),
    ("BK-6", "UAT-2", "Try the loyalty card import", "", BookingMode::Exclusive, ((0, WED), "10:00"), ((0, WED), "13:00"), 2, "checkout", BookingState::Waiting, 3),
    ("BK-7", "PERF-1", "Load test checkout at twice the sale", "RO-21", BookingMode::Exclusive, ((1, MON), "18:00"), ((1, WED), "06:00"), 5, "checkout", BookingState::Booked, 8),
    ("BK-8", "PERF-1", "Load test the ledger's new schema", "PL-11", BookingMode::Exclusive, ((1, TUE), "18:00"), ((1, TUE), "23:00"), 4, "ledger", BookingState::Waiting, 2),
];

/// Writes them.
pub fn write(draft: &mut Draft<'_>) {
    business_times(draft);
    curves(draft);
    meetings(draft);
    milestones(draft);
    bookings(draft);
    let id = draft.id();
    draft.put(SavedView {
        id,
        name: "Trains and freezes, eight weeks".into(),
        days: 56,
        lanes: vec!["collisions".into(), "freezes".into(), "trains".into()],
        filter: String::new(),
    });
}

fn time(text: &str) -> LocalTime {
    text.parse().unwrap_or(LocalTime(chrono::NaiveTime::MIN))
}

/// Name, kind, region, zone.
type What<'a> = (&'a str, BusinessTimeKind, &'a str, chrono_tz::Tz);

fn put(draft: &mut Draft<'_>, (name, kind, region, zone): What<'_>, occurs: Occurs, at: &[&str], note: &str) {
    let id = draft.id();
    let services = draft.services_named(at);
    draft.put(BusinessTime {
        id,
        name: name.into(),
        kind,
        region: region.into(),
        zone: Zone(zone),
        occurs,
        services,
        note: note.into(),
        origin: None,
    });
}

fn business_times(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    for (name, kind, region, zone, rule, starts, minutes) in RECURRING {
        let recurrence = Recurrence {
            rule: (*rule).into(),
            from: grid.day((-8, MON)),
            starts: time(starts),
            minutes: *minutes,
            zone: Zone(*zone),
        };
        let occurs = Occurs::Recurring { recurrence };
        put(draft, (name, *kind, region, *zone), occurs, &[], "");
    }
    let month_end = Occurs::WorkingDays {
        end: MonthEnd::Last,
        days: 3,
    };
    let orders = (
        "Month-end orders",
        BusinessTimeKind::Peak,
        "",
        chrono_tz::Europe::Berlin,
    );
    put(
        draft,
        orders,
        month_end,
        &[],
        "Business customers order before their budgets close.",
    );
    for (name, region, zone, at, days) in HOLIDAYS {
        let first = grid.day(*at);
        let occurs = Occurs::Days {
            first,
            until: first.plus(*days),
        };
        put(
            draft,
            (name, BusinessTimeKind::Holiday, region, *zone),
            occurs,
            &[],
            "",
        );
    }
    let certificate = Occurs::Once {
        window: grid.window((1, THU), "01:00", (1, THU), "03:00"),
    };
    let what = (
        "Cardline: certificate change",
        BusinessTimeKind::VendorWindow,
        "",
        chrono_tz::Europe::Berlin,
    );
    put(
        draft,
        what,
        certificate,
        &["acquirer-north"],
        "Refused cards for up to ten minutes.",
    );
}

/// Users over a week: a hump around the busiest hour, fewer at the weekend, a tenth at night.
fn curve(most: u32, busiest: i64) -> Vec<u32> {
    let hours = (0..7_i64).flat_map(|day| (0..24_i64).map(move |hour| (day, hour)));
    hours
        .map(|(day, hour)| {
            let away = (hour - busiest).abs().min(24 - (hour - busiest).abs());
            let share = u32::try_from((100 - away * 9).max(8)).unwrap_or(8);
            let weekend = if day >= 5 { 80 } else { 100 };
            most / 100 * share * weekend / 100
        })
        .collect()
}

fn curves(draft: &mut Draft<'_>) {
    for (region, zone, most, busiest) in CURVES {
        let id = draft.id();
        draft.put(LoadCurve {
            id,
            service: None,
            region: (*region).into(),
            zone: Zone(*zone),
            users: curve(*most, *busiest),
            origin: None,
        });
    }
}

fn meetings(draft: &mut Draft<'_>) {
    let (id, from) = (draft.id(), draft.grid.day((-8, THU)));
    draft.put(MeetingSeries {
        id,
        reference: reference("CAB"),
        name: "CAB".into(),
        kind: MeetingKind::Normal,
        recurrence: Recurrence {
            rule: "FREQ=WEEKLY;BYDAY=TH".into(),
            from,
            starts: time("14:00"),
            minutes: 60,
            zone: BERLIN,
        },
        until: None,
        members: super::board::members(draft),
        quorum: 5,
        agenda: AgendaRule::default(),
        origin: None,
    });
}

fn milestones(draft: &mut Draft<'_>) {
    for (project, name, planned, forecasts, reached, release, gate) in MILESTONES {
        let (id, grid) = (draft.id(), draft.grid);
        let forecasts: Vec<Forecast> = forecasts
            .iter()
            .map(|(weeks, day)| Forecast {
                said_on: grid.day((-weeks, MON)),
                day: grid.day(*day),
            })
            .collect();
        let last: Option<Day> = forecasts.last().map(|forecast| forecast.day);
        draft.put(Milestone {
            id,
            project: (*project).into(),
            name: (*name).into(),
            planned: grid.day(*planned),
            reached: last.filter(|_| *reached),
            forecasts,
            release: draft.releases.get(release).copied(),
            gate: *gate,
            origin: None,
        });
    }
}

fn bookings(draft: &mut Draft<'_>) {
    let checkout = draft.services_named(&["checkout-api"]);
    for (key, environment, purpose, release, mode, from, to, priority, team, state, asked) in BOOKINGS {
        let id = draft.id();
        let Some(&environment) = draft.environments.get(environment) else {
            continue;
        };
        let grid = draft.grid;
        let wanted = *state == BookingState::Waiting;
        let needs = if *key == "BK-7" {
            checkout
                .iter()
                .map(|service| NeededVersion {
                    service: *service,
                    version: ">= 11.6".into(),
                })
                .collect()
        } else {
            Vec::new()
        };
        let window = Window::new(
            wall(grid.day(from.0), from.1, BERLIN),
            wall(grid.day(to.0), to.1, BERLIN),
        );
        let Ok(window) = window else { continue };
        draft.put(Booking {
            id,
            reference: reference(key),
            environment,
            purpose: (*purpose).into(),
            release: draft.releases.get(release).copied(),
            change: None,
            mode: *mode,
            window,
            needs,
            data: if *key == "BK-4" {
                "Masked postings of last month".into()
            } else {
                String::new()
            },
            priority: Score::new(*priority).expect("the sample's bookings hold priorities from 1 to 5"),
            requester: String::new(),
            team: draft.teams.get(team).copied(),
            state: *state,
            asked_at: grid.ago(*asked, 0),
            until: wanted.then(|| grid.at((2, FRI), "18:00")),
            origin: None,
        });
    }
}

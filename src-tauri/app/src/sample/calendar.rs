//! The sample's windows, trains, departures and releases.

use super::dates::{At, BERLIN, Grid, SAT, SUN, THU, TUE, WED, wall};
use super::draft::{Draft, reference};
use super::freezes::month_end;
use chrono::{Datelike, TimeDelta};
use planning::{
    CutOff, CutOffNeed, Day, Departure, DeploymentWindow, Instant, LocalTime, Recurrence, Release,
    ReleaseKind, ReleaseState, ReleaseTrain, ShiftRule, Window, WindowClass, Zone,
};

/// Reference, name, region, class, rule, starts, minutes, zone, services (none for all).
type WindowRow = (
    &'static str,
    &'static str,
    &'static str,
    WindowClass,
    &'static str,
    &'static str,
    u32,
    chrono_tz::Tz,
    &'static [&'static str],
);

/// What is rolled out region by region; everything else goes in the windows of EMEA.
const IN_AMERICA: &[&str] = &["store-tills", "store-api"];
const IN_ASIA: &[&str] = &["store-tills", "web-shop", "mobile-app"];

#[rustfmt::skip]
const WINDOWS: &[WindowRow] = &[
    ("WIN-EMEA", "EMEA nights", "EMEA", WindowClass::Regular, "FREQ=WEEKLY;BYDAY=TU,WE,TH", "22:00", 240, chrono_tz::Europe::Berlin, &[]),
    ("WIN-EMEA-X", "EMEA weekend", "EMEA", WindowClass::Extended, "FREQ=WEEKLY;BYDAY=SA", "20:00", 600, chrono_tz::Europe::Berlin, &[]),
    ("WIN-AMER", "Americas nights", "Americas", WindowClass::Regular, "FREQ=WEEKLY;BYDAY=TU,WE,TH", "21:00", 240, chrono_tz::America::Chicago, IN_AMERICA),
    ("WIN-AMER-X", "Americas weekend", "Americas", WindowClass::Extended, "FREQ=WEEKLY;BYDAY=SA", "20:00", 480, chrono_tz::America::Chicago, IN_AMERICA),
    ("WIN-APAC", "APAC nights", "APAC", WindowClass::Regular, "FREQ=WEEKLY;BYDAY=TU,WE", "23:00", 240, chrono_tz::Asia::Singapore, IN_ASIA),
    ("WIN-APAC-X", "APAC weekend", "APAC", WindowClass::Extended, "FREQ=WEEKLY;BYDAY=SA", "22:00", 480, chrono_tz::Asia::Singapore, IN_ASIA),
];

/// A train, when it departs and what it holds.
struct Train {
    key: &'static str,
    name: &'static str,
    teams: &'static [&'static str],
    starts: &'static str,
    deploy_minutes: u32,
    scope_lock_days: u32,
    test_days: u32,
    capacity: u32,
    risk_budget: u32,
    owner: &'static str,
    deputy: &'static str,
    cadence: Cadence,
}

/// How a train departs.
enum Cadence {
    /// Every so many weeks on a weekday; the first one lies in the given week.
    Weeks { weekday: i64, every: i64, first: i64 },
    /// Once a month on a weekday, by hand: the first week, or the second where the month end closes the first.
    ByHand {
        weekday: i64,
        weeks: &'static [(i64, i64)],
    },
}

const TRAINS: &[Train] = &[
    Train {
        key: "RO",
        name: "Retail Online",
        teams: &["online", "checkout", "catalogue"],
        starts: "22:00",
        deploy_minutes: 180,
        scope_lock_days: 7,
        test_days: 5,
        capacity: 40,
        risk_budget: 185,
        owner: "ines.costa",
        deputy: "lena.hoff",
        cadence: Cadence::Weeks {
            weekday: WED,
            every: 2,
            first: -3,
        },
    },
    Train {
        key: "PL",
        name: "Payments, Ledger",
        teams: &["payments", "ledger"],
        starts: "02:00",
        deploy_minutes: 240,
        scope_lock_days: 7,
        test_days: 6,
        capacity: 36,
        risk_budget: 275,
        owner: "tomas.rey",
        deputy: "grace.whitfield",
        cadence: Cadence::ByHand {
            weekday: SUN,
            weeks: &[(-3, -2), (1, 0), (4, 3), (9, 8)],
        },
    },
    Train {
        key: "ST",
        name: "Store Systems",
        teams: &["stores"],
        starts: "22:00",
        deploy_minutes: 240,
        scope_lock_days: 5,
        test_days: 4,
        capacity: 24,
        risk_budget: 100,
        owner: "nils.berger",
        deputy: "priya.nair",
        cadence: Cadence::Weeks {
            weekday: TUE,
            every: 3,
            first: -2,
        },
    },
    Train {
        key: "PF",
        name: "Platform",
        teams: &["platform"],
        starts: "22:00",
        deploy_minutes: 180,
        scope_lock_days: 6,
        test_days: 4,
        capacity: 20,
        risk_budget: 95,
        owner: "jonas.falk",
        deputy: "lukas.weber",
        cadence: Cadence::Weeks {
            weekday: THU,
            every: 2,
            first: -2,
        },
    },
    Train {
        key: "DW",
        name: "Data Warehouse",
        teams: &["data"],
        starts: "20:00",
        deploy_minutes: 240,
        scope_lock_days: 11,
        test_days: 8,
        capacity: 16,
        risk_budget: 72,
        owner: "rafael.duarte",
        deputy: "lukas.weber",
        cadence: Cadence::ByHand {
            weekday: SAT,
            weeks: &[(-2, -1), (2, 3), (6, 5), (10, 8)],
        },
    },
];

/// Reference, train, index of the departure it rides, number in its title.
const RELEASES: &[(&str, &str, usize, u32)] = &[
    ("RO-18", "RO", 0, 18),
    ("RO-19", "RO", 1, 19),
    ("RO-20", "RO", 2, 20),
    ("RO-21", "RO", 3, 21),
    ("RO-22", "RO", 4, 22),
    ("RO-23", "RO", 5, 23),
    ("RO-24", "RO", 6, 24),
    ("PL-09", "PL", 0, 9),
    ("PL-10", "PL", 1, 10),
    ("PL-11", "PL", 2, 11),
    ("PL-12", "PL", 3, 12),
    ("ST-30", "ST", 0, 30),
    ("ST-31", "ST", 1, 31),
    ("ST-32", "ST", 2, 32),
    ("ST-33", "ST", 3, 33),
    ("ST-34", "ST", 4, 34),
    ("PF-40", "PF", 0, 40),
    ("PF-41", "PF", 1, 41),
    ("PF-42", "PF", 2, 42),
    ("PF-43", "PF", 3, 43),
    ("PF-44", "PF", 4, 44),
    ("PF-45", "PF", 5, 45),
    ("PF-46", "PF", 6, 46),
    ("DW-06", "DW", 0, 6),
    ("DW-07", "DW", 1, 7),
    ("DW-08", "DW", 2, 8),
    ("DW-09", "DW", 3, 9),
];

/// The release that was taken back; the others follow the clock.
const BACKED_OUT: &str = "PL-09";
/// Last departure within the sample, in weeks.
const LAST_WEEK: i64 = 13;
/// Risk points that one release may bring to a service of tier 0.
const CRITICAL_RISK: u32 = 150;
const WATCH_HOURS: u32 = 72;

/// Writes windows, trains with their departures, and releases.
pub fn write(draft: &mut Draft<'_>) {
    windows(draft);
    for (order_index, train) in (0..).zip(TRAINS) {
        write_train(draft, train, order_index);
    }
    emergency(draft);
}

fn windows(draft: &mut Draft<'_>) {
    for (key, name, region, class, rule, starts, minutes, zone, services) in WINDOWS {
        let id = draft.id();
        let services = draft.services_named(services);
        let recurrence = recurrence(rule, draft.grid.day((-3, 0)), starts, *minutes, Zone(*zone));
        draft.put(DeploymentWindow {
            id,
            reference: reference(key),
            name: (*name).into(),
            region: (*region).into(),
            class: *class,
            recurrence,
            until: None,
            environment: None,
            trains: Vec::new(),
            services,
            origin: None,
        });
    }
}

fn recurrence(rule: &str, from: Day, starts: &str, minutes: u32, zone: Zone) -> Recurrence {
    let starts = starts.parse().unwrap_or(LocalTime(chrono::NaiveTime::MIN));
    Recurrence {
        rule: rule.into(),
        from,
        starts,
        minutes,
        zone,
    }
}

fn write_train(draft: &mut Draft<'_>, train: &Train, order_index: u32) {
    let grid = draft.grid;
    let id = draft.id();
    draft.trains.insert(train.key, id);
    let cadence = match train.cadence {
        Cadence::Weeks {
            weekday,
            every,
            first,
        } => {
            let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::try_from(weekday).unwrap_or(0)];
            let rule = format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={day}");
            Some(recurrence(
                &rule,
                grid.day((first, weekday)),
                train.starts,
                train.deploy_minutes,
                BERLIN,
            ))
        }
        Cadence::ByHand { .. } => None,
    };
    let teams = draft.teams_named(train.teams);
    draft.put(ReleaseTrain {
        id,
        reference: reference(train.key),
        name: train.name.into(),
        cadence,
        scope_lock_days: train.scope_lock_days,
        test_days: train.test_days,
        watch_hours: WATCH_HOURS,
        capacity_points: Some(train.capacity),
        risk_budget: Some(train.risk_budget),
        critical_risk_budget: Some(CRITICAL_RISK),
        teams,
        order_index,
        cut_offs: cut_offs(),
        shift: match train.cadence {
            Cadence::Weeks { .. } => ShiftRule::Next,
            Cadence::ByHand { .. } => ShiftRule::Stay,
        },
        regions: vec!["EMEA".into()],
        origin: None,
    });
    for (index, day) in departures(train, &grid).into_iter().enumerate() {
        let departs = Window::lasting(wall(day, train.starts, BERLIN), train.deploy_minutes);
        let scope_lock = wall(day.plus(-i64::from(train.scope_lock_days)), "18:00", BERLIN);
        let departure = draft.id();
        let rides = RELEASES
            .iter()
            .find(|(_, of, at, _)| *of == train.key && *at == index);
        let name = rides.map_or_else(
            || format!("{}, {}", train.name, day.0.format("%-d %B")),
            |ride| ride.0.into(),
        );
        draft.put(Departure {
            id: departure,
            train: id,
            name,
            departs,
            scope_lock: Some(scope_lock),
            origin: None,
        });
        let Some((key, _, _, number)) = rides else {
            continue;
        };
        let release = draft.id();
        draft.releases.insert(key, release);
        let watched = Release {
            id: release,
            reference: reference(key),
            title: format!("{} {}.{number:02}", train.name, day.0.year() % 100),
            kind: ReleaseKind::Planned,
            state: ReleaseState::Planned,
            train: Some(id),
            departure: Some(departure),
            owner: draft.people.get(train.owner).copied(),
            deputy: draft.people.get(train.deputy).copied(),
            scope_lock,
            test_starts: wall(day.plus(-i64::from(train.test_days)), "08:00", BERLIN),
            deploy: departs,
            watch_hours: WATCH_HOURS,
            environment: None,
            capacity_points: None,
            risk_budget: None,
            merged_into: None,
            note: String::new(),
            origin: None,
        };
        let backed_out = *key == BACKED_OUT;
        draft.put(Release {
            state: if backed_out {
                ReleaseState::BackedOut
            } else {
                state_at(&watched, grid.now)
            },
            note: if backed_out {
                "Backed out after 40 minutes: refunds were posted twice.".into()
            } else {
                String::new()
            },
            ..watched
        });
    }
}

/// The cut-offs of every train.
fn cut_offs() -> Vec<CutOff> {
    let row = |name: &str, working_days: i32, at: &str, needs: CutOffNeed| CutOff {
        name: name.into(),
        working_days,
        at: at.parse().unwrap_or(LocalTime(chrono::NaiveTime::MIN)),
        needs,
    };
    vec![
        row("Scope", -15, "18:00", CutOffNeed::Scope),
        row("Code", -10, "18:00", CutOffNeed::Code),
        row("Release candidate", -5, "12:00", CutOffNeed::Evidence),
        row("CAB", -3, "14:00", CutOffNeed::Approval),
        row("Review", 3, "16:00", CutOffNeed::Nothing),
    ]
}

/// How far a release is at `now`, when nothing went wrong.
fn state_at(release: &Release, now: Instant) -> ReleaseState {
    if now >= release.watch_ends() {
        ReleaseState::Closed
    } else if now >= release.deploy.end() {
        ReleaseState::Deployed
    } else if now >= release.deploy.start() - TimeDelta::days(3) {
        ReleaseState::Approved
    } else if now >= release.scope_lock {
        ReleaseState::Locked
    } else {
        ReleaseState::Planned
    }
}

fn departures(train: &Train, grid: &Grid) -> Vec<Day> {
    match train.cadence {
        Cadence::Weeks {
            weekday,
            every,
            first,
        } => (first..=LAST_WEEK)
            .step_by(usize::try_from(every).unwrap_or(1))
            .map(|week| grid.day((week, weekday)))
            .collect(),
        Cadence::ByHand { weekday, weeks } => weeks
            .iter()
            .map(|(week, otherwise)| {
                let at: At = (*week, weekday);
                if closed_by_month_end(train, grid, grid.day(at)) {
                    grid.day((*otherwise, weekday))
                } else {
                    grid.day(at)
                }
            })
            .collect(),
    }
}

fn closed_by_month_end(train: &Train, grid: &Grid, day: Day) -> bool {
    let deploy = Window::lasting(wall(day, train.starts, BERLIN), train.deploy_minutes);
    let end = deploy.end() + TimeDelta::hours(i64::from(WATCH_HOURS));
    let exposed = Window::new(deploy.start(), end).unwrap_or(deploy);
    grid.month_ends()
        .into_iter()
        .any(|last| month_end(last).overlaps(exposed))
}

/// One release out of band, last Thursday evening.
fn emergency(draft: &mut Draft<'_>) {
    let grid = draft.grid;
    let id = draft.id();
    draft.releases.insert("E-114", id);
    let release = Release {
        id,
        reference: reference("E-114"),
        title: "Refunds posted twice".into(),
        kind: ReleaseKind::Emergency,
        state: ReleaseState::Planned,
        train: None,
        departure: None,
        owner: draft.people.get("grace.whitfield").copied(),
        deputy: draft.people.get("tomas.rey").copied(),
        scope_lock: grid.at((-1, THU), "15:30"),
        test_starts: grid.at((-1, THU), "16:00"),
        deploy: Window::lasting(grid.at((-1, THU), "18:30"), 45),
        watch_hours: WATCH_HOURS,
        environment: draft.environments.get("PROD-EU").copied(),
        capacity_points: None,
        risk_budget: None,
        merged_into: None,
        note: "Review owed within ten days: why did the PL-09 back-out leave half a batch behind?".into(),
        origin: None,
    };
    draft.put(Release {
        state: state_at(&release, grid.now),
        ..release
    });
}

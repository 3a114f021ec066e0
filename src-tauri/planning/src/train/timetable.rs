//! When a train departs: its dates and its cadence, stepped around holidays and freezes by its rule.

use crate::calendar::{WorkingDays, covers_environment, departures_of, wall};
use crate::{
    CutOff, CutOffNeed, Day, Departure, DepartureId, Freeze, FreezeLevel, FreezeState, Instant, LocalTime,
    Plan, ReleaseId, ReleaseTrain, ShiftRule, Window, Zone, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use ts_rs::TS;

/// Working days that a shifted departure looks ahead or back.
const MOST_SHIFT: usize = 60;

/// A cut-off as a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CutOffDate {
    /// Name people say.
    pub name: String,
    /// Working days from the departure; negative is before it.
    pub working_days: i32,
    /// When.
    pub at: Instant,
    /// What a change must have by then.
    pub needs: CutOffNeed,
}

/// One departure of a train.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Stop {
    /// What people call it; empty when it has no name yet.
    pub name: String,
    /// When it was to depart.
    pub scheduled: Window,
    /// When it departs; `None` when it is skipped.
    pub departs: Option<Window>,
    /// Why it does not depart as scheduled, or that nobody has said what then.
    pub note: Option<String>,
    /// The listed date; `None` when only the cadence says it.
    pub departure: Option<DepartureId>,
    /// The releases that use it.
    pub releases: Vec<ReleaseId>,
    /// Its cut-offs, in order of time.
    pub cut_offs: Vec<CutOffDate>,
}

/// Departures of the train that are scheduled in the span, in order.
#[must_use]
pub fn timetable(plan: &Plan, train: &ReleaseTrain, span: Window) -> Vec<Stop> {
    let zone = zone_of(plan, train);
    let listed: Vec<&Departure> = plan
        .departures
        .iter()
        .filter(|departure| departure.train == train.id && departure.departs.overlaps(span))
        .collect();
    let near = |window: &Window| {
        listed
            .iter()
            .any(|departure| (departure.departs.start() - window.start()).abs() < TimeDelta::hours(12))
    };
    let by_cadence: Vec<Window> = departures_of(train, span)
        .into_iter()
        .filter(|window| span.contains(window.start()) && !near(window))
        .collect();
    let mut dates: Vec<(Window, Option<&Departure>)> =
        by_cadence.into_iter().map(|window| (window, None)).collect();
    dates.extend(
        listed
            .iter()
            .map(|departure| (departure.departs, Some(*departure))),
    );
    dates.sort_by_key(|(window, departure)| (window.start(), departure.map(|departure| departure.id)));
    let working = WorkingDays::of(plan, &train.regions, span);
    let freezes: Vec<&Freeze> = plan
        .freezes
        .iter()
        .filter(|freeze| closes(plan, train, freeze))
        .collect();
    let shift = Shift {
        train,
        zone,
        working: &working,
        freezes: &freezes,
    };
    dates
        .into_iter()
        .map(|(scheduled, departure)| {
            let (departs, note) = shift.of(scheduled);
            let releases = plan
                .releases
                .iter()
                .filter(|release| release.train == Some(train.id))
                .filter(|release| match departure {
                    Some(departure) => release.departure == Some(departure.id),
                    None => {
                        release.departure.is_none()
                            && (release.deploy.overlaps(scheduled)
                                || departs.is_some_and(|departs| release.deploy.overlaps(departs)))
                    }
                })
                .map(|release| release.id)
                .collect();
            Stop {
                name: departure
                    .map(|departure| departure.name.clone())
                    .unwrap_or_default(),
                scheduled,
                departs,
                note,
                departure: departure.map(|departure| departure.id),
                releases,
                cut_offs: dates_of(&train.cut_offs, departs.unwrap_or(scheduled), zone, &working),
            }
        })
        .collect()
}

/// The cut-offs of a departure of the train, in order of time.
#[must_use]
pub fn cut_off_dates(plan: &Plan, train: &ReleaseTrain, departs: Window) -> Vec<CutOffDate> {
    let working = WorkingDays::of(plan, &train.regions, departs);
    dates_of(&train.cut_offs, departs, zone_of(plan, train), &working)
}

fn dates_of(cut_offs: &[CutOff], departs: Window, zone: Zone, working: &WorkingDays) -> Vec<CutOffDate> {
    let day = departs.start().day_in(zone);
    let mut dates: Vec<CutOffDate> = cut_offs
        .iter()
        .map(|cut_off| CutOffDate {
            name: cut_off.name.clone(),
            working_days: cut_off.working_days,
            at: wall(working.plus(day, cut_off.working_days), cut_off.at, zone),
            needs: cut_off.needs,
        })
        .collect();
    dates.sort_by_key(|date| date.at);
    dates
}

/// The zone in which the train's days are meant.
pub(super) fn zone_of(plan: &Plan, train: &ReleaseTrain) -> Zone {
    train
        .cadence
        .as_ref()
        .map_or(plan.settings().zone, |cadence| cadence.zone)
}

/// True when the freeze is agreed, stops normal changes and covers something that the train's teams own, or everything.
fn closes(plan: &Plan, train: &ReleaseTrain, freeze: &Freeze) -> bool {
    let stops = freeze.state == FreezeState::Agreed && freeze.level >= FreezeLevel::Hard;
    stops
        && covers_environment(plan, &freeze.scope, None)
        && (freeze.scope.is_everything()
            || plan.services.iter().any(|service| {
                service.owner.is_some_and(|team| train.teams.contains(&team)) && freeze.scope.covers(service)
            }))
}

struct Shift<'a> {
    train: &'a ReleaseTrain,
    zone: Zone,
    working: &'a WorkingDays,
    freezes: &'a [&'a Freeze],
}

impl Shift<'_> {
    /// Why the train cannot depart then.
    fn closed(&self, departs: Window) -> Option<String> {
        let day = departs.start().day_in(self.zone);
        if self.working.is_holiday(day) {
            return Some(format!("{} is a holiday", wording::day(day)));
        }
        let watch = TimeDelta::hours(i64::from(self.train.watch_hours));
        let exposed = Window::new(departs.start(), departs.end() + watch).unwrap_or(departs);
        let freeze = self
            .freezes
            .iter()
            .find(|freeze| freeze.window.overlaps(exposed))?;
        Some(format!(
            "{} lies in {} ({})",
            wording::day(day),
            freeze.name,
            wording::days(freeze.window, self.zone)
        ))
    }

    fn of(&self, scheduled: Window) -> (Option<Window>, Option<String>) {
        let Some(why) = self.closed(scheduled) else {
            return (Some(scheduled), None);
        };
        let step = match self.train.shift {
            ShiftRule::Stay => {
                return (
                    Some(scheduled),
                    Some(format!("{why}; the train has no rule for that and stays.")),
                );
            }
            ShiftRule::Skip => return (None, Some(format!("{why}; by its rule the train skips it."))),
            ShiftRule::Next => 1,
            ShiftRule::Previous => -1,
        };
        let time = LocalTime(scheduled.start().utc().with_timezone(&self.zone.0).time());
        let minutes = u32::try_from(scheduled.minutes()).unwrap_or(u32::MAX);
        let mut day: Day = scheduled.start().day_in(self.zone);
        for _ in 0..MOST_SHIFT {
            day = self.working.plus(day, step);
            let departs = Window::lasting(wall(day, time, self.zone), minutes);
            if self.closed(departs).is_none() {
                let note = format!("{why}; by its rule the train departs {}.", wording::day(day));
                return (Some(departs), Some(note));
            }
        }
        (
            None,
            Some(format!(
                "{why}, and so do the {MOST_SHIFT} working days after its rule; it is skipped."
            )),
        )
    }
}

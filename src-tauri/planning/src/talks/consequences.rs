//! What an offer costs and what it protects, every number with its rows.

use super::agreeing::stretches;
use super::ask;
use super::coverage::coverage_permille;
use super::price::{Price, price};
use crate::calendar::{Shape, Slot, stopped};
use crate::collision::Index;
use crate::{
    Change, ChangeId, ChangeKind, Day, DueKind, Freeze, FreezeState, Instant, Negotiation, OfferPhase, Plan,
    Release, ReleaseId, Window,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Days of one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PhaseDays {
    /// The phase.
    pub name: String,
    /// Its days, rounded.
    #[ts(type = "number")]
    pub days: i64,
}

/// Changes that cannot go when they were planned to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Displaced {
    /// The release they ride.
    pub release: ReleaseId,
    /// When it was to be deployed.
    pub from: Window,
    /// When they go instead; `None` when no slot is known.
    pub to: Option<Window>,
    /// True when the whole release moves, false when these changes wait for `into`.
    pub whole: bool,
    /// The release they wait for.
    pub into: Option<ReleaseId>,
    /// The changes.
    pub changes: Vec<ChangeId>,
    /// Days later; to the end of the known openings when no slot is known.
    #[ts(type = "number")]
    pub days: i64,
}

/// The first night after the freeze on which displaced changes land.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Thaw {
    /// The day.
    pub on: Day,
    /// Risk points of all that is deployed on it.
    pub risk: u32,
    /// Risk points that its largest release may hold.
    pub budget: Option<u32>,
    /// Releases of that day.
    pub releases: Vec<ReleaseId>,
}

/// What an offer costs and what it protects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Consequences {
    /// Days on which anything is closed.
    #[ts(type = "number")]
    pub days_frozen: i64,
    /// Days of each phase.
    pub phases: Vec<PhaseDays>,
    /// Days times changes that everything displaced goes later.
    #[ts(type = "number")]
    pub change_days_lost: i64,
    /// What is displaced.
    pub displaced: Vec<Displaced>,
    /// Whole releases that move, and where to.
    pub releases_moved: Vec<(ReleaseId, Option<Window>)>,
    /// Displaced changes whose legal date is missed.
    pub legal_dates_missed: Vec<ChangeId>,
    /// The night on which it thaws; `None` when nothing is displaced or nothing can land.
    pub thaw: Option<Thaw>,
    /// Displaced changes that will ask for an exception: emergencies, and those that would miss a promised or legal date.
    pub likely_exceptions: Vec<ChangeId>,
    /// Thousandths of the event side's ask that are protected.
    pub coverage_permille: u32,
    /// What waiting costs, who pays, what is protected, how long it takes to thaw.
    pub price: Price,
}

/// What these phases would cost and protect in place of the freeze that is talked about. `index` must be of `plan`.
#[must_use]
pub fn consequences(plan: &Plan, index: &Index, talks: &Negotiation, phases: &[OfferPhase]) -> Consequences {
    Weighed::of(plan, index, talks).weigh(phases)
}

/// What does not change from one offer to the next.
pub(super) struct Weighed<'a> {
    plan: &'a Plan,
    index: &'a Index,
    talks: &'a Negotiation,
    pub(super) ask: Vec<OfferPhase>,
    /// The plan without the freeze that is talked about.
    without: Plan,
    releases: Vec<(Shape<'a>, Vec<Slot>)>,
}

impl<'a> Weighed<'a> {
    pub(super) fn of(plan: &'a Plan, index: &'a Index, talks: &'a Negotiation) -> Self {
        let mut without = plan.clone();
        without.freezes.remove(&talks.freeze);
        let mut releases = Vec::new();
        for release in plan.releases.iter().filter(|release| release.is_open()) {
            let ids = index.changes_of(release.id);
            let shape = Shape::with(
                release,
                ids.iter().filter_map(|id| plan.changes.get(id)).collect(),
            );
            let slots = shape.slots(&without, index.openings());
            releases.push((shape, slots));
        }
        Self {
            plan,
            index,
            talks,
            ask: ask(plan, talks),
            without,
            releases,
        }
    }

    pub(super) fn weigh(&self, phases: &[OfferPhase]) -> Consequences {
        let freezes: Vec<Freeze> = phases.iter().flat_map(|phase| self.as_freezes(phase)).collect();
        let displaced: Vec<Displaced> = self
            .releases
            .iter()
            .filter_map(|(shape, slots)| self.displaced(shape, slots, &freezes))
            .collect();
        let zone = self.plan.settings().zone;
        let late = |row: &Displaced, change: &Change| {
            let due = change.due?;
            let lands = row.to.map(|to| to.start().day_in(zone));
            let was_kept = row.from.start().day_in(zone) <= due.on;
            (was_kept && lands.is_none_or(|lands| lands > due.on)).then_some(due.kind)
        };
        let (mut legal, mut exceptions) = (Vec::new(), Vec::new());
        for row in &displaced {
            for change in row.changes.iter().filter_map(|id| self.plan.changes.get(id)) {
                let missed = late(row, change);
                if missed == Some(DueKind::Legal) {
                    legal.push(change.id);
                }
                if change.kind == ChangeKind::Emergency
                    || matches!(missed, Some(DueKind::Legal | DueKind::Contract))
                {
                    exceptions.push(change.id);
                }
            }
        }
        Consequences {
            days_frozen: days(union_minutes(phases)),
            phases: phases
                .iter()
                .map(|phase| PhaseDays {
                    name: phase.name.clone(),
                    days: days(phase.window.minutes()),
                })
                .collect(),
            change_days_lost: displaced
                .iter()
                .map(|row| row.days * row.changes.len() as i64)
                .sum(),
            releases_moved: displaced
                .iter()
                .filter(|row| row.whole)
                .map(|row| (row.release, row.to))
                .collect(),
            legal_dates_missed: legal,
            thaw: self.thaw(&displaced),
            likely_exceptions: exceptions,
            coverage_permille: coverage_permille(self.plan, &self.ask, phases),
            price: price(self.plan, self.index, self.talks, &displaced),
            displaced,
        }
    }

    /// The phase as agreed freezes, one for each stretch, with the exceptions that are already granted.
    fn as_freezes(&self, phase: &OfferPhase) -> Vec<Freeze> {
        let Some(base) = self.plan.freezes.get(&self.talks.freeze) else {
            return Vec::new();
        };
        let freeze = |phase: OfferPhase| Freeze {
            state: FreezeState::Agreed,
            window: phase.window,
            level: phase.level,
            scope: phase.scope,
            allowed: phase.allowed,
            in_flight: phase.in_flight,
            ..base.clone()
        };
        let all = stretches(self.plan, base.zone, phase);
        all.into_iter().map(|stretch| freeze(stretch.phase)).collect()
    }

    fn displaced(&self, shape: &Shape<'_>, slots: &[Slot], freezes: &[Freeze]) -> Option<Displaced> {
        let release = shape.release;
        let stopped = self.stopped(release, &shape.changes, release.deploy, freezes);
        if stopped.is_empty() {
            return None;
        }
        let free = |deploy: Window| self.stopped(release, &stopped, deploy, freezes).is_empty();
        let whole = stopped.len() == shape.changes.len();
        let slot = || {
            let mut later = slots
                .iter()
                .map(|slot| slot.deploy)
                .filter(|deploy| deploy.start() > release.deploy.start());
            later.find(|deploy| free(*deploy))
        };
        // A few changes wait for the next release of the train, and without one for a night of their own.
        let next = if whole {
            None
        } else {
            self.next_of_train(release, |other| free(other.deploy))
        };
        let (to, into) = match next {
            Some(next) => (Some(next.deploy), Some(next.id)),
            None => (slot(), None),
        };
        let horizon = || {
            self.index
                .openings()
                .last()
                .map_or(release.deploy.start(), |opening| opening.at.start())
        };
        let lands = to.map_or_else(horizon, Window::start);
        Some(Displaced {
            release: release.id,
            from: release.deploy,
            to,
            whole,
            into,
            changes: stopped.iter().map(|change| change.id).collect(),
            days: days((lands - release.deploy.start()).num_minutes()).max(0),
        })
    }

    /// Changes that one of the freezes stops when the release is deployed then.
    fn stopped<'c>(
        &self,
        release: &Release,
        changes: &[&'c Change],
        deploy: Window,
        freezes: &[Freeze],
    ) -> Vec<&'c Change> {
        let exposed = release.shifted(deploy.start() - release.deploy.start()).exposed();
        let mut found: Vec<&'c Change> = Vec::new();
        for freeze in freezes.iter().filter(|freeze| freeze.window.overlaps(exposed)) {
            for change in stopped(&self.without, freeze, release, deploy, changes.iter().copied()) {
                if freeze.level != crate::FreezeLevel::Notice
                    && !found.iter().any(|known| known.id == change.id)
                {
                    found.push(change);
                }
            }
        }
        found.sort_by_key(|change| change.id);
        found
    }

    fn next_of_train(&self, here: &Release, free: impl Fn(&Release) -> bool) -> Option<&'a Release> {
        let later = self
            .releases
            .iter()
            .map(|(shape, _)| shape.release)
            .filter(|other| {
                other.id != here.id && other.train == here.train && other.deploy.start() > here.deploy.start()
            });
        let mut later: Vec<&Release> = later.collect();
        later.sort_by_key(|other| (other.deploy.start(), other.id));
        later.into_iter().find(|other| free(other))
    }

    /// The first day on which anything displaced lands, with all that is deployed on it.
    fn thaw(&self, displaced: &[Displaced]) -> Option<Thaw> {
        let zone = self.plan.settings().zone;
        let on = displaced
            .iter()
            .filter_map(|row| row.to)
            .map(Window::start)
            .min()?
            .day_in(zone);
        let is_on = |at: Instant| at.day_in(zone) == on;
        let mut risk: BTreeMap<ReleaseId, u32> = BTreeMap::new();
        let points = |id: &ChangeId| self.index.points(*id).unwrap_or(0);
        for (shape, _) in &self.releases {
            let moved = displaced
                .iter()
                .any(|row| row.whole && row.release == shape.release.id);
            if !moved && is_on(shape.release.deploy.start()) {
                risk.insert(
                    shape.release.id,
                    shape.changes.iter().map(|change| points(&change.id)).sum(),
                );
            }
        }
        for row in displaced
            .iter()
            .filter(|row| row.to.is_some_and(|to| is_on(to.start())))
        {
            *risk.entry(row.into.unwrap_or(row.release)).or_default() +=
                row.changes.iter().map(points).sum::<u32>();
        }
        let budget = risk.keys().filter_map(|id| self.index.load(*id)?.budget).max();
        Some(Thaw {
            on,
            risk: risk.values().sum(),
            budget,
            releases: risk.into_keys().collect(),
        })
    }
}

/// Whole days, rounded.
fn days(minutes: i64) -> i64 {
    (minutes + 12 * 60).div_euclid(24 * 60)
}

fn union_minutes(phases: &[OfferPhase]) -> i64 {
    let mut windows: Vec<Window> = phases.iter().map(|phase| phase.window).collect();
    windows.sort_by_key(|window| (window.start(), window.end()));
    let (mut total, mut end) = (0, None::<Instant>);
    for window in windows {
        let start = end.map_or(window.start(), |end| end.max(window.start()));
        if window.end() > start {
            total += (window.end() - start).num_minutes();
            end = Some(window.end());
        }
    }
    total
}

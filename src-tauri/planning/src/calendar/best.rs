//! The best slots for a release: where the fewest people feel it and the most of those who do it are at work.

use super::{WorkingDays, legal_slots};
use crate::{BusinessTimeKind, LoadCurve, PersonId, Plan, Release, ReleaseId, ServiceId, Window, wording};
use chrono::{Datelike, TimeDelta, TimeZone, Timelike};
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Hours in which people are at work, by the clock on their wall.
const AT_WORK: std::ops::Range<u32> = 8..18;
/// Hours in which people can be called.
const AWAKE: std::ops::Range<u32> = 7..22;

/// Who of those who are needed is there during a slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Cover {
    /// At work: a working day of theirs, 8 to 18.
    pub at_work: u32,
    /// Not at work, but awake: 7 to 22.
    pub awake: u32,
    /// In their night.
    pub asleep: u32,
    /// Whose zone nobody has said.
    pub unknown: u32,
}

impl Cover {
    /// 100 when all are at work, 60 for each who is awake, 20 for each who sleeps, in percent of those known.
    #[must_use]
    pub fn percent(self) -> u32 {
        let known = self.at_work + self.awake + self.asleep;
        (100 * self.at_work + 60 * self.awake + 20 * self.asleep)
            .checked_div(known)
            .unwrap_or(0)
    }
}

/// A slot with what speaks for and against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BestSlot {
    /// The deployment.
    pub deploy: Window,
    /// Name of the window it lies in.
    pub window: String,
    /// People who use the services then, over all regions; `None` when no curve is known.
    #[ts(type = "number | null")]
    pub users: Option<u64>,
    /// Who is there.
    pub cover: Cover,
    /// Peaks, vendor windows and clock changes inside it, in words.
    pub against: Vec<String>,
    /// What ranks it: users, more for every missing hand; lower is better.
    #[ts(type = "number")]
    pub weight: u64,
}

/// Legal slots of the release within the span, the best first: those free of peaks and vendor windows before the
/// others, then by weight, then by time. The weight is users × (200 − cover) / 100.
#[must_use]
pub fn best_slots(plan: &Plan, release: ReleaseId, span: Window) -> Vec<BestSlot> {
    let Some(record) = plan.releases.get(&release) else {
        return Vec::new();
    };
    let services = services_of(plan, release);
    let people = people_of(plan, record);
    let mut found: Vec<BestSlot> = legal_slots(plan, release, span)
        .into_iter()
        .map(|slot| {
            let users = users_during(plan, &services, slot.deploy);
            let cover = cover_during(plan, &people, slot.deploy);
            BestSlot {
                deploy: slot.deploy,
                window: plan
                    .windows
                    .get(&slot.window)
                    .map(|window| window.name.clone())
                    .unwrap_or_default(),
                users,
                cover,
                against: against(plan, &services, slot.deploy),
                weight: users.unwrap_or(0) * u64::from(200 - cover.percent()) / 100,
            }
        })
        .collect();
    found.sort_by_key(|slot| {
        (
            slot.against.len(),
            slot.weight,
            std::cmp::Reverse(slot.cover.percent()),
            slot.deploy.start(),
        )
    });
    found
}

/// Services that the release deploys.
fn services_of(plan: &Plan, release: ReleaseId) -> BTreeSet<ServiceId> {
    plan.changes
        .iter()
        .filter(|change| change.release == Some(release))
        .flat_map(|change| change.services.iter().copied())
        .collect()
}

/// Owner and deputy of the release, owners of its changes, leads of the teams that bring them.
fn people_of(plan: &Plan, release: &Release) -> BTreeSet<PersonId> {
    let mut people: BTreeSet<PersonId> = release.owner.into_iter().chain(release.deputy).collect();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id))
    {
        people.extend(change.owner);
        people.extend(change.team.and_then(|team| plan.teams.get(&team)?.lead));
    }
    people
}

impl LoadCurve {
    /// People who use it on average during the window; `None` when an hour of it is unknown.
    #[must_use]
    pub fn users_during(&self, window: Window) -> Option<u64> {
        let (mut at, mut minutes, mut sum) = (window.start(), 0_u64, 0_u64);
        while at < window.end() {
            let local = self.zone.0.from_utc_datetime(&at.utc().naive_utc());
            let hour = local.weekday().num_days_from_monday() * 24 + local.hour();
            let rest = 60 - i64::from(local.minute());
            let until = (at + TimeDelta::minutes(rest)).min(window.end());
            let part = u64::try_from((until - at).num_minutes().max(1)).unwrap_or(1);
            sum += u64::from(*self.users.get(hour as usize)?) * part;
            minutes += part;
            at = until.max(at + TimeDelta::minutes(1));
        }
        sum.checked_div(minutes)
    }
}

/// In each region the service with most users; the region's own curve where a service has none.
fn users_during(plan: &Plan, services: &BTreeSet<ServiceId>, window: Window) -> Option<u64> {
    let mut regions: BTreeSet<&str> = BTreeSet::new();
    for service in services.iter().filter_map(|id| plan.services.get(id)) {
        regions.extend(service.regions.iter().map(String::as_str));
    }
    if regions.is_empty() {
        regions.insert("");
    }
    let mut known: Option<u64> = None;
    for region in regions {
        let of_region =
            |curve: &&LoadCurve| curve.region == region || curve.region.is_empty() || region.is_empty();
        let own = plan
            .load_curves
            .iter()
            .filter(of_region)
            .filter(|curve| curve.service.is_some_and(|service| services.contains(&service)))
            .filter_map(|curve| curve.users_during(window))
            .max();
        let any = || {
            plan.load_curves
                .iter()
                .filter(of_region)
                .filter(|curve| curve.service.is_none())
                .filter_map(|curve| curve.users_during(window))
                .max()
        };
        if let Some(users) = own.or_else(any) {
            *known.get_or_insert(0) += users;
        }
    }
    known
}

fn cover_during(plan: &Plan, people: &BTreeSet<PersonId>, window: Window) -> Cover {
    let mut cover = Cover::default();
    for person in people.iter().filter_map(|id| plan.people.get(id)) {
        let Some(zone) = person.zone else {
            cover.unknown += 1;
            continue;
        };
        // Holidays are known by region, people by zone: a region is theirs when its holidays are meant in their zone.
        let regions: Vec<String> = plan
            .business_times
            .iter()
            .filter(|time| time.kind == BusinessTimeKind::Holiday && time.zone == zone)
            .map(|time| time.region.clone())
            .collect();
        let local = zone.0.from_utc_datetime(&window.start().utc().naive_utc());
        let day = window.start().day_in(zone);
        let worked = if regions.is_empty() {
            WorkingDays::default().is_working(day)
        } else {
            WorkingDays::of(plan, &regions, window).is_working(day)
        };
        if worked && AT_WORK.contains(&local.hour()) {
            cover.at_work += 1;
        } else if AWAKE.contains(&local.hour()) {
            cover.awake += 1;
        } else {
            cover.asleep += 1;
        }
    }
    cover
}

/// Peaks, vendor windows, and clock changes of the plan's zone inside the window, in words.
fn against(plan: &Plan, services: &BTreeSet<ServiceId>, window: Window) -> Vec<String> {
    let zone = plan.settings().zone;
    let mut found: Vec<String> = touching(plan, services, window)
        .into_iter()
        .filter(|(kind, ..)| matches!(kind, BusinessTimeKind::Peak | BusinessTimeKind::VendorWindow))
        .map(|(_, name, at)| format!("Inside {name}, {}.", wording::days(at, zone)))
        .collect();
    found.dedup();
    found.extend(super::clock_changes(zone, window).into_iter().map(|change| {
        format!(
            "Clocks change by {} minutes at {}.",
            change.minutes,
            wording::moment(change.at, zone)
        )
    }));
    found
}

/// Times of the business that touch the window and are about one of the services, or about what it depends on directly.
#[must_use]
pub fn touching(
    plan: &Plan,
    services: &BTreeSet<ServiceId>,
    window: Window,
) -> Vec<(BusinessTimeKind, String, Window)> {
    let providers: BTreeSet<ServiceId> = plan
        .dependencies
        .iter()
        .filter(|link| services.contains(&link.consumer) && link.status != crate::LinkStatus::Rejected)
        .map(|link| link.provider)
        .collect();
    let mut found = Vec::new();
    for time in &plan.business_times {
        let asked = if time.kind == BusinessTimeKind::VendorWindow {
            time.services
                .iter()
                .any(|service| providers.contains(service) || services.contains(service))
                || time.services.is_empty()
        } else {
            services.is_empty() && time.services.is_empty()
                || services
                    .iter()
                    .filter_map(|id| plan.services.get(id))
                    .any(|service| time.is_about(service.id, &service.regions))
        };
        if asked {
            let at = time.happens(plan, window);
            found.extend(at.into_iter().map(|at| (time.kind, time.name.clone(), at)));
        }
    }
    found
}

//! Which freezes the providers of a frozen event need, and how many days earlier: from the links, with a reason for each.

use crate::{
    DependencyId, Freeze, FreezeId, Instant, LinkStatus, Plan, Service, ServiceId, Strength, Subject, Window,
    wording,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Links away from the frozen services at which it ends.
const LONGEST_WAY: usize = 12;

/// Days before its consumers by which a provider of a system is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeadDays {
    /// The system; the kind of services that have none.
    pub system: String,
    /// The days.
    pub days: u32,
}

/// The freeze that one group of providers needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CascadeRow {
    /// What they have in common: their system, or their kind where they have none.
    pub group: String,
    /// The providers.
    pub services: Vec<ServiceId>,
    /// When they would be frozen: as many days before the event's freeze, and to its end.
    pub window: Window,
    /// Days before the event's freeze.
    #[ts(type = "number")]
    pub lead_days: i64,
    /// The way that asks for the earliest start, from the provider to a frozen service.
    pub way: Vec<ServiceId>,
    /// Why, in words.
    pub sentence: String,
    /// Freezes that close some of them in that time already.
    pub already: Vec<FreezeId>,
}

/// The freezes a freeze needs among its providers, the earliest first. Providers of one system share one cut-off.
#[must_use]
pub fn cascade(plan: &Plan, freeze: &Freeze, default_days: u32, leads: &[LeadDays]) -> Vec<CascadeRow> {
    let mut providers: BTreeMap<ServiceId, Vec<(ServiceId, DependencyId)>> = BTreeMap::new();
    for link in &plan.dependencies {
        let counts = link.strength == Strength::Hard
            && !matches!(link.status, LinkStatus::Rejected | LinkStatus::Suggested);
        if counts {
            providers
                .entry(link.consumer)
                .or_default()
                .push((link.provider, link.id));
        }
    }
    let frozen: BTreeSet<ServiceId> = plan
        .services
        .iter()
        .filter(|service| freeze.scope.covers(service))
        .map(|service| service.id)
        .collect();
    // The longest way counts: days before the event, and the consumer that asks for them. Ways that come back to a
    // service they have passed are rings and ask for nothing.
    let mut lead: BTreeMap<ServiceId, (i64, ServiceId)> = BTreeMap::new();
    let mut edge: Vec<ServiceId> = frozen.iter().copied().collect();
    for _ in 0..LONGEST_WAY {
        let mut next: BTreeSet<ServiceId> = BTreeSet::new();
        for consumer in &edge {
            let from = lead.get(consumer).map_or(0, |(days, _)| *days);
            for (provider, link) in providers.get(consumer).into_iter().flatten() {
                if frozen.contains(provider) || passes(&lead, *consumer, *provider) {
                    continue;
                }
                let days = if together(plan, &lead, *consumer, *provider) {
                    from
                } else {
                    from + days_of(plan, *provider, *link, default_days, leads)
                };
                if lead.get(provider).is_none_or(|(known, _)| *known < days) {
                    lead.insert(*provider, (days, *consumer));
                    next.insert(*provider);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        edge = next.into_iter().collect();
    }
    rows(plan, freeze, &lead)
}

/// True when the way from the service to the event passes the other.
fn passes(lead: &BTreeMap<ServiceId, (i64, ServiceId)>, from: ServiceId, other: ServiceId) -> bool {
    let mut here = from;
    for _ in 0..=lead.len() {
        if here == other {
            return true;
        }
        match lead.get(&here) {
            Some((_, next)) => here = *next,
            None => return false,
        }
    }
    true
}

/// What a provider is grouped by: its system, or its kind where it has none.
fn group_of(service: &Service) -> String {
    if service.system.is_empty() {
        service.kind.to_string()
    } else {
        service.system.clone()
    }
}

/// True when two providers share one cut-off: both are in the cascade, and of one system.
fn together(
    plan: &Plan,
    lead: &BTreeMap<ServiceId, (i64, ServiceId)>,
    consumer: ServiceId,
    provider: ServiceId,
) -> bool {
    let system = |id| plan.services.get(&id).map(|service| service.system.as_str());
    lead.contains_key(&consumer)
        && system(consumer).is_some_and(|name| !name.is_empty())
        && system(consumer) == system(provider)
}

/// Days between a provider and a consumer: as its system is given, else as the link or the provider's notice asks, else
/// the default.
fn days_of(
    plan: &Plan,
    provider: ServiceId,
    link: DependencyId,
    default_days: u32,
    leads: &[LeadDays],
) -> i64 {
    let service = plan.services.get(&provider);
    let given = leads
        .iter()
        .find(|lead| service.is_some_and(|service| group_of(service) == lead.system));
    if let Some(given) = given {
        return i64::from(given.days);
    }
    let gap = plan
        .dependencies
        .get(&link)
        .map_or(0, |link| i64::from(link.min_gap_minutes).div_euclid(24 * 60));
    let notice = service
        .and_then(|service| service.notice_days)
        .map_or(0, i64::from);
    match gap.max(notice) {
        0 => i64::from(default_days),
        days => days,
    }
}

fn rows(plan: &Plan, freeze: &Freeze, lead: &BTreeMap<ServiceId, (i64, ServiceId)>) -> Vec<CascadeRow> {
    let mut groups: BTreeMap<String, Vec<ServiceId>> = BTreeMap::new();
    for id in lead.keys() {
        let Some(service) = plan.services.get(id) else {
            continue;
        };
        let group = group_of(service);
        groups.entry(group).or_default().push(*id);
    }
    let row = |(group, services): (String, Vec<ServiceId>)| {
        let days = |id: &ServiceId| lead.get(id).map_or(0, |(days, _)| *days);
        let deciding = services
            .iter()
            .max_by_key(|id| (days(id), std::cmp::Reverse(**id)))?;
        let lead_days = days(deciding);
        let start = freeze.window.start() - TimeDelta::days(lead_days);
        let window = Window::new(start, freeze.window.end()).ok()?;
        let way = way(lead, *deciding);
        let names: Vec<String> = way.iter().map(|id| plan.name_of(Subject::Service(*id))).collect();
        let sentence = format!(
            "{}: {} before {}, because {}.",
            wording::count(services.len(), "service"),
            wording::count(lead_days as usize, "day"),
            freeze.name,
            chain(&names)
        );
        Some(CascadeRow {
            already: already(plan, freeze, &services, start),
            group,
            services,
            window,
            lead_days,
            way,
            sentence,
        })
    };
    let mut rows: Vec<CascadeRow> = groups.into_iter().filter_map(row).collect();
    rows.sort_by(|one, other| {
        (other.lead_days.cmp(&one.lead_days)).then_with(|| one.group.cmp(&other.group))
    });
    rows
}

fn way(lead: &BTreeMap<ServiceId, (i64, ServiceId)>, from: ServiceId) -> Vec<ServiceId> {
    let mut way = vec![from];
    while let Some((_, next)) = way.last().and_then(|last| lead.get(last)) {
        if way.contains(next) {
            break;
        }
        way.push(*next);
    }
    way
}

/// `checkout needs orders, orders needs ledger`, from the event's side.
fn chain(names: &[String]) -> String {
    let pairs: Vec<String> = names
        .windows(2)
        .rev()
        .map(|pair| format!("{} needs {}", pair[1], pair[0]))
        .collect();
    pairs.join(", ")
}

/// Freezes other than this one that close one of the services from no later than the start on.
fn already(plan: &Plan, freeze: &Freeze, services: &[ServiceId], start: Instant) -> Vec<FreezeId> {
    let found = plan.freezes.iter().filter(|other| {
        other.id != freeze.id
            && other.is_live()
            && other.level >= freeze.level
            && other.window.start() <= start
            && other.window.end() >= freeze.window.start()
            && services
                .iter()
                .filter_map(|id| plan.services.get(id))
                .any(|service| other.scope.covers(service))
    });
    found.map(|other| other.id).collect()
}

//! Pairs of releases: the same service, a provider and its consumer, one test environment.

use super::index::Facts;
use super::view::{Touched, View};
use super::{Collision, CollisionKind, crews};
use crate::{DependencyKind, Severity, Strength, Subject, wording};

pub(super) fn find(view: &View<'_>, touched: &Touched, found: &mut Vec<Collision>) {
    for number in &touched.releases {
        let one = view.facts(*number);
        if !one.is_open {
            continue;
        }
        let mut beside = Vec::new();
        for (other_number, other) in view.releases() {
            view.look(1);
            // A pair of two touched releases is evaluated once.
            let again = other_number <= *number && touched.releases.contains(&other_number);
            if again || !other.is_open {
                continue;
            }
            if other_number != *number && one.deploy.overlaps(other.deploy) {
                beside.push(other);
            }
            let (early, late) = if (one.deploy.start(), one.id) <= (other.deploy.start(), other.id) {
                (one, other)
            } else {
                (other, one)
            };
            if early.environment == late.environment || (early.is_production && late.is_production) {
                if early.deploy.overlaps(late.deploy) {
                    found.extend(same_service(view, early, late));
                    found.extend(provider_and_consumer(view, early, late));
                    found.extend(database_shared(view, early, late));
                } else if late.deploy.start() < early.exposed.end() {
                    found.extend(same_service_soon(view, early, late));
                    if late.scope_lock <= early.deploy.start() {
                        found.extend(provider_later(view, early, late));
                    }
                } else if late.scope_lock <= early.deploy.start() {
                    found.extend(provider_later(view, early, late));
                }
            }
            found.extend(crew_shared(view, early, late));
            found.extend(environment_shared(view, early, late));
        }
        crews::find(view, one, &beside, found);
    }
}

fn names(view: &View<'_>, services: &[u32]) -> String {
    let name = |number: &u32| {
        view.plan
            .name_of(Subject::Service(view.index.graph().service(*number)))
    };
    wording::list(&services.iter().map(name).collect::<Vec<_>>())
}

fn releases(view: &View<'_>, early: &Facts, late: &Facts) -> (String, String, [Subject; 2]) {
    let key = [Subject::Release(early.id), Subject::Release(late.id)];
    (view.plan.name_of(key[0]), view.plan.name_of(key[1]), key)
}

fn same_service(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let shared: Vec<u32> = early
        .services
        .iter()
        .copied()
        .filter(|service| late.services.binary_search(service).is_ok())
        .collect();
    if shared.is_empty() {
        return None;
    }
    let (one, other, key) = releases(view, early, late);
    let sentence = format!(
        "{one} and {other} both deploy {} at the same time, {} and {}.",
        names(view, &shared),
        wording::moment(early.deploy.start(), view.zone),
        wording::moment(late.deploy.start(), view.zone)
    );
    Some(Collision::new(
        CollisionKind::SameService,
        Severity::Error,
        &key,
        &few_services(view, &shared),
        sentence,
    ))
}

/// The second release comes while the first is still watched: a fault in the first can no longer be told from the second.
fn same_service_soon(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let shared = both(&early.services, &late.services);
    if shared.is_empty() {
        return None;
    }
    let (one, other, key) = releases(view, early, late);
    let sentence = format!(
        "{other} deploys {} {}, while {one} is still watched until {}.",
        names(view, &shared),
        wording::moment(late.deploy.start(), view.zone),
        wording::moment(early.exposed.end(), view.zone)
    );
    Some(Collision::new(
        CollisionKind::SameServiceSoon,
        Severity::Warning,
        &key,
        &few_services(view, &shared),
        sentence,
    ))
}

/// What both lists hold; both are sorted.
fn both<T: Ord + Copy>(one: &[T], other: &[T]) -> Vec<T> {
    let known = |item: &T| other.binary_search(item).is_ok();
    one.iter().copied().filter(known).collect()
}

/// Both together need more crews of a team than it has. A pair is judged by itself, so that a move of a third release
/// never changes what is said of it.
fn crew_shared(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let together = early.deploy.intersection(late.deploy)?;
    let mut short: Vec<String> = Vec::new();
    for (team, crews) in &early.crews {
        let Ok(place) = late.crews.binary_search_by_key(team, |(other, _)| *other) else {
            continue;
        };
        let Some(team) = view.plan.teams.get(team) else {
            continue;
        };
        let needed = crews + late.crews[place].1;
        let has = team.crews.max(1);
        if needed > has {
            let name = &team.name;
            short.push(match has {
                1 => format!("both need the one crew of {name}"),
                has => format!("together need {needed} crews of {name}, which has {has}"),
            });
        }
    }
    if short.is_empty() {
        return None;
    }
    let (one, other, key) = releases(view, early, late);
    let sentence = format!(
        "{one} and {other} overlap from {} and {}.",
        wording::moment(together.start(), view.zone),
        wording::list(&short)
    );
    Some(Collision::new(
        CollisionKind::CrewShared,
        Severity::Warning,
        &key,
        &[],
        sentence,
    ))
}

/// Two releases work on one database at the same time, though neither deploys what the other deploys.
fn database_shared(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let mut shared = both(&early.databases, &late.databases);
    // Deployed by one of them: that is another collision already.
    shared.retain(|number| {
        early.services.binary_search(number).is_err() && late.services.binary_search(number).is_err()
    });
    if shared.is_empty() {
        return None;
    }
    let (one, other, key) = releases(view, early, late);
    let sentence = format!(
        "{one} and {other} deploy at the same time and both work on {}.",
        names(view, &shared)
    );
    Some(Collision::new(
        CollisionKind::DatabaseShared,
        Severity::Warning,
        &key,
        &few_services(view, &shared),
        sentence,
    ))
}

fn few_services(view: &View<'_>, services: &[u32]) -> Vec<Subject> {
    if services.len() > 4 {
        return Vec::new();
    }
    services
        .iter()
        .map(|service| Subject::Service(view.index.graph().service(*service)))
        .collect()
}

/// Links whose ends are in the two releases, as `(link number's ends, strength, kind)`.
fn linked(view: &View<'_>, early: &Facts, late: &Facts, mut visit: impl FnMut(&crate::graph::Link, bool)) {
    let graph = view.index.graph();
    // From the consumers' side only: a service needs a few, a popular one is needed by thousands.
    for service in &early.services {
        for link in graph
            .providers_of(*service)
            .filter(|link| late.services.binary_search(&link.provider).is_ok())
        {
            visit(link, true);
        }
    }
    for service in &late.services {
        for link in graph
            .providers_of(*service)
            .filter(|link| early.services.binary_search(&link.provider).is_ok())
        {
            visit(link, false);
        }
    }
}

fn provider_and_consumer(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut hard = false;
    linked(view, early, late, |link, _| {
        pairs.push((link.consumer, link.provider));
        hard |= link.strength == Strength::Hard;
    });
    let said = said(view, &mut pairs)?;
    let (one, other, key) = releases(view, early, late);
    let sentence = format!("{one} and {other} deploy at the same time and depend on each other: {said}.");
    let severity = if hard { Severity::Warning } else { Severity::Note };
    Some(Collision::new(
        CollisionKind::ProviderAndConsumer,
        severity,
        &key,
        &[],
        sentence,
    ))
}

/// `shop needs payments, payments needs ledger`.
fn said(view: &View<'_>, pairs: &mut Vec<(u32, u32)>) -> Option<String> {
    pairs.sort_unstable();
    pairs.dedup();
    let name = |number: u32| {
        view.plan
            .name_of(Subject::Service(view.index.graph().service(number)))
    };
    let say = |(consumer, provider): &(u32, u32)| format!("{} needs {}", name(*consumer), name(*provider));
    (!pairs.is_empty()).then(|| wording::list(&pairs.iter().take(4).map(say).collect::<Vec<_>>()))
}

/// The provider's scope was closed when the consumer went: both are of one round, in the wrong order.
fn provider_later(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut contract = false;
    linked(view, early, late, |link, early_needs_late| {
        let early_goes_second = link.first_then_second().is_some_and(|(_, second)| {
            second
                == if early_needs_late {
                    link.consumer
                } else {
                    link.provider
                }
        });
        let apart = link.consumer != link.provider;
        if apart && early_goes_second && link.strength == Strength::Hard {
            pairs.push((link.consumer, link.provider));
            contract |= link.kind == DependencyKind::Contract;
        }
    });
    // A service that both releases deploy is no proof of a wrong order between them.
    pairs.retain(|(consumer, provider)| {
        let in_both = |service: &u32| {
            early.services.binary_search(service).is_ok() && late.services.binary_search(service).is_ok()
        };
        !in_both(consumer) && !in_both(provider)
    });
    let said = said(view, &mut pairs)?;
    let (one, other, key) = releases(view, early, late);
    let sentence = format!(
        "{one} goes {} before {other} {}, though {said}.",
        wording::moment(early.deploy.start(), view.zone),
        wording::moment(late.deploy.start(), view.zone)
    );
    let severity = if contract {
        Severity::Warning
    } else {
        Severity::Note
    };
    Some(Collision::new(
        CollisionKind::ProviderLater,
        severity,
        &key,
        &[],
        sentence,
    ))
}

fn environment_shared(view: &View<'_>, early: &Facts, late: &Facts) -> Option<Collision> {
    let both = early.test?.intersection(late.test?)?;
    let environment = early
        .environment
        .filter(|_| early.environment == late.environment)?;
    let (one, other, key) = releases(view, early, late);
    let name = view.plan.name_of(Subject::Environment(environment));
    let sentence = format!(
        "{one} and {other} both use {name}, {}.",
        wording::days(both, view.zone)
    );
    let also = [Subject::Environment(environment)];
    Some(Collision::new(
        CollisionKind::EnvironmentShared,
        Severity::Warning,
        &key,
        &also,
        sentence,
    ))
}

//! “Confirm ten links”: the links that most hangs on and that nobody has confirmed lately.

use super::blast::{share, weight};
use super::health::is_fresh;
use crate::graph::{Direction, Graph, Reach};
use crate::{
    ChangeState, DependencyId, Instant, LinkStatus, PersonId, Plan, ReleaseId, ServiceId, Strength, Subject,
    wording,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Links that are weighed in full; the rest is left out by a cheap guess first.
const WEIGHED: usize = 200;

/// A link to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct QueuedLink {
    /// The link.
    pub link: DependencyId,
    /// `consumer → provider`.
    pub name: String,
    /// What hangs on it, in thousandths of BR; twice that when it orders an open release.
    pub milli: u32,
    /// Open releases whose order rests on it.
    pub releases: Vec<ReleaseId>,
    /// Who can say: the lead of the consumer's owner.
    pub ask: Option<PersonId>,
    /// Why this one, in words.
    pub sentence: String,
}

/// The `count` links to confirm first.
#[must_use]
pub fn link_queue(plan: &Plan, graph: &Graph, now: Instant, count: usize) -> Vec<QueuedLink> {
    let open = services_of_open_releases(plan);
    let mut cheap: Vec<(u32, DependencyId)> = plan
        .dependencies
        .iter()
        .filter(|link| link.status != LinkStatus::Rejected && !is_fresh(link, now))
        .map(|link| {
            let consumers = graph
                .number(link.consumer)
                .map_or(0, |number| graph.consumers_of(number).take(1000).count() as u32);
            let orders = u32::from(!ordered(&open, link.consumer, link.provider).is_empty());
            (
                weight(plan, link.consumer) * (consumers + 1) + orders * 100_000,
                link.id,
            )
        })
        .collect();
    cheap.sort_unstable_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    cheap.truncate(WEIGHED.max(count));
    let mut reach = Reach::of(graph);
    let mut hangs: BTreeMap<ServiceId, u32> = BTreeMap::new();
    let mut found: Vec<QueuedLink> = cheap
        .into_iter()
        .filter_map(|(_, id)| plan.dependencies.get(&id))
        .map(|link| {
            let hanging = *hangs
                .entry(link.consumer)
                .or_insert_with(|| hanging(plan, graph, &mut reach, link.consumer));
            let milli = match link.strength {
                Strength::Hard => hanging,
                Strength::Soft => hanging / 2,
            };
            let releases = ordered(&open, link.consumer, link.provider);
            QueuedLink {
                link: link.id,
                name: plan.name_of(Subject::Dependency(link.id)),
                milli: if releases.is_empty() {
                    milli
                } else {
                    milli.saturating_mul(2)
                },
                ask: owner(plan, link.consumer),
                sentence: sentence(plan, link, milli, &releases, now),
                releases,
            }
        })
        .collect();
    found.sort_by(|one, other| (other.milli.cmp(&one.milli)).then(one.link.cmp(&other.link)));
    found.truncate(count);
    found
}

/// BR of the service, itself among the parts, in thousandths.
fn hanging(plan: &Plan, graph: &Graph, reach: &mut Reach, service: ServiceId) -> u32 {
    let mut milli = share(weight(plan, service), 0, Strength::Hard);
    let Some(start) = graph.number(service) else {
        return milli;
    };
    reach.visit(
        graph,
        &[start],
        Direction::Consumers,
        u32::MAX,
        |number, hops, strength| {
            milli = milli.saturating_add(share(weight(plan, graph.service(number)), hops, strength));
        },
    );
    milli
}

type Touched = BTreeMap<ReleaseId, BTreeSet<ServiceId>>;

fn services_of_open_releases(plan: &Plan) -> Touched {
    let mut found = Touched::new();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.state != ChangeState::Cancelled)
    {
        let open = change
            .release
            .filter(|release| plan.releases.get(release).is_some_and(crate::Release::is_open));
        if let Some(release) = open {
            found.entry(release).or_default().extend(&change.services);
        }
    }
    found
}

fn ordered(open: &Touched, consumer: ServiceId, provider: ServiceId) -> Vec<ReleaseId> {
    open.iter()
        .filter(|(_, services)| services.contains(&consumer) && services.contains(&provider))
        .map(|(release, _)| *release)
        .collect()
}

fn owner(plan: &Plan, service: ServiceId) -> Option<PersonId> {
    let team = plan.services.get(&service)?.owner?;
    plan.teams.get(&team)?.lead
}

fn sentence(
    plan: &Plan,
    link: &crate::Dependency,
    milli: u32,
    releases: &[ReleaseId],
    now: Instant,
) -> String {
    let known = match (link.status, link.confirmed_at) {
        (LinkStatus::Suggested, _) => "guessed from a file".to_owned(),
        (LinkStatus::Disputed, _) => "disputed".to_owned(),
        (_, Some(at)) => format!("confirmed {} days ago", (now - at).num_days()),
        (LinkStatus::Imported, None) => "imported, never confirmed".to_owned(),
        (_, None) => "never confirmed".to_owned(),
    };
    let orders: Vec<String> = releases
        .iter()
        .map(|release| plan.name_of(Subject::Release(*release)))
        .collect();
    let orders = if orders.is_empty() {
        String::new()
    } else {
        format!(", and {} is ordered by it", wording::list(&orders))
    };
    format!(
        "{}: {known}; BR {}.{} hangs on it{orders}.",
        plan.name_of(Subject::Dependency(link.id)),
        milli / 1000,
        milli % 1000 / 100
    )
}

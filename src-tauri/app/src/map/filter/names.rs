//! Parts of the filter that name something of the plan: a release, a change, another service.

use super::refused;
use crate::WireFailure;
use planning::graph::Graph;
use planning::{ChangeId, Plan, ServiceId};
use std::collections::BTreeSet;

/// The changes of the release with the reference, or the change with it.
pub(super) fn releases_or_changes(plan: &Plan, value: &str) -> Result<BTreeSet<ChangeId>, WireFailure> {
    let is = |reference: &str| reference.to_lowercase() == value;
    if let Some(change) = plan.changes.iter().find(|change| is(change.reference.as_str())) {
        return Ok([change.id].into());
    }
    let release = plan
        .releases
        .iter()
        .find(|release| is(release.reference.as_str()))
        .ok_or_else(|| {
            refused(format!(
                "No release or change is called {}. Write a reference such as changed:RO-23.",
                value.to_uppercase()
            ))
        })?;
    Ok(plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id))
        .map(|change| change.id)
        .collect())
}

/// Services that one of the changes touches.
pub(super) fn changed(plan: &Plan, changes: &BTreeSet<ChangeId>) -> BTreeSet<ServiceId> {
    plan.changes
        .iter()
        .filter(|change| changes.contains(&change.id))
        .flat_map(|change| change.services.iter().copied())
        .collect()
}

/// Services that need the named one (`needs`), or that it needs (`used-by`), also through others.
pub(super) fn among(
    plan: &Plan,
    graph: &Graph,
    name: &str,
    value: &str,
    reach: u32,
) -> Result<BTreeSet<ServiceId>, WireFailure> {
    let starts: Vec<u32> = called(plan, value)?
        .into_iter()
        .filter_map(|service| graph.number(service))
        .collect();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    let mut layer = starts;
    let mut hops = 0;
    while !layer.is_empty() && hops < reach {
        hops += 1;
        let mut next = Vec::new();
        for node in layer {
            let neighbours: Vec<u32> = if name == "needs" {
                graph.consumers_of(node).map(|link| link.consumer).collect()
            } else {
                graph.providers_of(node).map(|link| link.provider).collect()
            };
            next.extend(neighbours.into_iter().filter(|to| seen.insert(*to)));
        }
        layer = next;
    }
    Ok(seen.into_iter().map(|number| graph.service(number)).collect())
}

/// The service with the reference or the name; else those whose names hold the words.
fn called(plan: &Plan, value: &str) -> Result<Vec<ServiceId>, WireFailure> {
    let exactly = plan.services.iter().find(|service| {
        service.reference.as_str().to_lowercase() == value || service.name.to_lowercase() == value
    });
    if let Some(service) = exactly {
        return Ok(vec![service.id]);
    }
    let held: Vec<ServiceId> = plan
        .services
        .iter()
        .filter(|service| {
            service.name.to_lowercase().contains(value)
                || service.reference.as_str().to_lowercase().contains(value)
        })
        .map(|service| service.id)
        .collect();
    if held.is_empty() {
        return Err(refused(format!(
            "No service is called “{value}”. Write its name or its key, such as needs:ledger-core."
        )));
    }
    Ok(held)
}

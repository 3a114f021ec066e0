//! What a release changes in the inventory: service, attribute, old and new, so that the CMDB is right the day after.

use super::name;
use super::runs::{Runs, after, targets};
use crate::{ChangeId, ChangeState, EnvironmentId, Lifecycle, Plan, ReleaseId, ServiceId};
use serde::Serialize;
use ts_rs::TS;

/// One attribute of one service that a release changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct InventoryDelta {
    /// The service.
    pub service: ServiceId,
    /// Its reference.
    pub reference: String,
    /// Its name.
    pub name: String,
    /// Where; `None` for what holds everywhere.
    pub environment: Option<EnvironmentId>,
    /// What is changed: `version`, `lifecycle` or `contract`.
    pub attribute: &'static str,
    /// Before; empty when nobody has said.
    pub old: String,
    /// After.
    pub new: String,
    /// Changes that do it.
    pub changes: Vec<ChangeId>,
}

/// Everything the release changes in the inventory, in order of service.
#[must_use]
pub fn cmdb_delta(plan: &Plan, release: ReleaseId) -> Vec<InventoryDelta> {
    let runs = Runs::of(plan);
    let riding: Vec<_> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release) && change.state != ChangeState::Cancelled)
        .collect();
    let mut found = Vec::new();
    let mut services: Vec<ServiceId> = riding
        .iter()
        .flat_map(|change| &change.services)
        .copied()
        .collect();
    services.sort_unstable();
    services.dedup();
    let versions = after(plan, release);
    for id in services {
        let Some(service) = plan.services.get(&id) else {
            continue;
        };
        let by = |wanted: &dyn Fn(&crate::Change) -> bool| {
            riding
                .iter()
                .filter(|change| change.services.contains(&id) && wanted(change))
                .map(|change| change.id)
                .collect::<Vec<_>>()
        };
        let delta = |environment, attribute, old: &str, new: &str, changes| InventoryDelta {
            service: id,
            reference: service.reference.to_string(),
            name: name(plan, id),
            environment,
            attribute,
            old: old.to_owned(),
            new: new.to_owned(),
            changes,
        };
        if let Some(version) = versions.get(&id) {
            for environment in targets(plan, release) {
                let elsewhere = plan.installed.iter().any(|one| one.service == id);
                let old = runs.at(environment, id).map(|one| one.version.as_str());
                // A service that is known elsewhere and was never seen here does not run here.
                if old == Some(version.as_str()) || (old.is_none() && elsewhere) {
                    continue;
                }
                let changes = by(&|change| !change.version.is_empty());
                found.push(delta(
                    Some(environment),
                    "version",
                    old.unwrap_or_default(),
                    version,
                    changes,
                ));
            }
        }
        if service.lifecycle == Lifecycle::Planned {
            found.push(delta(None, "lifecycle", "planned", "live", by(&|_| true)));
        }
        let mut contracts: Vec<&String> = riding
            .iter()
            .filter(|change| change.services.contains(&id))
            .flat_map(|change| &change.contracts)
            .collect();
        contracts.sort_unstable();
        contracts.dedup();
        for contract in contracts {
            let changes = by(&|change| change.contracts.contains(contract));
            found.push(delta(
                None,
                "contract",
                contract,
                &format!("{contract} (changed)"),
                changes,
            ));
        }
    }
    found
}

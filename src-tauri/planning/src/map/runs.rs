//! What runs where: the version of each service last seen in each environment, and where a release goes.

use crate::calendar::is_production;
use crate::{EnvironmentId, Installed, Plan, ReleaseId, ServiceId, version::Version};
use std::collections::BTreeMap;

/// The version last seen of each service in each environment.
pub(crate) struct Runs<'a> {
    newest: BTreeMap<(EnvironmentId, ServiceId), &'a Installed>,
}

impl<'a> Runs<'a> {
    pub(crate) fn of(plan: &'a Plan) -> Self {
        let mut newest: BTreeMap<(EnvironmentId, ServiceId), &Installed> = BTreeMap::new();
        for one in &plan.installed {
            newest
                .entry((one.environment, one.service))
                .and_modify(|known| {
                    if one.observed_at > known.observed_at {
                        *known = one;
                    }
                })
                .or_insert(one);
        }
        Self { newest }
    }
    /// What was last seen of the service there.
    pub(crate) fn at(&self, environment: EnvironmentId, service: ServiceId) -> Option<&'a Installed> {
        self.newest.get(&(environment, service)).copied()
    }
    /// Everything that runs there, in order of service.
    pub(crate) fn in_environment(&self, environment: EnvironmentId) -> impl Iterator<Item = &'a Installed> {
        let nil = ServiceId(uuid::Uuid::nil());
        let last = ServiceId(uuid::Uuid::max());
        self.newest
            .range((environment, nil)..=(environment, last))
            .map(|(_, one)| *one)
    }
}

/// Environments that the release goes to: its own, or all of production.
pub(crate) fn targets(plan: &Plan, release: ReleaseId) -> Vec<EnvironmentId> {
    let Some(release) = plan.releases.get(&release) else {
        return Vec::new();
    };
    match release.environment {
        Some(environment) => vec![environment],
        None => plan
            .environments
            .iter()
            .map(|environment| environment.id)
            .filter(|id| is_production(plan, Some(*id)))
            .collect(),
    }
}

/// The version each service has after the release, where its changes say so; the newest when several do.
pub(super) fn after(plan: &Plan, release: ReleaseId) -> BTreeMap<ServiceId, String> {
    let mut found: BTreeMap<ServiceId, String> = BTreeMap::new();
    let riding = plan.changes.iter().filter(|change| {
        change.release == Some(release)
            && change.state != crate::ChangeState::Cancelled
            && !change.version.is_empty()
    });
    for change in riding {
        for service in &change.services {
            let known = found.entry(*service).or_default();
            if known.is_empty() || Version::read(&change.version) > Version::read(known) {
                known.clone_from(&change.version);
            }
        }
    }
    found
}

//! What a freeze closes: its scope, its level, and the exceptions to it.

use super::is_production;
use crate::{
    Change, ChangeClass, ChangeKind, EnvironmentClass, EnvironmentId, Freeze, FreezeLevel, FreezeScope,
    InFlight, Plan, Release, Service, Window,
};

impl FreezeScope {
    /// True when the scope holds the service. Environments are asked about apart, see [`covers_environment`].
    #[must_use]
    pub fn covers(&self, service: &Service) -> bool {
        let any = |empty: bool, holds: bool| empty || holds;
        !self.except_services.contains(&service.id)
            && any(self.services.is_empty(), self.services.contains(&service.id))
            && any(
                self.teams.is_empty(),
                service.owner.is_some_and(|team| self.teams.contains(&team)),
            )
            && any(self.systems.is_empty(), self.systems.contains(&service.system))
            && any(self.kinds.is_empty(), self.kinds.contains(&service.kind))
    }
    /// True when no service is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.services.is_empty()
            && self.teams.is_empty()
            && self.systems.is_empty()
            && self.kinds.is_empty()
            && self.except_services.is_empty()
    }
}

/// True when deployments to the environment (none means production) are in the scope.
#[must_use]
pub fn covers_environment(plan: &Plan, scope: &FreezeScope, environment: Option<EnvironmentId>) -> bool {
    scope.environments.is_empty()
        || match environment {
            Some(id) => scope.environments.contains(&id),
            None => {
                let class = |id| plan.environments.get(id).map(|environment| environment.class);
                scope
                    .environments
                    .iter()
                    .any(|id| class(id) == Some(EnvironmentClass::Production))
            }
        }
}

/// True when a freeze of the level stops changes of the kind; a notice stops none but is to be acknowledged.
#[must_use]
pub fn stops_kind(level: FreezeLevel, kind: ChangeKind) -> bool {
    match level {
        FreezeLevel::Open => false,
        FreezeLevel::Soft => kind != ChangeKind::Standard,
        FreezeLevel::Notice | FreezeLevel::Hard | FreezeLevel::Lockdown => true,
    }
}

/// True when a change of these classes passes a table of classes: its kind, or that it only touches documents, and
/// everything it touches.
#[must_use]
pub fn passes(allowed: &[ChangeClass], classes: &[ChangeClass]) -> bool {
    let is_allowed = |class: &ChangeClass| allowed.contains(class);
    let (kinds, touched): (Vec<ChangeClass>, Vec<ChangeClass>) = classes
        .iter()
        .partition(|class| class.is_of_kind() || **class == ChangeClass::Content);
    kinds.iter().any(is_allowed) && touched.iter().all(is_allowed)
}

/// True when the freeze, lying at `frozen`, stops the change at `deploy` by its level, by the classes it lets pass and
/// by what it does to deployments that run when it begins. Scope and exceptions are asked about apart.
#[must_use]
pub fn stops(plan: &Plan, freeze: &Freeze, frozen: Window, change: &Change, deploy: Window) -> bool {
    if freeze.in_flight == InFlight::Finish && deploy.start() < frozen.start() {
        return false;
    }
    if freeze.allowed.is_empty() || freeze.level <= FreezeLevel::Notice {
        return stops_kind(freeze.level, change.kind);
    }
    !passes(&freeze.allowed, &ChangeClass::of(plan, change))
}

/// True when an exception lets the change of the release go at `deploy`.
pub(crate) fn is_excepted(
    plan: &Plan,
    freeze: &Freeze,
    release: &Release,
    deploy: Window,
    change: Option<&Change>,
) -> bool {
    plan.exceptions.iter().any(|exception| {
        exception.freeze == freeze.id
            && exception.is_granted()
            && (exception.release == Some(release.id)
                || change.is_some_and(|change| exception.changes.contains(&change.id)))
            && exception.valid.is_none_or(|valid| valid.covers(deploy))
    })
}

/// The changes that the freeze stops when the release is deployed at `deploy`, whatever the time: scope, level and
/// granted exceptions only.
#[must_use]
pub fn stopped<'a>(
    plan: &Plan,
    freeze: &Freeze,
    release: &Release,
    deploy: Window,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Vec<&'a Change> {
    if !freeze.is_live() || !covers_environment(plan, &freeze.scope, release.environment) {
        return Vec::new();
    }
    let covered = |change: &Change| {
        let mut services = change.services.iter().filter_map(|id| plan.services.get(id));
        services.any(|service| freeze.scope.covers(service))
            || (change.services.is_empty() && freeze.scope.is_everything())
    };
    let stopped = |change: &&Change| {
        covered(change)
            && stops(plan, freeze, freeze.window, change, deploy)
            && !is_excepted(plan, freeze, release, deploy, Some(change))
    };
    changes.into_iter().filter(stopped).collect()
}

/// True when a window of the environment opens deployments to the other: the same, or both production.
pub(crate) fn opens_environment(
    plan: &Plan,
    window: Option<EnvironmentId>,
    release: Option<EnvironmentId>,
) -> bool {
    window == release
        || (is_production(plan, window)
            && is_production(plan, release)
            && (window.is_none() || release.is_none()))
}

//! What the machines have to close: agreed freezes with the services and environments they cover.

use planning::{Environment, EnvironmentClass, Freeze, FreezeLevel, FreezeState, Instant, Plan, Service};

/// An agreed freeze, resolved.
pub(super) struct Closure<'a> {
    pub freeze: &'a Freeze,
    /// The services it covers; `None` when it covers all.
    pub services: Option<Vec<&'a Service>>,
    /// The environments it covers; production when it names none.
    pub environments: Vec<&'a Environment>,
}

impl Closure<'_> {
    /// Only changes that need no approval may go.
    pub fn is_soft(&self) -> bool {
        self.freeze.level == FreezeLevel::Soft
    }
    /// True when all its environments are production.
    pub fn is_production(&self) -> bool {
        self.environments
            .iter()
            .all(|environment| environment.class == EnvironmentClass::Production)
    }
}

/// The freezes that bind machines and are not over, in order of start.
pub(super) fn closures(plan: &Plan, from: Instant) -> Vec<Closure<'_>> {
    let binds = |freeze: &&Freeze| {
        freeze.state == FreezeState::Agreed && freeze.level >= FreezeLevel::Soft && freeze.window.end() > from
    };
    let mut found: Vec<Closure<'_>> = plan
        .freezes
        .iter()
        .filter(binds)
        .map(|freeze| {
            let scope = &freeze.scope;
            let services = (!scope.is_everything()).then(|| {
                let covered = plan.services.iter().filter(|service| scope.covers(service));
                covered.collect()
            });
            let named = |environment: &&Environment| {
                if scope.environments.is_empty() {
                    environment.class == EnvironmentClass::Production
                } else {
                    scope.environments.contains(&environment.id)
                }
            };
            Closure {
                freeze,
                services,
                environments: plan.environments.iter().filter(named).collect(),
            }
        })
        .collect();
    found.sort_by_key(|closure| (closure.freeze.window.start(), closure.freeze.id));
    found
}

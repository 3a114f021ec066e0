//! What the map says beyond its order: trust, blast, versions, back doors of freezes.

use crate::contract::Nothing;
use crate::frame::facts;
use crate::freezes::FreezeQuestion;
use crate::{Desk, WireFailure};
use planning::collision::{CollisionGroup, groups};
use planning::graph::Cycle;
use planning::map::{
    BlastRadius, CycleBreak, Leaks, MapHealth, QueuedLink, Resolution, Skew, blast, leaks, link_queue,
    map_health as health_of, resolve, version_skew as skew_of, ways_to_break,
};
use planning::{EnvironmentId, ReleaseId, ServiceId, Subject};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which services.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ServicesQuestion {
    /// The services.
    pub services: Vec<ServiceId>,
}

/// How many links to confirm.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct QueueQuestion {
    /// How many.
    pub count: u32,
}

/// Do versions go together?
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct VersionsQuestion {
    /// Only there; `None` means wherever anything is known to run.
    pub environment: Option<EnvironmentId>,
    /// After this release; `None` means as it is.
    pub release: Option<ReleaseId>,
}

/// A group of services that wait for each other, and how to break it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BreakableCycle {
    /// The cycle.
    pub cycle: Cycle,
    /// Its shortest ring in words, e.g. `Pricing → Promotions → Pricing`.
    pub ring: String,
    /// Links that could lose their order, the weakest first.
    pub ways: Vec<CycleBreak>,
}

/// How far the map is to be trusted.
///
/// # Errors
/// Refused when no plan is open.
pub async fn map_health(desk: &Desk, _: Nothing) -> Result<MapHealth, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    Ok(health_of(
        &plan,
        facts(&session, &plan).graph(),
        desk.edge().now(),
    ))
}

/// The links to confirm first.
///
/// # Errors
/// Refused when no plan is open.
pub async fn confirm_first(desk: &Desk, question: QueueQuestion) -> Result<Vec<QueuedLink>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let count = question.count.clamp(1, 200) as usize;
    Ok(link_queue(
        &plan,
        facts(&session, &plan).graph(),
        desk.edge().now(),
        count,
    ))
}

/// Whom the services can hurt together, as a number with its parts.
///
/// # Errors
/// Refused when a service is not in the plan.
pub async fn blast_radius(desk: &Desk, question: ServicesQuestion) -> Result<BlastRadius, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    if question.services.iter().any(|id| !plan.services.contains(id)) {
        return Err(WireFailure::unknown("service"));
    }
    Ok(blast(&plan, facts(&session, &plan).graph(), &question.services))
}

/// Services that wait for each other, each group with the ways to break it.
///
/// # Errors
/// Refused when no plan is open.
pub async fn cycles(desk: &Desk, _: Nothing) -> Result<Vec<BreakableCycle>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let shown = |cycle: &Cycle| {
        let ring = cycle.ring.iter().chain(cycle.ring.first());
        let names: Vec<String> = ring.map(|id| plan.name_of(Subject::Service(*id))).collect();
        BreakableCycle {
            ring: names.join(" → "),
            ways: ways_to_break(&plan, facts.graph(), cycle),
            cycle: cycle.clone(),
        }
    };
    Ok(facts.cycles.iter().map(|cycle| shown(cycle)).collect())
}

/// What runs where, against what should.
///
/// # Errors
/// Refused when no plan is open.
pub async fn version_skew(desk: &Desk, _: Nothing) -> Result<Skew, WireFailure> {
    let session = desk.session().await?;
    Ok(skew_of(&session.store.plan()))
}

/// Whether the versions of each environment go together, and the fewest upgrades or holds after which they do.
///
/// # Errors
/// Refused when the environment or the release is not in the plan.
pub async fn resolve_versions(
    desk: &Desk,
    question: VersionsQuestion,
) -> Result<Vec<Resolution>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    if question.release.is_some_and(|id| !plan.releases.contains(&id)) {
        return Err(WireFailure::unknown("release"));
    }
    let Some(only) = question.environment else {
        let mut known: Vec<_> = plan
            .environments
            .iter()
            .filter(|environment| plan.installed.iter().any(|one| one.environment == environment.id))
            .collect();
        known.sort_by_key(|environment| (environment.order_index, environment.id));
        let answers = known
            .into_iter()
            .filter_map(|environment| resolve(&plan, environment.id, question.release));
        return Ok(answers.collect());
    };
    let answer = resolve(&plan, only, question.release).ok_or_else(|| WireFailure::unknown("environment"))?;
    Ok(vec![answer])
}

/// Where a freeze leaks, and what freezing by inheritance would add.
///
/// # Errors
/// Refused when the freeze is not in the plan.
pub async fn freeze_leaks(desk: &Desk, question: FreezeQuestion) -> Result<Leaks, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    leaks(&plan, facts(&session, &plan).graph(), question.freeze)
        .ok_or_else(|| WireFailure::unknown("freeze"))
}

/// Every collision, by kind.
///
/// # Errors
/// Refused when no plan is open.
pub async fn collision_groups(desk: &Desk, _: Nothing) -> Result<Vec<CollisionGroup>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    Ok(groups(&facts(&session, &plan).collisions))
}

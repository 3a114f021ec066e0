//! Every service as a row: the map's accessible twin.

use crate::contract::Nothing;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::{
    Dependency, DependencyId, DependencyKind, Instant, LinkStatus, ServiceId, ServiceKind, Strength,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A service as a row.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ServiceRow {
    /// Identity.
    pub id: ServiceId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: ServiceKind,
    /// Tier.
    pub tier: u8,
    /// System or domain.
    pub system: String,
    /// Owning team.
    pub owner: String,
    /// Deployment wave, from one.
    pub wave: u32,
    /// True inside a cycle.
    pub cycle: bool,
    /// Services it needs directly.
    pub needs: Vec<ServiceId>,
    /// Services that need it directly.
    pub used_by: Vec<ServiceId>,
    /// Changes that touch it.
    pub changes: u32,
    /// Highest risk level among them; 0 without.
    pub level: u8,
    /// Links of it that nobody has confirmed.
    pub unconfirmed: u32,
    /// What it needs, link by link; guesses too, that a person has to look at.
    pub links: Vec<RowLink>,
}

/// A link of a service to one it needs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RowLink {
    /// Identity.
    pub id: DependencyId,
    /// Who is needed.
    pub provider: ServiceId,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// How far it is trusted.
    pub status: LinkStatus,
    /// When it was confirmed last.
    pub confirmed_at: Option<Instant>,
}

/// Every service, by wave, then by name.
///
/// # Errors
/// Refused when no plan is open.
pub async fn services(desk: &Desk, _question: Nothing) -> Result<Vec<ServiceRow>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let mut wave: BTreeMap<ServiceId, (u32, bool)> = BTreeMap::new();
    for (number, steps) in (1..).zip(facts.graph().waves().iter()) {
        for step in steps {
            wave.extend(
                step.services
                    .iter()
                    .map(|service| (*service, (number, step.cycle))),
            );
        }
    }
    let touching = super::changes_per_service(&plan);
    let mut guesses: BTreeMap<ServiceId, Vec<&Dependency>> = BTreeMap::new();
    for link in plan.dependencies.iter() {
        if link.status == LinkStatus::Suggested {
            guesses.entry(link.consumer).or_default().push(link);
        }
    }
    let mut rows: Vec<ServiceRow> = plan
        .services
        .iter()
        .map(|service| {
            let number = facts.graph().number(service.id);
            let providers: Vec<_> = number
                .into_iter()
                .flat_map(|number| facts.graph().providers_of(number))
                .collect();
            let consumers: Vec<_> = number
                .into_iter()
                .flat_map(|number| facts.graph().consumers_of(number))
                .collect();
            let unconfirmed = providers
                .iter()
                .chain(&consumers)
                .filter_map(|link| plan.dependencies.get(&link.id))
                .filter(|link| link.status != LinkStatus::Confirmed)
                .count();
            let counted = providers
                .iter()
                .filter_map(|link| plan.dependencies.get(&link.id));
            let guessed = guesses.get(&service.id).into_iter().flatten().copied();
            let links = counted
                .chain(guessed)
                .map(|link| RowLink {
                    id: link.id,
                    provider: link.provider,
                    kind: link.kind,
                    strength: link.strength,
                    status: link.status,
                    confirmed_at: link.confirmed_at,
                })
                .collect();
            let touched = touching.get(&service.id).map_or(&[][..], Vec::as_slice);
            let (wave, cycle) = wave.get(&service.id).copied().unwrap_or((1, false));
            ServiceRow {
                id: service.id,
                reference: service.reference.to_string(),
                name: service.name.clone(),
                kind: service.kind,
                tier: service.tier.number(),
                system: service.system.clone(),
                owner: service
                    .owner
                    .and_then(|team| plan.teams.get(&team))
                    .map(|team| team.name.clone())
                    .unwrap_or_default(),
                wave,
                cycle,
                needs: providers
                    .iter()
                    .map(|link| facts.graph().service(link.provider))
                    .collect(),
                used_by: consumers
                    .iter()
                    .map(|link| facts.graph().service(link.consumer))
                    .collect(),
                changes: u32::try_from(touched.len()).unwrap_or(u32::MAX),
                level: touched
                    .iter()
                    .filter_map(|id| facts.risks.get(id))
                    .map(|risk| risk.level)
                    .max()
                    .unwrap_or(0),
                unconfirmed: u32::try_from(unconfirmed).unwrap_or(u32::MAX),
                links,
            }
        })
        .collect();
    rows.sort_by(|a, b| a.wave.cmp(&b.wave).then_with(|| a.name.cmp(&b.name)));
    Ok(rows)
}

//! What the inspector says of a service: whom it hurts, its changes, its links and how we know.

use crate::calendar::ChangeLine;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::graph::Direction;
use planning::{
    DependencyId, DependencyKind, DeployOrder, Instant, LinkStatus, Service, ServiceId, ServiceKind,
    Strength, Zone, wording,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which service.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ServiceQuestion {
    /// The service.
    pub service: ServiceId,
}

/// Services at one distance.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HopLine {
    /// Links between.
    pub hops: u32,
    /// Their names.
    pub names: Vec<String>,
    /// Those that break rather than degrade.
    pub hard: u32,
}

/// A link of the service.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LinkLine {
    /// Identity.
    pub id: DependencyId,
    /// True when the service needs the other.
    pub needs: bool,
    /// The other service.
    pub other: ServiceId,
    /// Its name.
    pub other_name: String,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// How far it is trusted.
    pub status: LinkStatus,
    /// When it was confirmed last.
    pub confirmed_at: Option<Instant>,
    /// Where we know it from, in words.
    pub evidence: Vec<String>,
    /// Why, in words.
    pub note: String,
}

/// What the inspector says of a service.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ServiceCard {
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
    pub owner: Option<String>,
    /// Regions it runs in.
    pub regions: Vec<String>,
    /// Minutes to deploy, to check and to back out.
    pub minutes: [Option<u32>; 3],
    /// Services that break or degrade if it fails, by distance.
    pub breaks: Vec<HopLine>,
    /// Services it needs, by distance.
    pub needs: Vec<HopLine>,
    /// Changes that touch it, with the release each rides in.
    pub changes: Vec<(ChangeLine, Option<String>)>,
    /// Its links.
    pub links: Vec<LinkLine>,
    /// The cycle it is in, in words.
    pub cycle: Option<String>,
    /// How many links were confirmed, in words.
    pub knowledge: String,
    /// Journal position at which it was read.
    #[ts(type = "number")]
    pub seq: i64,
}

/// What the inspector says of a service.
///
/// # Errors
/// Refused when the service is not in the plan.
pub async fn service_card(desk: &Desk, question: ServiceQuestion) -> Result<ServiceCard, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let service = plan
        .services
        .get(&question.service)
        .ok_or_else(|| WireFailure::unknown("service"))?;
    let name = |id: ServiceId| {
        plan.services
            .get(&id)
            .map(|other| other.name.clone())
            .unwrap_or_default()
    };
    let by_hops = |direction: Direction| {
        let mut lines: BTreeMap<u32, HopLine> = BTreeMap::new();
        for reached in facts.graph().blast_radius(service.id, direction, u32::MAX) {
            if reached.hops == 0 {
                continue;
            }
            let line = lines.entry(reached.hops).or_insert(HopLine {
                hops: reached.hops,
                names: Vec::new(),
                hard: 0,
            });
            line.names.push(name(reached.service));
            line.hard += u32::from(reached.strength == Strength::Hard);
        }
        lines
            .into_values()
            .map(|mut line| {
                line.names.sort();
                line
            })
            .collect::<Vec<_>>()
    };
    let links: Vec<LinkLine> = plan
        .dependencies
        .iter()
        .filter(|link| link.consumer == service.id || link.provider == service.id)
        .map(|link| {
            let needs = link.consumer == service.id;
            let other = if needs { link.provider } else { link.consumer };
            LinkLine {
                id: link.id,
                needs,
                other,
                other_name: name(other),
                kind: link.kind,
                strength: link.strength,
                order: link.order,
                status: link.status,
                confirmed_at: link.confirmed_at,
                evidence: link
                    .evidence
                    .iter()
                    .map(|proof| match proof.origin.row {
                        Some(row) => format!("{}, line {row}{}", proof.origin.file, gone(proof.present)),
                        None => format!("{}{}", proof.origin.file, gone(proof.present)),
                    })
                    .collect(),
                note: link.note.clone(),
            }
        })
        .collect();
    let confirmed = links
        .iter()
        .filter(|link| link.status == LinkStatus::Confirmed)
        .count();
    Ok(ServiceCard {
        id: service.id,
        reference: service.reference.to_string(),
        name: service.name.clone(),
        kind: service.kind,
        tier: service.tier.number(),
        system: service.system.clone(),
        owner: service
            .owner
            .and_then(|team| plan.teams.get(&team))
            .map(|team| team.name.clone()),
        regions: service.regions.clone(),
        minutes: [
            service.deploy_minutes,
            service.validate_minutes,
            service.back_out_minutes,
        ],
        breaks: by_hops(Direction::Consumers),
        needs: by_hops(Direction::Providers),
        changes: plan
            .changes
            .iter()
            .filter(|change| change.services.contains(&service.id))
            .map(|change| {
                let release = change
                    .release
                    .and_then(|id| plan.releases.get(&id))
                    .map(|release| release.reference.to_string());
                (crate::calendar::change_line(&plan, &facts, change), release)
            })
            .collect(),
        cycle: facts
            .cycles
            .iter()
            .find(|cycle| cycle.services.contains(&service.id))
            .map(|cycle| super::view::cycle(&plan, cycle).sentence),
        knowledge: format!(
            "{}, {confirmed} confirmed{}",
            wording::count(links.len(), "link"),
            vanished(service)
        ),
        links,
        seq: plan.seq,
    })
}

/// Says that the source of a service no longer lists it.
fn vanished(service: &Service) -> String {
    let (Some(at), Some(origin)) = (service.vanished_at, &service.origin) else {
        return String::new();
    };
    let day = wording::dated(at.day_in(Zone::UTC));
    format!("; {} no longer lists it since {day}", origin.system)
}

fn gone(present: bool) -> &'static str {
    if present {
        ""
    } else {
        ", gone since the last import"
    }
}

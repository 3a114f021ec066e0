//! What the inspector says of a link: both ends, what it means for the order, and every source that states it.

use super::link_edit;
use crate::{Desk, WireFailure};
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, EnvironmentId, Instant, LinkStatus, Plan,
    Redundancy, ServiceId, ServiceKind, Strength, wording,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Which link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LinkQuestion {
    /// The link.
    pub dependency: DependencyId,
}

/// One end of a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LinkEnd {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ServiceKind,
    /// Its team, who can say whether the link is so.
    pub owner: Option<String>,
}

/// A source that states the link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EvidenceLine {
    /// The source system.
    pub system: String,
    /// File it was read from.
    pub file: String,
    /// Row or line, from one.
    pub row: Option<u32>,
    /// The key there.
    pub key: String,
    /// When it was first seen there.
    pub first_seen: Instant,
    /// When it was last seen there.
    pub last_seen: Instant,
    /// False when the last import of that source no longer had it.
    pub present: bool,
}

/// What the inspector says of a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LinkCard {
    /// Identity.
    pub id: DependencyId,
    /// Who needs.
    pub consumer: LinkEnd,
    /// Who is needed.
    pub provider: LinkEnd,
    /// What for.
    pub kind: DependencyKind,
    /// Whether the consumer breaks without the provider.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Only in this environment.
    pub environment: Option<EnvironmentId>,
    /// Version the consumer needs; empty when any.
    pub version_constraint: String,
    /// Minutes to wait between the two deployments.
    pub min_gap_minutes: u32,
    /// Redundancy group.
    pub redundancy: Option<Redundancy>,
    /// Key of the contract they share; empty when none.
    pub contract: String,
    /// How far it is trusted.
    pub status: LinkStatus,
    /// Who confirmed it last.
    pub confirmed_by: Option<String>,
    /// When it was confirmed last.
    pub confirmed_at: Option<Instant>,
    /// Every source that states it, those that still do first.
    pub evidence: Vec<EvidenceLine>,
    /// Why, in words.
    pub note: String,
    /// What it means for the order of a deployment.
    pub proof: String,
    /// How many links share the redundancy group, with this one.
    pub group_size: u32,
    /// Redundancy groups of the consumer.
    pub groups: Vec<String>,
    /// Why it cannot be flipped; `None` when it can.
    pub flip_refused: Option<String>,
    /// Environments to choose from.
    pub environments: Vec<(EnvironmentId, String)>,
    /// Journal position at which it was read.
    #[ts(type = "number")]
    pub seq: i64,
}

/// What the inspector says of a link.
///
/// # Errors
/// Refused when the link is not in the plan.
pub async fn link_card(desk: &Desk, question: LinkQuestion) -> Result<LinkCard, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let link = plan
        .dependencies
        .get(&question.dependency)
        .ok_or_else(|| WireFailure::unknown("link"))?;
    let siblings = || {
        plan.dependencies
            .iter()
            .filter(|other| other.consumer == link.consumer && other.counts())
    };
    let group = link
        .redundancy
        .as_ref()
        .map(|redundancy| redundancy.group.as_str());
    let in_group = siblings()
        .filter(|other| group.is_some() && other.redundancy.as_ref().map(|r| r.group.as_str()) == group);
    let groups: BTreeSet<&str> = siblings()
        .filter_map(|other| other.redundancy.as_ref())
        .map(|redundancy| redundancy.group.as_str())
        .collect();
    let mut evidence: Vec<EvidenceLine> = link
        .evidence
        .iter()
        .map(|proof| EvidenceLine {
            system: proof.origin.system.clone(),
            file: proof.origin.file.clone(),
            row: proof.origin.row,
            key: proof.origin.key.clone(),
            first_seen: proof.first_seen,
            last_seen: proof.last_seen,
            present: proof.present,
        })
        .collect();
    evidence.sort_by_key(|line| (!line.present, std::cmp::Reverse(line.last_seen)));
    Ok(LinkCard {
        id: link.id,
        consumer: end(&plan, link.consumer)?,
        provider: end(&plan, link.provider)?,
        kind: link.kind,
        strength: link.strength,
        order: link.order,
        environment: link.environment,
        version_constraint: link.version_constraint.clone(),
        min_gap_minutes: link.min_gap_minutes,
        redundancy: link.redundancy.clone(),
        contract: link.contract.clone(),
        status: link.status,
        confirmed_by: link
            .confirmed_by
            .and_then(|person| plan.people.get(&person))
            .map(|person| person.name.clone()),
        confirmed_at: link.confirmed_at,
        evidence,
        note: link.note.clone(),
        proof: proof(&plan, link)?,
        group_size: u32::try_from(in_group.count()).unwrap_or(u32::MAX),
        groups: groups.into_iter().map(str::to_owned).collect(),
        flip_refused: link_edit::flipped(&plan, link)
            .err()
            .map(|failure| failure.sentence),
        environments: plan
            .environments
            .iter()
            .map(|environment| (environment.id, environment.name.clone()))
            .collect(),
        seq: plan.seq,
    })
}

fn end(plan: &Plan, id: ServiceId) -> Result<LinkEnd, WireFailure> {
    let service = plan
        .services
        .get(&id)
        .ok_or_else(|| WireFailure::unknown("service"))?;
    Ok(LinkEnd {
        id,
        name: service.name.clone(),
        kind: service.kind,
        owner: service
            .owner
            .and_then(|team| plan.teams.get(&team))
            .map(|team| team.name.clone()),
    })
}

/// `pg-ledger goes first, then 10 minutes: Ledger Core needs it.`
fn proof(plan: &Plan, link: &Dependency) -> Result<String, WireFailure> {
    let (consumer, provider) = (end(plan, link.consumer)?.name, end(plan, link.provider)?.name);
    if !link.counts() {
        let guess = if link.status == LinkStatus::Suggested {
            "A file guesses it, and until somebody confirms it"
        } else {
            "It is rejected:"
        };
        return Ok(format!(
            "{guess} nothing is ordered by it and nothing breaks with it."
        ));
    }
    let wait = match link.min_gap_minutes {
        0 => String::new(),
        minutes => format!(", then {} pass", wording::count(minutes as usize, "minute")),
    };
    let breaks = match (link.strength, &link.redundancy) {
        (_, Some(group)) => format!(
            "It is one of “{}”, of which {} must be up.",
            group.group, group.minimum
        ),
        (Strength::Hard, None) => format!("If {provider} fails, {consumer} breaks."),
        (Strength::Soft, None) => format!("If {provider} fails, {consumer} only degrades."),
    };
    let order = match link.order {
        DeployOrder::ProviderFirst => format!("{provider} is deployed first{wait}, then {consumer}."),
        DeployOrder::ConsumerFirst => format!("{consumer} is deployed first{wait}, then {provider}."),
        DeployOrder::Lockstep => format!("{provider} and {consumer} are deployed in one step."),
        DeployOrder::Any => format!("{provider} and {consumer} may be deployed in any order."),
    };
    Ok(format!("{order} {breaks}"))
}

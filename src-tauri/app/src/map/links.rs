//! Drawing a link, and judging one: confirm, dispute, reject.

use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, LinkStatus, Plan, ServiceId, Strength,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Draw a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddLink {
    /// Who needs.
    pub consumer: ServiceId,
    /// Who is needed.
    pub provider: ServiceId,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Why, in words.
    #[serde(default)]
    pub note: String,
}

/// The link that was drawn.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedLink {
    /// Its id.
    pub id: DependencyId,
}

/// Judge a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JudgeLink {
    /// The link.
    pub dependency: DependencyId,
    /// What it is now.
    pub status: LinkStatus,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Draws a link between two services.
///
/// # Errors
/// Refused when a service is unknown, needs itself, or the same link is there already.
pub async fn add_link(desk: &Desk, question: AddLink) -> Result<Written<AddedLink>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let plan = tx.plan();
    let (consumer, provider) = (
        service(plan, question.consumer)?,
        service(plan, question.provider)?,
    );
    if question.consumer == question.provider {
        return Err(WireFailure::refused(
            "self-link",
            format!("{consumer} cannot need itself."),
        ));
    }
    let known = plan.dependencies.iter().any(|link| {
        (link.consumer, link.provider, link.kind) == (question.consumer, question.provider, question.kind)
            && link.counts()
    });
    if known {
        return Err(WireFailure::refused(
            "known-link",
            format!("{consumer} already needs {provider} for that."),
        ));
    }
    let id = DependencyId(desk.edge().mint());
    tx.put(Dependency {
        id,
        consumer: question.consumer,
        provider: question.provider,
        kind: question.kind,
        strength: question.strength,
        order: question.order,
        environment: None,
        version_constraint: String::new(),
        min_gap_minutes: 0,
        redundancy: None,
        status: LinkStatus::Asserted,
        confirmed_by: None,
        confirmed_at: None,
        evidence: Vec::new(),
        note: question.note,
        contract: String::new(),
    })
    .map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("add_link", format!("Linked {consumer} to {provider}")))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, AddedLink { id }))
}

/// Confirms, disputes or rejects a link.
///
/// # Errors
/// Refused when the link is unknown; stale when somebody was faster.
pub async fn judge_link(desk: &Desk, question: JudgeLink) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(
        &mut tx,
        TableName::Dependency,
        question.dependency.0,
        question.seen,
    )
    .await?;
    let mut link = tx
        .plan()
        .dependencies
        .get(&question.dependency)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("link"))?;
    let (consumer, provider) = (
        service(tx.plan(), link.consumer)?,
        service(tx.plan(), link.provider)?,
    );
    link.status = question.status;
    if question.status == LinkStatus::Confirmed {
        link.confirmed_at = Some(desk.edge().now());
    }
    tx.put(link).map_err(failure::from_store)?;
    let verb = match question.status {
        LinkStatus::Confirmed => "Confirmed",
        LinkStatus::Disputed => "Disputed",
        LinkStatus::Rejected => "Rejected",
        LinkStatus::Asserted | LinkStatus::Imported | LinkStatus::Suggested => "Reset",
    };
    let sentence = format!("{verb} the link from {consumer} to {provider}");
    let receipt = tx
        .commit(desk.entry("judge_link", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn service(plan: &Plan, id: ServiceId) -> Result<String, WireFailure> {
    plan.services
        .get(&id)
        .map(|service| service.name.clone())
        .ok_or_else(|| WireFailure::unknown("service"))
}
